"""Figures with their intervals, one line each, several series beside each other."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from positions.reporting import names as called
from positions.reporting.figures.drawing import GRID, Drawing, canvas, finish, style

SPREAD = 0.56  # of a line, shared by its series


class Series(NamedTuple):
    """What is drawn in one colour and marker."""

    name: str
    colour: str
    marker: str


Values = Mapping[tuple[str, str], tuple[float, float, float]]


def intervals(title: str, lines: Sequence[str], names: Sequence[str], values: Values, axis: str) -> Drawing:
    """Draw figures with their intervals.

    Parameters
    ----------
    title : str
        What is drawn, for the text alternative.
    lines : sequence of str
        From the top.
    names : sequence of str
        Of the series, three at most.
    values : mapping of (str, str) to tuple of float
        By line and series: the figure and the limits of its interval.
    axis : str
        What the scale shows.

    Returns
    -------
    Drawing
    """
    series = [Series(name, *look) for name, look in zip(names, called.series(), strict=False)]
    with style():
        figure, axes = canvas(1.0 + len(lines) * (0.12 + 0.15 * len(series)))
        for height, line in enumerate(lines):
            for i, one in enumerate(series):
                if (line, one.name) in values:
                    _mark(axes, height + SPREAD * ((i + 0.5) / len(series) - 0.5), values[line, one.name], one)
        axes.set_yticks(range(len(lines)), lines)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        axes.set_xlabel(axis)
        axes.tick_params(length=0)
        axes.grid(axis="x", color=GRID, linewidth=0.8)
        _key(figure, series)
        return finish(figure, _words(title, lines, names, values))


def _mark(axes: Axes, height: float, value: tuple[float, float, float], one: Series) -> None:
    """Draw one figure."""
    axes.plot(value[1:], [height, height], color=one.colour, linewidth=1.2)
    axes.plot([value[0]], [height], color=one.colour, marker=one.marker, markersize=5.5, linestyle="")


def _key(figure: Figure, series: Sequence[Series]) -> None:
    """Put the key of the series above the figure."""
    look = {"linestyle": "", "markersize": 7}
    handles = [Line2D([], [], color=s.colour, marker=s.marker, label=s.name, **look) for s in series]
    figure.legend(handles=handles, loc="outside upper left", ncols=3, frameon=False, handletextpad=0.2)


def _words(title: str, lines: Sequence[str], names: Sequence[str], values: Values) -> str:
    """Say what is drawn."""
    each = []
    for line in lines:
        told = [
            f"{name} {values[line, name][0]:.2f} ({values[line, name][1]:.2f} to {values[line, name][2]:.2f})"
            for name in names
            if (line, name) in values
        ]
        each.append(f"{line}: {', '.join(told)}")
    return f"{title}, with 95% intervals. {'; '.join(each)}."
