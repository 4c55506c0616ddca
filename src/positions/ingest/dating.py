"""When a document was published, from its metadata, its address, its text and its file's name.

One piece of evidence decides, in the order that ``dates.yaml`` lists, and the others are compared with it. Nothing is
averaged. A newspaper prints tomorrow what its site has today, so the date of printing may be a day later; an update may
come at any later time. Every other difference is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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


class Dated(NamedTuple):
    """When a document was published, as far as the evidence goes.

    Attributes
    ----------
    published : str
        The day at the outlet as ISO text, or the year alone; blank without usable evidence.
    published_at : str
        The moment as ISO text with its offset from UTC; blank when no time of day is known.
    conflicts : tuple of str
        What contradicts it, or is refused: clauses for the ledger.
    """

    published: str = ""
    published_at: str = ""
    conflicts: tuple[str, ...] = ()


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
        read = read_moment(one.words, zone, retrieved)
        if read and latest:  # of two days only one that has come
            read = replace(read, days=tuple(day for day in read.days if day <= latest) or read.days)
        if reason := _refusal(one, read, latest):
            refused.append(reason)
        else:
            usable.append((one, read))
    return _weighed(usable, refused) if usable else Dated(conflicts=tuple(refused))


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
    year = f"{usable[0][1].days[0]}-"  # if the first gives no more than that, a day in this year goes before it
    (first, taken), *others = sorted(usable, key=lambda pair: not pair[1].days[0].startswith(year))
    conflicts, day, at = list(refused), taken.days[0], taken.at
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
        elif not _agrees(one.where, day, other.days[0]):
            conflicts.append(f"{_said(first, day)}, {_said(one, other.days[0])}; {day} is taken")
    return Dated(day, at, tuple(conflicts))


def _agrees(where: str, day: str, other: str) -> bool:
    """Tell whether another day is usual for such evidence: the year of the day, a later update, printed a day later."""
    if other.startswith(f"{day}-") or day.startswith(f"{other}-"):
        return True
    if where == "updated":
        return other > day
    is_day = len(day) == len(other) == len("2025-05-23")
    return where == "print" and is_day and date.fromisoformat(other) - date.fromisoformat(day) == timedelta(days=1)


def _said(one: Evidence, day: str = "") -> str:
    """Say what a piece of evidence says: the day it gives, else its words."""
    words = " ".join(one.words[: 2 * SHOWN].split())
    where = date_rules()["order"][one.where]
    return f"{where} says {day or repr(words if len(words) <= SHOWN else words[:SHOWN] + '…')}"
