"""How far a difference rests on choices: the same shares, counted among other statements or on another scale."""

from collections.abc import Iterator

import pandas as pd

from positions import schemas
from positions.coding.target import EXPLICIT
from positions.comparison.pair import Comparison, made_once
from positions.comparison.shares import BEYOND_CHANCE, CERTAIN, contrast, shares

ROBUSTNESS = schemas.Schema(
    "differences of shares by choice",
    {
        "aspect": str,
        "code": str,
        "choice": str,  # "as counted" first
        "first_n": int,
        "first_of": int,
        "second_n": int,
        "second_of": int,
        "p": int,  # of 10,000, adjusted for the shares of the choice; 10,000 where there are too few
        "outcome": str,  # shown or not shown, as counted; else holds, same direction, reversed, no difference, too few
    },
)
AS_COUNTED = "as counted"
THREE = "three stances"  # a choice for stances alone
FLOORS = (50, 70)  # per cent of confidence
NOT_QUOTED = ("indirect", "reported")


@made_once
def robustness(comparison: Comparison) -> pd.DataFrame:
    """Count the shares again under other choices.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema ROBUSTNESS, by share, the least likely to be chance first; without rows when there are too few
        to compare. A difference ``holds`` when it is shown (adjusted p below .05) in the same direction as counted; one
        that is not shown, here or as counted, has at most the same direction.
    """
    base = shares(comparison)
    if base.empty:
        return ROBUSTNESS.table([])
    found = {AS_COUNTED: _numbers(base)}
    for choice, rows in choices(comparison):
        enough = all(comparison.suffice(rows[rows.side == side]) for side in comparison.counterparts)
        found[choice] = _numbers(contrast(comparison, rows)) if enough else {}
    table = []
    for aspect, code in sorted(found[AS_COUNTED], key=lambda key: found[AS_COUNTED][key]["p"]):
        counted = found[AS_COUNTED][aspect, code]
        for choice, numbers in found.items():
            if choice == THREE and aspect != "stance":
                continue
            scaled = str(_sign(int(code))) if choice == THREE else code
            share = numbers.get((aspect, scaled)) or _none(numbers)
            outcome = _outcome(counted, share, choice == AS_COUNTED)
            table.append({"aspect": aspect, "code": code, "choice": choice} | share | {"outcome": outcome})
    return ROBUSTNESS.table(table)


def choices(comparison: Comparison) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the other choices, each with its statements to either side; one that changes no statement tests nothing."""
    rows = pd.concat([comparison.part("said", side) for side in comparison.counterparts])
    unnamed = [comparison.part("context", side) for side in comparison.counterparts]
    ends = {document.doc_id: document.headline.end for document in comparison.documents}
    others = {f"confidence of {floor} or more": rows[rows.confidence >= floor] for floor in FLOORS}
    others |= {
        "named in the words themselves": rows[rows.target_basis == EXPLICIT],
        "also where it is not named": pd.concat([rows, *unnamed]),
        "not quoted": rows[rows.quote_type.isin(NOT_QUOTED)],
        "no headlines": rows[rows.start >= rows.doc_id.map(ends)],
        "one article a release": rows[rows.doc_id == comparison.release(rows)],
    }
    yield from ((choice, chosen) for choice, chosen in others.items() if len(chosen) != len(rows))
    yield THREE, rows.assign(stance=rows.stance.map(_sign))


def _sign(stance: int) -> int:
    """Return whether a stance is favourable, neutral or unfavourable."""
    return (stance > 0) - (stance < 0)


def _numbers(tidy: pd.DataFrame) -> dict[tuple[str, str], dict[str, int]]:
    """Return the numbers behind each share, to either side."""
    rows = list(tidy.itertuples())
    found = {}
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        row = {"first_n": first.n, "first_of": first.of, "second_n": second.n, "second_of": second.of}
        found[first.aspect, first.code] = row | {"p": first.p}
    return found


def _none(numbers: dict[tuple[str, str], dict[str, int]]) -> dict[str, int]:
    """Return the numbers of a share that no statement of a choice has."""
    of = next(iter(numbers.values()), {"first_of": 0, "second_of": 0})
    return {"first_n": 0, "first_of": of["first_of"], "second_n": 0, "second_of": of["second_of"], "p": CERTAIN}


def _outcome(counted: dict[str, int], share: dict[str, int], is_base: bool) -> str:
    """Say what becomes of a difference."""
    shown = share["p"] < BEYOND_CHANCE
    if is_base:
        return "shown" if shown else "not shown"
    if not share["first_of"]:
        return "too few"
    before, after = _direction(counted), _direction(share)
    if not after:
        return "no difference"
    if before != after:
        return "reversed"
    return "holds" if shown and counted["p"] < BEYOND_CHANCE else "same direction"


def _direction(share: dict[str, int]) -> int:
    """Return which share is the higher: 1 the first, -1 the second, 0 neither."""
    return _sign(share["first_n"] * share["second_of"] - share["second_n"] * share["first_of"])
