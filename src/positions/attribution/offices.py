"""Offices: titles as texts write them (``titles.yaml``, ``countries/*.yaml``) and who held them when."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from positions.attribution.countries import LATELY, mentions
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Span

SERVING = re.compile(r"(?:[’']s)?\s+(?:house|office|secretariat|spokes\w+|advis[eo]r|aide)\b", re.IGNORECASE)
# "the Bar President", "KATI President", "a Chamber (ACC) senior vice president": a body's head, not a state's.
BODY = (
    "Bar|Chamber|Commerce|Industry|Association|Council|Club|Union|Federation|Party|Bank|Group|Forum|Society|Institute|"
    "Cent(?:re|er)|University|College|Academy|Foundation|Company|Corporation|Exchange|Board|Committee|Trust|Network|"
    "League|Alliance|Chapter|Wing|Conference|Session"
)
RANKED = "[Ss]enior|[Ee]xecutive|[Cc]entral|[Ff]ounding|[Pp]rovincial"
BODY_BEFORE = re.compile(rf"(?P<word>(?:{BODY}|[A-Z]{{3,}}))(?: \([^)]*\))?(?: (?:{RANKED}))? $")
# "The session’s president": of what is no country.
OWNED = re.compile(r"(?P<word>[\w-]+)[’']s (?:[a-z]+ )?$")
# "President, China Law Society".
BODY_BEHIND = re.compile(rf",\s+(?:the )?(?:[\w&’-]+ ){{1,6}}?(?:{BODY}|Chambers?)\b")
STATES = ("country", "nation", "state", "republic")
HIGHER = re.compile(r"\b(?:senior|executive) $", re.IGNORECASE)  # a vice president of a firm
# "President of", "president and CEO of".
OF = re.compile(r"(?:\s+and(?:\s+\w+){1,3}?)?\s+of\s+(?:the\s+)?(?=\S)")


@dataclass(frozen=True)
class Title:
    """A title: the office in short, its institution and level, the country that it means by itself, whether one person
    holds it at a time, whether its holder is posted to another country, whether it stands beside an office that counts
    more, and what countries call it otherwise."""

    office: str
    institution: str
    level: str
    country: str = ""
    unique: bool = False
    posted: bool = False
    beside: bool = False
    abroad: dict[str, str] = field(default_factory=dict, hash=False)

    def names(self, country: str) -> tuple[str, ...]:
        """Return the names the office goes by in a country: the one it has everywhere, and the country's own."""
        return tuple(dict.fromkeys((self.office, self.abroad.get(country, self.office))))

    def of(self, country: str) -> "Title":
        """Return the title as a country calls it."""
        return replace(self, office=self.abroad.get(country, self.office))

    def fits(self, holder: "Holder") -> bool:
        """Tell whether words with this title may mean the holder of an office ("the spokesperson", "Minister Dar")."""
        if holder.office in self.names(holder.country):
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


