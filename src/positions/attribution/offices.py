"""Offices and their holders: titles as texts write them, who held them when, and the persons behind the names.

Titles come from ``titles.yaml``, holders from ``countries/*.yaml``. A person may stand in the table under several
offices and in several spellings; a name belongs to a person only if nothing in the text points to somebody else.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from positions.attribution.cues_and_sources import actor_words
from positions.attribution.speakers import LATELY, CountryMention, countries_in, country_mentions, rank_words
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span

SERVING = re.compile(r"(?:[’']s)?\s+(?:house|office|secretariat|spokes\w+|advis[eo]r|aide)\b", re.IGNORECASE)
# "the Bar President", "KATI President", "a Chamber (ACC) senior vice president": a body's head, not a state's.
BODY = (
    "Bar|Chamber|Commerce|Industry|Association|Council|Club|Union|Federation|Party|Bank|Group|Forum|Society|Institute|"
    "Cent(?:re|er)|University|College|Academy|Foundation|Company|Corporation|Exchange|Board|Committee|Trust|Network|"
    "League|Alliance|Chapter|Wing|Conference|Session"
)
RANKED = "[Ss]enior|[Ee]xecutive|[Cc]entral|[Ff]ounding|[Pp]rovincial"
BODY_BEFORE = re.compile(rf"(?P<word>(?:{BODY}|[A-Z]{{3,}}))(?: \([^)]*\))?(?: (?:{RANKED}))? $")
# "The session’s president": not of a country.
OWNED = re.compile(r"(?P<word>[\w-]+)[’']s (?:[a-z]+ )?$")
# "President, China Law Society".
BODY_BEHIND = re.compile(rf",\s+(?:the )?(?:[\w&’-]+ ){{1,6}}?(?:{BODY}|Chambers?)\b")
NOUNS_OF_STATES = ("country", "nation", "state", "republic")
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
        """Return the names of the office in a country: the general one, and the country's own."""
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
        Last day that the table covers.
    source : str
        Where the term can be looked up.
    checked : str
        The days that were checked in the source: ``both``, ``from``, ``to``; blank for a term written from memory.
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

        It is not sure without a date, in the month of a change whose day is unknown, and after the last day of the
        table.
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


Titles = tuple[tuple[Span, Title], ...]  # in a phrase: where, and which


@lru_cache(maxsize=8192)  # the same few phrases come again and again
def titles_in(phrase: str, sides: Sides) -> Titles:
    """Find the titles in a noun phrase, in order; not in "President of the Chamber", who is no head of state.

    Parameters
    ----------
    phrase : str
        The words.
    sides : Sides
        Whose own titles are known.
    """
    pattern, titles = _titles(sides.known)
    found = [(Span(*match.span()), titles[match.lastindex - 1]) for match in pattern.finditer(phrase)]
    # "A PM Office spokesperson", "the PM adviser": not the office-holder, but who serves.
    found = [(span, title) for span, title in found[:-1] if not SERVING.match(phrase, span.end)] + found[-1:]
    return tuple((at, title) for at, title in found if title.level != "head" or _is_of_a_state(phrase, at, sides))


def _is_of_a_state(phrase: str, office: Span, sides: Sides) -> bool:
    """Tell whether nothing, or a country, is what an office is of."""
    before = BODY_BEFORE.search(phrase[: office.start])
    if before and all(m.kind == "institutions" for m in country_mentions(phrase, Span(*before.span("word")), sides)):
        return False
    owned = OWNED.search(phrase[: office.start])
    if owned and owned["word"] not in NOUNS_OF_STATES and not countries_in(owned["word"], sides):
        return False
    if BODY_BEHIND.match(phrase, office.end) or HIGHER.search(phrase[: office.start]):
        return False
    of = OF.match(phrase, office.end)
    if not of:
        return True
    named = country_mentions(phrase, Span(of.end(), len(phrase)), sides)
    return bool(named) and named[0].span.start == of.end()


def leading_title(titles: list[Title]) -> list[Title]:
    """Return the titles that count: titles held beside another office only if they stand alone."""
    return [title for title in titles if not title.beside] or titles


