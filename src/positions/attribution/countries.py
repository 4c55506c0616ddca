"""Countries named in a text: by name, capital, demonym, institution, project or company (``countries.yaml``)."""

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

from positions.attribution.lexicon import lexicon
from positions.documents import Span

ACTOR = "PAK"
COUNTERPARTS = ("USA", "CHN")
OTHER = "OTHER"
# In this order: a project's name may hold a country's ("China-Pakistan Economic Corridor").
SHARED = 2  # letters by which words are put together
KINDS = ("projects", "companies", "institutions", "names", "capitals", "demonyms")


class Mention(NamedTuple):
    """A country named in a text: ISO 3166-1 alpha-3 (``OTHER`` for third ones), where, and by what kind of word."""

    country: str
    span: Span
    kind: str


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """Return, for every word or phrase of the lexicon, the countries it names and the kind of name it is."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country, entry in lexicon("attribution", "countries").items():
        for kind in KINDS:
            for word in entry.get(kind) or ():
                found.setdefault(word, []).append((country, kind))
    return found


@cache
def _pattern() -> re.Pattern:
    """Return one pattern for all words, longest first; case counts, so that "us" is no country."""
    listed = sorted(_words(), key=lambda word: (word[:SHARED], -len(word), word))
    # Words that open alike stand together, so that most places in a text are passed over at a glance.
    alike = [
        re.escape(start) + f"(?:{'|'.join(re.escape(word[SHARED:]) for word in found)})"
        for start, found in groupby(listed, key=lambda word: word[:SHARED])
    ]
    return re.compile(rf"(?<![\w’])(?:{'|'.join(alike)})(?!\w)(?!-(?:based|style)\b)")


def mentions(text: str, within: Span) -> list[Mention]:
    """Find the countries named in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        Where to look.

    Returns
    -------
    list of Mention
        In order; one word can name two countries (a joint project).
    """
    return [
        Mention(country, Span(*match.span()), kind)
        for match in _pattern().finditer(text, within.start, within.end)
        for country, kind in _words()[match.group()]
    ]
