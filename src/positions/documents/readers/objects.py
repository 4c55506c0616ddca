"""JSON: objects, one a line or in a list, read one at a time. A line that is broken costs itself."""

import codecs
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from positions.documents.offers import LeftOut
from positions.documents.readers.encodings import Decoded
from positions.documents.readers.lines import CHUNK, LONGEST_LINE, lines, text
from positions.documents.readers.naming import shown
from positions.documents.readers.rows import Row

BETWEEN = re.compile(r"[\s,]*")
LONG = f"is longer than {LONGEST_LINE >> 20} MB, which no article is"
MEND = "Mend it, or drop it."
TYPES = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}


class _Twice(dict):
    """An object in which a key stands twice, so that what it says is not known."""

    key = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; one with a key that stands twice is marked."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = _Twice(found)
        found.key = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return found


DECODER = json.JSONDecoder(object_pairs_hook=_object, strict=False)  # not strict: a tab may stand in a text


def rows_of_lines(stream: BinaryIO, place: str) -> Iterator[Row | LeftOut]:
    """Read JSON Lines.

    Parameters
    ----------
    stream : binary file
        Of UTF-8.
    place : str
        How messages name it.

    Yields
    ------
    Row or LeftOut
        The digest is that of the line without its end. An object within the object has its keys as columns
        ``source.name``.
    """
    for line in lines(stream):
        here = f"{place}, line {line.number}"
        if line.raw is None:
            yield LeftOut(here, LONG, MEND)
        elif raw := line.raw.strip():
            yield _row(here, text(raw), hashlib.sha256(line.raw.rstrip(b"\r\n")).hexdigest())


def _row(here: str, found: Decoded, digest: str) -> Row | LeftOut:
    """Return the row that a text in JSON is, or why it is none."""
    if found.refusal:
        return LeftOut(here, found.refusal, found.remedy)
    try:
        return _of(here, DECODER.decode(found.text), digest, found.notes)
    except (ValueError, RecursionError) as error:
        return LeftOut(here, _said(error), MEND)


def _of(here: str, value: object, digest: str, notes: tuple[str, ...] = ()) -> Row | LeftOut:
    """Return the row that a value is, or why it is none."""
    if isinstance(value, _Twice):
        return LeftOut(here, f"has the key {shown(value.key)!r} twice", MEND)
    if type(value) is not dict:
        return LeftOut(here, f"is {TYPES[type(value)]}, no object", "Give each document as an object: {…}.")
    return Row(here, _flat(value), digest, notes)


def _flat(value: dict[str, object]) -> dict[str, object]:
    """Return an object whose inner objects are columns of their own, one level down."""
    if not any(type(inner) is dict for inner in value.values()):
        return value
    flat: dict[str, object] = {}
    for key, inner in value.items():
        flat |= {f"{key}.{name}": part for name, part in inner.items()} if type(inner) is dict else {key: inner}
    return flat


def _said(error: ValueError | RecursionError, start: int = 0) -> str:
    """Return what is wrong with a text in JSON that begins at ``start``, in one clause."""
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON ({error.msg[0].lower()}{error.msg[1:]}, at character {error.pos - start + 1})"
    return "is nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0]


def rows_of_items(stream: BinaryIO, place: str) -> Iterator[Row | LeftOut]:
    """Read a list of objects, or objects one after the other.

    Parameters
    ----------
    stream : binary file
        Of UTF-8.
    place : str
        How messages name it.

    Yields
    ------
    Row or LeftOut
        The digest is that of the object's own text. After an object that is broken nothing is read: where the next
        one begins cannot be told.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    buffer, number, is_last = decoder.decode(stream.read1(CHUNK)), 0, False
    at = BETWEEN.match(buffer).end()
    at += buffer.startswith("[", at)
    while True:
        at = BETWEEN.match(buffer, at).end()
        if (at == len(buffer) and is_last) or buffer.startswith("]", at):
            return
        try:
            value, end = DECODER.raw_decode(buffer, at)
        except (ValueError, RecursionError) as error:
            if is_last or isinstance(error, RecursionError) or len(buffer) - at > LONGEST_LINE:
                yield _end(f"{place}, item {number + 1}", LONG if not is_last else _said(error, at))
                return
            raw = _more(stream, len(buffer) - at)
            buffer, at, is_last = buffer[at:] + decoder.decode(raw, not raw), 0, not raw
            continue
        number += 1
        yield _of(f"{place}, item {number}", value, hashlib.sha256(buffer[at:end].encode()).hexdigest())
        at = end


def _more(stream: BinaryIO, least: int) -> bytes:
    """Return what can be read at once, and of a long object as much again: it is parsed anew each time."""
    found = raw = stream.read1(CHUNK)
    while raw and len(found) < least:
        raw = stream.read1(CHUNK)
        found += raw
    return found


def _end(here: str, reason: str) -> LeftOut:
    """Return the line on an object after which nothing can be read."""
    return LeftOut(here, f"{reason}; what stands after is not read", "Mend it, or give the list as JSON Lines.")
