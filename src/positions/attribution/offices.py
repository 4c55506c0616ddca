"""Offices: titles as texts write them (``titles.yaml``) and who held them when (``offices.yaml``)."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from positions.attribution.countries import mentions
from positions.attribution.lexicon import lexicon
from positions.documents import Span

SERVING = re.compile(r"(?:[’']s)?\s+(?:house|office|secretariat|spokes\w+|advis[eo]r|aide)\b", re.IGNORECASE)
# "President of", "president and CEO of".
OF = re.compile(r"(?:\s+and(?:\s+\w+){1,3}?)?\s+of\s+(?:the\s+)?(?=\S)")


@dataclass(frozen=True)
class Title:
    """A title: the office in short, its institution and level, the country that has it by default, whether one person
    holds it at a time, whether its holder is posted to another country, whether it stands beside an office that counts
    more, and what other countries call it."""

    office: str
    institution: str
    level: str
    country: str = ""
    unique: bool = False
    posted: bool = False
    beside: bool = False
    abroad: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def offices(self) -> set[str]:
        """The office under every name it goes by."""
        return {self.office, *self.abroad.values()}

    def of(self, country: str) -> "Title":
        """Return the title as a country calls it."""
        return replace(self, office=self.abroad.get(country, self.office))

    def fits(self, holder: "Holder") -> bool:
        """Tell whether words with this title may mean the holder of an office ("the spokesperson", "Minister Dar")."""
        if holder.office in self.offices:
            return True
        is_shorter = holder.office.startswith(f"{self.office} ") or holder.office.lower().endswith(self.office.lower())
        return not self.unique and (is_shorter or self.level == holder.level != "official")


@dataclass(frozen=True)
class Holder:
    """A person in an office from one ISO date to another.

    Attributes
    ----------
    person, office, institution, country, level : str
        Who, and in what; codes as in the codebook.
    since, until : str
        First and last day (``2022-11-29``), or the month or year in which the term began or ended; a blank ``until``
        means that no end is known.
    known_until : str
        Last day about which the table speaks.
    source : str
        Where the term can be looked up.
    checked : str
        What was read in the source: ``both`` days, ``from``, ``to``; blank for a term written down from memory.
    """

    person: str
    office: str
    institution: str
    country: str
    level: str
    since: str
    until: str
    known_until: str
    source: str
    checked: str

    def is_in_office(self, date: str) -> bool:
        """Tell whether the person surely held the office on an ISO date.

        Without a date, in the month of a change whose day is not known and after what the table knows, that is not
        sure.
        """
        has_begun = date >= self.since if len(self.since) == len(date) else date[: len(self.since)] > self.since
        is_over = self.until and not (date[: len(self.until)] < self.until[: len(date)] or date == self.until)
        return has_begun and not is_over and date <= self.known_until

    def has_left(self, date: str) -> bool:
        """Tell whether the person surely had left the office by an ISO date."""
        return bool(date and self.until) and date[: len(self.until)] > self.until


@cache
def _titles() -> tuple[re.Pattern, tuple[Title, ...]]:
    """Return one pattern for all titles, a group for each, and the titles in the same order."""
    entries = lexicon("attribution", "titles")
    pattern = "|".join(f"({entry['words']})" for entry in entries)
    titles = tuple(Title(**{key: value for key, value in entry.items() if key != "words"}) for entry in entries)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-]|[’'])", re.IGNORECASE), titles


def titles_in(phrase: str) -> list[tuple[Span, Title]]:
    """Find the titles in a noun phrase, in order; "President of the Chamber" has none: only a state's head is one."""
    return list(_titles_in(phrase))


@lru_cache(maxsize=8192)  # the same few phrases come again and again
def _titles_in(phrase: str) -> tuple[tuple[Span, Title], ...]:
    """Find the titles in a noun phrase."""
    pattern, titles = _titles()
    found = [(Span(*match.span()), titles[match.lastindex - 1]) for match in pattern.finditer(phrase)]
    # "A PM Office spokesperson", "the PM adviser": not the office-holder, but who serves.
    found = [(span, title) for n, (span, title) in enumerate(found) if n + 1 == len(found) or not _serves(phrase, span)]
    return tuple((span, title) for span, title in found if title.level != "head" or _is_of_a_state(phrase, span.end))


def _serves(phrase: str, office: Span) -> bool:
    """Tell whether what stands behind an office is who or what serves its holder."""
    return bool(SERVING.match(phrase, office.end))


def _is_of_a_state(phrase: str, end: int) -> bool:
    """Tell whether nothing, or a country, is what the office before a position is of."""
    of = OF.match(phrase, end)
    return not of or (bool(named := mentions(phrase, Span(of.end(), len(phrase)))) and named[0].span.start == of.end())


def leading(titles: list[Title]) -> list[Title]:
    """Return the titles that count: those beside others only when they stand alone."""
    return [title for title in titles if not title.beside] or titles


@cache
def holders() -> tuple[Holder, ...]:
    """Return everyone in the offices table."""
    table = lexicon("attribution", "offices")
    return tuple(
        Holder(
            person=entry["person"],
            office=entry["office"],
            institution=entry["institution"],
            country=entry["country"],
            level=entry["level"],
            since=entry["from"],
            until=entry["to"],
            known_until=entry.get("known_until", table["known_until"]),
            source=entry["source"],
            checked=entry["checked"],
        )
        for entry in table["holders"]
    )


@cache
def _by_office() -> dict[tuple[str, str], list[Holder]]:
    """Return the entries of the offices table by office and country."""
    found: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders():
        found.setdefault((holder.office, holder.country), []).append(holder)
    return found


def holder_at(title: Title, country: str, date: str) -> Holder | None:
    """Return the one person who held an office on a date, None when the table knows none or more than one."""
    if not title.unique:
        return None
    listed = (holder for office in title.offices for holder in _by_office().get((office, country), ()))
    found = {holder.person: holder for holder in listed if holder.is_in_office(date)}
    return next(iter(found.values())) if len(found) == 1 else None
