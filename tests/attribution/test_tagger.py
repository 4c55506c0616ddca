"""The trained tagger: what it is shown, what it makes of its models' answers, what it finds in plain sentences."""

import importlib.util
from pathlib import Path

import pytest
import yaml

from positions.attribution.attribution import Attribution
from positions.attribution.tagger import Found, _attribution, attributions, chosen, found, scored
from positions.attribution.tagger_lines import lines
from positions.attribution.tagger_marks import Candidate, _candidates
from positions.attribution.tagger_trust import Reading
from positions.attribution.tagger_words import word
from positions.attribution.training import Marked, loaded, parts, roles, trained
from positions.documents import Document, Span, read

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "src" / "positions" / "attribution" / "models"
MEGABYTE = 1_000_000


def document(body, headline="Talks held"):
    """Return a document of a headline and one paragraph."""
    text = f"{headline}\n{body}\n"
    start = len(headline) + 1
    return Document("d", "d.txt", text, Span(0, len(headline)), (Span(start, start + len(body)),), "")


def span(text, words):
    """Return where words stand first in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def test_a_line_is_cut_into_words_marks_and_endings():
    """Rule: marks, "'s" and the like are words of their own; "U.S.", "Mr." and hyphenated numbers are not torn."""
    one = document("Mr. Khan’s U.S. visit cost $1,200, they’ve said.")
    body = lines(one)[1]
    assert [place.of(one.text) for place in body.places] == (
        ["Mr.", "Khan", "’s", "U.S.", "visit", "cost", "$", "1,200", ",", "they", "’ve", "said", "."]
    )


def test_a_line_knows_its_sentences_and_quotations():
    """Rule: a quotation holds its marks, a stop between sentences starts the next, the headline is told apart."""
    one = document("“We agree,” he said. He left.")
    headline, body = lines(one)
    assert (headline.is_headline, body.is_headline) == (True, False)
    assert body.quotation == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert body.sentence == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]


def test_a_word_is_known_by_its_form_and_its_company():
    """Rule: case and digits do not change a word's form; verbs that attribute are cue-like, nouns of things are not."""
    assert word("In 2030").norm == "in 0000"
    assert word("Islamabad-7").shape == "Xx-0"
    assert word("stressed").is_cue_like
    assert not word("bridge").is_cue_like
    assert not word("qwertzuiop").is_cue_like


TEXT = "“Trade,” the minister said, “is what we want.” He left."
PIECES = (span(TEXT, "“Trade,”"), span(TEXT, "“is what we want.”"))
MARKED = Attribution(span(TEXT, "the minister"), span(TEXT, "said"), PIECES)


def test_the_training_labels_are_what_was_marked():
    """Rule: the first word of a span is told from the others; between two pieces of one content there is a gap."""
    line = lines(document(TEXT, "Talks"))[1]
    shifted = Attribution(
        *(Span(s.start + 6, s.end + 6) for s in (MARKED.source, MARKED.cue)),
        tuple(Span(s.start + 6, s.end + 6) for s in MARKED.content),
    )
    content = ["B-T", "I-T", "I-T", "I-T"]
    second = ["B-T", "I-T", "I-T", "I-T", "I-T", "I-T", "I-T"]
    assert roles(line, [shifted]) == [*content, "B-S", "I-S", "B-C", "O", *second, "O", "O", "O"]
    assert parts(line, shifted) == [*"TTTT", "S", "S", "C", "G", *"TTTTTTT", "O", "O", "O"]


def test_candidates_are_labelled_or_likely():
    """Rule: labelled cues are candidates whatever their chance; others from one in five on, as far as they go on."""
    labels = ["O", "B-C", "I-C", "O", "O", "O", "O"]
    first = [0.1, 0.6, 0.0, 0.0, 0.3, 0.0, 0.15]
    further = [0.0, 0.0, 0.5, 0.0, 0.0, 0.25, 0.0]
    assert _candidates(labels, first, further) == [Candidate(1, 3, True, 0.6), Candidate(4, 6, False, 0.3)]


