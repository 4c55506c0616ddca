"""Findings on wording, each with the statements it rests on: what marks, what is usual, what is new, what is shared.

As in `positions.reporting.findings`, a sentence is written only when the tables hold what it says.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import list_relationships
from positions.comparison.exchanges import find_taken_over
from positions.comparison.formulas import LEAST, changed_ranks, compared_periods, count_changes, standing_formulas
from positions.comparison.keywords import find_keywords, phrases_in_return
from positions.reporting import contrasts, exchange, keywords, names, quotations
from positions.reporting.finding import Finding, Findings
from positions.reporting.formulas import placed, share
from positions.reporting.names import country
from positions.reporting.quotations import Sentence, Words
from positions.schemas import LIST_SEPARATOR

NAMED = 4  # names and phrases written out in a sentence


def findings(comparison: Comparison) -> Findings:
    """Write the findings on wording.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Findings
    """
    makers: list[Callable[[Comparison], Iterator[Finding]]] = [_marks, contrasts.labels, _days, _usual, _changes]
    makers += [contrasts.same_words, _taken_over, _replies]
    return Findings(tuple(finding for maker in makers for finding in maker(comparison)))


def _rows(c: Comparison, ids: list[str]) -> pd.DataFrame:
    """Return the statements of a list, in the order of the documents."""
    return c.statements[c.statements.statement_id.isin(ids)].reset_index(drop=True)


def _first(c: Comparison, ids: str) -> object:
    """Return the first statement of a list."""
    return next(_rows(c, [ids.split(LIST_SEPARATOR)[0]]).itertuples(index=False))


def _listed(words: list[list[str | Words]]) -> list[str | Words]:
    """Join words of the sources with commas."""
    return [piece for i, each in enumerate(words) for piece in ([", "] if i else []) + each]


def _marks(c: Comparison) -> Iterator[Finding]:
    """Say which words mark either side beyond chance."""
    if not c.enough():
        yield Finding("Words that mark", Sentence((keywords.too_few(c).plain,)), c.statements.iloc[:0])
        return
    beyond = find_keywords(c)[find_keywords(c).beyond == "yes"]
    parts: list[str | Words] = [] if len(beyond) else ["No word marks either side beyond chance. "]
    for side in c.counterparts:
        own = beyond[beyond.side == side].head(NAMED)
        words = [
            [quotations.as_written(_first(c, row.statement_ids), row.phrase), f" ({row.statements} statements)"]
            for row in own.itertuples()
        ]
        parts += [f"Beyond chance marks what is said to {country(side)}: ", *_listed(words), ". "] if words else []
    parts += [keywords.verdict(c)]
    ids = [one for listed in beyond.statement_ids for one in listed.split(LIST_SEPARATOR)]
    yield Finding("Words that mark", Sentence(tuple(parts)), _rows(c, ids))


def _days(c: Comparison) -> Iterator[Finding]:
    """Say which names the actor gives on more than one day."""
    tidy = list_relationships(c)
    again = tidy[(tidy.part == "said") & (tidy["first"] != tidy["last"])].head(NAMED)
    if again.empty:
        return
    words = []
    for row in again.itertuples():
        name = quotations.words(_first(c, row.statement_ids), row.name, "label")
        words.append([name, f" of {country(row.side)}, {row.first} to {row.last} ({row.documents} documents)"])
    ids = [one for listed in again.statement_ids for one in listed.split(LIST_SEPARATOR)]
    parts = (f"Names that {country(c.sides.actor)} gives on more than one day: ", *_listed(words), ".")
    yield Finding("Names over time", Sentence(parts), _rows(c, ids))


def _usual(c: Comparison) -> Iterator[Finding]:
    """Say how much is standing formula, and which is used to a side though usual with the other."""
    if not any(len(c.part("said", side)) for side in c.counterparts):
        return
    parts: list[str | Words] = [f"With a standing formula: {share(c)}."]
    found, ids = placed(c), []
    for side in c.counterparts:
        rival = set(found.formula[found.side != side])
        own = found[(found.side == side) & ~found.formula.isin(rival)]
        words = _most(c, own)
        parts += [f" To {country(side)} alone: ", *words, "."] if words else []
    for side, other in (c.counterparts, c.counterparts[::-1]):
        usual = found.formula.map(lambda name: standing_formulas()[name].usual)
        own = found[(found.side == side) & (usual == other)]
        words = _most(c, own)
        parts += [f" Usual with {country(other)}, here to {country(side)}: ", *words, "."] if words else []
        ids += list(own.statement_id)
    yield Finding("Standing formulas", Sentence(tuple(parts)), _rows(c, ids or list(found.statement_id)))


def _most(c: Comparison, own: pd.DataFrame) -> list[str | Words]:
    """Return the formulas in the most statements, each as first worded, with how many statements have it."""
    sizes = own.groupby("formula", sort=False).statement_id.nunique().sort_values(ascending=False, kind="stable")
    words: list[list[str | Words]] = []
    for name in sizes.index[:NAMED]:
        first = next(own[own.formula == name].itertuples())
        words.append([quotations.words(_first(c, first.statement_id), first.words), f" ({sizes[name]})"])
    return [*_listed(words), *([f" and {len(sizes) - NAMED} more"] if len(sizes) > NAMED else [])]


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
        told_of = [*own.last_ids.where(own["last"] > 0, own.before_ids), *steps.last_ids]
        ids += [one for listed in told_of for one in listed.split(LIST_SEPARATOR)]
    if not clauses:
        text = "Which formulas are new or dropped cannot be told: that takes two periods with"
        clauses = [f"{text} {LEAST} documents each."]
    yield Finding("New and dropped", Sentence((" ".join(clauses),)), _rows(c, ids))


def _taken_over(c: Comparison) -> Iterator[Finding]:
    """Say which wording stands on both sides of one exchange."""
    tidy = find_taken_over(c).head(NAMED)
    if tidy.empty:
        return
    words = [
        [quotations.as_written(_first(c, row.said_ids), row.phrase), f" ({names.heading(row.side)})"]
        for row in tidy.itertuples()
    ]
    parts = (
        f"Said by {country(c.sides.actor)} and by the other side in one document: ",
        *_listed(words),
        f". {exchange.FIRST}",
    )
    ids = [
        one
        for row in tidy.itertuples()
        for one in f"{row.said_ids}{LIST_SEPARATOR}{row.heard_ids}".split(LIST_SEPARATOR)
    ]
    yield Finding("Wording of both sides", Sentence(parts), _rows(c, ids))


def _replies(c: Comparison) -> Iterator[Finding]:
    """Say which wording both counterparts are reported to use."""
    tidy = phrases_in_return(c)
    tidy = tidy[tidy.phrase.str.count(" ") > 1].head(NAMED)
    if tidy.empty:
        return
    words = [[quotations.as_written(_first(c, row.first_ids), row.phrase)] for row in tidy.itertuples()]
    both = names.listed([country(side) for side in c.counterparts])
    parts = (f"{both[0].upper()}{both[1:]} are reported in the same words of three and more: ",)
    ids = [row.first_ids.split(LIST_SEPARATOR)[0] for row in tidy.itertuples()]
    ids += [row.second_ids.split(LIST_SEPARATOR)[0] for row in tidy.itertuples()]
    yield Finding("Replies alike", Sentence((*parts, *_listed(words), f". {exchange.ALIKE}")), _rows(c, ids))
