"""Sentences: the stretches in which a source, a cue and a content are looked for."""

import re

from positions.documents import Span

# From the first sign of a run on and all of it (`++`), so that a line of stops is read once.
STOP = re.compile(r"(?<![.?!…])[.?!…]++[”’\")\]]*+(?=\s+[\"“‘(\[]?[A-Z0-9•]|\s*$)|(?<=[a-z]{3})\.(?=[A-Z][a-z]+\s)")
LONGEST = 2000  # characters
# A stop behind these is part of the word: titles, initials, countries, months, Latin.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Brig|Adm|Capt|Sen|Rep|Gov|Hon|St|No|Nos|Vol|paras?|vs|etc|i\.e|e\.g|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Rs|Inc|Ltd|Co|Corp)|\b(?:[A-Z]\.)*[A-Z])$"
)


def sentences(text: str, within: Span, quoted: list[Span]) -> list[Span]:
    """Split a paragraph into sentences.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A paragraph.
    quoted : list of Span
        Its quotations: a stop within one ends a sentence only where the quotation ends too, so that a quotation of
        several sentences stays with the words that attribute it.

    Returns
    -------
    list of Span
        Sentences in order, without the white space around them.
    """
    found, start = [], within.start
    for stop in STOP.finditer(text, within.start, within.end):
        if not _ends(text, stop, within, quoted):
            continue
        found.append(_trimmed(text, start, stop.end()))
        start = stop.end()
    found.append(_trimmed(text, start, within.end))
    return [piece for span in found for piece in _pieces(text, span) if piece.start < piece.end]


def _pieces(text: str, span: Span) -> list[Span]:
    """Cut what is too long for a sentence (a text without stops) at white space, so that work stays in proportion."""
    pieces, start = [], span.start
    while span.end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
        pieces.append(_trimmed(text, start, cut))
        start = cut
    return [*pieces, _trimmed(text, start, span.end)]


def _ends(text: str, stop: re.Match, within: Span, quoted: list[Span]) -> bool:
    """Tell whether a stop ends a sentence."""
    # The last words of a line are enough to know an abbreviation; a slice keeps very long lines quick.
    before = text[max(within.start, stop.start() - 12) : stop.start()]
    if stop.group().startswith(".") and ABBREVIATION.search(before) and stop.end() < within.end:
        return False
    closes = "”" in stop.group() or '"' in stop.group()
    return closes or not any(span.start <= stop.start() < span.end - 1 for span in quoted)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else start)
