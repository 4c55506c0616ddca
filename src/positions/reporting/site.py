"""The list of reports: a summary in each report's folder, and the page made of all of them.

`atomic_folder` puts a finished folder in place at once, so that a failure leaves the last good one.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from positions import files, schemas
from positions.comparison import Comparison
from positions.comparison.archive_coverage import REGISTER, register_documents
from positions.comparison.events import EVENTS, REPORTS
from positions.documents import Document
from positions.errors import InputError
from positions.reporting import exports, manifest
from positions.reporting.render import links, pages
from positions.reporting.sections import archive_coverage, opening


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write in, which replaces ``target`` when the block ends without an error.

    Parameters
    ----------
    target : pathlib.Path
        The folder to replace or make; its parents are made.

    Yields
    ------
    pathlib.Path
        An empty folder beside ``target``, which never remains there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    new, last = (target.with_name(f".{target.name}.{os.getpid()}.{kind}") for kind in ("new", "last"))
    try:
        new.mkdir()
        yield new
        if target.exists():
            target.rename(last)
        try:
            new.rename(target)
        except OSError:
            if last.exists():
                last.rename(target)
            raise
    finally:
        for folder in (new, last):
            shutil.rmtree(folder, ignore_errors=True)


FEW = 3  # documents named one by one in the list of reports
FORMS = {"csv": "CSV", "parquet": "Parquet", "jsonl": "JSON Lines"}
COLUMNS = "columns.csv"


class Table(NamedTuple):
    """A table of a report: its file without the ending, what it is called, its columns, its rows, the endings."""

    name: str
    label: str
    schema: schemas.Schema
    rows: pd.DataFrame
    endings: Sequence[str] = ("csv",)

    @property
    def files(self) -> list[tuple[str, str]]:
        """Its files, each with what it is called."""
        return [(f"{self.name}.{ending}", f"{self.label} ({FORMS[ending]})") for ending in self.endings]


def report_tables(c: Comparison) -> tuple[list[Table], list[Table]]:
    """Return the tables that every report has, and those that it has only where they have rows."""
    told = REPORTS.check(c.reports.assign(event_id=c.event(c.reports.engagement_id)))
    always = [
        Table("statements", "Statements", exports.REPORTED, c.statements, tuple(FORMS)),
        Table("engagements", "Reports of engagements", REPORTS, told, tuple(FORMS)),
        Table("documents", "Documents", REGISTER, register_documents(c), tuple(FORMS)),
        Table("events", "Engagements", EVENTS, c.events),
    ]
    left_out = archive_coverage.left_out_lines(c)
    sometimes = [
        Table("left_out", "Left out", schemas.TABLES["left_out_lines"], left_out),
        Table("corrections", "Corrections", schemas.CORRECTIONS, c.corrections),
    ]
    return always, [table for table in sometimes if len(table.rows)]


def report_facts(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the facts about a report that a reader wants first."""
    dates = sorted(document.published for document in comparison.documents if document.published)
    period = dict.fromkeys(dates[:1] + dates[-1:])
    facts = [
        ("Documents", len(comparison.documents)),
        ("Published", " to ".join(period) or "not dated"),
        ("Statements found", len(comparison.statements) + len(comparison.doubtful)),
        ("Engagements", len(comparison.met)),
    ]
    return [(term, f"{value:,}" if isinstance(value, int) else value) for term, value in facts]


def page_frame(name: str, notebooks: Sequence[str], comparison: Comparison) -> pages.About:
    """Return what the pages of a report show around their content.

    Parameters
    ----------
    name : str
        The report's.
    notebooks : sequence of str
        Names of its notebooks, in the order of its pages.
    comparison : Comparison
    """
    always, sometimes = ([file for table in tables for file in table.files] for tables in report_tables(comparison))
    return pages.About(
        report=name,
        facts=report_facts(comparison),
        pages=[*((f"{n}.html", n.capitalize()) for n in notebooks), (links.STATEMENTS, "Statements")],
        downloads=[
            *always,
            (COLUMNS, "What the columns mean (CSV)"),
            *sometimes,
            *((f"{n}.ipynb", f"{n.capitalize()} (notebook)") for n in notebooks),
            (manifest.NAME, "What it was made from (JSON)"),
        ],
        sides=comparison.sides,
    )


