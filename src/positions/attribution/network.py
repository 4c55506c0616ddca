"""The trained network, which tells whether an attribution belongs to the question, and whose it is.

Rules find who says what; the network has learned from coded articles which of it counts. It judges one *anchor* at a
time: the words of a cue, or their substitute if there is none (the source behind a headline's colon, the opening of a
quotation that stands alone). ``src/training`` describes what it learned from, and how.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from positions.attribution.pieces import Window, cut, windows
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
    asked = []  # the windows in which anchors stand, with the numbers of those
    for window in windows(pieces):
        own = [n for n, (first, last) in enumerate(covered) if window.first <= first < min(window.last, last)]
        asked += [(window, own)] if own else []
    judged: list[Judgement | None] = [None] * len(given)
    for group in _groups(asked, WINDOWS):
        for number, judgement in _read(group, covered, using):
            judged[number] = judgement
    return judged


def _groups(items: list, size: int) -> Iterator[list]:
    """Yield items a few at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _read(
    group: list[tuple[Window, list[int]]], covered: list[tuple[int, int]], using: Weights
) -> Iterator[tuple[int, Judgement]]:
    """Yield the number and the judgement of every anchor of some windows."""
    ids, seen = padded([window.ids for window, _ in group])
    (hidden,) = using.windows.run(None, {"ids": ids, "seen": seen})
    # Of each anchor: its number, the states of its window, where its surroundings stand there, which of them it is.
    anchors = [
        (number, states, *window.around(*covered[number]))
        for states, (window, own) in zip(hidden, group, strict=True)
        for number in own
    ]
    # Anchors of like surroundings are read together.
    for some in _groups(sorted(anchors, key=lambda anchor: len(anchor[2])), ANCHORS):
        numbers, states, places, are_anchor = zip(*some, strict=True)
        where, known = padded(places)
        marked, _ = padded(are_anchor)
        around = np.stack([hidden[row] for hidden, row in zip(states, where, strict=True)])
        outputs = using.parts.run(None, {"hidden": around, "seen": known, "anchor": marked})
        for number, ours, *scores in zip(numbers, *outputs, strict=True):
            named = zip(using.codes.items(), scores, strict=True)
            chances = {TOLD[code]: _chances(values, row) for (code, values), row in named}
            yield number, Judgement(round(float(1 / (1 + np.exp(-ours[0]))), PLACES), **chances)


def _chances(names: list, scores: np.ndarray) -> dict[str, float]:
    """Return scores of values of which one holds as probabilities."""
    grown = np.exp(scores - scores.max())
    return {str(name): round(float(chance), PLACES) for name, chance in zip(names, grown / grown.sum(), strict=True)}
