"""Over time, one panel for each country and measure: statements, their mean stance, acts that commit."""

import datetime
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.breakdowns import by_period, list_periods, period_containing, period_unit
from positions.reporting import links, names
from positions.reporting.figures.drawing import INK, Drawing, finish, style
from positions.reporting.figures.panels import SCALES, Scale, bar, grid, mark, number, shade
from positions.reporting.markup import Shown, paragraph
from positions.schemas import LIST_SEPARATOR

DAY = len("2025-01-01")
LABELLED = 3  # periods named below the panels, at most


def over_time(comparison: Comparison) -> Drawing | Shown:
    """Draw the measures of each period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        A point for each period in which something was said, its number of statements in the first row. Where there are
        too few (`Comparison.suffice`) it is hollow and has no interval; a line joins only neighbouring periods that
        both have enough. Short strokes are engagements, on their day, or the day of the first report where theirs is
        not told. With fewer than two periods there is nothing to draw.
    """
    tidy, order = by_period(comparison), list_periods(comparison)
    if tidy.period.nunique() < 2:
        return paragraph(
            f"Statements of fewer than two {period_unit(comparison)}s: nothing to show over time.", "too-few"
        )
    with style():
        figure, panels = grid(4.6, ("statements", *SCALES), comparison.counterparts, "col")
        for (measure, side), axes in panels.items():
            rows = tidy[(tidy.side == side) & (tidy.measure == ("stance" if measure == "statements" else measure))]
            points = [(order.index(row.period), row) for row in rows.itertuples()]
            if measure == "statements":
                _numbers(axes, points, tidy.n.max())
                _engagements(axes, comparison, side, order)
            else:
                _line(axes, points, SCALES[measure])
            shade(axes, "y")
            axes.set_xlim(-0.6, len(order) - 0.4)
            shown = range(0, len(order), -(-len(order) // LABELLED))
            axes.set_xticks(list(shown), [order[i] for i in shown], fontsize=9.5)
            if side == comparison.counterparts[0]:
                axes.set_ylabel(SCALES[measure].axis if measure in SCALES else "statements")
        return finish(figure, _words(tidy, period_unit(comparison), comparison))


def _address(row: object) -> str:
    """Return the address of the statements of a period to a side."""
    return links.rows(part="said", side=row.side, month=row.months.split(LIST_SEPARATOR))


def _numbers(axes: Axes, points: list[tuple[int, object]], most: int) -> None:
    """Draw how many statements there are, each with its number."""
    axes.set_ylim(-0.22 * most, 1.25 * most)
    for x, row in points:
        mark(axes, x, row.n, row.side, row.enough == "yes", _address(row))
        number(axes, x, row.n, row.n, _address(row))


def _line(axes: Axes, points: list[tuple[int, object]], scale: Scale) -> None:
    """Draw a measure with its intervals."""
    axes.set_yticks(scale.steps)
    axes.set_ylim(*scale.limits)
    for x, row in points:
        if row.enough == "yes":
            bar(axes, (x, x), (scale.value(row.low), scale.value(row.high)), row.side)
        mark(axes, x, scale.value(row.value), row.side, row.enough == "yes", _address(row))
    for (x, one), (then, other) in pairwise(points):
        if then == x + 1 and one.enough == other.enough == "yes":
            bar(axes, (x, then), (scale.value(one.value), scale.value(other.value)), one.side)


def _engagements(axes: Axes, comparison: Comparison, side: str, order: list[str]) -> None:
    """Mark the days of engagements; of one whose day is not told, the day on which it was first reported."""
    unit, talks = period_unit(comparison), comparison.met
    for row in talks[talks.country == side].itertuples():
        day = row.date if len(row.date) == DAY else row.published
        period = period_containing(day, unit) if len(day) == DAY else ""
        if period in order:
            x = order.index(period) - 0.4 + 0.8 * _within(day, unit)
            (stroke,) = axes.plot([x, x], [0.02, 0.1], color=INK, linewidth=1, transform=axes.get_xaxis_transform())
            stroke.set_url(links.place(row.event_id, "e"))


def _within(day: str, unit: str) -> float:
    """Return how far into its period a day lies, from 0 to 1."""
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    date = datetime.date.fromisoformat(day)
    return ((date.month - 1) % months + (date.day - 1) / 31) / months


def _words(tidy: pd.DataFrame, unit: str, comparison: Comparison) -> str:
    """Say what is drawn."""
    clauses = []
    for side in comparison.counterparts:
        each = []
        for period, rows in tidy[tidy.side == side].groupby("period", sort=False):
            own = rows.set_index("measure")
            stance, committing = (scale.told(own.loc[measure]) for measure, scale in SCALES.items())
            each.append(f"{period} n {own.n.iloc[0]}, mean stance {stance}, acts that commit {committing}")
        clauses.append(f"To {names.country(side)}: {'; '.join(each) or 'nothing'}")
    few = f"In brackets 95% intervals, from {comparison.parameters.minimum} statements and two releases in a {unit} on"
    return f"Statements by {unit} of publication. {'. '.join(clauses)}. {few}."
