"""What is held: documents by publisher and period, and the periods of which nothing is held."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pandas as pd

from positions import schemas
from positions.comparison.calendar import LENGTHS, is_told, period, span
from positions.comparison.pair import Comparison, made_once
from positions.comparison.register import register

HOLDINGS = schemas.Schema(
    "documents by publisher and period",
    {
        "publisher": str,  # blank: not known
        "unit": str,  # day, month, year, decade: one for the whole table; blank when no document has a date
        "period": str,  # 2025-01; blank: the date is not known so closely
        "documents": int,
    },
)
GAPS = schemas.Schema(
    "periods without documents",
    {
        "publisher": str,  # ALL: of whatever publisher
        "unit": str,  # the shortest of which the publisher has a document or more on average; blank: too few to tell
        "periods": int,  # from the first to the last of the whole collection
        "documents": int,  # dated so closely
        "without": int,  # periods without a document
        "gaps": str,  # "2025-02-01 to 2025-02-03", those that follow each other as one, the longest first
    },
)
ALL = "*"
MOST = 36  # periods that can be read below one another: three years by months, a month by days


@made_once
def holdings(comparison: Comparison) -> pd.DataFrame:
    """Count the documents of each publisher in each period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema HOLDINGS, the publisher with most documents first, every period from the first to the last of
        the whole collection, also where there is none; the unit is the shortest of which there are at most `MOST`.
    """
    listed = register(comparison)
    units = (unit for unit in LENGTHS if is_told(listed.published, unit))
    unit = next((unit for unit in units if len(span(_periods(listed, unit), unit)) <= MOST), "")
    found = _periods(listed, unit) if unit else pd.Series("", index=listed.index, dtype="str")
    table = []
    for publisher in by_size(listed.publisher):
        numbers = found[listed.publisher == publisher].value_counts()
        for name in [*(span(found, unit) if unit else []), *([""] if (found == "").any() else [])]:
            row = {"publisher": publisher, "unit": unit, "period": name}
            table.append(row | {"documents": int(numbers.get(name, 0))})
    return HOLDINGS.table(table)


@made_once
def gaps(comparison: Comparison) -> pd.DataFrame:
    """Tell the periods without a document, of all publishers together and of each.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema GAPS, all together first, then by publisher where there are several; without rows when the
        documents are of one period or none is dated.
    """
    listed = register(comparison)
    groups = [(ALL, listed)]
    if listed.publisher.nunique() > 1:
        groups += [(name, listed[listed.publisher == name]) for name in by_size(listed.publisher)]
    return GAPS.table([row for name, own in groups for row in _gaps(name, own, listed)])


def _gaps(publisher: str, own: pd.DataFrame, listed: pd.DataFrame) -> Iterator[dict]:
    """Yield the row of one publisher."""
    row = {"publisher": publisher, "unit": "", "periods": 0, "documents": len(own), "without": 0, "gaps": ""}
    if listed.published[listed.published != ""].nunique() < 2:
        return
    for unit in LENGTHS:
        whole, found = span(_periods(listed, unit), unit), _periods(own, unit)
        n = int((found != "").sum())
        if is_told(listed.published, unit) and n >= len(whole) > 1:
            there = set(found)
            missing = [at for at, name in enumerate(whole) if name not in there]
            row |= {"unit": unit, "periods": len(whole), "documents": n, "without": len(missing)}
            row["gaps"] = schemas.LIST_SEPARATOR.join(_runs(missing, whole))
            break
    yield row


def _runs(missing: Sequence[int], whole: Sequence[str]) -> list[str]:
    """Return the periods missing, those that follow each other as one, the longest first."""
    runs = [[at for _, at in run] for _, run in groupby(enumerate(missing), key=lambda pair: pair[1] - pair[0])]
    runs.sort(key=len, reverse=True)
    return [" to ".join(dict.fromkeys((whole[run[0]], whole[run[-1]]))) for run in runs]


def by_size(column: pd.Series) -> list[str]:
    """Return the values of a column, the most frequent first, then by name."""
    return list(column.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)


def _periods(listed: pd.DataFrame, unit: str) -> pd.Series:
    """Return the period of each document."""
    return listed.published.map(lambda day: period(day, unit)).astype("str")
