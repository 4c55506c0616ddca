"""Countries named in a text: by name, capital, demonym, institution, project or company (``countries/*.yaml``)."""

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from positions.countries import OTHER, Sides, codes, profile
from positions.countries.profiles import KINDS
from positions.data_files import lexicon
from positions.documents import Span

SHARED = 2  # letters by which words are put together
SHORTEST = 5  # letters of a word that means the same in capitals: "US" and "us" do not
LATELY = 32  # sets of countries whose words are kept


class Mention(NamedTuple):
    """A country named in a text: ISO 3166-1 alpha-3 (``OTHER`` when not known), where, and by what kind of word."""

    country: str
    span: Span
    kind: str


@lru_cache(LATELY)
def _words(known: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return, for every word or phrase, the known countries it names, or else OTHER, and the kind of name it is."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country in known:
        for kind, words in profile(country).words.items():
            for word in words:
                for form in dict.fromkeys((word, word.upper() if _is_plain(word, kind) else word)):
                    found.setdefault(form, []).append((country, kind))
    others = [profile(country).words for country in codes() if country not in known]
    for words in (*others, lexicon("attribution", "third_countries")):
        for kind in KINDS:
            for word in words.get(kind, ()):
                for form in (word, word.upper() if _is_plain(word, kind) else word):
                    found.setdefault(form, [(OTHER, kind)])
    return found


def _is_plain(word: str, kind: str) -> bool:
    """Tell whether a word also stands in capitals for its country, as in a headline or at a report's opening."""
    return kind in ("names", "capitals", "demonyms") and len(word) >= SHORTEST


@lru_cache(LATELY)
def _pattern(known: tuple[str, ...]) -> re.Pattern:
    """Return one pattern for all words, longest first; case counts, so that "us" is no country.

    Nor is what stands in another name: "US dollars", "US$3bn", "China Mobile", "a US-based Iranian".
    """
    listed = sorted(_words(known), key=lambda word: (word[:SHARED], -len(word), word))
    # Words that open alike stand together, so that most places in a text are passed over at a glance.
    alike = [
        re.escape(start) + f"(?:{'|'.join(re.escape(word[SHARED:]) for word in found)})"
        for start, found in groupby(listed, key=lambda word: word[:SHARED])
    ]
    within = lexicon("attribution", "other_names")
    behind = rf"(?![ -](?:{'|'.join(within['behind'])})\b)(?!-(?:{'|'.join(within['joined'])})\b)"
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in within["before"])
    return re.compile(rf"(?<![\w’]){before}(?:{'|'.join(alike)})(?![\w$]){behind}")


def country_words(sides: Sides) -> list[str]:
    """Return every word that names a country."""
    return list(_words(sides.known))


def states(sides: Sides) -> frozenset[str]:
    """Return, in lower case, the sources by which a report goes on: "it", "we", the names of the parties."""
    return _states(sides.parties)


@lru_cache(LATELY)
def _states(parties: tuple[str, ...]) -> frozenset[str]:
    """Return the sources by which a report goes on."""
    names = [name.lower() for country in parties for name in profile(country).words["names"]]
    return frozenset((*lexicon("attribution", "actors")["states"], *names, *(f"the {name}" for name in names)))


def mentions(text: str, within: Span, sides: Sides) -> list[Mention]:
    """Find the countries named in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        Where to look.
    sides : Sides
        Whose words are told apart; all other countries are ``OTHER``.

    Returns
    -------
    list of Mention
        In order; one word can name two countries (a joint project).
    """
    return [
        Mention(country, Span(*match.span()), kind)
        for match in _pattern(sides.known).finditer(text, within.start, within.end)
        for country, kind in _words(sides.known)[match.group()]
    ]
