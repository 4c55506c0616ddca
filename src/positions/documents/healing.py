"""Hard-wrapped lines healed into a text that reads, with the way back to every character as stored.

Rules find words; "United\\nStates" and "co-\\noperation" are none. So a text whose paragraphs are broken into lines is
read as if they were not, and every place found there is given back as a place in the text as stored.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from positions.documents.document import Document, Span
from positions.documents.forms import form

HYPHENS = "-\u2010\u00ad"
NEVER_KEPT = "\u2010\u00ad"  # set by the machine that broke the line
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Healed:
    """A document with its lines healed, and where its characters are stored.

    Attributes
    ----------
    document : Document
        The document as it reads: text, headline and paragraphs; all else is as it was.
    starts : tuple of int
        Where each stretch of unbroken characters starts in the text as it reads.
    stored_at : tuple of int
        Where each starts in the text as stored; empty when nothing was broken.
    severed : frozenset of int
        The stretches that something of the page, such as its number, severs from the one before.
    """

    document: Document
    starts: tuple[int, ...] = ()
    stored_at: tuple[int, ...] = ()
    severed: frozenset[int] = frozenset()
    ends: tuple[int, ...] = ()

    def stored(self, span: Span) -> tuple[Span, ...]:
        """Return where a stretch of the text as it reads is stored, without what a page puts between.

        Parameters
        ----------
        span : Span
            Characters of ``document.text``, not only the white space of a healed line end.

        Returns
        -------
        tuple of Span
            One span, or more where a page ends within the stretch.
        """
        if not self.starts:
            return (span,)
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end) - 1
        cuts = [first, *(n for n in range(first + 1, last + 1) if n in self.severed), last + 1]
        return tuple(
            Span(self._back(a, max(span.start, self.starts[a])), self._back(b - 1, min(span.end, self.ends[b - 1])))
            for a, b in pairwise(cuts)
        )

    def _back(self, stretch: int, position: int) -> int:
        """Return where a position of a stretch is stored."""
        return self.stored_at[stretch] + position - self.starts[stretch]


def heal(document: Document) -> Healed:
    """Heal the lines of a document; one without broken paragraphs is returned as it is.

    Parameters
    ----------
    document : Document
        The document as stored.

    Returns
    -------
    Healed
    """
    spans = (document.headline, *document.paragraphs)
    if not any("\n" in span.of(document.text) for span in spans):
        return Healed(document)
    writer = _Writer(document.text)
    headline, *paragraphs = [writer.write(span) for span in spans]
    read = replace(document, text="".join(writer.pieces), headline=headline, paragraphs=tuple(paragraphs))
    return Healed(read, tuple(writer.starts), tuple(writer.stored_at), frozenset(writer.severed), tuple(writer.ends))


class _Writer:
    """The text as it reads, in the course of being written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.vocabulary = _vocabulary(text)
        self.pieces: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.stored_at: list[int] = []
        self.severed: set[int] = set()

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
        if start == stop:
            return
        if is_severed:
            self.severed.add(len(self.starts))
        self.starts.append(self.length)
        self.stored_at.append(start)
        self._put(self.text[start:stop])
        self.ends.append(self.length)

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
    return re.compile(rf"[ \t\r\u00a0]*\n(?:[ \t\r\n\u00a0]+|(?:{form('furniture').pattern})\n)*")


def _vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text that no line's end breaks, in lower case."""
    unbroken = re.sub(rf"\S+[{HYPHENS}][ \t\r]*\n\s*\S+", " ", text)
    return frozenset(word.lower() for word in WORD.findall(unbroken))


def _is_compound(before: str, after: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether the hyphen at a line's end belongs to the word.

    The text's own use decides: "co-operation" or "cooperation" elsewhere in it. Otherwise a capital behind the hyphen
    or a part before it that compounds have keeps it; an ending that is no word of the text drops it, and so do two
    parts of which neither is. What is left, one word of the text before or behind another, keeps it.
    """
    left, right = before.lower(), after.lower()
    if f"{left}-{right}" in vocabulary:
        return True
    if left + right in vocabulary:
        return False
    if after[0].isupper() or "-" in left or form("compounding").fullmatch(left):
        return True
    if right not in vocabulary and form("ending").fullmatch(right):
        return False
    return left in vocabulary or right in vocabulary