@lru_cache(LATELY)
def holders(known: tuple[str, ...]) -> tuple[Holder, ...]:
    """Return all office-holders of some countries, country by country."""
    own_names = {"from": "since", "to": "until"}  # `from` is a word of Python
    entries = [(country, entry) for country in known for entry in profile(country).holders]
    return tuple(
        Holder(country=country, **{own_names.get(key, key): value for key, value in entry.items()})
        for country, entry in entries
    )


@lru_cache(maxsize=4096)
def terms_of(title: Title, country: str, sides: Sides) -> tuple[Holder, ...]:
    """Return everyone the table gives in a country's office, under any of its names."""
    listed = holders((country,)) if country in sides.known else ()
    return tuple(holder for holder in listed if holder.office in title.names(country))


def holder_at(title: Title, country: str, date: str, sides: Sides) -> Holder | None:
    """Return the one person who held an office on a date, None if the table knows none or more than one."""
    terms = terms_of(title, country, sides) if title.unique else ()
    found = {holder.person: holder for holder in terms if holder.is_in_office(date)}
    return next(iter(found.values())) if len(found) == 1 else None


def holders_named(office: str, country: str, date: str, sides: Sides) -> list[Holder]:
    """Return who held, on a date, the offices of a country that words name."""
    held = (holder_at(title, country, date, sides) for _, title in titles_in(office, sides))
    return [holder for holder in held if holder]


PERSONS = "persons"
# Capitalised words in a row, "ul" and "ur" of a name between them.
RUN_OF_CAPITALS = re.compile(r"[A-Z][\w.-]*(?:[’'][A-Z]\w+)?(?: (?:u[lr] )?[A-Z][\w.-]*(?:[’'][A-Z]\w+)?)*")
LONGEST_NAME = 6  # words of a name
INITIAL = re.compile(r"\b[A-Z]\. ?")


@dataclass(frozen=True)
class Person:
    """A person under the name the table gives, with the country and the terms in office, in the table's order."""

    name: str
    country: str
    terms: tuple[Holder, ...]

    def post_at(self, date: str, title: Title | None = None) -> Holder | None:
        """Return the office held on a date: the one that a title means, else the first."""
        held = [term for term in self.terms if term.is_in_office(date)]
        return next((term for term in held if title and title.fits(term)), held[0] if held else None)

    def has_left(self, date: str) -> bool:
        """Tell whether the person surely had left every office by a date."""
        return all(term.has_left(date) for term in self.terms)


@lru_cache(LATELY)
def persons_of_offices(known: tuple[str, ...]) -> tuple[Person, ...]:
    """Return all office-holders of some countries, each once."""
    terms: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders(known):
        terms.setdefault((holder.person, holder.country), []).append(holder)
    return tuple(Person(name, country, tuple(held)) for (name, country), held in terms.items())


@lru_cache(LATELY)
def _persons_by_name(known: tuple[str, ...]) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    """Return persons by their full names in every spelling listed, and by the single words they are known by."""
    full, short = {}, {}
    for person in persons_of_offices(known):
        for name in (person.name, *profile(person.country).spellings.get(person.name, ())):
            (full if re.search(" |-.*-", name) else short).setdefault(name, []).append(person)
    return full, short


def _forms(name: str) -> list[str]:
    """Return a name, then without initials, ranks and the forenames often left out, until nothing can go."""
    ranks, forenames = rank_words(), lexicon("attribution", "speakers")["forenames_left_out"]
    found = [name, INITIAL.sub("", name)]
    rest = found[-1].split(" ")
    while len(rest) > 1 and (rest[0] in ranks or (rest[0] in forenames and len(rest) > 2)):
        rest = rest[1:]
        found.append(" ".join(rest))
    return found


@lru_cache(maxsize=4096)
def _bearers(name: str, known: tuple[str, ...]) -> tuple[tuple[Person, ...], bool]:
    """Return everyone the table knows by a name, and whether the name is a single word."""
    full, short = _persons_by_name(known)
    for form in _forms(name):
        if form in full:
            return tuple(full[form]), False
        if form in short:
            return tuple(short[form]), True
    return (), False


