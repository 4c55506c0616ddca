"""Bytes as text: UTF-8, UTF-16, Windows-1252 and mixtures of them. Losses and repairs are reported with their place.

The first bytes tell files that are not text (``magic.yaml``). Lines of a file of any size are read one at a time, up to
a limit.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple

import webencodings
from charset_normalizer import from_bytes

from positions import files
from positions.data_files import lexicon
from positions.errors import InputError

MAGIC_HEAD = 512  # bytes in which a file says what it is; a tar archive says so at byte 257


class FileKind(NamedTuple):
    """A kind of file: a code where the project reads it, its name with an article, and what to give instead."""

    code: str
    name: str
    remedy: str


KINDS = [
    (re.compile(one["starts"].encode(), re.DOTALL), FileKind(one.get("code", ""), one["is"], one["remedy"]))
    for one in lexicon("ingest", "magic")
]


def sniff_kind(raw: bytes) -> FileKind | None:
    """Tell the kind of a file.

    Parameters
    ----------
    raw : bytes
        Its bytes, or the first `MAGIC_HEAD` of them.

    Returns
    -------
    FileKind or None
        None for what may be text.
    """
    head = raw[:MAGIC_HEAD]
    return next((known for starts, known in KINDS if starts.match(head)), None)


def say_count(places: list[int], one: str, many: str) -> str:
    """Return a number of places in words: "2 bytes are"."""
    return f"{len(places)} {one if len(places) == 1 else many}"


def first_place(text: str, places: list[int]) -> str:
    """Say where the first or only one of some places in a text is, counted as an editor counts.

    Parameters
    ----------
    text : str
    places : list of int
        Not empty.

    Returns
    -------
    str
        As in ``the first at character 5 of line 2``.
    """
    at = places[0]
    column, line = at - text.rfind("\n", 0, at), text.count("\n", 0, at) + 1
    return f"{'the first ' if len(places) > 1 else ''}at character {column} of line {line}"


MARKS = (  # UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;,\"']+)", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
STRAY = 3  # control characters that any text may hold by accident
STRAY_SHARE = 0.02  # of the characters; binary files hold about a tenth
HALVES = 0.1  # share of a half's bytes that are NUL in UTF-16: spaces alone are more, in every script that has them
FOREIGN = 0.25  # share of letters beyond ASCII from which a text is in another alphabet; French has about 0.04
LOST_SHARE = 0.01  # of the characters that may be lost before the stated encoding is not believed
SAMPLE = 2**16  # bytes that are enough to guess an encoding, and few enough not to wait for it
ESCAPED = 0xDC00  # Python's "surrogateescape" holds an undecodable byte as the character ESCAPED + byte
FAULT = re.compile(r"[\udc80-\udcff]")
LETTER = re.compile(rb"[A-Za-z]")
FOREIGN_LETTER = re.compile(r"[\udcc0-\udcff]")
CUT_OFF = re.compile(r"[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\Z")  # a character of several bytes without its last
WINDOWS = {ESCAPED + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
LOST = "\ufffd"
REMEDY = "Check the place in the file as received; save the file as UTF-8 if the text is wrong."


@dataclass(frozen=True)
class Decoded:
    """Bytes as text.

    Attributes
    ----------
    text : str
        The characters; places count these. Blank where the bytes are refused.
    encoding : str
        Such as ``UTF-8``, ``UTF-16``, ``Windows-1252``.
    notes : tuple of str
        What was repaired, taken out or lost, one clause each; `REMEDY` goes with them.
    refusal, remedy : str
        Why this is not a usable text, and what to give instead; blank for a text.
    """

    text: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()
    refusal: str = ""
    remedy: str = ""


def decode(raw: bytes, declared: str = "") -> Decoded:
    """Decode bytes, whatever they are.

    Parameters
    ----------
    raw : bytes
    declared : str
        The encoding that a page, a mail or a server states. A byte order mark, or bytes that are valid UTF-8, count for
        more.

    Returns
    -------
    Decoded
        Stray control characters are removed. Single bytes that are not UTF-8 in a text that otherwise is UTF-8 are read
        as Windows-1252, and become U+FFFD if they have no meaning there either. Each repair is noted.
    """
    known = sniff_kind(raw)
    if known:
        return Decoded(refusal=f"is {known.name}", remedy=known.remedy)
    found = _marked(raw) or _halves(raw) or _plain(raw) or _declared(raw, declared) or _single(raw)
    if found is None:
        return Decoded(refusal="its encoding cannot be determined", remedy="Save it as UTF-8.")
    return _without_controls(found)


def decode_for(place: str, raw: bytes, declared: str = "") -> Decoded:
    """Decode bytes that have to be a text; raise `InputError`, which names the place, where they are none."""
    found = decode(raw, declared)
    if found.refusal:
        raise InputError(place, found.refusal, found.remedy)
    return found


def declared_charset(media_type: str) -> str:
    """Return the encoding that a server or a mail states: that of ``text/html; charset="utf-8"``."""
    stated = CHARSET.search(media_type)
    return stated.group(1) if stated else ""


def _marked(raw: bytes) -> Decoded | None:
    """Decode a text that begins with a mark of its encoding."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _mixed(raw[len(mark) :]) if name == "utf-8-sig" else _replaced(raw, name)
    return None


