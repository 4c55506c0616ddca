"""Shares of statements with a code, to either side, and whether they differ by more than chance and coding allow."""

from collections.abc import Sequence

import pandas as pd

from positions import schemas, uncertainty
from positions.comparison.counts import ASPECTS, WORDS
from positions.comparison.pair import Comparison, made_once
from positions.comparison.resampling import Clusters, clusters, difference
from positions.countries import SIDES
from positions.validation import store

SHARES = schemas.Schema(
    "shares",
    {
        "aspect": str,
        "code": str,
        "side": str,
        "n": int,
        "of": int,
        "percent": int,  # n of 100 statements, rounded
        "low": int,  # 95% interval that counts releases (`uncertainty.clustered`), per cent, rounded
        "high": int,
        "p": int,  # of 10,000: of the difference between the sides, adjusted for all the codes (`resampling`)
        "differs": str,  # "higher" or "lower" than the other side's, beyond chance and the error of the coding
        "withheld": str,  # the same where it is beyond chance only as long as the coding is taken to be without error
    },
)
BEYOND_CHANCE = 500  # of 10,000
CERTAIN = 10_000
CODES = ("act", "stance", "theme")
NEITHER = ("", "")


@made_once
def shares(comparison: Comparison) -> pd.DataFrame:
    """Shares of acts, stances and themes, of statements with terms and with a name, to either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema SHARES, two rows for each code, one for either side; without rows when there are too few to
        compare (`Comparison.enough`).
    """
    if not comparison.enough():
        return SHARES.table([])
    return contrast(comparison, pd.concat([comparison.part("said", side) for side in comparison.counterparts]))


def contrast(
    comparison: Comparison, rows: pd.DataFrame, aspects: Sequence[str] = (*CODES, *WORDS), families: int = 1
) -> pd.DataFrame:
    """Compare the shares of codes among some of the statements.

    A share ``differs`` when its adjusted p is below .05 and the interval of the difference leaves out 0 after what the
    coding gets wrong is taken off, with its own uncertainty (`positions.validation`), for all codes at once that chance
    does not explain (Bonferroni): which these are does not depend on the hand coding that the errors were measured on.
    Where too few statements of the hand coding have a code to tell, and where it is not of
    the countries compared, no difference is claimed.

    Parameters
    ----------
    comparison : Comparison
    rows : DataFrame
        Statements to the two sides, some to each.
    aspects : sequence of str
        What is compared: act, stance, theme, terms attached, name given.
    families : int
        How many such sets of statements are compared at once: p is adjusted for that as well (Bonferroni).

    Returns
    -------
    DataFrame
        With the schema SHARES.
    """
    has = having(rows, aspects)
    found = clusters(has, rows.side, comparison.counterparts, comparison.release(rows))
    p = (difference(found) * families).clip(max=CERTAIN)
    z = uncertainty.quantile(at_once=max(1, int((p < BEYOND_CHANCE).sum())) * families)
    limits = [uncertainty.clustered(*found.side(i)) for i in (0, 1)]
    wide = [uncertainty.clustered(*found.side(i), z) for i in (0, 1)]
    table, measured = [], comparison.sides.are_measured
    for at, (aspect, code) in enumerate(has.columns):
        seen = (*found.means()[:, at], wide[0][at], wide[1][at])
        words = _direction(found, at) if p[at] < BEYOND_CHANCE else NEITHER
        is_sure = measured and _beyond_coding(aspect, code, seen, comparison.counterparts[0], z)
        claimed = words if is_sure else NEITHER
        for i, side in enumerate(comparison.counterparts):
            n, of = int(found.sums[i, :, at].sum()), int(found.sizes[i].sum())
            low, high = (round(100 * limit) for limit in limits[i][at])
            share = {"aspect": aspect, "code": code, "side": side, "n": n, "of": of, "percent": round(100 * n / of)}
            share |= {"low": low, "high": high, "p": int(p[at]), "differs": claimed[i]}
            table.append(share | {"withheld": words[i] if claimed == NEITHER else ""})
    return SHARES.table(table)


def having(rows: pd.DataFrame, aspects: Sequence[str] = (*CODES, *WORDS)) -> pd.DataFrame:
    """Tell for each statement whether it has each code, or any words, of the aspects.

    Returns
    -------
    DataFrame
        1 and 0; columns (aspect, code) by aspect, the most frequent codes first, code blank for words.
    """
    found: dict[tuple[str, str], pd.Series] = {}
    for aspect in aspects:
        column = rows[ASPECTS[aspect]].astype("str")
        if aspect in WORDS:
            found[aspect, ""] = column != ""
            continue
        split = column.str.get_dummies(schemas.LIST_SEPARATOR)
        order = split.sum().sort_values(ascending=False, kind="stable").index
        found |= {(aspect, code): split[code] for code in order if code}
    return pd.DataFrame(found).astype(float)


def _direction(found: Clusters, at: int) -> tuple[str, str]:
    """Say of either side whether its share is the higher or the lower."""
    first, second = found.means()[:, at]
    return ("higher", "lower") if first > second else ("lower", "higher")


def _beyond_coding(aspect: str, code: str, seen: tuple, first: str, z: float) -> bool:
    """Tell whether a difference stays, in the direction seen, when what the coding makes of it is taken off."""
    table = store.stored().tables["share_errors"]
    error = table[(table.aspect == aspect) & (table.code == code)]
    if error.empty:
        return False
    one, other, limits, others = seen
    sign = 1 if first == SIDES.counterparts[0] else -1
    interval = uncertainty.difference(one, limits, other, others)
    off = sign * float(error.difference.iloc[0]), float(error.sd.iloc[0])
    low, high = uncertainty.corrected(one - other, interval, *off, z)
    return low > 0 if one > other else high < 0
