"""Tables written to files and read again: JSON Lines for programs, CSV for spreadsheets, Parquet for large corpora.

Statements, engagements and documents have the same columns and values in each (`positions.schemas.typed`). A statement
gets its citation and its place in what was received; in JSON Lines its W3C Web Annotation too.
"""

import csv
import json
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from positions import schemas
from positions.documents import Document, Span
from positions.documents.collection import MANIFEST
from positions.documents.document import Traced
from positions.errors import InputError
from positions.reporting.render import links
from positions.schemas import LIST_SEPARATOR, Schema

# Also in their full-width forms, and after a tab or line break, which some spreadsheets pass over.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
ESCAPED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
CSV_ENCODING = "utf-8-sig"  # with the mark by which Excel knows UTF-8


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8 with byte order mark, commas, text in quotation marks, a line feed after each row.

    Parameters
    ----------
    table : DataFrame
        Flat, or typed: then what is no number is written as `schemas.written` says.
    path : pathlib.Path
    """
    safe = {
        name: column.to_numpy() if column.dtype.kind == "i" else [_escaped(schemas.written(value)) for value in column]
        for name, column in table.items()
    }
    with path.open("w", encoding=CSV_ENCODING, newline="") as file:
        frame = pd.DataFrame(safe, columns=table.columns)
        frame.to_csv(file, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def read_csv(path: Path, schema: Schema) -> pd.DataFrame:
    """Read a flat table that `write_csv` wrote, every character as it was.

    Parameters
    ----------
    path : pathlib.Path
    schema : Schema

    Returns
    -------
    DataFrame
    """
    return schema.table(_csv_rows(path).to_dict("records"))


def _csv_rows(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file as text, without what keeps a spreadsheet from taking it for a formula."""
    with path.open(encoding=CSV_ENCODING, newline="") as file:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, lineterminator="\n")
    return table.map(lambda text: text[1:] if ESCAPED.match(text) else text)


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
            for start, end in schemas.read_spans(row.spans)
        ],
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """Return both selectors of one stretch of text."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _exported(schema: Schema) -> Schema:
    """Return the schema of statements in a file: with what is known of their documents."""
    more = dict(schemas.TABLES["of_the_document"].declared)
    columns = {}
    for name, about in schema.declared.items():
        columns |= {name: about} | ({"published_at": more.pop("published_at")} if name == "published" else {})
    return Schema.of(schema.name, columns | more)


REPORTED = _exported(schemas.TABLES["statements_by_part"])
EXTRACTED = _exported(schemas.STATEMENTS)


def write_statements(statements: pd.DataFrame, documents: Sequence[Document], path: Path) -> None:
    """Write statements in the format that the file's ending names.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS, or as a comparison has them.
    documents : sequence of Document
        The documents that the statements were taken from.
    path : pathlib.Path
        Ending in ``.csv``, ``.parquet`` or ``.jsonl`` (with a W3C Web Annotation under ``annotation``).

    Raises
    ------
    InputError
        If the ending is not one of these, the folder does not exist, or the path is a folder.
    """
    schema = REPORTED if "part" in statements else EXTRACTED
    known = {document.doc_id: document for document in documents}
    rows = [_with_document(row, known[row["doc_id"]]) for row in statements.to_dict("records")]
    annotations = (annotation(row, known[row.doc_id]) for row in statements.itertuples())
    write_table(schema.table(rows), schema, path, annotations)


def _with_document(row: dict[str, object], document: Document) -> dict[str, object]:
    """Return a row of STATEMENTS with what is known of its document, and how to cite it."""
    places = places_received(document, schemas.read_spans(row["spans"])) if document.runs else []
    more = {"published_at": document.published_at, "origin": document.origin, "received": LIST_SEPARATOR.join(places)}
    more["evidence"] = links.evidence(row["statement_id"])
    return row | more | {"citation": citation(document, row["start"], row["end"])}


def write_table(
    table: pd.DataFrame, schema: Schema, path: Path, annotations: Iterable[dict[str, object]] | None = None
) -> None:
    """Write a table, typed, in the format that the file's ending names; whole or not at all.

    Parameters
    ----------
    table : DataFrame
        Flat.
    schema : Schema
        The table's, declared in ``schemas.yaml``.
    path : pathlib.Path
        Ending in ``.csv``, ``.parquet`` or ``.jsonl``.
    annotations : iterable of dict, optional
        For each row, what only JSON Lines has, under ``annotation``.

    Raises
    ------
    InputError
        If the ending is another, the folder does not exist, or a folder has this name.
    """
    write, frame = writer_for(path), schemas.typed(table, schema)
    aside = path.with_name(f".{path.name}.part")
    write(frame, schema, aside, annotations)
    aside.replace(path)


Writer = Callable[[pd.DataFrame, Schema, Path, Iterable[dict[str, object]] | None], None]


def writer_for(path: Path) -> Writer:
    """Return what writes a file of this ending, so that a wrong one is refused before any work is done."""
    _refuse_ending(path)
    if not path.absolute().parent.is_dir():
        raise InputError(
            str(path),
            "its folder does not exist",
            f"Create it (mkdir -p {shlex.quote(str(path.parent))}), or name another.",
        )
    if path.is_dir():
        raise InputError(str(path), "is a folder", "Name a file.")
    return FORMATS[path.suffix][0]


def _refuse_ending(path: Path) -> None:
    """Raise InputError if a file's ending names no format of tables."""
    if path.suffix not in FORMATS:
        raise InputError(str(path), f"ends in {path.suffix!r}", f"Accepted: {', '.join(FORMATS)}.")


