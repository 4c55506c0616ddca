"""The reader: exact places, the same result every time, weights that are checked, and no work where none is due."""

import json
import shutil

import pytest

from positions import coding
from positions.attribution import attributions, reader, readings
from positions.attribution.weights import CONTENTS, FOLDER, NEEDED, weights
from positions.documents import Document
from positions.documents.press import parts
from positions.errors import InputError

TEXT = (
    "Talks in Islamabad\n\nISLAMABAD: Foreign Minister Asad Mir said on Friday that Pakistan valued its friendship "
    "with China 🇨🇳.\n\n“پاکستان زندہ باد,” he added, “and we thank Beijing for its help.” Ambassador Lin Mei assured "
    "Pakistan of China’s support.\n"
)


def document(text: str) -> Document:
    """Return a text as an article of a Pakistani outlet."""
    found = parts(text)
    return Document("d", "d.txt", text, found.headline, found.paragraphs, "", published="2025-02-01", outlet="dunya")


@pytest.fixture
def copied(tmp_path):
    """The weights, in a folder of their own."""
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    return folder


def test_every_part_stands_where_it_says():
    """Rule: anchor, source, cue, relay and content are whole words of the text, also beside emoji and Urdu."""
    found, _ = reader.read(TEXT, every=True)
    assert found
    for one in found:
        for span in filter(None, (one.anchor, one.source, one.cue, one.relay, *one.content)):
            assert 0 <= span.start < span.end <= len(TEXT)
            assert not TEXT[span.start - 1 : span.start + 1].isalpha() or span.start == 0
            assert not TEXT[span.end - 1 : span.end + 1].isalpha()
        assert 0 <= one.ours <= 1 and 0 <= one.valid <= 1


def test_the_same_text_is_read_the_same_way():
    """Rule: a second reading, and one with other texts read in between, differ in nothing."""
    first = reader.read(TEXT)
    reader.read(TEXT.replace("China", "the United States"))
    assert reader.read(TEXT) == first


def test_given_anchors_are_judged_in_their_order():
    """Rule: each anchor given is judged, with a chance for every value of every code; one without a word is not."""
    places = [TEXT.index("assured"), TEXT.index("said on")]
    anchors = [reader.Span(at, at + 4) for at in places]
    _, judged = reader.read(TEXT, [*anchors, reader.Span(len(TEXT), len(TEXT))])
    assert judged[2] is None
    for one in judged[:2]:
        assert abs(sum(one.codes["act"].values()) - 1) < 1e-3 and set(one.codes["stance"]) == {-2, -1, 0, 1, 2}
    assert reader.read(TEXT, anchors[::-1])[1] == judged[1::-1]


@pytest.mark.parametrize("name", [CONTENTS, *NEEDED])
def test_a_missing_file_is_named(copied, name):
    """Rule: a file of the weights that is not there is named, with the remedy."""
    (copied / name).unlink()
    with pytest.raises(InputError, match=name) as told:
        reader.read(TEXT, folder=copied)
    assert "make train" in str(told.value)


@pytest.mark.parametrize("name", NEEDED)
def test_a_cut_or_exchanged_file_is_named_with_its_sha256(copied, name):
    """Rule: a file that is not the one that belongs there is refused, with the sha256 expected and found."""
    listed = json.loads((copied / CONTENTS).read_text(encoding="utf-8"))
    (copied / name).write_bytes((copied / name).read_bytes()[:-9])
    with pytest.raises(InputError, match=name) as told:
        weights(copied)
    assert listed["sha256"][name] in str(told.value)


def test_a_list_of_weights_that_is_none_is_refused(copied):
    """Rule: a broken list of the weights is named."""
    (copied / CONTENTS).write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=CONTENTS):
        reader.read(TEXT, folder=copied)


def test_a_text_without_both_sides_is_not_read(monkeypatch):
    """Rule: the reader is not asked about a text that names only one of the two sides."""
    asked = []
    monkeypatch.setattr(attributions.readings, "read", lambda text, *given: asked.append(text) or ([], []))
    coding.code([document("Floods\n\nThe minister said on Friday that Cuba needed help from the United States.\n")])
    assert not asked
    coding.code([document("Aid\n\nSenior officials met on Friday. Pakistan and the United States are friends.\n")])
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "\n", "a", "\ud800 said \udfff", "word\n" * 3000, "x" * 5000])
def test_any_text_can_be_read(text):
    """Rule: a text without words, with half letters, of one-word lines or of one long word is read without an error."""
    assert isinstance(reader.read(text)[0], list)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An empty folder of kept readings."""
    monkeypatch.setattr(readings, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path


def test_a_kept_reading_is_the_reading(kept, monkeypatch):
    """Rule: a text is read once; what is kept of it is in nothing different from a new reading."""
    anchors = [reader.Span(TEXT.index("assured"), TEXT.index("assured") + 7), reader.Span(len(TEXT), len(TEXT))]
    first = readings.read(TEXT, anchors)
    assert first == reader.read(TEXT, anchors) and len(list(kept.rglob("*.json"))) == 1
    monkeypatch.setattr(readings.reader, "read", None)
    assert readings.read(TEXT, anchors) == first


def test_a_broken_or_unwritable_folder_of_readings_does_no_harm(kept):
    """Rule: a kept reading that was cut off is made anew; where none can be kept, the text is read all the same."""
    first = readings.read(TEXT, [])
    (path,) = kept.rglob("*.json")
    path.write_bytes(path.read_bytes()[:-20])
    assert readings.read(TEXT, []) == first and json.loads(path.read_bytes())
    shutil.rmtree(kept / "positions")
    (kept / "positions").write_text("no folder", encoding="utf-8")
    assert readings.read(TEXT, []) == first
