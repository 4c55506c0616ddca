"""The register of documents: each with what it names, which release it carries and what was found in it."""

import pandas as pd

from positions import schemas
from positions.attribution.countries import mentions
from positions.comparison.pair import Comparison, made_once
from positions.countries import Sides
from positions.documents import Document, Span

BOTH, NEITHER = "BOTH", "NEITHER"
REGISTER = schemas.Schema(
    "documents read",
    {
        **schemas.DOCUMENTS.columns,  # `publisher` is the outlet's code where the name is not known
        "names": str,  # the counterpart it names, BOTH or NEITHER
        "release": str,  # doc_id of the document that speaks for the release it carries, its own when it stands alone
        "role": str,  # how it is related to that one (`schemas.CARRIERS`); blank when it stands alone
        "statements": int,  # that enter the comparison, with those that repeat another and those counted apart
    },
)


@made_once
def register(comparison: Comparison) -> pd.DataFrame:
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
    found = rows[rows.part != "outside"].groupby("doc_id").size()
    roles = dict(zip(comparison.carried.doc_id, comparison.carried.role, strict=True))
    table = []
    for document in comparison.documents:
        row = {name: getattr(document, name) for name in schemas.DOCUMENTS.columns}
        row |= {"publisher": document.publisher or document.outlet, "names": _names(document, comparison.sides)}
        row |= {"release": comparison.releases[document.doc_id], "role": roles.get(document.doc_id, "")}
        row |= {"statements": int(found.get(document.doc_id, 0))}
        table.append(row)
    return REGISTER.table(table)


def _names(document: Document, sides: Sides) -> str:
    """Return which of the counterparts a document names, in its headline or below it."""
    there = {mention.country for mention in mentions(document.text, Span(0, document.characters), sides)}
    named = [side for side in sides.counterparts if side in there]
    return BOTH if len(named) == len(sides.counterparts) else named[0] if named else NEITHER
