"""A text as the network sees it: word pieces with their places, in windows that overlap at their edges."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
SURROGATE = re.compile("[\ud800-\udfff]")  # half a letter, which no vocabulary takes
HEADLINE = 24  # pieces of the headline before every window but the first
WINDOW = 288  # pieces of a window, the headline included
BEFORE, BEHIND = 40, 20  # pieces at the edges of a window that are only context
LEFT, RIGHT = 80, 112  # pieces around an anchor that may belong to its attribution


@dataclass(frozen=True)
class Pieces:
    """A text cut into word pieces.

    Attributes
    ----------
    ids : ndarray of int64
        The pieces.
    starts, ends : ndarray of int64
        Where each stands, in characters.
    lines : ndarray of int64
        The number of the line each stands in.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Return the pieces that a stretch of characters covers: the first, and behind the last."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)


def cut(tokenizer: "Tokenizer", text: str) -> Pieces:
    """Cut a text into word pieces."""
    encoded = tokenizer.encode(SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    places = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    breaks = np.array([n for n, letter in enumerate(text) if letter == "\n"], dtype=np.int64)
    return Pieces(
        np.array(encoded.ids, dtype=np.int64), places[:, 0], places[:, 1], np.searchsorted(breaks, places[:, 0])
    )


@dataclass(frozen=True)
class Window:
    """A stretch of a text, with the headline before it.

    Attributes
    ----------
    pieces : Pieces
        Of the text.
    index : ndarray of int64
        The piece at each position; -1 for the separators.
    first, last : int
        The pieces that are counted here, and not in a neighbour: the first, and behind the last.
    head : int
        The number of positions before the stretch: a separator, or the headline between two.
    """

    pieces: Pieces
    index: np.ndarray
    first: int
    last: int
    head: int

    @property
    def ids(self) -> np.ndarray:
        """The piece at each position, as a number of the vocabulary."""
        found = self.pieces.ids[np.maximum(self.index, 0)]
        found[self.index < 0] = SEP
        found[0] = CLS
        return found

    def around(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the positions that may belong to an anchor, and which of them are its own, as 1 and 0.

        They are its line, one before and one behind, cut at a distance.

        The positions before the stretch (the headline) are always among them.

        Parameters
        ----------
        first, last : int
            The anchor's first piece, and behind its last.
        """
        lines = self.pieces.lines
        start, end = (int(np.searchsorted(lines, lines[first], side)) for side in ("left", "right"))
        low, high = lines[max(0, start - 1)], lines[min(len(lines) - 1, end)]
        own = lines[np.maximum(self.index, 0)]
        inside = (self.index >= max(0, first - LEFT)) & (self.index < last + RIGHT) & (own >= low) & (own <= high)
        inside[: self.head] = True
        where = np.flatnonzero(inside)
        index = self.index[where]
        is_anchor = (where >= self.head) & (index >= first) & (index < last)
        return where, is_anchor.astype(np.float32)


def windows(pieces: Pieces) -> list[Window]:
    """Cut a text into windows."""
    total = len(pieces.ids)
    if not total:
        return []
    headline = np.arange(min(int((pieces.lines == pieces.lines[0]).sum()), HEADLINE))
    found, first = [], 0
    while first < total:
        start = max(0, first - BEFORE)
        head = np.concatenate([[-1], headline, [-1]]) if start else np.array([-1])
        end = min(total, start + WINDOW - len(head) - 1)
        last = end if end == total else end - BEHIND
        index = np.concatenate([head, np.arange(start, end), [-1]])
        found.append(Window(pieces, index, first, last, len(head)))
        first = last
    return found
