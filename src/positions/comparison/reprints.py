"""One release, many reprints: the releases that several documents carry, and what counting by release changes."""

import pandas as pd

from positions import schemas
from positions.comparison.pair import Comparison, made_once
from positions.comparison.register import register

REPRINTS = schemas.Schema(
    "releases that several documents carry",
    {
        "release": str,  # doc_id of the document that speaks for it
        "documents": int,
        "publishers": int,
    },
)
COUNTED = schemas.Schema(
    "statements counted by article and by release",
    {
        "part": str,  # said, heard, joint, both
        "side": str,
        "statements": int,
        "documents": int,  # they stand in
        "releases": int,  # they stand in: a release counts once, however many carry it
        "spoken": int,  # statements of the documents that speak for their releases, without what others have
    },
)
PARTS = ("said", "heard", "joint", "both")


@made_once
def reprints(comparison: Comparison) -> pd.DataFrame:
    """List the releases that more than one document carries.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema REPRINTS, the one with most carriers first, then the earliest.
    """
    listed = register(comparison)
    listed = listed[listed.role != ""].sort_values(["published", "doc_id"], kind="stable")
    table = []
    for release, own in listed.groupby("release", sort=False):
        table.append({"release": release, "documents": len(own), "publishers": own.publisher.nunique()})
    return REPRINTS.table(sorted(table, key=lambda row: -row["documents"]))


@made_once
def counted(comparison: Comparison) -> pd.DataFrame:
    """Count the statements of each part by article and by release.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema COUNTED; parts without a statement have no row.
    """
    table = []
    for part in PARTS:
        rows = comparison.part(part)
        for side in dict.fromkeys([*comparison.counterparts, *rows.side]):
            own = rows[rows.side == side]
            if len(own):
                releases = comparison.release(own)
                row = {"part": part, "side": side, "statements": len(own), "documents": own.doc_id.nunique()}
                row |= {"releases": releases.nunique(), "spoken": int((own.doc_id == releases).sum())}
                table.append(row)
    return COUNTED.table(table)
