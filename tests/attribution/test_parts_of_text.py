"""Sentences, quotations, cues and countries: the parts that attribution is put together from."""

import pytest

from positions.attribution.cues_and_sources import find_cues, find_noun_phrases, inflections
from positions.attribution.sentences import find_quotations, split_sentences
from positions.attribution.speakers import country_mentions
from positions.countries import SIDES
from positions.documents import Span


def whole(text):
    """Return the span of a whole text."""
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        (
            "Mr. Khan met Gen. Lee at 5 p.m. on Friday. They spoke.",
            ["Mr. Khan met Gen. Lee at 5 p.m. on Friday.", "They spoke."],
        ),
        ("The U.S. Army left. It came back.", ["The U.S. Army left.", "It came back."]),
        ("Trade grew by 3.5 per cent. It fell.", ["Trade grew by 3.5 per cent.", "It fell."]),
        ("“We came. We saw,” he said. They left.", ["“We came. We saw,” he said.", "They left."]),
        ("He said “yes.” She left.", ["He said “yes.”", "She left."]),
        ("The road is open.Trade will grow.", ["The road is open.", "Trade will grow."]),
        ("no stop at all", ["no stop at all"]),
    ],
)
def test_sentences(text, expected):
    """Rule: a stop ends a sentence unless it belongs to an abbreviation, a number or a quotation that goes on."""
    assert [s.of(text) for s in split_sentences(text, whole(text), find_quotations(text, whole(text)))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “one” and “two”.", ["one", "two"]),
        ('He said "one" only.', ["one"]),
        ("It was ‘wise’, Pakistan’s envoy said.", ["wise"]),
        ("The players’ union and the army’s chief", []),
        ("“It goes on to the end", ["It goes on to the end"]),
        ("“He called it ‘wise’,” she said.", ["He called it ‘wise’,"]),
    ],
)
def test_quotations(text, expected):
    """Rule: words between marks, curly or straight; apostrophes and single marks within double ones are none."""
    assert [q.of(text) for q in find_quotations(text, whole(text))] == expected


DIPLOMACY = """reiterate reaffirm appreciate pledge thank laud condole commend hail welcome congratulate vow assure
urge acknowledge underscore emphasise felicitate"""


@pytest.mark.parametrize("verb", DIPLOMACY.split())
def test_the_verbs_of_diplomacy_are_cues(verb):
    """Rule: eighteen verbs of diplomatic readouts that news cue lists lack are known in the past tense."""
    past = next(form for form, kind in inflections(verb).items() if kind == "finite" and form.endswith("ed"))
    text = f"He {past} the envoy."
    assert [cue.span.of(text) for cue in find_cues(text, whole(text))] == [past]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US helped us", [("USA", "US")]),
        ("an American envoy in Beijing", [("USA", "American"), ("CHN", "Beijing")]),
        ("CPEC is a project", [("PAK", "CPEC"), ("CHN", "CPEC")]),
        ("Chinaware and Usman", []),
        ("three billion US dollars", []),
        ("ties with the US based on trust", [("USA", "US")]),
        ("China Eastern and American Airlines", []),
        ("a US-based writer and Voice of America", []),
    ],
)
def test_countries(text, expected):
    """Rule: names, capitals, demonyms and projects name a country as whole words; case tells the US from us."""
    assert sorted((m.country, m.span.of(text)) for m in country_mentions(text, whole(text), SIDES)) == sorted(expected)


def test_his_country_is_no_one():
    """Rule: "his US" of "his US visit" names nobody who could speak; "his US counterpart" does."""
    named = "During his US visit, the premier met his US counterpart."
    assert [a.words for a in find_noun_phrases(named, Span(0, len(named)))] == ["the premier", "his US counterpart"]
