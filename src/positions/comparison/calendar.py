"""Days, months, years and decades of publication, and all of them from the first to the last."""

import pandas as pd

LENGTHS = {"day": 10, "month": 7, "year": 4, "decade": 4}  # characters of an ISO date that tell the period
FREQUENCIES = {"day": "D", "month": "M", "year": "Y"}


def period(published: str, unit: str) -> str:
    """Return the period a date lies in: ``2025-01-31``, ``2025-01``, ``2025``, ``2020s``.

    Parameters
    ----------
    published : str
        ISO date, or a year when that is all.
    unit : str
        day, month, year or decade.

    Returns
    -------
    str
        Blank when the date is not known so closely.
    """
    if len(published) < LENGTHS[unit]:
        return ""
    return f"{published[:3]}0s" if unit == "decade" else published[: LENGTHS[unit]]


def span(periods: pd.Series, unit: str) -> list[str]:
    """Return every period from the first to the last of those given, in order; blank ones tell nothing.

    Parameters
    ----------
    periods : Series of str
        As `period` names them.
    unit : str
    """
    told = periods[periods != ""]
    if told.empty:
        return []
    first, last = told.min(), told.max()
    if unit == "decade":
        return [f"{year}s" for year in range(int(first[:4]), int(last[:4]) + 1, 10)]
    return [str(each) for each in pd.period_range(first, last, freq=FREQUENCIES[unit])]


def is_told(published: pd.Series, unit: str) -> bool:
    """Tell whether most of the dates that are known at all are known closely enough for a unit."""
    dated = published[published != ""]
    return len(dated) > 0 and 2 * int((dated.str.len() >= LENGTHS[unit]).sum()) > len(dated)
