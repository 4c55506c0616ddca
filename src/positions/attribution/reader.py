"""The reader: finds the attributions of a text by a trained network.

It works in two steps that can be looked at apart. The first marks *anchors*: the words of a cue, or what stands in its
place where there is none (the source behind a headline's colon, the opening of a quotation that stands alone). The
second reads one anchor at a time: which words are its source and its content, how likely it belongs to the question,
and how likely each code is. What the network learns from and how well it reads is written in
``README.md``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from positions.attribution.clauses import bare
from positions.attribution.pieces import Pieces, Window, cut, windows
from positions.attribution.weights import FOLDER, Weights, padded, weights
from positions.documents import Span

CANDIDATE = 0.2  # how likely a piece has to be an anchor to be read
SOURCE, CONTENT, CUE, RELAY = 1, 2, 3, 4  # parts, as the network numbers them
PLACES = 4  # decimals of a chance: what lies behind may differ from one processor to the next
NONE = (1, 0, 0, 0, 0)  # the chances of a piece that belongs to nothing
AT_ONCE = 24  # anchors read together
CORE, EDGE = 0.5, 0.3  # how likely a piece is content at the heart of a stretch, and at its edges
WIDEST_GAP = 24  # pieces between two stretches of a content that are one, unless a source or a cue stands there
THAT = re.compile(r"that\b,?\s*")
# A letter whose word goes on behind it; an apostrophe or a hyphen is within a word only between two letters.
WITHIN = re.compile(r"\w(?=\w|[’'-]\w)|(?<=\w)[’'-](?=\w)")


@dataclass(frozen=True)
class Found:
    """An attribution as the network reads it.

    Attributes
    ----------
    anchor : Span
        The words it was found by.
    source, cue : Span or None
        The words that name the source, and those that attribute.
    relay : Span or None
        The words that name who relays it.
    content : tuple of Span
        What is attributed, without outer quotation marks and a leading "that".
    valid : float
        How likely it is an attribution, from 0 to 1.
    ours : float
        How likely it belongs to the question, from 0 to 1.
    codes : dict of str to dict
        How likely each value of each code is.
    """

    anchor: Span
    source: Span | None
    cue: Span | None
    relay: Span | None
    content: tuple[Span, ...]
    valid: float
    ours: float
    codes: dict[str, dict]

    @property
    def whole(self) -> Span:
        """The stretch from the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True)
class Judgement:
    """How likely the attribution at an anchor belongs to the question, and how likely each value of each code is."""

    ours: float
    codes: dict[str, dict]


