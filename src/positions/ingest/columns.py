"""Which column of a table is the text, which the title, which the date: given, or guessed and shown."""

import dataclasses
import re
from collections.abc import Mapping as Row
from collections.abc import Sequence

from positions.data_files import lexicon
from positions.errors import InputError
from positions.ingest.candidates import list_names, printable

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


def guess_mapping(given: Mapping, rows: Sequence[Row[str, object]], place: str) -> Mapping:
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


def _text(free: Sequence[str], cells: Row[str, list[str]]) -> str:
    """Return the column of the text: of those with a usual name, else of all, the one that holds most."""
    named = [name for name in free if is_usual_name(name, "text")]
    others = [] if named else [name for name in free if _length(cells[name]) >= LONG]
    return max(named or others, key=lambda name: _length(cells[name]), default="")


def _named(field: str, free: Sequence[str], cells: Row[str, list[str]]) -> str:
    """Return the column with a field's surest usual name; an outlet is not an address, and an address is one."""
    found = [name for name in free if is_usual_name(name, field)]
    if field in ("outlet", "url"):
        found = [name for name in found if _are_addresses(cells[name]) == (field == "url")]
    return min(found, key=lambda name: USUAL[field].index(_plain(name)), default="")


def _length(cells: Sequence[str]) -> float:
    """Return how many characters cells have on average."""
    return sum(map(len, cells)) / len(cells) if cells else 0


def _are_addresses(cells: Sequence[str]) -> bool:
    """Tell whether most cells are addresses on the web."""
    return 2 * sum(1 for cell in cells if ADDRESS.fullmatch(cell.strip())) > len(cells)
