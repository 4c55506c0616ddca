"""Coverage against the question: how many documents name the counterparts, and in how many something is said."""

import pandas as pd

from positions import schemas
from positions.comparison.holdings import by_size
from positions.comparison.pair import Comparison, made_once
from positions.comparison.register import BOTH, NEITHER, register

COVERAGE = schemas.Schema(
    "documents by what they name",
    {
        "publisher": str,  # blank: not known
        "names": str,  # the counterpart named, BOTH or NEITHER
        "documents": int,
        "speaking": int,  # of them, those with a statement of the comparison
        "statements": int,
    },
)


@made_once
def coverage(comparison: Comparison) -> pd.DataFrame:
    """Count the documents of each publisher by which of the counterparts they name.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema COVERAGE: for every publisher, the one with most documents first, a row for either counterpart
        alone, for both and for neither, also where there is none. A name is any word that attribution knows for a
        country; that a document names one does not say that it is about it.
    """
    listed = register(comparison)
    table = []
    for publisher in by_size(listed.publisher):
        own = listed[listed.publisher == publisher]
        for names in (*comparison.counterparts, BOTH, NEITHER):
            part = own[own.names == names]
            row = {"publisher": publisher, "names": names, "documents": len(part)}
            row |= {"speaking": int((part.statements > 0).sum()), "statements": int(part.statements.sum())}
            table.append(row)
    return COVERAGE.table(table)
