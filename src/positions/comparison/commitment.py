"""Commitment by condition: on which rung a statement stands, and whether terms are attached to it."""

from functools import cache

import pandas as pd

from positions import coding, schemas
from positions.attribution.lexicon import entries
from positions.coding.word_lists import known
from positions.comparison.pair import Comparison, made_once
from positions.errors import InputError

COMMITMENT = schemas.Schema(
    "statements by rung and terms",
    {
        "side": str,
        "rung": str,
        "on_ladder": str,  # yes or no
        "terms": str,  # "with terms" or "without terms"
        "n": int,
        "of": int,  # statements to the side
        "statement_ids": str,
    },
)


@cache
def rungs() -> dict[str, tuple[str, bool]]:
    """Return for each act its rung and whether that is on the ladder, from the lowest up.

    Raises
    ------
    InputError
        If ``ladder.yaml`` names an act that the codebook does not have, or one twice, or leaves one out.
    """
    listed, found = entries("comparison", "ladder"), {}
    for part, node in listed.entries("part of the ladder", ("ladder", "beside")).items():
        for rung, acts in node.entries("rung").items():
            for act in acts.texts():
                if known("act", act) in found:
                    raise InputError(act.place, f"the act {act.value()!r} stands on two rungs", "Keep one of them.")
                found[act.value()] = (rung, part == "ladder")
    if missing := [act for act in coding.codebook().acts if act not in found]:
        raise InputError(listed.place, f"the act {missing[0]!r} stands on no rung", "Put it on one, or beside.")
    return found


@made_once
def commitment(comparison: Comparison) -> pd.DataFrame:
    """Count what the state said to either side by rung, with and without terms.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema COMMITMENT, rungs from courtesy up, then those beside the ladder; what does not occur has no
        row.
    """
    order = list(dict.fromkeys(rungs().values()))
    table = []
    for side in comparison.counterparts:
        said = comparison.part("said", side)
        placed = said.act.map(lambda act: rungs()[act][0])
        for rung, on_ladder in order:
            for terms, mask in (("with terms", said.condition != ""), ("without terms", said.condition == "")):
                rows = said[mask & (placed == rung)]
                if len(rows):
                    ids = schemas.LIST_SEPARATOR.join(rows.statement_id)
                    cell = {"side": side, "rung": rung, "on_ladder": "yes" if on_ladder else "no", "terms": terms}
                    table.append(cell | {"n": len(rows), "of": len(said), "statement_ids": ids})
    return COMMITMENT.table(table)
