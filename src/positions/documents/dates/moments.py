"""Words that are a date, in the forms the field writes them, read into a day and where they say so a moment.

Only words that are a date as a whole are read: "May" in a sentence is none. The forms are data (``dates.yaml``).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from positions.documents.dates.dateforms import entries, form, numbers

DAY = 86400


@dataclass(frozen=True)
class Moment:
    """What words that are a date say.

    Attributes
    ----------
    days : tuple of str
        The day as ISO text, or the year alone; two where the words can mean either, the usual reading first.
    at : str
        The moment as ISO text with its distance from UTC; blank when no time of day, or no zone, is known.
    doubt : str
        What the words say against themselves: a weekday that the day is not. Blank without doubt.
    """

    days: tuple[str, ...]
    at: str = ""
    doubt: str = ""


@lru_cache(maxsize=4096)  # exports repeat a day many times
def moment(words: str, time_zone: str = "", against: str = "") -> Moment | None:
    """Read words that are a date.

    Parameters
    ----------
    words : str
        The words, with or without "Updated", "Published in Dawn," and the like before them.
    time_zone : str
        IANA name of the zone in which the outlet's clock runs and its days begin; blank: not known.
    against : str
        The day or moment, as ISO text, that "yesterday" and "2 hours ago" count from.

    Returns
    -------
    Moment or None
        None when the words are no date in a form that is known, no day a calendar has, or count from nothing.
    """
    if not (match := form(words)):
        return None
    found = {name: value.casefold() for name, value in match.groupdict().items() if value}
    try:
        return _read(found, ZoneInfo(time_zone) if time_zone else None, against)
    except (ValueError, OverflowError, OSError):
        return None  # no day or time that a calendar or a clock has


def _read(found: dict[str, str], zone: ZoneInfo | None, against: str) -> Moment | None:
    """Read the parts of a date."""
    if found.keys() & {"count", "relative"}:
        return _relative(found, zone, against)
    if "epoch" in found or "milliseconds" in found:
        seconds = int(found["epoch"]) if "epoch" in found else int(found["milliseconds"]) / 1000
        return _at(datetime.fromtimestamp(seconds, UTC), zone)
    if found.keys() == {"year"}:
        return Moment((found["year"],))
    days = _days(found, zone)
    if "hour" not in found or _is_midnight_by_default(found):
        return Moment(tuple(day.isoformat() for day in days), doubt=_doubt(found, days[0]))
    first = _at(datetime.combine(days[0], _clock(found), _zone(found, zone)), zone)
    others = (day.isoformat() for day in days[1:])
    return Moment((*first.days, *others), first.at if len(days) == 1 else "", _doubt(found, days[0]))


def _at(when: datetime, zone: ZoneInfo | None) -> Moment:
    """Return a moment as the outlet's clock and calendar have it."""
    if when.tzinfo is None:
        return Moment((when.date().isoformat(),))
    local = (when.astimezone(zone) if zone else when).replace(microsecond=0)
    return Moment((local.date().isoformat(),), local.isoformat())


def _days(found: dict[str, str], zone: ZoneInfo | None) -> list[date]:
    """Return the day, or the two days that "03/04/2025" can be."""
    year = int(found["year"])
    if "first" not in found:
        month = int(found["number"]) if "number" in found else numbers("months")[found["month"]]
        return [date(year, month, int(found["day"]))]
    one, other = int(found["first"]), int(found["second_number"])
    pairs = [(one, other), (other, one)] if one != other else [(one, other)]
    if zone and zone.key in entries()["month_first"]:
        pairs.reverse()
    possible = [date(year, month, day) for day, month in pairs if month <= 12]
    return possible or [date(year, other, one)]  # which raises: there is no such month


def _clock(found: dict[str, str]) -> time:
    """Return the time of day."""
    hour = int(found["hour"])
    if "half" in found:
        # "0:15 am" is written for a quarter past midnight, "13:05 pm" by pages that mix two clocks.
        hour = hour if hour > 12 else hour % 12 + 12 * (found["half"] == "p")
    return time(hour, int(found["minute"]), int(found.get("second", 0)))


def _zone(found: dict[str, str], zone: ZoneInfo | None) -> timezone | ZoneInfo | None:
    """Return the zone the words name, else the outlet's."""
    named = found.get("zone", "")
    if not named:
        return zone
    at_outlet = entries()["zones_at"].get(zone.key, {}) if zone else {}
    offset = at_outlet.get(named) or entries()["zones"].get(named) or named.removeprefix("utc").removeprefix("gmt")
    sign, digits = offset.strip()[0], offset.strip()[1:].replace(":", "").zfill(4)
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-distance if sign == "-" else distance)


def _is_midnight_by_default(found: dict[str, str]) -> bool:
    """Tell whether the time is what a program writes for a day without one: midnight to the second, at Greenwich."""
    is_midnight = found["hour"] == "00" and found["minute"] == found.get("second", "") == "00"
    return is_midnight and found.get("zone", "z") in ("z", "utc", "gmt", "+00:00", "+0000")


def _doubt(found: dict[str, str], day: date) -> str:
    """Say that the weekday written is not that of the day."""
    weekday = numbers("weekdays").get(found.get("weekday", ""), day.weekday())
    names = {number: words[0].title() for number, words in entries()["weekdays"].items()}
    return "" if weekday == day.weekday() else f"{day.isoformat()} is a {names[day.weekday()]}, not a {names[weekday]}"


def _relative(found: dict[str, str], zone: ZoneInfo | None, against: str) -> Moment | None:
    """Count back from the moment a page was seen."""
    seen = moment(against, zone.key if zone else "") if against else None
    if seen is None:
        return None
    if "relative" in found:
        day = date.fromisoformat(seen.days[0]) - timedelta(days=found["relative"] == "yesterday")
        return _at(datetime.combine(day, _clock(found), _zone(found, zone)), zone) if "hour" in found else _day(day)
    count = int(entries()["counts"].get(found["count"], found["count"]))
    length = timedelta(seconds=count * entries()["units"][found["unit"]])
    if length.total_seconds() >= DAY and not length.total_seconds() % DAY:
        return _day(date.fromisoformat(seen.days[0]) - length)
    # "2 hours ago" names no day unless the hour of "now" is known.
    return _day((datetime.fromisoformat(seen.at) - length).date()) if seen.at else None


def _day(day: date) -> Moment:
    return Moment((day.isoformat(),))
