"""Terms attached and names given, in the sources' words, each beside the number of statements that have it."""

from positions.comparison import Comparison
from positions.comparison.commitment import count_commitment, ladder_rungs
from positions.comparison.shares import ASPECTS, WORDED_ASPECTS, count_codes
from positions.reporting import links, names, quotations
from positions.reporting.markup import Shown, count, paragraph, stack, table
from positions.reporting.tables import column, once
from positions.schemas import LIST_SEPARATOR
from positions.validation import checked, terms_hold
from positions.validation.stored_figures import LEAST_RIGHT

MOST = 8  # terms in a cell
TERMS = ("with terms", "without terms")


def commitments(c: Comparison) -> Shown:
    """Return commitment by condition, the terms quoted; a sentence where there is no statement to place."""
    tidy = count_commitment(c)
    if tidy.empty:
        return paragraph(
            f"The state of {names.country(c.sides.actor)} says nothing to either side: nothing to place.", "too-few"
        )
    statements = {row.statement_id: row for row in c.statements.itertuples(index=False)}
    keys = [(side, terms) for side in c.counterparts for terms in TERMS]
    rows = []
    for rung in [rung for rung in dict.fromkeys(rung for rung, _ in ladder_rungs().values()) if rung in set(tidy.rung)]:
        own = {(row.side, row.terms): row for row in tidy[tidy.rung == rung].itertuples()}
        rows.append([rung, *[_bound(own[key], statements) if key in own else "" for key in keys]])
    heads = ["Rung"] + [f"{names.heading(s)} ({len(c.part('said', s))}), {terms}" for s, terms in keys]
    own = names.country(c.sides.actor)
    note = f"Statements by the state of {own}, from courtesy up to pledge, then acts that bind to nothing. {once(c)}"
    note += "" if (tidy.terms == "with terms").any() else " No statement to either sets terms."
    return stack([*_caution(), table("Commitment by terms attached", heads, rows, note)])


def _caution() -> list[Shown]:
    """Say, where it is so, that terms are not told surely enough to stand among the findings, and how sure they are."""
    if terms_hold():
        return []
    found = checked("terms: precision")
    value, low, high = (round(100 * number) for number in (found.value, found.low, found.high))
    few = "" if found.is_enough else f", and {found.n} cases are too few to tell"
    text = f"Terms stand here and not among the findings: in articles kept apart {value} of 100 were right ({low} to "
    return [paragraph(f"{text}{high}){few}; {round(100 * LEAST_RIGHT)} are asked for. Read the words themselves.")]


def _bound(cell: object, statements: dict) -> Shown:
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


def words(c: Comparison) -> Shown:
    """Return the terms attached and the names given, in the sources' words."""
    tidy = count_codes(c)
    rows = []
    keys = [(a, p, s) for a in WORDED_ASPECTS for p in ("said", "joint") for s in c.counterparts]
    for aspect, part, side in keys:
        for row in tidy[(tidy.aspect == aspect) & (tidy.part == part) & (tidy.side == side)].itertuples():
            quoted = _quoted(c, row, ASPECTS[aspect])
            n = count(row.n, links.rows(part=row.part, side=row.side, **{ASPECTS[aspect]: row.code}))
            rows.append([names.named("aspects", aspect), quoted, column(row.part, row.side), n, row.of])
    if not rows:
        return paragraph("No statement sets terms or names the relationship.", "too-few")
    note = f"As the sources write them, capitals aside. {once(c)}"
    return table("Terms and names", ["What", "Words", "Said", "Statements", "Of"], rows, note)


def _quoted(c: Comparison, found: object, kind: str) -> Shown:
    """Return terms or a name as the first statement that has it writes it, leading to that statement."""
    rows = c.part(found.part, found.side)
    row = next(rows[rows[kind].str.casefold() == found.code.casefold()].itertuples(index=False))
    return quotations.shown(quotations.words(row, getattr(row, kind), kind))
