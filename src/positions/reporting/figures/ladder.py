"""Acts by stance, a panel for each counterpart: how many statements stand on which rung, at which stance."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.reporting import links, names
from positions.reporting.figures.drawing import GRID, LINE, Drawing, finish, lead, panels, style, title
from positions.reporting.markup import Shown, paragraph

ACTS = ("commit", "affirm", "aspire", "praise", "state", "request", "deny", "criticise")  # from the top
LONGEST = 0.84  # of a cell's width
THICK = 0.2  # of a cell's height


def ladder(comparison: Comparison) -> Drawing | Shown:
    """Draw how many statements are of which act and stance, the counterparts beside each other.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        In each cell the number and a bar; all bars are of one scale. Joint statements are not among them.
    """
    rows = comparison.statements
    rows = rows[(rows.part == "said") & (rows.repeats == "")]
    if rows.empty:
        return paragraph(f"No statement by the state of {names.country(comparison.sides.actor)} to draw.", "too-few")
    acts = [act for act in ACTS if (rows.act == act).any()]
    stances = list(range(min(0, rows.stance.min()), max(1, rows.stance.max()) + 1))
    cells = rows.groupby(["side", "act", "stance"], sort=False).size()
    with style():
        figure, both = panels(0.75 + LINE * len(acts), len(comparison.counterparts))
        for axes, side in zip(both, comparison.counterparts, strict=True):
            _axes(axes, acts, stances)
            title(axes, side)
            for i, act in enumerate(acts):
                for stance in stances:
                    n = int(cells.get((side, act, stance), 0))
                    if n:
                        _cell(axes, side, (act, i), stance, n, int(cells.max()))
        return finish(figure, _words(comparison, rows, acts))


def _cell(axes: Axes, side: str, act: tuple[str, int], stance: int, n: int, most: int) -> None:
    """Draw the statements of one act and stance."""
    code, height = act
    axes.text(stance, height - 0.02, str(n), ha="center", va="center")
    colour, _ = names.mark(side)
    axes.barh(height + 0.34, LONGEST * n / most, THICK, left=stance - LONGEST / 2, color=colour, linewidth=0)
    name = f"{names.counted(n, 'statement')} to {names.country(side)}: {names.named('acts', code)}, stance"
    address = links.rows(part="said", side=side, act=code, stance=stance)
    lead(axes, (stance - 0.5, height - 0.5), (1, 1), address, f"{name} {_sign(stance)}")


def _axes(axes: Axes, acts: list[str], stances: list[int]) -> None:
    """Name the rungs and the stances."""
    axes.set_yticks(range(len(acts)), [names.named("acts", act) for act in acts])
    axes.set_ylim(len(acts) - 0.5, -0.5)
    axes.set_xticks(stances, [_sign(stance) for stance in stances])
    axes.set_xlim(stances[0] - 0.5, stances[-1] + 0.5)
    axes.set_xlabel("stance")
    axes.tick_params(length=0)
    for edge in range(len(acts) - 1):
        axes.axhline(edge + 0.5, color=GRID, linewidth=0.8)
    for stance in stances[1:]:
        axes.axvline(stance - 0.5, color=GRID, linewidth=0.8)


def _sign(stance: int) -> str:
    """Write a stance with its sign."""
    return f"+{stance}" if stance > 0 else str(stance).replace("-", "−")


def _words(comparison: Comparison, rows: pd.DataFrame, acts: list[str]) -> str:
    """Say what is drawn."""
    clauses = []
    for side in comparison.counterparts:
        own = rows[rows.side == side]
        cells = own.groupby(["act", "stance"]).size()
        order = sorted(cells.index, key=lambda cell: (acts.index(cell[0]), -cell[1]))
        each = [f"{names.named('acts', act)} at stance {_sign(stance)}: {cells[act, stance]}" for act, stance in order]
        told = f" ({'; '.join(each)})" if each else ""
        clauses.append(f"To {names.country(side)}, {names.counted(len(own), 'statement')}{told}")
    own = names.country(comparison.sides.actor)
    return f"Acts and stances of {own}'s statements: {'. '.join(clauses)}."
