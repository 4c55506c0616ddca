"""What changed from one report to another: a page, a table, and an entry in the list of reports."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from positions import files
from positions.countries import SIDES
from positions.errors import InputError
from positions.reporting import folders, links, names, pages, quotations, site, spreadsheets
from positions.reporting.differences import Differences, Report, differences, read
from positions.reporting.markup import Count, Shown, escape, paragraph, stack, table
from positions.reporting.statement_table import parts

PAGE = "changes.html"
TABLE = "changes.csv"
MADE = "Parameters and versions"
SHOWN = 200  # statements of one kind on the page; all are in the table


def build(old: str, new: str, out: Path, say: Callable[[str], None] = print) -> Path:
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
        If one is no report in ``out`` or cannot be read, or both are the same.
    """
    first, second = (_folder(given, out) for given in (old, new))
    if first == second:
        raise InputError(new, "is given twice", "Name two reports, the older first.")
    found = differences(read(first), read(second))
    target = out / f"changes-{first.name}-{second.name}"
    site.refuse_other(target)
    told = sentences(found)
    for _, sentence in told:
        say(sentence)
    with folders.aside(target) as folder:
        files.write_atomically(folder / PAGE, page(found, told))
        spreadsheets.write(found.table(), folder / TABLE)
        site.describe(folder, _summary(found))
    site.index(out, say)
    return target / PAGE


def _folder(given: str, out: Path) -> Path:
    """Return the folder of a report that is named, or given as a folder."""
    folder = out / Path(given).name
    if Path(given).name != given and Path(given).resolve() != folder.resolve():
        raise InputError(given, f"is not in {out}", "Name reports of one folder, and that folder with --out.")
    return folder


def sentences(found: Differences) -> list[tuple[str, str]]:
    """Say in plain words what changed, each time with the section of the page that shows it."""
    each = {change: int((found.documents.change == change).sum()) for change in ("new", "gone", "otherwise")}
    text = f"{each['new']} added, {each['gone']} removed, {each['otherwise']} changed"
    told = [
        ("New", _came(found, "new")),
        ("Gone", _came(found, "gone")),
        ("Coded otherwise", f"{_are(found.codes.name.nunique())} coded otherwise."),
        ("Documents", f"Documents: {text}." if sum(each.values()) else "Both read the same files."),
    ]
    for what, values in (("parameters", found.parameters), ("versions", found.versions)):
        each = [
            f"{row.name} ({row.before or 'none'}, then {row.after or 'none'})" for row in values.itertuples(index=False)
        ]
        other = f"Other {what}: {names.listed(each)}." if each else f"The {what} are the same."
        told.append((MADE, other))
    return [(section, sentence[0].upper() + sentence[1:]) for section, sentence in told]


def _are(n: int) -> str:
    """Begin a sentence about some statements."""
    return f"{names.counted(n, 'statement')} are" if n > 1 else f"{n or 'no'} statement is"


def _came(found: Differences, change: str) -> str:
    """Say how many statements are new or gone, and in which documents they stand."""
    rows = getattr(found, change)
    if rows.empty:
        return f"{_are(0)} {change}."
    own = dict(zip(found.documents.doc_id, found.documents.change, strict=True))
    kinds = rows.doc_id.map(lambda doc_id: own.get(doc_id, "same"))
    called = {
        change: f"{'new' if change == 'new' else 'removed'} document",
        "otherwise": "changed document",
        "same": "document of both reports",
    }
    told = []
    for kind, noun in called.items():
        among = rows[kinds == kind]
        count = names.counted(among.doc_id.nunique(), noun, noun.replace("document", "documents"))
        told += [(len(among), count)] * bool(len(among))
    whole = f"{_are(len(rows))} {change}, "
    if len(told) == 1:
        return f"{whole}{'' if len(rows) == 1 else 'all '}from {told[0][1]}."
    return whole + names.listed([f"{n} from {count}" for n, count in told]) + "."


def page(found: Differences, told: list[tuple[str, str]]) -> str:
    """Return the page of the changes."""
    parts = {
        "Counts": counts(found),
        "New": _lines(found.new, found.after),
        "Gone": _lines(found.gone, found.before),
        "Coded otherwise": _otherwise(found),
        "Documents": _values(found.documents, "Document"),
        MADE: _values(pd.concat([found.parameters, found.versions]), "What"),
    }
    title = f"What changed from {found.before.name} to {found.after.name}"
    boxed = {name: pages.tables(shown.markup) for name, shown in parts.items()}
    shown = {"title": title, "told": told, "parts": boxed, "pages": [(PAGE, "Changes")], "table": TABLE}
    return pages.plain("changes.html.j2", ["tables.css"], **shown)


