"""The words that mark either side, two panels beside each other: the longer a line, the higher the z-score."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.keywords import chance_keywords
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, GROUND, SOFT, Drawing, finish, panels, style, title
from positions.reporting.keywords import marks
from positions.reporting.markup import Shown, paragraph
from positions.schemas import LIST_SEPARATOR


def keywords(comparison: Comparison) -> Drawing | Shown:
    """Draw the words that mark what is said to either counterpart.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        Each mark leads to the statements that have the word. Left of the dashed line chance may have put it there.
    """
    if not comparison.enough():
        return paragraph("Too few statements: no words to draw.", "too-few")
    found = {side: marks(comparison, side) for side in comparison.counterparts}
    most = max(len(rows) for rows in found.values())
    if not most:
        return paragraph("No word stands in enough documents of one side to be tested.", "too-few")
    limit = int(chance_keywords(comparison).limit.iloc[0]) / 100
    highest = max([limit, *(rows.z.max() / 100 for rows in found.values() if len(rows))])
    with style():
        figure, both = panels(0.9 + 0.36 * most, 2)
        for axes, (side, rows) in zip(both, found.items(), strict=True):
            _panel(axes, side, rows, limit)
            axes.set_xlim(0, highest * 1.08)
            axes.set_ylim(most - 0.35, -0.85)
        return finish(figure, _words(found, limit))


def _panel(axes: Axes, side: str, rows: pd.DataFrame, limit: float) -> None:
    """Draw the words of one side."""
    colour, marker = names.mark(side)
    axes.axvline(limit, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
    for height, row in enumerate(rows.itertuples()):
        z = row.z / 100
        axes.plot([0, z], [height, height], color=colour, linewidth=1.4)
        fill = colour if row.beyond == "yes" else GROUND
        look = {"color": colour, "marker": marker, "markersize": 6, "markerfacecolor": fill, "clip_on": False}
        (mark,) = axes.plot([z], [height], linestyle="", **look)
        label = axes.text(0.03, height - 0.42, f"{row.phrase} ({row.statements})", va="center", ha="left", fontsize=9)
        for artist in (mark, label):
            artist.set_url(links.rows(statement=row.statement_ids.split(LIST_SEPARATOR)))
    title(axes, side)
    axes.set_yticks([])
    axes.set_xlabel("z-score")
    axes.tick_params(length=0)
    axes.grid(axis="x", color=GRID, linewidth=0.8)


def _words(found: dict[str, pd.DataFrame], limit: float) -> str:
    """Say what is drawn."""
    clauses = []
    for side, rows in found.items():
        each = [f"{row.phrase} {row.z / 100:.2f} ({row.statements} statements)" for row in rows.itertuples()]
        clauses.append(f"To {names.country(side)}: {', '.join(each) or 'none'}")
    return f"Words that mark what is said, by z-score; beyond chance from {limit:.2f}. {'. '.join(clauses)}."
