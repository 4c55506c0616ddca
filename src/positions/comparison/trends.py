"""Over time: what was said to either country in each month, quarter or year, and how it measures."""

import pandas as pd

from positions import schemas
from positions.comparison.measures import MEASURED, measured
from positions.comparison.pair import Comparison, made_once

TRENDS = schemas.Schema(
    "measures by period",
    {
        "period": str,  # 2025-03, 2025-Q1 or 2025
        "months": str,  # those of publication in it, as `links.rows` takes them; a year where that is all
        "side": str,
        **MEASURED,
    },
)
MOST = 18  # periods of a kind before longer ones are taken
UNITS = ("month", "quarter", "year")


@made_once
def trends(comparison: Comparison) -> pd.DataFrame:
    """Measure what the state said to either side, period by period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema TRENDS, by period and side; a side to which nothing was said in a period has no row for it.
        Undated statements are in none.
    """
    unit, said = unit_of(comparison), {side: comparison.part("said", side) for side in comparison.counterparts}
    said = {side: rows[rows.published != ""] for side, rows in said.items()}
    table = []
    for period in periods(comparison):
        for side, rows in said.items():
            own = rows[rows.published.map(lambda day: period_of(day, unit)) == period]
            months = schemas.LIST_SEPARATOR.join(sorted(set(own.published.str[:7])))
            table += [{"period": period, "months": months, "side": side} | row for row in measured(comparison, own)]
    return TRENDS.table(table)


def unit_of(comparison: Comparison) -> str:
    """Return the shortest period of which few enough lie between first and last date: month, quarter or year."""
    days = _days(comparison)
    if any("-" not in day for day in days):
        return "year"
    return next((unit for unit in UNITS if not days or len(_between(days[0], days[-1], unit)) <= MOST), "year")


def periods(comparison: Comparison) -> list[str]:
    """Return the periods from the first statement to the last, those without any among them."""
    days = _days(comparison)
    return _between(days[0], days[-1], unit_of(comparison)) if days else []


def period_of(day: str, unit: str) -> str:
    """Return the period that a date of publication lies in.

    Parameters
    ----------
    day : str
        ISO date; of a year alone the period is the year.
    unit : str
        month, quarter or year.
    """
    if unit == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[:7] if unit == "month" else day[:4]


def _days(comparison: Comparison) -> list[str]:
    """Return the dates on which statements to either side were published, in order."""
    days = pd.concat([comparison.part("said", side).published for side in comparison.counterparts])
    return sorted(set(days[days != ""]))


def _between(first: str, last: str, unit: str) -> list[str]:
    """Return the periods from one date to another."""
    ends = {"month": range(1, 13), "quarter": range(1, 13, 3), "year": (1,)}[unit]
    found = [period_of(f"{y}-{m:02}", unit) for y in range(int(first[:4]), int(last[:4]) + 1) for m in ends]
    return found[found.index(period_of(first, unit)) : found.index(period_of(last, unit)) + 1]
