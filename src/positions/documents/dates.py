"""Words that are a date, read as a day and, if they give a time, as a moment.

Words are read only if they are a date as a whole, so that "May" in a sentence is not. The forms are data
(``dates.yaml``).
`positions.ingest.dating` weighs the dates that several places give.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache, partial
from zoneinfo import ZoneInfo

from positions.data_files import filled, lexicon

DIGITS = {ord(digit): str(number) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for number, digit in enumerate(digits)}
LONGEST_DATE = 120  # characters of the longest date with what stands before it: longer words are a sentence
date_rules = partial(lexicon, "documents", "dates")
CLOCK = re.compile(r"\d[:.]\d\d")


def match_date(words: str) -> re.Match | None:
    """Return the first form of a date that matches the words as a whole; None if no form does."""
    if len(words) > LONGEST_DATE:
        return None
    plain = " ".join(words.translate(DIGITS).split()).removesuffix(".")
    return next((match for one in _date_forms() if (match := one.fullmatch(plain))), None)


def has_clock(words: str) -> bool:
    """Tell whether words that are a date give a time of day too."""
    return len(words) <= LONGEST_DATE and bool(CLOCK.search(words.translate(DIGITS)))


def is_of_update(words: str) -> bool:
    """Tell whether words say that the date they give is that of an update."""
    return bool(_update().match(words))


@cache
def numbers_of_names(name: str) -> dict[str, int]:
    """Return the number that each name of a month or weekday stands for."""
    return {word: number for number, words in date_rules()[name].items() for word in words}


@cache
def date_before_title() -> re.Pattern:
    """Return the pattern of a date that some archives put before a title; its group ``date`` is the date."""
    return re.compile(date_rules()["before_title"], re.IGNORECASE)


@cache
def _update() -> re.Pattern:
    return re.compile(date_rules()["updated"], re.IGNORECASE)


@cache
def _date_forms() -> list[re.Pattern]:
    """Return the forms of dates, compiled; of the names that stand in them the longer first."""
    rules = date_rules()
    words = {name: [word for each in rules[name].values() for word in each] for name in ("months", "weekdays")}
    words |= {"zones": [*rules["zones"]]}
    names = {name: "|".join(map(re.escape, sorted(each, key=len, reverse=True))) for name, each in words.items()}
    parts = {name: filled(part, names) for name, part in rules["parts"].items()}
    return [re.compile(f"(?:{rules['before']})?{filled(form, parts)}", re.IGNORECASE) for form in rules["forms"]]


DAY = 86400


@dataclass(frozen=True)
class Moment:
    """What the words of a date say.

    Attributes
    ----------
    days : tuple of str
        The day as ISO text, or the year alone; two days if the words are ambiguous, the usual reading first.
    at : str
        The moment as ISO text with its offset from UTC; blank if the time of day or the zone is unknown.
    doubt : str
        A contradiction within the words: a weekday that does not fit the day. Blank if there is none.
    """

    days: tuple[str, ...]
    at: str = ""
    doubt: str = ""


@lru_cache(maxsize=4096)  # exports repeat a day many times
def read_moment(words: str, time_zone: str = "", against: str = "") -> Moment | None:
    """Read words that are a date.

    Parameters
    ----------
    words : str
        The words, with or without "Updated", "Published in Dawn," and the like before them.
    time_zone : str
        IANA name of the outlet's time zone; blank if not known.
    against : str
        The day or moment, as ISO text, that "yesterday" and "2 hours ago" count from.

    Returns
    -------
    Moment or None
        None if the words are not a date in a known form, or not a day of the calendar, or are relative without a day to
        count from.
    """
    if not (match := match_date(words)):
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
        month = int(found["number"]) if "number" in found else numbers_of_names("months")[found["month"]]
        return [date(year, month, int(found["day"]))]
    one, other = int(found["first"]), int(found["second_number"])
    pairs = [(one, other), (other, one)] if one != other else [(one, other)]
    if zone and zone.key in date_rules()["month_first"]:
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
    at_outlet = date_rules()["zones_at"].get(zone.key, {}) if zone else {}
    offset = at_outlet.get(named) or date_rules()["zones"].get(named) or named.removeprefix("utc").removeprefix("gmt")
    sign, digits = offset.strip()[0], offset.strip()[1:].replace(":", "").zfill(4)
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-distance if sign == "-" else distance)


def _is_midnight_by_default(found: dict[str, str]) -> bool:
    """Tell whether the time is what a program writes for a day without one: midnight to the second, at Greenwich."""
    is_midnight = found["hour"] == "00" and found["minute"] == found.get("second", "") == "00"
    return is_midnight and found.get("zone", "z") in ("z", "utc", "gmt", "+00:00", "+0000")


def _doubt(found: dict[str, str], day: date) -> str:
    """Say that the weekday written is not that of the day."""
    weekday = numbers_of_names("weekdays").get(found.get("weekday", ""), day.weekday())
    names = {number: words[0].title() for number, words in date_rules()["weekdays"].items()}
    return "" if weekday == day.weekday() else f"{day.isoformat()} is a {names[day.weekday()]}, not a {names[weekday]}"


def _relative(found: dict[str, str], zone: ZoneInfo | None, against: str) -> Moment | None:
    """Count back from the moment a page was seen."""
    seen = read_moment(against, zone.key if zone else "") if against else None
    if seen is None:
        return None
    if "relative" in found:
        day = date.fromisoformat(seen.days[0]) - timedelta(days=found["relative"] == "yesterday")
        return _at(datetime.combine(day, _clock(found), _zone(found, zone)), zone) if "hour" in found else _day(day)
    count = int(date_rules()["counts"].get(found["count"], found["count"]))
    length = timedelta(seconds=count * date_rules()["units"][found["unit"]])
    if length.total_seconds() >= DAY and not length.total_seconds() % DAY:
        return _day(date.fromisoformat(seen.days[0]) - length)
    # "2 hours ago" names no day unless the hour of "now" is known.
    return _day((datetime.fromisoformat(seen.at) - length).date()) if seen.at else None


def _day(day: date) -> Moment:
    return Moment((day.isoformat(),))
