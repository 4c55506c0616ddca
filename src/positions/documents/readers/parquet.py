"""Parquet: rows of a table, a few at a time."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet

from positions.documents.offers import LeftOut
from positions.documents.readers.rows import Row, digest
from positions.errors import InputError

AT_A_TIME = 256  # rows; of the longest fields taken, less than 300 MB
VERSION = pyarrow.__version__


def rows(path: Path, place: str) -> Iterator[Row | LeftOut]:
    """Read the rows of a table.

    Parameters
    ----------
    path : Path
    place : str
        How messages name it.

    Yields
    ------
    Row or LeftOut
        Counted from 1.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(AT_A_TIME, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    yield _row(f"{place}, row {number}", batch.slice(at, 1))
    except (pyarrow.ArrowException, OSError) as error:
        found = f"is damaged after row {number} ({str(error).splitlines()[0][:100]})"
        raise InputError(place, found, "Write the table anew.") from None


def _row(here: str, batch: pyarrow.RecordBatch) -> Row | LeftOut:
    """Return one row, or why it cannot be read."""
    try:
        (values,) = batch.to_pylist()
    except UnicodeDecodeError:
        return LeftOut(here, "holds text that is not UTF-8", "Write the table anew, in UTF-8.")
    return Row(here, values, digest(values))


def number(path: Path) -> int:
    """Return how many rows a table says it has; 1 when it cannot be read."""
    try:
        return pyarrow.parquet.read_metadata(path).num_rows
    except (pyarrow.ArrowException, OSError):
        return 1
