"""The attributions of a document: those that rules find, judged by the reader, and those that it alone finds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from positions.attribution import readings, rules
from positions.attribution.attribution import Attribution
from positions.attribution.cues import cues
from positions.attribution.reader import Found, Judgement
from positions.countries import SIDES, Sides
from positions.documents import Document, Span

ADDED = 0.8  # how likely an attribution that no rule finds has to belong to the question
RULE = "reader"
WORD = re.compile(r"\S+")


def attributions(document: Document, sides: Sides = SIDES) -> list[Attribution]:
    """Find the attributions of a document.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.
    sides : Sides
        The reader has learned what belongs to the question between the sides of the project, and reads for no others.

    Returns
    -------
    list of Attribution
        In the order of their contents.
    """
    told = rules.attributions(document, sides)
    if sides.parties != SIDES.parties:
        return told
    anchors = [_anchor(document.text, one) for each in told for one in _with_inner(each)]
    found, judged = readings.read(document.text, anchors)
    by_anchor = dict(zip(anchors, judged, strict=True))
    told = [_judged(document.text, one, by_anchor) for one in told]
    spans = [piece for each in told for one in _with_inner(each) for piece in one.content]
    added = [_attribution(document.text, one) for one in found if one.ours >= ADDED and not _is_among(one, spans)]
    return sorted([*told, *added], key=lambda one: one.whole)


def _with_inner(told: Attribution) -> Iterator[Attribution]:
    """Yield an attribution and those that its content tells of."""
    yield told
    for one in told.within:
        yield from _with_inner(one)


def _anchor(text: str, told: Attribution) -> Span:
    """Return the words by which the reader knows an attribution: its cue, its source, or how its content opens."""
    if span := told.cue or told.source:
        return span
    first = told.content[0].start
    start = first - 1 if first and text[first - 1] in "“\"‘'" else first
    word = WORD.match(text, first)
    return Span(start, word.end() if word else first + 1)


def _judged(text: str, told: Attribution, by_anchor: dict[Span, Judgement | None]) -> Attribution:
    """Return an attribution with the reader's judgement, and those within it with theirs."""
    within = tuple(_judged(text, one, by_anchor) for one in told.within)
    return replace(told, within=within, judged=by_anchor[_anchor(text, told)])


def _is_among(found: Found, spans: list[Span]) -> bool:
    """Tell whether a content is one that rules found: half of the shorter of two pieces is shared."""
    return any(
        2 * (min(one.end, piece.end) - max(one.start, piece.start)) >= min(one.end - one.start, piece.end - piece.start)
        for one in spans
        for piece in found.content
    )


def _attribution(text: str, found: Found) -> Attribution:
    """Return what the reader found as the coder takes it; the cue's verb is looked up in the list of cues."""
    known = cues(text, found.cue) if found.cue else []
    return Attribution(
        found.source,
        found.cue,
        found.content,
        (found.relay,) if found.relay and found.relay != found.source else (),
        known[-1].lemma if known else "",
        known[-1].kind if known else "state",
        RULE,
        judged=Judgement(found.ours, found.codes),
    )
