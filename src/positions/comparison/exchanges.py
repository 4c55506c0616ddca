"""What both sides of an exchange say: themes in turn, wording taken over, themes passed over.

A `Comparison` comes in; tables by engagement and by theme go out.
"""

from collections import Counter

import pandas as pd

from positions import schemas
from positions.comparison.concordance import LEAST_CONTENT, index_phrases, keep_longest, main_theme
from positions.comparison.formulas import are_in_formula
from positions.comparison.partition import Comparison, cached_table
from positions.comparison.shares import explode_codes, tally_codes

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
SPOKEN_PARTS = ["said", "joint", "heard"]


@cached_table
def statements_in_turn(comparison: Comparison) -> pd.DataFrame:
    """List the statements made in each engagement: first those of the actor, then joint ones, then those it heard.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema IN_TURN, by event in the order of the events, whichever report a statement stands in; repeated
        statements once. Statements outside any known engagement are left out.
    """
    rows, events = _spoken(comparison, *SPOKEN_PARTS), comparison.events
    events = events.assign(order=events.index).set_index("event_id")
    rows = rows[rows.event_id != ""]
    rows = rows.assign(order=rows.event_id.map(events.order), turn=rows.part.map(SPOKEN_PARTS.index))
    rows = rows.assign(side=rows.event_id.map(events.country), theme=main_theme(rows))
    return IN_TURN.table(rows.sort_values(["order", "turn"], kind="stable"))


@cached_table
def count_reciprocity(comparison: Comparison) -> pd.DataFrame:
    """Count by theme what was said and heard within engagements.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema RECIPROCITY, by counterpart, the themes spoken of most first. A statement with several themes
        counts in each. ``both`` means that both sides spoke of the theme in engagements with each other, not that they
        agreed; ``discussed`` means that it is reported as a topic, in whosever statement.
    """
    rows = explode_codes(_spoken(comparison, *SPOKEN_PARTS), "themes", "theme")
    rows = rows[rows.event_id != ""]
    table = []
    for side in comparison.counterparts:
        own = rows[rows.side == side]
        discussed = tally_codes(comparison.events.topics[comparison.events.country == side])
        for theme, _ in Counter(own.theme).most_common():
            here = own[own.theme == theme]
            n = {part: (here.part == part).sum() for part in SPOKEN_PARTS}
            entry = {"side": side, "theme": theme, "relation": _relation(n, theme in discussed)} | n
            table.append(entry | {"engagements": here.event_id.nunique()})
    return RECIPROCITY.table(table)


def _spoken(comparison: Comparison, *parts: str) -> pd.DataFrame:
    """Return the counted statements of some parts, each with the event it was made in, blank where none is known."""
    rows = comparison.parts(*parts)
    return rows.assign(event_id=comparison.event(rows.engagement_id))


def _relation(n: dict[str, int], is_topic: bool) -> str:
    """Name how a theme went between the sides."""
    if n["said"] and n["heard"]:
        return "both"
    if is_topic:
        return "discussed"
    return "only said" if n["said"] else "only heard" if n["heard"] else "only joint"


TAKEN_OVER = schemas.Schema(
    "wording of both sides in one document",
    {
        "doc_id": str,
        "side": str,
        "event_id": str,  # blank unless all was said in one engagement
        "phrase": str,  # in small letters
        "before": str,  # whose words stand first in the text: said, heard; who said them first is not known
        "said_ids": str,
        "heard_ids": str,
    },
)
PASSED_OVER = schemas.Schema(
    "themes of an engagement by who speaks of them",
    {
        "event_id": str,
        "side": str,
        "theme": str,
        "spoken_by": str,  # both, discussed, said, heard
        "statement_ids": str,
    },
)


@cached_table
def find_taken_over(comparison: Comparison) -> pd.DataFrame:
    """Find wording that a document reports from both the actor and the other side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema TAKEN_OVER: phrases with two content words or more that belong to no standing formula, in the
        order of the documents. A phrase within a longer one in the same statements is dropped.
    """
    rows = _spoken(comparison, "said", "heard")
    places = index_phrases(comparison)
    places = places[(places.content >= LEAST_CONTENT) & places.statement_id.isin(rows.statement_id)]
    places = places[~are_in_formula(comparison, places)]
    places = places.merge(rows[["statement_id", "doc_id", "side", "part", "event_id"]], on="statement_id")
    if len(places):  # of what only one of them says there are many thousands
        places = places[places.groupby(["doc_id", "side", "phrase"]).part.transform("nunique") > 1]
    table = []
    for (doc_id, side), own in places.groupby(["doc_id", "side"], sort=False):
        table += _wording_shared(own, {"doc_id": doc_id, "side": side})
    return TAKEN_OVER.table(table)


def _wording_shared(own: pd.DataFrame, entry: dict) -> list[dict]:
    """Return the wording shared in one document, of the phrases that both sides have there."""
    found = dict(list(own.groupby("phrase", sort=False)))
    table = []
    for phrase in keep_longest({phrase: tuple(dict.fromkeys(rows.statement_id)) for phrase, rows in found.items()}):
        rows = found[phrase].sort_values("start", kind="stable")
        talks = rows.event_id.unique()
        row = {"phrase": phrase, "before": rows.part.iloc[0], "event_id": talks[0] if len(talks) == 1 else ""}
        ids = rows.drop_duplicates("statement_id").groupby("part").statement_id.agg(schemas.LIST_SEPARATOR.join)
        table.append(entry | row | {"said_ids": ids["said"], "heard_ids": ids["heard"]})
    return table


@cached_table
def find_passed_over(comparison: Comparison) -> pd.DataFrame:
    """List for each engagement with statements which themes both sides speak of, and which only one does.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PASSED_OVER, by event, whichever report a statement stands in. A theme reported as discussed
        counts for both sides, in whosever statement. A side that is not reported to speak of a theme may still have
        done so.
    """
    rows = explode_codes(_spoken(comparison, "said", "heard"), "themes", "theme")
    table = []
    for talk in comparison.events.itertuples():
        own = rows[rows.event_id == talk.event_id]
        if own.part.nunique() < 2:
            continue
        topics = talk.topics.split(schemas.LIST_SEPARATOR)
        for theme, carrying in own[own.theme != ""].groupby("theme", sort=False):
            parts = carrying.part.unique()
            by = "both" if len(parts) == 2 else "discussed" if theme in topics else parts[0]
            table.append((talk.event_id, talk.country, theme, by, schemas.LIST_SEPARATOR.join(carrying.statement_id)))
    return PASSED_OVER.table(table)