def reading(cue, *content):
    """Return a reading without a source."""
    return Reading(cue, None, list(content), (1.0, 1.0, 1.0, 0.0))


def test_a_cue_within_a_likelier_content_does_not_count():
    """Rule: of two readings, one with its cue in the other's cue or content, the likelier counts."""
    outer, inner = reading((1, 2), (2, 9)), reading((3, 4), (4, 9))
    assert chosen([outer, inner], [0.9, 0.8], 0.5) == [0]
    assert chosen([outer, inner], [0.7, 0.8], 0.5) == [0, 1]
    assert chosen([outer, reading((1, 3), (3, 9))], [0.8, 0.9], 0.5) == [1]


def test_a_reading_counts_from_the_least_probability_on():
    """Rule: below it, or without a content, nothing is attributed."""
    apart = [reading((1, 2), (2, 3)), reading((5, 6), (6, 9)), reading((11, 12))]
    assert chosen(apart, [0.49, 0.5, 0.99], 0.5) == [1]


CONVENTIONS = {
    "marks and that go": ("He said that “trade will grow.” Then", "that “trade will grow.”", "trade will grow."),
    "a quoted part keeps its marks": ("She said it was “a new day” for all.", "it was “a new day” for all", None),
    "that as a subject stays": ("That was it, he said.", "That was it,", "That was it"),
}


@pytest.mark.parametrize(("text", "content", "expected"), CONVENTIONS.values(), ids=CONVENTIONS)
def test_the_content_follows_the_codebook(text, content, expected):
    """Rule: the content has no outer quotation marks with the comma in them, no leading "that", no stop behind it."""
    one = _attribution(text, Found(None, span(text, "said"), (span(text, content),), 0.5))
    assert [piece.of(text) for piece in one.content] == [expected or content]


def test_a_content_of_marks_alone_is_none():
    """Rule: when no word is left, nothing is attributed."""
    assert _attribution("He said …,", Found(None, Span(3, 7), (Span(9, 10),), 0.9)) is None