def make_summary(comparison: Comparison, parameters: Mapping[str, object], about: pages.About) -> dict[str, object]:
    """Return what the list of reports says about this one."""
    return {
        "kind": "comparison",
        "question": opening.report_title(comparison),
        "newest": max((document.published for document in comparison.documents), default=""),
        "headline": opening.report_headline(comparison),
    } | summary_parts(
        documents=_titles(comparison.documents),
        facts=about.facts,
        parameters=[(name, typed(value)) for name, value in parameters.items()],
        pages=about.pages,
        downloads=about.downloads,
    )


def summary_parts(**parts: Iterable[tuple[str, ...]]) -> dict[str, list[dict[str, str]]]:
    """Return parts of a summary, the texts of each item by their names in the list of reports (`SHOWN`)."""
    return {name: [dict(zip(SHOWN[name], item, strict=True)) for item in items] for name, items in parts.items()}


def _titles(found: Sequence[Document]) -> list[tuple[str, str]]:
    """Return the headlines of a few documents, or who published many."""
    if len(found) <= FEW:
        return [(d.title, ", ".join(filter(None, (d.publisher, d.published)))) for d in found]
    publishers = sorted({d.publisher or d.outlet for d in found} - {""})
    return [(", ".join(publishers), "")] if publishers else []


def typed(value: object) -> str:
    """Return a parameter's value as it is typed."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


SUMMARY = "report.json"
INDEX = "index.html"
REMEDY = "Delete the folder, and make the report again."
# What stands for what reports made before there was any do not tell.
UNTOLD = {"kind": "comparison", "question": "", "newest": "", "headline": []}
# What the list shows of a report: texts, and for each part the texts of its items.
TEXTS = ("kind", "question", "newest")
SHOWN = {
    "headline": opening.HEADLINE_FIELDS,
    "documents": ("title", "by"),
    "facts": ("term", "value"),
    "parameters": ("name", "value"),
    "pages": ("file", "name"),
    "downloads": ("file", "name"),
}


def read_summary(folder: Path) -> dict[str, object] | None:
    """Return the summary in a report's folder; None if it is not a report.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict or None
        ``name``, ``kind`` (of report: ``comparison``), ``question``, ``newest`` (date of the newest document, blank
        when none is dated), ``headline``, ``documents``, ``parameters``, ``facts``, ``pages`` and ``downloads``.

    Raises
    ------
    InputError
        If the summary exists and cannot be read.
    """
    path = folder / SUMMARY
    if not path.is_file():
        return None
    return UNTOLD | files.read_json(path, _is_whole, "is not the summary of a report", REMEDY) | {"name": folder.name}


def refuse_other(target: Path) -> None:
    """Raise InputError if something other than a report is there, which must not be replaced."""
    if target.exists() and read_summary(target) is None:
        raise InputError(str(target), "exists and is not a report", "Move it away, or choose another name with --name.")


def _is_whole(found: object) -> bool:
    """Tell whether a summary has all that the list of reports shows, each as text."""
    found = UNTOLD | found if isinstance(found, dict) else {}
    if not all(isinstance(found.get(part), list) for part in SHOWN):
        return False
    if not all(isinstance(found[text], str) for text in TEXTS):
        return False
    items = ((item, names) for part, names in SHOWN.items() for item in found[part])
    return bool(found["pages"]) and all(
        isinstance(item, dict) and all(isinstance(item.get(name), str) for name in names) for item, names in items
    )


def write_index(out: Path, say: Callable[[str], None] = print) -> Path:
    """Write the page that lists every report in a folder, by name.

    Parameters
    ----------
    out : pathlib.Path
        The folder that holds the reports' folders.
    say : callable
        Called with a warning for each report whose summary is damaged; the others are listed.

    Returns
    -------
    pathlib.Path
        The page.
    """
    found = []
    for folder in sorted(out.iterdir()):
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                found.append(read_summary(folder))
            except InputError as error:
                say(f"warning: {error} (not in the list of reports)")
    # Reports before what changed from one to another.
    reports = sorted((report for report in found if report), key=lambda report: report["kind"] != UNTOLD["kind"])
    files.write_atomically(out / INDEX, pages.plain_page("index.html.j2", ["index.css"], reports=reports))
    return out / INDEX
