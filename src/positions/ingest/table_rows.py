"""Rows of CSV, JSON Lines, JSON and Parquet, each with its place, its values and its digest.

A broken row, line or object is reported; the others are read.
"""

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow
import pyarrow.parquet

from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest.candidates import printable
from positions.ingest.encodings import CHUNK, LONGEST_LINE, Decoded, Line, decode_line, read_lines


class Row(NamedTuple):
    """A row of a table.

    Attributes
    ----------
    place : str
        ``export.csv, row 12``.
    values : dict
        By column. JSON gives whatever JSON has, Parquet also dates.
    digest : str
        sha256 of what came in.
    notes : tuple of str
        What was repaired, each a clause.
    """

    place: str
    values: dict[str, object]
    digest: str
    notes: tuple[str, ...] = ()


def row_digest(values: dict[str, object]) -> str:
    """Return the sha256 of a row's values as JSON: keys in order, without spaces, other types as text."""
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return sha256_of(canonical.encode("utf-8", "surrogatepass"))


DELIMITERS = ",\t;|"
QUOTED_CELL = re.compile(r'"[^"]*"')
SHOWN_CELL = 60  # characters of what is wrong that a message shows
DIALECT_HEAD = 64 * 1024  # bytes at the start in which the form of quoting is looked for
MEND_ROW = "Correct the row (write a quotation mark within a text twice), or drop it."


