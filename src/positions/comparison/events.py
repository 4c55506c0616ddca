"""Events: the reports of one engagement by several outlets, days and sentences, put together.

Two reports are of one event if country, channel, people and date agree. Every report of an event agrees with every
other, so that "met the president and the premier" does not join two meetings into one. The result does not depend on
the order of the documents.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.attribution.parties import is_named
from positions.attribution.speakers import name_words
from positions.countries import profile
from positions.schemas import LIST_SEPARATOR

EVENTS = schemas.TABLES["events"]
REPORTS = schemas.TABLES["engagements_by_event"]
NEAR = 2  # days between the publication of two reports, or of one and the day of the other, where a day is not told
VISIT, LASTING = "visit", 7  # days that a visit may last
# Days for which "during his visit", without a day, means the visit that was last reported.
LATELY, VISITING = 60, re.compile(r"\b(?:during|after|following|since|recent|his|her|their)\b.*\b(?:visit|trip|tour)\b")
GROUP = re.compile(r"\b(?:delegation|team|mission)\b")
LEVELS = ("head", "minister", "service_chief", "ambassador", "official", "unnamed")
DAY = len("2025-01-01")


class Member(NamedTuple):
    """One of those who took part, as a report names them: "Ishaq Dar, Foreign Minister"."""

    name: str
    office: str

    @property
    def is_named(self) -> bool:
        """Tell whether the report gives a name."""
        return is_named(self.name)

    def agrees(self, other: "Member") -> bool:
        """Tell whether both may be one person: by name, by last name and office, or by office alone."""
        own, theirs = name_words(self.name), name_words(other.name)
        if self.is_named and other.is_named:
            is_same_office = bool(self.office) and self.office == other.office
            return own <= theirs or theirs <= own or (is_same_office and _family(self.name) == _family(other.name))
        offices = [member.office or member.name for member in (self, other)]
        return any(one.casefold().startswith(two.casefold()) for one, two in (offices, offices[::-1]))


def _family(name: str) -> str:
    """Return the last word of a name."""
    return name.casefold().split()[-1]


@dataclass(frozen=True)
class Report:
    """A row of ENGAGEMENTS with the release it stands in."""

    row: object
    release: str

    @cached_property
    def sides(self) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """The actor's side and the other."""
        listed = (self.row.own_side, self.row.other_side)
        return tuple(
            tuple(Member(*party.partition(", ")[::2]) for party in side.split(LIST_SEPARATOR)) for side in listed
        )

    @property
    def levels(self) -> tuple[str, str]:
        """The levels of both sides."""
        return self.row.own_level, self.row.other_level

    @property
    def order(self) -> tuple:
        """The sort key of the report: reports with a day first, then by day, publication and name."""
        return (-len(self.row.date), self.row.date, *self.told)

    @property
    def told(self) -> tuple[str, str, int]:
        """The sort key among the reports of an event: publication, document and place in it."""
        return self.row.published, self.row.doc_id, self.row.start

    def agrees(self, other: "Report") -> bool:
        """Tell whether two reports may be of one event."""
        if (self.row.country, self.row.channel) != (other.row.country, other.row.channel):
            return False
        return _dates_agree(self, other) and all(_sides_agree(self, other, side) for side in (0, 1))


def _sides_agree(one: Report, other: Report, side: int) -> bool:
    """Tell whether a side may be the same people in two reports.

    A state that is visited is the same whoever receives; officials without a name are anybody of their level, but only
    within a release or on the same day.
    """
    state = profile(one.row.country).plain_name if side else ""
    pairs = [(mine, theirs) for mine in one.sides[side] for theirs in other.sides[side]]
    if any(mine.agrees(theirs) for mine, theirs in pairs):
        return True
    unnamed = [
        not any(member.is_named and member.name != state for member in report.sides[side]) for report in (one, other)
    ]
    if one.row.channel == VISIT and any(report.levels[side] == "unnamed" for report in (one, other)):
        return True
    is_level = one.levels[side] == other.levels[side] or any(_is_group(report.sides[side]) for report in (one, other))
    return any(unnamed) and is_level and (one.release == other.release or _is_same_day(one, other))


def _is_group(side: tuple[Member, ...]) -> bool:
    """Tell whether a side is a delegation without names, whose people another report may name."""
    return len(side) == 1 and not side[0].is_named and bool(GROUP.search(side[0].name))


def _is_same_day(one: Report, other: Report) -> bool:
    """Tell whether two reports tell the same day, or tell none and were published on one."""
    days = (one.row.date, other.row.date)
    return days[0] == days[1] and (len(days[0]) == DAY or (not days[0] and one.row.published == other.row.published))


