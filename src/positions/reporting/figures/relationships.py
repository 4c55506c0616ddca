"""Names given to either relationship on a line of time: one row for each name, one mark for each day it was seen."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.commitment import list_relationships as given
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, GROUND, Drawing, canvas, finish, key, style
from positions.reporting.figures.timeline import day
from positions.reporting.markup import Shown, paragraph
from positions.reporting.relationships import by
from positions.schemas import LIST_SEPARATOR

SHOWN = 12  # names with either counterpart
LETTERS = 26  # of a name on one line


def relationships(comparison: Comparison) -> Drawing | Shown:
    """Draw the names given to either relationship by the days they were seen.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Filled marks are names that the actor gives, hollow ones are the other side's or joint. With fewer than two days
        there is nothing to draw.
    """
    tidy = given(comparison)
    tidy = tidy[tidy["first"] != ""]
    if pd.concat([tidy["first"], tidy["last"]]).nunique() < 2:
        return paragraph("Names are seen on fewer than two days: nothing to draw over time.", "too-few")
    tidy = tidy.sort_values("statements", ascending=False, kind="stable").groupby("side", sort=False).head(SHOWN)
    order = [list(comparison.counterparts).index(side) for side in tidy.side]
    tidy = tidy.assign(order=order).sort_values(["order", "first"], kind="stable", ignore_index=True)
    with style():
        figure, axes = canvas(1.0 + 0.36 * len(tidy))
        for row in tidy.itertuples():
            _name(axes, row)
        axes.set_yticks(range(len(tidy)), [_short(name) for name in tidy.name], fontsize=9)
        axes.set_ylim(len(tidy) - 0.4, -0.6)
        ends = [tidy["first"].min(), tidy["last"].max()]
        axes.set_xticks([day(end) for end in ends], ends)
        axes.set_xlabel("published")
        axes.tick_params(length=0)
        axes.grid(axis="both", color=GRID, linewidth=0.6)
        key(figure, [side for side in comparison.counterparts if (tidy.side == side).any()])
        return finish(figure, _words(comparison, tidy))


def _name(axes: Axes, row: object) -> None:
    """Draw the days of one name."""
    colour, marker = names.mark(row.side)
    where = [day(one) for one in row.days.split(LIST_SEPARATOR)]
    fill = colour if row.part == "said" else GROUND
    look = {"color": colour, "marker": marker, "markersize": 6, "markerfacecolor": fill, "linewidth": 1.2}
    (line,) = axes.plot(where, [row.Index] * len(where), **look)
    line.set_url(links.rows(statement=row.statement_ids.split(LIST_SEPARATOR)))


def _short(name: str) -> str:
    """Return a name that fits beside the figure, on two lines at most."""
    lines = textwrap.wrap(name, LETTERS, max_lines=2, placeholder=" …")
    return "\n".join(lines)


def _words(comparison: Comparison, tidy: pd.DataFrame) -> str:
    """Say what is drawn."""
    each = []
    for row in tidy.itertuples():
        when = row.first if row.first == row.last else f"{row.first} to {row.last}"
        each.append(f"{names.heading(row.side)}, {row.name} (by {by(comparison, row)}): {row.statements}, {when}")
    return f"Names given to the relationship by day of publication, with statements. {'; '.join(each)}."
