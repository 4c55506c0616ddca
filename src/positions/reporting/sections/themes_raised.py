"""Themes raised with both sides, with one, with neither: the figure, and the ledger of silences."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison, shares
from positions.reporting.render import links, names, svg
from positions.reporting.render.markup import View, number, paragraph, table
from positions.reporting.sections.counts import counted_once

ROOM = 1.35  # of the longest bar: its number stands behind it
THICK = 0.5  # of a line


def raised_only_with(c: Comparison, side: str) -> pd.DataFrame:
    """Return the rows of the ledger of themes raised with one side only, those in the most statements (``n``) first."""
    ledger = shares.silence_ledger(c)
    column = ("first_statements", "second_statements")[c.counterparts.index(side)]
    own = ledger[ledger.raised_with == side]
    return own.assign(n=own[column]).sort_values("n", ascending=False, kind="stable")


def figure(c: Comparison) -> svg.Drawing | View:
    """Draw the themes, one line each, the counterparts beside each other: raised with both above, with one only below.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Drawing or View
        Numbers of statements. If shares may be given (`Comparison.enough`), bars are shares with their 95% intervals
        (SHARES), since the counterparts' totals differ, followed by the numbers. A theme without a bar was not raised.
    """
    ledger = shares.silence_ledger(c)
    ledger = ledger[ledger.raised_with != "neither"]
    if ledger.empty:
        return paragraph("No theme was raised with either counterpart.", "too-few")
    lines, heads = _order(ledger, c.counterparts)
    percent = _shares(c)
    bars = percent or _numbers(ledger, c.counterparts)
    most = max(1, max(bar[-1] for bar in bars.values()))
    with svg.drawing_style():
        figure, both = svg.side_panels(0.75 + 0.8 * svg.LINE * (len(lines) + len(heads)), 2)
        for axes, side, nth in zip(both, c.counterparts, ("first", "second"), strict=True):
            _axes(axes, lines, len(lines) + len(heads), most)
            axes.set_xlabel("% of statements" if percent else "statements")
            svg.panel_title(axes, side)
            for height, row in lines:
                if n := getattr(row, f"{nth}_statements"):
                    _line(axes, height, (side, row.theme, n), bars[row.theme, side], most)
                elif getattr(row, f"{nth}_topics"):
                    axes.text(most * 0.03, height, "discussed only", va="center", style="italic")
        for height, head in heads:
            place = {"xytext": (-6, 0), "textcoords": "offset points", "annotation_clip": False}
            both[0].annotate(head, (0, height), ha="right", va="center", weight="bold", **place)
        return svg.finish(figure, _words(ledger, c.counterparts))


def _order(
    ledger: pd.DataFrame, counterparts: tuple[str, ...]
) -> tuple[list[tuple[int, object]], list[tuple[int, str]]]:
    """Return the lines and the headings above them, each with its height."""
    ledger = ledger.assign(total=ledger.first_statements + ledger.second_statements)
    groups = [("both", "with both"), *((side, f"{names.heading(side)} only") for side in counterparts)]
    lines, heads, at = [], [], 0
    for code, head in groups:
        own = ledger[ledger.raised_with == code].sort_values("total", ascending=False, kind="stable")
        if len(own):
            heads.append((at, head))
            lines += enumerate(own.itertuples(), at + 1)
            at += len(own) + 1
    return lines, heads


def _shares(c: Comparison) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return by theme and side the share of statements in percent with its limits, if shares may be given."""
    found = shares.compare_shares(c)
    of_themes = found[found.aspect == "theme"].itertuples()
    return {(row.code, row.side): (row.percent, row.low, row.high) for row in of_themes}


