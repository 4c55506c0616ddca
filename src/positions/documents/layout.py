"""The layout of a text: its lines, its paragraphs, and hard-wrapped lines unwrapped for reading.

Rules look for words, and would not find "United\\nStates" or "co-\\noperation". A text whose paragraphs are broken into
lines is therefore read as if they were not (`unwrap`), and every place found there is returned as a place in the text
as stored. The forms of speeches and of their records are patterns of ``forms.yaml`` (`form_pattern`).
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from positions.data_files import lexicon
from positions.documents.document import Document, Span


@cache
def form_pattern(name: str, before: str = "") -> re.Pattern:
    """Return the pattern of an entry of ``forms.yaml``; a list is a choice.

    Parameters
    ----------
    name : str
        The entry.
    before : str
        A regular expression that must match directly before it, as the start of a line.
    """
    entry = lexicon("documents", "forms")[name]
    pattern = entry if isinstance(entry, str) else "|".join(entry)
    return re.compile(f"{before}(?:{pattern})")


BLANK = " \t\r\f\v\u00a0\ufeff"  # with the mark that some editors put before a text
LINE = re.compile(rf"[^\n{BLANK}](?:[^\n]*[^\n{BLANK}])?")
STOPS = tuple('.?!:;”"’)]…*')
FEWEST_LINES = 8
WIDEST = 100  # characters of a hard-wrapped line
SHORT_LINE = 0.85  # of the usual width: a line that ends sooner, behind a stop, ends its paragraph
CUT_LINE = 0.6  # of the usual width: a line of that length without a stop goes on behind a page's end


def find_lines(text: str) -> list[Span]:
    """Return the lines that are not blank, without the white space around them."""
    return [Span(*line.span()) for line in LINE.finditer(text)]


def is_hard_wrapped(text: str, found: list[Span]) -> bool:
    """Tell whether a text is hard-wrapped: most lines are short, go on without a stop, and open in lower case.

    Parameters
    ----------
    text : str
        The text.
    found : list of Span
        Its lines.
    """
    if len(found) < FEWEST_LINES:
        return False
    going_on = sum(1 for line in found if not text.startswith(STOPS, line.end - 1) and line.end - line.start <= WIDEST)
    lower = sum(1 for line in found if text[line.start].islower())
    return 2 * going_on > len(found) and 5 * lower > 2 * len(found)


def find_paragraphs(text: str, found: list[Span], is_wrapped: bool) -> list[Span]:
    """Join the lines that one paragraph was broken into.

    Parameters
    ----------
    text : str
        The text.
    found : list of Span
        Its lines.
    is_wrapped : bool
        The text is hard-wrapped. Otherwise a line continues a paragraph only if it opens in lower case after a line
        without a full stop.

    Returns
    -------
    list of Span
        Paragraphs in order. Page numbers and notes on the language spoken are left out, unless they stand within a
        paragraph.
    """
    body = [line for line in found if not form_pattern("furniture").fullmatch(text, line.start, line.end)]
    width = _width(body) if is_wrapped else 0
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(body), start=1) if _opens(text, a, b, width)), len(body)]
    return [Span(body[a].start, body[b - 1].end) for a, b in pairwise(starts) if a < b]


def _width(found: list[Span]) -> int:
    """Return the usual width of hard-wrapped lines: their ninth decile, long lines left out."""
    lengths = sorted(line.end - line.start for line in found if line.end - line.start <= WIDEST)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _opens(text: str, last: Span, line: Span, width: int) -> bool:
    """Tell whether a line opens a paragraph; ``width`` is 0 in a text that is not hard-wrapped."""
    gap = text[last.end : line.start]
    is_apart, is_indented = gap.count("\n") > 1, gap[-1] in " \t"
    if form_pattern("label").match(text, line.start, line.end) and form_pattern("asks").match(text, line.start):
        return True
    if text.startswith(STOPS, last.end - 1):
        is_marked = form_pattern("mark").match(text, line.start) or form_pattern("label").match(
            text, line.start, line.end
        )
        is_short = last.end - last.start < SHORT_LINE * width
        return bool(not width or is_apart or is_indented or is_marked or is_short)
    if form_pattern("mark").match(text, line.start) and not text[line.start].isdigit():
        return True
    if text[line.start].islower():
        return False
    goes_on = last.end - last.start >= CUT_LINE * width if is_apart else True
    return not (width and goes_on)


HYPHENS = "-\u2010\u00ad"
NEVER_KEPT = "\u2010\u00ad"  # set by the machine that broke the line
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Stretch(NamedTuple):
    """Characters of an unwrapped text that no line end breaks, and where they start in the text as stored.

    It ``is_severed`` if a page number or the like separates it from the one before.
    """

    start: int
    end: int
    stored_at: int
    is_severed: bool


@dataclass(frozen=True)
class Unwrapped:
    """A document with its lines unwrapped, and where its characters are stored.

    Attributes
    ----------
    document : Document
        The document with unwrapped text, headline and paragraphs; everything else is unchanged.
    stretches : tuple of Stretch
        What it was put together from, in order; empty if nothing was broken.
    """

    document: Document
    stretches: tuple[Stretch, ...] = ()

    def stored(self, span: Span) -> tuple[Span, ...]:
        """Return where a stretch of the unwrapped text is stored, without page numbers and the like in between.

        Parameters
        ----------
        span : Span
            Characters of ``document.text``, not only the white space of a joined line end.

        Returns
        -------
        tuple of Span
            One span, or more where a page ends within the stretch.
        """
        if not self.stretches:
            return (span,)
        first = bisect_right(self.stretches, span.start, key=lambda stretch: stretch.end)
        behind = bisect_left(self.stretches, span.end, key=lambda stretch: stretch.start)
        found: list[Span] = []
        for stretch in self.stretches[first:behind]:
            shift = stretch.stored_at - stretch.start
            start, end = max(span.start, stretch.start) + shift, min(span.end, stretch.end) + shift
            if found and not stretch.is_severed:
                start = found.pop().start
            found.append(Span(start, end))
        return tuple(found)


def unwrap(document: Document) -> Unwrapped:
    """Unwrap the lines of a document; one without broken paragraphs is returned unchanged.

    Parameters
    ----------
    document : Document
        The document as stored.

    Returns
    -------
    Unwrapped
    """
    spans = (document.headline, *document.paragraphs)
    if not any("\n" in span.of(document.text) for span in spans):
        return Unwrapped(document)
    writer = _Unwrapper(document.text)
    headline, *paragraphs = [writer.write(span) for span in spans]
    read = replace(document, text="".join(writer.pieces), headline=headline, paragraphs=tuple(paragraphs))
    return Unwrapped(read, tuple(writer.stretches))


class _Unwrapper:
    """The text as it reads, in the course of being written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.vocabulary = _vocabulary(text)
        self.pieces: list[str] = []
        self.length = 0
        self.stretches: list[Stretch] = []

    def write(self, span: Span) -> Span:
        """Write a paragraph on a line of its own and return where it stands."""
        start, at, is_severed = self.length, span.start, False
        for end in _line_end().finditer(self.text, span.start, span.end):
            stop, between = self._joint(end, span)
            self._stretch(at, stop, is_severed)
            self._put(between)
            at, is_severed = end.end(), bool(end.group().strip())
        self._stretch(at, span.end, is_severed)
        written = Span(start, self.length)
        self._put("\n")
        return written

    def _stretch(self, start: int, stop: int, is_severed: bool) -> None:
        """Write characters as they are stored."""
        if start < stop:
            self.stretches.append(Stretch(self.length, self.length + stop - start, start, is_severed))
            self._put(self.text[start:stop])

    def _put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def _joint(self, end: re.Match, span: Span) -> tuple[int, str]:
        """Return where the words before a line's end stop, and what stands between them and the next line."""
        stop = end.start()
        is_hyphen = stop - 2 >= span.start and self.text[stop - 1] in HYPHENS and self.text[stop - 2].isalnum()
        if not is_hyphen or end.end() >= span.end or not self.text[end.end()].isalnum():
            return stop, " "
        before = WORD_END.search(self.text, max(span.start, stop - 40), stop - 1)
        after = WORD.match(self.text, end.end(), span.end)
        if not before or not after or self.text[stop - 1] in NEVER_KEPT:
            return stop - (self.text[stop - 1] in NEVER_KEPT), ""
        is_kept = _is_compound(before.group(), after.group(), self.vocabulary)
        return stop - (not is_kept), ""


