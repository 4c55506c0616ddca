"""Statements over time: one lane for what was said to, and heard from, each counterpart, and jointly."""

import datetime

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.reporting import names
from positions.reporting.figures.drawing import GRID, Drawing, canvas, finish, style
from positions.reporting.markup import Shown, paragraph

LANES = (("said", "to {}"), ("heard", "from {}"), ("joint", "jointly with {}"))


def timeline(comparison: Comparison) -> Drawing | Shown:
    """Draw the days on which statements were published, a mark the larger the more there are.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Days of publication, not of speaking; where only a year is known, its middle. With fewer than two dates there is
        nothing to draw.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "heard", "joint"]) & (rows.repeats == "") & (rows.published != "")]
    if rows.published.nunique() < 2:
        return paragraph("Fewer than two dates of publication: no timeline.", "too-few")
    lanes = [(part, side, name) for part, name in LANES for side in comparison.counterparts]
    lanes = [(part, side, name) for part, side, name in lanes if ((rows.part == part) & (rows.side == side)).any()]
    with style():
        figure, axes = canvas(0.9 + 0.42 * len(lanes))
        for height, (part, side, _) in enumerate(lanes):
            counted = rows[(rows.part == part) & (rows.side == side)].groupby("published").size()
            colour, marker = names.mark(side)
            where = [day(published) for published in counted.index]
            face = colour if part == "said" else "none"
            size = [14.0 + 9.0 * int(n) for n in counted]
            axes.scatter(
                where, [height] * len(where), s=size, edgecolors=colour, facecolors=face, marker=marker, alpha=0.75
            )
        axes.set_yticks(range(len(lanes)), [name.format(names.heading(side)) for _, side, name in lanes])
        axes.set_ylim(len(lanes) - 0.5, -0.5)
        _days(axes, rows.published.min(), rows.published.max())
        axes.set_xlabel("published; the larger a mark, the more statements that day")
        axes.tick_params(length=0)
        axes.grid(axis="x", color=GRID, linewidth=0.8)
        return finish(figure, _words(rows, lanes))


def day(published: str) -> datetime.date:
    """Return a date of publication; a year alone is drawn at its middle."""
    return datetime.date.fromisoformat(published if "-" in published else f"{published}-07-01")


def _days(axes: Axes, first: str, last: str) -> None:
    """Mark the first and the last day and two between them."""
    start, stop = day(first), day(last)
    ticks = sorted({start + (stop - start) * i / 3 for i in range(4)})
    axes.set_xticks(ticks, [tick.isoformat() for tick in ticks])


def _words(rows: pd.DataFrame, lanes: list[tuple[str, str, str]]) -> str:
    """Say what is drawn."""
    clauses = []
    for part, side, name in lanes:
        own = rows[(rows.part == part) & (rows.side == side)]
        days, first, last = own.published.nunique(), own.published.min(), own.published.max()
        when = first if days == 1 else f"{days} days from {first} to {last}"
        clauses.append(f"{name.format(names.country(side))}: {names.counted(len(own), 'statement')}, {when}")
    return f"Statements by day of publication. {'; '.join(clauses)}."
