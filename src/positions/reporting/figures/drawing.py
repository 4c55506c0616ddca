"""A figure as SVG: the same bytes for the same numbers, a text alternative, marks that lead to what they count."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from positions.reporting import names
from positions.reporting.figures.vector import vector

WIDTH = 5.0  # inches: at 390 pixels the letters are still 9 pixels high
LINE = 0.34  # inches: a line of marks that a finger can hit at 390 pixels
GRID, INK, SOFT, GROUND = (names.colour(name) for name in ("rule", "ink", "soft", "ground"))
STYLE = {
    "font.family": "DejaVu Sans",  # matplotlib's own: no font of the machine moves anything
    "font.size": 10,
    "svg.fonttype": "none",
    "svg.hashsalt": "positions",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "axes.facecolor": "none",
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": GROUND,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "figure.dpi": 100,
}


@dataclass(frozen=True)
class Drawing:
    """A finished figure.

    Attributes
    ----------
    svg : str
        The picture, as `vector` leaves it.
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
    figure, axes = panels(height, 1)
    return figure, axes[0]


def panels(height: float, n: int) -> tuple[Figure, list[Axes]]:
    """Return an empty figure of the width that all have and its panels beside each other, lines and scales shared."""
    figure, (row,) = tiles(height, 1, n, "row")
    return figure, row


def tiles(height: float, rows: int, columns: int, across: str) -> tuple[Figure, list[list[Axes]]]:
    """Return an empty figure of the width that all have and its panels, row by row; call it within `style`.

    The panels of a row have one vertical scale; the horizontal scale is that of the column ("col") or the row ("row").
    """
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots(rows, columns, sharex=across, sharey="row", squeeze=False).tolist()


def style() -> object:
    """Return the context in which every figure is drawn."""
    return matplotlib.rc_context(STYLE)


def finish(figure: Figure, alternative: str) -> Drawing:
    """Write a figure as SVG without date or random names.

    Parameters
    ----------
    figure : Figure
        Artists with an address (``set_url``, `lead`) become links. In an address a space ends the address; what
        follows is the link's name.
    alternative : str
        What is drawn, with its numbers; up to its first colon or full stop it is the figure's title.

    Returns
    -------
    Drawing
    """
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return Drawing(vector(out.getvalue(), alternative), alternative)


def lead(axes: Axes, corner: tuple[float, float], size: tuple[float, float], address: str, name: str) -> None:
    """Make an area of a figure a link, larger than the mark in it and easier to hit.

    Parameters
    ----------
    axes : Axes
    corner : tuple of float
        Left and lower edge, in the units of the axes.
    size : tuple of float
        Width and height.
    address : str
        What the area's marks count (`positions.reporting.links`).
    name : str
        The link's name, with the number.
    """
    area = Rectangle(corner, *size, facecolor=GROUND, edgecolor="none", linewidth=0, alpha=0, zorder=9)
    area.set_url(f"{address} {name}")
    axes.add_patch(area)


def title(axes: Axes, code: str) -> None:
    """Put a country's name above a panel, with its marker in its colour."""
    colour, marker = names.mark(code)
    handle = Line2D([], [], color=colour, marker=marker, linestyle="", markersize=7, label=names.heading(code))
    look = {"frameon": False, "handletextpad": 0.1, "borderpad": 0, "borderaxespad": 0.2}
    axes.legend(handles=[handle], loc="lower left", bbox_to_anchor=(0, 1), prop={"weight": "bold"}, **look)


def key(figure: Figure, codes: Iterable[str], labels: dict[str, str] | None = None) -> None:
    """Put the key of countries above a figure."""
    handles = []
    for code in codes:
        colour, marker = names.mark(code)
        label = (labels or {}).get(code, names.heading(code))
        handles.append(Line2D([], [], color=colour, marker=marker, linestyle="", markersize=7, label=label))
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, handletextpad=0.2)
