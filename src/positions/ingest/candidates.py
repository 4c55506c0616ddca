"""Sources (files to read) and candidates (documents found in them, as they came in), and what all readers share.

Readers share the bytes of a source within a bound, how odd names are shown, which files are passed over
(``naming.yaml``), and the properties of a PDF or a Word document if a person, not a program, wrote them
(``properties.yaml``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
        If the file is empty, larger, or cannot be read.
    """
    try:
        with source.path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        found = f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
        raise InputError(source.place, found, "Give yourself the right to read it, or give a copy.") from None
    if len(raw) > most:
        found = f"is larger than {most // MEGABYTE} MB, the limit for one document of this kind"
        raise InputError(source.place, found, "Cut it into its documents, or give them as a table.")
    if not raw:
        raise InputError(source.place, "is empty", "Get a new copy of the file.")
    return raw


SHOWN_NAMES = 5  # names of files passed over that are given; the rest is a count
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


@cache
def _aside() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how the names of files begin that are passed over, and those names in full."""
    lists = lexicon("ingest", "naming")
    return tuple(lists["beginnings"]), frozenset(lists["names"])


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is passed over because of its name."""
    beginnings, names = _aside()
    return name.startswith(beginnings) or name in names


def passed_over_issue(place: str, names: Sequence[str]) -> Issue:
    """Return the one line on all files that were passed over in a folder or an archive.

    Parameters
    ----------
    place : str
        The folder or archive.
    names : sequence of str
        The files, at least one.
    """
    things = (
        "file or folder beside the documents was" if len(names) == 1 else "files or folders beside the documents were"
    )
    found = f"{len(names)} {things} passed over: {list_names(names, SHOWN_NAMES)}"
    return Issue(place, found, "Give one by its own path to add it.")


LONGEST_PROPERTY = 300  # characters of a title or a byline; more is something else in the wrong field


@cache
def _property_patterns() -> dict[str, re.Pattern[str]]:
    """Return what programs write, by property."""
    joined = {
        name: entry if isinstance(entry, str) else "|".join(entry)
        for name, entry in lexicon("ingest", "properties").items()
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()}


def real_title(given: str) -> str:
    """Return a title; blank if it is a file's name or a program's default ("Microsoft Word - x.doc")."""
    return _real(given, "no_title")


def real_author(given: str) -> str:
    """Return an author; blank if it is the name of a machine or an account ("Windows User")."""
    return _real(given, "no_author")


def is_printing_program(program: str) -> bool:
    """Tell whether a program is one that prints pages or scans sheets, so that its date says nothing of the text."""
    return _property_patterns()["prints"].fullmatch(program) is not None


def _real(given: str, name: str) -> str:
    """Return a property on one line, blank where a program wrote it."""
    words = " ".join(given.split())
    return "" if len(words) > LONGEST_PROPERTY or _property_patterns()[name].fullmatch(words) else words
