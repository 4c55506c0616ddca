"""Wording: standing formulas, what is new or dropped, and the findings on wording with the statements they rest on."""

from collections.abc import Iterator

import pandas as pd

from positions.comparison import Comparison, formulas
from positions.comparison.commitment import list_relationships
from positions.comparison.exchanges import find_taken_over
from positions.comparison.keywords import find_keywords, phrases_in_return
from positions.reporting.render import links, markup, names, quotations
from positions.reporting.render.names import counted, country
from positions.reporting.sections import engagements, findings, keywords
from positions.reporting.sections.findings import Finding, Findings
from positions.schemas import LIST_SEPARATOR

SEEN = 2  # documents of either period that a formula must stand in to be listed among the changes
CHANGE_LABELS = {"new": "new", "again": "again, not in the period before", "dropped": "dropped", "": "in both"}


def formula_places(c: Comparison) -> pd.DataFrame:
    """Return the places of formulas in what the state says to either side, with side, document and date."""
    rows = pd.concat([c.part("said", side) for side in c.counterparts])
    return formulas.find_formulas(c).merge(rows[["statement_id", "doc_id", "side", "published"]], on="statement_id")


def formula_share(c: Comparison) -> str:
    """Say how many statements to either side have a standing formula."""
    found, clauses = formula_places(c), []
    for side in c.counterparts:
        own, of = found[found.side == side].statement_id.nunique(), len(c.part("said", side))
        clauses.append(f"{own or 'none'} of {counted(of, 'statement')} to {country(side)}" if of else "")
    return names.listed([clause for clause in clauses if clause]) or "none"


def formulas_used(c: Comparison) -> markup.View:
    """Return every standing formula found, with the statements and documents to either side that have it."""
    found, rows = dict(list(formula_places(c).groupby("formula"))), []
    for name, formula in formulas.standing_formulas().items():
        if name in found:
            own = found[name].sort_values("published", kind="stable")
            days = [day for day in own.published if day]
            seen = " to ".join(dict.fromkeys(days[:1] + days[-1:]))
            cells = [cell for side in c.counterparts for cell in _cells(found[name], side)]
            usual = names.heading(formula.usual) if formula.usual else "both"
            rows.append([name, usual, *cells, seen, _worded(c, own.iloc[0])])
    heads = ["Formula", "Usual with", *keywords.count_heads(c), "Seen", "First so worded"]
    note = f"With a standing formula: {formula_share(c)}. "
    note += "What is usual with whom is the list's (formulas.yaml), not a count."
    return markup.table("Standing formulas", heads, rows, note, none="No standing formula is found.")


def _cells(found: pd.DataFrame, side: str) -> list[object]:
    """Return how many statements and documents of one side have a formula."""
    own = found[found.side == side].drop_duplicates("statement_id")
    return markup.listed_and_documents(LIST_SEPARATOR.join(own.statement_id), len(own), own.doc_id.nunique())


def _worded(c: Comparison, place: object) -> markup.View:
    """Return the words of a formula at one of its places."""
    return quotations.link_words(c.by_id[place.statement_id], place.words)


def formula_changes(c: Comparison) -> markup.View:
    """Return what is new, dropped, upgraded or downgraded in the last period, or why that is unknown."""
    return markup.stack([_period(c, period) for period in formulas.compared_periods(c).itertuples()])


