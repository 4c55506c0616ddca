"""Lines of a file, one at a time and within a bound, so that a file of any size needs little memory."""

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from positions.documents.readers import encodings
from positions.documents.readers.encodings import Decoded

LONGEST_LINE = 16 * 2**20  # bytes; the longest article of 15,361 has 0.1 MB
CHUNK = 2**20


class Line(NamedTuple):
    """A line as bytes of UTF-8, with its end; None when it is longer than the bound."""

    number: int
    raw: bytes | None


class _Converted(io.RawIOBase):
    """A stream whose bytes are converted while they are read."""

    def __init__(self, stream: BinaryIO, convert: Callable[[bytes, bool], bytes]) -> None:
        self._stream, self._convert, self._waiting = stream, convert, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        while not self._waiting:
            raw = self._stream.read(CHUNK)
            self._waiting = self._convert(raw, not raw)
            if not raw:
                break
        taken = self._waiting[: len(buffer)]
        buffer[: len(taken)] = taken
        self._waiting = self._waiting[len(taken) :]
        return len(taken)


def lines(stream: BinaryIO) -> Iterator[Line]:
    """Read lines.

    Parameters
    ----------
    stream : binary file
        Of UTF-8, as `utf8` gives it.

    Yields
    ------
    Line
        Counted from 1. Of one that is longer than `LONGEST_LINE`, never more than that is in memory.
    """
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        is_whole = len(raw) <= LONGEST_LINE
        yield Line(number, raw if is_whole else None)
        while not is_whole and raw and not raw.endswith(b"\n"):
            raw = stream.readline(CHUNK)


def text(raw: bytes) -> Decoded:
    """Decode a line: UTF-8, or what it is found to be."""
    try:
        return Decoded(raw.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return encodings.decoded(raw)


def utf8(stream: io.BufferedReader) -> tuple[BinaryIO, tuple[str, ...]]:
    """Return a stream as UTF-8 without a mark, its lines ended by line feeds.

    Parameters
    ----------
    stream : io.BufferedReader
        At its start, by which its encoding is told. Windows-1252 is passed on as it is: lines may be in either.

    Returns
    -------
    tuple of binary file and tuple of str
        The stream, and a note when its encoding was guessed.
    """
    head = stream.peek(CHUNK)
    found = encodings.decoded(head[: encodings.SAMPLE])
    if found.encoding not in ("", "UTF-8", "Windows-1252"):
        decoder = codecs.getincrementaldecoder(found.encoding)("replace")
        guessed = tuple(note for note in found.notes if "guessed" in note)
        return _buffered(stream, lambda raw, is_last: decoder.decode(raw, is_last).encode("utf-8", "replace")), guessed
    stream.read(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    if b"\r" in head and b"\n" not in head:  # as a spreadsheet of the old Macintosh writes
        return _buffered(stream, lambda raw, _: raw.replace(b"\r", b"\n")), ()
    return stream, ()


def _buffered(stream: BinaryIO, convert: Callable[[bytes, bool], bytes]) -> io.BufferedReader:
    """Return a stream whose bytes are converted while they are read."""
    return io.BufferedReader(_Converted(stream, convert), 2 * CHUNK)
