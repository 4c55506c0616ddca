"""Who raised what: to the left what the actor said on a theme in engagements, to the right what the other side said."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.exchanges import count_reciprocity
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, GROUND, LINE, SOFT, Drawing, canvas, finish, lead, style
from positions.reporting.markup import Shown, paragraph

MOST = 6  # marks to a side; more are drawn as one mark with their number
STEP = 0.6
GAP = 0.9  # from the middle, where joint statements stand
EDGE = GAP + MOST * STEP


def in_turn(comparison: Comparison) -> Drawing | Shown:
    """Draw themes spoken of in engagements, by who spoke of them.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        A mark is a statement, joint ones are a number in the middle; a line joins the sides where both spoke of a
        theme.
    """
    tidy = count_reciprocity(comparison)
    if tidy.empty:
        return paragraph("No statement is known to have been made in an engagement.", "too-few")
    sides = [side for side in comparison.counterparts if (tidy.side == side).any()]
    at, lines, heads = 0.0, [], []
    for side in sides:
        heads.append((at, side))
        own = tidy[tidy.side == side]
        lines += [(at + 1 + i, row) for i, row in enumerate(own.itertuples())]
        at += len(own) + 1.5
    with style():
        figure, axes = canvas(0.3 + 0.8 * LINE * at)
        for height, row in lines:
            _line(axes, height, row, comparison.sides.actor)
        for height, side in heads:
            _head(axes, height, (comparison.sides.actor, side), bool(tidy.joint[tidy.side == side].any()))
        axes.set_yticks([height for height, _ in lines], [names.named("themes", row.theme) for _, row in lines])
        axes.set_ylim(at - 0.6, -0.7)
        axes.set_xlim(-EDGE, EDGE)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(length=0)
        return finish(figure, _words(tidy, sides, comparison.sides.actor))


def _head(axes: Axes, height: float, sides: tuple[str, str], joint: bool) -> None:
    """Put who speaks where above the themes of the engagements with one side."""
    own, other = map(names.heading, sides)
    axes.text(-GAP, height, f"{own} said", ha="right", va="center", weight="bold")
    axes.text(GAP, height, f"{other} said", ha="left", va="center", weight="bold")
    if joint:
        axes.text(0, height, "both", ha="center", va="center", weight="bold")


def _line(axes: Axes, height: float, row: object, actor: str) -> None:
    """Draw one theme."""
    axes.axhline(height + 0.5, color=GRID, linewidth=0.6)
    if row.said and row.heard:
        axes.plot([-GAP, GAP], [height, height], color=SOFT, linewidth=1.2, zorder=1)
    _marks(axes, height, actor, -1, row.said)
    _marks(axes, height, row.side, 1, row.heard)
    if row.joint:
        box = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5}
        axes.text(0, height, str(row.joint), va="center", ha="center", bbox=box)
    half = GAP / 2
    spoken = (("said", -EDGE, EDGE - half), ("heard", half, EDGE - half), ("joint", -half, GAP))
    for part, left, width in spoken:
        if n := getattr(row, part):
            _lead(axes, (left, height - 0.5), width, row, part, n, actor)


def _lead(axes: Axes, corner: tuple[float, float], width: float, row: object, part: str, n: int, actor: str) -> None:
    """Make the marks of one theme and side lead to the statements."""
    who = {"said": names.country(actor), "heard": names.country(row.side), "joint": "both together"}[part]
    name = f"{names.counted(n, 'statement')} by {who}: {names.named('themes', row.theme)}"
    address = links.rows(part=part, side=row.side, theme=row.theme, engagement=links.ANY)
    lead(axes, corner, (width, 1), address, f"{name}, in engagements with {names.country(row.side)}")


def _marks(axes: Axes, height: float, code: str, direction: int, n: int) -> None:
    """Draw the statements of one side, from the middle outwards."""
    colour, marker = names.mark(code)
    if n > MOST:
        axes.plot([direction * GAP], [height], color=colour, marker=marker, markersize=9, linestyle="")
        align = "left" if direction > 0 else "right"
        axes.text(direction * (GAP + 0.45), height, str(n), va="center", ha=align)
        return
    places = [direction * (GAP + STEP * i) for i in range(n)]
    axes.plot(places, [height] * n, color=colour, marker=marker, markersize=6, linestyle="")


def _words(tidy: pd.DataFrame, sides: list[str], actor: str) -> str:
    """Say what is drawn."""
    own = names.country(actor)
    clauses = []
    for side in sides:
        each = [
            f"{names.named('themes', row.theme)}: {own} {row.said}, the other side {row.heard}, jointly {row.joint}"
            for row in tidy[tidy.side == side].itertuples()
        ]
        clauses.append(f"With {names.country(side)}: {'; '.join(each)}.")
    return f"Statements in engagements, by theme. {' '.join(clauses)}"
