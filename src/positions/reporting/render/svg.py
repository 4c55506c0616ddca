"""Figures as SVG: the same bytes for the same numbers, a text alternative, marks that lead to what they count.

`drawing_style`, `canvas`, `side_panels` and `measure_grid` begin a figure, `finish` ends it; `interval_chart` draws
a whole one. Colours are those of the page's style sheet.
"""

import hashlib
import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from positions.reporting.render import names as called

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
# Said once of the whole figure: matplotlib says the strokes of `*`, which inside a page is all of it, and the letters
# of every text.
ALWAYS = "stroke-linejoin: round; stroke-linecap: butt; font-size: 10px; "
ALWAYS += "font-family: var(--figure-letters, 'DejaVu Sans', Verdana, sans-serif)"

_LONG = re.compile(r"\d+\.\d{3,}")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_OWN = re.compile(r"(?<=#)[\w.-]+")


def to_page_svg(svg: str, alternative: str) -> str:
    """Return a figure of matplotlib's as it stands in pages and notebooks.

    Parameters
    ----------
    svg : str
        As ``savefig`` writes it; an address may be followed by a space and the link's name.
    alternative : str
        What it shows. Names (``id``) begin with a part of its sha256, so that two figures never share one.

    Returns
    -------
    str
        One ``svg`` element. Colours of the reports are variables of the pages' style, with the colour itself as
        fallback outside the pages, where the figure stands on white.
    """
    root, alternative = ET.fromstring(_UNFIT.sub("", svg)), _UNFIT.sub("", alternative)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
    _prune(root)
    prefix = f"f{hashlib.sha256(alternative.encode()).hexdigest()[:10]}"
    used = set(_OWN.findall(" ".join(e.get(name, "") for e in root.iter() for name in (HREF, "clip-path"))))
    for element in root.iter():
        _renamed(element, prefix, used)
        _coloured(element)
    linked = _links(root)
    _described(root, prefix, alternative, linked)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode")


def _prune(element: ET.Element) -> None:
    """Take out, in place, what draws nothing: metadata, styles, groups that hold no attribute or nothing."""
    kept: list[ET.Element] = []
    for child in element:
        _prune(child)
        child.tail = None
        if child.tag in ("metadata", "style") or (child.tag in ("g", "defs") and not len(child)):
            continue
        plain = child.tag == "g" and set(child.attrib) <= {"id"}
        kept += list(child) if plain else [child]
    element[:] = kept


def _renamed(element: ET.Element, prefix: str, used: set[str]) -> None:
    """Give an element a name of its own where something refers to it, and no name where nothing does."""
    if element.get("id") in used:
        element.set("id", f"{prefix}-{element.get('id')}")
    elif "id" in element.attrib:
        del element.attrib["id"]
    if element.tag == "use":
        element.set("href", f"#{prefix}-{element.attrib.pop(HREF).removeprefix('#')}")
    if "clip-path" in element.attrib:
        element.set("clip-path", f"url(#{prefix}-{_OWN.search(element.get('clip-path')).group()})")


def _coloured(element: ET.Element) -> None:
    """Write colours and letters as variables, and places with two decimals."""
    for name in ("d", "transform", "x", "y", "width", "height"):
        if name in element.attrib:
            short = _LONG.sub(lambda match: f"{float(match.group()):.2f}", element.get(name))
            element.set(name, " ".join(short.split()))
    if "style" in element.attrib:
        text = re.sub(r"(font-size: 10px|font-family: 'DejaVu Sans'(, sans-serif)?)(; |$)", "", element.get("style"))
        for value, variable in called.variables().items():
            text = text.replace(value, f"var(--{variable}, {value})")
        element.set("style", text)


def _links(root: ET.Element) -> bool:
    """Name the links, in place, and tell whether there are any; of several to one address the first is reached."""
    seen = set()
    for link in root.iter("a"):
        address, _, name = link.get(HREF).partition(" ")
        link.attrib.clear()  # matplotlib would open a window
        link.set("href", address)
        if address in seen:
            link.attrib |= {"tabindex": "-1", "aria-hidden": "true"}
            continue
        seen.add(address)
        name = name or unquote(address).lstrip("#").replace(":", ": ", 1).replace("&", ", ").replace("=", " ")
        link.set("aria-label", name)
        hint = ET.Element("title")
        hint.text = name
        link.insert(0, hint)
    return bool(seen)


