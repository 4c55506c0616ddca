"""Standing formulas over time: new, dropped, higher or lower in the last period than in the one before.

Periods are months, quarters or years of publication: the shortest of which the last and the one before both have enough
documents with statements to the side.
"""

from collections.abc import Iterator

import pandas as pd

from positions import schemas, uncertainty
from positions.comparison.formulas import formulas, standing
from positions.comparison.pair import Comparison, made_once
from positions.comparison.trends import period_of

PERIODS = schemas.Schema(
    "periods compared",
    {
        "side": str,
        "unit": str,  # month, quarter, year; blank when no two periods have enough documents
        "before": str,  # 2025-01, 2025-Q1, 2025
        "last": str,
        "before_of": int,  # documents with statements to the side
        "last_of": int,
        "earlier_of": int,  # in all periods before the last
    },
)
CHANGES = schemas.Schema(
    "standing formulas by period",
    {
        "side": str,
        "formula": str,
        "before": int,  # documents of the period before that have it
        "last": int,
        "earlier": int,  # of all periods before the last
        "change": str,  # new, again, dropped; blank when it stands in both
        "beyond": str,  # "yes" when chance alone would not make the difference of shares
        "before_ids": str,  # statements
        "last_ids": str,
        "earlier_ids": str,
    },
)
RANKS = schemas.Schema(
    "families whose highest formula changed",
    {"side": str, "family": str, "before": str, "last": str, "change": str, "before_ids": str, "last_ids": str},
)
LEAST = 10  # documents: of fewer, a formula that is missing may still be in more than a quarter of all (Wilson)
UNITS = ("month", "quarter", "year")


@made_once
def periods(comparison: Comparison) -> pd.DataFrame:
    """Choose the periods to compare, for either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PERIODS, one row for either side.
    """
    table = []
    for side in comparison.counterparts:
        dated = _dated(comparison, side)
        row = {"side": side, "unit": "", "before": "", "last": "", "before_of": 0, "last_of": 0, "earlier_of": 0}
        for unit in UNITS:
            named = dated.published.map(lambda day, unit=unit: _period(day, unit))
            sizes = dated.groupby(named).doc_id.nunique().drop("", errors="ignore").sort_index()
            if len(sizes) > 1 and min(sizes.iloc[-2:]) >= LEAST:
                row |= {"unit": unit, "before": sizes.index[-2], "last": sizes.index[-1]}
                row |= {"before_of": int(sizes.iloc[-2]), "last_of": int(sizes.iloc[-1])}
                row["earlier_of"] = int(sizes.iloc[:-1].sum())
                break
        table.append(row)
    return PERIODS.table(table)


@made_once
def changes(comparison: Comparison) -> pd.DataFrame:
    """Count the documents with each formula in the last period and the one before.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema CHANGES, in the order of the list of formulas; without rows for a side whose periods have too
        few documents. ``beyond`` rests on Newcombe's interval of the difference, widened for all formulas compared at
        once (Bonferroni).
    """
    table = []
    for period in periods(comparison).itertuples():
        counted = list(_counted(comparison, period)) if period.unit else []
        z = uncertainty.quantile(at_once=max(1, len(counted)))
        for row in counted:
            pairs = ((row["last"], period.last_of), (row["before"], period.before_of))
            now, then = ((k / n, uncertainty.wilson(k, n, z)) for k, n in pairs)
            low, high = uncertainty.difference(*now, *then)
            table.append({"side": period.side} | row | {"beyond": "no" if low <= 0 <= high else "yes"})
    return CHANGES.table(table)


@made_once
def ranks(comparison: Comparison) -> pd.DataFrame:
    """Tell the families whose highest formula in the last period is another than in the period before.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema RANKS: ``upgraded`` or ``downgraded``. Families without a formula in either period have no row.
    """
    table = []
    for period in periods(comparison).itertuples():
        rows = _ranked(comparison, period) if period.unit else pd.DataFrame(columns=["family"])
        for family, own in rows.groupby("family", sort=False):
            parts = {name: own[own.period == getattr(period, name)] for name in ("before", "last")}
            if any(part.empty for part in parts.values()):
                continue
            top = {name: part[part["rank"] == part["rank"].max()] for name, part in parts.items()}
            one, other = (top[name]["rank"].iloc[0] for name in ("before", "last"))
            if one != other:
                row = {"side": period.side, "family": family, "change": "upgraded" if other > one else "downgraded"}
                row |= {name: part.formula.iloc[0] for name, part in top.items()}
                table.append(row | {f"{name}_ids": _ids(part) for name, part in top.items()})
    return RANKS.table(table)


def _dated(comparison: Comparison, side: str) -> pd.DataFrame:
    """Return the state's statements to a side whose day of publication is known, in order.

    As document stands the first that carries the release, so that reprints count as one.
    """
    rows = comparison.part("said", side)
    rows = rows.assign(doc_id=comparison.release(rows))
    return rows[rows.published != ""].sort_values("published", kind="stable")


def _period(day: str, unit: str) -> str:
    """Name the period of a day; blank when only the year is known and the unit is shorter."""
    return period_of(day, unit) if "-" in day or unit == "year" else ""


def _placed(comparison: Comparison, period: object) -> pd.DataFrame:
    """Return the places of formulas in statements to a side, each with its period."""
    rows = _dated(comparison, period.side)
    rows = rows.assign(period=rows.published.map(lambda day: _period(day, period.unit)))
    return standing(comparison).merge(rows[["statement_id", "doc_id", "period"]], on="statement_id")


def _ranked(comparison: Comparison, period: object) -> pd.DataFrame:
    """Return the places of ranked formulas, each with its rank."""
    placed = _placed(comparison, period)
    placed = placed.assign(rank=placed.formula.map(lambda name: formulas()[name].rank))
    return placed[placed["rank"] > 0]


def _counted(comparison: Comparison, period: object) -> Iterator[dict]:
    """Yield for each formula the documents that have it, by period."""
    placed = _placed(comparison, period)
    for name in formulas():
        own = placed[(placed.formula == name) & (placed.period != "")]
        parts = {"before": own[own.period == period.before], "last": own[own.period == period.last]}
        parts["earlier"] = own[own.period < period.last]
        n = {key: int(part.doc_id.nunique()) for key, part in parts.items()}
        if n["last"] or n["before"]:
            missed = "again" if n["earlier"] else "new"
            change = "dropped" if not n["last"] else missed if not n["before"] else ""
            yield {"formula": name} | n | {"change": change} | {f"{key}_ids": _ids(part) for key, part in parts.items()}


def _ids(rows: pd.DataFrame) -> str:
    """Return the statements of rows as a list."""
    return schemas.LIST_SEPARATOR.join(dict.fromkeys(rows.statement_id))
