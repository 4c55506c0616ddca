"""Attributions with the network's judgement of each."""

import re
from collections.abc import Iterator
from dataclasses import replace

from positions.attribution.attribution import Attribution
from positions.attribution.network import Judge, Judgement
from positions.documents import Span

WORD = re.compile(r"\S+")
MARKS = "“\"‘'"


def judged(text: str, told: list[Attribution], judge: Judge) -> list[Attribution]:
    """Return attributions, and those within them, with a judgement of each.

    Parameters
    ----------
    text : str
        The text they were found in.
    told : list of Attribution
        What rules found.
    judge : callable
        ``(text, anchors) -> list of Judgement or None``.
    """
    anchors = [_anchor(text, one) for each in told for one in _with_inner(each)]
    by_anchor = dict(zip(anchors, judge(text, anchors), strict=True)) if anchors else {}
    return [_judged(text, one, by_anchor) for one in told]


def _with_inner(told: Attribution) -> Iterator[Attribution]:
    """Yield an attribution and those that its content tells of."""
    yield told
    for one in told.within:
        yield from _with_inner(one)


def _anchor(text: str, told: Attribution) -> Span:
    """Return the words by which the network knows an attribution: its cue, its source, or how its content opens."""
    if span := told.cue or told.source:
        return span
    first = told.content[0].start
    start = first - 1 if first and text[first - 1] in MARKS else first
    word = WORD.match(text, first)
    return Span(start, word.end() if word else first + 1)


def _judged(text: str, told: Attribution, by_anchor: dict[Span, Judgement | None]) -> Attribution:
    """Return an attribution with its judgement, and those within it with theirs."""
    within = tuple(_judged(text, one, by_anchor) for one in told.within)
    return replace(told, within=within, judged=by_anchor[_anchor(text, told)])
