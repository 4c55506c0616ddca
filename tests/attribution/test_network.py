"""The network: the same result every time, checked weights, no work where none is due, and what it may change."""

import inspect
import json
import re
import shutil

import pytest

from positions import coding
from positions.attribution import judgements, network
from positions.attribution.network import Judgement
from positions.attribution.speakers import Reason, Speaker
from positions.attribution.statements import CONTEXT, ENGAGEMENT, EXPLICIT, KEPT, SURE, Target, weigh_target
from positions.attribution.weights import CONTENTS, FOLDER, NEEDED, weights
from positions.countries import SIDES
from positions.documents import Document, Span
from positions.documents.structure import press_parts
from positions.errors import InputError

TEXT = (
    "Talks in Islamabad\n\nISLAMABAD: Foreign Minister Asad Mir said on Friday that Pakistan valued its friendship "
    "with China 🇨🇳.\n\n“پاکستان زندہ باد,” he added, “and we thank Beijing for its help.” Ambassador Lin Mei assured "
    "Pakistan of China’s support.\n"
)
PAK = Speaker("A", country="PAK")


def document(text: str, genre: str = "press") -> Document:
    """Return a text as an article of a Pakistani outlet."""
    found = press_parts(text)
    return Document(
        "d", "d.txt", text, found.headline, found.paragraphs, "", published="2025-02-01", outlet="dunya", genre=genre
    )


def judged(ours: float, country: str = "PAK", target: str = "CHN", chance: float = 0.99) -> Judgement:
    """Return a judgement that finds one country and one target likely."""
    rest = (1 - chance) / 4
    countries = {each: chance if each == country else rest for each in ("PAK", "USA", "CHN", "JOINT", "OTHER")}
    targets = {each: chance if each == target else rest for each in ("USA", "CHN", "BOTH", "PAK")}
    return Judgement(ours, countries, targets)


@pytest.fixture
def copied(tmp_path):
    """The weights, in a folder of their own."""
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    return folder


def test_the_same_text_is_read_the_same_way():
    """Rule: a second reading, and one with another text read in between, differ in nothing; chances lie in 0 to 1."""
    anchors = [Span(TEXT.index("said on"), TEXT.index("said on") + 4)]
    first = network.judge(TEXT, anchors)
    network.judge(TEXT.replace("China", "the United States"), anchors)
    assert network.judge(TEXT, anchors) == first
    (one,) = first
    assert 0 <= one.ours <= 1
    for chances in (one.countries, one.targets, one.acts, one.themes, one.stances):
        assert sum(chances.values()) == pytest.approx(1, abs=1e-3)


def test_anchors_are_judged_in_their_order():
    """Rule: each anchor gets its own judgement, whatever the order; one without a word gets none."""
    places = [TEXT.index("assured"), TEXT.index("said on")]
    anchors = [Span(at, at + 4) for at in places]
    told = network.judge(TEXT, [*anchors, Span(len(TEXT), len(TEXT))])
    assert told[2] is None and told[0] != told[1]
    assert network.judge(TEXT, anchors[::-1]) == told[1::-1]


@pytest.mark.parametrize("name", [CONTENTS, *NEEDED])
def test_a_missing_file_is_named(copied, name):
    """Rule: a file of the weights that is not there is named, with the remedy."""
    (copied / name).unlink()
    with pytest.raises(InputError, match=name) as told:
        network.judge(TEXT, [Span(0, 5)], folder=copied)
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
        weights(copied)


