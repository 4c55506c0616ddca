"""Commitment by condition: on which rung a statement stands, and whether terms are attached to it."""

from functools import cache
from importlib import resources

import pandas as pd
import yaml

from positions import schemas
from positions.comparison.pair import Comparison, made_once

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
    """Return for each act its rung and whether that is on the ladder, from the lowest up."""
    data = yaml.safe_load(resources.files(__package__).joinpath("ladder.yaml").read_text(encoding="utf-8"))
    steps = [(part == "ladder", rung, acts) for part, rungs in data.items() for rung, acts in rungs.items()]
    return {act: (rung, on_ladder) for on_ladder, rung, acts in steps for act in acts}


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
