"""What the archive covers: documents by publisher and period, gaps, reprints, and what they name.

A `Comparison` comes in; tables of documents go out: the register, how many there are of each period, the periods
without any, how many name the counterparts, and which releases several documents carry.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product

import pandas as pd

from positions import schemas
from positions.attribution.speakers import country_mentions
from positions.comparison.partition import Comparison, table_of
from positions.countries import Sides
from positions.documents import Document, Span

DATE_LENGTHS = {"day": 10, "month": 7, "quarter": 7, "year": 4, "decade": 4}  # characters of a date that tell it
UNITS = ("day", "month", "year", "decade")  # in which the archive is counted


def period_of_date(published: str, unit: str) -> str:
    """Return the period a date lies in: ``2025-01-31``, ``2025-01``, ``2025-Q1``, ``2025``, ``2020s``.

    Parameters
    ----------
    published : str
        ISO date, or a year when that is all.
    unit : str
        day, month, quarter, year or decade.

    Returns
    -------
    str
        Blank if the date is not known that precisely.
    """
    if len(published) < DATE_LENGTHS[unit]:
        return ""
    if unit == "quarter":
        return f"{published[:4]}-Q{(int(published[5:7]) + 2) // 3}"
    return f"{published[:3]}0s" if unit == "decade" else published[: DATE_LENGTHS[unit]]


def periods_of(dates: pd.Series, unit: str) -> pd.Series:
    """Return the period of each date (`period_of_date`)."""
    return dates.map(lambda day: period_of_date(day, unit)).astype("str")


def all_periods(dates: Iterable[str], unit: str) -> list[str]:
    """Return every period from the first to the last of some dates, in order.

    Parameters
    ----------
    dates : iterable of str
        As `period_of_date` takes them; those that are not known so precisely are ignored.
    unit : str
    """
    told = sorted(day for day in set(dates) if period_of_date(day, unit))
    steps = pd.period_range(told[0], told[-1], freq="D" if unit == "day" else "M") if told else ()
    return list(dict.fromkeys(period_of_date(str(step), unit) for step in steps))


def is_dated_to(published: pd.Series, unit: str) -> bool:
    """Tell whether most of the known dates are precise enough for a unit."""
    return (periods_of(published[published != ""], unit) != "").mean() > 0.5


BOTH, NEITHER = "BOTH", "NEITHER"
REGISTER = schemas.TABLES["documents_read"]


@table_of(**REGISTER.columns)
def register_documents(comparison: Comparison) -> pd.DataFrame:
    """List the documents in range.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema REGISTER, in the order of the documents.
    """
    rows = comparison.statements
    found = rows[rows.part != "outside"].doc_id.value_counts()
    roles = dict(zip(comparison.carried.doc_id, comparison.carried.role, strict=True))
    return [
        {name: getattr(document, name) for name in schemas.DOCUMENTS.columns}
        | {
            "publisher": document.publisher or document.outlet,
            "names": _counterparts_named(document, comparison.sides),
            "release": comparison.releases[document.doc_id],
            "role": roles.get(document.doc_id, ""),
            "statements": found.get(document.doc_id, 0),
        }
        for document in comparison.documents
    ]


def _counterparts_named(document: Document, sides: Sides) -> str:
    """Return which of the counterparts a document names, in its headline or below it."""
    there = {mention.country for mention in country_mentions(document.text, Span(0, document.characters), sides)}
    named = [side for side in sides.counterparts if side in there]
    return BOTH if len(named) == len(sides.counterparts) else named[0] if named else NEITHER


ALL_PUBLISHERS = "*"
MOST_PERIODS = 36  # periods that can be read below one another: three years by months, a month by days


@table_of(publisher=str, unit=str, period=str, documents=int)
def count_holdings(comparison: Comparison) -> pd.DataFrame:
    """Count the documents of each publisher in each period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        A row for each ``publisher`` (blank: not known), the one with most documents first, and ``period`` from the
        first to the last of the whole collection, including empty ones; blank for dates that are not known so closely.
        The ``unit`` of all is the shortest that gives at most `MOST_PERIODS`; blank when no document has a date.
    """
    listed = register_documents(comparison)
    units = (unit for unit in UNITS if is_dated_to(listed.published, unit))
    unit = next((unit for unit in units if len(all_periods(listed.published, unit)) <= MOST_PERIODS), "")
    listed = listed.assign(period=periods_of(listed.published, unit) if unit else "")
    numbers = listed.groupby(["publisher", "period"]).size()
    periods = all_periods(listed.published, unit) if unit else []
    periods += [""] if (listed.period == "").any() else []
    rows = product(by_frequency(listed.publisher), periods)
    return [(publisher, unit, name, numbers.get((publisher, name), 0)) for publisher, name in rows]


@table_of(publisher=str, unit=str, periods=int, documents=int, without=int, gaps=str)
def find_gaps(comparison: Comparison) -> pd.DataFrame:
    """Find the periods without a document, for all publishers together and for each.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        A row for all ``publisher``s together (`ALL_PUBLISHERS`) and, if there are several, one for each; none if the
        documents are of one period or none is dated. ``unit`` is the shortest of which the publisher has a document or
        more on average; blank: too few to tell. Of the ``periods`` from the first to the last of the whole collection,
        and the ``documents`` dated so closely, ``without`` is how many periods have none, and ``gaps`` which:
        "2025-02-01 to 2025-02-03", those that follow each other as one, the longest first.
    """
    listed = register_documents(comparison)
    groups = [(ALL_PUBLISHERS, listed)]
    if listed.publisher.nunique() > 1:
        groups += [(name, listed[listed.publisher == name]) for name in by_frequency(listed.publisher)]
    return [row for name, own in groups for row in _gaps_of(name, own, listed)]


def _gaps_of(publisher: str, own: pd.DataFrame, listed: pd.DataFrame) -> Iterator[dict]:
    """Yield the row of one publisher."""
    row = {"publisher": publisher, "unit": "", "periods": 0, "documents": len(own), "without": 0, "gaps": ""}
    if listed.published[listed.published != ""].nunique() < 2:
        return
    for unit in UNITS:
        whole, found = all_periods(listed.published, unit), periods_of(own.published, unit)
        n = int((found != "").sum())
        if is_dated_to(listed.published, unit) and n >= len(whole) > 1:
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


def by_frequency(column: pd.Series) -> list[str]:
    """Return the values of a column, the most frequent first, then by name."""
    return list(column.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)


@table_of(publisher=str, names=str, documents=int, speaking=int, statements=int)
def count_coverage(comparison: Comparison) -> pd.DataFrame:
    """Count the documents of each publisher by which of the counterparts they name.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        For every ``publisher`` (blank: not known), the one with most documents first, a row for each counterpart alone,
        for both and for neither (``names``), even if the number is 0. ``speaking`` are the documents that have a
        statement of the comparison. A name is any word that attribution knows for a country; a document that names a
        country need not be about it.
    """
    listed = register_documents(comparison)
    rows = product(by_frequency(listed.publisher), (*comparison.counterparts, BOTH, NEITHER))
    order = pd.MultiIndex.from_tuples(rows, names=["publisher", "names"])
    groups = listed.assign(speaking=listed.statements > 0).groupby(["publisher", "names"])
    found = groups.agg(documents=("doc_id", "size"), speaking=("speaking", "sum"), statements=("statements", "sum"))
    return found.reindex(order, fill_value=0).reset_index()


COUNTED_PARTS = ("said", "heard", "joint", "both")


@table_of(release=str, documents=int, publishers=int)
def list_reprints(comparison: Comparison) -> pd.DataFrame:
    """List the releases that more than one document carries.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        Each ``release`` by the document that speaks for it, the one with most carriers first, then the earliest.
    """
    listed = register_documents(comparison)
    listed = listed[listed.role != ""].sort_values(["published", "doc_id"], kind="stable")
    found = listed.groupby("release", sort=False).agg(documents=("doc_id", "size"), publishers=("publisher", "nunique"))
    return found.reset_index().sort_values("documents", ascending=False, kind="stable")


@table_of(part=str, side=str, statements=int, documents=int, releases=int, spoken=int)
def count_by_release(comparison: Comparison) -> pd.DataFrame:
    """Count the statements of each part by article and by release.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        For each ``part`` and ``side`` with a statement the ``documents`` and ``releases`` they stand in: a release
        counts once, however many carry it. ``spoken`` are the statements of the documents that speak for their
        releases, without what others have.
    """
    rows = comparison.parts(*COUNTED_PARTS)
    rows = rows.assign(release=comparison.release(rows))
    rows = rows.assign(spoken=rows.doc_id == rows.release)
    found = rows.groupby(["part", "side"]).agg(
        statements=("doc_id", "size"),
        documents=("doc_id", "nunique"),
        releases=("release", "nunique"),
        spoken=("spoken", "sum"),
    )
    order = [key for key in product(COUNTED_PARTS, (*comparison.counterparts, BOTH)) if key in found.index]
    return found.loc[order].reset_index()
