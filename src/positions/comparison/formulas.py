"""Standing formulas: where the usual wording of diplomacy stands (``formulas.yaml``)."""

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.attribution.lexicon import entries
from positions.comparison.ngrams import pieces
from positions.comparison.pair import Comparison, made_once
from positions.countries import codes
from positions.errors import InputError
from positions.nodes import Node

STANDING = schemas.Schema(
    "places of standing formulas",
    {
        "formula": str,
        "family": str,
        "statement_id": str,
        "words": str,  # as in the text
        "start": int,  # first character in the content
        "end": int,
        "at": int,  # first character in the document's text
    },
)
FIELDS = ("id", "usual", "words")
GAP = re.compile(r" (\?)?")


class Formula(NamedTuple):
    """A standing formula: its name, family, the counterpart it is usual with, and its rank in the family (0: none)."""

    name: str
    family: str
    usual: str
    rank: int
    pattern: re.Pattern


@cache
def formulas() -> dict[str, Formula]:
    """Return the standing formulas by name, in the order of the list.

    Raises
    ------
    InputError
        If ``formulas.yaml`` has a name twice, an unknown counterpart, or no regular expression; with its line.
    """
    found: dict[str, Formula] = {}
    for kind, families in entries("comparison", "formulas").entries("part of the list", ("ranked", "unranked")).items():
        for family, listed in families.entries("family").items():
            for rank, node in enumerate(listed.items(), 1):
                formula = _formula(node, family, rank if kind == "ranked" else 0)
                if formula.name in found:
                    raise InputError(node.place, f"the formula {formula.name!r} is given twice", "Keep one of them.")
                found[formula.name] = formula
    return found


def _formula(node: Node, family: str, rank: int) -> Formula:
    """Read one formula."""
    fields = node.entries("part of a formula", FIELDS)
    usual = fields["usual"].value()
    if usual not in ("", *codes()):
        raise InputError(fields["usual"].place, f"{usual!r} has no profile", f"Accepted: {', '.join(codes())}.")
    words = [GAP.sub(_gap, part.value()) for part in fields["words"].texts()]
    try:
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
    except re.error as error:
        raise InputError(fields["words"].place, "is no regular expression", f"Mend it ({error}).") from None
    return Formula(fields["id"].text(), family, usual, rank, pattern)


def _gap(space: re.Match) -> str:
    """Return what a space in a pattern stands for; one with a question mark may be missing."""
    return rf"[\s-]{'*' if space.group(1) else '+'}"


@made_once
def standing(comparison: Comparison) -> pd.DataFrame:
    """Find every place of every standing formula.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema STANDING, for the statements of every part, repeated ones once. Of the formulas of one family at
        one place the longest counts: an "all-weather strategic cooperative partnership" is no "partnership" as well.
    """
    rows = comparison.statements[comparison.statements.repeats == ""]
    table = []
    for statement_id, content, spans in zip(rows.statement_id, rows.content, rows.spans, strict=True):
        found = [(f, m) for f in formulas().values() for m in f.pattern.finditer(content)]
        for formula, match in found:
            rivals = (m for f, m in found if f.family == formula.family and m is not match)
            if any(_covers(rival, match) for rival in rivals):
                continue
            start, end = match.span()
            at = next(text + start - own for own, stop, text in pieces(spans) if start < stop)
            row = {"formula": formula.name, "family": formula.family, "statement_id": statement_id}
            table.append(row | {"words": match.group(), "start": start, "end": end, "at": at})
    return STANDING.table(table)


def _covers(rival: re.Match, match: re.Match) -> bool:
    """Tell whether a match lies within a longer one."""
    longer = rival.end() - rival.start() > match.end() - match.start()
    return longer and rival.start() <= match.start() and match.end() <= rival.end()


def in_formula(comparison: Comparison, places: pd.DataFrame) -> pd.Series:
    """Tell which places are part of a standing formula, or overlap with one.

    Parameters
    ----------
    comparison : Comparison
    places : DataFrame
        With the columns ``statement_id``, ``start`` and ``end`` (in the document's text).

    Returns
    -------
    Series of bool
        Index as given.
    """
    taken: dict[str, list[tuple[int, int]]] = {}
    for row in standing(comparison).itertuples():
        taken.setdefault(row.statement_id, []).append((row.at, row.at + row.end - row.start))
    own = zip(places.statement_id, places.start, places.end, strict=True)
    found = [any(s < end and start < e for s, e in taken.get(name, ())) for name, start, end in own]
    return pd.Series(found, index=places.index, dtype=bool)
