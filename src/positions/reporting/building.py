"""One report built: notebooks run, pages and tables written, every quotation checked against its source.

`build_report` is where to start. A report with a quotation that does not stand in its source is not written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path

import nbformat
import pandas as pd

from positions import coding, files, progress
from positions.comparison import Comparison, Parameters, compare
from positions.comparison.partition import hand_over
from positions.documents import Document, Issue
from positions.documents.corpus import IssueSummary
from positions.errors import InputError, WorkError
from positions.reporting import evidence, exports, manifest, runs, site, statements
from positions.reporting.render import links, pages, quotations
from positions.schemas import PIECE_SEPARATOR, PLACES, read_spans


class NotVerbatim(WorkError):
    """Raised when a quoted string does not stand exactly so in its source."""


def check_quotations(statements: pd.DataFrame, documents: Sequence[Document]) -> None:
    """Check that every source, cue, content, condition and label stands in its text, where its offsets say.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    documents : sequence of Document
        The documents that the statements were taken from.

    Raises
    ------
    NotVerbatim
        For the first string that does not. The error names the statement and both strings.
    """
    texts = {document.doc_id: document.text for document in documents}
    for row in statements.itertuples():
        for column, where in PLACES.items():
            quoted, spans = getattr(row, column), getattr(row, where)
            found = _words_at(texts[row.doc_id], spans)
            if quoted != found:
                raise NotVerbatim(
                    f"{row.statement_id}: {column} is {quoted!r}, but the source has {found!r} at {spans!r}"
                )


def texts_by_page(documents: Sequence[Document]) -> dict[str, str]:
    """Return the texts of documents by the names that pages call them by."""
    return {links.file_stem(document.doc_id): document.text for document in documents}


def check_page(name: str, page: str, known: Mapping[str, str]) -> None:
    """Check that every quotation a page shows stands in its text, character for character, where it says.

    Parameters
    ----------
    name : str
        The page's file, for the message.
    page : str
        HTML in which quotations are elements that tell their place, or are part of the data of its script
        (`positions.reporting.statements`).
    known : mapping of str to str
        The texts (`texts_by_page`).

    Raises
    ------
    NotVerbatim
        For the first quotation that does not. The error names the page, the place and both strings.
    """
    for place, spans, shown in chain(quotations.shown_words(page), statements.packed_quotations(page)):
        found = _words_at(known.get(place, ""), spans)
        if shown != found:
            raise NotVerbatim(f"{name}: {shown!r} is shown, but the source has {found!r} at {place}:{spans}")


def _words_at(text: str, spans: str) -> str:
    """Return the words at offsets such as ``653-803; 810-820``."""
    return PIECE_SEPARATOR.join(text[start:end] for start, end in read_spans(spans))


NOTEBOOKS = ("comparison", "wording", "sources", "validation")  # the order of the pages
REPORT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def notebooks() -> list[runs.Notebook]:
    """Return the notebooks a report is made of, in the order of its pages."""
    return [runs.Notebook(files.project_folder() / "notebooks" / f"{name}.ipynb") for name in NOTEBOOKS]


def build_report(
    name: str, parameters: Mapping[str, object], out: Path, strict: bool = False, say: Callable[[str], None] = print
) -> Path:
    """Make the report ``out/name``, and ``out/index.html``.

    Everything is written beside the report and moved to its place at the end, so that the last report stays if anything
    fails.

    Parameters
    ----------
    name : str
        The report's folder: letters, digits, points, dashes.
    parameters : mapping of str to object
        Parameters of the notebooks; others keep the notebooks' own defaults. Documents given by an absolute path appear
        under a name in all output (`files.display_names`).
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
    if not REPORT_NAME.fullmatch(name):
        remedy = "Give another name with --name: letters, digits, points, dashes."
        raise InputError("name", f"{name!r} cannot be the name of a folder", remedy)
    target = out / name
    site.refuse_other(target)
    manifest.built()  # refused before the notebooks run
    given = parameters.get("documents", ())
    named = files.display_names([given] if isinstance(given, str) else map(str, given))
    if given:
        parameters = dict(parameters) | {"documents": next(iter(named)) if isinstance(given, str) else list(named)}
    with files.share_names(named):
        _build_files(name, parameters, target, strict, say)
    return site.write_index(out, say)


