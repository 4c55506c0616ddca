"""Statements over time: one lane for what was said to, and heard from, each counterpart, and jointly."""

import datetime

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from positions.comparison import Comparison
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, LINE, Drawing, canvas, finish, lead, style
from positions.reporting.markup import Shown, paragraph

LANES = (("said", "to {}"), ("heard", "from {}"), ("joint", "jointly with {}"))
DAYS = 62  # a longer time is drawn by months
TALLEST = 0.5  # of a lane
THINNEST = 1 / 60  # of the time drawn


def timeline(comparison: Comparison) -> Drawing | Shown:
    """Draw how many statements were published on each day, or in each month.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        All bars are of one scale; the tallest of each lane bears its number. Days of publication, not of speaking;
        where only a year is known, its middle. With fewer than two dates there is nothing to draw.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "heard", "joint"]) & (rows.repeats == "") & (rows.published != "")]
    if rows.published.nunique() < 2:
        return paragraph("Fewer than two dates of publication: no timeline.", "too-few")
    first, last = rows.published.min(), rows.published.max()
    length = (day(last) - day(first)).days
    unit = "month" if length > DAYS else "day"
    rows = rows.assign(when=rows.published.str[:7] if unit == "month" else rows.published)
    width = max(0.8 * (28 if unit == "month" else 1), length * THINNEST)
    most = rows.groupby(["part", "side", "when"]).size().max()
    lanes = [(part, side, name) for part, name in LANES for side in comparison.counterparts]
    lanes = [(part, side, name) for part, side, name in lanes if ((rows.part == part) & (rows.side == side)).any()]
    with style():
        figure, axes = canvas(0.7 + 1.3 * LINE * len(lanes))
        for height, lane in enumerate(lanes):
            _lane(axes, height, lane, rows, (width, TALLEST / most))
        axes.set_yticks(range(len(lanes)), [name.format(names.heading(side)) for _, side, name in lanes])
        axes.set_ylim(len(lanes) - 0.5, -0.5)
        days(axes, first, last, width)
        axes.set_xlabel(f"published; statements by {unit}")
        axes.tick_params(length=0)
        return finish(figure, _words(rows, lanes))


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
        at = date2num(day(when))
        axes.bar(at, -each * n, width, bottom=height + 0.4, linewidth=1, **look)
        of = {"month": when} if len(when) == 7 else {"document": list(dict.fromkeys(own.doc_id[own.when == when]))}
        words = f"{names.counted(n, 'statement')} {name.format(names.country(side))}, {when}"
        lead(axes, (at - width / 2, height - 0.4), (width, 0.8), links.rows(part=part, side=side, **of), words)
    top = found.index[found.to_numpy().argmax()]
    axes.text(date2num(day(top)), height + 0.36 - each * found.max(), str(found.max()), ha="center", va="bottom")


def day(published: str) -> datetime.date:
    """Return a date of publication; a month or a year alone is drawn at its middle."""
    middle = {4: "-07-01", 7: "-15"}.get(len(published), "")
    return datetime.date.fromisoformat(published + middle)


def days(axes: Axes, first: str, last: str, width: float = 0.0) -> None:
    """Mark the first and the last day, and the middle of the time; leave room for bars of a width at either end."""
    start, stop = day(first), day(last)
    axes.set_xticks([start, start + (stop - start) / 2, stop], [first, (start + (stop - start) / 2).isoformat(), last])
    room = 1.5 * width or 0.05 * (stop - start).days
    axes.set_xlim(date2num(start) - room, date2num(stop) + room)


def _words(rows: pd.DataFrame, lanes: list[tuple[str, str, str]]) -> str:
    """Say what is drawn."""
    clauses = []
    for part, side, name in lanes:
        own = rows[(rows.part == part) & (rows.side == side)]
        days, first, last = own.published.nunique(), own.published.min(), own.published.max()
        when = first if days == 1 else f"{days} days from {first} to {last}"
        clauses.append(f"{name.format(names.country(side))}: {names.counted(len(own), 'statement')}, {when}")
    return f"Statements by day of publication. {'; '.join(clauses)}."
