"""Statements over time: a timeline by day or month, and the measures of each period."""

import datetime
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from positions.comparison import Comparison
from positions.comparison.archive_coverage import period_of_date
from positions.comparison.breakdowns import by_period, list_periods, period_unit
from positions.reporting.render import links, names, svg
from positions.reporting.render.markup import View, paragraph
from positions.reporting.render.svg import MEASURE_SCALES
from positions.schemas import LIST_SEPARATOR

LANES = {"said": "to {}", "heard": "from {}", "joint": "jointly with {}"}
DAYS = 62  # a longer time is drawn by months
TALLEST = 0.5  # of a lane
THINNEST = 1 / 60  # of the time drawn


def timeline_figure(c: Comparison) -> svg.Drawing | View:
    """Draw how many statements were published on each day, or in each month.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Drawing or View
        All bars have one scale; the tallest of each lane has its number. Days are those of publication, not of
        speaking; if only a year is known, its middle is used. With fewer than two dates there is nothing to draw.
    """
    lanes = {(part, side): c.part(part, side) for part in LANES for side in c.counterparts}
    lanes = {key: rows[rows.published != ""] for key, rows in lanes.items() if (rows.published != "").any()}
    dates = sorted(set().union(*(rows.published for rows in lanes.values())))
    if len(dates) < 2:
        return paragraph("Fewer than two dates of publication: no timeline.", "too-few")
    length = (day_of_publication(dates[-1]) - day_of_publication(dates[0])).days
    unit, letters, days = ("month", 7, 28) if length > DAYS else ("day", 10, 1)
    width = max(0.8 * days, length * THINNEST)
    lanes = {key: rows.assign(when=rows.published.str[:letters]) for key, rows in lanes.items()}
    most = max(rows.when.value_counts().max() for rows in lanes.values())
    with svg.drawing_style():
        figure, axes = svg.canvas(0.7 + 1.3 * svg.LINE * len(lanes))
        for height, ((part, side), rows) in enumerate(lanes.items()):
            _lane(axes, height, part, side, rows, (width, TALLEST / most))
        axes.set_yticks(range(len(lanes)), [LANES[part].format(names.heading(side)) for part, side in lanes])
        axes.set_ylim(len(lanes) - 0.5, -0.5)
        _days(axes, dates[0], dates[-1], width)
        axes.set_xlabel(f"published; statements by {unit}")
        return svg.finish(figure, _timeline_in_words(lanes))


def _lane(axes: Axes, height: int, part: str, side: str, own: pd.DataFrame, size: tuple[float, float]) -> None:
    """Draw the statements of one part and side; each bar leads to its own."""
    colour, _ = names.mark(side)
    found = own.groupby("when").size()
    width, each = size
    axes.axhline(height + 0.4, color=svg.GRID, linewidth=0.8)
    look = {"color": colour} if part == "said" else {"facecolor": "none", "edgecolor": colour}
    for when, n in found.items():
        at = date2num(day_of_publication(when))
        axes.bar(at, -each * n, width, bottom=height + 0.4, linewidth=1, **look)
        of = {"month": when} if len(when) == 7 else {"document": list(dict.fromkeys(own.doc_id[own.when == when]))}
        words = f"{names.counted(n, 'statement')} {LANES[part].format(names.country(side))}, {when}"
        address = links.rows(part=part, side=side, **of)
        svg.link_area(axes, (at - width / 2, height - 0.4), (width, 0.8), address, words)
    top, most = date2num(day_of_publication(found.idxmax())), found.max()
    axes.text(top, height + 0.36 - each * most, str(most), ha="center", va="bottom")


def day_of_publication(published: str) -> datetime.date:
    """Return a date of publication; a month or a year alone is drawn at its middle."""
    middle = {4: "-07-01", 7: "-15"}.get(len(published), "")
    return datetime.date.fromisoformat(published + middle)


def _days(axes: Axes, first: str, last: str, width: float) -> None:
    """Mark the first and the last day, and the middle of the time; leave room for bars of a width at either end."""
    start, stop = day_of_publication(first), day_of_publication(last)
    axes.set_xticks([start, start + (stop - start) / 2, stop], [first, (start + (stop - start) / 2).isoformat(), last])
    axes.set_xlim(date2num(start) - 1.5 * width, date2num(stop) + 1.5 * width)


def _timeline_in_words(lanes: dict[tuple[str, str], pd.DataFrame]) -> str:
    """Say what is drawn."""
    clauses = []
    for (part, side), rows in lanes.items():
        days, first, last = rows.published.nunique(), rows.published.min(), rows.published.max()
        when = first if days == 1 else f"{days} days from {first} to {last}"
        whom = LANES[part].format(names.country(side))
        clauses.append(f"{whom}: {names.counted(len(rows), 'statement')}, {when}")
    return f"Statements by day of publication. {'; '.join(clauses)}."


