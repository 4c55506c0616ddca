"""The index of phrases: exact places, and what is a phrase."""

import pytest

from positions.comparison import Parameters, compare
from positions.comparison.concordance import index_phrases, keep_longest


def phrases(comparison) -> set[str]:
    """Return the phrases of a comparison."""
    return set(index_phrases(comparison).phrase)


def test_every_place_of_the_seed_is_exact():
    """Rule: text[start:end] is the phrase, capitals and line breaks aside."""
    seed = compare(Parameters())
    text = seed.documents[0].text.replace("’", "'")
    places = index_phrases(seed)
    assert len(places) > 100
    assert all(" ".join(text[p.start : p.end].split()).casefold() == p.phrase for p in places.itertuples())


def test_places_behind_an_interruption_are_exact(said, compared):
    """Rule: in a content of two pieces, a phrase of the second stands where the text has it."""
    comparison = compared([said("steel trade grows and so does rice trade")])
    rows, text = comparison.statements, comparison.documents[0].text
    first, second = text.index("steel trade"), text.index("rice trade")
    rows.loc[0, "content"] = "steel trade […] rice trade"
    rows.loc[0, "spans"] = f"{first}-{first + 11}; {second}-{second + 10}"
    places = index_phrases(comparison)
    found = {p.phrase: text[p.start : p.end] for p in places.itertuples()}
    assert found["rice trade"] == "rice trade" and found["steel trade"] == "steel trade"
    assert "trade rice" not in phrases(comparison)


@pytest.mark.parametrize(
    ("content", "is_there", "is_not"),
    [
        ("it is with the people", {"people"}, {"the people", "with the people", "with"}),
        ("peace, and stability", {"peace", "stability"}, {"peace and stability"}),
        ("steel <b>rice", {"steel", "rice"}, {"steel b rice"}),
        ("growth of 12 in 2024", {"growth"}, {"growth of 12", "12"}),
        ("America and Pakistan want peace", {"peace"}, {"america", "pakistan", "america and pakistan"}),
        ("President Xi Jinping’s vision", {"vision"}, {"xi", "jinping's", "xi jinping's"}),
        ("ties with India", {"ties with india", "india"}, set()),
    ],
)
def test_what_is_a_phrase(said, compared, content, is_there, is_not):
    """Rule: no function word or number at an end, nothing across punctuation, no names of the parties alone."""
    found = phrases(compared([said(content)]))
    assert is_there <= found
    assert not is_not & found


def test_a_speaker_is_a_name(said, compared):
    """Rule: who speaks in the documents is a name also where the offices table does not have him."""
    found = phrases(compared([said("the visit of Noon brought rice"), said("it was noon", doc="two")]))
    assert "rice" in found
    assert (
        list(index_phrases(compared([said("the visit of Noon brought rice")])).query("phrase == 'noon'").phrase) == []
    )
    assert "noon" in found  # the hour, in small letters


def test_a_phrase_within_a_longer_one_of_the_same_places_is_dropped():
    """Rule: only what also stands alone is kept beside the longer phrase."""
    assert keep_longest({"iron": ("a",), "iron brothers": ("a",), "brothers": ("a", "b")}) == [
        "iron brothers",
        "brothers",
    ]
    assert keep_longest({"ron": ("a",), "iron brothers": ("a",)}) == ["ron", "iron brothers"]
