"""The trained network, which tells whether an attribution belongs to the question, and whose it is.

Rules find who says what; the network has learned from coded articles which of it counts. It judges one *anchor* at a
time: the words of a cue, or their substitute if there is none (the source behind a headline's colon, the opening of a
quotation that stands alone). ``src/training`` describes what it learned from, and how.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from positions.attribution.pieces import Pieces, Window, cut, windows
from positions.attribution.weights import FOLDER, Weights, padded, weights
from positions.documents import Span

PLACES = 4  # decimals of a chance: what lies behind may differ from one processor to the next
TOLD = {"speaker_country": "countries", "target": "targets", "act": "acts", "theme": "themes", "stance": "stances"}
WINDOWS, ANCHORS = 6, 24  # read at once


@dataclass(frozen=True)
class Judgement:
    """The network's judgement of an attribution.

    Attributes
    ----------
    ours : float
        How likely it belongs to the question, from 0 to 1.
    countries, targets : dict of str to float
        How likely each country is the speaker's, and each the one it is towards.
    acts, themes, stances : dict of str to float
        How likely each act, each main theme and each stance ("-2" to "2").
    """

    ours: float
    countries: dict[str, float]
    targets: dict[str, float]
    acts: dict[str, float] = field(default_factory=dict)
    themes: dict[str, float] = field(default_factory=dict)
    stances: dict[str, float] = field(default_factory=dict)


Judge = Callable[[str, Sequence[Span]], list[Judgement | None]]


class Anchor(NamedTuple):
    """An anchor to be read: its number among those given, its window's, and its surroundings in that window."""

    given: int
    window: int
    where: np.ndarray
    is_anchor: np.ndarray


def judge(text: str, given: Sequence[Span], folder: Path = FOLDER) -> list[Judgement | None]:
    """Judge the attributions of a text.

    Parameters
    ----------
    text : str
        Its first line is the headline.
    given : sequence of Span
        The anchor of each.
    folder : Path
        Of the weights.

    Returns
    -------
    list of Judgement or None
        One for each anchor given; None for an anchor without a word.

    Raises
    ------
    InputError
        If the weights are missing or not the right ones.
    """
    using = weights(folder)
    pieces = cut(using.tokenizer, text)
    covered = [pieces.covered(*span) for span in given]
    judged: list[Judgement | None] = [None] * len(given)
    for group in _groups(_asked(pieces, covered), WINDOWS):
        for number, one in _read(group, covered, using):
            judged[number] = one
    return judged


def _asked(pieces: Pieces, covered: list[tuple[int, int]]) -> list[tuple[Window, list[int]]]:
    """Return the windows in which anchors stand, with the numbers of those."""
    found = []
    for window in windows(pieces):
        own = [n for n, (first, last) in enumerate(covered) if window.first <= first < min(window.last, last)]
        found += [(window, own)] if own else []
    return found


def _groups(items: list, size: int) -> Iterator[list]:
    """Yield items a few at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _read(
    group: list[tuple[Window, list[int]]], covered: list[tuple[int, int]], using: Weights
) -> Iterator[tuple[int, Judgement]]:
    """Yield the judgement of every anchor of some windows."""
    ids, seen = padded([window.ids for window, _ in group])
    (hidden,) = using.windows.run(None, {"ids": ids, "seen": seen})
    anchors = [_anchor(n, number, window, *covered[n]) for number, (window, own) in enumerate(group) for n in own]
    # Anchors of like surroundings are read together.
    for some in _groups(sorted(anchors, key=lambda anchor: len(anchor.where)), ANCHORS):
        where, known = padded([anchor.where for anchor in some])
        marked, _ = padded([anchor.is_anchor for anchor in some])
        states = np.stack([hidden[anchor.window][row] for anchor, row in zip(some, where, strict=True)])
        told = using.parts.run(None, {"hidden": states, "seen": known, "anchor": marked})
        for anchor, ours, *scores in zip(some, *told, strict=True):
            named = zip(using.codes.items(), scores, strict=True)
            chances = {TOLD[code]: _chances(values, each) for (code, values), each in named}
            yield anchor.given, Judgement(round(float(1 / (1 + np.exp(-ours[0]))), PLACES), **chances)


def _anchor(given: int, number: int, window: Window, first: int, last: int) -> Anchor:
    """Return an anchor with what stands around it."""
    where = window.around(first, last)
    index = window.index[where]
    is_anchor = (where >= window.head) & (index >= first) & (index < last)
    return Anchor(given, number, where, is_anchor.astype(np.float32))


def _chances(names: list, scores: np.ndarray) -> dict[str, float]:
    """Return scores of values of which one holds as probabilities."""
    grown = np.exp(scores - scores.max())
    return {str(name): round(float(chance), PLACES) for name, chance in zip(names, grown / grown.sum(), strict=True)}
