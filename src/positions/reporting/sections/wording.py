"""Wording: standing formulas, what is new or dropped, and the findings on wording with the statements they rest on."""

from collections.abc import Callable, Iterator

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import list_relationships
from positions.comparison.exchanges import find_taken_over
from positions.comparison.formulas import (
    LEAST,
    changed_ranks,
    compared_periods,
    count_changes,
    find_formulas,
    standing_formulas,
)
from positions.comparison.keywords import find_keywords, phrases_in_return
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import View, count, join, paragraph, sentence, stack, table
from positions.reporting.render.names import counted, country
from positions.reporting.sections import engagements, findings, keywords
from positions.reporting.sections.findings import Finding, Findings
from positions.schemas import LIST_SEPARATOR

SEEN = 2  # documents of either period that a formula must stand in to be listed among the changes
CHANGE_LABELS = {"new": "new", "again": "again, not in the period before", "dropped": "dropped", "": "in both"}


def formula_places(c: Comparison) -> pd.DataFrame:
    """Return the places of formulas in what the state says to either side, with side, document and date."""
    rows = pd.concat([c.part("said", side) for side in c.counterparts])
    return find_formulas(c).merge(rows[["statement_id", "doc_id", "side", "published"]], on="statement_id")


def formula_share(c: Comparison) -> str:
    """Say how many statements to either side have a standing formula."""
    found, clauses = formula_places(c), []
    for side in c.counterparts:
        own, of = found[found.side == side].statement_id.nunique(), len(c.part("said", side))
        clauses.append(f"{own or 'none'} of {counted(of, 'statement')} to {country(side)}" if of else "")
    return names.listed([clause for clause in clauses if clause]) or "none"


def formulas_used(c: Comparison) -> View:
    """Return every standing formula found, with the statements and documents to either side that have it."""
    found, rows = formula_places(c), []
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
    note = f"With a standing formula: {formula_share(c)}. "
    note += "What is usual with whom is the list's (formulas.yaml), not a count."
    return table("Standing formulas", [*heads, "Seen", "First so worded"], rows, note)


def _cells(own: pd.DataFrame) -> list[object]:
    """Return how many statements and documents of one side have a formula."""
    ids = list(dict.fromkeys(own.statement_id))
    address = links.rows(statement=ids)
    return [count(len(ids), address), count(own.doc_id.nunique(), address, "documents")]


def _example(c: Comparison, own: pd.DataFrame) -> View:
    """Return the words of a formula at its first place."""
    first = own.sort_values("published", kind="stable").iloc[0]
    row = next(c.statements[c.statements.statement_id == first.statement_id].itertuples(index=False))
    return quotations.link_quote(quotations.quote(row, first.words))


def formula_changes(c: Comparison) -> View:
    """Return what is new, dropped, upgraded or downgraded in the last period, or why that is unknown."""
    return stack([_period(c, period) for period in compared_periods(c).itertuples()])


def _period(c: Comparison, period: object) -> View:
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
    return [row.formula, *numbers, CHANGE_LABELS[row.change], row.beyond]


def _step(row: object) -> list[object]:
    """Return the line of one family whose highest formula changed."""
    cells = []
    for name, ids in ((row.before, row.before_ids), (row.last, row.last_ids)):
        own = ids.split(LIST_SEPARATOR)
        cells.append(sentence(f"{name} (", count(len(own), links.rows(statement=own)), ")"))
    return [row.family, *cells, row.change]


NAMED = 4  # names and phrases written out in a sentence


def derive_findings(comparison: Comparison) -> Findings:
    """Write the findings on wording.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Findings
    """
    makers: list[Callable[[Comparison], Iterator[Finding]]] = [
        _marks,
        findings.relationship_names,
        _days,
        _usual,
        _changes,
    ]
    makers += [findings.shared_wording, _taken_over, _replies]
    return Findings(tuple(finding for maker in makers for finding in maker(comparison)))


def _rows(c: Comparison, ids: list[str]) -> pd.DataFrame:
    """Return the statements of a list, in the order of the documents."""
    return c.statements[c.statements.statement_id.isin(ids)].reset_index(drop=True)


def _first(c: Comparison, ids: str) -> object:
    """Return the first statement of a list."""
    return next(_rows(c, [ids.split(LIST_SEPARATOR)[0]]).itertuples(index=False))


def _worded(c: Comparison, ids: str, phrase: str) -> View:
    """Return a phrase as the first of some statements writes it, with a link to that."""
    return quotations.link_quote(quotations.as_written(_first(c, ids), phrase))


def _marks(c: Comparison) -> Iterator[Finding]:
    """Say which words mark either side beyond chance."""
    if not c.enough():
        yield Finding("Words that mark", sentence(keywords.too_few(c)), c.statements.iloc[:0])
        return
    beyond = find_keywords(c)[find_keywords(c).beyond == "yes"]
    clauses: list[str | View] = [] if len(beyond) else ["No word marks either side beyond chance."]
    for side in c.counterparts:
        own = beyond[beyond.side == side].head(NAMED).itertuples()
        words = [_worded(c, row.statement_ids, row.phrase) + f" ({row.statements} statements)" for row in own]
        head = f"Beyond chance marks what is said to {country(side)}: "
        clauses += [sentence(head, join(words, ", "), ".")] if words else []
    clauses += [keywords.chance_verdict(c)]
    yield Finding("Words that mark", join(clauses, " "), _rows(c, _ids(*beyond.statement_ids)))


