"""One report: the notebooks run, their pages, the tables as CSV, and the list of reports brought up to date."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import nbformat
import pandas as pd

from positions import coding, files, progress
from positions.comparison import Comparison, Parameters, compare
from positions.comparison.archive_coverage import register_documents
from positions.comparison.events import REPORTS
from positions.comparison.partition import hand_over
from positions.documents import LeftOut
from positions.documents.reasons import Reasons
from positions.errors import InputError
from positions.reporting import (
    evidence,
    exports,
    folders,
    left_out,
    links,
    manifest,
    pages,
    runs,
    site,
    sources,
    spreadsheets,
    statement_table,
    summary,
    verbatim,
)

NOTEBOOKS = ("comparison", "wording", "sources", "validation")  # the order of the pages
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def notebooks() -> list[runs.Notebook]:
    """Return the notebooks a report is made of, in the order of its pages."""
    return [runs.Notebook(files.project_folder() / "notebooks" / f"{name}.ipynb") for name in NOTEBOOKS]


def build(
    name: str, parameters: Mapping[str, object], out: Path, strict: bool = False, say: Callable[[str], None] = print
) -> Path:
    """Make the report ``out/name``, and ``out/index.html``.

    Everything is written beside the report and put in its place at the end: when anything fails, the last report is
    as it was.

    Parameters
    ----------
    name : str
        The report's folder: letters, digits, points, dashes.
    parameters : mapping of str to object
        Of the notebooks; what is not named keeps the notebooks' own defaults. Documents given by an absolute path are
        called by a name in everything that is made (`files.display_names`).
    out : pathlib.Path
        Where the reports are.
    strict : bool
        Whether a file that cannot be used is an error, not a warning.
    say : callable
        Called with a line of progress or warning.

    Returns
    -------
    pathlib.Path
        The list of reports.

    Raises
    ------
    InputError
        If a parameter, a document, the name, the folder or ``SOURCE_DATE_EPOCH`` cannot be used.
    NotebookError
        If a notebook fails.
    NotVerbatim
        If a quoted string is not exactly in its source.
    """
    _refuse_file(out)
    target = out / _name(name)
    site.refuse_other(target)
    manifest.built()  # refused before the notebooks run
    given = parameters.get("documents", ())
    named = files.display_names([given] if isinstance(given, str) else map(str, given))
    if given:
        parameters = dict(parameters) | {"documents": next(iter(named)) if isinstance(given, str) else list(named)}
    with files.share_names(named):
        _build(name, parameters, target, strict, say)
    return site.index(out, say)


def _build(name: str, parameters: Mapping[str, object], target: Path, strict: bool, say: Callable[[str], None]) -> None:
    """Make a report in its folder."""
    report = notebooks()
    runs.refuse_unknown(report, parameters)
    # Read and coded here, before any notebook starts: so wrong input is refused at once, the quotations are checked
    # against their texts, and the notebooks need not code again what they would code alike.
    known = {field.name for field in fields(Parameters)}
    comparison = compare(Parameters(**{key: value for key, value in parameters.items() if key in known}))
    _warn(comparison, strict, say)
    verbatim.check(comparison.statements, comparison.documents)
    say(", ".join(f"{term.lower()}: {value}" for term, value in summary.facts(comparison)))
    say(f"running {', '.join(notebook.name for notebook in report)}")
    with hand_over(comparison.made, comparison.documents, comparison.sides):
        executed = runs.run(report, parameters, lambda done: say(f"{done}: done"))
    about = summary.about(name, [notebook.name for notebook in report], comparison)
    with folders.aside(target) as folder:
        texts = verbatim.texts(comparison.documents)
        (folder / links.EVIDENCE).mkdir()
        written = _pages(comparison, zip(report, executed, strict=True), about)
        number = len(report) + 1 + len(comparison.documents)
        for file, page in progress.over(written, "writing", number, "pages"):
            verbatim.check_page(file, page, texts)
            files.write_atomically(folder / file, page)
        for notebook, node in zip(report, executed, strict=True):
            write(folder / f"{notebook.name}.ipynb", node)
        _tables(comparison, folder)
        site.describe(folder, summary.summary(comparison, parameters, about))
        manifest.write(folder, name, parameters, comparison.parameters.documents)


def _pages(
    comparison: Comparison, executed: Iterable[tuple[runs.Notebook, nbformat.NotebookNode]], about: pages.About
) -> Iterator[tuple[str, str]]:
    """Yield every page of a report with its file: the notebooks', the table of statements, the evidence."""
    found = [comparison.statements, comparison.doubtful]
    known = links.places(pd.concat(found).statement_id, comparison.engagements.engagement_id)
    for notebook, node in executed:
        yield f"{notebook.name}.html", links.resolved(pages.page(node, notebook.name, about), known)
    yield links.STATEMENTS, statement_table.page(comparison, about)
    for file, page in evidence.write(comparison, about):
        yield file, links.resolved(page, known)


def _tables(comparison: Comparison, folder: Path) -> None:
    """Write the tables of a report."""
    for name in summary.STATEMENTS:
        exports.write(comparison.statements, comparison.documents, folder / name)
    spreadsheets.write(comparison.events, folder / "events.csv")
    told = comparison.engagements
    told = REPORTS.check(told.assign(event_id=comparison.event(told.engagement_id)))
    spreadsheets.write(told, folder / "engagements.csv")
    spreadsheets.write(register_documents(comparison), folder / sources.FILE)
    if len(lines := left_out.lines(comparison)):
        spreadsheets.write(lines, folder / left_out.FILE)
    if len(comparison.corrections):
        spreadsheets.write(comparison.corrections, folder / summary.CORRECTIONS)


def write(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write a notebook, valid and with plain line feeds."""
    nbformat.validate(notebook)
    files.write_atomically(path, nbformat.writes(notebook).rstrip("\n") + "\n")


def _refuse_file(out: Path) -> None:
    """Raise InputError if a file stands where the folder of reports is to be."""
    first = next(path for path in (out, *out.absolute().parents) if path.exists())
    if not first.is_dir():
        raise InputError(str(first), "is a file, and reports go to a folder", "Name another folder with --out.")


def _name(name: str) -> str:
    """Return a report's name that is safe as a folder's."""
    if not NAME.fullmatch(name):
        raise InputError(
            "name", f"{name!r} cannot name a folder", "Give another with --name: letters, digits, points, dashes."
        )
    return name


def _warn(comparison: Comparison, strict: bool, say: Callable[[str], None]) -> None:
    """Say which files and corrections could not be used; refuse to go on when told to be strict."""
    lost = [LeftOut(*row) for row in comparison.left_out.itertuples(index=False)]
    if strict and lost:
        raise InputError(lost[0].file, lost[0].reason, lost[0].remedy)
    for line in Reasons(lost).lines():
        say(f"warning: {line} (left out)")
    for row in comparison.corrections[comparison.corrections.problem != ""].itertuples():
        place = f"{row.file}, line {row.line}"
        if strict and row.problem != coding.ASIDE:
            raise InputError(place, row.problem, row.remedy)
        say(f"warning: {place}: {row.problem}. {row.remedy} (correction not applied)")