def _period(c: Comparison, period: object) -> markup.View:
    """Return the changes of one side."""
    to = f"To {country(period.side)}"
    if not period.unit:
        text = (
            f"{to}: no two months, quarters or years, one the last, with statements in {formulas.LEAST} documents each."
        )
        return markup.paragraph(f"{text} What is new or dropped cannot be told.", "too-few")
    tidy = formulas.count_changes(c)[formulas.count_changes(c).side == period.side]
    own = tidy[(tidy.before + tidy["last"]) >= SEEN]
    rest = len(tidy) - len(own)
    note = (
        f"Documents (reprints of a release are one) with statements to {country(period.side)}: {period.before_of} in "
        f"{period.before}, {period.last_of} in {period.last}, {period.earlier_of} in all before it. "
        f"{rest or 'None'} more {'stands' if rest == 1 else 'stand'} in one document of both only. Beyond chance: "
        f"Newcombe's interval of the difference, widened for {len(tidy)} formulas (Bonferroni), does not include zero."
    )
    heads = ["Formula", f"Documents, {period.before}", f"Documents, {period.last}", "All before"]
    heads += ["Change", "Beyond chance"]
    shown = [
        markup.table(
            f"{to}: standing formulas by {period.unit}", heads, [_change(row) for row in own.itertuples()], note
        )
    ]
    found = formulas.changed_ranks(c)[formulas.changed_ranks(c).side == period.side]
    if len(found):
        steps = [_step(row) for row in found.itertuples()]
        shown.append(
            markup.table(f"{to}: highest of a family", ["Family", period.before, period.last, "Change"], steps)
        )
    return markup.stack(shown)


def _change(row: object) -> list[object]:
    """Return the line of one formula."""
    pairs = ((row.before, row.before_ids), (row.last, row.last_ids), (row.earlier, row.earlier_ids))
    numbers = [markup.count(n, links.listed(ids), "documents") for n, ids in pairs]
    return [row.formula, *numbers, CHANGE_LABELS[row.change], row.beyond]


def _step(row: object) -> list[object]:
    """Return the line of one family whose highest formula changed."""
    steps = ((row.before, row.before_ids), (row.last, row.last_ids))
    return [row.family, *(markup.View("{} ({})").format(name, markup.listed(ids)) for name, ids in steps), row.change]


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
    makers = (
        _marks,
        findings.relationship_names,
        _days,
        _usual,
        _changes,
        findings.shared_wording,
        _taken_over,
        _replies,
    )
    return Findings(tuple(finding for maker in makers for finding in maker(comparison)))


def _rows(c: Comparison, *lists: str) -> pd.DataFrame:
    """Return the statements of several lists, in the order of the documents."""
    ids = LIST_SEPARATOR.join(lists).split(LIST_SEPARATOR)
    return c.statements[c.statements.statement_id.isin(ids)].reset_index(drop=True)


def _marks(c: Comparison) -> Iterator[Finding]:
    """Say which words mark either side beyond chance."""
    if not c.enough():
        yield Finding("Words that mark", markup.sentence(keywords.too_few(c)), c.statements.iloc[:0])
        return
    beyond = find_keywords(c)[find_keywords(c).beyond == "yes"]
    clauses: list[str | markup.View] = [] if len(beyond) else ["No word marks either side beyond chance."]
    for side in c.counterparts:
        own = beyond[beyond.side == side].head(NAMED).itertuples()
        words = [
            engagements.quoted(c, row.statement_ids, row.phrase) + f" ({row.statements} statements)" for row in own
        ]
        head = f"Beyond chance marks what is said to {country(side)}: "
        clauses += [markup.sentence(head, markup.join(words, ", "), ".")] if words else []
    clauses += [keywords.chance_verdict(c)]
    yield Finding("Words that mark", markup.join(clauses, " "), _rows(c, *beyond.statement_ids))


def _days(c: Comparison) -> Iterator[Finding]:
    """Say which names the actor gives on more than one day."""
    tidy = list_relationships(c)
    again = tidy[(tidy.part == "said") & (tidy["first"] != tidy["last"])].head(NAMED)
    if again.empty:
        return
    words = []
    for row in again.itertuples():
        name = quotations.link_words(c.listed(row.statement_ids)[0], row.name, "label")
        words.append(name + f" of {country(row.side)}, {row.first} to {row.last} ({row.documents} documents)")
    text = markup.sentence(
        f"Names that {country(c.sides.actor)} gives on more than one day: ", markup.join(words, ", "), "."
    )
    yield Finding("Names over time", text, _rows(c, *again.statement_ids))


