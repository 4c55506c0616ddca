"""Rules and reader together: what rules find, less what the reader takes for another matter, and what it finds."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from positions.attribution import rules
from positions.attribution.attribution import Attribution, Attributor
from positions.attribution.cues import cues
from positions.documents import Document, Span
from training import reader
from training.reader import Found
from training.weights import FOLDER

KEPT, ADDED = 0.05, 0.8  # how likely an attribution has to belong to the question: one of the rules', and another
WORD = re.compile(r"\S+")


def attributor(folder: Path = FOLDER) -> Attributor:
    """Return what finds attributions by rules and by the weights of a folder.

    Parameters
    ----------
    folder : Path
        Of the weights.
    """
    return partial(_attributions, folder=folder)


def _attributions(document: Document, folder: Path) -> list[Attribution]:
    """Find the attributions of a document, in the order of their contents."""
    text = document.text
    told = rules.attributions(document)
    found, judged = reader.read(text, [_anchor(text, one) for one in told], folder)
    kept = [one for one, own in zip(told, judged, strict=True) if own is None or own.ours >= KEPT]
    spans = [piece for each in told for one in _with_inner(each) for piece in one.content]
    added = [_attribution(text, one) for one in found if one.ours >= ADDED and not _is_among(one, spans)]
    return sorted([*kept, *added], key=lambda one: one.whole)


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
    relays = (found.relay,) if found.relay and found.relay != found.source else ()
    lemma, kind = (known[-1].lemma, known[-1].kind) if known else ("", "state")
    return Attribution(found.source, found.cue, found.content, relays, lemma, kind, "reader")