@lru_cache(LATELY)
def _titles(known: tuple[str, ...]) -> tuple[re.Pattern, tuple[Title, ...]]:
    """Return one pattern for all titles, a group for each, and the titles in the same order: countries' own first."""
    own = [(entry, country) for country in known for entry in profile(country).titles]
    listed = [*own, *((entry, "") for entry in lexicon("attribution", "titles"))]
    pattern = "|".join(f"({_with_lands(entry['words'], known)})" for entry, _ in listed)
    titles = tuple(_title(entry, country, known) for entry, country in listed)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-]|[’'])", re.IGNORECASE), titles


def _with_lands(words: str, known: tuple[str, ...]) -> str:
    """Return the words of a title with the names and capitals of countries for ``{land}``."""
    kinds = ("names", "capitals")
    named = {word for country in known for kind in kinds for word in profile(country).words[kind]}
    return words.replace("{land}", f"(?:{'|'.join(map(re.escape, sorted(named, key=lambda w: (-len(w), w))))})")


def _title(entry: dict, country: str, known: tuple[str, ...]) -> Title:
    """Return a title of a country's, or of many countries' (blank)."""
    called = {land: profile(land).called.get(entry.get("key", entry["office"]), "") for land in known}
    fields = {key: value for key, value in entry.items() if key not in ("words", "own", "key")}
    own = country if entry.get("own") else ""
    return Title(**fields, country=own, abroad={land: office for land, office in called.items() if office})


def titles_in(phrase: str, sides: Sides) -> list[tuple[Span, Title]]:
    """Find the titles in a noun phrase, in order; "President of the Chamber" has none: only a state's head is one.

    Parameters
    ----------
    phrase : str
        The words.
    sides : Sides
        Whose own titles are known.
    """
    return list(_titles_in(phrase, sides))


@lru_cache(maxsize=8192)  # the same few phrases come again and again
def _titles_in(phrase: str, sides: Sides) -> tuple[tuple[Span, Title], ...]:
    """Find the titles in a noun phrase."""
    pattern, titles = _titles(sides.known)
    found = [(Span(*match.span()), titles[match.lastindex - 1]) for match in pattern.finditer(phrase)]
    # "A PM Office spokesperson", "the PM adviser": not the office-holder, but who serves.
    found = [(span, title) for n, (span, title) in enumerate(found) if n + 1 == len(found) or not _serves(phrase, span)]
    return tuple(one for one in found if one[1].level != "head" or _is_of_a_state(phrase, one[0], sides))


def _serves(phrase: str, office: Span) -> bool:
    """Tell whether what stands behind an office is who or what serves its holder."""
    return bool(SERVING.match(phrase, office.end))


def _is_of_a_state(phrase: str, office: Span, sides: Sides) -> bool:
    """Tell whether nothing, or a country, is what an office is of."""
    before = BODY_BEFORE.search(phrase[: office.start])
    if before and all(m.kind == "institutions" for m in mentions(phrase, Span(*before.span("word")), sides)):
        return False
    owned = OWNED.search(phrase[: office.start])
    if owned and owned["word"] not in STATES and not mentions(phrase, Span(*owned.span("word")), sides):
        return False
    if BODY_BEHIND.match(phrase, office.end) or HIGHER.search(phrase[: office.start]):
        return False
    of = OF.match(phrase, office.end)
    if not of:
        return True
    named = mentions(phrase, Span(of.end(), len(phrase)), sides)
    return bool(named) and named[0].span.start == of.end()


def leading(titles: list[Title]) -> list[Title]:
    """Return the titles that count: those beside others only when they stand alone."""
    return [title for title in titles if not title.beside] or titles


@lru_cache(LATELY)
def holders(known: tuple[str, ...]) -> tuple[Holder, ...]:
    """Return all office-holders of some countries, country by country."""
    return tuple(
        Holder(
            person=entry["person"],
            office=entry["office"],
            institution=entry["institution"],
            country=country,
            level=entry["level"],
            since=entry["from"],
            until=entry["to"],
            known_until=entry["known_until"],
            source=entry["source"],
            checked=entry["checked"],
        )
        for country in known
        for entry in profile(country).holders
    )


@lru_cache(LATELY)
def _by_office(country: str) -> dict[str, list[Holder]]:
    """Return a country's office-holders by office."""
    found: dict[str, list[Holder]] = {}
    for holder in holders((country,)):
        found.setdefault(holder.office, []).append(holder)
    return found


def holder_at(title: Title, country: str, date: str, sides: Sides) -> Holder | None:
    """Return the one person who held an office on a date, None when the table knows none or more than one."""
    if not title.unique or country not in sides.known:
        return None
    listed = (holder for office in title.names(country) for holder in _by_office(country).get(office, ()))
    found = {holder.person: holder for holder in listed if holder.is_in_office(date)}
    return next(iter(found.values())) if len(found) == 1 else None