SENTENCES = {
    "source, cue, content": (
        "The minister said that the road would be open by spring.",
        ("The minister", "said", ["the road would be open by spring"]),
    ),
    "content first": (
        "“The road will be open by spring,” the minister said.",
        ("the minister", "said", ["The road will be open by spring"]),
    ),
    "a cue that interrupts": (
        "“The road,” the minister said, “will be open by spring.”",
        ("the minister", "said", ["The road", "will be open by spring."]),
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_plain_sentences_are_read_as_people_read_them(text, expected):
    """Rule: the models of the package find source, cue and content of a plain sentence in each of the usual orders."""
    one = document(text)
    (actual,) = attributions(one)
    assert (actual.source.of(one.text), actual.cue.of(one.text)) == expected[:2]
    assert [piece.of(one.text) for piece in actual.content] == expected[2]
    assert (actual.lemma, actual.rule) == ("say", "tagger")


def test_what_is_no_speech_is_not_attributed():
    """Rule: a sentence in which nobody says, thinks or wants anything has no attribution."""
    assert attributions(document("The bridge is 40 metres long and was opened in 2030.", "Bridge opened")) == []


def test_every_place_holds_in_the_text():
    """Rule: pieces stand in order within the text, none is blank, attributions follow the order of the text."""
    (seed,) = read(ROOT / "seeds").documents
    each = attributions(seed)
    assert len(each) > 5
    assert [one.whole for one in each] == sorted(one.whole for one in each)
    for one in each:
        places = [place for piece in one.content for place in piece]
        assert places == sorted(places)
        assert all(piece.of(seed.text).strip() for piece in one.content)


def test_one_document_does_not_change_the_next():
    """Rule: tagging is a function of the document: the same before and after another one."""
    first, other = (document(text) for text, _ in list(SENTENCES.values())[:2])
    before = scored(first)
    attributions(other)
    assert scored(first) == before


def test_a_lower_threshold_only_adds_unlikely_ones():
    """Rule: probabilities lie between 0 and 1, and none below the threshold is given."""
    (seed,) = read(ROOT / "seeds").documents
    assert all(0.6 <= one.probability <= 1 for one in found(seed, 0.6))
    assert len(list(found(seed, 0.1))) >= len(list(found(seed, 0.6)))


NAMES = ("Ada Noon", "Ben Roe", "Cay Lind", "Dora Mills", "Eli Stone", "Fay Brook", "Gus Hall", "Hal Wood")
CONTENTS = (
    "the road is open",
    "trade has grown",
    "the talks went well",
    "a new bridge is needed",
    "schools come first",
)


def lesson(name, content):
    """Return a marked document of one sentence."""
    text = f"{name} said {content}."
    one = Document("d", "d.txt", text, Span(0, 0), (Span(0, len(text)),), "")
    return Marked(one, [Attribution(span(text, name), span(text, "said"), (span(text, content),))])


def test_training_learns_what_was_marked():
    """Rule: models trained on marked documents find the same parts in one that was not among them."""
    lessons = [lesson(name, content) for name in NAMES for content in CONTENTS]
    left_out = lesson("Ivy March", "the harvest was good")
    (actual,) = found(left_out.document, 0.5, loaded(trained(lessons)))
    (expected,) = left_out.attributions
    assert (actual.source, actual.cue, actual.content) == (expected.source, expected.cue, expected.content)


def test_the_models_are_small():
    """Rule: what the package carries for the tagger stays below nine megabytes."""
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 9 * MEGABYTE


@pytest.fixture
def polnear(monkeypatch):
    """The benchmark's reader, which is no part of the package."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
    spec = importlib.util.spec_from_file_location("polnear", ROOT / "tests" / "benchmarks" / "polnear.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_stand_off_marks_are_read(polnear):
    """Rule: pieces of a content are kept; a mark whose words are not at its place, or a broken line, is left out."""
    text = "“Yes,” Ada said, “now.” Ben agreed to it."
    stand_off = (
        "T1\tContent 0 6;17 23\t“Yes,” “now.”\nT2\tSource 7 10\tAda\nT3\tCue 11 15\tsaid\n"
        "E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3\nover a broken line\n"
        "T5\tSource 25 28\tBen\nT6\tCue 28 34\tagreed\nT7\tContent 35 40\tto it\n"
        "E2\tAttribution:T8 Cue:T6 Source:T5 Content:T7\n"
    )
    assert polnear.attributions(text, stand_off) == [
        Attribution(Span(7, 10), Span(11, 15), (Span(0, 6), Span(17, 23))),
        Attribution(None, Span(28, 34), (Span(35, 40),)),
    ]


def test_exact_spans_are_counted(polnear):
    """Rule: two of three marked found among four tagged is precision one half, recall two thirds, F1 four sevenths."""
    marked = [{"source": {Span(0, 1), Span(2, 3)}, "cue": set(), "content": set()}]
    marked.append({"source": {Span(0, 1)}, "cue": set(), "content": set()})
    tagged = [{"source": {Span(0, 1), Span(2, 4)}, "cue": set(), "content": set()}]
    tagged.append({"source": {Span(0, 1), Span(5, 6)}, "cue": set(), "content": set()})
    assert polnear.f1(polnear.counts(marked, tagged)["source"]) == pytest.approx((1 / 2, 2 / 3, 4 / 7))


def test_the_tagger_stays_above_its_floors(polnear):
    """Rule: on PolNeAR’s development set no F1 falls below what was reached (``polnear_floors.yaml``)."""
    if not polnear.POLNEAR.exists():
        pytest.skip("no PolNeAR beside the project")
    documents = polnear.articles("dev")
    table = polnear.counts([polnear.marked_spans(d) for d in documents], [polnear.tagged_spans(d) for d in documents])
    floors = yaml.safe_load((ROOT / "tests" / "benchmarks" / "polnear_floors.yaml").read_text(encoding="utf-8"))
    assert set(floors) == set(polnear.KINDS)
    assert {kind: polnear.f1(table[kind])[2] for kind in floors if polnear.f1(table[kind])[2] < floors[kind]} == {}