def _usual(c: Comparison) -> Iterator[Finding]:
    """Say how much is standing formula, and which is used to a side though usual with the other."""
    if not any(len(c.part("said", side)) for side in c.counterparts):
        return
    clauses: list[str | markup.View] = [f"With a standing formula: {formula_share(c)}."]
    found, odd = formula_places(c), []
    for side in c.counterparts:
        rival = set(found.formula[found.side != side])
        own = found[(found.side == side) & ~found.formula.isin(rival)]
        clauses += _most(c, own, f"To {country(side)} alone")
    for side, other in (c.counterparts, c.counterparts[::-1]):
        usual = found.formula.map(lambda name: formulas.standing_formulas()[name].usual)
        own = found[(found.side == side) & (usual == other)]
        clauses += _most(c, own, f"Usual with {country(other)}, here to {country(side)}")
        odd += list(own.statement_id)
    yield Finding("Standing formulas", markup.join(clauses, " "), _rows(c, *(odd or found.statement_id)))


def _most(c: Comparison, own: pd.DataFrame, head: str) -> list[markup.View]:
    """Return a clause of the formulas in the most statements, as first worded, with their numbers; none without any."""
    sizes = own.groupby("formula", sort=False).statement_id.nunique().sort_values(ascending=False, kind="stable")
    first = own.drop_duplicates("formula").set_index("formula")
    words = [_worded(c, first.loc[name]) + f" ({sizes[name]})" for name in sizes.index[:NAMED]]
    more = f" and {len(sizes) - NAMED} more" if len(sizes) > NAMED else ""
    return [markup.sentence(f"{head}: ", markup.join(words, ", "), f"{more}.")] if words else []


def _changes(c: Comparison) -> Iterator[Finding]:
    """Say which formulas are new, dropped, upgraded or downgraded in the last period, or that it cannot be told."""
    clauses, ids = [], []
    for period in formulas.compared_periods(c).itertuples():
        if not period.unit:
            continue
        own = formulas.count_changes(c)[formulas.count_changes(c).side == period.side]
        own = own[own.beyond == "yes"]
        told = [f"{row.formula}, {row.change or 'in both'} ({row.before} and {row.last})" for row in own.itertuples()]
        steps = formulas.changed_ranks(c)[formulas.changed_ranks(c).side == period.side]
        told += [f"{row.family}, {row.change} from {row.before} to {row.last}" for row in steps.itertuples()]
        head = f"To {country(period.side)}, {period.last} ({period.last_of} documents) against {period.before} "
        clauses.append(f"{head}({period.before_of}): {'; '.join(told) or 'no change beyond chance'}.")
        ids += [*own.last_ids.where(own["last"] > 0, own.before_ids), *steps.last_ids]
    if not clauses:
        text = "Which formulas are new or dropped cannot be told: that takes two periods with"
        clauses = [f"{text} {formulas.LEAST} documents each."]
    yield Finding("New and dropped", markup.join(clauses, " "), _rows(c, *ids))


def _taken_over(c: Comparison) -> Iterator[Finding]:
    """Say which wording stands on both sides of one exchange."""
    tidy = find_taken_over(c).head(NAMED)
    if tidy.empty:
        return
    words = [engagements.quoted(c, r.said_ids, r.phrase) + f" ({names.heading(r.side)})" for r in tidy.itertuples()]
    head = f"Said by {country(c.sides.actor)} and by the other side in one document: "
    text = markup.sentence(head, markup.join(words, ", "), f". {engagements.ORDER_NOTE}")
    yield Finding("Wording of both sides", text, _rows(c, *tidy.said_ids, *tidy.heard_ids))


def _replies(c: Comparison) -> Iterator[Finding]:
    """Say which wording both counterparts are reported to use."""
    tidy = phrases_in_return(c)
    tidy = tidy[tidy.phrase.str.count(" ") > 1].head(NAMED)
    if tidy.empty:
        return
    words = [engagements.quoted(c, row.first_ids, row.phrase) for row in tidy.itertuples()]
    both = names.listed([country(side) for side in c.counterparts])
    head = f"{names.capital(both)} are reported in the same words of three and more: "
    text = markup.sentence(head, markup.join(words, ", "), f". {engagements.OFFICE_NOTE}")
    first = (ids.partition(LIST_SEPARATOR)[0] for ids in (*tidy.first_ids, *tidy.second_ids))
    yield Finding("Replies alike", text, _rows(c, *first))
