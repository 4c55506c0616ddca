"""What each side said in turn, and what only one of them raised, by engagement and by theme."""

import pandas as pd

from positions import schemas
from positions.comparison.pair import Comparison, made_once

RECIPROCITY = schemas.Schema(
    "themes said in turn",
    {
        "side": str,
        "theme": str,
        "said": int,  # statements by the actor's state in engagements with the side
        "heard": int,  # statements by the side's state in the same engagements
        "joint": int,
        "relation": str,  # both, discussed, only said, only heard, only joint
        "engagements": int,  # in which the theme was spoken of
    },
)
IN_TURN = schemas.Schema(
    "statements in each engagement",
    {
        "event_id": str,
        "side": str,
        "part": str,  # said, joint, heard
        "act": str,
        "theme": str,  # the main one
        "statement_id": str,
    },
)
SPOKEN = ["said", "joint", "heard"]


@made_once
def in_turn(comparison: Comparison) -> pd.DataFrame:
    """List the statements made in each engagement, what the actor said first, then joint ones, then what it heard.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema IN_TURN, by event in the order of the events, whichever report a statement stands in; repeated
        statements once. Statements not known to have been made in an engagement are not in it.
    """
    rows = _spoken(comparison)
    table = []
    for event in comparison.events.itertuples():
        own = rows[rows.event_id == event.event_id]
        for part in SPOKEN:
            for row in own[own.part == part].itertuples():
                entry = {"event_id": row.event_id, "side": event.country, "part": part, "act": row.act}
                main = row.themes.split(schemas.LIST_SEPARATOR)[0]
                table.append(entry | {"theme": main, "statement_id": row.statement_id})
    return IN_TURN.table(table)


@made_once
def reciprocity(comparison: Comparison) -> pd.DataFrame:
    """Count by theme what was said and heard within engagements.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema RECIPROCITY, by counterpart, the themes spoken of most first. A statement with several themes
        counts in each. ``both`` means that both sides spoke of the theme in engagements with each other, not that they
        agreed; ``discussed`` that it is reported as a topic, whoever's statement carries it.
    """
    rows = _spoken(comparison)
    rows = rows.assign(theme=rows.themes.str.split(schemas.LIST_SEPARATOR)).explode("theme")
    table = []
    for side in comparison.counterparts:
        own = rows[rows.side == side]
        topics = comparison.events.topics[comparison.events.country == side]
        discussed = set(topics.str.split(schemas.LIST_SEPARATOR).explode())
        for theme in own.theme.value_counts(sort=False).sort_values(ascending=False, kind="stable").index:
            here = own[own.theme == theme]
            n = {part: int((here.part == part).sum()) for part in SPOKEN}
            entry = {"side": side, "theme": theme, "relation": _relation(n, theme in discussed)} | n
            table.append(entry | {"engagements": int(here.event_id.nunique())})
    return RECIPROCITY.table(table)


def _spoken(comparison: Comparison) -> pd.DataFrame:
    """Return the counted statements made in the engagements under comparison, with the event of each."""
    rows = comparison.statements
    rows = rows.assign(event_id=comparison.event(rows.engagement_id))
    return rows[(rows.event_id != "") & rows.part.isin(SPOKEN) & (rows.repeats == "")]


def _relation(n: dict[str, int], is_topic: bool) -> str:
    """Name how a theme went between the sides."""
    if n["said"] and n["heard"]:
        return "both"
    if is_topic:
        return "discussed"
    return "only said" if n["said"] else "only heard" if n["heard"] else "only joint"
