"""The list of reports: a summary in each report's folder, and the page made of all of them.

`atomic_folder` puts a finished folder in place at once, so that a failure leaves the last good one.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from positions import files
from positions.comparison import Comparison
from positions.documents import Document
from positions.errors import InputError
from positions.reporting import manifest
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
# The tables that are written in every form, by the names of their files without the ending.
NAMED = {"statements": "Statements", "engagements": "Reports of engagements", "documents": "Documents"}
EVENTS, CORRECTIONS, COLUMNS = "events.csv", "corrections.csv", "columns.csv"
TABLES = {f"{name}.{ending}": f"{label} ({form})" for name, label in NAMED.items() for ending, form in FORMS.items()}
TABLES |= {EVENTS: "Engagements (CSV)", COLUMNS: "What the columns mean (CSV)"}


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
    tables = TABLES | (
        {archive_coverage.LEFT_OUT_FILE: "Left out (CSV)"} if len(archive_coverage.left_out_lines(comparison)) else {}
    )
    tables |= {CORRECTIONS: "Corrections (CSV)"} if len(comparison.corrections) else {}
    return pages.About(
        report=name,
        facts=report_facts(comparison),
        pages=[*((f"{n}.html", n.capitalize()) for n in notebooks), (links.STATEMENTS, "Statements")],
        downloads=[
            *tables.items(),
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
        "documents": _titles(comparison.documents),
        "facts": [{"term": term, "value": value} for term, value in about.facts],
        "parameters": [{"name": key, "value": typed(value)} for key, value in parameters.items()],
        "pages": [{"file": file, "name": label} for file, label in about.pages],
        "downloads": [{"file": file, "name": label} for file, label in about.downloads],
    }


def _titles(found: Sequence[Document]) -> list[dict[str, str]]:
    """Return the headlines of a few documents, or who published many."""
    if len(found) <= FEW:
        return [{"title": d.title, "by": ", ".join(filter(None, (d.publisher, d.published)))} for d in found]
    publishers = sorted({d.publisher or d.outlet for d in found} - {""})
    return [{"title": ", ".join(publishers), "by": ""}] if publishers else []


def typed(value: object) -> str:
    """Return a parameter's value as it is typed."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


SUMMARY = "report.json"
INDEX = "index.html"
REMEDY = "Delete the folder, and make the report again."
# What the list shows of a report: texts (with what stands for them in reports made before there were any), and for each
# part the texts of its items.
TEXTS = {"kind": "comparison", "question": "", "newest": ""}
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
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError(str(path), "is not JSON", REMEDY) from None
    found = TEXTS | {"headline": []} | found if isinstance(found, dict) else found
    if not _is_whole(found):
        raise InputError(str(path), "is not the summary of a report", REMEDY)
    return found | {"name": folder.name}


def refuse_other(target: Path) -> None:
    """Raise InputError if something other than a report is there, which must not be replaced."""
    if target.exists() and read_summary(target) is None:
        raise InputError(str(target), "exists and is not a report", "Move it away, or choose another name with --name.")


def _is_whole(found: object) -> bool:
    """Tell whether a summary has all that the list of reports shows, each as text."""
    if not isinstance(found, dict) or not all(isinstance(found.get(part), list) for part in SHOWN):
        return False
    if not all(isinstance(found.get(text), str) for text in TEXTS):
        return False
    items = ((item, names) for part, names in SHOWN.items() for item in found[part])
    return bool(found["pages"]) and all(
        isinstance(item, dict) and all(isinstance(item.get(name), str) for name in names) for item, names in items
    )


def write_summary(folder: Path, about: Mapping[str, object]) -> None:
    """Write a report's summary into its folder."""
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / SUMMARY).write_text(text, encoding="utf-8", newline="\n")


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
    reports = sorted((report for report in found if report), key=lambda report: report["kind"] != TEXTS["kind"])
    files.write_atomically(out / INDEX, pages.index_page(reports))
    return out / INDEX
