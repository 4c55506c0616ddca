"""Standing formulas of diplomacy (``formulas.yaml``): where they stand, and how their use changes.

A formula is new, dropped, higher or lower in the last period than in the one before. Periods are months, quarters or
years of publication: the shortest unit whose last two periods both have enough documents with statements to the side.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from positions import schemas, statistics
from positions.comparison.archive_coverage import periods_of
from positions.comparison.breakdowns import TREND_UNITS
from positions.comparison.concordance import place_in_text
from positions.comparison.partition import Comparison, table_of
from positions.countries import codes
from positions.data_files import Node, entries
from positions.errors import InputError

FORMULA_FIELDS = ("id", "usual", "words")
GAP = re.compile(r" (\?)?")


class Formula(NamedTuple):
    """A standing formula: its name, family, the counterpart it is usual with, and its rank in the family (0: none)."""

    name: str
    family: str
    usual: str
    rank: int
    pattern: re.Pattern


@cache
def standing_formulas() -> dict[str, Formula]:
    """Return the standing formulas by name, in the order of the list.

    Raises
    ------
    InputError
        If ``formulas.yaml`` has a name twice, an unknown counterpart, or an invalid regular expression. The error has
        the line.
    """
    found: dict[str, Formula] = {}
    for kind, families in entries("comparison", "formulas").entries("part of the list", ("ranked", "unranked")).items():
        for family, listed in families.entries("family").items():
            for rank, node in enumerate(listed.items(), 1):
                formula = _read_formula(node, family, rank if kind == "ranked" else 0)
                if formula.name in found:
                    raise InputError(node.place, f"the formula {formula.name!r} is given twice", "Keep one of them.")
                found[formula.name] = formula
    return found


def _read_formula(node: Node, family: str, rank: int) -> Formula:
    """Read one formula."""
    fields = node.entries("part of a formula", FORMULA_FIELDS)
    usual = fields["usual"].value()
    if usual not in ("", *codes()):
        raise InputError(fields["usual"].place, f"{usual!r} has no profile", f"Accepted: {', '.join(codes())}.")
    words = [GAP.sub(_gap, part.value()) for part in fields["words"].texts()]
    try:
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
    except re.error as error:
        raise InputError(fields["words"].place, "is not a regular expression", f"Correct it ({error}).") from None
    return Formula(fields["id"].text(), family, usual, rank, pattern)


def _gap(space: re.Match) -> str:
    """Return what a space in a pattern stands for; one with a question mark may be missing."""
    return rf"[\s-]{'*' if space.group(1) else '+'}"


@table_of(formula=str, family=str, statement_id=str, words=str, start=int, end=int, at=int)
def find_formulas(comparison: Comparison) -> pd.DataFrame:
    """Find every place of every standing formula.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        For the statements of every part, repeated ones once: ``words`` as in the text, ``start`` and ``end`` in the
        content, and ``at``, where they start in the document's text. Of the formulas of one family at one place only
        the longest counts: "all-weather strategic cooperative partnership" is not also "partnership".
    """
    rows = comparison.statements[comparison.statements.repeats == ""]
    table = []
    for statement_id, content, spans in zip(rows.statement_id, rows.content, rows.spans, strict=True):
        found = [(f, m) for f in standing_formulas().values() for m in f.pattern.finditer(content)]
        for formula, match in found:
            if not any(f.family == formula.family and _covers(m, match) for f, m in found):
                places = (*match.span(), place_in_text(spans, match.start()))
                table.append((formula.name, formula.family, statement_id, match.group(), *places))
    return table


def _covers(rival: re.Match, match: re.Match) -> bool:
    """Tell whether a match lies within a longer one."""
    longer = rival.end() - rival.start() > match.end() - match.start()
    return longer and rival.start() <= match.start() and match.end() <= rival.end()


def are_in_formula(comparison: Comparison, places: pd.DataFrame) -> pd.Series:
    """Tell which places are part of a standing formula, or overlap with one.

    Parameters
    ----------
    comparison : Comparison
    places : DataFrame
        With the columns ``statement_id``, ``start`` and ``end`` (in the document's text).

    Returns
    -------
    Series of bool
        Index as given.
    """
    taken: dict[str, list[tuple[int, int]]] = {}
    for row in find_formulas(comparison).itertuples():
        taken.setdefault(row.statement_id, []).append((row.at, row.at + row.end - row.start))
    own = zip(places.statement_id, places.start, places.end, strict=True)
    found = [any(s < end and start < e for s, e in taken.get(name, ())) for name, start, end in own]
    return pd.Series(found, index=places.index, dtype=bool)


LEAST = 10  # documents: of fewer, a formula that is missing may still be in more than a quarter of all (Wilson)


@table_of(side=str, unit=str, before=str, last=str, before_of=int, last_of=int, earlier_of=int)
def compared_periods(comparison: Comparison) -> pd.DataFrame:
    """Choose the periods to compare, for either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        One row for either side: the ``unit`` (month, quarter, year; blank when no two periods have enough documents),
        the ``last`` period and the one ``before``, and the documents with statements to the side in these and in all
        periods before the last (``earlier_of``).
    """
    return [(side, *_last_periods(_dated(comparison, side))) for side in comparison.counterparts]


def _last_periods(dated: pd.DataFrame) -> tuple[str, str, str, int, int, int]:
    """Return the unit, the period before and the last, and the documents of these and of all before the last."""
    for unit in TREND_UNITS:
        sizes = dated.groupby(periods_of(dated.published, unit)).doc_id.nunique().drop("", errors="ignore")
        if len(sizes) > 1 and min(sizes.iloc[-2:]) >= LEAST:
            return unit, *sizes.index[-2:], *sizes.iloc[-2:], sizes.iloc[:-1].sum()
    return "", "", "", 0, 0, 0


@table_of(
    side=str,
    formula=str,
    before=int,
    last=int,
    earlier=int,
    change=str,
    beyond=str,
    before_ids=str,
    last_ids=str,
    earlier_ids=str,
)
def count_changes(comparison: Comparison) -> pd.DataFrame:
    """Count the documents with each formula in the last period and the one before.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        In the order of the list of formulas, the documents that have it in the ``last`` period, in the one ``before``
        and in all ``earlier`` than the last, with their statements; without rows for a side whose periods have too few
        documents. ``change`` is new, again or dropped; blank when it stands in both. ``beyond`` is yes when chance
        alone would not make the difference of shares: by Newcombe's interval of the difference, widened for all
        formulas compared at once (Bonferroni).
    """
    table = []
    for period in _told(comparison):
        counted = list(_counted(comparison, period))
        z = statistics.normal_quantile(at_once=max(1, len(counted)))
        for row in counted:
            pairs = ((row["last"], period.last_of), (row["before"], period.before_of))
            now, then = ((k / n, statistics.wilson_interval(k, n, z)) for k, n in pairs)
            low, high = statistics.difference_interval(*now, *then)
            table.append({"side": period.side} | row | {"beyond": "no" if low <= 0 <= high else "yes"})
    return table


@table_of(side=str, family=str, before=str, last=str, change=str, before_ids=str, last_ids=str)
def changed_ranks(comparison: Comparison) -> pd.DataFrame:
    """List the families whose highest formula in the last period differs from that in the period before.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        The highest formula ``before`` and in the ``last`` period, and whether the family was ``upgraded`` or
        ``downgraded``. Families without a formula in either period have no row.
    """
    table = []
    for period in _told(comparison):
        placed = _placed(comparison, period)
        placed = placed.assign(rank=placed.formula.map(lambda name: standing_formulas()[name].rank))
        for family, own in placed[placed["rank"] > 0].groupby("family", sort=False):
            parts = (own[own.period == name] for name in (period.before, period.last))
            before, last = (part[part["rank"] == part["rank"].max()] for part in parts)
            if before.empty or last.empty or before["rank"].iloc[0] == last["rank"].iloc[0]:
                continue
            change = "upgraded" if last["rank"].iloc[0] > before["rank"].iloc[0] else "downgraded"
            names = (before.formula.iloc[0], last.formula.iloc[0], change)
            table.append((period.side, family, *names, _statement_ids(before), _statement_ids(last)))
    return table


def _told(comparison: Comparison) -> Iterator:
    """Return the periods compared of the sides that have enough documents."""
    found = compared_periods(comparison)
    return found[found.unit != ""].itertuples()


def _dated(comparison: Comparison, side: str) -> pd.DataFrame:
    """Return the state's statements to a side whose day of publication is known, in order.

    The document is the first that carries the release, so that reprints count as one.
    """
    rows = comparison.part("said", side)
    rows = rows.assign(doc_id=comparison.release(rows))
    return rows[rows.published != ""].sort_values("published", kind="stable")


def _placed(comparison: Comparison, period: object) -> pd.DataFrame:
    """Return the places of formulas in statements to a side, each with its period."""
    rows = _dated(comparison, period.side)
    rows = rows.assign(period=periods_of(rows.published, period.unit))
    return find_formulas(comparison).merge(rows[["statement_id", "doc_id", "period"]], on="statement_id")


def _counted(comparison: Comparison, period: object) -> Iterator[dict]:
    """Yield for each formula the documents that have it, by period."""
    placed = _placed(comparison, period)
    for name in standing_formulas():
        own = placed[(placed.formula == name) & (placed.period != "")]
        parts = {"before": own[own.period == period.before], "last": own[own.period == period.last]}
        parts["earlier"] = own[own.period < period.last]
        n = {key: int(part.doc_id.nunique()) for key, part in parts.items()}
        if n["last"] or n["before"]:
            missed = "again" if n["earlier"] else "new"
            change = "dropped" if not n["last"] else missed if not n["before"] else ""
            ids = {f"{key}_ids": _statement_ids(part) for key, part in parts.items()}
            yield {"formula": name, "change": change} | n | ids


def _statement_ids(rows: pd.DataFrame) -> str:
    """Return the statements of rows as a list."""
    return schemas.LIST_SEPARATOR.join(dict.fromkeys(rows.statement_id))
