"""Tables: each row of CSV, JSON or Parquet is a document, by columns that are named or guessed."""

import math
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import PurePath

from positions.documents import metadata
from positions.documents.corpus import Issue
from positions.documents.document import Traced
from positions.errors import InputError
from positions.ingest import archives, columns, encodings, formats, table_rows
from positions.ingest.candidates import Candidate, Source, printable
from positions.ingest.columns import Mapping
from positions.ingest.table_rows import Row

ROWS_FIRST = 50  # rows that are looked at before a column is guessed
CHARACTERS_FIRST = 4_000_000  # of them at most, so that rows of any length need little memory
LONGEST_FIELD = 5_000_000  # characters; a long book has one million
LOOK = "Check the row in its source; correct or drop it."
READERS = {
    "csv": table_rows.read_delimited,
    "json lines": table_rows.read_json_lines,
    "json": table_rows.read_json_items,
}


def read_table(source: Source, form: str, given: Mapping) -> Iterator[Candidate | Issue]:
    """Read a table.

    Parameters
    ----------
    source : Source
        CSV, JSON Lines or JSON, also packed with gzip; or Parquet.
    form : str
        ``csv``, ``json lines``, ``json`` or ``parquet``.
    given : Mapping
        The columns that the user gave.

    Yields
    ------
    Candidate or Issue
        One for each row, in order. Where no column gives date or outlet, the file's name may.

    Raises
    ------
    InputError
        If the file is damaged, has no rows, or no column that could be the text.
    """
    rows = read_rows(source, form)
    first = list(_first(rows))
    known = [item.values for item in first if isinstance(item, Row)]
    if not known:
        yield from first
        remedy = "Give a table with one document a row; rename it .txt if it is an article."
        raise InputError(source.place, "has no rows that can be read", remedy)
    making = _Making(columns.guess_mapping(given, known, source.place), source, form)
    for item in chain(first, rows):
        yield making.offer(item) if isinstance(item, Row) else item


def read_rows(source: Source, form: str) -> Iterator[Row | Issue]:
    """Yield the rows of a table; where it breaks off, say so after the last whole one."""
    if form == "parquet":
        yield from table_rows.read_parquet(source.path, source.place)
        return
    last = "its beginning"
    try:
        with archives.open_unpacked(source.path, source.place) as stream:
            lines, notes = encodings.as_utf8(stream)
            for item in READERS[form](lines, source.place):
                if isinstance(item, Row):
                    last = item.place.removeprefix(f"{source.place}, ")
                    item, notes = item._replace(notes=notes + item.notes), ()
                yield item
    except archives.CutShort as error:
        found = f"is cut short or damaged after {last}; everything after that was not read"
        yield Issue(error.place, found, "Get a new copy and add it again: what was added already is not added twice.")
    except InputError as error:
        yield Issue(*error.args)


def _first(rows: Iterator[Row | Issue]) -> Iterator[Row | Issue]:
    """Yield the rows that the columns are guessed from, and what is broken among them."""
    found = characters = 0
    for item in rows:
        yield item
        if isinstance(item, Row):
            found += 1
            characters += sum(len(cell) for cell in item.values.values() if isinstance(cell, str))
        if found >= ROWS_FIRST or characters > CHARACTERS_FIRST:
            return


class _Making:
    """Makes offers from the rows of one table."""

    def __init__(self, mapping: Mapping, source: Source, form: str) -> None:
        self._column = mapping.columns
        self._reader = f"parquet, pyarrow {table_rows.PARQUET_VERSION}" if form == "parquet" else form
        named = metadata.read_export_name(PurePath(formats.inner_name(source.name)).stem)
        by_name = {"published": named.published, "outlet": named.outlet}
        self._by_name = {field: said for field, said in by_name.items() if said and not self._column[field]}
        by_name = ", ".join(f"{field}={said}" for field, said in self._by_name.items())
        self._described = mapping.described() + (f"; by the file's name: {by_name}" if by_name else "")

    def offer(self, row: Row) -> Candidate | Issue:
        """Return the document in a row, or why there is none."""
        cells = {field: row.values.get(column) for field, column in self._column.items()}
        said = {field: cell if field == "text" else _words(cell) for field, cell in cells.items()}
        if refused := self._no_text(cells["text"]) or self._spoilt(said):
            return Issue(row.place, refused, LOOK)
        whole = {field: _encodable(words) for field, words in said.items()}
        notes = row.notes + (("has halves of characters, which are shown as \ufffd",) if whole != said else ())
        above = cells["title"]
        at = len(above) - len(above.lstrip()) if isinstance(above, str) else 0
        return Candidate(
            origin=row.place,
            title=Traced.of(whole.pop("title"), self._column["title"], at),
            body=Traced.of(whole.pop("text"), self._column["text"]),
            sha256_received=row.digest,
            reader=self._reader,
            source_id=whole.pop("id"),
            columns=self._described,
            notes=tuple(Issue(row.place, note, LOOK) for note in notes),
            **(whole | self._by_name),
        )

    def _no_text(self, cell: object) -> str:
        """Return why a cell is not text; blank if it is."""
        column = printable(self._column["text"])
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            return f"has no text: {column!r} is missing"
        if not isinstance(cell, str):
            return f"has no text: {column!r} is {table_rows.JSON_TYPES.get(type(cell), 'of another type')}"
        if columns.is_empty_cell(cell):
            return f"has no text: {column!r} is {repr(cell.strip()) if cell.strip() else 'blank'}"
        return ""

    def _spoilt(self, cells: dict[str, str]) -> str:
        """Return what is wrong with a row that has a text; blank when nothing is."""
        for field, cell in cells.items():
            if len(cell) > LONGEST_FIELD:
                return f"is too long: {printable(self._column[field])!r} has {len(cell):,} characters"
            if "\0" in cell:
                return f"is damaged: {printable(self._column[field])!r} has NUL characters"
        return ""


def _words(cell: object) -> str:
    """Return what a cell says, as text: a list of names in a line, a whole number without a point."""
    if isinstance(cell, str):
        return "" if columns.is_empty_cell(cell) else cell.strip()
    if isinstance(cell, list | tuple):
        return ", ".join(filter(None, map(_words, cell)))
    if isinstance(cell, float):
        return "" if math.isnan(cell) else str(int(cell) if cell.is_integer() else cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else ""


def _encodable(words: str) -> str:
    """Return a text without halves of characters, as JSON may have them and no file can."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return words
