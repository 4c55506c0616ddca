"""Documents over time: a panel for each publisher, a line for each period, the same scale in all."""

import textwrap
from collections.abc import Sequence
from itertools import chain, groupby
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.archive_coverage import count_holdings
from positions.reporting import names
from positions.reporting.figures.drawing import GRID, INK, LINE, SOFT, Drawing, finish, style, tiles
from positions.reporting.markup import Shown, paragraph

ACROSS = 3  # panels beside each other: with more, a number of five digits has no room at 390 pixels
PANELS = 6  # more publishers are drawn together in the last
WRAPPED = 17  # letters of a panel's name to a line
ROOM = 1.55  # of the longest bar: its number stands behind it


class Panel(NamedTuple):
    """What one panel shows: its name, and the documents of each period."""

    name: str
    numbers: dict[str, int]


def over_periods(comparison: Comparison) -> Drawing | Shown:
    """Draw the documents of each publisher by day, month, year or decade of publication.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Bars with their numbers, "none" where there is no document. Of a single period a sentence says it.
    """
    tidy = count_holdings(comparison)
    periods, unit = list(dict.fromkeys(tidy.period)), tidy.unit.iloc[0]
    panels = _panels(tidy)
    if len(periods) < 2:
        when = f"all of one {unit}, {periods[0]}" if periods[0] else "without a date"
        return paragraph(f"{_told(panels, periods)}, {when}: nothing to draw over time.")
    lines = _lines(tidy)
    rows = -(-len(panels) // ACROSS)
    with style():
        height = rows * (0.75 + 0.6 * LINE * len(lines))
        figure, grid = tiles(height, rows, min(len(panels), ACROSS), "row")
        every = list(chain.from_iterable(grid))
        most = max(max(panel.numbers.values()) for panel in panels)
        for axes, panel in zip(every, panels, strict=False):
            _panel(axes, panel, lines, most)
        for axes in every[len(panels) :]:
            axes.set_visible(False)
        return finish(figure, f"Documents by publisher and {unit} of publication. {_told(panels, periods)}.")


def _panels(tidy: pd.DataFrame) -> list[Panel]:
    """Return the panels, the publisher with most documents first; those for which there is no panel as one."""
    order = list(dict.fromkeys(tidy.publisher))
    alone = order if len(order) <= PANELS else order[: PANELS - 1]
    panels = [Panel(name or "not known", _numbers(tidy[tidy.publisher == name])) for name in alone]
    if rest := order[len(alone) :]:
        own = tidy[tidy.publisher.isin(rest)].groupby("period", as_index=False, sort=False).documents.sum()
        panels.append(Panel(f"{len(rest)} others", _numbers(own)))
    return panels


def _numbers(own: pd.DataFrame) -> dict[str, int]:
    """Return the documents of each period."""
    return dict(zip(own.period, own.documents.map(int), strict=True))


def _lines(tidy: pd.DataFrame) -> list[list[str]]:
    """Return the periods of each line: those that follow each other without a document of any publisher share one."""
    sizes = tidy.groupby("period", sort=False).documents.sum()
    runs = groupby(zip(sizes.index, sizes > 0, strict=True), key=lambda pair: pair[1])
    found = [(is_held, [period for period, _ in run]) for is_held, run in runs]
    return [line for is_held, run in found for line in ([[period] for period in run] if is_held else [run])]


def _panel(axes: Axes, panel: Panel, lines: Sequence[Sequence[str]], most: int) -> None:
    """Draw one publisher."""
    for line, (period, *_) in enumerate(lines):
        n = panel.numbers[period]
        axes.barh(line, n, 0.62, color=SOFT, linewidth=0)
        look = {"color": INK if n else SOFT, "style": "normal" if n else "italic"}
        axes.text(n + most * 0.04, line, f"{n:,}" if n else "none", va="center", fontsize=9.5, **look)
    axes.set_yticks(range(len(lines)), [_named(line) for line in lines])
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(0, most * ROOM)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=GRID, linewidth=0.8)
    axes.set_title(_wrapped(panel.name), fontsize=10, weight="bold", loc="left")


def _named(line: Sequence[str]) -> str:
    """Return the name of a line: its period, or the first and how many follow."""
    return f"{line[0]} +{len(line) - 1}" if len(line) > 1 else line[0] or "not known"


def _wrapped(name: str) -> str:
    """Return a publisher's name in two lines at most."""
    return "\n".join(textwrap.wrap(name, WRAPPED, max_lines=2, placeholder=" …"))


def _told(panels: Sequence[Panel], periods: Sequence[str]) -> str:
    """Say how many documents each panel has, and in how many of the periods."""
    each = []
    for panel in panels:
        n, there = sum(panel.numbers.values()), sum(panel.numbers[period] > 0 for period in periods)
        text = f"{panel.name} {names.counted(n, 'document')}"
        each.append(text + (f" in {there} of {len(periods)}" if len(periods) > 1 else ""))
    return "; ".join(each)