def _described(root: ET.Element, prefix: str, alternative: str, linked: bool) -> None:
    """Give the figure its title and description; a role that leaves its links within reach."""
    size = {name: root.get(name) for name in ("width", "height", "viewBox")}
    root.attrib.clear()
    root.attrib |= {"xmlns": SVG} | size | {"role": "group" if linked else "img", "style": ALWAYS}
    root.attrib |= {"aria-labelledby": f"{prefix}-title", "aria-describedby": f"{prefix}-desc"}
    for place, (tag, text) in enumerate((("title", re.split(r"[:.]", alternative)[0]), ("desc", alternative))):
        element = ET.Element(tag, {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)


WIDTH = 5.0  # inches: at 390 pixels the letters are still 9 pixels high
LINE = 0.34  # inches: a line of marks that a finger can hit at 390 pixels
GRID, INK, SOFT, GROUND = (called.colour(name) for name in ("rule", "ink", "soft", "ground"))
STYLE = {
    "font.family": "DejaVu Sans",  # matplotlib's own: no font of the machine moves anything
    "font.size": 10,
    "text.parse_math": False,  # dollar signs of a document are not formulas
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
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "figure.dpi": 100,
}


@dataclass(frozen=True)
class Drawing:
    """A finished figure.

    Attributes
    ----------
    svg : str
        The picture, as `to_page_svg` leaves it.
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
    """Return an empty figure of the width that all have and its axes; call it within `drawing_style`."""
    figure, axes = side_panels(height, 1)
    return figure, axes[0]


def side_panels(height: float, n: int) -> tuple[Figure, list[Axes]]:
    """Return an empty figure of the width that all have and its panels beside each other, lines and scales shared."""
    figure, (row,) = tiles(height, 1, n, "row")
    return figure, row


def tiles(height: float, rows: int, columns: int, across: str) -> tuple[Figure, list[list[Axes]]]:
    """Return an empty figure of the width that all have and its panels, row by row; call it within `drawing_style`.

    The panels of a row have one vertical scale; the horizontal scale is that of the column ("col") or the row ("row").
    """
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots(rows, columns, sharex=across, sharey="row", squeeze=False).tolist()


def drawing_style() -> object:
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
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # letters stay letters: the reader's own font has it
        figure.savefig(out, format="svg", metadata={"Date": None})
    return Drawing(to_page_svg(out.getvalue(), alternative), alternative)


def link_area(axes: Axes, corner: tuple[float, float], size: tuple[float, float], address: str, name: str) -> None:
    """Make an area of a figure a link, larger than the mark in it and easier to hit.

    Parameters
    ----------
    axes : Axes
    corner : tuple of float
        Left and lower edge, in the units of the axes.
    size : tuple of float
        Width and height.
    address : str
        What the area's marks count (`positions.reporting.render.links`).
    name : str
        The link's name, with the number.
    """
    area = Rectangle(corner, *size, facecolor=GROUND, edgecolor="none", linewidth=0, alpha=0, zorder=9)
    area.set_url(f"{address} {name}")
    axes.add_patch(area)


def panel_title(axes: Axes, code: str) -> None:
    """Put a country's name above a panel, with its marker in its colour."""
    look = {"handletextpad": 0.1, "borderpad": 0, "borderaxespad": 0.2, "prop": {"weight": "bold"}}
    handle = _handle(called.heading(code), *called.mark(code))
    axes.legend(handles=[handle], loc="lower left", bbox_to_anchor=(0, 1), **look)


def country_key(figure: Figure, codes: Collection[str], labels: dict[str, str] | None = None) -> None:
    """Put the key of countries above a figure."""
    named = {code: called.heading(code) for code in codes} | (labels or {})
    _key(figure, [_handle(named[code], *called.mark(code)) for code in codes], 2)


def _handle(label: str, colour: str, marker: str) -> Line2D:
    """Return the entry of a key."""
    return Line2D([], [], color=colour, marker=marker, linestyle="", markersize=7, label=label)


def _key(figure: Figure, handles: list[Line2D], columns: int) -> None:
    """Put a key above a figure."""
    figure.legend(handles=handles, loc="outside upper left", ncols=columns, handletextpad=0.2)


class MeasureScale(NamedTuple):
    """How a measure is drawn: its name, the limits and steps of its scale, and what its hundredths are divided by."""

    title: str
    limits: tuple[float, float]
    steps: tuple[int, ...]
    divisor: int
    digits: int
    unit: str

    @property
    def axis(self) -> str:
        """The label of an axis."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    def value(self, hundredths: int) -> float:
        """Return a value as it is drawn."""
        return hundredths / self.divisor

    def told(self, row: object) -> str:
        """Write a value with its interval, if there is enough: "0.66 (0.11 to 0.90)", "3% (0 to 17)"."""
        value, low, high = (f"{self.value(n):.{self.digits}f}" for n in (row.value, row.low, row.high))
        return f"{value}{self.unit}{f' ({low} to {high})' * (row.enough == 'yes')}".replace("-", "−")


MEASURE_SCALES = {
    "stance": MeasureScale("mean stance", (-2.1, 2.1), (-2, -1, 0, 1, 2), 100, 2, ""),
    "committing": MeasureScale("acts that commit", (-4, 104), (0, 25, 50, 75, 100), 1, 0, "%"),
}


def measure_grid(
    height: float, measures: Sequence[str], sides: Sequence[str], across: str
) -> tuple[Figure, dict[tuple[str, str], Axes]]:
    """Return a figure and its panels by measure and side, the countries named above (`svg.side_panels`)."""
    figure, axes = tiles(height, len(measures), len(sides), across)
    named = {(measure, side): axes[i][j] for i, measure in enumerate(measures) for j, side in enumerate(sides)}
    for (measure, side), own in named.items():
        if measure == measures[0]:
            own.set_title(called.heading(side), fontsize=10, weight="bold", color=called.mark(side)[0])
    return figure, named


def draw_point(axes: Axes, x: float, y: float, side: str, sure: bool, address: str) -> None:
    """Draw one point that leads to its statements; it is hollow if there are too few."""
    colour, marker = called.mark(side)
    look = {"color": colour, "marker": marker, "markerfacecolor": colour if sure else GROUND}
    (point,) = axes.plot([x], [y], linestyle="", clip_on=False, zorder=3, **look)
    point.set_url(address)


def draw_count(axes: Axes, x: float, y: float, n: int, address: str) -> None:
    """Write the number of statements above a point, leading to them."""
    look = {"ha": "center", "fontsize": 9.5, "clip_on": False}
    axes.annotate(str(n), (x, y), (0, 5), textcoords="offset points", **look).set_url(address)


def draw_interval(axes: Axes, xs: Sequence[float], ys: Sequence[float], side: str) -> None:
    """Draw an interval, or the line from one point to the next."""
    axes.plot(xs, ys, color=called.mark(side)[0], linewidth=1.2, zorder=2)


SPREAD = 0.56  # of a line, shared by its series


IntervalValues = Mapping[tuple[str, str], tuple[float, float, float]]


def interval_chart(title: str, values: IntervalValues, axis: str) -> Drawing:
    """Draw figures with their intervals.

    Parameters
    ----------
    title : str
        What is drawn, for the text alternative.
    values : mapping of (str, str) to tuple of float
        By line, from the top, and series, three at most: the figure and the limits of its interval.
    axis : str
        What the scale shows.

    Returns
    -------
    Drawing
    """
    lines, names = (list(dict.fromkeys(key)) for key in zip(*values, strict=True))
    looks = dict(zip(names, called.series(), strict=False))
    with drawing_style():
        figure, axes = canvas(1.0 + len(lines) * (0.12 + 0.15 * len(looks)))
        for at, line in enumerate(lines):
            for i, (name, (colour, marker)) in enumerate(looks.items()):
                if (line, name) in values:
                    value, *interval = values[line, name]
                    height = at + SPREAD * ((i + 0.5) / len(looks) - 0.5)
                    axes.plot(interval, [height, height], color=colour, linewidth=1.2)
                    axes.plot([value], [height], color=colour, marker=marker, markersize=5.5, linestyle="")
        axes.set_yticks(range(len(lines)), lines)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        axes.set_xlabel(axis)
        axes.grid(axis="x")
        _key(figure, [_handle(name, *look) for name, look in looks.items()], 3)
        return finish(figure, _intervals_in_words(title, lines, names, values))


def _intervals_in_words(title: str, lines: Sequence[str], names: Sequence[str], values: IntervalValues) -> str:
    """Say what is drawn."""
    each = []
    for line in lines:
        own = {name: values[line, name] for name in names if (line, name) in values}
        told = [f"{name} {value:.2f} ({low:.2f} to {high:.2f})" for name, (value, low, high) in own.items()]
        each.append(f"{line}: {', '.join(told)}")
    return f"{title}, with 95% intervals. {'; '.join(each)}."
