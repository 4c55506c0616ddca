"""When a document was published, from its metadata, its address, its text and its file's name.

One piece of evidence decides, in the order that ``dates.yaml`` lists, and the others are compared with it. Nothing is
averaged. A newspaper prints tomorrow what its site has today, so the date of printing may be a day later; an update may
come at any later time. Every other difference is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from positions.documents.dates import Moment, date_rules, read_moment

EARLIEST = "1900"  # the press archives people bring begin after it; an earlier year is a wrong clock or a wrong century
SHOWN = 80  # characters that a message shows of words that are not a date
AHEAD = timedelta(days=1)  # a page may come from the other side of the date line


class Evidence(NamedTuple):
    """Where a date was found (a key of ``order`` in ``dates.yaml``) and the words that stand there."""

    where: str
    words: str


@dataclass(frozen=True)
class Dated:
    """When a document was published, as far as the evidence goes.

    Attributes
    ----------
    published : str
        The day at the outlet as ISO text, or the year alone; blank without usable evidence.
    published_at : str
        The moment as ISO text with its offset from UTC; blank when no time of day is known.
    where : str
        The evidence that decided.
    conflicts : tuple of str
        What contradicts it, or is refused: clauses for the ledger.
    notes : tuple of str
        What is worth knowing but no contradiction: that it was printed a day later, that it has no date.
    """

    published: str = ""
    published_at: str = ""
    where: str = ""
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def date_document(evidence: Sequence[Evidence], time_zone: str = "", retrieved: str = "") -> Dated:
    """Decide when a document was published.

    Parameters
    ----------
    evidence : sequence of Evidence
        What was found, in any order; blank words are ignored.
    time_zone : str
        IANA name of the zone of the outlet's clock; blank: the zone in ``dates.yaml``.
    retrieved : str
        The day or moment it was received, as ISO text: "yesterday" counts from it, and a later date is refused. If it
        is blank, neither can be done.

    Returns
    -------
    Dated

    Raises
    ------
    ValueError
        If evidence comes from a place that ``order`` does not have.
    """
    zone, order = time_zone or date_rules()["time_zone"], list(date_rules()["order"])
    given = sorted(dict.fromkeys(one for one in evidence if one.words.strip()), key=lambda one: order.index(one.where))
    seen = read_moment(retrieved, zone) if retrieved else None
    latest = (date.fromisoformat(seen.days[0]) + AHEAD).isoformat() if seen else ""
    usable: list[tuple[Evidence, Moment]] = []
    refused: list[str] = []
    for one in given:
        read = _possible(read_moment(one.words, zone, retrieved), latest)
        if reason := _refusal(one, read, latest):
            refused.append(reason)
        else:
            usable.append((one, read))
    if not usable:
        return Dated(conflicts=tuple(refused), notes=() if refused else ("has no date",))
    return _weighed(usable, refused)


def evidence_outside(name: str, url: str = "") -> Iterator[Evidence]:
    """Find the dates in a file's name and in an address.

    Parameters
    ----------
    name : str
        A file's name: ``tribune_20250526.csv``, ``2022-07-29_dunya_1.txt``.
    url : str
        An address: ``https://tribune.com.pk/story/2025/05/26/...``.

    Yields
    ------
    Evidence
    """
    for where, words in (("address", url), ("name", name)):
        for found in re.finditer(date_rules()["within"], words):
            day = "-".join(found.group("year", "month", "day"))
            if read_moment(day):
                yield Evidence(where, day)


def _possible(read: Moment | None, latest: str) -> Moment | None:
    """Leave out which of two days cannot be, since it has not come yet."""
    if read and len(read.days) > 1 and latest:
        return replace(read, days=tuple(day for day in read.days if day <= latest) or read.days)
    return read


def _refusal(one: Evidence, read: Moment | None, latest: str) -> str:
    """Say why a piece of evidence gives no date; blank when it does."""
    if read is None:
        return f"{_said(one)}, which cannot be read as a date"
    if read.days[0] < EARLIEST:
        return f"{_said(one)}, which is before {EARLIEST}"
    if latest and read.days[0] > latest:
        return f"{_said(one)}, which is after the day it was received"
    return ""


def _weighed(usable: list[tuple[Evidence, Moment]], refused: list[str]) -> Dated:
    """Take the first piece of evidence and hold the others against it."""
    (first, taken), *others = _most_exact_first(usable)
    conflicts, notes = list(refused), []
    day, at = taken.days[0], taken.at
    if len(taken.days) > 1:
        told = [other.days[0] for _, other in others if len(other.days) == 1 and other.days[0] in taken.days]
        day = told[0] if told else day
        if not told:
            other_day = taken.days[1]
            conflicts.append(f"{_said(first)}, which can be {day} or {other_day}; {day} is taken")
    if taken.doubt:
        conflicts.append(f"{_said(first)}, but {taken.doubt}; the day is taken")
    for one, other in others:
        if day in other.days:
            at = at or (other.at if one.where != "updated" else "")
        elif _is_later(one.where, day, other.days[0]):
            if one.where == "print":
                notes.append(f"{_said(one, other.days[0])}, a day after {_named(first)}; {day} is taken")
        elif not other.days[0].startswith(f"{day}-") and not day.startswith(f"{other.days[0]}-"):
            conflicts.append(f"{_said(first, day)}, {_said(one, other.days[0])}; {day} is taken")
    return Dated(day, at, first.where, tuple(conflicts), tuple(notes))


def _most_exact_first(usable: list[tuple[Evidence, Moment]]) -> list[tuple[Evidence, Moment]]:
    """Put evidence of a day before evidence of a year that agrees with it."""
    year = usable[0][1].days[0]
    exact = [pair for pair in usable if pair[1].days[0].startswith(f"{year}-")]
    return [*exact, *(pair for pair in usable if pair not in exact)] if len(year) == len(EARLIEST) else usable


def _is_later(where: str, day: str, other: str) -> bool:
    """Tell whether a later day is what is usual for such evidence: printed the day after, updated at any time."""
    if where == "updated":
        return other > day
    is_day = len(day) == len(other) == len("2025-05-23")
    return where == "print" and is_day and date.fromisoformat(other) - date.fromisoformat(day) == timedelta(days=1)


def _said(one: Evidence, day: str = "") -> str:
    """Say what a piece of evidence says: the day it gives, else its words."""
    words = " ".join(one.words[: 2 * SHOWN].split())
    return f"{_named(one)} says {day or repr(words if len(words) <= SHOWN else words[:SHOWN] + '…')}"


def _named(one: Evidence) -> str:
    return date_rules()["order"][one.where]
