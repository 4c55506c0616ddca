"""One text with its metadata, and the parts it is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from positions.files import WEB_ADDRESS

if TYPE_CHECKING:
    from positions.documents.traced import Run


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


@dataclass(frozen=True)
class Document:
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
    genre, why_genre : str
        ``press``, ``speech``, ``transcript`` or ``interview``, and how that is known.
    kind : str
        What the page says it is: ``report``, ``opinion``, ``editorial`` …; blank when it says nothing.
    speaker : str
        The words that name whose speech, briefing or interview it is; blank for press and when nothing does.
    retrieved : str
        The day it was fetched; of a text that was not, the day it was retrieved according to its file, or to the
        manifest beside it.
    origin : str
        Where it came from, as the ledger names it: ``export.jsonl, line 12``, an address;
        blank for a file of its own.
    added : str
        The day it was added to its corpus; blank for a file of its own.
    sha256_received : str
        Of what came in, where the text is not that as it is; blank for a file of its own.
    runs : tuple of Run
        Where the stretches of the text stand in what came in; empty for a file of its own.
    """

    doc_id: str
    file: str
    text: str
    headline: Span
    paragraphs: tuple[Span, ...]
    sha256: str
    kind: str = ""
    genre: str = "press"
    why_genre: str = ""
    speaker: str = ""
    byline: str = ""
    outlet: str = ""
    publisher: str = ""
    language: str = "en"
    url: str = ""
    dateline: str = ""
    published: str = ""
    published_at: str = ""
    retrieved: str = ""
    rights: str = ""
    origin: str = ""
    added: str = ""
    sha256_received: str = ""
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
