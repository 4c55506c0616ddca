"""Statements written to files: JSON Lines for programs, CSV for spreadsheets, Parquet for large corpora.

Each row gets its citation, its place in what was received, and its W3C Web Annotation selectors.
"""

import csv
import json
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from positions import schemas
from positions.documents import Document, Span
from positions.documents.collection import MANIFEST
from positions.documents.document import Traced
from positions.errors import InputError
from positions.reporting.render import links
from positions.reporting.render.quotations import parse_spans
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

# Also in their full-width forms, and after a tab or line break, which some spreadsheets pass over.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
ESCAPED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
CSV_ENCODING = "utf-8-sig"  # with the mark by which Excel knows UTF-8


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8 with byte order mark, commas, text in quotation marks, a line feed after each row.

    Parameters
    ----------
    table : DataFrame
        Its columns are text or whole numbers.
    path : pathlib.Path
    """
    safe = table.apply(lambda column: column if column.dtype.kind == "i" else column.map(_escaped))
    with path.open("w", encoding=CSV_ENCODING, newline="") as file:
        safe.to_csv(file, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def read_csv(path: Path, schema: schemas.Schema) -> pd.DataFrame:
    """Read a table that `write` wrote, every character as it was.

    Parameters
    ----------
    path : pathlib.Path
    schema : Schema

    Returns
    -------
    DataFrame
    """
    with path.open(encoding=CSV_ENCODING, newline="") as file:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, lineterminator="\n")
    return schema.table(table.map(lambda text: text[1:] if ESCAPED.match(text) else text).to_dict("records"))


def _escaped(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return "'" + text if FORMULA.match(text) else text


def citation(document: Document, start: int, end: int) -> str:
    """Return the citation of a place in a document, ready to be copied.

    Parameters
    ----------
    document : Document
    start, end : int
        Characters of the text as stored.

    Returns
    -------
    str
        On one line, without what is unknown. The sha256 tells which text the characters count.
    """
    way = how_it_came(document)
    address = f"{document.url} ({way})" if document.url and way else document.url or way
    parts = [
        document.publisher or document.outlet,
        f"“{document.title}”" if document.title else document.file,
        document.published,
        address,
        f"characters {start}–{end} of the text with sha256 {document.sha256}",
    ]
    return " ".join(", ".join(part for part in parts if part).split()) + "."


def how_it_came(document: Document) -> str:
    """Return in a clause how a document was obtained; blank for a separate file if nothing is known.

    Parameters
    ----------
    document : Document

    Returns
    -------
    str
        "retrieved 2030-01-02" for a document that was fetched; for others the file it was added from, the sha256 of
        what came in, and the day of retrieval that the file states.
    """
    if document.is_fetched:
        return f"retrieved {document.retrieved}"
    told = [f"added from {document.origin}, sha256 {document.sha256_received}"] if document.origin else []
    return "; ".join(told + ([f"retrieved {retrieved_on(document)}"] if document.retrieved else []))


def retrieved_on(document: Document) -> str:
    """Return the day a document was retrieved, and who says so unless it was fetched; blank if not known."""
    if document.is_fetched or not document.retrieved:
        return document.retrieved
    return f"{document.retrieved} (according to {'the file' if document.origin else MANIFEST})"


def places_received(document: Document, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return where stretches of a text stand in what came in.

    Parameters
    ----------
    document : Document
    spans : iterable of tuple of int
        Start and end, in characters of the text as stored.

    Returns
    -------
    list of str
        ``text 120–240``: the part of what came in (a column, a page, a paragraph) and its characters; empty for a text
        that is stored as it was received.
    """
    text = Traced(document.text, document.runs)
    places = [origin for start, end in spans for origin in text.origins(Span(start, end))]
    return [f"{part} {start}–{end}" for part, start, end in places]


CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after the words, by which they are found in a text that has moved
CODES = ("speaker", "speaker_country", "institution", "quote_type", "target", "themes", "act", "stance")


def annotation(row: object, document: Document) -> dict[str, object]:
    """Return a statement as an annotation.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    document : Document
        The text it was taken from.

    Returns
    -------
    dict
        ``body``: a ``TextualBody`` for each code that is not blank, its value ``"act: praise"``. ``target``: for each
        piece of the content its ``source`` (the document's address, or the sha256 of its text as a URN) and two
        selectors, a ``TextQuoteSelector`` and a ``TextPositionSelector``, in characters of the text as stored.
    """
    codes = [(name, str(getattr(row, name))) for name in CODES]
    source = document.url or f"urn:sha256:{document.sha256}"
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "value": f"{name}: {code}"} for name, code in codes if code],
        "target": [
            {"source": source, "selector": _selectors(document.text, start, end)}
            for start, end in parse_spans(row.spans)
        ],
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """Return both selectors of one stretch of text."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


Writer = Callable[[pd.DataFrame, Sequence[Document], Path], None]


def write_statements(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write statements in the format that the file's ending names.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS, or with more columns.
    documents : sequence of Document
        The documents that the statements were taken from.
    path : pathlib.Path
        Ending in ``.jsonl`` (lists as lists, reasons under ``why``, the whole as a W3C Web Annotation under
        ``annotation``), ``.csv`` or ``.parquet`` (the table as it is).

    Raises
    ------
    InputError
        If the ending is not one of these, the folder does not exist, or the path is a folder.
    """
    writer = writer_for(path)
    aside = path.with_name(f".{path.name}.part")
    writer(statements, documents, aside)
    aside.replace(path)


def writer_for(path: Path) -> Writer:
    """Return the function that writes files of this ending. It refuses wrong paths before any work is done."""
    if path.suffix not in WRITERS:
        raise InputError(str(path), f"ends in {path.suffix!r}", f"Accepted: {', '.join(WRITERS)}.")
    if not path.absolute().parent.is_dir():
        raise InputError(
            str(path),
            "its folder does not exist",
            f"Create it (mkdir -p {shlex.quote(str(path.parent))}), or name another.",
        )
    if path.is_dir():
        raise InputError(str(path), "is a folder", "Name a file.")
    return WRITERS[path.suffix]


def statement_record(row: dict) -> dict:
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
            where = {"annotation": annotation(row, document), "evidence": links.evidence(row.statement_id)}
            if document.runs:
                where["received"] = {
                    "origin": document.origin,
                    "places": places_received(document, parse_spans(row.spans)),
                }
            where["citation"] = citation(document, row.start, row.end)
            file.write(json.dumps(statement_record(fields) | where, ensure_ascii=False) + "\n")


def _csv(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write a CSV file."""
    write_csv(statements, path)


def _parquet(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write a Parquet file."""
    statements.to_parquet(path, index=False)


WRITERS: dict[str, Writer] = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet}
