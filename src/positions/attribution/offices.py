"""Offices: titles as texts write them (``titles.yaml``) and who held them when (``offices.yaml``)."""

import re
from dataclasses import dataclass
from functools import cache

from positions.attribution.countries import mentions
from positions.attribution.lexicon import lexicon
from positions.documents import Span

OF = re.compile(r"\s+of\s+(?:the\s+)?(?=\S)")


@dataclass(frozen=True)
class Title:
    """A title: the office in short, its institution and level, the country that has it by default, whether one person
    holds it at a time, and whether its holder is posted to another country."""

    office: str
    institution: str
    level: str
    country: str = ""
    unique: bool = False
    posted: bool = False


@dataclass(frozen=True)
class Holder:
    """A person in an office from one ISO date to another (blank: still there as far as known)."""

    person: str
    aliases: tuple[str, ...]
    office: str
    institution: str
    country: str
    since: str
    until: str
    source: str
    level: str

    def is_in_office(self, date: str) -> bool:
        """Tell whether the person held the office on an ISO date; without a date that is not known."""
        return bool(date) and self.since <= date and (not self.until or date <= self.until)


@cache
def _titles() -> tuple[re.Pattern, tuple[Title, ...]]:
    """Return one pattern for all titles, a group for each, and the titles in the same order."""
    entries = lexicon("attribution", "titles")
    pattern = "|".join(f"({entry['words']})" for entry in entries)
    titles = tuple(Title(**{key: value for key, value in entry.items() if key != "words"}) for entry in entries)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-]|[’'])", re.IGNORECASE), titles


def titles_in(phrase: str) -> list[tuple[Span, Title]]:
    """Find the titles in a noun phrase, in order; "President of the Chamber" has none: only a state's head is one."""
    pattern, titles = _titles()
    found = [(Span(*match.span()), titles[match.lastindex - 1]) for match in pattern.finditer(phrase)]
    return [(span, title) for span, title in found if title.level != "head" or _is_of_a_state(phrase, span.end)]


def _is_of_a_state(phrase: str, end: int) -> bool:
    """Tell whether nothing, or a country, is what the office before a position is of."""
    of = OF.match(phrase, end)
    return not of or (bool(named := mentions(phrase, Span(of.end(), len(phrase)))) and named[0].span.start == of.end())


@cache
def holders() -> tuple[Holder, ...]:
    """Return everyone in the offices table."""
    return tuple(
        Holder(
            person=entry["person"],
            aliases=tuple(entry.get("aliases") or ()),
            office=entry["office"],
            institution=entry["institution"],
            country=entry["country"],
            since=str(entry["from"]),
            until=str(entry.get("to") or ""),
            source=str(entry["source"]),
            level=entry["level"],
        )
        for entry in lexicon("attribution", "offices")["holders"]
    )


@cache
def _by_name() -> dict[str, list[Holder]]:
    """Return the entries of the offices table by every name they give."""
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        for name in (holder.person, *holder.aliases):
            found.setdefault(name, []).append(holder)
    return found


def holder_at(title: Title, country: str, date: str) -> Holder | None:
    """Return the one person who held an office on a date, None when the table knows none or more than one."""
    if not title.unique:
        return None
    found = {
        h.person: h for h in holders() if h.office == title.office and h.country == country and h.is_in_office(date)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def holder_named(name: str, date: str) -> Holder | None:
    """Return the office-holder of a name on a date: the full name or a listed short form; None when several fit."""
    if not name or not date:
        return None
    found = {h.person: h for h in _by_name().get(name, ()) if h.is_in_office(date)}
    return next(iter(found.values())) if len(found) == 1 else None
