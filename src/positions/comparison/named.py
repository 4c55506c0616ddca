"""Names within statements: of the countries compared and their organs, of offices, and of persons.

The names are those of the countries' profiles, of ``titles.yaml`` and ``speakers.yaml``, and of the speakers found.
Third countries, projects and companies are no names in this sense: who is spoken of with one side and not with the
other is part of what is said.
"""

import re
from collections.abc import Iterable
from functools import cache

from positions.attribution.countries import mentions
from positions.attribution.lexicon import lexicon
from positions.attribution.offices import titles_in
from positions.attribution.persons import persons
from positions.countries import Sides, profile
from positions.documents import Span

KINDS = ("names", "capitals", "demonyms", "institutions")
OWN = ("names", "capitals", "demonyms")  # a project may hold such a name: "China Pakistan Economic Corridor"
PART = re.compile(r"\w[\w’']*")


def names(content: str, sides: Sides) -> list[Span]:
    """Return the places in a statement's words that name a country compared, an organ of it, or an office."""
    found = mentions(content, Span(0, len(content)), sides)
    countries = (m for m in found if m.country in sides.parties and m.kind in KINDS)
    return [*(mention.span for mention in countries), *(span for span, _ in titles_in(content, sides))]


def name_words(speakers: Iterable[str], sides: Sides) -> frozenset[str]:
    """Return the single words of names, in small letters: countries compared, persons in the offices tables, speakers.

    Parameters
    ----------
    speakers : iterable of str
        Names, or several joined by ``"; "``.
    sides : Sides
        The countries compared.
    """
    return _known_words(sides) | _words(speakers)


@cache
def _known_words(sides: Sides) -> frozenset[str]:
    """Return the words of the countries' names, of the names in the offices table and of ranks and courtesies."""
    profiles = [profile(party) for party in sides.parties]
    lands = [name for own in profiles for kind in OWN for name in own.words[kind]]
    spellings = [name for own in profiles for other in own.spellings.values() for name in other]
    before = lexicon("attribution", "speakers")
    titles = [*before["ranks"], *before["courtesies"], *before["forenames_left_out"]]
    return _words([*lands, *(person.name for person in persons(sides.parties)), *spellings, *titles])


def _words(found: Iterable[str]) -> frozenset[str]:
    """Return the different words of names."""
    return frozenset(word.casefold() for name in found for word in PART.findall(name) if word[0].isupper())
