"""How far the state binds itself, on what terms, and what the relationship is called.

A `Comparison` comes in; the statements go out by rung of the ladder (``ladder.yaml``), with and without terms, and
every name of the relationship with the first and the last day on which it occurs.
"""

from functools import cache

import pandas as pd

from positions import coding, schemas
from positions.coding.word_lists import known_code
from positions.comparison.partition import Comparison, table_of
from positions.data_files import entries
from positions.errors import InputError


@cache
def ladder_rungs() -> dict[str, tuple[str, bool]]:
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
                if known_code("act", act) in found:
                    raise InputError(act.place, f"the act {act.value()!r} stands on two rungs", "Keep one of them.")
                found[act.value()] = (rung, part == "ladder")
    if missing := [act for act in coding.codebook().acts if act not in found]:
        raise InputError(
            listed.place, f"the act {missing[0]!r} stands on no rung", "Put it on a rung, or under beside."
        )
    return found


@table_of(side=str, rung=str, on_ladder=str, terms=str, n=int, of=int, statement_ids=str)
def count_commitment(comparison: Comparison) -> pd.DataFrame:
    """Count what the state said to either side by rung, with and without terms.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        Of all statements to a side (``of``) those of a rung "with terms" and "without terms" (``n``): rungs from
        courtesy up, then acts beside the ladder (``on_ladder`` no). Only what occurs has a row.
    """
    order = list(dict.fromkeys(ladder_rungs().values()))
    table = []
    for side in comparison.counterparts:
        said = comparison.part("said", side)
        placed = said.act.map(lambda act: ladder_rungs()[act][0])
        for rung, on_ladder in order:
            for terms, mask in (("with terms", said.condition != ""), ("without terms", said.condition == "")):
                rows = said[mask & (placed == rung)]
                if len(rows):
                    ids = schemas.LIST_SEPARATOR.join(rows.statement_id)
                    cell = {"side": side, "rung": rung, "on_ladder": "yes" if on_ladder else "no", "terms": terms}
                    table.append(cell | {"n": len(rows), "of": len(said), "statement_ids": ids})
    return table


NAMING_PARTS = ("said", "joint", "heard")


@table_of(
    side=str,
    part=str,
    name=str,
    first=str,
    last=str,
    days=str,
    statements=int,
    of=int,
    documents=int,
    speakers=str,
    statement_ids=str,
)
def list_relationships(comparison: Comparison) -> pd.DataFrame:
    """List the names given to each relationship.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        By counterpart and part (said, joint, heard), then by the day first seen, each ``name`` as first seen, the
        ``first``, the ``last`` and all ``days`` of publication, blank where no document with it has one, and how many
        of the statements of the part and side (``of``) have it. Names that differ only in spelling (`fold_spelling`)
        count as the same.
    """
    table = []
    for side in comparison.counterparts:
        for part in NAMING_PARTS:
            rows = comparison.part(part, side)
            named = rows[rows.label != ""].sort_values("published", kind="stable")
            table += [
                _relationship_row(own, len(rows)) for _, own in named.groupby(fold_spelling(named.label), sort=False)
            ]
    return table


def fold_spelling(names: pd.Series) -> pd.Series:
    """Return names in a form in which those that differ only in spelling are equal.

    Spelling means capitals, hyphens, commas, blanks and line breaks ("iron-clad", "ironclad"), an article before the
    name, and "Pak" for Pakistan.
    """
    plain = names.str.casefold().str.replace(r"^(?:the|an?|our|their|its)\s+", "", regex=True)
    return plain.str.replace(r"\bpak\b", "pakistan", regex=True).str.replace(r"[\s,-]+", "", regex=True)


def _relationship_row(own: pd.DataFrame, of: int) -> dict:
    """Return the row of one name."""
    days = [day for day in dict.fromkeys(own.published) if day]
    row = {"side": own.side.iloc[0], "part": own.part.iloc[0], "name": own.label.iloc[0], "statements": len(own)}
    row |= {"first": days[0] if days else "", "last": days[-1] if days else "", "of": of}
    row |= {"days": schemas.LIST_SEPARATOR.join(days), "documents": own.doc_id.nunique()}
    row |= {"speakers": schemas.LIST_SEPARATOR.join(dict.fromkeys(name for name in own.speaker if name))}
    return row | {"statement_ids": schemas.LIST_SEPARATOR.join(own.statement_id)}
