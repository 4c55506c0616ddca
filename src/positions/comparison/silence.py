"""The silence ledger: themes raised with both, with one only, with neither."""

import math

import pandas as pd

from positions import coding, schemas, uncertainty
from positions.comparison.pair import Comparison, made_once
from positions.comparison.resampling import clusters
from positions.comparison.shares import having

SILENCE = schemas.Schema(
    "themes by whom they were raised with",
    {
        "theme": str,
        "raised_with": str,  # both, one of the counterparts, or neither
        "first_statements": int,  # by the state to the first counterpart
        "first_topics": int,  # engagements with it that have the theme among their topics
        "second_statements": int,
        "second_topics": int,
        "joint": int,  # joint statements, added to neither
        "about_both": int,  # statements about both powers, added to neither
        "silent_of": int,  # statements to the one it was not raised with, 0 when there is no such one
        "unlikely": int,  # of 100 of those: were it raised in so many or more, the silence would be unlikely (below
        # 5%, `uncertainty.unseen`); 0 when there are too few to say
    },
)


@made_once
def silence(comparison: Comparison) -> pd.DataFrame:
    """Tell for every theme of the codebook with whom it was raised.

    A theme is raised with a counterpart when a statement of the state to it carries the theme, or an engagement with it
    is reported to have had it as a topic: what was discussed with one side is not called silent because no sentence of
    it is quoted. How much an absence says depends on how many statements, of how many releases, it could have been in.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema SILENCE, in the order of the codebook; only the themes asked for when themes are a parameter.
    """
    first, second = comparison.counterparts
    said = {side: tally(comparison.part("said", side).themes) for side in (first, second)}
    talks = comparison.met
    topics = {side: tally(talks.topics[talks.country == side]) for side in (first, second)}
    rests = {side: _rests(comparison, side) for side in (first, second)}
    joint, about_both = tally(comparison.part("joint").themes), tally(comparison.part("both").themes)
    table = []
    for theme in comparison.parameters.themes or coding.codebook().themes:
        raised = [side for side in (first, second) if said[side].get(theme) or topics[side].get(theme)]
        row = {"theme": theme, "raised_with": "both" if len(raised) == 2 else raised[0] if raised else "neither"}
        row |= {"first_statements": said[first].get(theme, 0), "first_topics": topics[first].get(theme, 0)}
        row |= {"second_statements": said[second].get(theme, 0), "second_topics": topics[second].get(theme, 0)}
        row |= {"joint": joint.get(theme, 0), "about_both": about_both.get(theme, 0)}
        silent_of, unlikely = rests[second if raised == [first] else first] if len(raised) == 1 else (0, 0)
        table.append(row | {"silent_of": silent_of, "unlikely": unlikely})
    return SILENCE.table(table)


def _rests(comparison: Comparison, side: str) -> tuple[int, int]:
    """Return how many statements a silence towards a side rests on, and what is unlikely, in 100, rounded up."""
    said = comparison.part("said", side)
    if not comparison.suffice(said):
        return len(said), 0
    found = clusters(having(said, ["theme"]), said.side, comparison.counterparts, comparison.release(said))
    return len(said), math.ceil(100 * uncertainty.unseen(*found.side(comparison.counterparts.index(side))))


def tally(column: pd.Series) -> dict[str, int]:
    """Count the codes in a column of lists."""
    codes = column.str.split(schemas.LIST_SEPARATOR).explode() if len(column) else column
    return {code: int(n) for code, n in codes.value_counts().items() if code}
