"""Lines of a file, one at a time and within a bound, so that a file of any size needs little memory."""

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

LONGEST_LINE = 16 * 2**20  # bytes; the longest article of 15,361 has 0.1 MB
CHUNK = 2**20
# The marks at the start of a file and the encoding each stands for; the longer before the shorter it begins with.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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


def encoding(head: bytes) -> tuple[str, int]:
    """Tell the encoding of a file of text from its first bytes, as far as the bytes alone tell it.

    Parameters
    ----------
    head : bytes

    Returns
    -------
    tuple of str and int
        ``utf-16-le`` and the like, ``utf-8`` also for all that has no NULs; how many bytes its mark has.
    """
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, len(mark)
    half = len(head) // 2
    for name, low, high in (("utf-16-le", head[::2], head[1::2]), ("utf-16-be", head[1::2], head[::2])):
        if half and 2 * high.count(0) > half and 4 * low.count(0) < half:
            return name, 0
    return "utf-8", 0


def utf8(stream: io.BufferedReader) -> BinaryIO:
    """Return a stream as UTF-8 without a mark, its lines ended by line feeds.

    Parameters
    ----------
    stream : io.BufferedReader
        At its start. UTF-16 and UTF-32 are told by their mark or their NULs; all else is passed on as it is.

    Returns
    -------
    binary file
    """
    head = stream.peek(CHUNK)
    name, mark = encoding(head)
    stream.read(mark)
    if name != "utf-8":
        decoder = codecs.getincrementaldecoder(name)("replace")
        return _buffered(stream, lambda raw, is_last: decoder.decode(raw, is_last).encode("utf-8", "replace"))
    if b"\r" in head and b"\n" not in head:  # as a spreadsheet of the old Macintosh writes
        return _buffered(stream, lambda raw, _: raw.replace(b"\r", b"\n"))
    return stream


def _buffered(stream: BinaryIO, convert: Callable[[bytes, bool], bytes]) -> io.BufferedReader:
    """Return a stream whose bytes are converted while they are read."""
    return io.BufferedReader(_Converted(stream, convert), 2 * CHUNK)
