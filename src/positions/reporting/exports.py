"""Statements written to a file: JSON Lines for programs, CSV for spreadsheets, Parquet for large corpora."""

import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from positions.documents import Document
from positions.errors import InputError
from positions.reporting import annotations, links, spreadsheets
from positions.reporting.citations import citation
from positions.reporting.passages import spans
from positions.reporting.received import received
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

Writer = Callable[[pd.DataFrame, Sequence[Document], Path], None]


def write(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write statements in the format that the file's ending names.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS, or with more columns.
    documents : sequence of Document
        Those the statements were taken from.
    path : pathlib.Path
        Ending in ``.jsonl`` (lists as lists, reasons under ``why``, the whole as a W3C Web Annotation under
        ``annotation``), ``.csv`` or ``.parquet`` (the table as it is).

    Raises
    ------
    InputError
        If the ending is another, the folder does not exist, or a folder has this name.
    """
    writer = writer_for(path)
    aside = path.with_name(f".{path.name}.part")
    writer(statements, documents, aside)
    aside.replace(path)


def writer_for(path: Path) -> Writer:
    """Return what writes a file of this ending, so that a wrong one is refused before any work is done."""
    if path.suffix not in WRITERS:
        raise InputError(str(path), f"ends in {path.suffix!r}", f"Accepted: {', '.join(WRITERS)}.")
    if not path.absolute().parent.is_dir():
        raise InputError(
            str(path),
            "its folder does not exist",
            f"Make it (mkdir -p {shlex.quote(str(path.parent))}), or name another.",
        )
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


def _jsonl(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write one JSON object a line: the record, the same as a Web Annotation, its page, and how to cite it."""
    known = {document.doc_id: document for document in documents}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row, fields in zip(statements.itertuples(), statements.to_dict("records"), strict=True):
            document = known[row.doc_id]
            where = {"annotation": annotations.annotation(row, document), "evidence": links.evidence(row.statement_id)}
            if document.runs:
                where["received"] = {"origin": document.origin, "places": received(document, spans(row.spans))}
            where["citation"] = citation(document, row.start, row.end)
            file.write(json.dumps(record(fields) | where, ensure_ascii=False) + "\n")


def _csv(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write a CSV file."""
    spreadsheets.write(statements, path)


def _parquet(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write a Parquet file."""
    statements.to_parquet(path, index=False)


WRITERS: dict[str, Writer] = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet}
