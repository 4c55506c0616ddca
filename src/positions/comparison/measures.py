"""What a set of statements is measured by: their mean stance, and the share of acts that commit."""

from functools import cache

import pandas as pd

from positions import schemas, uncertainty
from positions.attribution.lexicon import entries
from positions.coding.word_lists import known
from positions.comparison.pair import Comparison
from positions.comparison.resampling import bootstrap, clusters, difference

MEASURED = {
    "measure": str,  # stance (the mean) or committing (the share of acts that commit)
    "n": int,  # statements
    "releases": int,  # that they stand in
    "enough": str,  # yes or no: an interval is given (`Comparison.suffice`)
    "value": int,  # in hundredths: of a step of the stance scale, or of all statements
    "low": int,  # 95% interval in hundredths; the value itself where there are too few
    "high": int,
}
MEASURES = schemas.Schema("measures", MEASURED)


@cache
def committing() -> tuple[str, ...]:
    """Return the acts that commit.

    Raises
    ------
    InputError
        If ``measures.yaml`` names an act that the codebook does not have.
    """
    (acts,) = entries("comparison", "measures").entries("measure", ("committing",)).values()
    return tuple(known("act", act) for act in acts.texts())


def values(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each statement its stance, and whether its act commits."""
    columns = {"stance": rows.stance, "committing": rows.act.isin(committing())}
    return pd.DataFrame(columns, index=rows.index).astype(float)


def measured(comparison: Comparison, rows: pd.DataFrame) -> list[dict]:
    """Measure some statements.

    Parameters
    ----------
    comparison : Comparison
    rows : DataFrame
        Statements to one side; without any there is nothing to measure.

    Returns
    -------
    list of dict
        Rows of the schema MEASURES. The interval of the mean stance is that of releases drawn anew
        (`resampling.bootstrap`), that of the share counts releases (`uncertainty.clustered`).
    """
    if rows.empty:
        return []
    release, enough = comparison.release(rows), comparison.suffice(rows)
    sums, sizes = clusters(values(rows), pd.Series("", index=rows.index), ("", "none"), release).side(0)
    about = {"n": len(rows), "releases": len(sizes), "enough": "yes" if enough else "no"}
    table = []
    for at, measure in enumerate(("stance", "committing")):
        mean = sums[:, at].sum() / len(rows)
        low, high = (mean, mean) if not enough else _limits(measure, sums[:, [at]], sizes)
        hundredths = {"value": round(100 * mean), "low": round(100 * low), "high": round(100 * high)}
        table.append({"measure": measure} | about | hundredths)
    return table


def _limits(measure: str, sums: object, sizes: object) -> tuple[float, float]:
    """Return the interval of a measure."""
    return bootstrap(sums[:, 0], sizes) if measure == "stance" else uncertainty.clustered(sums, sizes)[0]


def apart(comparison: Comparison, rows: pd.DataFrame) -> dict[str, int]:
    """Test whether the measures of some statements differ between the sides.

    Returns
    -------
    dict of str to int
        By measure the p in 10,000ths, adjusted for both measures (`resampling.difference`).
    """
    found = clusters(values(rows), rows.side, comparison.counterparts, comparison.release(rows))
    return dict(zip(("stance", "committing"), map(int, difference(found)), strict=True))
