"""Who speaks: what army, foreign ministry and head of government each say to either country."""

from collections.abc import Iterator

import pandas as pd

from positions.comparison import Comparison, breakdowns
from positions.comparison.breakdowns import voice_groups
from positions.comparison.shares import BEYOND_CHANCE
from positions.reporting import links
from positions.reporting.figures.panels import SCALES
from positions.reporting.markup import Shown, count, paragraph, stack, table
from positions.reporting.names import counted, country, listed
from positions.reporting.quotations import Sentence, paragraphs
from positions.reporting.shares import chance

AS_CODED = "The error of the coding is not taken off."


def by_voice(c: Comparison) -> Shown:
    """Return numbers and measures of each voice; where there are too few, the numbers alone."""
    tidy, rows = breakdowns.by_voice(c), []
    for voice in voice_groups():
        for side in c.counterparts:
            own = tidy[(tidy.voice == voice) & (tidy.side == side)].set_index("measure")
            if len(own):
                each = [scale.told(own.loc[measure]) for measure, scale in SCALES.items()]
                each = each if own.enough.iloc[0] == "yes" else ["too few"] * len(each)
                rows.append([f"{voice}, to {country(side)}", _number(own.iloc[0], voice), *each])
    if not rows:
        return paragraph(f"No statement is by {listed(list(voice_groups()), 'or')}.", "too-few")
    note = f"Measured from {counted(c.parameters.minimum, 'statement')} in two articles or releases on."
    if (tidy.enough == "yes").any():
        note += f" Acts that commit: affirmed policy and pledges. In brackets 95% intervals. {AS_CODED}"
    heads = ["Voice", "Statements", "Mean stance", "Acts that commit"]
    return stack([*paragraphs(told(c)), table("What each voice says", heads, rows, note)])


def _number(row: object, voice: str) -> Shown:
    """Return the number of a voice's statements to a side, leading to them."""
    return count(int(row.n), links.rows(part="said", side=row.side, institution=list(voice_groups()[voice])))


def told(c: Comparison) -> Iterator[Sentence]:
    """Say whether the countries differ within each voice, where there are enough statements to either."""
    tidy = breakdowns.by_voice(c)
    compared = list(dict.fromkeys(tidy.voice[tidy.compared == "yes"]))
    if not compared:
        return
    parts: list[str | Shown] = []
    for voice in compared:
        parts.append(f"Within the voice of the {voice}: ")
        for at, (measure, scale) in enumerate(SCALES.items()):
            own = tidy[(tidy.voice == voice) & (tidy.measure == measure)]
            parts += ["; " if at else "", f"{scale.title} ", *_sides(own, voice), f", {_verdict(own.p.iloc[0])}"]
        parts.append(". ")
    few = [voice for voice in voice_groups() if voice not in compared]
    parts += [f"Too few to compare: {listed(few)}. "] if few else []
    yield Sentence((*parts, AS_CODED))


def _sides(own: pd.DataFrame, voice: str) -> list[str | Shown]:
    """Write one measure to either side."""
    parts: list[str | Shown] = []
    for row in own.itertuples():
        told = f"{SCALES[row.measure].told(row)} to {country(row.side)} (n "
        parts += [" and " if parts else "", told, _number(row, voice), ")"]
    return parts


def _verdict(p: int) -> str:
    """Say whether a difference is shown."""
    return f"{'which differ beyond chance' if p < BEYOND_CHANCE else 'not shown to differ'}, {chance(p)}"