DAY = len("2025-01-01")
LABELLED = 3  # periods named below the panels, at most


def trends_figure(c: Comparison) -> svg.Drawing | View:
    """Draw the measures of each period.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Drawing or View
        A point for each period in which something was said, its number of statements in the first row. A point with
        too few (`Comparison.suffice`) is hollow and has no interval; a line joins only neighbouring periods that both
        have enough. Short strokes are engagements, on their day, or on the day of the first report if their day is not
        known. With fewer than two periods there is nothing to draw.
    """
    tidy, order, unit = by_period(c), list_periods(c), period_unit(c)
    if tidy.period.nunique() < 2:
        return paragraph(f"Statements of fewer than two {unit}s: nothing to show over time.", "too-few")
    with svg.drawing_style():
        figure, panels = svg.measure_grid(4.6, ("statements", *MEASURE_SCALES), c.counterparts, "col")
        for (measure, side), axes in panels.items():
            rows = tidy[(tidy.side == side) & (tidy.measure == ("stance" if measure == "statements" else measure))]
            points = [(order.index(row.period), row) for row in rows.itertuples()]
            if measure == "statements":
                _numbers(axes, points, tidy.n.max())
                _engagements(axes, c, side, order)
            else:
                _line(axes, points, MEASURE_SCALES[measure])
            axes.grid(axis="y")
            axes.set_xlim(-0.6, len(order) - 0.4)
            shown = range(0, len(order), -(-len(order) // LABELLED))
            axes.set_xticks(list(shown), [order[i] for i in shown], fontsize=9.5)
            if side == c.counterparts[0]:
                axes.set_ylabel(MEASURE_SCALES[measure].axis if measure in MEASURE_SCALES else "statements")
        return svg.finish(figure, _trends_in_words(c, tidy))


def _address(row: object) -> str:
    """Return the address of the statements of a period to a side."""
    return links.rows(part="said", side=row.side, month=row.months.split(LIST_SEPARATOR))


def _numbers(axes: Axes, points: list[tuple[int, object]], most: int) -> None:
    """Draw how many statements there are, each with its number."""
    axes.set_ylim(-0.22 * most, 1.25 * most)
    for x, row in points:
        svg.draw_point(axes, x, row.n, row.side, row.enough == "yes", _address(row))
        svg.draw_count(axes, x, row.n, row.n, _address(row))


def _line(axes: Axes, points: list[tuple[int, object]], scale: svg.MeasureScale) -> None:
    """Draw a measure with its intervals."""
    axes.set_yticks(scale.steps)
    axes.set_ylim(*scale.limits)
    for x, row in points:
        if row.enough == "yes":
            svg.draw_interval(axes, (x, x), (scale.value(row.low), scale.value(row.high)), row.side)
        svg.draw_point(axes, x, scale.value(row.value), row.side, row.enough == "yes", _address(row))
    for (x, one), (then, other) in pairwise(points):
        if then == x + 1 and one.enough == other.enough == "yes":
            svg.draw_interval(axes, (x, then), (scale.value(one.value), scale.value(other.value)), one.side)


def _engagements(axes: Axes, c: Comparison, side: str, order: list[str]) -> None:
    """Mark the days of engagements; of one whose day is not told, the day on which it was first reported."""
    unit, talks = period_unit(c), c.met
    for row in talks[talks.country == side].itertuples():
        day = row.date if len(row.date) == DAY else row.published
        period = period_of_date(day, unit) if len(day) == DAY else ""
        if period in order:
            x = order.index(period) - 0.4 + 0.8 * _within(day, unit)
            (stroke,) = axes.plot([x, x], [0.02, 0.1], color=svg.INK, linewidth=1, transform=axes.get_xaxis_transform())
            stroke.set_url(links.place(row.event_id, "e"))


def _within(day: str, unit: str) -> float:
    """Return how far into its period a day lies, from 0 to 1."""
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    date = datetime.date.fromisoformat(day)
    return ((date.month - 1) % months + (date.day - 1) / 31) / months


def _trends_in_words(c: Comparison, tidy: pd.DataFrame) -> str:
    """Say what is drawn."""
    clauses = []
    for side in c.counterparts:
        each = []
        for period, rows in tidy[tidy.side == side].groupby("period", sort=False):
            own = rows.set_index("measure")
            told = [f"{scale.title} {scale.told(own.loc[measure])}" for measure, scale in MEASURE_SCALES.items()]
            each.append(f"{period} n {own.n.iloc[0]}, {', '.join(told)}")
        clauses.append(f"To {names.country(side)}: {'; '.join(each) or 'nothing'}")
    few, unit = f"from {c.parameters.minimum} statements and two releases", period_unit(c)
    return (
        f"Statements by {unit} of publication. {'. '.join(clauses)}. In brackets 95% intervals, {few} in a {unit} on."
    )
