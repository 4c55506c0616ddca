"""Statements of two codings of one text put in pairs, best overlap first.

The definition is that of ``score.py`` beside the hand coding, which stays the judge: a test compares the two.
"""

import re
from typing import NamedTuple

from positions.errors import InputError

EDGE = " \t\r\n\"'“”‘’.,;:-–—•"
THAT = re.compile(r"that\s+", re.IGNORECASE)
OVERLAP = 0.5  # Jaccard, of characters


class Pair(NamedTuple):
    """One statement in two codings.

    Attributes
    ----------
    hand, other : dict
        The records.
    overlap : float
        Jaccard's index of the characters of their contents.
    is_same : bool
        The contents are the same span, but for outer quotation marks, "that", white space and stops.
    """

    hand: dict
    other: dict
    overlap: float
    is_same: bool


class Matched(NamedTuple):
    """The pairs in one text, and what is left over.

    Attributes
    ----------
    pairs : list of Pair
        What is ``optional`` in the hand coding is in none.
    missed : list of dict
        Of the hand coding, in no pair; optional ones are not missed.
    spurious : list of dict
        Of the other coding, in no pair with a statement of the hand coding, optional ones included.
    """

    pairs: list[Pair]
    missed: list[dict]
    spurious: list[dict]


def matched(hand: list[dict], other: list[dict], text: str) -> Matched:
    """Pair the statements of two codings of a text one to one.

    Parameters
    ----------
    hand : list of dict
        Records whose places are found by their words, each after those already taken.
    other : list of dict
        Records with ``spans``; without, they are found by their words as well.
    text : str
        The document's text.

    Returns
    -------
    Matched

    Raises
    ------
    InputError
        If words of a coding are not in the text.
    """
    places = [_places(rows, text) for rows in (hand, other)]
    letters = [[{i for start, end in spans for i in range(start, end)} for spans in found] for found in places]
    overlaps = [
        (len(ours & theirs) / len(ours | theirs), i, j)
        for i, ours in enumerate(letters[0])
        for j, theirs in enumerate(letters[1])
        if ours & theirs
    ]
    partners: dict[int, int] = {}
    pairs = []
    for overlap, i, j in sorted(overlaps, key=lambda found: (-found[0], found[1], found[2])):
        if overlap >= OVERLAP and i not in partners and j not in partners.values():
            partners[i] = j
            if not hand[i].get("optional"):
                pairs.append(Pair(hand[i], other[j], overlap, places[0][i] == places[1][j]))
    missed = [row for i, row in enumerate(hand) if i not in partners and not row.get("optional")]
    spurious = [row for j, row in enumerate(other) if j not in partners.values()]
    return Matched(pairs, missed, spurious)


def _places(rows: list[dict], text: str) -> list[list[tuple[int, int]]]:
    """Return the trimmed spans of every content."""
    taken: set[tuple[int, int]] = set()
    return [[trimmed(text, *span) for span in row.get("spans") or _found(row, text, taken)] for row in rows]


def _found(row: dict, text: str, taken: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where a content's words stand, behind those already taken if they stand there more than once."""
    spans, cursor = [], 0
    for piece in row["content"] if isinstance(row["content"], list) else [row["content"]]:
        at = text.find(piece, cursor)
        while at >= 0 and (at, at + len(piece)) in taken:
            at = text.find(piece, at + 1)
        at = at if at >= 0 else text.find(piece)
        if at < 0:
            raise InputError(row["file"], f"does not hold {piece[:60]!r}", "Restore the hand coding and its articles.")
        taken.add((at, at + len(piece)))
        spans.append((at, at + len(piece)))
        cursor = at + len(piece)
    return spans


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span past quotation marks, a leading "that", stops and white space."""
    start = _past_edge(text, start, end)
    if that := THAT.match(text, start, end):
        start = _past_edge(text, that.end(), end)
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _past_edge(text: str, start: int, end: int) -> int:
    """Return the first place that is no quotation mark, stop or white space."""
    while start < end and text[start] in EDGE:
        start += 1
    return start
