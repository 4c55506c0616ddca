"""What a corpus knows of each of its documents: one row of ``manifest.jsonl``, and its way back to what came in."""

from dataclasses import dataclass

from positions.documents.offers import LeftOut
from positions.documents.traced import Traced
from positions.files import WEB_ADDRESS


@dataclass(frozen=True)
class Entry:
    """A row of the manifest; every value is text, blank where nothing is known.

    Attributes
    ----------
    id : str
        Day, outlet and the first digits of a sha256 of text and address: ``2025-05-23_dawn_0a1b2c3d4e5f``.
    file : str
        Its text, below ``documents/``.
    kind, genre : str
        What it is as the page says (``report``, ``opinion``, …) and by its form (``press``, ``speech``, …).
    published : str
        ISO date, or a year when that is all.
    published_at, updated : str
        ISO date and time with zone.
    retrieved : str
        The day it was fetched; of what came from a file, the day of which the file says so, blank when it does not.
    source_id : str
        The id it had where it came from.
    sha256_received, sha256_text : str
        Of what came in (a file, a line, a row) and of the text as stored, in UTF-8.
    reader : str
        What read it, with its version.
    cleaned : str
        What was taken out or mended, by name, joined by ", ".
    origin : str
        Where it came from, as the ledger names it: ``export.jsonl, line 12``, an address.
    added : str
        The day it was added.
    """

    id: str
    file: str
    title: str
    outlet: str
    publisher: str
    kind: str
    genre: str
    language: str
    published: str
    published_at: str
    updated: str
    retrieved: str
    url: str
    byline: str
    speaker: str
    rights: str
    source_id: str
    sha256_received: str
    sha256_text: str
    reader: str
    cleaned: str
    origin: str
    added: str = ""

    def __post_init__(self) -> None:
        """Mend a row that was written before ``added`` was: of a file, its ``retrieved`` is the day it was added."""
        if not self.added:
            object.__setattr__(self, "added", self.retrieved)
            object.__setattr__(self, "retrieved", self.retrieved if WEB_ADDRESS.match(self.origin) else "")


@dataclass(frozen=True)
class Line:
    """A line of the ledger: something offered that was not taken, or not taken whole.

    Attributes
    ----------
    place : str
        Where it stands in what was offered: ``clippings/2022/a.pdf``, ``export.jsonl, line 12``.
    document : str
        The id of the document that was taken nevertheless; blank when none was.
    """

    place: str
    document: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Taken:
    """A document ready to be stored: its row, its text with the way back, and what there is to say of it."""

    entry: Entry
    text: Traced
    notes: tuple[LeftOut, ...] = ()
