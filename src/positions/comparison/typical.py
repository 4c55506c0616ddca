"""The statement that stands for several: typical in theme and act, quoted before told, short, of another article."""

from collections.abc import Collection

import pandas as pd

from positions.coding.target import EXPLICIT
from positions.schemas import LIST_SEPARATOR

SURE = 70  # of 100
SHORTEST, LONGEST = 40, 240  # characters of a content that reads well alone
FORMS = {"direct": 0, "mixed": 1}  # the speaker's own words before the source's report of them


def typical(rows: pd.DataFrame, used: Collection[str] = ()) -> pd.DataFrame:
    """Choose the statement to quote for a cell of a table.

    Parameters
    ----------
    rows : DataFrame
        Statements (``PARTS``) that the cell counts.
    used : collection of str
        Documents (``doc_id``) from which something is quoted already.

    Returns
    -------
    DataFrame
        One row, or none where there is no statement: with the most frequent main theme and the most frequent act of
        the rows if there is one. Before that count that its document is not used, that its words name the counterpart,
        that the coder is sure of it, and that it is known whose institution speaks. Behind it count that it reads well
        alone (neither very short nor long), that it is direct speech and no paraphrase, how sure the coder is, and how
        short it is.
    """
    if rows.empty:
        return rows
    main = rows.themes.str.partition(LIST_SEPARATOR)[0]
    length = rows.content.str.len()
    order = pd.DataFrame(
        {
            "used": rows.doc_id.isin(set(used)),
            "unnamed": rows.target_basis != EXPLICIT,
            "unsure": rows.confidence < SURE,
            "unplaced": rows.institution == "other",
            "off": (main != _commonest(main)).astype(int) + (rows.act != _commonest(rows.act)),
            "unread": ~length.between(SHORTEST, LONGEST),
            "form": rows.quote_type.map(FORMS).fillna(len(FORMS)),
            "doubt": -rows.confidence,
            "length": length,
        }
    )
    return rows.loc[order.sort_values(list(order), kind="stable").index[:1]]


def by_theme(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Choose statements that show what the rows are about: one of each main theme, the most frequent theme first.

    Parameters
    ----------
    rows : DataFrame
        Statements (``PARTS``).
    most : int
        How many at most.

    Returns
    -------
    DataFrame
        All rows where there are no more than that, assertions without a position last; else the typical statement of
        each of the most frequent themes, no two of one document where that can be.
    """
    if len(rows) <= most:
        return rows.sort_values("act", key=lambda act: act == "state", kind="stable")
    main = rows.themes.str.partition(LIST_SEPARATOR)[0]
    chosen, used = [], set()
    for theme in main.value_counts(sort=False).sort_values(ascending=False, kind="stable").index[:most]:
        one = typical(rows[main == theme], used)
        used |= set(one.doc_id)
        chosen.append(one)
    return pd.concat(chosen)


def _commonest(column: pd.Series) -> str:
    """Return the most frequent value; of several the one that comes first."""
    return column.value_counts(sort=False).sort_values(ascending=False, kind="stable").index[0]
