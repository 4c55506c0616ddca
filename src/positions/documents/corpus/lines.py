"""Tables of a corpus as JSON Lines: one row a line, readable by eye, by pandas and by diff."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import TypeVar

from positions.errors import InputError
from positions.files import write_atomically

Row = TypeVar("Row")
REMEDY = "Restore the file from a copy, or make the corpus anew: `positions add FILES --to FOLDER`."


def read(path: Path, kind: type[Row]) -> list[Row]:
    """Return the rows of a table.

    Parameters
    ----------
    path : Path
        A file that need not exist.
    kind : type
        A dataclass whose fields are the keys of each line, all text; those with a default came later, and lines
        written before have none of them.

    Returns
    -------
    list
        In the order of the file; empty when there is none.

    Raises
    ------
    InputError
        If a line is no such row; with its number.
    """
    if not path.is_file():
        return []
    names = [field.name for field in fields(kind)]
    older = [field.name for field in fields(kind) if field.default is MISSING]
    with path.open(encoding="utf-8") as file:
        return [_row(f"{path}, line {number}", line, kind, (names, older)) for number, line in enumerate(file, start=1)]


def _row(place: str, line: str, kind: type[Row], known: Sequence[list[str]]) -> Row:
    """Return the row on a line."""
    try:
        found = json.loads(line)
    except ValueError:
        raise InputError(place, "is not JSON", REMEDY) from None
    if not isinstance(found, dict) or list(found) not in known or not all(isinstance(v, str) for v in found.values()):
        raise InputError(place, f"has not the fields {', '.join(known[0])}", REMEDY)
    return kind(**found)


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write a table, whole or not at all; a file that has these rows already is left as it is.

    Parameters
    ----------
    path : Path
    rows : iterable
        Dataclasses of one kind, in order.
    """
    text = "".join(json.dumps(vars(row), ensure_ascii=False) + "\n" for row in rows)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)