def _dates_agree(one: Report, other: Report) -> bool:
    """Tell whether two reports may be of one day.

    Told days are the same, a told month or year holds the day. Where a report of news tells no day, the other was
    published, or has its day, within two days before it; an old engagement recalled without a day is only another such.
    The same words tell of the same day.
    """
    days = (one.row.date, other.row.date)
    if all(days):
        if one.row.channel == VISIT and all(len(day) == DAY for day in days):
            return _apart(*days) <= LASTING
        return days[0].startswith(days[1]) or days[1].startswith(days[0])
    if one.row.evidence == other.row.evidence:  # a sentence that an outlet carries from one article into the next
        return True
    if any(report.row.recalled for report in (one, other) if not report.row.date):
        return not any(days) and one.row.recalled == other.row.recalled
    if one.release == other.release and not any(days):
        return True
    near = LASTING if one.row.channel == VISIT else NEAR
    if any(days):
        told, untold = (one, other) if days[0] else (other, one)
        near = LATELY if VISITING.search(untold.row.evidence) else near
        if len(told.row.date) < DAY:
            return untold.row.published.startswith(told.row.date)
        return told.row.date <= untold.row.published and _apart(told.row.date, untold.row.published) <= near
    near = LATELY if any(VISITING.search(report.row.evidence) for report in (one, other)) else near
    return _apart(one.row.published, other.row.published) <= near


def _apart(one: str, other: str) -> float:
    """Return how many days lie between two; for dates that are not days, none or infinitely many."""
    if len(one) != DAY or len(other) != DAY:
        return 0 if one == other else float("inf")
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def events(engagements: pd.DataFrame, releases: Mapping[str, str]) -> pd.DataFrame:
    """Put the reports of one engagement together.

    Parameters
    ----------
    engagements : DataFrame
        With the schema ENGAGEMENTS.
    releases : mapping of str to str
        For a document the one that speaks for its release; itself where nothing is given.

    Returns
    -------
    DataFrame
        With the schema EVENTS, in the order in which they were first reported.
    """
    reports = [Report(row, releases.get(row.doc_id, row.doc_id)) for row in engagements.itertuples(index=False)]
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda each: each.order):
        fitting = (group for group in groups if all(report.agrees(known) for known in group))
        group = min(fitting, key=lambda each: _distance(report, each), default=None)
        if group is None:
            groups.append([report])
        else:
            group.append(report)
    groups = [sorted(group, key=lambda each: each.told) for group in groups]
    return EVENTS.table([_event(group) for group in sorted(groups, key=lambda each: each[0].told)])


def _distance(report: Report, group: list[Report]) -> tuple:
    """Return how far a report is from those of an event: those of its release first, then the nearest in time."""
    is_other = all(report.release != known.release for known in group)
    when = report.row.date or report.row.published
    return is_other, min(_apart(when[:DAY], known.row.date or known.row.published) for known in group), group[0].order


TOLD_FIRST = ("country", "channel", "published", "doc_id", "file", "start", "end", "evidence")  # as first reported


def _event(reports: list[Report]) -> dict:
    """Return the row of an event; the reports are in the order of their publication."""
    rows = [report.row for report in reports]
    first = rows[0]
    topics = dict.fromkeys(topic for row in rows for topic in row.topics.split(LIST_SEPARATOR) if topic)
    levels = [min(levels, key=LEVELS.index) for levels in zip(*(report.levels for report in reports), strict=True)]
    return {name: getattr(first, name) for name in TOLD_FIRST} | {
        "event_id": first.engagement_id,
        "own_side": _everybody(reports, 0),
        "other_side": _everybody(reports, 1),
        "own_level": levels[0],
        "other_level": levels[1],
        "place": next((row.place for row in rows if row.place), ""),
        "date": min((row.date for row in rows), key=lambda day: (-len(day), day)),
        "recalled": "yes" if all(row.recalled for row in rows) else "",
        "topics": LIST_SEPARATOR.join(topics),
        "n_reports": len(rows),
        "reports": LIST_SEPARATOR.join(row.engagement_id for row in rows),
    }


def _everybody(reports: list[Report], side: int) -> str:
    """Return everybody whom a report names on a side, each once, in the fullest form; the unnamed where nobody is."""
    found: list[Member] = []
    for report in reports:
        for member in report.sides[side]:
            known = next((n for n, other in enumerate(found) if other.agrees(member)), None)
            if known is None:
                found.append(member)
            elif _weight(member) > _weight(found[known]):
                found[known] = member
    named = [member for member in found if member.is_named] or found
    return LIST_SEPARATOR.join(", ".join(filter(None, (member.name, member.office))) for member in named)


def _weight(member: Member) -> tuple:
    """Return how much a report tells of somebody: a name, its words, an office."""
    return member.is_named, len(name_words(member.name)), bool(member.office)