def _build_files(
    name: str, parameters: Mapping[str, object], target: Path, strict: bool, say: Callable[[str], None]
) -> None:
    """Make a report in its folder."""
    report = notebooks()
    runs.refuse_unknown(report, parameters)
    # Read and coded here, before any notebook starts: so wrong input is refused at once, the quotations are checked
    # against their texts, and the notebooks need not code again what they would code alike.
    known = {field.name for field in fields(Parameters)}
    comparison = compare(Parameters(**{key: value for key, value in parameters.items() if key in known}))
    _warn(comparison, strict, say)
    check_quotations(comparison.statements, comparison.documents)
    say(", ".join(f"{term.lower()}: {value}" for term, value in site.report_facts(comparison)))
    say(f"running {', '.join(notebook.name for notebook in report)}")
    with hand_over(comparison):
        executed = runs.run_notebooks(report, parameters, lambda done: say(f"{done}: done"))
    about = site.page_frame(name, [notebook.name for notebook in report], comparison)
    with site.atomic_folder(target) as folder:
        texts = texts_by_page(comparison.documents)
        (folder / links.EVIDENCE).mkdir()
        written = _pages(comparison, zip(report, executed, strict=True), about)
        number = len(report) + 1 + len(comparison.documents)
        for file, page in progress.over(written, "writing", number, "pages"):
            check_page(file, page, texts)
            files.write_atomically(folder / file, page)
        for notebook, node in zip(report, executed, strict=True):
            write_notebook(folder / f"{notebook.name}.ipynb", node)
        _tables(comparison, folder)
        files.write_json(folder / site.SUMMARY, site.make_summary(comparison, parameters, about))
        manifest.write(folder, name, parameters, comparison.parameters.documents)


def _pages(
    comparison: Comparison, executed: Iterable[tuple[runs.Notebook, nbformat.NotebookNode]], about: pages.About
) -> Iterator[tuple[str, str]]:
    """Yield every page of a report with its file: the notebooks', the table of statements, the evidence."""
    found = [comparison.statements, comparison.doubtful]
    known = links.places(pd.concat(found).statement_id, comparison.reports.engagement_id)
    for notebook, node in executed:
        yield f"{notebook.name}.html", links.resolved(pages.notebook_page(node, notebook.name, about), known)
    yield links.STATEMENTS, statements.statements_page(comparison, about)
    for file, page in evidence.write_pages(comparison, about):
        yield file, links.resolved(page, known)


def _tables(comparison: Comparison, folder: Path) -> None:
    """Write the tables of a report, and what their columns mean."""
    tables = list(chain.from_iterable(site.report_tables(comparison)))
    for table in tables:
        for file, _ in table.files:
            if table.schema is exports.REPORTED:
                exports.write_statements(table.rows, comparison.documents, folder / file)
            else:
                exports.write_table(table.rows, table.schema, folder / file)
    exports.write_dictionary({table.name: table.schema for table in tables}, folder / site.COLUMNS)


def write_notebook(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write a notebook, valid and with plain line feeds."""
    nbformat.validate(notebook)
    files.write_atomically(path, nbformat.writes(notebook).rstrip("\n") + "\n")


def _refuse_file(out: Path) -> None:
    """Raise InputError if a file stands where the folder of reports is to be."""
    first = next(path for path in (out, *out.absolute().parents) if path.exists())
    if not first.is_dir():
        raise InputError(str(first), "is a file, but reports need a folder", "Name another folder with --out.")


def _warn(comparison: Comparison, strict: bool, say: Callable[[str], None]) -> None:
    """Say which files and corrections could not be used; refuse to go on when told to be strict."""
    lost = [Issue(*row) for row in comparison.left_out.itertuples(index=False)]
    if strict and lost:
        raise InputError(lost[0].file, lost[0].reason, lost[0].remedy)
    for line in IssueSummary(lost).lines():
        say(f"warning: {line} (left out)")
    for row in comparison.corrections[comparison.corrections.problem != ""].itertuples():
        place = f"{row.file}, line {row.line}"
        if strict and row.problem != coding.ASIDE:
            raise InputError(place, row.problem, row.remedy)
        say(f"warning: {place}: {row.problem}. {row.remedy} (correction not applied)")
