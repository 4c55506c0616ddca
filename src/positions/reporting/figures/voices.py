"""Who speaks, one panel for each country and measure: a line for each voice."""

from positions.comparison import Comparison, breakdowns
from positions.comparison.breakdowns import voice_groups
from positions.reporting import links, names
from positions.reporting.figures.drawing import Drawing, finish, style
from positions.reporting.figures.panels import SCALES, bar, grid, mark, number, shade
from positions.reporting.markup import Shown, paragraph


def by_voice(comparison: Comparison) -> Drawing | Shown:
    """Draw the measures of each voice.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or Shown
        A point with its number of statements for each voice and country; where there are too few
        (`Comparison.suffice`) it is hollow and has no interval. No mark: the voice says nothing to that country.
    """
    tidy, order = breakdowns.by_voice(comparison), list(voice_groups())
    if not (tidy.compared == "yes").any():
        return paragraph("No voice says enough to both countries: nothing is drawn.", "too-few")
    with style():
        figure, panels = grid(1.1 + 2 * 0.42 * len(order), tuple(SCALES), comparison.counterparts, "row")
        for (measure, side), axes in panels.items():
            scale = SCALES[measure]
            for row in tidy[(tidy.side == side) & (tidy.measure == measure)].itertuples():
                at, height, sure = scale.value(row.value), order.index(row.voice), row.enough == "yes"
                address = links.rows(part="said", side=side, institution=list(voice_groups()[row.voice]))
                if sure:
                    bar(axes, (scale.value(row.low), scale.value(row.high)), (height, height), side)
                mark(axes, at, height, side, sure, address)
                number(axes, at, height, row.n, address)
            axes.set_yticks(range(len(order)), order)
            axes.set_ylim(len(order) - 0.5, -0.7)
            axes.set_xticks(scale.steps)
            axes.set_xlim(*scale.limits)
            axes.set_xlabel(scale.axis)
            shade(axes, "x")
        return finish(figure, _words(comparison))


def _words(comparison: Comparison) -> str:
    """Say what is drawn."""
    clauses = []
    for row in breakdowns.by_voice(comparison).itertuples():
        scale = SCALES[row.measure]
        clauses.append(f"{row.voice} to {names.country(row.side)}, n {row.n}: {scale.title} {scale.told(row)}")
    few = f"In brackets 95% intervals, from {comparison.parameters.minimum} statements and two releases on"
    return f"Measures by voice. {'; '.join(clauses)}. {few}."
