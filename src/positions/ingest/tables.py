"""Tables: each row of CSV, JSON or Parquet is a document, by columns that are named or guessed.

Which column is the text, which the title, which the date is given (`Mapping`), or guessed and shown. The fields of the
front matter of a Markdown text are told apart in the same way.
"""

import dataclasses
import math
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Cells
from datetime import date
from itertools import chain
from pathlib import PurePath

from positions.data_files import lexicon
from positions.documents import metadata
from positions.documents.corpus import Issue
from positions.documents.document import Traced
from positions.errors import InputError
from positions.ingest import archives, encodings, table_rows
from positions.ingest.candidates import Candidate, Source, list_names, printable
from positions.ingest.table_rows import Row

FIELDS = ("text", "title", "published", "updated", "outlet", "url", "byline", "language", "rights", "kind", "id")
FIELDS += ("retrieved",)  # when, as the table says
LONG = 200  # characters on average, above which a column whose name says nothing is a text: a headline has at most 150
SHOWN = 40  # columns that a message lists
ADDRESS = re.compile(r"https?://\S+", re.I)
FORM = "--map text=content,published=date"


@dataclasses.dataclass(frozen=True)
class Mapping:
    """Which column is taken for what.

    Attributes
    ----------
    columns : dict of str to str
        Fields (`FIELDS`) and their columns; blank for a field that should have none.
    unused : tuple of str
        The columns that are not used.
    """

    columns: dict[str, str] = dataclasses.field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def described(self) -> str:
        """Return it in one line: ``text=content, title=title; not used: sentiment``."""
        used = ", ".join(f"{field}={printable(column)}" for field, column in self.columns.items() if column)
        return f"{used}; not used: {list_names(self.unused, SHOWN)}" if self.unused else used


def _plain(name: str) -> str:
    """Return a column's name without capitals, spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-]+", "", name).lower()


ENTRIES = lexicon("ingest", "columns")
USUAL = {field: [*map(_plain, ENTRIES[field])] for field in FIELDS}  # names of columns, the surest first


def is_usual_name(name: str, field: str) -> bool:
    """Tell whether a column of this name is usually taken for a field."""
    return _plain(name) in USUAL[field]


def is_empty_cell(cell: str) -> bool:
    """Tell whether a cell has no words of its own: blank, or "Content not found"."""
    words = cell.strip() if len(cell) < LONG else cell
    return not words or words.isspace() or words.rstrip(".").lower() in ENTRIES["empty"]


def parse_mapping(given: str) -> Mapping:
    """Read a mapping as a user gives it.

    Parameters
    ----------
    given : str
        ``text=content,published=date``; ``outlet=`` for no column.

    Returns
    -------
    Mapping

    Raises
    ------
    InputError
        If a part has no equals sign, its field is unknown or given twice.
    """
    columns: dict[str, str] = {}
    for part in given.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise InputError("--map", f"has {part.strip()!r}, which is not FIELD=COLUMN", f"Give it as in {FORM}.")
        if field not in FIELDS:
            raise InputError("--map", f"has the unknown field {field!r}", f"Fields are {', '.join(FIELDS)}.")
        if field in columns:
            raise InputError("--map", f"has the field {field!r} twice", "Give it once.")
        columns[field] = column
    return Mapping(columns)


def guess_mapping(given: Mapping, rows: Sequence[Cells[str, object]], place: str) -> Mapping:
    """Complete a mapping from the names of the columns and from what they hold.

    Parameters
    ----------
    given : Mapping
        What the user named; this is never overruled.
    rows : sequence of dict
        Some rows of the table, at least one.
    place : str
        How an error names the table.

    Returns
    -------
    Mapping

    Raises
    ------
    InputError
        If the table lacks a column that was named, or no column could be the text.
    """
    there = list(dict.fromkeys(name for row in rows for name in row))
    columns = dict.fromkeys(FIELDS) | given.columns
    for column in columns.values():
        if column and column not in there:
            remedy = f"Give one of its columns: {list_names(there, SHOWN)}."
            raise InputError(place, f"has no column {printable(column)!r}", remedy)
    cells = {name: [row[name] for row in rows if isinstance(row.get(name), str) and row[name]] for name in there}
    for field in ("url", *FIELDS):  # an address first: a "source" may be one
        if columns[field] is None:
            free = [name for name in there if name not in columns.values()]
            columns[field] = _text(free, cells) if field == "text" else _named(field, free, cells)
    if not columns["text"]:
        remedy = f"Name the column, as in --map text=COLUMN; its columns are {list_names(there, SHOWN)}."
        raise InputError(place, "has no column that could be the text", remedy)
    unused = tuple(name for name in there if name not in columns.values())
    return Mapping(columns, unused)


def _text(free: Sequence[str], cells: Cells[str, list[str]]) -> str:
    """Return the column of the text: of those with a usual name, else of all, the one that holds most."""
    named = [name for name in free if is_usual_name(name, "text")]
    others = [] if named else [name for name in free if _length(cells[name]) >= LONG]
    return max(named or others, key=lambda name: _length(cells[name]), default="")


def _named(field: str, free: Sequence[str], cells: Cells[str, list[str]]) -> str:
    """Return the column with a field's surest usual name; an outlet is not an address, and an address is one."""
    found = [name for name in free if is_usual_name(name, field)]
    if field in ("outlet", "url"):
        addresses = {name: sum(1 for cell in cells[name] if ADDRESS.fullmatch(cell.strip())) for name in found}
        found = [name for name in found if (2 * addresses[name] > len(cells[name])) == (field == "url")]
    return min(found, key=lambda name: USUAL[field].index(_plain(name)), default="")


def _length(cells: Sequence[str]) -> float:
    """Return how many characters cells have on average."""
    return sum(map(len, cells)) / len(cells) if cells else 0


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
    making = _Making(guess_mapping(given, known, source.place), source, form)
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
        named = metadata.read_export_name(PurePath(archives.inner_name(source.name)).stem)
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
        if is_empty_cell(cell):
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
        return "" if is_empty_cell(cell) else cell.strip()
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
