"""Words and phrases of statements with the places they stand at: the one index behind all tables of wording.

A phrase is a run of one to eight words of one statement that no punctuation interrupts. It opens and ends with a word
that is no function word and no digit, and holds one that is neither that nor a name (`positions.comparison.named`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.attribution.lexicon import lexicon
from positions.comparison.named import name_words, names
from positions.comparison.pair import Comparison, made_once
from positions.countries import Sides

PLACES = schemas.Schema(
    "places of phrases",
    {
        "phrase": str,  # in small letters, one space between words
        "length": int,  # words
        "names": int,  # words of it that are names
        "content": int,  # words of it that are neither names nor function words
        "statement_id": str,
        "start": int,  # first character in the document's text
        "end": int,
    },
)
LONGEST = 8
CONTENT = 2  # words that are neither names nor function words, for two sides to have a wording in common
RUN = re.compile(r"[\w\s’'&-]+")  # what is neither a letter, a digit, a space nor one of these interrupts
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Word(NamedTuple):
    """One word of a content: as it is counted, where it stands in the content, and what it is."""

    text: str
    start: int
    end: int
    kind: str  # content, function, name


@cache
def _idle() -> frozenset[str]:
    """Return the words that carry nothing alone."""
    listed = lexicon("comparison", "idle_words")
    return frozenset([*listed["function"].split(), *listed["general"].split()])


@made_once
def index(comparison: Comparison) -> pd.DataFrame:
    """List every place of every phrase.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PLACES, for the statements of every part, repeated ones once, in their order.
    """
    rows = comparison.statements[comparison.statements.repeats == ""]
    known = name_words(rows.speaker, comparison.sides)
    found: dict[str, list] = {name: [] for name in PLACES.columns}
    for statement_id, content, spans in zip(rows.statement_id, rows.content, rows.spans, strict=True):
        parts = list(pieces(spans))
        for run in runs(content, known, comparison.sides):
            shift = next(text - own for own, end, text in parts if run[0].start < end)
            for phrase in _phrases(run):
                found["phrase"].append(" ".join(word.text for word in phrase))
                found["length"].append(len(phrase))
                found["names"].append(sum(word.kind == "name" for word in phrase))
                found["content"].append(sum(word.kind == "content" for word in phrase))
                found["statement_id"].append(statement_id)
                found["start"].append(phrase[0].start + shift)
                found["end"].append(phrase[-1].end + shift)
    types = {name: "int64" if kind is int else "str" for name, kind in PLACES.columns.items()}
    return PLACES.check(pd.DataFrame(found).astype(types))


def runs(content: str, known: frozenset[str], sides: Sides) -> Iterator[list[Word]]:
    """Yield the words of a content between its marks of punctuation.

    Parameters
    ----------
    content : str
    known : frozenset of str
        Words of names (`positions.comparison.named.name_words`); they count where they have a capital.
    sides : Sides
        The countries compared.
    """
    named = names(content, sides)
    for piece in RUN.finditer(content):
        words = []
        for match in WORD.finditer(content, *piece.span()):
            start, end = match.span()
            text = match.group().casefold().replace("’", "'")
            bare = text.removesuffix("'s")
            is_name = any(span.start < end and start < span.end for span in named)
            is_name = is_name or (match.group()[0].isupper() and not known.isdisjoint(bare.split("-")))
            is_idle = bare in _idle() or not re.search(r"[^\W\d_]", bare)
            words.append(Word(text, start, end, "name" if is_name else "function" if is_idle else "content"))
        if words:
            yield words


def within(short: str, long: str) -> bool:
    """Tell whether one phrase stands within another, longer one, word by word."""
    return short != long and f" {short} " in f" {long} "


def longest(phrases: dict[str, object]) -> list[str]:
    """Return the phrases that do not stand within a longer one of just the same places.

    Parameters
    ----------
    phrases : dict of str to object
        For each phrase what tells its places, comparable for equality and hashable.
    """
    alike: dict[object, list[str]] = {}
    for phrase, where in phrases.items():
        alike.setdefault(where, []).append(phrase)
    return [phrase for phrase in phrases if not any(within(phrase, other) for other in alike[phrases[phrase]])]


def pieces(spans: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each piece of a content where it starts and ends in the content, and where it starts in the text."""
    at = 0
    for span in spans.split(schemas.LIST_SEPARATOR):
        start, end = map(int, span.split("-"))
        yield at, at + end - start, start
        at += end - start + len(schemas.PIECE_SEPARATOR)


def _phrases(run: list[Word]) -> Iterator[list[Word]]:
    """Yield the phrases of a run of words."""
    for at, first in enumerate(run):
        for length in range(1, min(LONGEST, len(run) - at) + 1):
            phrase = run[at : at + length]
            ends = (first.kind, phrase[-1].kind)
            if "function" not in ends and any(word.kind == "content" for word in phrase):
                yield phrase