def write_dictionary(tables: Mapping[str, Schema], path: Path) -> None:
    """Write what each column of some tables means, its type, unit and allowed values, as CSV.

    Parameters
    ----------
    tables : mapping of str to Schema
        Declared in ``schemas.yaml``, by the names of their files without the ending.
    path : pathlib.Path
    """
    write_csv(pd.DataFrame([row for name, schema in tables.items() for row in schema.dictionary(name)]), path)


def read_statements(path: str | Path) -> pd.DataFrame:
    """Read statements that a report or ``positions extract`` wrote, alike from each format.

    Parameters
    ----------
    path : str or pathlib.Path
        A ``.csv``, ``.parquet`` or ``.jsonl`` file.

    Returns
    -------
    DataFrame
        Typed as `positions.schemas.typed` says: ``published`` a date, ``themes`` lists, spans pairs of int, codes
        categories. What the columns mean is in ``columns.csv`` of a report.

    Raises
    ------
    InputError
        If there is no such file, its ending is another, or it lacks the columns of this version.
    """
    return _read(Path(path), REPORTED, EXTRACTED)


def read_engagements(path: str | Path) -> pd.DataFrame:
    """Read the reports of engagements that a report wrote (see `read_statements`)."""
    return _read(Path(path), schemas.TABLES["engagements_by_event"])


def read_documents(path: str | Path) -> pd.DataFrame:
    """Read the documents that a report lists (see `read_statements`)."""
    return _read(Path(path), schemas.TABLES["documents_read"])


def _read(path: Path, *known: Schema) -> pd.DataFrame:
    """Read a table that has one of some schemas."""
    _refuse_ending(path)
    try:
        rows = FORMATS[path.suffix][1](path)
        if rows.columns.empty:  # JSON Lines without a line
            rows = pd.DataFrame(columns=list(known[0].types))
        schema = next(one for one in known if list(one.types) == list(rows.columns))
        return schemas.typed(schemas.flat(rows, schema), schema)
    except FileNotFoundError:
        raise InputError(str(path), "no such file", "Name a file that a report or `positions extract` wrote.") from None
    except (StopIteration, ValueError, TypeError):
        raise InputError(str(path), "does not have the columns of this version", "Make it again.") from None


def _write_jsonl(
    frame: pd.DataFrame, schema: Schema, path: Path, annotations: Iterable[dict[str, object]] | None
) -> None:
    """Write one JSON object a line."""
    columns = ([*map(_json, frame[name].tolist())] for name in schema.types)
    rows = (dict(zip(schema.types, values, strict=True)) for values in zip(*columns, strict=True))
    if annotations is not None:
        rows = (row | {"annotation": one} for row, one in zip(rows, annotations, strict=True))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _json(value: object) -> object:
    """Return a value as JSON has it: days and times as text, null for what is missing."""
    return value if isinstance(value, str | int | list | tuple) else schemas.written(value) or None


def _jsonl_rows(path: Path) -> pd.DataFrame:
    """Return the rows of a JSON Lines file, without their annotations."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return pd.DataFrame([*map(json.loads, file)], dtype=object).drop(columns="annotation", errors="ignore")


ARROW = {
    "text": pa.string(),
    "number": pa.int64(),
    "code": pa.dictionary(pa.int32(), pa.string()),
    "list": pa.list_(pa.string()),
    "date": pa.date32(),
    "time": pa.timestamp("ms", "UTC"),
    "span": pa.list_(pa.int64()),
    "spans": pa.list_(pa.list_(pa.int64())),
}


def _write_parquet(frame: pd.DataFrame, schema: Schema, path: Path, annotations: object) -> None:
    """Write a Parquet file."""
    columns = {name: pa.array(frame[name], ARROW[kind], from_pandas=True) for name, kind in schema.types.items()}
    pq.write_table(pa.table(columns), path)


def _parquet_rows(path: Path) -> pd.DataFrame:
    """Return the rows of a Parquet file as Python's own values."""
    return pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in pq.read_table(path).to_pydict().items()}
    )


# By the ending of the file: what writes it, and what reads its rows.
FORMATS: dict[str, tuple[Writer, Callable[[Path], pd.DataFrame]]] = {
    ".jsonl": (_write_jsonl, _jsonl_rows),
    ".csv": (lambda frame, schema, path, annotations: write_csv(frame, path), _csv_rows),
    ".parquet": (_write_parquet, _parquet_rows),
}
