"""Standing formulas as a report shows them: what stands where, and what is new, dropped, higher or lower."""

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.formulas import (
    LEAST,
    changed_ranks,
    compared_periods,
    count_changes,
    find_formulas,
    standing_formulas,
)
from positions.reporting import links, names, quotations
from positions.reporting.markup import Shown, count, paragraph, stack, table
from positions.reporting.names import counted, country
from positions.schemas import LIST_SEPARATOR

SEEN = 2  # documents of either period that a formula must stand in to be listed among the changes
CHANGES = {"new": "new", "again": "again, not in the period before", "dropped": "dropped", "": "in both"}


def placed(c: Comparison) -> pd.DataFrame:
    """Return the places of formulas in what the state says to either side, with side, document and date."""
    rows = pd.concat([c.part("said", side) for side in c.counterparts])
    return find_formulas(c).merge(rows[["statement_id", "doc_id", "side", "published"]], on="statement_id")


def share(c: Comparison) -> str:
    """Say how many statements to either side have a standing formula."""
    found, clauses = placed(c), []
    for side in c.counterparts:
        own, of = found[found.side == side].statement_id.nunique(), len(c.part("said", side))
        clauses.append(f"{own or 'none'} of {counted(of, 'statement')} to {country(side)}" if of else "")
    return names.listed([clause for clause in clauses if clause]) or "none"


def listed(c: Comparison) -> Shown:
    """Return every standing formula found, with the statements and documents to either side that have it."""
    found, rows = placed(c), []
    for name, formula in standing_formulas().items():
        own = found[found.formula == name]
        if own.empty:
            continue
        days = [day for day in sorted(own.published) if day]
        seen = " to ".join(dict.fromkeys(days[:1] + days[-1:]))
        cells = [cell for side in c.counterparts for cell in _cells(own[own.side == side])]
        usual = names.heading(formula.usual) if formula.usual else "both"
        rows.append([name, usual, *cells, seen, _example(c, own)])
    if not rows:
        return paragraph("No standing formula is found.", "too-few")
    heads = ["Formula", "Usual with"]
    heads += [f"{names.heading(side)}: {what}" for side in c.counterparts for what in ("statements", "documents")]
    note = f"With a standing formula: {share(c)}. What is usual with whom is the list's (formulas.yaml), not a count."
    return table("Standing formulas", [*heads, "Seen", "First so worded"], rows, note)


def _cells(own: pd.DataFrame) -> list[object]:
    """Return how many statements and documents of one side have a formula."""
    ids = list(dict.fromkeys(own.statement_id))
    address = links.rows(statement=ids)
    return [count(len(ids), address), count(own.doc_id.nunique(), address, "documents")]


def _example(c: Comparison, own: pd.DataFrame) -> Shown:
    """Return the words of a formula at its first place."""
    first = own.sort_values("published", kind="stable").iloc[0]
    row = next(c.statements[c.statements.statement_id == first.statement_id].itertuples(index=False))
    return quotations.shown(quotations.words(row, first.words))


def changed(c: Comparison) -> Shown:
    """Return what is new, dropped, upgraded or downgraded in the last period, or why that cannot be told."""
    return stack([_period(c, period) for period in compared_periods(c).itertuples()])


def _period(c: Comparison, period: object) -> Shown:
    """Return the changes of one side."""
    to = f"To {country(period.side)}"
    if not period.unit:
        text = f"{to}: no two months, quarters or years, one the last, with statements in {LEAST} documents each."
        return paragraph(f"{text} What is new or dropped cannot be told.", "too-few")
    tidy = count_changes(c)[count_changes(c).side == period.side]
    own = tidy[(tidy.before + tidy["last"]) >= SEEN]
    rows = [_change(row) for row in own.itertuples()]
    rest = len(tidy) - len(own)
    note = (
        f"Documents (reprints of a release are one) with statements to {country(period.side)}: {period.before_of} in "
        f"{period.before}, {period.last_of} in {period.last}, {period.earlier_of} in all before it. "
    )
    note += f"{rest or 'None'} more {'stands' if rest == 1 else 'stand'} in one document of both only. Beyond chance: "
    note += (
        f"Newcombe's interval of the difference, widened for {len(tidy)} formulas (Bonferroni), does not include zero."
    )
    heads = ["Formula", f"Documents, {period.before}", f"Documents, {period.last}", "All before"]
    shown = [table(f"{to}: standing formulas by {period.unit}", [*heads, "Change", "Beyond chance"], rows, note)]
    found = changed_ranks(c)[changed_ranks(c).side == period.side]
    if len(found):
        steps = [_step(row) for row in found.itertuples()]
        shown.append(table(f"{to}: highest of a family", ["Family", period.before, period.last, "Change"], steps))
    return stack(shown)


def _change(row: object) -> list[object]:
    """Return the line of one formula."""
    pairs = ((row.before, row.before_ids), (row.last, row.last_ids), (row.earlier, row.earlier_ids))
    numbers = [count(n, links.rows(statement=ids.split(LIST_SEPARATOR)), "documents") for n, ids in pairs]
    return [row.formula, *numbers, CHANGES[row.change], row.beyond]


def _step(row: object) -> list[object]:
    """Return the line of one family whose highest formula changed."""
    cells = []
    for name, ids in ((row.before, row.before_ids), (row.last, row.last_ids)):
        own = ids.split(LIST_SEPARATOR)
        number = count(len(own), links.rows(statement=own))
        cells.append(Shown(f"{name} ({number.markup})", f"{name} ({number.plain})"))
    return [row.family, *cells, row.change]
