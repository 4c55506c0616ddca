"""Shares in words: what a share is a share of, its number and interval, and how sure a difference is."""

from collections.abc import Iterator

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.shares import WORDED_ASPECTS, compare_shares
from positions.reporting import links, names
from positions.reporting.errors import right
from positions.reporting.markup import Shown, count, folded, paragraph, stack, table
from positions.reporting.names import counted, country
from positions.reporting.tables import once

HOW = (
    "In brackets stand 95% intervals; n is the number of statements. Statements of one article or press release are "
    "alike: the intervals are Wilson’s at the number of independent statements that would be as sure (Korn & Graubard "
    "1998), and p comes from turning the part that each release has in the difference at random (Hemerik, Goeman & "
    "Finos 2020), adjusted for all shares at once (Westfall & Young 1993). A share differs when p is below .05 and the "
    "difference stays when the error of the coding is taken off. In brackets in the last column stands what would "
    "differ if the coding made no error. A share that is not shown to differ may differ all the same."
)
KINDS = {"act": "acts", "stance": "stances", "theme": "themes"}
COLUMNS = {"terms attached": "condition", "name given": "label"}  # of `links.rows`; other aspects are called the same


def label(aspect: str, code: str) -> str:
    """Name what a share is a share of: "stance +2 strongly favourable", "statements with terms attached"."""
    return f"{aspect} {names.named(KINDS[aspect], code)}" if aspect in KINDS else f"statements with {aspect}"


def number(row: object, **also: str) -> Shown:
    """Return the number of statements that a row of SHARES counts, leading to them.

    Parameters
    ----------
    row : named tuple
    **also
        What else the statements have in common, as `links.rows` takes it.
    """
    value = links.ANY if row.aspect in WORDED_ASPECTS else row.code
    chosen = {COLUMNS.get(row.aspect, row.aspect): value} | also
    return count(row.n, links.rows(part="said", side=row.side, **chosen)) or Shown("0", "0")


def percent(row: object, **also: str) -> Shown:
    """Write a share with its interval and number: "21% (11–37), n 27"; parameters as of `number`."""
    n = number(row, **also)
    text = f"{row.percent}% ({row.low}–{row.high}), n "
    return Shown(f"{text}{n.markup}", f"{text}{n.plain}")


def chance(p: int) -> str:
    """Write an adjusted p, given in 10,000ths: "adjusted p .012"."""
    if p < 10:
        return "adjusted p below .001"
    shown = f"{p / 10_000:.3f}" if p < 1_000 else f"{p / 10_000:.2f}"
    return f"adjusted p {shown.removeprefix('0')}" if p < 9_950 else "adjusted p 1"


def differs(row: object) -> str:
    """Say how a share differs from the other side's, in brackets where errors of the coding could make it."""
    side, sure = country(row.side), chance(row.p)
    if row.withheld:
        return f"({row.withheld} with {side}, {sure})"
    return f"{row.differs} with {side}, {sure}" if row.differs else f"not shown, {sure}"


def percentages(c: Comparison) -> Shown:
    """Return shares with intervals, those that differ first and the others folded, or the refusal to give any."""
    tidy = compare_shares(c)
    n = [f"{counted(len(c.part('said', side)), 'statement')} to {country(side)}" for side in c.counterparts]
    if tidy.empty:
        text = f"Too few to compare: {names.listed(n)}. Shares are given from {c.parameters.minimum} to either side, "
        return paragraph(f"{text}out of more than one article or press release.", "too-few")
    differing, others = [], []
    for one, other in zip(*[tidy[tidy.side == side].itertuples() for side in c.counterparts], strict=True):
        doubt = right(c, one.aspect, one.code)
        name = label(one.aspect, one.code) + (f" ({doubt})" if doubt else "")
        row = [name, percent(one), percent(other), differs(one)]
        (differing if one.differs else others).append(row)
    heads = ["Share", *[names.heading(side) for side in c.counterparts], "Differs"]
    shown = (
        [table("Shares that differ", heads, differing)] if differing else [paragraph("No share is shown to differ.")]
    )
    if others:
        name = f"The other {counted(len(others), 'share')} compared" if differing else "All shares compared"
        shown.append(folded(name, table("Shares not shown to differ", heads, others)))
    return stack([*shown, folded("How shares are compared", paragraph(f"Of {names.listed(n)}. {once(c)} {HOW}"))])


def pairs(tidy: pd.DataFrame) -> Iterator[tuple]:
    """Yield the two sides of each share (rows of SHARES), the higher first."""
    rows = list(tidy.itertuples())
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        yield (one, other) if one.n * other.of >= other.n * one.of else (other, one)
