"""Themes side by side: how many statements to either counterpart carry a theme, one-sided themes apart."""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.shares import compare_shares, silence_ledger
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, INK, LINE, Drawing, finish, lead, panels, style, title
from positions.reporting.markup import Shown, paragraph

ROOM = 1.35  # of the longest bar: its number stands behind it
THICK = 0.5  # of a line


class Scale(NamedTuple):
    """What a bar's length means: numbers, or shares of all statements to a side, in percent."""

    shares: dict[tuple[str, str], tuple[int, int, int]]  # by theme and side, with their limits; empty: numbers
    most: float


def themes(comparison: Comparison) -> Drawing | Shown:
    """Draw the themes, one line each, the counterparts beside each other: raised with both above, with one only below.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Numbers of statements; where shares may be given (`Comparison.enough`) bars are shares with their 95%
        intervals (SHARES), since the counterparts' totals differ, and the numbers stand behind them. No bar: not
        raised.
    """
    ledger = silence_ledger(comparison)
    ledger = ledger[ledger.raised_with != "neither"]
    if ledger.empty:
        return paragraph("No theme was raised with either counterpart.", "too-few")
    ledger = ledger.assign(total=ledger.first_statements + ledger.second_statements)
    lines, heads = _order(ledger, comparison.counterparts)
    scale = _scale(comparison, ledger)
    with style():
        figure, both = panels(0.75 + 0.8 * LINE * (len(lines) + len(heads)), 2)
        for axes, side, column in zip(both, comparison.counterparts, ("first", "second"), strict=True):
            _axes(axes, lines, len(lines) + len(heads), scale)
            title(axes, side)
            for height, row in lines:
                _line(axes, height, side, row.theme, getattr(row, f"{column}_statements"), scale)
                if getattr(row, f"{column}_topics") and not getattr(row, f"{column}_statements"):
                    axes.text(scale.most * 0.03, height, "discussed only", va="center", style="italic")
        for height, head in heads:
            place = {"xytext": (-6, 0), "textcoords": "offset points", "annotation_clip": False}
            both[0].annotate(head, (0, height), ha="right", va="center", weight="bold", **place)
        return finish(figure, _words(ledger, comparison.counterparts))


def _order(
    ledger: pd.DataFrame, counterparts: tuple[str, ...]
) -> tuple[list[tuple[int, object]], list[tuple[int, str]]]:
    """Return the lines and the headings above them, each with its height."""
    groups = [("both", "with both"), *((side, f"{names.heading(side)} only") for side in counterparts)]
    lines, heads, at = [], [], 0
    for code, head in groups:
        own = ledger[ledger.raised_with == code].sort_values("total", ascending=False, kind="stable")
        if len(own):
            heads.append((at, head))
            lines += [(at + 1 + i, row) for i, row in enumerate(own.itertuples())]
            at += len(own) + 1
    return lines, heads


def _scale(comparison: Comparison, ledger: pd.DataFrame) -> Scale:
    """Return the scale of the bars."""
    found = compare_shares(comparison)
    found = found[found.aspect == "theme"]
    limits = {(row.code, row.side): (row.percent, row.low, row.high) for row in found.itertuples()}
    if limits:
        return Scale(limits, max(high for _, _, high in limits.values()))
    return Scale({}, max(1, int(ledger[["first_statements", "second_statements"]].max(axis=None))))


def _line(axes: Axes, height: float, side: str, theme: str, n: int, scale: Scale) -> None:
    """Draw one theme of one side."""
    if not n:
        return
    colour, _ = names.mark(side)
    value = edge = n
    if scale.shares:
        value, low, edge = scale.shares[theme, side]
        axes.plot([low, edge], [height, height], color=INK, linewidth=1.2)
    axes.barh(height, value, THICK, color=colour, linewidth=0)
    axes.text(edge + scale.most * 0.04, height, str(n), va="center")
    name = f"{names.counted(n, 'statement')} to {names.country(side)}: {names.named('themes', theme)}"
    address = links.rows(part="said", side=side, theme=theme)
    lead(axes, (0, height - 0.5), (scale.most * ROOM, 1), address, name)


def _axes(axes: Axes, lines: list[tuple[int, object]], height: int, scale: Scale) -> None:
    """Name the themes and the scale."""
    axes.set_yticks([at for at, _ in lines], [names.named("themes", row.theme) for _, row in lines])
    axes.set_ylim(height - 0.5, -0.5)
    axes.set_xlim(0, scale.most * ROOM)
    axes.locator_params(axis="x", nbins=4, integer=True)
    axes.set_xlabel("% of statements" if scale.shares else "statements")
    axes.tick_params(length=0)
    axes.grid(axis="x", color=GRID, linewidth=0.8)


def _words(ledger: pd.DataFrame, counterparts: tuple[str, ...]) -> str:
    """Say what is drawn."""
    first, second = (names.country(side) for side in counterparts)
    each = []
    for row in ledger.itertuples():
        sides = []
        for side, n, topics in (
            (first, row.first_statements, row.first_topics),
            (second, row.second_statements, row.second_topics),
        ):
            sides.append(f"{side} {n}" if n else f"{side} discussed only" if topics else f"{side} not raised")
        each.append(f"{names.named('themes', row.theme)}: {', '.join(sides)}")
    return f"Statements by theme to {first} and {second}. {'; '.join(each)}."
