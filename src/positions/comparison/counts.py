"""Counts of codes by part and side, in tidy form; a code that does not occur has no row: absent is not zero."""

import pandas as pd

from positions import schemas
from positions.comparison.pair import Comparison, made_once

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
