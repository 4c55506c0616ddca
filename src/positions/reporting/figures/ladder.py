"""Stance and act by counterpart: every statement a mark, on the rung of its act, at its stance."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.reporting import names
from positions.reporting.figures.drawing import GRID, Drawing, canvas, finish, key, style
from positions.reporting.markup import Shown, paragraph

ACTS = ("commit", "affirm", "aspire", "praise", "state", "request", "deny", "criticise")  # from the top
MOST = 8  # marks in a row; more are drawn as one mark with their number
STEP = 0.1


def ladder(comparison: Comparison) -> Drawing | Shown:
    """Draw acts by stance, the counterparts and joint statements in lanes below each other.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        A mark is a statement; where more than eight fall together one larger mark bears their number.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "joint"]) & (rows.repeats == "")]
    if rows.empty:
        return paragraph("No statement by the state of Pakistan to draw.", "too-few")
    rows = rows.assign(lane=rows.side.where(rows.part == "said", "JOINT"))
    lanes = [code for code in (*comparison.counterparts, "JOINT") if (rows.lane == code).any()]
    acts = [act for act in ACTS if (rows.act == act).any()]
    with style():
        figure, axes = canvas(1.1 + len(acts) * (0.16 + 0.2 * len(lanes)))
        for (act, lane, stance), n in rows.groupby(["act", "lane", "stance"], sort=False).size().items():
            height = acts.index(act) + (lanes.index(lane) + 0.5) / len(lanes) * 0.8 - 0.4
            _marks(axes, stance, height, lane, int(n))
        _axes(axes, acts)
        key(figure, lanes)
        return finish(figure, _words(rows, lanes, acts))


def _marks(axes: Axes, stance: int, height: float, lane: str, n: int) -> None:
    """Draw the statements of one act, stance and lane."""
    colour, marker = names.mark(lane)
    if n > MOST:
        axes.plot([stance - 0.12], [height], color=colour, marker=marker, markersize=9, linestyle="")
        axes.text(stance, height, str(n), va="center", ha="left", fontsize=9)
        return
    places = [stance + STEP * (i - (n - 1) / 2) for i in range(n)]
    axes.plot(places, [height] * n, color=colour, marker=marker, markersize=5.5, linestyle="")


def _axes(axes: Axes, acts: list[str]) -> None:
    """Name the rungs and the stances."""
    axes.set_yticks(range(len(acts)), [names.named("acts", act) for act in acts])
    axes.set_ylim(len(acts) - 0.45, -0.55)
    axes.set_xticks(range(-2, 3), ["−2", "−1", "0", "+1", "+2"])
    axes.set_xlim(-2.5, 2.5)
    axes.set_xlabel("stance towards the counterpart")
    axes.tick_params(length=0)
    for edge in range(len(acts) - 1):
        axes.axhline(edge + 0.5, color=GRID, linewidth=0.8)
    for edge in (-1.5, -0.5, 0.5, 1.5):
        axes.axvline(edge, color=GRID, linewidth=0.8)


def _words(rows: pd.DataFrame, lanes: list[str], acts: list[str]) -> str:
    """Say what is drawn."""
    clauses = []
    for lane in lanes:
        own = rows[rows.lane == lane]
        cells = own.groupby(["act", "stance"]).size()
        order = sorted(cells.index, key=lambda cell: (acts.index(cell[0]), -cell[1]))
        each = [f"{names.named('acts', act)} at stance {stance:+d}: {cells[act, stance]}" for act, stance in order]
        head = "jointly" if lane == "JOINT" else f"to {names.country(lane)}"
        clauses.append(f"{head}, {names.counted(len(own), 'statement')} ({'; '.join(each)})".replace("+0", "0"))
    return (
        f"Acts and stances of Pakistan's statements: {'. '.join(clause[0].upper() + clause[1:] for clause in clauses)}."
    )
