"""The differences at a glance: one small table, a column for each counterpart, in the sources' words."""

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.reciprocity import reciprocity
from positions.comparison.silence import silence
from positions.reporting import names, quotations
from positions.reporting.markup import Shown, table

MOST = 4  # entries in a cell


def glance(c: Comparison) -> Shown:
    """Return channel, terms, names, one-sided themes and what was said in turn, side by side.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Shown
        A dash where the texts have nothing; numbers in brackets are numbers of statements or engagements.
    """
    ledger, turns = silence(c), reciprocity(c)
    rows = [
        ["Statements by Pakistan", *[len(c.part("said", side)) or "" for side in c.counterparts]],
        ["of these, assertions without a position", *[_assertions(c, side) for side in c.counterparts]],
        ["Channel", *[_channels(c, side) for side in c.counterparts]],
        ["Terms attached", *[_words(c.part("said", side), "condition") for side in c.counterparts]],
        ["Relationship called", *[_words(c.part("said", side), "label") for side in c.counterparts]],
        [
            "Themes raised or discussed with this side only",
            *[_themes(ledger.theme[ledger.raised_with == s]) for s in c.counterparts],
        ],
        ["Said in turn, by act", *[_acts(c.part("heard", side)) for side in c.counterparts]],
        ["Themes both spoke of in statements", *[_echoes(turns, side) for side in c.counterparts]],
    ]
    note = "Numbers in brackets: statements, or reports of engagements. A dash: the texts have none. Neither column is "
    heads = ["What", *[names.heading(side) for side in c.counterparts]]
    return table("At a glance", heads, rows, f"{note}a measure of warmth, and the channel least of all.")


def _assertions(c: Comparison, side: str) -> int | str:
    """Return how many of the statements to a side only assert something."""
    return int((c.part("said", side).act == "state").sum()) or ""


def _channels(c: Comparison, side: str) -> str:
    """Return the channels of the engagements with a side."""
    kinds = c.engagements.channel[c.engagements.country == side].value_counts()
    return ", ".join(names.channel(kind, int(n)) for kind, n in kinds.items())


def _words(rows: pd.DataFrame, column: str) -> Shown | str:
    """Return the different words of a column with their numbers."""
    keys = rows[column][rows[column] != ""].str.casefold()
    shown = []
    for key, n in list(keys.value_counts().items())[:MOST]:
        row = next(rows.loc[keys.index[keys == key]].itertuples(index=False))
        quoted = quotations.shown(quotations.words(row, getattr(row, column), column))
        shown.append(Shown(f"{quoted.markup} ({n})", f"{quoted.plain} ({n})"))
    rest = keys.nunique() - len(shown)
    shown += [Shown(*[f"and {rest} more"] * 2)] if rest else []
    return Shown("<br>".join(s.markup for s in shown), "; ".join(s.plain for s in shown)) if shown else ""


def _themes(themes: pd.Series) -> str:
    """Return the names of themes."""
    return ", ".join(names.named("themes", theme) for theme in themes)


def _acts(rows: pd.DataFrame) -> str:
    """Return the acts of statements with their numbers."""
    return ", ".join(f"{names.named('acts', act)} ({n})" for act, n in rows.act.value_counts().items())


def _echoes(turns: pd.DataFrame, side: str) -> str:
    """Return the themes both sides spoke of in engagements with each other."""
    return _themes(turns.theme[(turns.side == side) & (turns.relation == "echo")])
