"""The channel apart from the content: how they spoke, and what was said through one and the same channel."""

import pandas as pd

from positions import schemas
from positions.comparison.pair import Comparison, made_once
from positions.comparison.shares import SHARES, contrast

LEVELS = schemas.Schema(
    "engagements by channel and level",
    {
        "channel": str,
        "own_level": str,
        "other_level": str,
        "first": int,  # engagements with the first counterpart
        "second": int,
        "first_ids": str,  # of events
        "second_ids": str,
    },
)
CHANNELS = schemas.Schema(
    "statements by channel",
    {
        "channel": str,  # blank: not known to have been made in an engagement
        "first": int,  # statements to the first counterpart
        "second": int,
        "compared": str,  # yes or no: there is enough to either side
    },
)
WITHIN = schemas.Schema("shares within a channel", {"channel": str, **SHARES.columns})


@made_once
def levels(comparison: Comparison) -> pd.DataFrame:
    """Count the engagements with either counterpart by channel and level, each event once; those only recalled in none.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema LEVELS, the most frequent channels first.
    """
    talks, keys = comparison.met, ["channel", "own_level", "other_level"]
    talks = talks.assign(count=talks.groupby("channel").channel.transform("size"))
    table = []
    for key, rows in talks.sort_values(["count", "channel"], ascending=[False, True], kind="stable").groupby(
        keys, sort=False
    ):
        ids = [rows.event_id[rows.country == side] for side in comparison.counterparts]
        row = dict(zip(keys, key, strict=True)) | {"first": len(ids[0]), "second": len(ids[1])}
        table.append(row | dict(zip(("first_ids", "second_ids"), map(schemas.LIST_SEPARATOR.join, ids), strict=True)))
    return LEVELS.table(table)


def through(comparison: Comparison) -> pd.DataFrame:
    """Return the state's statements to either side with the channel of the engagement they were made in."""
    said = pd.concat([comparison.part("said", side) for side in comparison.counterparts])
    talks = dict(zip(comparison.engagements.engagement_id, comparison.engagements.channel, strict=True))
    return said.assign(channel=said.engagement_id.map(lambda name: talks.get(name, "")).astype("str"))


@made_once
def channels(comparison: Comparison) -> pd.DataFrame:
    """Count the statements to either side by the channel of the engagement they were made in.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema CHANNELS, the channels with the most statements first; statements made in no known engagement
        are a channel of their own.
    """
    rows, table = through(comparison), []
    for channel in rows.channel.value_counts(sort=False).sort_values(ascending=False, kind="stable").index:
        own = [rows[(rows.channel == channel) & (rows.side == side)] for side in comparison.counterparts]
        enough = all(comparison.suffice(each) for each in own)
        row = {"channel": channel, "first": len(own[0]), "second": len(own[1])}
        table.append(row | {"compared": "yes" if enough else "no"})
    return CHANNELS.table(table)


@made_once
def within(comparison: Comparison) -> pd.DataFrame:
    """Compare the shares of acts and stances among statements made through the same channel.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema WITHIN, for the channels that have enough to either side; p is adjusted for codes and channels.
    """
    found, rows = channels(comparison), through(comparison)
    names = list(found.channel[found.compared == "yes"])
    table = [WITHIN.table([])]
    for channel in names:
        own = contrast(comparison, rows[rows.channel == channel], ("act", "stance"), families=len(names))
        own.insert(0, "channel", pd.Series(channel, index=own.index, dtype="str"))
        table.append(own)
    return WITHIN.check(pd.concat(table, ignore_index=True))
