"""The terms attached to statements, quoted beside the number of statements that set them."""

from positions.reporting import links, quotations
from positions.reporting.markup import Shown, count
from positions.schemas import LIST_SEPARATOR

MOST = 8  # terms in a cell


def bound(cell: object, statements: dict) -> Shown:
    """Return the number of statements on a rung, and where they set terms the terms below it.

    Parameters
    ----------
    cell : named tuple
        A row of `positions.comparison.commitment.COMMITMENT`.
    statements : dict
        Rows of ``Comparison.statements`` by statement_id.

    Returns
    -------
    Shown
        The number leads to the statements; each of the terms, the same ones once, to its own.
    """
    with_terms = cell.terms == "with terms"
    chosen = {"part": "said", "side": cell.side, "rung": cell.rung}
    number = count(cell.n, links.rows(**chosen, condition=links.ANY if with_terms else links.NONE))
    if not with_terms:
        return number
    own = [statements[statement_id] for statement_id in cell.statement_ids.split(LIST_SEPARATOR)]
    first = {row.condition.casefold(): row for row in reversed(own)}
    quoted = [quotations.shown(quotations.words(row, row.condition, "condition")) for row in reversed(first.values())]
    rest = len(quoted) - MOST
    quoted = quoted[:MOST] + ([Shown(*[f"and {rest} more"] * 2)] if rest > 0 else [])
    plain = f"{number.plain}: {'; '.join(q.plain for q in quoted)}"
    return Shown("<br>".join([number.markup, *(q.markup for q in quoted)]), plain)
