"""What one side takes over from the other in one exchange, and what it passes over: wording, and themes."""

import pandas as pd

from positions import schemas
from positions.comparison.formulas import in_formula
from positions.comparison.ngrams import CONTENT, index, longest
from positions.comparison.pair import Comparison, made_once

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


@made_once
def taken_over(comparison: Comparison) -> pd.DataFrame:
    """Find the wording that a document reports of the actor and of the other side alike.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema TAKEN_OVER: phrases with two content words or more that belong to no standing formula, in the
        order of the documents. A phrase within a longer one in the same statements is dropped.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "heard"]) & (rows.repeats == "")]
    rows = rows.assign(event_id=comparison.event(rows.engagement_id))
    places = index(comparison)
    places = places[(places.content >= CONTENT) & places.statement_id.isin(rows.statement_id)]
    places = places[~in_formula(comparison, places)]
    places = places.merge(rows[["statement_id", "doc_id", "side", "part", "event_id"]], on="statement_id")
    if len(places):  # of what only one of them says there are many thousands
        places = places[places.groupby(["doc_id", "side", "phrase"]).part.transform("nunique") > 1]
    table = []
    for (doc_id, side), own in places.groupby(["doc_id", "side"], sort=False):
        table += _shared(own, {"doc_id": doc_id, "side": side})
    return TAKEN_OVER.table(table)


def _shared(own: pd.DataFrame, entry: dict) -> list[dict]:
    """Return the wording shared in one document, of the phrases that both sides have there."""
    found = dict(list(own.groupby("phrase", sort=False)))
    table = []
    for phrase in longest({phrase: tuple(dict.fromkeys(rows.statement_id)) for phrase, rows in found.items()}):
        rows = found[phrase].sort_values("start", kind="stable")
        talks = rows.event_id.unique()
        row = {"phrase": phrase, "before": rows.part.iloc[0], "event_id": talks[0] if len(talks) == 1 else ""}
        for part in ("said", "heard"):
            ids = dict.fromkeys(rows.statement_id[rows.part == part])
            row[f"{part}_ids"] = schemas.LIST_SEPARATOR.join(ids)
        table.append(entry | row)
    return table


@made_once
def passed_over(comparison: Comparison) -> pd.DataFrame:
    """Tell for each engagement in which either side is heard which themes both speak of, and which one alone does.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PASSED_OVER, by event, whichever report a statement stands in. A theme reported as discussed was
        spoken of by both, whoever's statement carries it. That a side is not reported to speak of a theme does not show
        that it did not.
    """
    rows = comparison.statements
    rows = rows[rows.part.isin(["said", "heard"]) & (rows.repeats == "")]
    rows = rows.assign(event_id=comparison.event(rows.engagement_id))
    table = []
    for talk in comparison.events.itertuples():
        own = rows[rows.event_id == talk.event_id]
        if own.part.nunique() < 2:
            continue
        topics = talk.topics.split(schemas.LIST_SEPARATOR)
        each = own.assign(theme=own.themes.str.split(schemas.LIST_SEPARATOR)).explode("theme")
        for theme, carrying in each[each.theme != ""].groupby("theme", sort=False):
            parts = list(dict.fromkeys(carrying.part))
            by = "both" if len(parts) == 2 else "discussed" if theme in topics else parts[0]
            ids = schemas.LIST_SEPARATOR.join(carrying.statement_id)
            row = {"event_id": talk.event_id, "side": talk.country, "theme": theme, "spoken_by": by}
            table.append(row | {"statement_ids": ids})
    return PASSED_OVER.table(table)
