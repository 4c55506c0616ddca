"""What changed from one report to another: a page, a table, and an entry in the list of reports.

Two folders of reports come in; no document is needed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

import pandas as pd

from positions import files, schemas
from positions.comparison.partition import STATEMENTS_BY_PART
from positions.countries import SIDES
from positions.errors import InputError
from positions.reporting import exports, manifest, site
from positions.reporting.render import links, markup, names, pages, quotations
from positions.reporting.statements import part_labels

STATEMENTS_FILE = "statements.csv"
ENDING = ".txt"  # of the inputs that are documents
CODES = ["speaker", "office", "speaker_country", "institution", "voice", "via", "quote_type", "target", "target_basis"]
CODES += ["themes", "act", "stance", "condition", "label", "part", "side", "repeats"]

CHANGES_SCHEMA = schemas.Schema(
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
    """One report as read from its folder.

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
    table : DataFrame
        A row for each difference (``CHANGES_SCHEMA``): statements of the comparison that are in only one report
        (another document, other words, or another text), codes in which a statement of both differs, then documents,
        parameters and versions, for which ``before`` and ``after`` are sha256 or values.
    """

    before: Report
    after: Report
    table: pd.DataFrame

    def of(self, what: str, change: str = "") -> pd.DataFrame:
        """Return the differences of one kind, of one change if given."""
        rows = self.table[self.table.what == what]
        return rows[rows.change == change] if change else rows


def read_report(folder: Path) -> Report:
    """Read a report's statements and manifest.

    Raises
    ------
    InputError
        If there is no such report, or its manifest or table cannot be used.
    """
    told = manifest.read(folder)
    path = folder / STATEMENTS_FILE
    try:
        statements = schemas.flat(exports.read_statements(path), STATEMENTS_BY_PART)
    except InputError as error:
        raise InputError(error.place, error.found, f"Make the report again: {manifest.AGAIN}.") from None
    files = {PurePath(path).name: digest for path, digest in manifest.digests(told["inputs"]).items()}
    documents = {name: digest for name, digest in files.items() if name.endswith(ENDING)}
    parameters = {name: site.typed(value) for name, value in told["parameters"].items()}
    statements = statements.assign(sha256=statements.file.map(documents).fillna("").astype("str"))
    return Report(folder.name, statements, documents, parameters, told["versions"])


def compare_reports(before: Report, after: Report) -> Differences:
    """Compare two reports.

    A statement is in both if it stands at the same places of the same document with the same sha256, however it is
    coded. Statements outside the comparison are left out unless they are within it in the other report.
    """
    first, second = (
        {(row.doc_id, row.spans, row.sha256): row for row in report.statements.itertuples()}
        for report in (before, after)
    )
    rows = [_statement(row, "new") for key, row in second.items() if key not in first and row.part != "outside"]
    rows += [_statement(row, "gone") for key, row in first.items() if key not in second and row.part != "outside"]
    for key, row in second.items():
        rows += _codes(first.get(key, row), row)
    for what in ("document", "parameter", "version"):
        rows += _values(what, getattr(before, f"{what}s"), getattr(after, f"{what}s"))
    blank = dict.fromkeys(CHANGES_SCHEMA.columns, "")
    return Differences(before, after, CHANGES_SCHEMA.table([blank | row for row in rows]))


def _codes(old: object, new: object) -> Iterator[dict[str, str]]:
    """Yield the codes of a statement that differ, unless it is outside the comparison in both reports."""
    if not old.part == new.part == "outside":
        for code in CODES:
            before, after = str(getattr(old, code)), str(getattr(new, code))
            if before != after:
                yield _statement(new, "otherwise") | {"field": code, "before": before, "after": after}


def _statement(row: object, change: str) -> dict[str, str]:
    """Describe a statement that differs."""
    told = {"name": row.statement_id, "doc_id": row.doc_id, "speaker": row.speaker, "content": row.content}
    return {"what": "statement", "change": change} | told


def _values(what: str, before: dict[str, str], after: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the values that are new, gone or otherwise."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            change = "new" if old is None else "gone" if new is None else "otherwise"
            doc_id = name.removesuffix(ENDING) if what == "document" else ""
            told = {"what": what, "change": change, "name": name, "doc_id": doc_id}
            yield told | {"before": old or "", "after": new or ""}


CHANGES_PAGE = "changes.html"
CHANGES_TABLE = "changes.csv"
MADE = "Parameters and versions"
SHOWN = 200  # statements of one kind on the page; all are in the table


def write_changes(old: str, new: str, out: Path, say: Callable[[str], None] = print) -> Path:
    """Compare two reports and write ``out/changes-OLD-NEW``; no document is needed.

    Parameters
    ----------
    old, new : str
        Names of reports in ``out``, or their folders.
    out : pathlib.Path
        Where the reports are.
    say : callable
        Called with what changed, and with warnings.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    InputError
        If one is not a report in ``out`` or cannot be read, or both are the same.
    """
    first, second = (_folder(given, out) for given in (old, new))
    if first == second:
        raise InputError(new, "is given twice", "Name two reports, the older first.")
    found = compare_reports(read_report(first), read_report(second))
    target = out / f"changes-{first.name}-{second.name}"
    site.refuse_other(target)
    told = change_sentences(found)
    for _, change in told:
        say(change)
    with site.atomic_folder(target) as folder:
        files.write_atomically(folder / CHANGES_PAGE, changes_page(found, told))
        exports.write_csv(found.table, folder / CHANGES_TABLE)
        files.write_json(folder / site.SUMMARY, _summary(found))
    site.write_index(out, say)
    return target / CHANGES_PAGE


def _folder(given: str, out: Path) -> Path:
    """Return the folder of a report that is named, or given as a folder."""
    folder = out / Path(given).name
    if Path(given).name != given and Path(given).resolve() != folder.resolve():
        raise InputError(given, f"is not in {out}", "Name reports of one folder, and that folder with --out.")
    return folder


def change_sentences(found: Differences) -> list[tuple[str, str]]:
    """Say in plain words what changed, each time with the section of the page that shows it."""
    n = found.of("document").change.value_counts()
    text = f"{n.get('new', 0)} added, {n.get('gone', 0)} removed, {n.get('otherwise', 0)} changed"
    told = [
        ("New", _came(found, "new")),
        ("Gone", _came(found, "gone")),
        ("Coded otherwise", f"{_are(found.of('statement', 'otherwise').name.nunique())} coded otherwise."),
        ("Documents", f"Documents: {text}." if len(n) else "Both read the same files."),
    ]
    for what in ("parameter", "version"):
        each = [
            f"{row.name} ({row.before or 'none'}, then {row.after or 'none'})" for row in found.of(what).itertuples()
        ]
        told.append((MADE, f"Other {what}s: {names.listed(each)}." if each else f"The {what}s are the same."))
    return [(section, names.capital(sentence)) for section, sentence in told]


def _are(n: int) -> str:
    """Begin a sentence about some statements."""
    return f"{names.counted(n, 'statement')} are" if n > 1 else f"{n or 'no'} statement is"


def _came(found: Differences, change: str) -> str:
    """Say how many statements are new or gone, and in which documents they stand."""
    rows, documents = found.of("statement", change), found.of("document")
    if rows.empty:
        return f"{_are(0)} {change}."
    own = dict(zip(documents.doc_id, documents.change, strict=True))
    kinds = rows.doc_id.map(lambda doc_id: own.get(doc_id, "same"))
    called = {
        change: f"{'new' if change == 'new' else 'removed'} document",
        "otherwise": "changed document",
        "same": "document of both reports",
    }
    told = []
    for kind, noun in called.items():
        among = rows[kinds == kind]
        if len(among):
            told.append(
                (len(among), names.counted(among.doc_id.nunique(), noun, noun.replace("document", "documents")))
            )
    whole = f"{_are(len(rows))} {change}, "
    if len(told) == 1:
        return f"{whole}{'' if len(rows) == 1 else 'all '}from {told[0][1]}."
    return whole + names.listed([f"{n} from {count}" for n, count in told]) + "."


def changes_page(found: Differences, told: list[tuple[str, str]]) -> str:
    """Return the page of the changes."""
    parts = {
        "Counts": count_table(found),
        "New": _lines(found.of("statement", "new"), found.after),
        "Gone": _lines(found.of("statement", "gone"), found.before),
        "Coded otherwise": _lines(found.of("statement", "otherwise"), found.after),
        "Documents": _table(found.of("document"), "Document"),
        MADE: _table(pd.concat([found.of("parameter"), found.of("version")]), "What"),
    }
    title = f"What changed from {found.before.name} to {found.after.name}"
    boxed = {name: markup.View(pages.box_tables(str(shown))) for name, shown in parts.items()}
    shown = {"title": title, "told": told, "parts": boxed, "pages": [(CHANGES_PAGE, "Changes")], "table": CHANGES_TABLE}
    return pages.plain_page("changes.html.j2", ["tables.css"], **shown)


def count_table(found: Differences) -> markup.View:
    """Return the statements counted in either report, by kind and counterpart; each number leads to them."""
    rows, both = [], (found.before, found.after)
    counted = [own.statements[own.statements.repeats == ""].groupby(["part", "side"]).size() for own in both]
    for part, called in part_labels(found.after.parameters.get("actor", SIDES.actor)).items():
        sides = {side for own in counted for of, side in own.index if of == part}
        for side in sorted(sides, reverse=True):
            n = [int(own.get((part, side), 0)) for own in counted]
            cells = [_count(number, report, part, side) for number, report in zip(n, both, strict=True)]
            change = f"{n[1] - n[0]:+d}".replace("-", "−") if n[0] != n[1] else "0"
            towards = "Both" if side == "BOTH" else names.heading(side)
            rows.append([f"{towards}: {called}", *cells, change])
    heads = ["Statements", found.before.name, found.after.name, "Difference"]
    none = "Neither report has a statement."
    return markup.table("Statements counted, repeated ones left out", heads, rows, none=none)


def _count(n: int, report: Report, part: str, side: str) -> markup.Count | str:
    """Return a number that leads to its statements in a report's table."""
    return markup.Count(_within(report, markup.link(str(n), links.rows(part=part, side=side)))) if n else ""


