"""Themes raised with both sides, with one, with neither: the figure, and the ledger of silences."""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison, shares
from positions.comparison.shares import compare_shares
from positions.reporting.render import links, names
from positions.reporting.render.markup import View, count, paragraph, table
from positions.reporting.render.svg import (
    GRID,
    INK,
    LINE,
    Drawing,
    drawing_style,
    finish,
    link_area,
    panel_title,
    side_panels,
)
from positions.reporting.sections.counts import counted_once

ROOM = 1.35  # of the longest bar: its number stands behind it
THICK = 0.5  # of a line


class Scale(NamedTuple):
    """What a bar's length means: numbers, or shares of all statements to a side, in percent."""

    shares: dict[tuple[str, str], tuple[int, int, int]]  # by theme and side, with their limits; empty: numbers
    most: float


def raised_only_with(c: Comparison, side: str) -> pd.DataFrame:
    """Return the rows of the ledger of themes raised with one side only, those in the most statements (``n``) first."""
    ledger = shares.silence_ledger(c)
    column = ("first_statements", "second_statements")[c.counterparts.index(side)]
    own = ledger[ledger.raised_with == side]
    return own.assign(n=own[column]).sort_values("n", ascending=False, kind="stable")


def figure(comparison: Comparison) -> Drawing | View:
    """Draw the themes, one line each, the counterparts beside each other: raised with both above, with one only below.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        Numbers of statements. If shares may be given (`Comparison.enough`), bars are shares with their 95% intervals
        (SHARES), since the counterparts' totals differ, followed by the numbers. A theme without a bar was not raised.
    """
    ledger = shares.silence_ledger(comparison)
    ledger = ledger[ledger.raised_with != "neither"]
    if ledger.empty:
        return paragraph("No theme was raised with either counterpart.", "too-few")
    ledger = ledger.assign(total=ledger.first_statements + ledger.second_statements)
    lines, heads = _order(ledger, comparison.counterparts)
    scale = _scale(comparison, ledger)
    with drawing_style():
        figure, both = side_panels(0.75 + 0.8 * LINE * (len(lines) + len(heads)), 2)
        for axes, side, column in zip(both, comparison.counterparts, ("first", "second"), strict=True):
            _axes(axes, lines, len(lines) + len(heads), scale)
            panel_title(axes, side)
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
    link_area(axes, (0, height - 0.5), (scale.most * ROOM, 1), address, name)


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


def silence_ledger(c: Comparison, some: pd.DataFrame | None = None) -> View:
    """Return the silence ledger, or some of its rows: themes raised with both, with one, with neither."""
    ledger = shares.silence_ledger(c) if some is None else some
    raised = ledger[ledger.raised_with != "neither"]
    first, second = (names.heading(side) for side in c.counterparts)
    heads = ["Theme", "Raised with", f"{first}: statements", f"{first}: topics"]
    heads += [f"{second}: statements", f"{second}: topics", "Joint", "About both", "The silence rests on"]
    rows = [_theme(c, row) for row in raised.itertuples()]
    neither = [names.named("themes", theme) for theme in ledger.theme[ledger.raised_with == "neither"]]
    note = (
        f"Statements by the state that carry the theme; topics: engagements reported to have had it. {counted_once(c)}"
    )
    note += (
        f" Raised with neither: {', '.join(neither) or 'none'}. Last: in how many statements to the other side a theme"
    )
    note += " raised with one only is not"
    if raised.unlikely.any():
        note += ", and in how many of 100 it would have to be raised for that to be unlikely (below 5%, given how alike"
        note += " statements of one article or release are)"
    note += "."
    return table("Themes by whom they were raised with", heads, rows, note)


def _theme(c: Comparison, row: object) -> list[object]:
    """Return the cells of one theme."""
    first, second = c.counterparts
    with_whom = "both" if row.raised_with == "both" else f"{names.heading(row.raised_with)} only"
    keys = [("said", first, row.first_statements), ("said", second, row.second_statements)]
    said = [count(n, links.rows(part=part, side=side, theme=row.theme)) for part, side, n in keys]
    apart_ = [("joint", row.joint), ("both", row.about_both)]
    cells = [count(n, links.rows(part=part, theme=row.theme)) for part, n in apart_]
    silence_ = f"0 of {row.silent_of}" if row.silent_of else ""
    silence_ += f"; unlikely from {row.unlikely} in 100" if row.unlikely else ""
    name = names.named("themes", row.theme)
    return [name, with_whom, said[0], row.first_topics or "", said[1], row.second_topics or "", *cells, silence_]