def read(
    text: str, given: Sequence[Span] = (), folder: Path = FOLDER, *, every: bool = False
) -> tuple[list[Found], list[Judgement | None]]:
    """Read the attributions of a text, and judge others that were found in it.

    Parameters
    ----------
    text : str
        Its first line is the headline.
    given : sequence of Span
        The anchors of attributions to judge: cue, else source, else the first word of the content.
    folder : Path
        Of the weights.
    every : bool
        Read every attribution, also those that cannot belong to the question.

    Returns
    -------
    tuple of list
        What the reader finds, in the order of the contents; and a judgement for each anchor given, None where it has no
        word.
    """
    using = weights(folder)
    pieces = cut(using.tokenizer, text)
    wanted = {n: pieces.covered(*span) for n, span in enumerate(given)}
    found: list[Found] = []
    judged: list[Judgement | None] = [None] * len(given)
    for group in _groups(windows(pieces), AT_ONCE // 4):
        for anchor, one in _read_windows(text, pieces, group, using, wanted, every):
            if anchor.given is None:
                found += [one] if one.content else []
            else:
                judged[anchor.given] = Judgement(one.ours, one.codes)
    return sorted(found, key=lambda one: (one.whole, one.anchor)), judged


def _groups(items: list, size: int) -> Iterator[list]:
    """Yield items a few at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _read_windows(
    text: str, pieces: Pieces, group: list[Window], using: Weights, wanted: dict[int, tuple[int, int]], every: bool
) -> Iterator[tuple["Anchor", Found]]:
    """Yield the anchors counted in some windows, and what is read at each."""
    ids, seen = padded([window.ids for window in group])
    hidden, of_any, ours = using.windows.run(None, {"ids": ids, "seen": seen})
    chances = _softmax(ours)
    if every:
        others = _softmax(of_any)
        chances = np.where(others[..., :1] < chances[..., :1], others, chances)
    anchors = [anchor for n, window in enumerate(group) for anchor in _anchors(n, window, chances[n])]
    for n, window in enumerate(group):
        inside = {at: each for at, each in wanted.items() if window.first <= each[0] < min(window.last, each[1])}
        anchors += [_anchor(n, window, first, last, True, at) for at, (first, last) in inside.items()]
    # Anchors of like surroundings are read together; the order of the text is restored in the end.
    for some in _groups(sorted(anchors, key=lambda anchor: len(anchor.where)), AT_ONCE):
        yield from _read_anchors(text, pieces, some, hidden, using)


def _read_anchors(
    text: str, pieces: Pieces, some: list["Anchor"], hidden: np.ndarray, using: Weights
) -> Iterator[tuple["Anchor", Found]]:
    """Yield some anchors with what is read at each."""
    where, known = padded([anchor.where for anchor in some])
    marked, _ = padded([anchor.is_anchor.astype(np.float32) for anchor in some])
    states = np.stack([hidden[anchor.number][row] for anchor, row in zip(some, where, strict=True)])
    tags, *scores = using.parts.run(None, {"hidden": states, "seen": known, "anchor": marked})
    tags = _softmax(tags)
    for n, anchor in enumerate(some):
        own = tags[n, : len(anchor.where)]
        own[~anchor.may_belong] = NONE
        codes = {
            name: dict(zip(values, (round(float(chance), PLACES) for chance in _chances(name, score[n])), strict=True))
            for (name, values), score in zip(using.codes.items(), scores, strict=True)
        }
        yield anchor, _found(text, pieces, anchor, own, codes)


def _softmax(scores: np.ndarray) -> np.ndarray:
    """Return scores as probabilities."""
    grown = np.exp(scores - scores.max(-1, keepdims=True))
    return grown / grown.sum(-1, keepdims=True)


def _chances(name: str, score: np.ndarray) -> np.ndarray:
    """Return the scores of a code as probabilities: each by itself where several hold, else of one among all."""
    return 1 / (1 + np.exp(-score)) if name in ("valid", "ours", "themes") else _softmax(score)


class Anchor(NamedTuple):
    """An anchor to be read.

    Attributes
    ----------
    number : int
        Of its window.
    first, last : int
        Its pieces in the text: the first, and behind the last.
    is_cue : bool
        Whether its words are a cue.
    where : ndarray of int
        The positions of the window around it.
    index : ndarray of int
        The piece at each of them, -1 for separators.
    is_anchor, may_belong : ndarray of bool
        Whether each is of the anchor, and whether it may belong to the attribution: a headline and what stands below it
        share none.
    given : int or None
        Its number among those that are to be judged, None for those that the reader found.
    """

    number: int
    first: int
    last: int
    is_cue: bool
    where: np.ndarray
    index: np.ndarray
    is_anchor: np.ndarray
    may_belong: np.ndarray
    given: int | None


def _anchors(number: int, window: Window, chances: np.ndarray) -> Iterator[Anchor]:
    """Yield the anchors counted in a window."""
    likely = np.flatnonzero(1 - chances[: len(window.index), 0] > CANDIDATE)
    tags = chances[:, 1:].argmax(-1) + 1
    runs: list[list[int]] = []
    for at in likely:
        if at < window.head or window.index[at] < 0:
            continue
        is_cue = int(tags[at] <= 2)
        if runs and runs[-1][1] == at and runs[-1][2] == is_cue and tags[at] not in (1, 3):
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1, is_cue])
    for start, end, is_cue in runs:
        first, last = int(window.index[start]), int(window.index[end - 1]) + 1
        if window.first <= first < window.last:
            yield _anchor(number, window, first, last, bool(is_cue))


def _anchor(number: int, window: Window, first: int, last: int, is_cue: bool, given: int | None = None) -> Anchor:
    """Return an anchor with what stands around it."""
    where = window.around(first, last)
    index, lines = window.index[where], window.pieces.lines
    is_own = (where >= window.head) & (index >= 0)
    may_belong = is_own & ((lines[np.maximum(index, 0)] == lines[0]) == (lines[first] == lines[0]))
    is_anchor = is_own & (index >= first) & (index < last)
    return Anchor(number, first, last, is_cue, where, index, is_anchor, may_belong, given)


def _found(text: str, pieces: Pieces, anchor: Anchor, tags: np.ndarray, codes: dict[str, dict]) -> Found:
    """Return what was read at one anchor; without a content when none was."""
    words = _whole_words(text, Span(int(pieces.starts[anchor.first]), int(pieces.ends[anchor.last - 1])))
    content = _content(text, pieces, anchor.index, tags)
    source, relay = (_best_run(text, pieces, anchor.index, tags[:, part]) for part in (SOURCE, RELAY))
    valid, ours = (codes.pop(name)[1] for name in ("valid", "ours"))
    return Found(words, source, words if anchor.is_cue else None, relay, content, valid, ours, codes)


def _runs(pieces: Pieces, index: np.ndarray, chosen: np.ndarray) -> list[tuple[int, int]]:
    """Return the stretches of pieces of one line that are chosen: first, and behind the last."""
    runs: list[list[int]] = []
    for piece in index[chosen]:
        if runs and runs[-1][1] == piece and pieces.lines[piece] == pieces.lines[piece - 1]:
            runs[-1][1] = piece + 1
        else:
            runs.append([piece, piece + 1])
    return [(int(first), int(last)) for first, last in runs]


def _content(text: str, pieces: Pieces, index: np.ndarray, tags: np.ndarray) -> tuple[Span, ...]:
    """Return the pieces of the content, in characters."""
    others = tags[:, SOURCE] + tags[:, CUE] + tags[:, RELAY]
    taken = {int(n) for n in index[others > CORE]}
    joined: list[tuple[int, int]] = []
    for first, last in _stretches(pieces, index, tags[:, CONTENT]):
        before = joined[-1][1] if joined else first
        is_near = joined and first - before <= WIDEST_GAP and pieces.lines[before - 1] == pieces.lines[first]
        if is_near and not taken.intersection(range(before, first)):
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    most = max((last - first for first, last in joined), default=0)
    kept = [(first, last) for first, last in joined if last - first > 1 or last - first == most]
    found: list[Span] = []
    for run in kept:
        span = trimmed(text, _characters(text, pieces, run), not found)
        if span.start < span.end and (not found or found[-1].end <= span.start):
            found.append(span)
    return tuple(found)


def trimmed(text: str, span: Span, is_first: bool) -> Span:
    """Narrow a piece of a content to its words; the first piece also loses the "that" before it."""
    span = bare(text, span)
    if is_first and (that := THAT.match(text, *span)):
        span = bare(text, Span(that.end(), span.end))
    return span


def _stretches(pieces: Pieces, index: np.ndarray, chance: np.ndarray) -> list[tuple[int, int]]:
    """Return the stretches of pieces that are likely content throughout, and very likely somewhere."""
    by_piece = dict(zip(map(int, index), map(float, chance), strict=True))
    runs = _runs(pieces, index, chance > EDGE)
    return [run for run in runs if max(by_piece[n] for n in range(*run)) > CORE]


def _characters(text: str, pieces: Pieces, run: tuple[int, int]) -> Span:
    """Return the characters of some pieces, widened to whole words."""
    return _whole_words(text, Span(int(pieces.starts[run[0]]), int(pieces.ends[run[1] - 1])))


def _whole_words(text: str, span: Span) -> Span:
    """Return a span widened to whole words."""
    start, end = span
    while start > 0 and WITHIN.match(text, start - 1):
        start -= 1
    while end < len(text) and WITHIN.match(text, end - 1):
        end += 1
    return Span(start, end)


def _best_run(text: str, pieces: Pieces, index: np.ndarray, chance: np.ndarray) -> Span | None:
    """Return the likeliest stretch of a part, none when it has no word."""
    by_piece = dict(zip(map(int, index), map(float, chance), strict=True))
    runs = _runs(pieces, index, chance > CORE)
    best = max(runs, key=lambda run: sum(by_piece[n] for n in range(*run)), default=None)
    span = bare(text, _characters(text, pieces, best)) if best else None
    return span if span and span.start < span.end else None