def _within(report: Report, shown: markup.View, *ids: str) -> markup.View:
    """Return something whose links lead into another report's folder."""
    return markup.View(links.resolved(shown, links.places(ids), f"../{report.name}/"))


def _lines(found: pd.DataFrame, report: Report) -> markup.View:
    """Return statements with links to their places in a report, and what the codes were and are that differ."""
    if found.empty:
        return markup.paragraph("None.")
    rows, items = {row.statement_id: row for row in report.statements.itertuples()}, []
    for name, differing in found.groupby("name", sort=False):
        line = _within(report, quotations.statement_line(rows[name]), name)
        codes = [
            f"{row.field.replace('_', ' ')}: {row.before or 'none'} → {row.after or 'none'}"
            for row in differing.itertuples()
            if row.field
        ]
        chips = markup.join([markup.element("span", code, "chip") for code in codes], " ")
        items.append(markup.join([line, chips], markup.BREAK + " ") if codes else line)
    rest = f"{SHOWN} of {len(items)} are shown; all are in {CHANGES_TABLE}."
    shown = markup.listing(items[:SHOWN])
    return markup.stack([markup.paragraph(rest), shown]) if len(items) > SHOWN else shown


def _table(rows: pd.DataFrame, head: str) -> markup.View:
    """Return documents, parameters or versions with what was and what is."""
    if rows.empty:
        return markup.paragraph("No difference.")
    cells = [[row.name, row.change, row.before, row.after] for row in rows.itertuples()]
    return markup.table(f"{head}: before and after", [head, "Change", "Before", "After"], cells)


def _summary(found: Differences) -> dict[str, object]:
    """Return what the list of reports says of the changes."""
    kinds = {"New": "new", "Gone": "gone", "Coded otherwise": "otherwise"}
    facts = {term: found.of("statement", change).name.nunique() for term, change in kinds.items()}
    return {"kind": "changes"} | site.summary_parts(
        documents=[(f"What changed from {found.before.name} to {found.after.name}", "")],
        facts=[(term, str(n)) for term, n in facts.items()],
        parameters=[],
        pages=[(CHANGES_PAGE, "Changes")],
        downloads=[(CHANGES_TABLE, "Changes (CSV)")],
    )
