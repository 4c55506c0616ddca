"""Names within statements: of the countries compared and their organs, of offices, and of persons.

The names are those that attribution knows (``countries.yaml``, ``titles.yaml``, ``offices.yaml``,
``speakers.yaml``) and those of the speakers found. Third countries, projects and companies are no names in this sense:
who is spoken of with one side and not with the other is part of what is said.
"""

import re
from collections.abc import Iterable
from functools import cache

from positions.attribution.countries import ACTOR, COUNTERPARTS, mentions
from positions.attribution.lexicon import lexicon
from positions.attribution.offices import titles_in
from positions.attribution.persons import persons
from positions.documents import Span

PARTIES = (ACTOR, *COUNTERPARTS)
KINDS = ("names", "capitals", "demonyms", "institutions")
OWN = ("names", "capitals", "demonyms")  # a project may hold such a name: "China Pakistan Economic Corridor"
PART = re.compile(r"\w[\w’']*")


def names(content: str) -> list[Span]:
    """Return the places in a statement's words that name a country compared, an organ of it, or an office."""
    countries = (m for m in mentions(content, Span(0, len(content))) if m.country in PARTIES and m.kind in KINDS)
    return [*(mention.span for mention in countries), *(span for span, _ in titles_in(content))]


def name_words(speakers: Iterable[str]) -> frozenset[str]:
    """Return the single words of names, in small letters: countries compared, persons in the offices table, speakers.

    Parameters
    ----------
    speakers : iterable of str
        Names, or several joined by ``"; "``.
    """
    return _known_words() | _words(speakers)


@cache
def _known_words() -> frozenset[str]:
    """Return the words of the countries' names, of the names in the offices table and of ranks and courtesies."""
    countries = lexicon("attribution", "countries")
    lands = [name for party in PARTIES for kind in OWN for name in countries[party][kind]]
    spellings = [name for other in lexicon("attribution", "offices")["names"].values() for name in other]
    before = lexicon("attribution", "speakers")
    titles = [*before["ranks"], *before["courtesies"], *before["forenames_left_out"]]
    return _words([*lands, *persons(), *spellings, *titles])


def _words(found: Iterable[str]) -> frozenset[str]:
    """Return the different words of names."""
    return frozenset(word.casefold() for name in found for word in PART.findall(name) if word[0].isupper())