def person_named(name: str, date: str, sides: Sides, country: str = "", title: Title | None = None) -> Person | None:
    """Return the person of the offices table that a name means.

    Parameters
    ----------
    name : str
        As the text writes it, with or without rank.
    date : str
        ISO date of the text, blank when unknown.
    sides : Sides
        Whose office-holders are known.
    country : str
        The country the text gives the person; blank when it gives none.
    title : Title or None
        The title the text gives the person.

    Returns
    -------
    Person or None
        None if several persons fit, if the text gives another country, or if a single word does not name somebody who
        was in office then, in the office that the text names.
    """
    bearers, is_short = _bearers(name, sides.known)
    fitting = [person for person in bearers if country in ("", person.country)]
    if is_short:
        posts = [(person, person.post_at(date, title)) for person in fitting]
        fitting = [person for person, post in posts if post and (title is None or title.fits(post))]
    return fitting[0] if len(fitting) == 1 else None


def persons_in(document: Document, sides: Sides) -> list[CountryMention]:
    """Find the persons of the offices table that a document names, each as a mention of the own country.

    Parameters
    ----------
    document : Document
        Its text and date are read.
    sides : Sides
        Whose office-holders are known.

    Returns
    -------
    list of CountryMention
        In order, of kind ``persons``.
    """
    reader = _Reader(document.published, sides)
    for run in RUN_OF_CAPITALS.finditer(document.text):
        reader.read(run.group().rstrip("."), run.start())
    return reader.found


@lru_cache(LATELY)
def _name_words(known: tuple[str, ...]) -> frozenset[str]:
    """Return every word of a name in the table."""
    return frozenset(word for names in _persons_by_name(known) for name in names for word in name.split(" "))


@cache
def _title_words() -> frozenset[str]:
    """Return the words, in lower case, that stand before a surname without being part of the name."""
    return actor_words("nouns", "modifiers") | {word.lower() for word in rank_words()}


def countries_and_persons_in(document: Document, sides: Sides) -> list[CountryMention]:
    """Find every country that a document names, by a word or by a person of the offices table.

    The dateline is ignored, because it tells where a report was written, not whom it is about.

    Parameters
    ----------
    document : Document
        Its headline and paragraphs are read for words, its text and date for persons.
    sides : Sides
        Whose words and office-holders are known.
    """
    parts = (document.headline, *document.paragraphs)
    return [
        *persons_in(document, sides),
        *(mention for part in parts for mention in country_mentions(document.text, part, sides)),
    ]


class _Reader:
    """Reads a text's capitalised words in order and remembers whom it has named in full."""

    def __init__(self, date: str, sides: Sides) -> None:
        self.date, self.sides = date, sides
        self.found: list[CountryMention] = []
        self.in_full: dict[str, Person] = {}
        self.others: set[str] = set()

    def read(self, run: str, start: int) -> None:
        """Read one row of capitalised words."""
        row = run.split(" ")
        if _name_words(self.sides.known).isdisjoint(row):
            return
        at = 0
        while at < len(row):
            end, person = self._full(row, at)
            person = person or self._short(row, at)
            if person:
                first = start + sum(len(word) + 1 for word in row[:at])
                self.found.append(
                    CountryMention(person.country, Span(first, first + len(" ".join(row[at:end]))), PERSONS)
                )
            at = end

    def _full(self, row: list[str], at: int) -> tuple[int, Person | None]:
        """Return the person whose full name starts at a word, and where it ends."""
        for end in range(min(len(row), at + LONGEST_NAME), at, -1):
            bearers = _persons_by_name(self.sides.known)[0].get(" ".join(row[at:end]), ())
            if len(bearers) == 1:
                self.in_full.update({word: bearers[0] for word in row[at:end]})
                return end, bearers[0]
        return at + 1, None

    def _short(self, row: list[str], at: int) -> Person | None:
        """Return the person a single word means: named in full before, or surely the one in office."""
        word = row[at]
        bearers = _persons_by_name(self.sides.known)[1].get(word, ())
        if not bearers:
            return None
        before, behind = (row[n].lower() if 0 <= n < len(row) else "" for n in (at - 1, at + 1))
        is_titled = before in _title_words()
        if not (is_titled or not before or before in actor_words("openers")) or behind not in {"", *_title_words()}:
            self.others.add(word)
            return None
        if (person := self.in_full.get(word)) in bearers:
            return person
        is_common = any(word in profile(country).common for country in self.sides.known)
        if (is_common and not is_titled) or word in self.others:
            return None
        titles = titles_in(" ".join(row[:at]), self.sides)
        return person_named(word, self.date, self.sides, "", titles[-1][1] if titles else None)
