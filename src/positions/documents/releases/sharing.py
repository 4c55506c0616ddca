"""What two texts share: the words of each that stand in runs of five words which the other has too.

An article stands on words of its own and on words that its outlet prints again and again: the daily water levels with
other numbers, a paragraph of background, "according to a press release issued here". Words that also stand in articles
of two other weeks are standing words; they belong to no release, and are left out of the shares.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from positions.documents.releases.sketches import LENGTH, Codes, runs, words

LEAD = 60  # words from the start of a body: the first paragraph or two, where what is new stands
STANDING = 2  # other weeks in which words stand that are of no release
KEPT = 16_384  # texts whose runs are kept at a time: about 60 MB of press articles


class Side(NamedTuple):
    """What one of two texts has in common with the other, in words.

    Attributes
    ----------
    words, shared : int
        All of its words; those that stand in runs the other has too.
    own, own_shared : int
        The same without standing words.
    lead, lead_shared : int
        The same of the first words of its body.
    """

    words: int
    shared: int
    own: int
    own_shared: int
    lead: int
    lead_shared: int


class Pair(NamedTuple):
    """What two texts share, seen from each, and whether they are the same words in the same order."""

    one: Side
    other: Side
    is_copy: bool


class Text(NamedTuple):
    """The runs of a text in order, the same sorted, and where its lead stands (words)."""

    runs: NDArray[np.uint64]
    sorted: NDArray[np.uint64]
    lead: slice


class Sharing:
    """Texts, measured in pairs.

    Parameters
    ----------
    text : callable
        Returns the text of a number.
    far : mapping of int to mapping of int to sequence of int
        For the numbers of texts, by week from its own, the texts in which standing words of it may be found.
    """

    def __init__(self, text: Callable[[int], str], far: Mapping[int, Mapping[int, Sequence[int]]]) -> None:
        self._text, self._far, self._codes = text, far, Codes()
        self.of = lru_cache(maxsize=KEPT)(self._of)
        self._standing = lru_cache(maxsize=KEPT)(self._standing_words)

    def pair(self, one: int, other: int) -> Pair:
        """Return what two texts share."""
        first, second = self.of(one), self.of(other)
        is_copy = np.array_equal(first.runs, second.runs)
        return Pair(self._side(one, first, second), self._side(other, second, first), is_copy)

    def _of(self, number: int) -> Text:
        """Return a text as it is measured."""
        text = self._text(number)
        title, _, body = text.partition("\n")
        found = words(text)
        start = len(words(title)) if body.strip() else 0
        ordered = runs(found, self._codes)
        return Text(ordered, np.sort(ordered), slice(start, start + LEAD))

    def _side(self, number: int, text: Text, other: Text) -> Side:
        """Return what a text has in common with another."""
        shared = covered(among(text.runs, other.sorted))
        own = ~self._standing(number)
        lead = shared[text.lead]
        each = (len(shared), shared.sum(), own.sum(), (own & shared).sum(), len(lead), lead.sum())
        return Side(*(int(count) for count in each))

    def _standing_words(self, number: int) -> NDArray[np.bool_]:
        """Tell the standing words of a text."""
        text = self.of(number)
        weeks = np.zeros(len(text.runs), np.int64)
        for listed in self._far.get(number, {}).values():
            weeks += among(text.runs, np.sort(np.concatenate([self.of(far).runs for far in listed])))
        return covered(weeks >= STANDING)


def among(found: NDArray[np.uint64], ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which runs stand among others, which are sorted."""
    if not len(ordered):
        return np.zeros(len(found), bool)
    at = np.searchsorted(ordered, found)
    return ordered[np.minimum(at, len(ordered) - 1)] == found


def covered(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the words that stand in some run of those found; there are four more words than runs."""
    result = np.zeros(len(found) + LENGTH - 1, bool)
    for step in range(LENGTH):
        result[step : step + len(found)] |= found
    return result


def weekly(pairs: Sequence[tuple[int, int, int]]) -> dict[int, dict[int, list[int]]]:
    """Group texts by another and by week, as `Sharing` takes them.

    Parameters
    ----------
    pairs : sequence of (int, int, int)
        A text, the week of another seen from its own, and that other.
    """
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, week, other in pairs:
        found[number][week].append(other)
    return found
