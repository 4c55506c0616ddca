"""Marked documents as the network sees them: which pieces are anchors, and what belongs to each anchor."""

from dataclasses import dataclass, field

import numpy as np

from training.pieces import Pieces, Window

OUTSIDE, SOURCE, CONTENT, CUE, RELAY = range(5)


@dataclass
class Mark:
    """One attribution, in characters: its anchor, its parts, and its codes where it has been coded."""

    anchor: tuple[int, int]
    is_cue: bool
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    relay: tuple[int, int] | None = None
    codes: dict = field(default_factory=dict)


@dataclass
class Text:
    """A document with its marks, and the words in it that attribute in other places, in characters."""

    name: str
    pieces: Pieces
    marks: list[Mark]
    coded: bool
    cues: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Example:
    """A window of a document."""

    text: Text
    window: Window


def anchor_tags(example: Example) -> np.ndarray:
    """Return the tag of every position: 0 outside, 1 and 2 first and further piece of a cue, 3 and 4 of another."""
    window = example.window
    tags = np.zeros(len(window.index), dtype=np.int64)
    for mark in example.text.marks:
        first, last = window.pieces.covered(*mark.anchor)
        base = 1 if mark.is_cue else 3
        inside = (window.index >= first) & (window.index < last)
        inside[: window.head] = False
        tags[inside] = base + 1
        tags[inside & (window.index == first)] = base
    return tags


def part_tags(window: Window, where: np.ndarray, mark: Mark) -> np.ndarray:
    """Return the part that every position around an anchor plays in its attribution."""
    tags, index = np.zeros(len(where), dtype=np.int64), window.index[where]
    spans = [(RELAY, mark.relay)] if mark.relay else []
    spans += [(CONTENT, span) for span in mark.content]
    spans += [(SOURCE, mark.source)] if mark.source else []
    spans += [(CUE, mark.cue)] if mark.cue else []
    for part, span in spans:
        first, last = window.pieces.covered(*span)
        tags[(index >= first) & (index < last)] = part
    tags[: window.head] = OUTSIDE
    return tags
