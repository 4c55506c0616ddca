"""A figure as SVG, the same bytes for the same numbers, with its text alternative and the note below it."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from positions.reporting import names

WIDTH = 5.0  # inches: at 390 pixels the letters are still 9 pixels high
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "svg.fonttype": "path",
    "svg.hashsalt": "positions",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "figure.dpi": 100,
}
GRID = "#dddddd"


@dataclass(frozen=True)
class Drawing:
    """A finished figure.

    Attributes
    ----------
    svg : str
        The picture.
    alternative : str
        What it shows, in words, with its numbers.
    """

    svg: str
    alternative: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        """Return the picture and its alternative as a notebook stores them."""
        data = {"image/svg+xml": self.svg, "text/plain": self.alternative}
        return data, {"image/svg+xml": {"alt": self.alternative}}


def canvas(height: float) -> tuple[Figure, Axes]:
    """Return an empty figure of the width that all have and its axes; call it within `style`."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.add_subplot()


def panels(number: int, height: float) -> tuple[Figure, Sequence[Axes]]:
    """Return an empty figure of the width that all have with axes beside each other; call it within `style`."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots(1, number)


def style() -> object:
    """Return the context in which every figure is drawn."""
    return matplotlib.rc_context(STYLE)


def finish(figure: Figure, alternative: str) -> Drawing:
    """Write a figure as SVG without date or random names."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue()
    return Drawing(svg[svg.index("<svg") :], alternative)


def key(figure: Figure, codes: Iterable[str], labels: dict[str, str] | None = None) -> None:
    """Put the key of countries above a figure."""
    handles = []
    for code in codes:
        colour, marker = names.mark(code)
        label = (labels or {}).get(code, names.heading(code))
        handles.append(Line2D([], [], color=colour, marker=marker, linestyle="", markersize=7, label=label))
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, handletextpad=0.2)