def counts(found: Differences) -> Shown:
    """Return the statements counted in either report, by kind and counterpart; each number leads to them."""
    rows = []
    both = [report.statements[report.statements.repeats == ""] for report in (found.before, found.after)]
    actor = found.after.parameters.get("actor", SIDES.actor)
    for part, called in parts(actor).items():
        sides = sorted({side for own in both for side in own.side[own.part == part]}, reverse=True)
        for side in sides:
            n = [int(((own.part == part) & (own.side == side)).sum()) for own in both]
            reports = zip(n, (found.before, found.after), strict=True)
            cells = [_count(number, report, part, side) for number, report in reports]
            towards = "Both" if side == "BOTH" else names.heading(side)
            rows.append(
                [f"{towards}: {called}", *cells, f"{n[1] - n[0]:+d}".replace("-", "−") if n[0] != n[1] else "0"]
            )
    heads = ["Statements", found.before.name, found.after.name, "Difference"]
    if not rows:
        return paragraph("Neither report has a statement.", "too-few")
    return table("Statements counted, repeated ones left out", heads, rows)


def _count(n: int, report: Report, part: str, side: str) -> Count | str:
    """Return a number that leads to its statements in a report's table."""
    link = f'<a href="{escape(links.rows(part=part, side=side))}">{n}</a>'
    return Count(_within(report, link), str(n)) if n else ""


def _within(report: Report, markup: str, ids: tuple[str, ...] = ()) -> str:
    """Return HTML whose links lead into another report's folder."""
    return links.resolved(markup, links.places(ids)).replace('href="', f'href="../{escape(report.name)}/')


def _line(row: object, report: Report, more: str = "") -> str:
    """Return one statement as an item of a list."""
    return f"<li>{_within(report, quotations.line(row).markup, (row.statement_id,))}{more}</li>"


def _listed(items: list[str]) -> Shown:
    """Return the first of some items as a list."""
    if not items:
        return paragraph("None.")
    shown = Shown(f'<ul class="quotes">{"".join(items[:SHOWN])}</ul>', "")
    rest = f"{SHOWN} of {len(items)} are shown; all are in {TABLE}."
    return stack([paragraph(rest), shown]) if len(items) > SHOWN else shown


def _lines(rows: pd.DataFrame, report: Report) -> Shown:
    """Return statements with links to their places."""
    return _listed([_line(row, report) for row in rows.itertuples(index=False)])


def _otherwise(found: Differences) -> Shown:
    """Return the statements that are coded otherwise, with what the codes were and are."""
    items, rows = [], found.after.statements.set_index("statement_id", drop=False)
    for name, codes in found.codes.groupby("name", sort=False):
        each = [
            f"{row.field.replace('_', ' ')}: {row.before or 'none'} → {row.after or 'none'}"
            for row in codes.itertuples()
        ]
        chips = "".join(f' <span class="chip">{escape(text)}</span>' for text in each)
        items.append(_line(rows.loc[name], found.after, f"<br>{chips}"))
    return _listed(items)


def _values(rows: pd.DataFrame, head: str) -> Shown:
    """Return documents, parameters or versions with what was and what is."""
    if rows.empty:
        return paragraph("No difference.")
    cells = [[row.name, row.change, row.before, row.after] for row in rows.itertuples(index=False)]
    return table(f"{head}: before and after", [head, "Change", "Before", "After"], cells)


def _summary(found: Differences) -> dict[str, object]:
    """Return what the list of reports says of the changes."""
    facts = {"New": len(found.new), "Gone": len(found.gone), "Coded otherwise": found.codes.name.nunique()}
    return {
        "kind": "changes",
        "documents": [{"title": f"What changed from {found.before.name} to {found.after.name}", "by": ""}],
        "facts": [{"term": term, "value": str(n)} for term, n in facts.items()],
        "parameters": [],
        "pages": [{"file": PAGE, "name": "Changes"}],
        "downloads": [{"file": TABLE, "name": "Changes (CSV)"}],
    }
