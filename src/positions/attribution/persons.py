"""Persons of the offices table: one person under several names, and whose official a text names.

A full name is its bearer's at any date, and so is the country; an office is held only on the days the table gives. A
surname alone is known only while in office, and one that many bear ("Wang", "Miller") only behind a title or the full
name.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from positions.attribution.actors import words
from positions.attribution.countries import LATELY, Mention, mentions
from positions.attribution.offices import Holder, Title, holders, titles_in
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span

PERSONS = "persons"
# Capitalised words in a row, "ul" and "ur" of a name between them.
RUN = re.compile(r"[A-Z][\w.-]*(?:[’'][A-Z]\w+)?(?: (?:u[lr] )?[A-Z][\w.-]*(?:[’'][A-Z]\w+)?)*")
LONGEST = 6  # words of a name
INITIAL = re.compile(r"\b[A-Z]\. ?")


@dataclass(frozen=True)
class Person:
    """A person under the name the table gives, with the country and the terms in office, in the table's order."""

    name: str
    country: str
    terms: tuple[Holder, ...]

    def post_at(self, date: str, title: Title | None = None) -> Holder | None:
        """Return the office held on a date: the one a title means, else the first."""
        held = [term for term in self.terms if term.is_in_office(date)]
        return next((term for term in held if title and title.fits(term)), held[0] if held else None)

    def has_left(self, date: str) -> bool:
        """Tell whether the person surely had left every office by a date."""
        return all(term.has_left(date) for term in self.terms)


@lru_cache(LATELY)
def persons(known: tuple[str, ...]) -> tuple[Person, ...]:
    """Return all office-holders of some countries, each once."""
    terms: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders(known):
        terms.setdefault((holder.person, holder.country), []).append(holder)
    return tuple(Person(name, country, tuple(held)) for (name, country), held in terms.items())


@lru_cache(LATELY)
def _names(known: tuple[str, ...]) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    """Return persons by their full names in every spelling listed, and by the single words they are known by."""
    full, short = {}, {}
    for person in persons(known):
        for name in (person.name, *profile(person.country).spellings.get(person.name, ())):
            (full if re.search(" |-.*-", name) else short).setdefault(name, []).append(person)
    return full, short


@cache
def _before_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of ranks and courtesies, and the forenames often left out."""
    data = lexicon("attribution", "speakers")
    ranks = {word for entry in data["ranks"] + data["courtesies"] for word in entry.split()}
    return frozenset(ranks), frozenset(data["forenames_left_out"])


def _forms(name: str) -> list[str]:
    """Return a name, then without initials, ranks and the forenames often left out, until nothing can go."""
    ranks, forenames = _before_names()
    found = [name, INITIAL.sub("", name)]
    rest = found[-1].split(" ")
    while len(rest) > 1 and (rest[0] in ranks or (rest[0] in forenames and len(rest) > 2)):
        rest = rest[1:]
        found.append(" ".join(rest))
    return found


@lru_cache(maxsize=4096)
def _bearers(name: str, known: tuple[str, ...]) -> tuple[tuple[Person, ...], bool]:
    """Return everyone the table knows by a name, and whether the name is a single word."""
    full, short = _names(known)
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
        None when several fit, when the text gives another country, or when a single word names nobody who was in
        office then, or not in the office the text names.
    """
    bearers, is_short = _bearers(name, sides.known)
    fitting = [person for person in bearers if country in ("", person.country)]
    if is_short:
        posts = [(person, person.post_at(date, title)) for person in fitting]
        fitting = [person for person, post in posts if post and (title is None or title.fits(post))]
    return fitting[0] if len(fitting) == 1 else None


def persons_in(document: Document, sides: Sides) -> list[Mention]:
    """Find the persons of the offices table that a document names, each as a mention of the own country.

    Parameters
    ----------
    document : Document
        Its text and date are read.
    sides : Sides
        Whose office-holders are known.

    Returns
    -------
    list of Mention
        In order, of kind ``persons``.
    """
    reader = _Reader(document.published, sides)
    for run in RUN.finditer(document.text):
        reader.read(run.group().rstrip("."), run.start())
    return reader.found


@lru_cache(LATELY)
def _name_words(known: tuple[str, ...]) -> frozenset[str]:
    """Return every word of a name in the table."""
    return frozenset(word for names in _names(known) for name in names for word in name.split(" "))


@lru_cache(LATELY)
def _common(known: tuple[str, ...]) -> frozenset[str]:
    """Return the single words of names that many bear."""
    return frozenset(word for country in known for word in profile(country).common)


@cache
def _title_words() -> frozenset[str]:
    """Return the words, in lower case, that stand before a surname without being part of the name."""
    return words("nouns") | words("modifiers") | {word.lower() for word in _before_names()[0]}


def named_in(document: Document, sides: Sides) -> list[Mention]:
    """Find every country that a document names, by a word or by a person of the offices table.

    The dateline is left out: it tells where a report was written, not whom it is about.

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
        *(mention for part in parts for mention in mentions(document.text, part, sides)),
    ]


class _Reader:
    """Reads a text's capitalised words in order and remembers whom it has named in full."""

    def __init__(self, date: str, sides: Sides) -> None:
        self.date, self.sides = date, sides
        self.found: list[Mention] = []
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
                self.found.append(Mention(person.country, Span(first, first + len(" ".join(row[at:end]))), PERSONS))
            at = end

    def _full(self, row: list[str], at: int) -> tuple[int, Person | None]:
        """Return the person whose full name starts at a word, and where it ends."""
        for end in range(min(len(row), at + LONGEST), at, -1):
            bearers = _names(self.sides.known)[0].get(" ".join(row[at:end]), ())
            if len(bearers) == 1:
                self.in_full.update({word: bearers[0] for word in row[at:end]})
                return end, bearers[0]
        return at + 1, None

    def _short(self, row: list[str], at: int) -> Person | None:
        """Return the person a single word means: named in full before, or surely the one in office."""
        word = row[at]
        bearers = _names(self.sides.known)[1].get(word, ())
        if not bearers:
            return None
        before, behind = (row[n].lower() if 0 <= n < len(row) else "" for n in (at - 1, at + 1))
        is_titled = before in _title_words()
        if not (is_titled or not before or before in words("openers")) or behind not in {"", *_title_words()}:
            self.others.add(word)
            return None
        if (person := self.in_full.get(word)) in bearers:
            return person
        is_common = word in _common(self.sides.known)
        if (is_common and not is_titled) or word in self.others:
            return None
        titles = titles_in(" ".join(row[:at]), self.sides)
        return person_named(word, self.date, self.sides, "", titles[-1][1] if titles else None)
