"""Who speaks: whether army, foreign ministry and head of government each tell the two countries different things."""

from functools import cache

import pandas as pd

from positions import schemas
from positions.attribution.lexicon import entries
from positions.coding.word_lists import known
from positions.comparison.measures import MEASURED, apart, measured
from positions.comparison.pair import Comparison, made_once
from positions.comparison.shares import CERTAIN
from positions.errors import InputError

VOICES = schemas.Schema(
    "measures by voice",
    {
        "voice": str,
        "side": str,
        **MEASURED,
        "compared": str,  # yes or no: there is enough to either side
        "p": int,  # of 10,000: of the difference within the voice, adjusted for measures and voices; else 10,000
    },
)


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Return the institutions of each voice.

    Raises
    ------
    InputError
        If ``voices.yaml`` names an institution that the codebook does not have, or one twice.
    """
    found: dict[str, tuple[str, ...]] = {}
    for voice, node in entries("comparison", "voices").entries("voice").items():
        codes = tuple(known("institution", code) for code in node.texts())
        if shared := set(codes) & {code for others in found.values() for code in others}:
            raise InputError(node.place, f"{min(shared)!r} is in two voices", "Keep it in one of them.")
        found[voice] = codes
    return found


@made_once
def voices(comparison: Comparison) -> pd.DataFrame:
    """Measure what each voice says to either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema VOICES, voices in the order of ``voices.yaml``; a voice that says nothing to a side has no row
        for it.
    """
    said = {voice: spoken(comparison, voice) for voice in groups()}
    enough = [
        voice
        for voice, rows in said.items()
        if all(comparison.suffice(rows[rows.side == side]) for side in comparison.counterparts)
    ]
    table = []
    for voice, rows in said.items():
        p = apart(comparison, rows) if voice in enough else {}
        for side in comparison.counterparts:
            for row in measured(comparison, rows[rows.side == side]):
                adjusted = min(CERTAIN, len(enough) * p.get(row["measure"], CERTAIN))
                compared = {"compared": "yes" if voice in enough else "no", "p": adjusted if p else CERTAIN}
                table.append({"voice": voice, "side": side} | row | compared)
    return VOICES.table(table)


def spoken(comparison: Comparison, voice: str) -> pd.DataFrame:
    """Return the statements of a voice to both sides."""
    said = pd.concat([comparison.part("said", side) for side in comparison.counterparts])
    return said[said.institution.isin(groups()[voice])]
