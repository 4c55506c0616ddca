"""ZIP archives and files packed with gzip, unpacked within bounds.

Members of an archive are unpacked one at a time and deleted after use. A member is never written under its own name, so
the paths in an archive have no effect on the machine. A file packed with gzip is read as it unpacks.
"""

import gzip
import lzma
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from positions import files
from positions.data_files import lexicon
from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.ingest.candidates import Source, printable

MOST_MEMBERS = 200_000  # more than ten times the largest collection the project is measured with
MOST_BYTES = 32 * 2**30  # of everything unpacked from one archive, a day's work to read
HIGHEST_RATIO = 200  # text packs to a third or a tenth, repeated rows to a fiftieth; a bomb expands a thousandfold
FREE_BYTES = 16 * 2**20  # below this the ratio does not matter: no harm is done
DEEPEST = 2  # an archive within an archive, as exports come
CHUNK = 2**20  # bytes unpacked at a time
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # with members, without
PACKAGES = {"[Content_Types].xml", "mimetype"}  # a ZIP with one of these is a document (DOCX, ODT, EPUB), no archive
UNPACK = "Unpack it yourself, check the files, and give the folder."
ANEW = "Get a new copy of the archive."
NAMING = lexicon("ingest", "naming")
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


@dataclass
class Budget:
    """How much may still be unpacked from an archive of a given size in bytes, including archives within it."""

    place: str
    size: int
    spent: int = 0

    def spend(self, size: int) -> None:
        """Count bytes unpacked, or raise `InputError` when the archive expands beyond the bounds."""
        self.spent += size
        if self.spent > MOST_BYTES or _is_bomb(self.spent, self.size):
            much = f"more than {self.spent >> 20} MB from {max(1, self.size >> 10)} KB"
            found = f"unpacks to more than is allowed ({much}); everything after that was not read"
            raise InputError(self.place, found, UNPACK)


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is passed over because of its name."""
    return name.startswith(tuple(NAMING["beginnings"])) or name in NAMING["names"]


def is_archive(path: Path, name: str) -> bool:
    """Tell whether a file is a ZIP archive, and not a document that is packed as one (DOCX).

    Parameters
    ----------
    path : Path
    name : str
        Its own name, which identifies a damaged archive.

    Returns
    -------
    bool

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as stream:
        if not stream.read(4).startswith(ZIP_MAGIC):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return PACKAGES.isdisjoint(archive.namelist())
    except DAMAGE:
        return PurePosixPath(name).suffix.lower() in ("", ".zip")  # a damaged DOCX is for the reader of DOCX to name


def unpack_members(source: Source, budget: Budget | None = None, depth: int = 1) -> Iterator[Source | Issue | str]:
    """Unpack an archive.

    Parameters
    ----------
    source : Source
        The archive.
    budget : Budget, optional
        The budget of the archive that contains this one.
    depth : int
        1 for an archive, 2 for one within it.

    Yields
    ------
    Source, Issue or str
        Members in the order of the archive, each deleted when the next one is requested; of those that are passed over
        their names.
    """
    budget = budget or Budget(source.place, source.path.stat().st_size)
    try:
        with zipfile.ZipFile(source.path) as archive, tempfile.TemporaryDirectory(prefix="positions-") as folder:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise InputError(source.place, f"has {len(archive.infolist()):,} members", UNPACK)
            for info in archive.infolist():
                place = f"{source.place}, {printable(info.filename)}"
                yield from _member(archive, info, Path(folder) / "member", place, budget, depth)
    except InputError as error:
        if depth > 1:
            raise  # the outer archive ends too
        yield Issue(*error.args)
    except DAMAGE as error:
        yield Issue(source.place, f"is a damaged ZIP archive ({error})", ANEW)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, place: str, budget: Budget, depth: int
) -> Iterator[Source | Issue | str]:
    """Yield a member, or the members of an archive within, or why it is refused, or its name if it is passed over."""
    name = PurePosixPath(info.filename.replace("\\", "/"))
    member = Source(path, place, printable(name.name))
    if refused := _harm(info, name):
        yield Issue(place, *refused)
    elif info.is_dir():
        return
    elif any(map(is_passed_over, name.parts)):
        yield info.filename
    elif failed := _unpack(archive, info, path, budget):
        yield Issue(place, *failed)
    elif not is_archive(path, member.name):
        yield member
    elif depth >= DEEPEST:
        yield Issue(place, "is an archive within an archive within an archive", UNPACK)
    else:
        yield from unpack_members(member, budget, depth + 1)


def _harm(info: zipfile.ZipInfo, name: PurePosixPath) -> tuple[str, str] | None:
    """Return why a member is not unpacked: it leads outside, is not a file, is locked, or unpacks to too much."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or re.match("[A-Za-z]:", str(name)):
        found = "has a path that leads out of the archive's folder"
        return found, "It was not unpacked; give the file itself if you want it."
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file", "It was not followed; give the file itself if you want it."
    if info.flag_bits & 1:
        return "is locked with a password", "Unpack it with the password and give the folder."
    if _is_bomb(info.file_size, info.compress_size):
        return f"expands from {info.compress_size >> 10} KB to {info.file_size >> 20} MB", UNPACK
    return None


def _is_bomb(unpacked: int, packed: int) -> bool:
    """Tell whether something expands as no text does."""
    return unpacked > FREE_BYTES and unpacked > HIGHEST_RATIO * packed


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, budget: Budget) -> tuple[str, str] | None:
    """Write a member to a file; return what is wrong with it when that fails."""
    try:
        with archive.open(info) as packed, path.open("wb") as out:
            while chunk := packed.read(CHUNK):
                budget.spend(len(chunk))
                out.write(chunk)
    except InputError:
        raise
    except NotImplementedError:
        found = "is packed in a way that cannot be unpacked here"
        return found, "Pack it again as an ordinary ZIP, or give the folder."
    except DAMAGE as error:
        return f"is damaged ({error})", ANEW
    return None


GZIP_MAGIC = b"\x1f\x8b"
GZIP_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)  # what reading a file raises that is cut short or damaged


class CutShort(InputError):
    """A packed file is cut short or damaged."""


def inner_name(name: str) -> str:
    """Return a file's name without the ending ``.gz``."""
    return name[:-3] if name.lower().endswith(".gz") else name


def is_gzip(path: Path) -> bool:
    """Tell whether a file is packed with gzip, whatever its name."""
    with path.open("rb") as stream:
        return stream.read(2) == GZIP_MAGIC


def open_unpacked(path: Path, place: str) -> BinaryIO:
    """Open a file for reading, unpacked.

    Parameters
    ----------
    path : Path
    place : str
        How an error names it.

    Returns
    -------
    io.BufferedReader
        To be closed. Reading from it raises `CutShort` where a packed file is cut short, and `InputError` where it
        expands without end.
    """
    return files.open_pieces(_unpacked(path, place), CHUNK) if is_gzip(path) else path.open("rb", CHUNK)


def _unpacked(path: Path, place: str) -> Iterator[bytes]:
    """Yield a file as it unpacks."""
    budget = Budget(place, path.stat().st_size)
    try:
        with gzip.open(path) as stream:
            while piece := stream.read1(CHUNK):  # not more at once: what was whole before a cut is given
                budget.spend(len(piece))
                yield piece
    except GZIP_DAMAGE as error:
        raise CutShort(place, f"is cut short or damaged ({error})", "Get a new copy.") from None
