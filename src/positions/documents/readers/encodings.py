"""Bytes as text: UTF-8, UTF-16, Windows-1252 and mixtures of them; what is lost or repaired is said with its place."""

import codecs
import re
from dataclasses import dataclass, replace

import webencodings
from charset_normalizer import from_bytes

from positions.documents.readers import magic
from positions.documents.readers.wording import first, some

MARKS = (  # UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"charset=[\"']?([^\s;\"']+)", re.I)
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
REMEDY = "Look at the place in the file as received; save it as UTF-8 when it reads wrong."


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
        Why this is no text that can be used, and what to give instead; blank for a text.
    """

    text: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()
    refusal: str = ""
    remedy: str = ""


def decoded(raw: bytes, declared: str = "") -> Decoded:
    """Decode bytes, whatever they are.

    Parameters
    ----------
    raw : bytes
    declared : str
        The encoding that a page, a mail or a server states. A mark at the start of the bytes, and their being UTF-8,
        count for more.

    Returns
    -------
    Decoded
        Stray control characters are taken out; bytes that are not UTF-8 in a text that otherwise is are read as
        Windows-1252; what has no meaning there either stands as U+FFFD. Each is noted.
    """
    known = magic.kind(raw)
    if known:
        return Decoded(refusal=f"is {known.name}", remedy=known.remedy)
    found = _marked(raw) or _halves(raw) or _plain(raw) or _declared(raw, declared) or _single(raw)
    if found is None:
        return Decoded(refusal="its encoding cannot be told", remedy="Save it as UTF-8.")
    return _without_controls(found)


def charset(media_type: str) -> str:
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
    """Decode UTF-8, and what is none as Windows-1252; a text with faults and no UTF-8 beyond ASCII is Windows-1252."""
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
        notes.append(f"{some(read, 'byte is', 'bytes are')} not UTF-8 and read as Windows-1252, {first(whole, read)}")
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
    taken = some(controls, "control character was", "control characters were")
    note = f"{taken} taken out ({names}), {first(found.text, controls)}"
    return replace(found, text=CONTROL.sub("", found.text), notes=(*found.notes, note))


def _losses(text: str, lost: list[int]) -> tuple[str, ...]:
    """Say how many characters were lost in decoding, and where the first stood."""
    if not lost:
        return ()
    return (f"{some(lost, 'character', 'characters')} could not be decoded (U+FFFD), {first(text, lost)}",)
