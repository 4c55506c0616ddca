"""What one carrier of a release changed against another: words left out, put in, and put in the place of others.

Words are compared without regard to capitals and punctuation, by the longest sequence that both have (rapidfuzz's
bit-parallel form of it, which takes a thousandth of a second for two articles). Words in common that stand by
themselves between two changes, and words that only stand elsewhere in the other text, are no finding of their own: a
paragraph that was moved is neither left out nor put in.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from positions.documents.document import Span
from positions.documents.releases.sharing import among, covered
from positions.documents.releases.sketches import SOFT_HYPHEN, Codes, runs

WORD = re.compile(rf"\w[\w{SOFT_HYPHEN}]*")
ALONE = 3  # words in common between two changes: fewer are chance, as "of the" is
LONGEST = 10_000  # words of a text that are compared; the comparison needs a bit for each pair of words
NOTHING = Span(0, 0)


class Difference(NamedTuple):
    """A place where two texts differ: the words of each, in characters; of what was left out or put in one is blank."""

    one: Span
    other: Span


class _Words(NamedTuple):
    """The words of a text: what they are, where they stand, and which stand in runs that the other text has."""

    codes: list[int]
    places: list[Span]
    elsewhere: NDArray[np.bool_]


def differences(one: str, other: str) -> tuple[Difference, ...]:
    """Return what a text has otherwise than another, in the order of the texts.

    Parameters
    ----------
    one, other : str
        Of each the first 10,000 words are compared.

    Returns
    -------
    tuple of Difference
        Words of ``one`` that ``other`` left out (the second span is blank), that it put in (the first is), and that it
        put in the place of others.
    """
    first, second = _words(one, other)
    found = []
    for (start, end), (from_, to) in _changed(first.codes, second.codes):
        out, put = _own(first, start, end), _own(second, from_, to)
        if len(out) == len(put) == 1:
            found.append(Difference(out[0], put[0]))
        else:
            found += [Difference(span, NOTHING) for span in out] + [Difference(NOTHING, span) for span in put]
    return tuple(found)


def _words(one: str, other: str) -> tuple[_Words, _Words]:
    """Return the words of two texts."""
    codes, read = Codes(), []
    for text in (one, other):
        places = [Span(*match.span()) for match, _ in zip(WORD.finditer(text), range(LONGEST), strict=False)]
        listed = [place.of(text).replace(SOFT_HYPHEN, "").casefold() for place in places]
        read.append(([codes[word] for word in listed], places, runs(listed, codes)))
    sides = ((read[0], read[1][2]), (read[1], read[0][2]))
    first, second = (
        _Words(numbers, places, covered(among(own, np.sort(others)))) for (numbers, places, own), others in sides
    )
    return first, second


def _changed(one: list[int], other: list[int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of words that differ, of either text, as far apart as words in common are many enough."""
    start, from_ = 0, 0
    blocks = [block for block in Indel.opcodes(one, other) if block.tag == "equal"]
    is_end = [block.src_end == len(one) and block.dest_end == len(other) for block in blocks]
    for block, last in zip(blocks, is_end, strict=True):
        is_start = block.src_start == block.dest_start == 0
        if block.src_end - block.src_start >= ALONE or is_start or last:
            if block.src_start > start or block.dest_start > from_:
                yield (start, block.src_start), (from_, block.dest_start)
            start, from_ = block.src_end, block.dest_end
    if start < len(one) or from_ < len(other):
        yield (start, len(one)), (from_, len(other))


def _own(words: _Words, start: int, end: int) -> list[Span]:
    """Return the stretches between two words that do not stand elsewhere in the other text, as characters."""
    spans: list[Span] = []
    is_open = False
    for at in range(start, end):
        if words.elsewhere[at]:
            is_open = False
        elif is_open:
            spans[-1] = Span(spans[-1].start, words.places[at].end)
        else:
            spans.append(words.places[at])
            is_open = True
    return spans
