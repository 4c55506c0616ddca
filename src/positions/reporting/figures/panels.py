"""Small multiples: a column of panels for each country, a row for each measure, the same scale along a row."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from positions.reporting import names
from positions.reporting.figures.drawing import GRID, GROUND, tiles


class Scale(NamedTuple):
    """How a measure is drawn: its name, the limits and steps of its scale, and what its hundredths are divided by."""

    title: str
    limits: tuple[float, float]
    steps: tuple[int, ...]
    divisor: int
    digits: int
    unit: str

    @property
    def axis(self) -> str:
        """What stands at an axis."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    def value(self, hundredths: int) -> float:
        """Return a value as it is drawn."""
        return hundredths / self.divisor

    def told(self, row: object) -> str:
        """Write a value with its interval, where there is enough: "0.66 (0.11 to 0.90)", "3% (0 to 17)"."""
        value, low, high = (f"{self.value(n):.{self.digits}f}" for n in (row.value, row.low, row.high))
        return f"{value}{self.unit}{f' ({low} to {high})' * (row.enough == 'yes')}".replace("-", "−")


SCALES = {
    "stance": Scale("mean stance", (-2.1, 2.1), (-2, -1, 0, 1, 2), 100, 2, ""),
    "committing": Scale("acts that commit", (-4, 104), (0, 25, 50, 75, 100), 1, 0, "%"),
}


def grid(
    height: float, measures: Sequence[str], sides: Sequence[str], across: str
) -> tuple[Figure, dict[tuple[str, str], Axes]]:
    """Return a figure and its panels by measure and side, the countries named above (`drawing.panels`)."""
    figure, axes = tiles(height, len(measures), len(sides), across)
    named = {(measure, side): axes[i][j] for i, measure in enumerate(measures) for j, side in enumerate(sides)}
    for (measure, side), own in named.items():
        own.tick_params(length=0)
        if measure == measures[0]:
            own.set_title(names.heading(side), fontsize=10, weight="bold", color=names.mark(side)[0])
    return figure, named


def mark(axes: Axes, x: float, y: float, side: str, sure: bool, address: str) -> None:
    """Draw one point that leads to its statements; it is hollow where there are too few."""
    colour, marker = names.mark(side)
    look = {"color": colour, "marker": marker, "markersize": 6, "markerfacecolor": colour if sure else GROUND}
    (point,) = axes.plot([x], [y], linestyle="", clip_on=False, zorder=3, **look)
    point.set_url(address)


def number(axes: Axes, x: float, y: float, n: int, address: str) -> None:
    """Write the number of statements above a point, leading to them."""
    look = {"ha": "center", "fontsize": 9.5, "clip_on": False}
    axes.annotate(str(n), (x, y), (0, 5), textcoords="offset points", **look).set_url(address)


def bar(axes: Axes, xs: Sequence[float], ys: Sequence[float], side: str) -> None:
    """Draw an interval, or the line from one point to the next."""
    axes.plot(xs, ys, color=names.mark(side)[0], linewidth=1.2, zorder=2)


def shade(axes: Axes, along: str) -> None:
    """Draw the lines by which a scale is read."""
    axes.grid(axis=along, color=GRID, linewidth=0.8)
