"""What the relationship is called, by whom, and when: every name with the first and the last day it was seen."""

import pandas as pd

from positions import schemas
from positions.comparison.pair import Comparison, made_once

RELATIONSHIPS = schemas.Schema(
    "names given to the relationship",
    {
        "side": str,
        "part": str,  # said, joint, heard
        "name": str,  # as first seen
        "first": str,  # day of publication, blank when no document with it has one
        "last": str,
        "days": str,  # all of them
        "statements": int,
        "of": int,  # statements of the part and side
        "documents": int,
        "speakers": str,
        "statement_ids": str,
    },
)
PARTS = ("said", "joint", "heard")


@made_once
def relationships(comparison: Comparison) -> pd.DataFrame:
    """List the names given to each relationship.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema RELATIONSHIPS, by counterpart and part, then by the day first seen. Names are the same when they
        differ in spelling only (`same_name`).
    """
    table = []
    for side in comparison.counterparts:
        for part in PARTS:
            rows = comparison.part(part, side)
            named = rows[rows.label != ""].sort_values("published", kind="stable")
            table += [_entry(own, len(rows)) for _, own in named.groupby(same_name(named.label), sort=False)]
    return RELATIONSHIPS.table(table)


def same_name(names: pd.Series) -> pd.Series:
    """Return names so that those which differ in how they are spelled only are equal.

    That is in capitals, hyphens, commas, blanks and line breaks ("iron-clad", "ironclad"), an article before them, and
    "Pak" for Pakistan.
    """
    plain = names.str.casefold().str.replace(r"^(?:the|an?|our|their|its)\s+", "", regex=True)
    return plain.str.replace(r"\bpak\b", "pakistan", regex=True).str.replace(r"[\s,-]+", "", regex=True)


def _entry(own: pd.DataFrame, of: int) -> dict:
    """Return the row of one name."""
    days = [day for day in dict.fromkeys(own.published) if day]
    row = {"side": own.side.iloc[0], "part": own.part.iloc[0], "name": own.label.iloc[0], "statements": len(own)}
    row |= {"first": days[0] if days else "", "last": days[-1] if days else "", "of": of}
    row |= {"days": schemas.LIST_SEPARATOR.join(days), "documents": own.doc_id.nunique()}
    row |= {"speakers": schemas.LIST_SEPARATOR.join(dict.fromkeys(name for name in own.speaker if name))}
    return row | {"statement_ids": schemas.LIST_SEPARATOR.join(own.statement_id)}
