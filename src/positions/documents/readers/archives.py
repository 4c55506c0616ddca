"""ZIP archives: their members, unpacked one at a time within bounds and gone afterwards.

A member is never written under its own name: what an archive says of paths has no effect on the machine.
"""

import lzma
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from positions.documents.offers import LeftOut, Source
from positions.documents.readers.naming import is_passed_over, shown
from positions.errors import InputError

MOST_MEMBERS = 200_000  # more than ten times the largest collection the project is measured with
MOST_BYTES = 32 * 2**30  # of everything unpacked from one archive, a day's work to read
HIGHEST_RATIO = 200  # text packs to a third or a tenth, repeated rows to a fiftieth; a bomb expands a thousandfold
FREE_BYTES = 16 * 2**20  # below this the ratio does not matter: no harm is done
DEEPEST = 2  # an archive within an archive, as exports come
CHUNK = 2**20
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # with members, without
PACKAGES = {"[Content_Types].xml", "mimetype"}  # a ZIP with one of these is a document (DOCX, ODT, EPUB), no archive
UNPACK = "Unpack it yourself, look at it, and give the folder."
ANEW = "Get the archive anew."
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


@dataclass
class Budget:
    """What may still be unpacked from an archive of a size in bytes, with the archives within it."""

    place: str
    size: int
    spent: int = 0

    def spend(self, size: int) -> None:
        """Count bytes unpacked, or raise `InputError` when the archive expands beyond the bounds."""
        self.spent += size
        if self.spent > MOST_BYTES or _is_bomb(self.spent, self.size):
            found = f"expands beyond bounds (more than {self.spent >> 20} MB from {max(1, self.size >> 10)} KB)"
            raise InputError(self.place, f"{found}; what stands after is not read", UNPACK)


def is_archive(path: Path, name: str) -> bool:
    """Tell whether a file is a ZIP archive, and not a document that is packed as one (DOCX).

    Parameters
    ----------
    path : Path
    name : str
        Its own name, by which one that is damaged is told.

    Returns
    -------
    bool

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as stream:
        if not stream.read(4).startswith(MAGIC):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return PACKAGES.isdisjoint(archive.namelist())
    except DAMAGE:
        return PurePosixPath(name).suffix.lower() in ("", ".zip")  # a damaged DOCX is for the reader of DOCX to name


def members(
    source: Source, passed: list[str], budget: Budget | None = None, depth: int = 1
) -> Iterator[Source | LeftOut]:
    """Unpack an archive.

    Parameters
    ----------
    source : Source
        The archive.
    passed : list of str
        The names of members that are passed over are added to it.
    budget : Budget, optional
        That of the archive this one lies in.
    depth : int
        1 for an archive, 2 for one within it.

    Yields
    ------
    Source or LeftOut
        Members in the order of the archive; each is gone from the disk when the next one is asked for.
    """
    budget = budget or Budget(source.place, source.path.stat().st_size)
    try:
        with zipfile.ZipFile(source.path) as archive, tempfile.TemporaryDirectory(prefix="positions-") as folder:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise InputError(source.place, f"has {len(archive.infolist()):,} members", UNPACK)
            for info in archive.infolist():
                yield from _member(source.place, archive, info, Path(folder) / "member", passed, budget, depth)
    except DAMAGE as error:
        if isinstance(error, InputError) and depth > 1:
            raise  # the outer archive ends too
        yield _refused(source.place, error)


def _refused(place: str, error: Exception) -> LeftOut:
    """Return the ledger's line on an archive that cannot be read, or not on."""
    if isinstance(error, InputError):
        return LeftOut(error.place, error.found, error.remedy)
    return LeftOut(place, f"is a damaged ZIP archive ({error})", ANEW)


def _member(
    place: str,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: Path,
    passed: list[str],
    budget: Budget,
    depth: int,
) -> Iterator[Source | LeftOut]:
    """Yield a member as a source, or the members of an archive within, or why it is refused."""
    name = PurePosixPath(info.filename.replace("\\", "/"))
    here = f"{place}, {shown(info.filename)}"
    refused = _harm(info, name)
    if refused:
        yield LeftOut(here, *refused)
    elif info.is_dir():
        return
    elif any(map(is_passed_over, name.parts)):
        passed.append(info.filename)
    elif failed := _unpack(archive, info, path, budget):
        yield LeftOut(here, *failed)
    else:
        source = Source(path, here, shown(name.name))
        if not is_archive(path, name.name):
            yield source
        elif depth >= DEEPEST:
            yield LeftOut(here, "is an archive within an archive within an archive", UNPACK)
        else:
            yield from members(source, passed, budget, depth + 1)


def _harm(info: zipfile.ZipInfo, name: PurePosixPath) -> tuple[str, str] | None:
    """Return why a member is not unpacked: it points out of the archive, is no file, is locked, or expands too far."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or re.match("[A-Za-z]:", str(name)):
        return "climbs out of the archive's folder", "It was not unpacked; give the file itself if it is wanted."
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, no file", "It was not followed; give the file itself if it is wanted."
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
        return "is packed in a way that cannot be unpacked here", "Pack it anew as an ordinary ZIP, or give the folder."
    except DAMAGE as error:
        return f"is damaged ({error})", ANEW
    return None
