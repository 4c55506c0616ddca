"""The tables of countries and outlets are regular, so that a word or a file name finds one answer."""

from itertools import combinations
from zoneinfo import ZoneInfo

from positions.attribution.lexicon import lexicon
from positions.countries import OTHER, codes, profile
from positions.documents.outlets import outlets

KINDS = {"names", "capitals", "demonyms", "institutions", "projects", "companies"}


def tables():
    """Return the words of every country with a profile, and of the third ones."""
    return {code: profile(code).words for code in codes()} | {OTHER: lexicon("attribution", "third_countries")}


def test_countries_are_lists_of_words():
    """Every country has the same kinds of names, and a word counts once within a country."""
    assert {"PAK", "USA", "CHN"} <= set(codes())
    for entry in tables().values():
        assert set(entry) <= KINDS
        named = [word for kind in KINDS for word in entry.get(kind, ())]
        assert all(isinstance(word, str) for word in named)  # YAML reads a bare NO or 1 as something else
        assert len(named) == len(set(named))


def test_only_projects_are_shared():
    """A word names two countries only as a project of both."""
    table = tables()
    for one, two in combinations(table, 2):
        first, second = (
            {w for kind in KINDS - {"projects"} for w in table[country].get(kind, ())} for country in (one, two)
        )
        assert first & second == set()


def test_outlets_have_a_clock():
    """Every outlet has a publisher and a time zone that is known, or its dates could not be placed."""
    for outlet in outlets().values():
        assert outlet.publisher and outlet.country and outlet.kind and outlet.language
        ZoneInfo(outlet.time_zone)