def _ids(*lists: str) -> list[str]:
    """Return the statements of several lists."""
    return [one for listed in lists for one in listed.split(LIST_SEPARATOR)]


def _days(c: Comparison) -> Iterator[Finding]:
    """Say which names the actor gives on more than one day."""
    tidy = list_relationships(c)
    again = tidy[(tidy.part == "said") & (tidy["first"] != tidy["last"])].head(NAMED)
    if again.empty:
        return
    words = []
    for row in again.itertuples():
        name = quotations.quote(_first(c, row.statement_ids), row.name, "label")
        when = f" of {country(row.side)}, {row.first} to {row.last} ({row.documents} documents)"
        words.append(quotations.link_quote(name) + when)
    text = sentence(f"Names that {country(c.sides.actor)} gives on more than one day: ", join(words, ", "), ".")
    yield Finding("Names over time", text, _rows(c, _ids(*again.statement_ids)))


def _usual(c: Comparison) -> Iterator[Finding]:
    """Say how much is standing formula, and which is used to a side though usual with the other."""
    if not any(len(c.part("said", side)) for side in c.counterparts):
        return
    clauses: list[str | View] = [f"With a standing formula: {formula_share(c)}."]
    found, ids = formula_places(c), []
    for side in c.counterparts:
        rival = set(found.formula[found.side != side])
        own = found[(found.side == side) & ~found.formula.isin(rival)]
        clauses += _most(c, own, f"To {country(side)} alone")
    for side, other in (c.counterparts, c.counterparts[::-1]):
        usual = found.formula.map(lambda name: standing_formulas()[name].usual)
        own = found[(found.side == side) & (usual == other)]
        clauses += _most(c, own, f"Usual with {country(other)}, here to {country(side)}")
        ids += list(own.statement_id)
    yield Finding("Standing formulas", join(clauses, " "), _rows(c, ids or list(found.statement_id)))


def _most(c: Comparison, own: pd.DataFrame, head: str) -> list[View]:
    """Return a clause of the formulas in the most statements, as first worded, with their numbers; none without any."""
    sizes = own.groupby("formula", sort=False).statement_id.nunique().sort_values(ascending=False, kind="stable")
    words = []
    for name in sizes.index[:NAMED]:
        first = next(own[own.formula == name].itertuples())
        quoted = quotations.quote(_first(c, first.statement_id), first.words)
        words.append(quotations.link_quote(quoted) + f" ({sizes[name]})")
    more = f" and {len(sizes) - NAMED} more" if len(sizes) > NAMED else ""
    return [sentence(f"{head}: ", join(words, ", "), f"{more}.")] if words else []


def _changes(c: Comparison) -> Iterator[Finding]:
    """Say which formulas are new, dropped, upgraded or downgraded in the last period, or that it cannot be told."""
    clauses, ids = [], []
    for period in compared_periods(c).itertuples():
        if not period.unit:
            continue
        own = count_changes(c)[(count_changes(c).side == period.side) & (count_changes(c).beyond == "yes")]
        told = [f"{row.formula}, {row.change or 'in both'} ({row.before} and {row.last})" for row in own.itertuples()]
        steps = changed_ranks(c)[changed_ranks(c).side == period.side]
        told += [f"{row.family}, {row.change} from {row.before} to {row.last}" for row in steps.itertuples()]
        head = f"To {country(period.side)}, {period.last} ({period.last_of} documents) against {period.before} "
        clauses.append(f"{head}({period.before_of}): {'; '.join(told) or 'no change beyond chance'}.")
        ids += _ids(*own.last_ids.where(own["last"] > 0, own.before_ids), *steps.last_ids)
    if not clauses:
        text = "Which formulas are new or dropped cannot be told: that takes two periods with"
        clauses = [f"{text} {LEAST} documents each."]
    yield Finding("New and dropped", join(clauses, " "), _rows(c, ids))


def _taken_over(c: Comparison) -> Iterator[Finding]:
    """Say which wording stands on both sides of one exchange."""
    tidy = find_taken_over(c).head(NAMED)
    if tidy.empty:
        return
    words = [_worded(c, row.said_ids, row.phrase) + f" ({names.heading(row.side)})" for row in tidy.itertuples()]
    head = f"Said by {country(c.sides.actor)} and by the other side in one document: "
    text = sentence(head, join(words, ", "), f". {engagements.ORDER_NOTE}")
    ids = [one for row in tidy.itertuples() for one in _ids(row.said_ids, row.heard_ids)]
    yield Finding("Wording of both sides", text, _rows(c, ids))


def _replies(c: Comparison) -> Iterator[Finding]:
    """Say which wording both counterparts are reported to use."""
    tidy = phrases_in_return(c)
    tidy = tidy[tidy.phrase.str.count(" ") > 1].head(NAMED)
    if tidy.empty:
        return
    words = [_worded(c, row.first_ids, row.phrase) for row in tidy.itertuples()]
    both = names.listed([country(side) for side in c.counterparts])
    head = f"{both[0].upper()}{both[1:]} are reported in the same words of three and more: "
    text = sentence(head, join(words, ", "), f". {engagements.OFFICE_NOTE}")
    ids = [_ids(listed)[0] for listed in (*tidy.first_ids, *tidy.second_ids)]
    yield Finding("Replies alike", text, _rows(c, ids))
