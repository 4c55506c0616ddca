"""Small multiples: a column of panels for each country, a row for each measure, the same scale along a row."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from positions.reporting import names
from positions.reporting.figures.drawing import GRID, panels

SCALES = {"stance": ("mean stance", (-2.1, 2.1), 100), "committing": ("acts that commit, %", (0, 100), 1)}


def grid(height: float, measures: Sequence[str], sides: Sequence[str]) -> tuple[Figure, dict[tuple[str, str], Axes]]:
    """Return a figure and its panels by measure and side, the countries named above, the measures at the left."""
    figure, axes = panels(height, len(measures), len(sides))
    named = {(measure, side): axes[i][j] for i, measure in enumerate(measures) for j, side in enumerate(sides)}
    for (measure, side), own in named.items():
        own.tick_params(length=0)
        if measure == measures[0]:
            own.set_title(names.heading(side), fontsize=10, weight="bold", color=names.mark(side)[0])
        if measure in SCALES:
            own.set_ylim(*SCALES[measure][1])
    return figure, named


def mark(axes: Axes, x: float, y: float, side: str, sure: bool, address: str) -> None:
    """Draw one point that leads to its statements; it is hollow where there are too few."""
    colour, marker = names.mark(side)
    look = {"color": colour, "marker": marker, "markersize": 6, "markerfacecolor": colour if sure else "white"}
    (point,) = axes.plot([x], [y], linestyle="", clip_on=False, zorder=3, **look)
    point.set_url(address)


def bar(axes: Axes, xs: Sequence[float], ys: Sequence[float], side: str) -> None:
    """Draw an interval, or the line from one point to the next."""
    axes.plot(xs, ys, color=names.mark(side)[0], linewidth=1.2, zorder=2)


def shade(axes: Axes, along: str) -> None:
    """Draw the lines by which a scale is read."""
    axes.grid(axis=along, color=GRID, linewidth=0.8)