class _Fed:
    """The lines a `csv.reader` is fed with, and how many quotation marks the row that is being read has so far."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = read_lines(stream)
        self._waiting: Line | None = None
        self._last: Line | None = None
        self.number = self.marks = self.size = 0
        self.notes: tuple[str, ...] = ()

    def begin(self) -> int:
        """Begin a row; return the number of its first line."""
        self.marks, self.size, self.notes, self._last = 0, 0, (), None
        return self.number + 1

    def __iter__(self) -> "_Fed":
        return self

    def __next__(self) -> str:
        line, self._waiting = self._waiting or next(self._lines), None
        self._last = line if self.size else None
        self.number = line.number
        self.size += LONGEST_LINE + 1 if line.raw is None else len(line.raw)
        if self.size > LONGEST_LINE:
            raise csv.Error(f"longer than {LONGEST_LINE >> 20} MB")
        found = decode_line(line.raw)
        if found.refusal:
            raise csv.Error(found.refusal)
        self.marks += _marks(line)
        self.notes += found.notes
        return found.text

    def recovered(self, width: int, dialect: dict) -> int:
        """Skip to where a row begins again; return the last line before it.

        That is where the quotation marks are balanced; or, where one was never closed, a line that is a row by itself:
        this may be the one at which the row broke.
        """
        is_open = (self.marks - _marks(self._last)) % 2 == 1
        for line in chain([self._last] if self._last else [], self._lines):
            if not is_open or _is_row(line, width, dialect):
                self._waiting = line
                return line.number - 1
            is_open ^= _marks(line) % 2 == 1
            self.number = line.number
        return self.number


def _marks(line: Line | None) -> int:
    """Return how many quotation marks a line has."""
    return line.raw.count(b'"') if line and line.raw else 0


def _is_row(line: Line, width: int, dialect: dict) -> bool:
    """Tell whether a line is a whole row with a quoted cell."""
    words = decode_line(line.raw or b"").text
    try:
        cells = next(csv.reader([words], **dialect), [])
    except csv.Error:
        return False
    return len(cells) == width and (words.startswith('"') or f'{dialect["delimiter"]}"' in words)


def read_delimited(stream: io.BufferedReader, place: str) -> Iterator[Row | Issue]:
    """Read the rows of a table.

    Parameters
    ----------
    stream : io.BufferedReader
        Of UTF-8. The first line has the names of the columns.
    place : str
        How messages name the table.

    Yields
    ------
    Row or Issue
        Rows are counted as a spreadsheet counts them, that of the names being the first. A column without a name, or
        whose name another has too, is called after its place.
    """
    csv.field_size_limit(LONGEST_LINE)  # one limit for the process; no field can be longer than its row
    dialect = _dialect(stream.peek(DIALECT_HEAD)[:DIALECT_HEAD].decode("utf-8", "replace"))
    fed = _Fed(stream)
    reader = csv.reader(fed, **dialect)
    header: list[str] | None = None
    number = 0
    while True:
        first = fed.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            last = fed.recovered(len(header or ()), dialect)
            where = f"line {first}" if first == last else f"lines {first} to {last}"
            yield Issue(f"{place}, row {number}", f"is broken: {_csv_fault(error)} ({where} of the file)", MEND_ROW)
            continue
        if cells is None:
            return
        if not cells:
            continue
        number += 1
        here = f"{place}, row {number}"
        if header is None:
            times = Counter(cell.strip() for cell in cells)
            header = [_column_name(cell.strip(), at, times) for at, cell in enumerate(cells, 1)]
            for name in (name for name in times if name and times[name] > 1):
                remedy = f'Distinguish them by their place, as in --map "text={name} (column 2)".'
                yield Issue(here, f"names {times[name]} columns {printable(name)!r}", remedy)
        elif len(cells) == len(header):
            values = dict(zip(header, cells, strict=True))
            yield Row(here, values, row_digest(values), fed.notes)
        else:
            many = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
            found = f"has {many} where the first row has {len(header)}: {printable(cells[0][:SHOWN_CELL])!r}"
            yield Issue(here, found, "Correct the row, or drop it.")


def _dialect(head: str) -> dict:
    """Return how cells are parted and quoted, as the first line and the quotation marks below it say.

    `csv.Sniffer` is not used, because it takes commas and apostrophes of the prose for those of the table.
    """
    first = QUOTED_CELL.sub("", head.lstrip().partition("\n")[0])
    is_escaped = '\\"' in head and '""' not in head.replace(',""', "")
    escaping = {"doublequote": False, "escapechar": "\\"} if is_escaped else {}
    return {"delimiter": max(DELIMITERS, key=first.count), "strict": True} | escaping


def _column_name(name: str, place: int, times: Counter[str]) -> str:
    """Return the name of a column, which no other has."""
    return name if name and times[name] == 1 else f"{name} (column {place})".strip()


def _csv_fault(error: csv.Error) -> str:
    """Return what is wrong with a row, in plain words."""
    said = str(error)
    if "unexpected end of data" in said:
        return "a quotation mark is opened and never closed"
    return "a quotation mark stands within a text" if "expected after" in said else said


BETWEEN_ITEMS = re.compile(r"[\s,]*")
TOO_LONG = f"is longer than {LONGEST_LINE >> 20} MB, too long for an article"
MEND_JSON = "Correct it, or drop it."
JSON_TYPES = {
    list: "a list",
    str: "a text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


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


def read_json_lines(stream: BinaryIO, place: str) -> Iterator[Row | Issue]:
    """Read JSON Lines.

    Parameters
    ----------
    stream : binary file
        Of UTF-8.
    place : str
        How messages name it.

    Yields
    ------
    Row or Issue
        The digest is that of the line without its end. An object within the object has its keys as columns
        ``source.name``.
    """
    for line in read_lines(stream):
        here = f"{place}, line {line.number}"
        if line.raw is None:
            yield Issue(here, TOO_LONG, MEND_JSON)
        elif raw := line.raw.strip():
            yield _json_row(here, decode_line(raw), sha256_of(line.raw.rstrip(b"\r\n")))


def _json_row(here: str, found: Decoded, digest: str) -> Row | Issue:
    """Return the row in a text of JSON, or why it is not a row."""
    if found.refusal:
        return Issue(here, found.refusal, found.remedy)
    try:
        return _of(here, DECODER.decode(found.text), digest, found.notes)
    except (ValueError, RecursionError) as error:
        return Issue(here, _json_fault(error), MEND_JSON)


def _of(here: str, value: object, digest: str, notes: tuple[str, ...] = ()) -> Row | Issue:
    """Return a value as a row, or why it is not a row."""
    if isinstance(value, _Twice):
        return Issue(here, f"has the key {printable(value.key)!r} twice", MEND_JSON)
    if type(value) is not dict:
        return Issue(here, f"is {JSON_TYPES[type(value)]}, no object", "Give each document as an object: {…}.")
    return Row(here, _flat(value), digest, notes)


def _flat(value: dict[str, object]) -> dict[str, object]:
    """Return an object whose inner objects are columns of their own, one level down."""
    flat: dict[str, object] = {}
    for key, inner in value.items():
        flat |= {f"{key}.{name}": part for name, part in inner.items()} if type(inner) is dict else {key: inner}
    return flat


def _json_fault(error: ValueError | RecursionError, start: int = 0) -> str:
    """Return what is wrong with a text in JSON that begins at ``start``, in one clause."""
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON ({error.msg[0].lower()}{error.msg[1:]}, at character {error.pos - start + 1})"
    return "is nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0]


def read_json_items(stream: BinaryIO, place: str) -> Iterator[Row | Issue]:
    """Read a list of objects, or objects one after the other.

    Parameters
    ----------
    stream : binary file
        Of UTF-8.
    place : str
        How messages name it.

    Yields
    ------
    Row or Issue
        The digest is that of the object's own text. Nothing is read after a broken object, since it is unknown where
        the next one begins.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    buffer, number, is_last = decoder.decode(stream.read1(CHUNK)), 0, False
    at = BETWEEN_ITEMS.match(buffer).end()
    at += buffer.startswith("[", at)
    while True:
        at = BETWEEN_ITEMS.match(buffer, at).end()
        if (at == len(buffer) and is_last) or buffer.startswith("]", at):
            return
        try:
            value, end = DECODER.raw_decode(buffer, at)
        except (ValueError, RecursionError) as error:
            if is_last or isinstance(error, RecursionError) or len(buffer) - at > LONGEST_LINE:
                reason = _json_fault(error, at) if is_last else TOO_LONG
                found = f"{reason}; everything after that was not read"
                yield Issue(f"{place}, item {number + 1}", found, "Correct it, or give the list as JSON Lines.")
                return
            raw = _more(stream, len(buffer) - at)
            buffer, at, is_last = buffer[at:] + decoder.decode(raw, not raw), 0, not raw
            continue
        number += 1
        yield _of(f"{place}, item {number}", value, sha256_of(buffer[at:end].encode()))
        at = end


