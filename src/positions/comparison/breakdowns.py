"""Stance, acts and shares broken down: by who speaks, through which channel, and when.

A `Comparison` comes in; tables go out with the mean stance and the share of acts that commit for each voice and each
period, and with shares among statements made through one channel.
"""

from collections import Counter
from functools import cache
from itertools import product

import pandas as pd

from positions import schemas
from positions.coding.word_lists import known_code
from positions.comparison.archive_coverage import all_periods, by_frequency, period_of_date, periods_of
from positions.comparison.partition import Comparison, table_of
from positions.comparison.shares import CERTAINTY, SHARES, contrast_shares
from positions.data_files import entries
from positions.errors import InputError
from positions.statistics import bootstrap_interval, clustered_intervals, sign_flip_test, sum_by_release

MEASURES = ("stance", "committing")
MEASURE_COLUMNS = {"measure": str, "n": int, "releases": int, "enough": str, "value": int, "low": int, "high": int}


@cache
def committing_acts() -> tuple[str, ...]:
    """Return the acts that commit.

    Raises
    ------
    InputError
        If ``measures.yaml`` names an act that the codebook does not have.
    """
    (acts,) = entries("comparison", "measures").entries("measure", ("committing",)).values()
    return tuple(known_code("act", act) for act in acts.texts())


