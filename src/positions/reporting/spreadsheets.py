"""Tables as CSV files that a spreadsheet opens as text and never as formulas.

A spreadsheet runs a cell that opens with ``=``, ``+``, ``-`` or ``@``, even when a press text put it there. Such a text
gets an apostrophe before it, as does one that has apostrophes there already; `read` takes one apostrophe off again, so
that nothing is lost. Numbers stay numbers.
"""

import csv
import re
from pathlib import Path

import pandas as pd

from positions import schemas

# Also in their full-width forms, and after a tab or line break, which some spreadsheets pass over.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
ESCAPED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
ENCODING = "utf-8-sig"  # with the mark by which Excel knows UTF-8


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8 with byte order mark, commas, text in quotation marks, a line feed after each row.

    Parameters
    ----------
    table : DataFrame
        Of text and whole numbers.
    path : pathlib.Path
    """
    safe = table.apply(lambda column: column if column.dtype.kind == "i" else column.map(_escaped))
    with path.open("w", encoding=ENCODING, newline="") as file:
        safe.to_csv(file, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def read(path: Path, schema: schemas.Schema) -> pd.DataFrame:
    """Read a table that `write` wrote, every character as it was.

    Parameters
    ----------
    path : pathlib.Path
    schema : Schema

    Returns
    -------
    DataFrame
    """
    with path.open(encoding=ENCODING, newline="") as file:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, lineterminator="\n")
    return schema.table(table.map(lambda text: text[1:] if ESCAPED.match(text) else text).to_dict("records"))


def _escaped(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return "'" + text if FORMULA.match(text) else text
