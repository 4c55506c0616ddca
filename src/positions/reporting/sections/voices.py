"""Who speaks: what army, foreign ministry and head of government each say to either country."""

from collections.abc import Iterator

import pandas as pd

from positions.comparison import Comparison, breakdowns
from positions.comparison.breakdowns import voice_groups
from positions.comparison.shares import BEYOND_CHANCE
from positions.reporting.render import links, svg
from positions.reporting.render.markup import View, join, number, paragraph, sentence, stack, table
from positions.reporting.render.names import counted, country, listed
from positions.reporting.render.quotations import paragraphs
from positions.reporting.render.svg import MEASURE_SCALES
from positions.reporting.sections.shares import adjusted_p

AS_CODED = "The error of the coding is not taken off."


def by_voice(c: Comparison) -> View:
    """Return numbers and measures of each voice; only the numbers if there are too few."""
    tidy, rows = breakdowns.by_voice(c), []
    for (voice, side), own in tidy.groupby(["voice", "side"], sort=False):
        first, measures = own.iloc[0], own.set_index("measure")
        told = [scale.told(measures.loc[measure]) for measure, scale in MEASURE_SCALES.items()]
        n = number(int(first.n), **_chosen(first))
        rows.append([f"{voice}, to {country(side)}", n, *(told if first.enough == "yes" else ["too few"] * len(told))])
    if not rows:
        return paragraph(f"No statement is by {listed(list(voice_groups()), 'or')}.", "too-few")
    note = f"Measured from {counted(c.parameters.minimum, 'statement')} in two articles or releases on."
    if (tidy.enough == "yes").any():
        note += f" Acts that commit: affirmed policy and pledges. In brackets 95% intervals. {AS_CODED}"
    heads = ["Voice", "Statements", "Mean stance", "Acts that commit"]
    return stack([*paragraphs(voices_sentences(c)), table("What each voice says", heads, rows, note)])


def _chosen(row: object) -> dict[str, object]:
    """Return what the statements of a voice to a side have in common, as `links.rows` takes it."""
    return {"part": "said", "side": row.side, "institution": list(voice_groups()[row.voice])}


def voices_sentences(c: Comparison) -> Iterator[View]:
    """Say whether the countries differ within each voice, if there are enough statements to each."""
    tidy = breakdowns.by_voice(c)
    compared = list(dict.fromkeys(tidy.voice[tidy.compared == "yes"]))
    if not compared:
        return
    clauses: list[str | View] = []
    for voice in compared:
        own = tidy[tidy.voice == voice].groupby("measure")
        each = [_measured(own.get_group(measure)) for measure in MEASURE_SCALES]
        clauses.append(sentence(f"Within the voice of the {voice}: ", join(each, "; "), "."))
    few = [voice for voice in voice_groups() if voice not in compared]
    clauses += [f"Too few to compare: {listed(few)}."] if few else []
    yield join([*clauses, AS_CODED], " ")


def _measured(own: pd.DataFrame) -> View:
    """Write one measure of a voice to either side, and whether the sides differ."""
    scale, p = MEASURE_SCALES[own.measure.iloc[0]], own.p.iloc[0]
    sides = [
        View("{} to {} (n {})").format(scale.told(row), country(row.side), number(row.n, **_chosen(row)))
        for row in own.itertuples()
    ]
    verdict = "which differ beyond chance" if p < BEYOND_CHANCE else "not shown to differ"
    return sentence(f"{scale.title} ", join(sides, " and "), f", {verdict}, {adjusted_p(p)}")


def figure(c: Comparison) -> svg.Drawing | View:
    """Draw the measures of each voice.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Drawing or View
        A point with its number of statements for each voice and country; if there are too few
        (`Comparison.suffice`), it is hollow and has no interval. A voice that says nothing to a country has no point.
    """
    tidy, order = breakdowns.by_voice(c), list(voice_groups())
    if not (tidy.compared == "yes").any():
        return paragraph("No voice says enough to both countries: nothing is drawn.", "too-few")
    with svg.drawing_style():
        figure, panels = svg.measure_grid(1.1 + 2 * 0.42 * len(order), tuple(MEASURE_SCALES), c.counterparts, "row")
        for (measure, side), axes in panels.items():
            scale = MEASURE_SCALES[measure]
            for row in tidy[(tidy.side == side) & (tidy.measure == measure)].itertuples():
                at, height, sure = scale.value(row.value), order.index(row.voice), row.enough == "yes"
                address = links.rows(**_chosen(row))
                if sure:
                    svg.draw_interval(axes, (scale.value(row.low), scale.value(row.high)), (height, height), side)
                svg.draw_point(axes, at, height, side, sure, address)
                svg.draw_count(axes, at, height, row.n, address)
            axes.set_yticks(range(len(order)), order)
            axes.set_ylim(len(order) - 0.5, -0.7)
            axes.set_xticks(scale.steps)
            axes.set_xlim(*scale.limits)
            axes.set_xlabel(scale.axis)
            axes.grid(axis="x")
        return svg.finish(figure, _words(c, tidy))


def _words(c: Comparison, tidy: pd.DataFrame) -> str:
    """Say what is drawn."""
    clauses = []
    for row in tidy.itertuples():
        scale = MEASURE_SCALES[row.measure]
        clauses.append(f"{row.voice} to {country(row.side)}, n {row.n}: {scale.title} {scale.told(row)}")
    few = f"In brackets 95% intervals, from {c.parameters.minimum} statements and two releases on"
    return f"Measures by voice. {'; '.join(clauses)}. {few}."