WORD_END = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")


@cache
def _line_end() -> re.Pattern:
    """Return the pattern of a line's end with the white space around it and what a page puts there."""
    return re.compile(rf"[ \t\r\u00a0]*\n(?:[ \t\r\n\u00a0]+|(?:{form_pattern('furniture').pattern})\n)*")


def _vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text that no line's end breaks, in lower case."""
    unbroken = re.sub(rf"\S+[{HYPHENS}][ \t\r]*\n\s*\S+", " ", text)
    return frozenset(word.lower() for word in WORD.findall(unbroken))


def _is_compound(before: str, after: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether the hyphen at a line's end belongs to the word.

    The text's own use decides: "co-operation" or "cooperation" elsewhere in it. Otherwise the hyphen stays if a capital
    follows it, or if a usual first part of compounds precedes it. It is dropped if the second part is an ending that is
    not a word of the text, or if neither part is one. In all other cases it stays.
    """
    left, right = before.lower(), after.lower()
    if f"{left}-{right}" in vocabulary:
        return True
    if left + right in vocabulary:
        return False
    if after[0].isupper() or "-" in left or form_pattern("compounding").fullmatch(left):
        return True
    if right not in vocabulary and form_pattern("ending").fullmatch(right):
        return False
    return left in vocabulary or right in vocabulary
