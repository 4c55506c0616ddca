"""The table of statements: every statement of a report in a row, to be searched, sorted, filtered and linked to."""

from collections.abc import Sequence

from positions import coding
from positions.comparison import Comparison
from positions.reporting import names, pages, statement_data, statement_rows
from positions.reporting.statement_rows import COLUMNS, Row

SCRIPTS = ("vendor/dataTables.min.js", "statements.js")
PLAIN = 200  # rows that stand in the page itself, to be read where no script runs
SORTS = (("", "by document"), ("2 asc", "oldest first"), ("2 desc", "newest first"), ("1 asc", "speaker"))
SORTS += (("5 desc", "most favourable"), ("5 asc", "least favourable"), ("7 asc", "least sure"))


def parts(actor: str) -> dict[str, str]:
    """Return the parts of a comparison with how each is called.

    Parameters
    ----------
    actor : str
        The country whose statements are compared.
    """
    return {part: names.part(part, actor) for part in names.parts()}


def page(comparison: Comparison, about: pages.About) -> str:
    """Return the page with the table of statements.

    Parameters
    ----------
    comparison : Comparison
    about : pages.About

    Returns
    -------
    str
        HTML; without its script the first `PLAIN` rows are there to read, with it all.
    """
    rows, actor = statement_rows.rows(comparison), comparison.sides.actor
    shown = {
        "about": about,
        "rows": rows[:PLAIN],
        "total": len(rows),
        "data": statement_data.packed(rows),
        "choices": _choices(rows, actor),
        "counted": _counted(rows, actor),
        "not_counted": _not_counted(comparison),
        "sorts": SORTS,
        "heads": [column.head for column in COLUMNS],
        "downloads": [one for one in about.downloads if one[0].startswith("statements.")],
    }
    return pages.plain("statements.html.j2", ["tables.css", "statements.css"], SCRIPTS, **shown)


def _counted(rows: Sequence[Row], actor: str) -> list[tuple[str, int, str, str]]:
    """Return the parts there are with the number of their statements, repeated ones left out, and what each is."""
    there = [row.fields["part"] for row in rows if not row.fields["repeats"]]
    order = _ordered(there, names.parts())
    return [(part, there.count(part), names.part(part, actor), names.speaking(part, actor)) for part in order]


def _not_counted(comparison: Comparison) -> list[str]:
    """Say how many statements are not counted, why, and where they are."""
    own, doubtful = (rows.part != "outside" for rows in (comparison.statements, comparison.doubtful))
    kinds = (
        (
            (own & (comparison.statements.repeats != "")).sum(),
            "repeating another: not counted; shown with the box “with repeats”",
        ),
        (
            doubtful.sum(),
            f"less sure than {comparison.parameters.confidence} of 100: not counted; on the pages of evidence only",
        ),
        ((~own).sum(), "outside the comparison: not counted; on the pages of evidence and in the CSV only"),
    )
    return [f"{names.counted(int(n), 'statement')} {why}." for n, why in kinds if n]


def _choices(rows: Sequence[Row], actor: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: column, name, and the values there are with how each is called."""
    book = coding.codebook()
    orders = {"part": names.parts(), "act": book.acts, "theme": book.themes, "stance": ("2", "1", "0", "-1", "-2")}
    filters = [("part", "Kind"), ("side", "Counterpart"), ("theme", "Theme"), ("act", "Act"), ("stance", "Stance")]
    found = []
    for key, title in filters:
        there = {value for row in rows for value in row.fields[key].split()}
        order = _ordered(there, orders.get(key, sorted(there, reverse=True)))
        found.append((key, title, [(value, _called(key, value, actor)) for value in order]))
    speakers = sorted({row.fields["speaker"] for row in rows} - {""}, key=lambda name: (name.casefold(), name))
    found.append(("speaker", "Speaker", [(speaker, speaker) for speaker in speakers]))
    return found


def _ordered(there: Sequence[str] | set[str], order: Sequence[str]) -> list[str]:
    """Return the values there are in an order; those it does not know come last."""
    return [value for value in order if value in there] + sorted(set(there) - set(order))


def _called(key: str, value: str, actor: str) -> str:
    """Return how a value is called."""
    if key == "side":
        return names.heading(value)
    if key == "part":
        return names.part(value, actor)
    return names.named({"stance": "stances"}.get(key, f"{key}s"), value)
