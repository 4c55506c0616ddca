"""Wording given to both counterparts alike, or by both in return."""

import pandas as pd

from positions import schemas
from positions.comparison.formulas import in_formula
from positions.comparison.ngrams import CONTENT, index, longest
from positions.comparison.pair import Comparison, made_once

PHRASES = schemas.Schema(
    "phrases shared",
    {
        "phrase": str,  # in small letters
        "formula": str,  # "yes" when every place of it belongs to a standing formula
        "first": int,  # statements to (or by) the first counterpart that have it
        "second": int,
        "first_ids": str,
        "second_ids": str,
    },
)


@made_once
def phrases(comparison: Comparison) -> pd.DataFrame:
    """Find the phrases in the state's statements to both, mere assertions left aside.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PHRASES: what is no standing formula first, then those in the most statements of the rarer side,
        then the longer. A phrase has two words or more that are neither names nor function words, or belongs to a
        standing formula; one within a longer one in the same statements is dropped.
    """
    return _shared(comparison, "said")


@made_once
def answers(comparison: Comparison) -> pd.DataFrame:
    """Find the phrases in the statements of both counterparts to the actor (see `phrases`)."""
    return _shared(comparison, "heard")


def _shared(comparison: Comparison, part: str) -> pd.DataFrame:
    """Find the phrases that statements of one part have for both sides."""
    rows = comparison.part(part)
    side = rows[rows.act != "state"].set_index("statement_id").side
    places = index(comparison)
    places = places[(places.length > 1) & places.statement_id.isin(side.index)]
    places = places.assign(side=places.statement_id.map(side), formula=in_formula(comparison, places))
    places = places[(places.content >= CONTENT) | places.formula]
    ids = places.groupby(["phrase", "side"], sort=False).statement_id.agg(lambda own: tuple(dict.fromkeys(own)))
    found = {side: own.droplevel("side").to_dict() for side, own in ids.groupby(level="side")}
    first, second = (found.get(side, {}) for side in comparison.counterparts)
    shared = {phrase: (first[phrase], second[phrase]) for phrase in first if phrase in second}
    usual = places[places.phrase.isin(shared)].groupby("phrase").formula.all()
    table = []
    for phrase in longest(shared):
        one, other = shared[phrase]
        row = {"phrase": phrase, "formula": "yes" if usual[phrase] else "no", "first": len(one), "second": len(other)}
        ids_of = {name: schemas.LIST_SEPARATOR.join(own) for name, own in (("first_ids", one), ("second_ids", other))}
        table.append(row | ids_of)
    return PHRASES.table(sorted(table, key=_order))


def _order(row: dict) -> tuple:
    """Return what the phrases are sorted by."""
    few, many = sorted((row["first"], row["second"]))
    return row["formula"], -few, -many, -row["phrase"].count(" "), row["phrase"]
