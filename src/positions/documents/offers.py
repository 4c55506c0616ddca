"""What is offered to a corpus: files to read, and the documents that readers find in them, as they came in."""

from dataclasses import dataclass
from pathlib import Path

from positions.documents.traced import Traced


@dataclass(frozen=True)
class LeftOut:
    """Something that was not used, or not whole: where it stands, why, and what would make it usable.

    ``language`` (ISO 639-1) is that of a text left out for its language, blank for any other reason.
    """

    file: str
    reason: str
    remedy: str
    language: str = ""


@dataclass(frozen=True)
class Source:
    """A file to read.

    Attributes
    ----------
    path : Path
        Where its bytes lie.
    place : str
        How messages and the ledger name it: the path as the user gave it, a member of an archive
        (``clippings.zip, 2022/a.html``), an address.
    name : str
        Its own name, whose ending says what it is.
    url, media_type, retrieved : str
        The address it was fetched from, the type the server gave and the day; blank for a file.
    """

    path: Path
    place: str
    name: str
    url: str = ""
    media_type: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Offer:
    """A document as a reader found it: decoded, not yet cleaned, dated or judged.

    Attributes
    ----------
    place : str
        Where it stands, as the ledger names it: ``export.jsonl, line 12``.
    title, body : Traced
        Its words, with the way back to what came in. A plain text has no title of its own: its body has all lines.
    digest : str
        sha256 of what came in: the file's bytes, the line of JSON Lines, the row of a table.
    reader : str
        What read it, with its version: ``trafilatura 2.3.1``.
    outlet : str
        Who published it, as it came in: a name, a code or a host; blank when nothing says so.
    published, updated : str
        When, in the words that came in.
    byline, url, language, rights, kind, source_id : str
        As they came in; blank when nothing says so.
    retrieved : str
        The day it was fetched; for a file what it says of that itself, in its words, blank when it says nothing.
    columns : str
        For a row of a table: which of its columns was taken for what, and which were not used.
    notes : tuple of LeftOut
        What was lost or repaired on the way (bytes that could not be decoded), for the ledger.
    """

    place: str
    title: Traced
    body: Traced
    digest: str
    reader: str
    outlet: str = ""
    published: str = ""
    updated: str = ""
    byline: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    kind: str = ""
    source_id: str = ""
    retrieved: str = ""
    columns: str = ""
    notes: tuple[LeftOut, ...] = ()
