"""Counts of codes by part and side, in tidy form; a code that does not occur has no row: absent is not zero."""

import pandas as pd

from positions import schemas, uncertainty
from positions.comparison.pair import Comparison, made_once
from positions.comparison.parameters import COUNTERPARTS
from positions.validation import store

COUNTS = schemas.Schema(
    "counts",
    {
        "part": str,
        "side": str,
        "aspect": str,
        "code": str,
        "n": int,  # statements with the code
        "of": int,  # statements of the part and side
        "documents": int,  # documents they stand in
    },
)
SHARES = schemas.Schema(
    "shares",
    {
        "aspect": str,
        "code": str,
        "side": str,
        "n": int,
        "of": int,
        "percent": int,  # n of 100 statements, rounded
        "low": int,  # 95% Wilson interval, per cent, rounded
        "high": int,
        "differs": str,  # "higher" or "lower" than the other side's when the interval of the difference leaves out 0,
        # the error of the coding taken into it
        "withheld": str,  # the same where it leaves out 0 only as long as the coding is taken to be without error
    },
)
ASPECTS = {
    "act": "act",
    "stance": "stance",
    "theme": "themes",
    "terms attached": "condition",
    "name given": "label",
    "wording": "quote_type",
    "institution": "institution",
    "target known from": "target_basis",
}
NEITHER = ("", "")
WORDS = ("terms attached", "name given")


@made_once
def counts(comparison: Comparison) -> pd.DataFrame:
    """Count every code in every part.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema COUNTS. Repeated statements are counted once. The aspect ``statements`` has the totals (code
        blank). Words of the source (terms, names) are grouped without regard to capitals, the first as it stands.
    """
    rows = comparison.statements[(comparison.statements.repeats == "") & (comparison.statements.part != "outside")]
    totals = rows.groupby(["part", "side"], sort=False).agg(of=("doc_id", "size"), documents=("doc_id", "nunique"))
    long = pd.concat([_aspect(rows, aspect) for aspect in ASPECTS], ignore_index=True)
    long = long.assign(key=long.code.str.casefold())
    found = long.groupby(["part", "side", "aspect", "key"], sort=False)
    found = found.agg(code=("code", "first"), n=("code", "size"), documents=("doc_id", "nunique")).reset_index()
    found = found.sort_values("n", ascending=False, kind="stable")
    found = found.assign(order=found.aspect.map(list(ASPECTS).index)).sort_values("order", kind="stable")
    found = found.merge(totals[["of"]].reset_index(), on=["part", "side"], how="left")
    whole = totals.reset_index().assign(aspect="statements", code="", n=totals.of.to_numpy())
    table = pd.concat([whole, found], ignore_index=True)[list(COUNTS.columns)]
    table = table.astype({name: "int64" if kind is int else "str" for name, kind in COUNTS.columns.items()})
    return COUNTS.check(table.sort_values(["part", "side"], kind="stable", ignore_index=True))


def _aspect(rows: pd.DataFrame, aspect: str) -> pd.DataFrame:
    """Return a row for each code of one aspect that a statement has."""
    single = rows[["part", "side", "doc_id"]].assign(aspect=aspect, code=rows[ASPECTS[aspect]].astype("str"))
    if aspect == "theme":
        single = single.assign(code=single.code.str.split(schemas.LIST_SEPARATOR)).explode("code").astype("str")
    return single[single.code != ""]


@made_once
def shares(comparison: Comparison) -> pd.DataFrame:
    """Shares of acts, stances and themes, of statements with terms and with a name, to either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema SHARES; without rows when there are too few to compare (`Comparison.enough`). The intervals of
        differences are Newcombe's, widened for all the codes compared at once (Bonferroni). For ``differs`` what the
        coding gets wrong is taken off, with its own uncertainty (`positions.validation`); where too few statements of
        the hand coding have a code to tell, no difference is claimed.
    """
    if not comparison.enough():
        return SHARES.table([])
    first, second = comparison.counterparts
    said = {side: comparison.part("said", side) for side in (first, second)}
    found = {side: _having(rows) for side, rows in said.items()}
    keys = list(dict.fromkeys([*found[first], *found[second]]))
    z = uncertainty.quantile(at_once=max(1, len(keys)))
    table = []
    for aspect, code in keys:
        k1, k2 = (found[side].get((aspect, code), 0) for side in (first, second))
        seen = uncertainty.difference(k1, len(said[first]), k2, len(said[second]), z)
        error = _error(aspect, code, first)
        left = uncertainty.corrected(k1 / len(said[first]) - k2 / len(said[second]), seen, *error, z) if error else None
        claimed, words = _words(left), _words(seen)
        withheld = words if claimed == NEITHER else NEITHER
        for i, (side, k) in enumerate(((first, k1), (second, k2))):
            share = _share(aspect, code, side, k, len(said[side]))
            table.append(share | {"differs": claimed[i], "withheld": withheld[i]})
    return SHARES.table(table)


def _words(interval: tuple[float, float] | None) -> tuple[str, str]:
    """Say of either side which is higher; nothing when the interval of the difference does not leave out 0."""
    low, high = interval or (0, 0)
    return ("higher", "lower") if low > 0 else ("lower", "higher") if high < 0 else NEITHER


def _error(aspect: str, code: str, first: str) -> tuple[float, float] | None:
    """Return what the coding adds to a difference of shares, and its standard deviation; None when not measured."""
    table = store.stored().tables["share_errors"]
    found = table[(table.aspect == aspect) & (table.code == code)]
    if found.empty:
        return None
    sign = 1 if first == COUNTERPARTS[0] else -1
    return sign * float(found.difference.iloc[0]), float(found.sd.iloc[0])


def _having(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return how many statements have each act, stance and theme, terms and a name."""
    found: dict[tuple[str, str], int] = {}
    for aspect in ("act", "stance", "theme"):
        column = rows[ASPECTS[aspect]].astype("str").str.split(schemas.LIST_SEPARATOR).explode()
        found |= {(aspect, code): int(n) for code, n in column.value_counts().items() if code}
    for aspect in WORDS:
        found[(aspect, "")] = int((rows[ASPECTS[aspect]] != "").sum())
    return found


def _share(aspect: str, code: str, side: str, k: int, n: int) -> dict:
    """Return one share with its interval, in per cent."""
    low, high = uncertainty.wilson(k, n)
    share = {"percent": round(100 * k / n), "low": round(100 * low), "high": round(100 * high)}
    return {"aspect": aspect, "code": code, "side": side, "n": k, "of": n} | share
