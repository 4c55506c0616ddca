"""Other choices: which differences of shares survive when statements are chosen or coded otherwise."""

from collections.abc import Iterator
from typing import NamedTuple

from positions.comparison import Comparison
from positions.comparison.shares import AS_COUNTED, check_robustness
from positions.reporting import names
from positions.reporting.markup import Shown, paragraph, stack, table
from positions.reporting.quotations import Sentence, paragraphs
from positions.reporting.shares import chance, label, number

SHOWN = 10  # shares, the least likely to be chance first
SHOWN_THERE = "shown"  # the outcome of a difference that chance does not explain, as counted
ALWAYS = ("terms attached", "name given")


class Share(NamedTuple):
    """What a number of statements counts, as `shares.number` asks for it."""

    aspect: str
    code: str
    side: str
    n: int


def choices(c: Comparison) -> Shown:
    """Return a table of differences by choice: holds, same direction, reversed, or too few."""
    tidy = check_robustness(c)
    if tidy.empty:
        return paragraph("Too few to have findings that other choices could change.", "too-few")
    keys = list(dict.fromkeys(zip(tidy.aspect, tidy.code, strict=True)))
    shown = [key for at, key in enumerate(keys) if at < SHOWN or key[0] in ALWAYS]
    rows, order = [], list(dict.fromkeys(tidy.choice))
    for aspect, code in shown:
        own = {
            row.choice: _cell(row, c.counterparts)
            for row in tidy[(tidy.aspect == aspect) & (tidy.code == code)].itertuples()
        }
        rows.append([label(aspect, code), *[own.get(choice, "") for choice in order]])
    heads = ["Difference", *[choice[0].upper() + choice[1:] for choice in order]]
    first, second = (names.country(side) for side in c.counterparts)
    note = "In each cell what becomes of the difference, then the numbers of statements with the code and of all, to "
    note += (
        f"{first} and to {second}. Beyond chance and holds: adjusted p below .05, before the error of the coding is "
    )
    note += "taken off; same direction: not beyond chance. Not quoted: told, not quoted. One article a release: of the "
    note += "carriers of a release the most complete. Three stances: +2 with +1, −2 with −1. "
    note += f"The {len(shown)} of {len(keys)} shares here are those least likely to be chance, and terms and names."
    return stack([*paragraphs(told(c)), table("Differences of shares under other choices", heads, rows, note)])


def _cell(row: object, sides: tuple[str, ...]) -> Shown | str:
    """Write one outcome with its numbers; as counted they lead to their statements."""
    if row.choice != AS_COUNTED:
        numbers = f": {row.first_n}/{row.first_of}, {row.second_n}/{row.second_of}" if row.first_of else ""
        return f"{row.outcome}{numbers}"
    pairs = zip(sides, (row.first_n, row.second_n), (row.first_of, row.second_of), strict=True)
    each = [(number(Share(row.aspect, row.code, side, n)), of) for side, n, of in pairs]
    told = f"{'beyond chance' if row.outcome == SHOWN_THERE else row.outcome} ({chance(row.p)}): "
    return Shown(
        told + ", ".join(f"{n.markup}/{of}" for n, of in each), told + ", ".join(f"{n.plain}/{of}" for n, of in each)
    )


def told(c: Comparison) -> Iterator[Sentence]:
    """Say whether the differences that are shown hold under other choices; nothing when none is shown."""
    tidy = check_robustness(c)
    shown = tidy[(tidy.choice == AS_COUNTED) & (tidy.outcome == SHOWN_THERE)]
    clauses = []
    for row in shown.itertuples():
        own = tidy[(tidy.aspect == row.aspect) & (tidy.code == row.code) & (tidy.choice != AS_COUNTED)]
        if own.empty:  # every choice leaves the same statements: none was a test
            continue
        failing = [f"{other.choice} ({other.outcome})" for other in own.itertuples() if other.outcome != "holds"]
        told = f"under all but {names.listed(failing)}" if failing else f"under all {len(own)}"
        clauses.append(f"the difference in {label(row.aspect, row.code)} stays beyond chance {told}")
    text = f"Counted again under other choices, {'; '.join(clauses)}."
    if clauses:
        yield Sentence((text,))