def _numbers(ledger: pd.DataFrame, counterparts: tuple[str, ...]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return by theme and side the number of statements."""
    columns = zip(counterparts, (ledger.first_statements, ledger.second_statements), strict=True)
    return {(theme, side): (n,) for side, column in columns for theme, n in zip(ledger.theme, column, strict=True)}


def _line(axes: Axes, height: float, what: tuple[str, str, int], bar: tuple[int, ...], most: float) -> None:
    """Draw one theme of one side: its bar, from a value and the limits it may have."""
    (side, theme, n), (value, *limits) = what, bar
    if limits:
        axes.plot(limits, [height, height], color=svg.INK, linewidth=1.2)
    axes.barh(height, value, THICK, color=names.mark(side)[0], linewidth=0)
    axes.text(bar[-1] + most * 0.04, height, str(n), va="center")
    name = f"{names.counted(n, 'statement')} to {names.country(side)}: {names.named('themes', theme)}"
    address = links.rows(part="said", side=side, theme=theme)
    svg.link_area(axes, (0, height - 0.5), (most * ROOM, 1), address, name)


def _axes(axes: Axes, lines: list[tuple[int, object]], height: int, most: float) -> None:
    """Name the themes and the scale."""
    axes.set_yticks([at for at, _ in lines], [names.named("themes", row.theme) for _, row in lines])
    axes.set_ylim(height - 0.5, -0.5)
    axes.set_xlim(0, most * ROOM)
    axes.locator_params(axis="x", nbins=4, integer=True)
    axes.grid(axis="x")


def _words(ledger: pd.DataFrame, counterparts: tuple[str, ...]) -> str:
    """Say what is drawn."""
    first, second = map(names.country, counterparts)
    each = []
    for row in ledger.itertuples():
        pairs = ((first, row.first_statements, row.first_topics), (second, row.second_statements, row.second_topics))
        sides = [f"{side} {n or ('discussed only' if topics else 'not raised')}" for side, n, topics in pairs]
        each.append(f"{names.named('themes', row.theme)}: {', '.join(sides)}")
    return f"Statements by theme to {first} and {second}. {'; '.join(each)}."


def silence_ledger(c: Comparison, some: pd.DataFrame | None = None) -> View:
    """Return the silence ledger, or some of its rows: themes raised with both, with one, with neither."""
    ledger = shares.silence_ledger(c) if some is None else some
    raised = ledger[ledger.raised_with != "neither"]
    first, second = map(names.heading, c.counterparts)
    heads = ["Theme", "Raised with", f"{first}: statements", f"{first}: topics"]
    heads += [f"{second}: statements", f"{second}: topics", "Joint", "About both", "The silence rests on"]
    neither = [names.named("themes", theme) for theme in ledger.theme[ledger.raised_with == "neither"]]
    unlikely = (
        ", and in how many of 100 it would have to be raised for that to be unlikely (below 5%, given how alike "
        "statements of one article or release are)"
    )
    note = (
        f"Statements by the state that carry the theme; topics: engagements reported to have had it. {counted_once(c)} "
        f"Raised with neither: {', '.join(neither) or 'none'}. Last: in how many statements to the other side a theme "
        f"raised with one only is not{unlikely if raised.unlikely.any() else ''}."
    )
    return table("Themes by whom they were raised with", heads, [_theme(c, row) for row in raised.itertuples()], note)


def _theme(c: Comparison, row: object) -> list[object]:
    """Return the cells of one theme."""
    first, second = c.counterparts
    with_whom = "both" if row.raised_with == "both" else f"{names.heading(row.raised_with)} only"
    silence = f"0 of {row.silent_of}" if row.silent_of else ""
    return [
        names.named("themes", row.theme),
        with_whom,
        number(row.first_statements, part="said", side=first, theme=row.theme),
        row.first_topics or "",
        number(row.second_statements, part="said", side=second, theme=row.theme),
        row.second_topics or "",
        number(row.joint, part="joint", theme=row.theme),
        number(row.about_both, part="both", theme=row.theme),
        silence + (f"; unlikely from {row.unlikely} in 100" if row.unlikely else ""),
    ]
