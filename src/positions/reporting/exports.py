"""Statements written to a file: JSON Lines for programs, CSV for spreadsheets, Parquet for large corpora."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from positions.errors import InputError
from positions.reporting import spreadsheets
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR


def write(statements: pd.DataFrame, path: Path) -> None:
    """Write statements in the format that the file's ending names.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    path : pathlib.Path
        Ending in ``.jsonl`` (lists as lists, reasons under ``why``), ``.csv`` or ``.parquet`` (the table as it is).

    Raises
    ------
    InputError
        If the ending is another, the folder does not exist, or a folder has this name.
    """
    writer = writer_for(path)
    aside = path.with_name(f".{path.name}.part")
    writer(statements, aside)
    aside.replace(path)


def writer_for(path: Path) -> Callable[[pd.DataFrame, Path], None]:
    """Return what writes a file of this ending, so that a wrong one is refused before any work is done."""
    if path.suffix not in WRITERS:
        raise InputError(str(path), f"ends in {path.suffix!r}", f"Accepted: {', '.join(WRITERS)}.")
    if not path.absolute().parent.is_dir():
        raise InputError(str(path), "its folder does not exist", "Make the folder, or name another.")
    if path.is_dir():
        raise InputError(str(path), "is a folder", "Name a file.")
    return WRITERS[path.suffix]


def record(row: dict) -> dict:
    """Return a row of the table as a record: lists as lists, the reasons under ``why``.

    Parameters
    ----------
    row : dict
        A row of the schema STATEMENTS.
    """
    plain = {key: value for key, value in row.items() if not key.startswith("why_")}
    pieces = plain["content"].split(PIECE_SEPARATOR)
    spans = [[int(place) for place in span.split("-")] for span in plain["spans"].split(LIST_SEPARATOR)]
    # A text may hold the separator itself: then the content is one piece, as its one span says.
    content = pieces if len(pieces) == len(spans) > 1 else plain["content"]
    why = {key.removeprefix("why_"): value for key, value in row.items() if key.startswith("why_") and value}
    themes = plain["themes"].split(LIST_SEPARATOR)
    return {"kind": "statement"} | plain | {"content": content, "spans": spans, "themes": themes, "why": why}


def _jsonl(statements: pd.DataFrame, path: Path) -> None:
    """Write one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in statements.to_dict("records"):
            file.write(json.dumps(record(row), ensure_ascii=False) + "\n")


def _parquet(statements: pd.DataFrame, path: Path) -> None:
    """Write a Parquet file."""
    statements.to_parquet(path, index=False)


WRITERS = {".jsonl": _jsonl, ".csv": spreadsheets.write, ".parquet": _parquet}
