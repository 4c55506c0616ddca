"""Statements over time: a timeline by day or month, and the measures of each period."""

import datetime
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from positions.comparison import Comparison
from positions.comparison.archive_coverage import period_of_date
from positions.comparison.breakdowns import by_period, list_periods, period_unit
from positions.reporting.render import links, names
from positions.reporting.render.markup import View, paragraph
from positions.reporting.render.svg import (
    GRID,
    INK,
    LINE,
    MEASURE_SCALES,
    Drawing,
    MeasureScale,
    canvas,
    draw_count,
    draw_interval,
    draw_point,
    draw_scale,
    drawing_style,
    finish,
    link_area,
    measure_grid,
)
from positions.schemas import LIST_SEPARATOR

LANES = (("said", "to {}"), ("heard", "from {}"), ("joint", "jointly with {}"))
DAYS = 62  # a longer time is drawn by months
TALLEST = 0.5  # of a lane
THINNEST = 1 / 60  # of the time drawn


def timeline_figure(comparison: Comparison) -> Drawing | View:
    """Draw how many statements were published on each day, or in each month.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        All bars have one scale; the tallest of each lane has its number. Days are those of publication, not of
        speaking; if only a year is known, its middle is used. With fewer than two dates there is nothing to draw.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "heard", "joint"]) & (rows.repeats == "") & (rows.published != "")]
    if rows.published.nunique() < 2:
        return paragraph("Fewer than two dates of publication: no timeline.", "too-few")
    first, last = rows.published.min(), rows.published.max()
    length = (day_of_publication(last) - day_of_publication(first)).days
    unit = "month" if length > DAYS else "day"
    rows = rows.assign(when=rows.published.str[:7] if unit == "month" else rows.published)
    width = max(0.8 * (28 if unit == "month" else 1), length * THINNEST)
    most = rows.groupby(["part", "side", "when"]).size().max()
    lanes = [(part, side, name) for part, name in LANES for side in comparison.counterparts]
    lanes = [(part, side, name) for part, side, name in lanes if ((rows.part == part) & (rows.side == side)).any()]
    with drawing_style():
        figure, axes = canvas(0.7 + 1.3 * LINE * len(lanes))
        for height, lane in enumerate(lanes):
            _lane(axes, height, lane, rows, (width, TALLEST / most))
        axes.set_yticks(range(len(lanes)), [name.format(names.heading(side)) for _, side, name in lanes])
        axes.set_ylim(len(lanes) - 0.5, -0.5)
        _days(axes, first, last, width)
        axes.set_xlabel(f"published; statements by {unit}")
        axes.tick_params(length=0)
        return finish(figure, _timeline_in_words(rows, lanes))


def _lane(axes: Axes, height: int, lane: tuple[str, str, str], rows: pd.DataFrame, size: tuple[float, float]) -> None:
    """Draw the statements of one part and side; each bar leads to its own."""
    part, side, name = lane
    own = rows[(rows.part == part) & (rows.side == side)]
    colour, _ = names.mark(side)
    found = own.groupby("when").size()
    width, each = size
    axes.axhline(height + 0.4, color=GRID, linewidth=0.8)
    look = {"color": colour} if part == "said" else {"facecolor": "none", "edgecolor": colour}
    for when, n in found.items():
        at = date2num(day_of_publication(when))
        axes.bar(at, -each * n, width, bottom=height + 0.4, linewidth=1, **look)
        of = {"month": when} if len(when) == 7 else {"document": list(dict.fromkeys(own.doc_id[own.when == when]))}
        words = f"{names.counted(n, 'statement')} {name.format(names.country(side))}, {when}"
        link_area(axes, (at - width / 2, height - 0.4), (width, 0.8), links.rows(part=part, side=side, **of), words)
    top = found.index[found.to_numpy().argmax()]
    axes.text(
        date2num(day_of_publication(top)),
        height + 0.36 - each * found.max(),
        str(found.max()),
        ha="center",
        va="bottom",
    )


def day_of_publication(published: str) -> datetime.date:
    """Return a date of publication; a month or a year alone is drawn at its middle."""
    middle = {4: "-07-01", 7: "-15"}.get(len(published), "")
    return datetime.date.fromisoformat(published + middle)


def _days(axes: Axes, first: str, last: str, width: float) -> None:
    """Mark the first and the last day, and the middle of the time; leave room for bars of a width at either end."""
    start, stop = day_of_publication(first), day_of_publication(last)
    axes.set_xticks([start, start + (stop - start) / 2, stop], [first, (start + (stop - start) / 2).isoformat(), last])
    axes.set_xlim(date2num(start) - 1.5 * width, date2num(stop) + 1.5 * width)


def _timeline_in_words(rows: pd.DataFrame, lanes: list[tuple[str, str, str]]) -> str:
    """Say what is drawn."""
    clauses = []
    for part, side, name in lanes:
        own = rows[(rows.part == part) & (rows.side == side)]
        days, first, last = own.published.nunique(), own.published.min(), own.published.max()
        when = first if days == 1 else f"{days} days from {first} to {last}"
        clauses.append(f"{name.format(names.country(side))}: {names.counted(len(own), 'statement')}, {when}")
    return f"Statements by day of publication. {'; '.join(clauses)}."


DAY = len("2025-01-01")
LABELLED = 3  # periods named below the panels, at most


def trends_figure(comparison: Comparison) -> Drawing | View:
    """Draw the measures of each period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        A point for each period in which something was said, its number of statements in the first row. A point with
        too few (`Comparison.suffice`) is hollow and has no interval; a line joins only neighbouring periods that both
        have enough. Short strokes are engagements, on their day, or on the day of the first report if their day is not
        known. With fewer than two periods there is nothing to draw.
    """
    tidy, order = by_period(comparison), list_periods(comparison)
    if tidy.period.nunique() < 2:
        return paragraph(
            f"Statements of fewer than two {period_unit(comparison)}s: nothing to show over time.", "too-few"
        )
    with drawing_style():
        figure, panels = measure_grid(4.6, ("statements", *MEASURE_SCALES), comparison.counterparts, "col")
        for (measure, side), axes in panels.items():
            rows = tidy[(tidy.side == side) & (tidy.measure == ("stance" if measure == "statements" else measure))]
            points = [(order.index(row.period), row) for row in rows.itertuples()]
            if measure == "statements":
                _numbers(axes, points, tidy.n.max())
                _engagements(axes, comparison, side, order)
            else:
                _line(axes, points, MEASURE_SCALES[measure])
            draw_scale(axes, "y")
            axes.set_xlim(-0.6, len(order) - 0.4)
            shown = range(0, len(order), -(-len(order) // LABELLED))
            axes.set_xticks(list(shown), [order[i] for i in shown], fontsize=9.5)
            if side == comparison.counterparts[0]:
                axes.set_ylabel(MEASURE_SCALES[measure].axis if measure in MEASURE_SCALES else "statements")
        return finish(figure, _trends_in_words(tidy, period_unit(comparison), comparison))


def _address(row: object) -> str:
    """Return the address of the statements of a period to a side."""
    return links.rows(part="said", side=row.side, month=row.months.split(LIST_SEPARATOR))


def _numbers(axes: Axes, points: list[tuple[int, object]], most: int) -> None:
    """Draw how many statements there are, each with its number."""
    axes.set_ylim(-0.22 * most, 1.25 * most)
    for x, row in points:
        draw_point(axes, x, row.n, row.side, row.enough == "yes", _address(row))
        draw_count(axes, x, row.n, row.n, _address(row))


def _line(axes: Axes, points: list[tuple[int, object]], scale: MeasureScale) -> None:
    """Draw a measure with its intervals."""
    axes.set_yticks(scale.steps)
    axes.set_ylim(*scale.limits)
    for x, row in points:
        if row.enough == "yes":
            draw_interval(axes, (x, x), (scale.value(row.low), scale.value(row.high)), row.side)
        draw_point(axes, x, scale.value(row.value), row.side, row.enough == "yes", _address(row))
    for (x, one), (then, other) in pairwise(points):
        if then == x + 1 and one.enough == other.enough == "yes":
            draw_interval(axes, (x, then), (scale.value(one.value), scale.value(other.value)), one.side)


def _engagements(axes: Axes, comparison: Comparison, side: str, order: list[str]) -> None:
    """Mark the days of engagements; of one whose day is not told, the day on which it was first reported."""
    unit, talks = period_unit(comparison), comparison.met
    for row in talks[talks.country == side].itertuples():
        day = row.date if len(row.date) == DAY else row.published
        period = period_of_date(day, unit) if len(day) == DAY else ""
        if period in order:
            x = order.index(period) - 0.4 + 0.8 * _within(day, unit)
            (stroke,) = axes.plot([x, x], [0.02, 0.1], color=INK, linewidth=1, transform=axes.get_xaxis_transform())
            stroke.set_url(links.place(row.event_id, "e"))


def _within(day: str, unit: str) -> float:
    """Return how far into its period a day lies, from 0 to 1."""
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    date = datetime.date.fromisoformat(day)
    return ((date.month - 1) % months + (date.day - 1) / 31) / months


def _trends_in_words(tidy: pd.DataFrame, unit: str, comparison: Comparison) -> str:
    """Say what is drawn."""
    clauses = []
    for side in comparison.counterparts:
        each = []
        for period, rows in tidy[tidy.side == side].groupby("period", sort=False):
            own = rows.set_index("measure")
            stance, committing = (scale.told(own.loc[measure]) for measure, scale in MEASURE_SCALES.items())
            each.append(f"{period} n {own.n.iloc[0]}, mean stance {stance}, acts that commit {committing}")
        clauses.append(f"To {names.country(side)}: {'; '.join(each) or 'nothing'}")
    few = f"In brackets 95% intervals, from {comparison.parameters.minimum} statements and two releases in a {unit} on"
    return f"Statements by {unit} of publication. {'. '.join(clauses)}. {few}."