def test_only_press_that_names_both_sides_is_read():
    """Rule: the network is not asked about a text that names one side only, nor about a speech."""
    asked = []

    def judge(text, given):
        asked.append(text)
        return [None] * len(given)

    coding.code(
        [document("Floods\n\nThe minister said on Friday that Cuba needed the United States.\n")], SIDES, judge=judge
    )
    both = "Aid\n\nForeign Minister Asad Mir said on Friday that Pakistan and the United States were friends.\n"
    coding.code([document(both, "speech")], SIDES, judge=judge)
    assert not asked
    coding.code([document(both)], SIDES, judge=judge)
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "\n", "a", "\ud800 said \udfff", "word\n" * 3000, "x" * 5000])
def test_any_text_can_be_read(text):
    """Rule: a text without words, with half letters, of one-word lines or of one long word is read without an error."""
    assert len(network.judge(text, [Span(0, len(text)), Span(len(text) // 2, len(text))])) == 2


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An empty folder of kept readings."""
    monkeypatch.setattr(judgements, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path


def test_a_kept_reading_is_the_reading(kept, monkeypatch):
    """Rule: a text is read once; what is kept of it is in nothing different from a new reading, and has no words."""
    anchors = [Span(TEXT.index("assured"), TEXT.index("assured") + 7), Span(len(TEXT), len(TEXT))]
    first = judgements.judge_cached(TEXT, anchors)
    (path,) = kept.rglob("*.json")
    assert first == network.judge(TEXT, anchors) and "assured" not in path.read_text()
    monkeypatch.setattr(network, "judge", None)
    assert judgements.judge_cached(TEXT, anchors) == first


@pytest.mark.parametrize("module", judgements.CODE, ids=lambda module: module.__name__)
def test_a_reading_is_made_anew_when_code_behind_it_changes(kept, monkeypatch, module):
    """Rule: a change of any module that a judgement rests on, which are all that the network imports, is a new key."""
    own = "positions.attribution."
    names = {own + name for one in judgements.CODE for name in re.findall(f"from {own}(\\w+)", inspect.getsource(one))}
    assert {network.__name__, *names} == {one.__name__ for one in judgements.CODE}
    judgements._version.cache_clear()
    before = judgements._version()
    (kept / "changed.py").write_text(inspect.getsource(module) + "# changed\n", encoding="utf-8")
    monkeypatch.setattr(module, "__file__", str(kept / "changed.py"))
    judgements._version.cache_clear()
    assert judgements._version() != before
    judgements._version.cache_clear()


def test_a_broken_or_unwritable_folder_of_readings_does_no_harm(kept):
    """Rule: a kept reading that was cut off is made anew; where none can be kept, the text is read all the same."""
    anchors = [Span(TEXT.index("assured"), TEXT.index("assured") + 7)]
    first = judgements.judge_cached(TEXT, anchors)
    (path,) = kept.rglob("*.json")
    path.write_bytes(path.read_bytes()[:-20])
    assert judgements.judge_cached(TEXT, anchors) == first and json.loads(path.read_bytes())
    shutil.rmtree(kept / "positions")
    (kept / "positions").write_text("no folder", encoding="utf-8")
    assert judgements.judge_cached(TEXT, anchors) == first


def test_what_the_network_takes_for_another_matter_is_left_out():
    """Rule: a statement that hardly belongs to the question has no target, whatever ties it to a country."""
    named, tied = Target("USA", EXPLICIT, Reason()), Target("USA", ENGAGEMENT, Reason())
    for towards in (named, tied):
        assert weigh_target(towards, PAK, judged(KEPT), SIDES) == towards
        assert weigh_target(towards, PAK, judged(KEPT - 0.01), SIDES) is None
    assert weigh_target(named, PAK, None, SIDES) == named and weigh_target(None, PAK, None, SIDES) is None


def test_what_only_the_network_ties_to_a_side_says_so():
    """Rule: where no word gives a target and the network is sure, the likeliest is taken, and it is said."""
    given = weigh_target(None, PAK, judged(SURE), SIDES)
    assert (given.country, given.basis) == ("CHN", CONTEXT) and given.why.rules == ("network, 96",)
    assert weigh_target(None, Speaker("A", country="USA"), judged(SURE), SIDES).country == "PAK"
    assert weigh_target(None, PAK, judged(SURE - 0.01), SIDES) is None
    for other in (Speaker("A", country="OTHER"), Speaker("A", country="PAK", voice="media")):
        assert weigh_target(None, other, judged(1.0), SIDES) is None


@pytest.mark.parametrize(
    ("source", "ours", "chance", "expected"),
    [
        ("Omar Beg, a former banker,", 0.9, 0.99, "PAK"),
        ("Omar Beg, a former banker,", 0.7, 0.99, ""),
        ("Omar Beg, a former banker,", 0.9, 0.8, ""),
        # the text says that he is another country's
        ("Indian banker Omar Beg", 0.99, 0.99, ""),
        # only described
        ("The visiting side", 0.99, 0.99, ""),
        # no prime minister of Pakistan bore the name
        ("Prime Minister Alan Roe", 0.99, 0.99, ""),
    ],
)
def test_a_country_that_nothing_tells_is_taken_from_a_sure_network(source, ours, chance, expected):
    """Rule: of nobody's country the network tells only what no word speaks against, when it is sure, and says so."""
    text = f"Ties with Pakistan\n\n{source} said on Friday that the United States was a friend.\n"
    rows = coding.code(
        [document(text)], SIDES, judge=lambda _, given: [judged(ours, chance=chance)] * len(given)
    ).statements
    assert [row.speaker_country for row in rows.itertuples()] == [expected] * bool(expected)
    assert all("network" in row.why_speaker for row in rows.itertuples())


@pytest.mark.parametrize("who", ["They", "Sources", "Security officials"])
def test_whom_the_network_alone_places_speaks_for_no_state(who):
    """Rule: a country that only the network tells, of nobody with an office, makes no official statement."""
    text = f"Floods\n\n{who} said on Friday that Beijing and Washington had sent help to Lahore.\n"
    rows = coding.code([document(text)], SIDES, judge=lambda _, given: [judged(0.99)] * len(given)).statements
    assert [(row.speaker_country, row.voice) for row in rows.itertuples()] == [("PAK", "unknown")]
