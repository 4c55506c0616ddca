"""What differs between two reports, told from their tables and manifests alone."""

from dataclasses import dataclass
from pathlib import Path, PurePath

import pandas as pd

from positions import schemas
from positions.comparison.partition import STATEMENTS_BY_PART
from positions.errors import InputError
from positions.reporting import manifest, spreadsheets

STATEMENTS = "statements.csv"
ENDING = ".txt"  # of the inputs that are documents
CODES = ["speaker", "office", "speaker_country", "institution", "voice", "via", "quote_type", "target", "target_basis"]
CODES += ["themes", "act", "stance", "condition", "label", "part", "side", "repeats"]

CHANGED = schemas.Schema(
    "differences between two reports",
    {
        "what": str,  # statement, document, parameter, version
        "change": str,  # new, gone, otherwise
        "name": str,  # statement_id, file, or what the parameter or version is called
        "doc_id": str,  # of a statement or document, else blank
        "speaker": str,
        "content": str,
        "field": str,  # of a statement that is coded otherwise
        "before": str,
        "after": str,
    },
)


@dataclass(frozen=True, eq=False)
class Report:
    """One report as its folder tells it.

    Attributes
    ----------
    name : str
        The folder's name.
    statements : DataFrame
        With the schema PARTS, and the sha256 of its document for each.
    documents : dict of str to str
        The sha256 of each document read, by file.
    parameters, versions : dict of str to str
    """

    name: str
    statements: pd.DataFrame
    documents: dict[str, str]
    parameters: dict[str, str]
    versions: dict[str, str]


@dataclass(frozen=True, eq=False)
class Differences:
    """What differs between two reports.

    Attributes
    ----------
    before, after : Report
    new, gone : DataFrame
        Statements of the comparison that are in one of them only: another document, other words, or another text.
    codes : DataFrame
        A row for each code that a statement of both has otherwise (``CHANGED``).
    documents, parameters, versions : DataFrame
        What is new, gone or otherwise (``CHANGED``); ``before`` and ``after`` are sha256 or values.
    """

    before: Report
    after: Report
    new: pd.DataFrame
    gone: pd.DataFrame
    codes: pd.DataFrame
    documents: pd.DataFrame
    parameters: pd.DataFrame
    versions: pd.DataFrame

    def table(self) -> pd.DataFrame:
        """Return everything that differs, a row for each difference (``CHANGED``)."""
        statements = [
            _statement(row, change) for change in ("new", "gone") for row in getattr(self, change).itertuples()
        ]
        tables = (CHANGED.table(statements), self.codes, self.documents, self.parameters, self.versions)
        return CHANGED.check(pd.concat(tables, ignore_index=True))


def read(folder: Path) -> Report:
    """Read a report's statements and manifest.

    Raises
    ------
    InputError
        If there is no such report, or its manifest or table cannot be used.
    """
    told = manifest.read(folder)
    path = folder / STATEMENTS
    try:
        statements = spreadsheets.read(path, STATEMENTS_BY_PART)
    except FileNotFoundError:
        raise InputError(str(path), "no such file", f"Make the report again: {manifest.AGAIN}.") from None
    except (ValueError, TypeError):
        raise InputError(
            str(path), "has not the columns of this version", f"Make the report again: {manifest.AGAIN}."
        ) from None
    files = {PurePath(path).name: digest for path, digest in manifest.digests(told["inputs"]).items()}
    documents = {name: digest for name, digest in files.items() if name.endswith(ENDING)}
    parameters = {name: _plain(value) for name, value in told["parameters"].items()}
    statements = statements.assign(sha256=statements.file.map(documents).fillna("").astype("str"))
    return Report(folder.name, statements, documents, parameters, told["versions"])


def differences(before: Report, after: Report) -> Differences:
    """Compare two reports.

    A statement of both is one at the same places of the same document with the same sha256, however it is coded.
    Statements outside the comparison are left out unless they are within it in the other report.
    """
    first, second = (
        report.statements.set_index(["doc_id", "spans", "sha256"], drop=False) for report in (before, after)
    )
    new, gone = second[~second.index.isin(first.index)], first[~first.index.isin(second.index)]
    return Differences(
        before,
        after,
        *(own[own.part != "outside"].reset_index(drop=True) for own in (new, gone)),
        CHANGED.table(_codes(first, second)),
        *(
            CHANGED.table(_values(what, getattr(before, f"{what}s"), getattr(after, f"{what}s")))
            for what in ("document", "parameter", "version")
        ),
    )


def _codes(first: pd.DataFrame, second: pd.DataFrame) -> list[dict[str, str]]:
    """List the codes that differ, statement by statement."""
    rows, known = [], dict(zip(first.index, first.itertuples(index=False), strict=True))
    for key, new in zip(second.index, second.itertuples(index=False), strict=True):
        old = known.get(key)
        if old is None or old.part == new.part == "outside":
            continue
        for code in CODES:
            before, after = str(getattr(old, code)), str(getattr(new, code))
            if before != after:
                rows.append(_statement(new, "otherwise") | {"field": code, "before": before, "after": after})
    return rows


def _statement(row: object, change: str) -> dict[str, str]:
    """Describe a statement that differs."""
    told = {"name": row.statement_id, "doc_id": row.doc_id, "speaker": row.speaker, "content": row.content}
    return dict.fromkeys(CHANGED.columns, "") | {"what": "statement", "change": change} | told


def _values(what: str, before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    """List the values that are new, gone or otherwise."""
    rows = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            change = "new" if old is None else "gone" if new is None else "otherwise"
            doc_id = name.removesuffix(ENDING) if what == "document" else ""
            told = {"what": what, "change": change, "name": name, "doc_id": doc_id}
            rows.append(dict.fromkeys(CHANGED.columns, "") | told | {"before": old or "", "after": new or ""})
    return rows


def _plain(value: object) -> str:
    """Return a parameter's value as it is typed."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