def _measure_values(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each statement its stance, and whether its act commits."""
    return pd.DataFrame({"stance": rows.stance, "committing": rows.act.isin(committing_acts())}).astype(float)


def measure_rows(comparison: Comparison, rows: pd.DataFrame) -> list[dict]:
    """Measure some statements.

    Parameters
    ----------
    comparison : Comparison
    rows : DataFrame
        Statements to one side; there may be none.

    Returns
    -------
    list of dict
        With the columns MEASURE_COLUMNS: the ``measure`` is stance (the mean) or committing (the share of acts that
        commit), of ``n`` statements in so many ``releases``; ``value``, ``low`` and ``high`` are in hundredths, of a
        step of the stance scale or of all statements. The 95% interval of the mean stance comes from a bootstrap of
        releases (`statistics.bootstrap_interval`), that of the share from clusters by release
        (`statistics.clustered_intervals`). Where there are not ``enough`` statements (`Comparison.suffice`), it is the
        value itself.
    """
    if rows.empty:
        return []
    grouped = _measure_values(rows).groupby(comparison.release(rows), sort=False)
    sums, sizes, enough = grouped.sum().to_numpy(), grouped.size().to_numpy(), comparison.suffice(rows)
    about = {"n": len(rows), "releases": len(sizes), "enough": "yes" if enough else "no"}
    means = sums.sum(axis=0) / len(rows)
    limits = [(mean, mean) for mean in means]
    if enough:
        limits = [bootstrap_interval(sums[:, 0], sizes), clustered_intervals(sums[:, [1]], sizes)[0]]
    table = []
    for measure, value, (low, high) in zip(MEASURES, means, limits, strict=True):
        hundredths = {"value": round(100 * value), "low": round(100 * low), "high": round(100 * high)}
        table.append({"measure": measure} | about | hundredths)
    return table


def compare_measures(comparison: Comparison, rows: pd.DataFrame) -> dict[str, int]:
    """Test whether the measures of some statements differ between the sides.

    Returns
    -------
    dict of str to int
        By measure the p in 10,000ths, adjusted for both measures (`statistics.sign_flip_test`).
    """
    found = sum_by_release(_measure_values(rows), rows.side, comparison.counterparts, comparison.release(rows))
    return dict(zip(MEASURES, map(int, sign_flip_test(found)), strict=True))


@cache
def voice_groups() -> dict[str, tuple[str, ...]]:
    """Return the institutions of each voice.

    Raises
    ------
    InputError
        If ``voices.yaml`` names an institution that the codebook does not have, or one twice.
    """
    found: dict[str, tuple[str, ...]] = {}
    for voice, node in entries("comparison", "voices").entries("voice").items():
        codes = tuple(known_code("institution", code) for code in node.texts())
        if shared := set(codes) & {code for others in found.values() for code in others}:
            raise InputError(node.place, f"{min(shared)!r} is in two voices", "Keep it in one of them.")
        found[voice] = codes
    return found


@table_of(voice=str, side=str, **MEASURE_COLUMNS, compared=str, p=int)
def by_voice(comparison: Comparison) -> pd.DataFrame:
    """Measure what each voice says to either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        The measures (`measure_rows`) by voice, in the order of ``voices.yaml``, and side. A voice that says nothing to
        a side has no row for that side. ``compared`` is yes when there is enough to either side; ``p``, in 10,000ths,
        is that of the difference within the voice, adjusted for measures and voices, else 10,000.
    """
    rows = comparison.to_either
    said = {voice: rows[rows.institution.isin(codes)] for voice, codes in voice_groups().items()}
    tested = {voice: compare_measures(comparison, own) for voice, own in said.items() if comparison.enough(own)}
    table = []
    for voice, own in said.items():
        compared = "yes" if voice in tested else "no"
        for side in comparison.counterparts:
            for row in measure_rows(comparison, own[own.side == side]):
                p = len(tested) * tested[voice][row["measure"]] if voice in tested else CERTAINTY
                about = {"voice": voice, "side": side, "compared": compared, "p": min(CERTAINTY, p)}
                table.append(row | about)
    return table


@table_of(channel=str, own_level=str, other_level=str, first=int, second=int, first_ids=str, second_ids=str)
def engagements_by_channel(comparison: Comparison) -> pd.DataFrame:
    """Count the engagements with either counterpart by channel and level, each event once, without those only recalled.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        How many there are with the ``first`` counterpart and with the ``second``, and which events; the most frequent
        channels first.
    """
    talks = comparison.met
    order = talks.channel.map({channel: n for n, channel in enumerate(by_frequency(talks.channel))})
    talks = talks.assign(order=order).sort_values("order", kind="stable")
    table = []
    for (channel, own, other), rows in talks.groupby(["channel", "own_level", "other_level"], sort=False):
        ids = [rows.event_id[rows.country == side] for side in comparison.counterparts]
        first, second = map(schemas.LIST_SEPARATOR.join, ids)
        table.append((channel, own, other, *map(len, ids), first, second))
    return table


def with_channel(comparison: Comparison) -> pd.DataFrame:
    """Return the state's statements to either side with the channel of the engagement they were made in."""
    said = comparison.to_either
    talks = dict(zip(comparison.reports.engagement_id, comparison.reports.channel, strict=True))
    return said.assign(channel=said.engagement_id.map(lambda name: talks.get(name, "")).astype("str"))


@table_of(channel=str, first=int, second=int, compared=str)
def by_channel(comparison: Comparison) -> pd.DataFrame:
    """Count the statements to either side by the channel of the engagement they were made in.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        How many were made to the ``first`` counterpart and to the ``second``, and whether there is enough to either
        side (``compared``); the channels with the most statements first. Statements made in no known engagement are a
        channel of their own, whose name is blank.
    """
    rows, table = with_channel(comparison), []
    for channel, _ in Counter(rows.channel).most_common():
        own = rows[rows.channel == channel]
        first, second = ((own.side == side).sum() for side in comparison.counterparts)
        table.append((channel, first, second, "yes" if comparison.enough(own) else "no"))
    return table


@table_of(channel=str, **SHARES.columns)
def shares_within_channels(comparison: Comparison) -> pd.DataFrame:
    """Compare the shares of acts and stances among statements made through the same channel.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        As `compare_shares`, for the channels that have enough to either side; p is adjusted for codes and channels.
    """
    found, rows = by_channel(comparison), with_channel(comparison)
    names = list(found.channel[found.compared == "yes"])
    table = []
    for channel in names:
        own = contrast_shares(comparison, rows[rows.channel == channel], ("act", "stance"), families=len(names))
        table += own.assign(channel=channel).to_dict("records")
    return table


MOST_PERIODS = 18  # periods of a kind before longer ones are taken
TREND_UNITS = ("month", "quarter", "year")


@table_of(period=str, months=str, side=str, **MEASURE_COLUMNS)
def by_period(comparison: Comparison) -> pd.DataFrame:
    """Measure what the state said to either side, period by period.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        The measures (`measure_rows`) by ``period`` (2025-03, 2025-Q1 or 2025) and side. A side to which nothing was
        said in a period has no row for that period. Undated statements are left out. ``months`` are those of
        publication within the period, as `links.rows` takes them; a year where that is all.
    """
    rows = comparison.to_either
    rows = rows.assign(period=periods_of(rows.published, period_unit(comparison)))
    table = []
    for period, side in product(list_periods(comparison), comparison.counterparts):
        own = rows[(rows.period == period) & (rows.side == side)]
        months = schemas.LIST_SEPARATOR.join(sorted(set(own.published.str[:7])))
        table += [{"period": period, "months": months, "side": side} | row for row in measure_rows(comparison, own)]
    return table


def period_unit(comparison: Comparison) -> str:
    """Return the shortest unit (month, quarter or year) that gives few enough periods from first to last date."""
    days = _publication_dates(comparison)
    units = (unit for unit in TREND_UNITS if all(period_of_date(day, unit) for day in days))
    return next((unit for unit in units if len(all_periods(days, unit)) <= MOST_PERIODS), "year")


def list_periods(comparison: Comparison) -> list[str]:
    """Return the periods from the first statement to the last, including those without any."""
    return all_periods(_publication_dates(comparison), period_unit(comparison))


def _publication_dates(comparison: Comparison) -> set[str]:
    """Return the dates on which statements to either side were published."""
    return set(comparison.to_either.published) - {""}
