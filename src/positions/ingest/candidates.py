"""Sources (files to read) and candidates (documents found in them, as they came in), and what all readers share.

Readers share the bytes of a source within a bound, how odd names are shown, and the properties of a PDF or a Word
document if a person, not a program, wrote them (``properties.yaml``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from positions.data_files import lexicon
from positions.documents.corpus import Issue
from positions.documents.document import Traced
from positions.documents.metadata import Metadata
from positions.errors import InputError


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

    def candidate(
        self, reader: str, sha256: str, title: Traced, body: Traced, notes: Iterable[Issue] = (), **said: str
    ) -> "Candidate":
        """Return the document that this file is, with what else is known of it."""
        return Candidate(
            origin=self.place,
            sha256_received=sha256,
            title=title,
            body=body,
            reader=reader,
            notes=tuple(notes),
            **said,
        )


@dataclass(frozen=True, kw_only=True)
class Candidate(Metadata):
    """A document as a reader found it: decoded, not yet cleaned, dated or judged; its metadata in the words it came in.

    Attributes
    ----------
    title, body : Traced
        Its words, with the way back to what came in. A plain text has no title of its own: its body has all lines.
    reader : str
        What read it, with its version: ``trafilatura 2.3.1``.
    updated, source_id : str
        As they came in; blank when nothing says so.
    columns : str
        For a row of a table: which of its columns was taken for what, and which were not used.
    notes : tuple of Issue
        What was lost or repaired on the way (bytes that could not be decoded), for the ledger.
    """

    origin: str
    sha256_received: str
    title: Traced
    body: Traced
    reader: str
    updated: str = ""
    source_id: str = ""
    columns: str = ""
    notes: tuple[Issue, ...] = ()


MEGABYTE = 1_000_000


def read_bytes(source: Source, most: int) -> bytes:
    """Return the bytes of a source.

    Parameters
    ----------
    source : Source
    most : int
        The largest file that is read, in bytes.

    Raises
    ------
    InputError
        If the file is empty or larger.
    """
    with source.path.open("rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        found = f"is larger than {most // MEGABYTE} MB, the limit for one document of this kind"
        raise InputError(source.place, found, "Cut it into its documents, or give them as a table.")
    if not raw:
        raise InputError(source.place, "is empty", "Get a new copy of the file.")
    return raw


ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python holds bytes of a name that are not UTF-8


def printable(name: str) -> str:
    """Return a name as messages and the ledger show it: on one line, and encodable.

    Parameters
    ----------
    name : str
        A path, the name of a member or of a column.

    Returns
    -------
    str
        A line break, a character that turns the direction of writing and the like are written as escapes; a byte that
        is not UTF-8 as ``\\xff``.
    """
    return name if name.isprintable() else "".join(map(_character, name))


def _character(character: str) -> str:
    """Return one character as it is shown."""
    if character.isprintable():
        return character
    if ord(character) in ESCAPED_BYTES:
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def list_names(names: Sequence[str], most: int) -> str:
    """Return names in a line as messages show them; of more than ``most`` the first, and how many there are beside."""
    return ", ".join(map(printable, names[:most])) + (f" and {len(names) - most} more" if len(names) > most else "")


# What programs write into the properties of a file; ``prints`` are those whose date says nothing of the text.
PROGRAMS = {name: re.compile("|".join(some), re.IGNORECASE) for name, some in lexicon("ingest", "properties").items()}
LONGEST_PROPERTY = 300  # characters of a title or a byline; more is something else in the wrong field


def real_property(given: str, name: str) -> str:
    """Return a property of a file on one line; blank where a program wrote it.

    Parameters
    ----------
    given : str
    name : str
        ``title``, which may be a file's name or a program's default ("Microsoft Word - x.doc"), or ``author``, which
        may be the name of a machine or an account ("Windows User").
    """
    words = " ".join(given.split())
    return "" if len(words) > LONGEST_PROPERTY or PROGRAMS[name].fullmatch(words) else words
