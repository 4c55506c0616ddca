"""What both sides of an exchange say: themes in turn, wording taken over, themes passed over.

A `Comparison` comes in; tables by engagement and by theme go out.
"""

from collections import Counter

import pandas as pd

from positions import schemas
from positions.comparison.concordance import LEAST_CONTENT, index_phrases, keep_longest, main_theme
from positions.comparison.formulas import are_in_formula
from positions.comparison.partition import Comparison, table_of
from positions.comparison.shares import explode_codes, tally_codes

SPOKEN_PARTS = ["said", "joint", "heard"]


@table_of(event_id=str, side=str, part=str, act=str, theme=str, statement_id=str)
def statements_in_turn(comparison: Comparison) -> pd.DataFrame:
    """List the statements made in each engagement: first those of the actor, then joint ones, then those it heard.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        By event in the order of the events, whichever report a statement stands in; repeated statements once. ``theme``
        is the main one. Statements outside any known engagement are left out.
    """
    rows, events = _spoken(comparison, *SPOKEN_PARTS), comparison.events
    events = events.assign(order=events.index).set_index("event_id")
    rows = rows[rows.event_id != ""]
    rows = rows.assign(order=rows.event_id.map(events.order), turn=rows.part.map(SPOKEN_PARTS.index))
    rows = rows.assign(side=rows.event_id.map(events.country), theme=main_theme(rows))
    return rows.sort_values(["order", "turn"], kind="stable")


@table_of(side=str, theme=str, said=int, heard=int, joint=int, relation=str, engagements=int)
def count_reciprocity(comparison: Comparison) -> pd.DataFrame:
    """Count by theme what was said and heard within engagements.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        By counterpart, the themes spoken of most first: statements in engagements with the side that the actor's state
        ``said``, that it ``heard`` from the side's state, and ``joint`` ones, and in how many ``engagements``. A
        statement with several themes counts in each. The ``relation`` is ``both`` (both sides spoke of the theme in
        engagements with each other, not that they agreed), ``discussed`` (it is reported as a topic, in whosever
        statement), ``only said``, ``only heard`` or ``only joint``.
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
    return table


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


@table_of(doc_id=str, side=str, event_id=str, phrase=str, before=str, said_ids=str, heard_ids=str)
def find_taken_over(comparison: Comparison) -> pd.DataFrame:
    """Find wording that a document reports from both the actor and the other side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        Phrases with two content words or more that belong to no standing formula, in the order of the documents. A
        phrase within a longer one in the same statements is dropped. ``before`` tells whose words stand first in the
        text (said, heard); who said them first is not known. ``event_id`` is blank unless all was said in one
        engagement.
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
    return table


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


@table_of(event_id=str, side=str, theme=str, spoken_by=str, statement_ids=str)
def find_passed_over(comparison: Comparison) -> pd.DataFrame:
    """List for each engagement with statements which themes both sides speak of, and which only one does.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        By event, whichever report a statement stands in, each theme ``spoken_by`` both, said, heard, or discussed: a
        theme reported as discussed counts for both sides, in whosever statement. A side that is not reported to speak
        of a theme may still have done so.
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
    return table
