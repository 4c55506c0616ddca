"""A document: one text with its metadata, its spans, and its way back to what came in.

What is stored is seldom exactly what came in: a soft hyphen is removed, a footer cut, "â€™" corrected, a title put
before a body. A `Traced` text carries the way back, so that any stretch of it can be shown in what came in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from positions.documents.metadata import Metadata
from positions.files import WEB_ADDRESS


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end`` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that stand here in ``text``."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, repr=False)
class Document(Metadata):
    """A text as received, and what is known about it.

    All attributes but the text, the spans and the runs are columns of the ``documents`` table
    (``positions.schemas.DOCUMENTS``).

    Attributes
    ----------
    text : str
        The text as stored: every offset in the project counts its characters.
    headline : Span
        The headline, without a date that stands before it.
    paragraphs : tuple of Span
        The body, paragraph by paragraph, without the dateline.
    why_genre : str
        How the genre is known.
    runs : tuple of Run
        Where the stretches of the text stand in what came in; empty for a file of its own.
    """

    doc_id: str
    file: str
    text: str
    headline: Span
    paragraphs: tuple[Span, ...]
    sha256: str
    genre: str = field(default="press", kw_only=True)
    why_genre: str = ""
    dateline: str = ""
    runs: "tuple[Run, ...]" = ()

    @property
    def title(self) -> str:
        """The words of the headline."""
        return self.headline.of(self.text)

    @property
    def is_fetched(self) -> bool:
        """Whether it was fetched from an address; else it came from a file."""
        return bool(WEB_ADDRESS.match(self.origin))

    @property
    def characters(self) -> int:
        """The length of the text, in characters."""
        return len(self.text)

    def __repr__(self) -> str:
        """Return what it is, by whom and of when, without the text."""
        about = (self.genre, self.publisher or self.outlet, self.published or "not dated")
        told = ", ".join(filter(None, about))
        return f"Document {self.doc_id}: {self.title[:80]}\n  {told}, {self.characters:,} characters"


class Edit(NamedTuple):
    """Characters ``start`` up to ``end`` of a text, and their replacement."""

    start: int
    end: int
    words: str = ""


class Origin(NamedTuple):
    """A place in what came in: a part of it (``file``, ``title``, ``page 3``) and characters of that part."""

    part: str
    start: int
    end: int


class Run(NamedTuple):
    """A stretch of a text and where it came from.

    If both have the same length, characters correspond one by one; otherwise the whole corresponds to the whole.
    """

    start: int
    end: int
    origin: Origin

    def within(self, start: int, end: int, shift: int = 0) -> "Run":
        """Return the part of this run between two places of the text, which lie in it, moved by ``shift``."""
        part, came, went = self.origin
        if self.end - self.start == went - came:
            came, went = came + start - self.start, came + end - self.start
        return Run(start + shift, end + shift, Origin(part, came, went))


@dataclass(frozen=True)
class Traced:
    """A text and the runs it is made of.

    Attributes
    ----------
    text : str
        The text as it is now.
    runs : tuple of Run
        In order, not overlapping. Characters in no run were put in by the project (the line between title and body).
    """

    text: str = ""
    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, text: str, part: str, start: int = 0) -> "Traced":
        """Return a text as it came in: characters of ``part`` from ``start`` on."""
        return cls(text, (Run(0, len(text), Origin(part, start, start + len(text))),) if text else ())

    def edited(self, edits: Iterable[Edit]) -> "Traced":
        """Return the text with stretches replaced.

        Parameters
        ----------
        edits : iterable of Edit
            In order, not overlapping. A replacement corresponds to the whole stretch that it replaces.

        Returns
        -------
        Traced
        """
        pieces: list[Traced] = []
        at = 0
        for edit in edits:
            pieces += [self.cut(at, edit.start), self._replaced(edit)]
            at = edit.end
        return join_traced([*pieces, self.cut(at, len(self.text))]) if pieces else self

    def cut(self, start: int, end: int) -> "Traced":
        """Return characters ``start`` up to ``end``."""
        return Traced(self.text[start:end], tuple(self._runs(start, end, -start)))

    def stripped(self) -> "Traced":
        """Return the text without the white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def origins(self, span: Span) -> tuple[Origin, ...]:
        """Return the places in what came in of a stretch of this text, neighbours within a part joined."""
        found: list[Origin] = []
        for run in self._runs(span.start, span.end):
            last = found[-1] if found else None
            if last and last.part == run.origin.part and last.end == run.origin.start:
                found[-1] = Origin(last.part, last.start, run.origin.end)
            else:
                found.append(run.origin)
        return tuple(found)

    def _runs(self, start: int, end: int, shift: int = 0) -> Iterable[Run]:
        """Yield the parts of the runs between two places of the text."""
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        for at in range(first, len(self.runs)):  # a slice would copy all the runs that follow, for every edit
            run = self.runs[at]
            if run.start >= end:
                return
            if run.end > start:
                yield run.within(max(start, run.start), min(end, run.end), shift)

    def _replaced(self, edit: Edit) -> "Traced":
        """Return what takes a stretch's place, with the whole stretch as its origin where it lies in one part."""
        came = self.origins(Span(edit.start, edit.end)) if edit.words else ()
        if not came or came[0].part != came[-1].part:
            return Traced(edit.words)
        origin = Origin(came[0].part, came[0].start, came[-1].end)
        return Traced(edit.words, (Run(0, len(edit.words), origin),))


def join_traced(pieces: Sequence[Traced], between: str = "") -> Traced:
    """Join texts, in order.

    Parameters
    ----------
    pieces : sequence of Traced
    between : str
        Put between two of them; it comes from nowhere.

    Returns
    -------
    Traced
    """
    texts, runs, length = [], [], 0
    for piece in pieces:
        length += len(between) if texts else 0
        texts.append(piece.text)
        for run in piece.runs:
            moved = Run(run.start + length, run.end + length, run.origin)
            runs[-1:] = _merged(runs[-1], moved) if runs else [moved]
        length += len(piece.text)
    return Traced(between.join(texts), tuple(runs))


def _merged(run: Run, then: Run) -> list[Run]:
    """Return two runs as one where the second goes on from the first, character by character."""
    goes_on = run.end == then.start and run.origin.part == then.origin.part and run.origin.end == then.origin.start
    by_one = all(one.end - one.start == one.origin.end - one.origin.start for one in (run, then))
    if goes_on and by_one:
        return [Run(run.start, then.end, Origin(run.origin.part, run.origin.start, then.origin.end))]
    return [run, then]
