"""Themes side by side: how many statements to either counterpart carry a theme, one-sided themes apart."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.shares import shares
from positions.comparison.silence import silence
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, Drawing, canvas, finish, key, style
from positions.reporting.markup import Shown, paragraph

SHIFT = 0.14  # between the lanes of the two counterparts


def themes(comparison: Comparison) -> Drawing | Shown:
    """Draw the themes, one line each: raised with both above, with one only below.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Numbers of statements; where shares may be given (`Comparison.enough`) shares with their 95% intervals (SHARES),
        since the counterparts' totals differ. A hollow mark is a theme only reported as discussed. No mark: not raised.
    """
    ledger = silence(comparison)
    ledger = ledger[ledger.raised_with != "neither"]
    if ledger.empty:
        return paragraph("No theme was raised with either counterpart.", "too-few")
    ledger = ledger.assign(total=ledger.first_statements + ledger.second_statements)
    sides = [("both", "both"), *((side, f"{names.heading(side)} only") for side in comparison.counterparts)]
    tidy = shares(comparison)
    tidy = tidy[tidy.aspect == "theme"]
    limits = {(row.code, row.side): (row.percent, row.low, row.high) for row in tidy.itertuples()}
    order, heads, at = [], [], 0
    for code, title in sides:
        own = ledger[ledger.raised_with == code].sort_values("total", ascending=False, kind="stable")
        if len(own):
            heads.append((at, f"raised with {title}"))
            order += [(at + 1 + i, row) for i, row in enumerate(own.itertuples())]
            at += len(own) + 1.2
    with style():
        figure, axes = canvas(1.1 + 0.27 * at)
        for height, row in order:
            _line(axes, height, row, comparison.counterparts, limits)
        for height, title in heads:
            axes.text(0, height, title, transform=axes.get_yaxis_transform(), ha="left", va="center", weight="bold")
        axes.set_yticks([height for height, _ in order], [names.named("themes", row.theme) for _, row in order])
        axes.set_ylim(at - 0.4, -0.7)
        _scale(axes, comparison.enough())
        key(figure, comparison.counterparts)
        return finish(figure, _words(ledger, comparison.counterparts))


def _line(
    axes: Axes, height: float, row: object, counterparts: tuple[str, ...], limits: dict[tuple[str, str], tuple]
) -> None:
    """Draw one theme."""
    found = [(row.first_statements, row.first_topics), (row.second_statements, row.second_topics)]
    values = [limits.get((row.theme, code), (n,))[0] for code, (n, _) in zip(counterparts, found, strict=True)]
    raised = [bool(n or topics) for n, topics in found]
    if all(raised) and not limits:
        axes.plot(values, [height - SHIFT, height + SHIFT], color=GRID, linewidth=3, solid_capstyle="round", zorder=1)
    for i, code in enumerate(counterparts):
        if not raised[i]:
            continue
        colour, marker = names.mark(code)
        level, address = height + (SHIFT if i else -SHIFT), links.rows(part="said", side=code, theme=row.theme)
        if (row.theme, code) in limits:
            axes.plot(limits[row.theme, code][1:], [level, level], color=colour, linewidth=1.2)
        fill = colour if found[i][0] else "white"
        look = {"color": colour, "marker": marker, "markersize": 7, "markerfacecolor": fill, "clip_on": False}
        (point,) = axes.plot([values[i]], [level], linestyle="", **look)
        if found[i][0]:
            point.set_url(address)


def _scale(axes: Axes, shares: bool) -> None:
    """Name the scale."""
    axes.set_xlim(left=0)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.margins(x=0.08)
    axes.set_xlabel("% of statements, with 95% interval" if shares else "number of statements")
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
