"""Files packed with gzip: read as they unpack, or unpacked to a temporary file, within bounds."""

import gzip
import io
import zlib
from pathlib import Path
from typing import BinaryIO

from positions.documents.readers.archives import UNPACK, Budget
from positions.errors import InputError

MAGIC = b"\x1f\x8b"
BUFFER = 2**20  # bytes unpacked at a time
CUT = (EOFError, zlib.error, gzip.BadGzipFile)  # what reading a file raises that is cut short or damaged


class _Bounded(io.RawIOBase):
    """A file as it unpacks; raises `InputError` when it expands as no text does."""

    def __init__(self, path: Path, place: str) -> None:
        self._unpacking = gzip.open(path)  # noqa: SIM115 (closed with this)
        self._budget = Budget(place, path.stat().st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        size = self._unpacking.readinto1(buffer)  # not more at once: what was whole before a cut is given
        self._budget.spend(size)
        return size

    def close(self) -> None:
        self._unpacking.close()
        super().close()


def is_packed(path: Path) -> bool:
    """Tell whether a file is packed with gzip, whatever its name."""
    with path.open("rb") as stream:
        return stream.read(2) == MAGIC


def opened(path: Path, place: str) -> BinaryIO:
    """Open a file for reading, unpacked.

    Parameters
    ----------
    path : Path
    place : str
        How an error names it.

    Returns
    -------
    io.BufferedReader
        To be closed. Reading from it raises one of `CUT` where a packed file is cut short, and `InputError` where it
        expands without end.
    """
    return io.BufferedReader(_Bounded(path, place), BUFFER) if is_packed(path) else path.open("rb", BUFFER)


def unpacked(path: Path, place: str, to: Path) -> None:
    """Unpack a file.

    Parameters
    ----------
    path : Path
    place : str
        How an error names it.
    to : Path
        Where it is written.

    Raises
    ------
    InputError
        If the packed file is cut short, damaged, or expands without end.
    """
    try:
        with opened(path, place) as stream, to.open("wb") as out:
            while chunk := stream.read(BUFFER):
                out.write(chunk)
    except CUT as error:
        raise InputError(place, f"is cut short or damaged ({error})", "Get it anew.") from None


def refused(place: str) -> InputError:
    """Return the error for an archive that is packed once more."""
    return InputError(place, "is an archive packed with gzip", UNPACK)