def _more(stream: BinaryIO, least: int) -> bytes:
    """Return what can be read at once, and for a long object as much again, since it is parsed again each time."""
    found = raw = stream.read1(CHUNK)
    while raw and len(found) < least:
        raw = stream.read1(CHUNK)
        found += raw
    return found


PARQUET_ROWS = 256  # rows; of the longest fields taken, less than 300 MB
PARQUET_VERSION = pyarrow.__version__


def read_parquet(path: Path, place: str) -> Iterator[Row | Issue]:
    """Read the rows of a table.

    Parameters
    ----------
    path : Path
    place : str
        How messages name it.

    Yields
    ------
    Row or Issue
        Counted from 1.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(PARQUET_ROWS, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    yield _parquet_row(f"{place}, row {number}", batch.slice(at, 1))
    except (pyarrow.ArrowException, OSError) as error:
        found = f"is damaged after row {number} ({str(error).splitlines()[0][:100]})"
        raise InputError(place, found, "Write the table again.") from None


def _parquet_row(here: str, batch: pyarrow.RecordBatch) -> Row | Issue:
    """Return one row, or why it cannot be read."""
    try:
        (values,) = batch.to_pylist()
    except UnicodeDecodeError:
        return Issue(here, "holds text that is not UTF-8", "Write the table again, in UTF-8.")
    return Row(here, values, row_digest(values))