def _plain(raw: bytes) -> Decoded | None:
    """Decode UTF-8 that has no fault."""
    try:
        return Decoded(raw.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return None


def _halves(raw: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: of each two bytes one and the same is never NUL, and the other often is."""
    if b"\0" not in raw:
        return None
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if max(even, odd) < max(STRAY, HALVES * len(raw) / 2) or min(even, odd) > max(even, odd) / 10:
        return None
    return _replaced(raw, "utf-16-le" if odd > even else "utf-16-be")


def _declared(raw: bytes, declared: str) -> Decoded | None:
    """Decode by the encoding stated, where there is one of that name and it fits."""
    known = webencodings.lookup(declared)
    if known is None:
        return None
    if known.name in ("windows-1252", "utf-8"):  # the usual statements, and the usual mixture
        return _mixed(raw)
    found = _replaced(raw, known.codec_info.name)
    return found if found.text.count(LOST) <= LOST_SHARE * len(found.text) else None


def _single(raw: bytes) -> Decoded | None:
    """Decode UTF-8 with faults, Windows-1252, or what the bytes are guessed to be."""
    mixed = _mixed(raw)
    if not _is_foreign(raw) or _is_binary(mixed.text):
        return mixed
    guess = from_bytes(raw[:SAMPLE]).best()
    if guess is None:
        return None
    found = _replaced(raw, guess.encoding)
    return replace(found, notes=(f"its encoding is not stated and was guessed: {found.encoding}", *found.notes))


def _is_foreign(raw: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 are too many letters, in Windows-1252, for a text in Latin script."""
    beyond = len(FOREIGN_LETTER.findall(raw.decode("utf-8", "surrogateescape")))
    return beyond > FOREIGN * (beyond + len(LETTER.findall(raw)))


def _is_binary(text: str) -> bool:
    """Tell whether a text has too many control characters for one."""
    return len(CONTROL.findall(text)) > max(STRAY, STRAY_SHARE * len(text))


def _mixed(raw: bytes) -> Decoded:
    """Decode UTF-8, and invalid bytes as Windows-1252; a text with faults and no UTF-8 beyond ASCII is Windows-1252."""
    text = raw.decode("utf-8", "surrogateescape")
    is_utf8 = len(raw) > len(text) or text.isascii()
    text = CUT_OFF.sub(LOST, text) if is_utf8 else text
    faults = [match.start() for match in FAULT.finditer(text)]
    whole = text.translate(WINDOWS) if faults else text
    lost = [at for at in faults if whole[at] == LOST]
    if text.endswith(LOST) and not raw.endswith(LOST.encode()):
        lost.append(len(text) - 1)
    notes = []
    if is_utf8 and len(faults) > len(lost):
        read = [at for at in faults if whole[at] != LOST]
        notes.append(
            f"{say_count(read, 'byte is', 'bytes are')} not UTF-8 and read as Windows-1252, {first_place(whole, read)}"
        )
    return Decoded(whole, "UTF-8" if is_utf8 else "Windows-1252", (*notes, *_losses(whole, lost)))


def _replaced(raw: bytes, name: str) -> Decoded:
    """Decode by one encoding; what it does not hold is replaced."""
    label = name.upper().replace("_", "-")
    try:
        return Decoded(raw.decode(name), label)
    except UnicodeDecodeError:
        text = raw.decode(name, errors="replace")
    return Decoded(text, label, _losses(text, [match.start() for match in re.finditer(LOST, text)]))


def _without_controls(found: Decoded) -> Decoded:
    """Take stray control characters out of a text, or refuse what has too many for a text."""
    controls = [match.start() for match in CONTROL.finditer(found.text)]
    if not controls:
        return found
    if _is_binary(found.text):
        return Decoded(refusal="is binary, not text", remedy="Save the article as plain text in UTF-8.")
    names = ", ".join(dict.fromkeys(f"U+{ord(found.text[at]):04X}" for at in controls))
    taken = say_count(controls, "control character was", "control characters were")
    note = f"{taken} taken out ({names}), {first_place(found.text, controls)}"
    return replace(found, text=CONTROL.sub("", found.text), notes=(*found.notes, note))


def _losses(text: str, lost: list[int]) -> tuple[str, ...]:
    """Say how many characters were lost in decoding, and where the first stood."""
    if not lost:
        return ()
    return (f"{say_count(lost, 'character', 'characters')} could not be decoded (U+FFFD), {first_place(text, lost)}",)


LONGEST_LINE = 16 * 2**20  # bytes; the longest article of 15,361 has 0.1 MB
CHUNK = 2**20


class Line(NamedTuple):
    """A line as bytes of UTF-8, with its end; None when it is longer than the bound."""

    number: int
    raw: bytes | None


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Read lines.

    Parameters
    ----------
    stream : binary file
        Of UTF-8, as `as_utf8` gives it.

    Yields
    ------
    Line
        Counted from 1. No more than `LONGEST_LINE` of a longer line is ever in memory.
    """
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        is_whole = len(raw) <= LONGEST_LINE
        yield Line(number, raw if is_whole else None)
        while not is_whole and raw and not raw.endswith(b"\n"):
            raw = stream.readline(CHUNK)


def decode_line(raw: bytes) -> Decoded:
    """Decode a line: UTF-8, or what it is found to be."""
    return _plain(raw) or decode(raw)


def as_utf8(stream: io.BufferedReader) -> tuple[BinaryIO, tuple[str, ...]]:
    """Return a stream as UTF-8 without a mark, its lines ended by line feeds.

    Parameters
    ----------
    stream : io.BufferedReader
        At its start, which tells its encoding. Windows-1252 is passed on unchanged, since lines may be in either.

    Returns
    -------
    tuple of binary file and tuple of str
        The stream, and a note when its encoding was guessed.
    """
    head, pieces = stream.peek(CHUNK), iter(lambda: stream.read(CHUNK), b"")
    found = decode(head[:SAMPLE])
    if found.encoding not in ("", "UTF-8", "Windows-1252"):
        characters = codecs.iterdecode(pieces, found.encoding, "replace")
        guessed = tuple(note for note in found.notes if "guessed" in note)
        return files.open_pieces((some.encode("utf-8", "replace") for some in characters), CHUNK), guessed
    stream.read(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    if b"\r" in head and b"\n" not in head:  # as a spreadsheet of the old Macintosh writes
        return files.open_pieces((piece.replace(b"\r", b"\n") for piece in pieces), CHUNK), ()
    return stream, ()
