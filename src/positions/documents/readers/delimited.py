"""CSV and its kin: rows of cells. A row that is broken costs itself; the others are read."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from positions.documents.offers import LeftOut
from positions.documents.readers.lines import LONGEST_LINE, Line, lines, text
from positions.documents.readers.naming import shown
from positions.documents.readers.rows import Row, digest

DELIMITERS = ",\t;|"
QUOTED = re.compile(r'"[^"]*"')
SHOWN = 60  # characters of what is wrong that a message shows
FIRST = 64 * 1024  # bytes at the start in which the form of quoting is looked for
MEND = "Mend the row (a quotation mark within a text is written twice), or drop it."


class _Fed:
    """The lines a `csv.reader` is fed with, and how many quotation marks the row that is being read has so far."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = lines(stream)
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
        found = text(line.raw)
        if found.refusal:
            raise csv.Error(found.refusal)
        self.marks += _marks(line)
        self.notes += found.notes
        return found.text

    def recovered(self, width: int, dialect: dict) -> int:
        """Go on to where a row begins again; return the last line before it.

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
    words = text(line.raw or b"").text
    try:
        cells = next(csv.reader([words], **dialect), [])
    except csv.Error:
        return False
    return len(cells) == width and (words.startswith('"') or f'{dialect["delimiter"]}"' in words)


def rows(stream: io.BufferedReader, place: str) -> Iterator[Row | LeftOut]:
    """Read the rows of a table.

    Parameters
    ----------
    stream : io.BufferedReader
        Of UTF-8. The first line has the names of the columns.
    place : str
        How messages name the table.

    Yields
    ------
    Row or LeftOut
        Rows are counted as a spreadsheet counts them, that of the names being the first. A column without a name, or
        whose name another has too, is called after its place.
    """
    csv.field_size_limit(LONGEST_LINE)  # one limit for the process; no field can be longer than its row
    dialect = _dialect(stream.peek(FIRST)[:FIRST].decode("utf-8", "replace"))
    fed = _Fed(stream)
    reader = csv.reader(fed, **dialect)
    header: list[str] | None = None
    number = 0
    while True:
        first = fed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            last = fed.recovered(len(header or ()), dialect)
            where = f"line {first}" if first == last else f"lines {first} to {last}"
            yield LeftOut(f"{place}, row {number}", f"is broken: {_said(error)} ({where} of the file)", MEND)
            continue
        number += bool(cells)
        here = f"{place}, row {number}"
        if header is None and cells:
            header = _names(cells)
            yield from _twice(here, cells)
        elif cells and len(cells) != len(header):
            yield LeftOut(here, _ragged(cells, header), "Mend the row, or drop it.")
        elif cells:
            values = dict(zip(header, cells, strict=True))
            yield Row(here, values, digest(values), fed.notes)


def _dialect(head: str) -> dict:
    """Return how cells are parted and quoted, as the first line and the quotation marks below it say.

    `csv.Sniffer` looks at the prose too, and takes its commas and apostrophes for the table's.
    """
    first = QUOTED.sub("", head.lstrip().partition("\n")[0])
    is_escaped = '\\"' in head and '""' not in head.replace(',""', "")
    escaping = {"doublequote": False, "escapechar": "\\"} if is_escaped else {}
    return {"delimiter": max(DELIMITERS, key=first.count), "strict": True} | escaping


def _names(cells: list[str]) -> list[str]:
    """Return the names of the columns, each different."""
    names = [cell.strip() for cell in cells]
    times = Counter(names)
    return [
        name if name and times[name] == 1 else f"{name} (column {place})".strip() for place, name in enumerate(names, 1)
    ]


def _twice(here: str, cells: list[str]) -> Iterator[LeftOut]:
    """Yield a line for each name that several columns have."""
    for name, times in Counter(cell.strip() for cell in cells).items():
        if name and times > 1:
            remedy = f'They are told apart by their place, as in --map "text={name} (column 2)".'
            yield LeftOut(here, f"names {times} columns {shown(name)!r}", remedy)


def _ragged(cells: list[str], header: list[str]) -> str:
    """Say how many cells a row has too few or too many."""
    many = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
    return f"has {many} where the first row has {len(header)}: {shown(cells[0][:SHOWN])!r}"


def _said(error: csv.Error) -> str:
    """Return what is wrong with a row, in plain words."""
    said = str(error)
    if "unexpected end of data" in said:
        return "a quotation mark is opened and never closed"
    return "a quotation mark stands within a text" if "expected after" in said else said
