"""What every reader of tables gives: rows, each with its place, its values and what it is known by."""

import hashlib
import json
from typing import NamedTuple


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


def digest(values: dict[str, object]) -> str:
    """Return the sha256 of a row's values as JSON: keys in order, without spaces, what JSON has not as text."""
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
