"""Shares in words: what a share is a share of, its number and interval, and how sure a difference is."""

from collections.abc import Iterator

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.counts import WORDS
from positions.comparison.shares import having, shares
from positions.reporting import links, names
from positions.reporting.finding import Finding
from positions.reporting.markup import Shown, count, paragraph, table
from positions.reporting.names import counted, country, listed
from positions.reporting.quotations import Sentence
from positions.reporting.tables import once

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
    value = links.ANY if row.aspect in WORDS else row.code
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
    """Return shares with intervals, or the refusal to give any."""
    tidy = shares(c)
    n = [f"{counted(len(c.part('said', side)), 'statement')} to {country(side)}" for side in c.counterparts]
    if tidy.empty:
        text = f"Too few to compare: {names.listed(n)}. Shares are given from {c.parameters.minimum} to either side, "
        return paragraph(f"{text}out of more than one article or press release.", "too-few")
    rows = []
    for one, other in zip(*[tidy[tidy.side == side].itertuples() for side in c.counterparts], strict=True):
        rows.append([label(one.aspect, one.code), percent(one), percent(other), differs(one)])
    heads = ["Share", *[names.heading(side) for side in c.counterparts], "Differs"]
    note = f"Of {names.listed(n)}; in brackets 95% intervals; n: statements. {once(c)} Statements of one article or "
    note += (
        "press release are alike: the intervals are Wilson’s at the number of independent statements that would be as "
    )
    note += "sure (Korn & Graubard 1998), and p comes of turning the part each release has in the difference at random "
    note += (
        "(Hemerik, Goeman & Finos 2020), adjusted for all rows at once (Westfall & Young 1993). A share differs when "
    )
    note += (
        "p is below .05 and the difference stays when the error of the coding is taken off; in brackets stands what "
    )
    note += "would differ if the coding were without error."
    return table("Shares of statements", heads, rows, note)


def finding(c: Comparison) -> Iterator[Finding]:
    """Say which shares differ by more than chance and the coding allow, where there are enough statements."""
    tidy = shares(c)
    if tidy.empty:
        return
    pairs = list(_pairs(tidy))
    sizes = [f"{counted(int(own.of.iloc[0]), 'statement')} to {country(side)}" for side, own in _sides(c, tidy)]
    head = f"Of {listed(sizes)}, {_releases(c)}, "
    claimed = [(high, low) for high, low in pairs if high.differs == "higher"]
    parts: list[str | Shown] = [f"{head}these shares differ, with 95% intervals: " if claimed else head]
    for at, (high, low) in enumerate(claimed):
        parts += ["; " if at else "", *_pair(high, low)]
    parts += ["."] if claimed else ["no share is shown to differ. Least likely to be chance: ", *_nearest(pairs)]
    withheld = [f"{label(high.aspect, high.code)} ({chance(high.p)})" for high, _ in pairs if high.withheld == "higher"]
    if withheld:
        why = "errors of the coding could make the difference"
        if not c.sides.are_measured:
            why = "the errors of the coding have not been measured for these countries"
        parts += [f" Not claimed, because {why}: {listed(withheld)}."]
    parts += [f" {len(pairs)} shares were compared at once, which p allows for, as it does for statements of one"]
    parts += [" article or press release being alike. A share that is not shown to differ may differ all the same."]
    yield Finding("Shares", Sentence(tuple(parts)), _rows(c, [high for high, _ in claimed]))


def _sides(c: Comparison, tidy: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows of either side."""
    return [(side, tidy[tidy.side == side]) for side in c.counterparts]


def _releases(c: Comparison) -> str:
    """Say in how many releases the statements stand."""
    n = [str(c.release(c.part("said", side)).nunique()) for side in c.counterparts]
    return f"in {listed(n)} articles or releases"


def _pairs(tidy: pd.DataFrame) -> Iterator[tuple]:
    """Return the two sides of each share, the higher first."""
    rows = list(tidy.itertuples())
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        yield (one, other) if one.n * other.of >= other.n * one.of else (other, one)


def _nearest(pairs: list[tuple]) -> list[str | Shown]:
    """Write the pair of shares with the smallest p."""
    return [*_pair(*min(pairs, key=lambda pair: pair[0].p)), "."]


def _pair(high: object, low: object) -> list[str | Shown]:
    """Write a share beside the other side's."""
    name, sure = label(high.aspect, high.code), chance(high.p)
    return [f"{name} ", *_of(high), ", against ", *_of(low), f", {sure}"]


def _of(row: object) -> list[str | Shown]:
    """Write a share: "27 of 129, 21% (11 to 37), to China"."""
    return [number(row), f" of {row.of}, {row.percent}% ({row.low} to {row.high}), to {country(row.side)}"]


def _rows(c: Comparison, pairs: list) -> pd.DataFrame:
    """Return the statements that the higher shares count."""
    found = [c.statements.iloc[:0]]
    for row in pairs:
        said = c.part("said", row.side)
        found.append(said[having(said, [row.aspect])[row.aspect, row.code] == 1])
    return pd.concat(found).drop_duplicates("statement_id")
