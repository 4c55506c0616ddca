"""Profiles of countries, one YAML file each, and the sides of a question.

A `Profile` holds how a country, its organs, titles and office-holders are named; it is checked when it is read.
`Sides` says whose statements a question is about, and towards whom.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from positions import data_files
from positions.data_files import Node
from positions.errors import InputError

FOLDER = Path(__file__).parent
CODE = re.compile(r"[A-Z]{3}")  # ISO 3166-1 alpha-3
# In this order: a project's name may hold a country's ("China-Pakistan Economic Corridor").
KINDS = ("projects", "companies", "institutions", "names", "capitals", "demonyms")
NEEDED = ("names", "capitals", "demonyms")
REQUIRED = ("name", "colour", "marker", "words")


@dataclass(frozen=True)
class Profile:
    """A country as its file describes it.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-3, the file's name.
    name : str
        As within a sentence: ``the United States``.
    colour, marker : str
        How it is drawn in a report: ``#1f5a94``, a marker of matplotlib.
    words : dict of str to tuple of str
        By kind (``KINDS``), the words that name the country in a text; case counts.
    parties : tuple of str
        Regular expressions for parties, which are not the state.
    bodies, titles, holders, gaps : tuple of dict
        As README.md in this folder says; a holder's dates are text.
    called : dict of str to str
        Offices of ``attribution/titles.yaml`` by what this country calls them.
    spokesperson : str
        The office of whoever gives its briefings; blank when not known.
    common : tuple of str
        Single words of its office-holders' names that many bear.
    spellings : dict of str to tuple of str
        Other forms of an office-holder's name.
    """

    code: str
    name: str
    colour: str
    marker: str
    words: dict[str, tuple[str, ...]]
    parties: tuple[str, ...] = ()
    bodies: tuple[dict, ...] = ()
    titles: tuple[dict, ...] = ()
    called: dict[str, str] = field(default_factory=dict)
    spokesperson: str = ""
    common: tuple[str, ...] = ()
    holders: tuple[dict, ...] = ()
    gaps: tuple[dict, ...] = ()
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def plain_name(self) -> str:
        """The name without its article: ``United States``."""
        return self.name.removeprefix("the ")


@cache
def codes() -> tuple[str, ...]:
    """Return the countries that have a profile, in the order of their codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if CODE.fullmatch(path.stem)))


def profile_node(code: str) -> Node:
    """Return the parts of a country's file, which know their lines.

    Raises
    ------
    InputError
        If there is no such file, or it is empty, is not YAML or has a key twice. The error names file, line and
        remedy.
    """
    if code not in codes():
        raise InputError(code, "is not a country with a profile", f"Accepted: {', '.join(codes())}.")
    root = data_files.read_yaml(FOLDER / f"{code}.yaml", f"Give the parts {', '.join(REQUIRED)}.")
    root.refuse_repeated()
    return root


@cache
def profile(code: str) -> Profile:
    """Return a country's profile, read and checked once.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3.

    Raises
    ------
    InputError
        If the country has no file, or a part of it is missing, unknown, blank, given twice or of the wrong kind. The
        error names file, line and remedy.
    """
    optional = tuple(name for name in PARTS if name not in REQUIRED)
    parts = profile_node(code).entries("part of a profile", REQUIRED, optional)
    read = {name: PARTS[name](part) for name, part in parts.items()}
    known_until, holders = read.pop("known_until", ""), read.pop("holders", ())
    if holders and not known_until:
        remedy = "Give the last day that the list of holders covers."
        raise InputError(parts["holders"].place, "known_until is missing, though there are holders", remedy)
    persons = {holder["person"] for holder in holders}
    for name, entry in parts["spellings"].entries("person").items() if "spellings" in parts else ():
        if name not in persons:
            raise InputError(entry.place, f"{name!r} holds no office in this file", "Write it as under holders.")
    return Profile(code=code, holders=tuple({"known_until": known_until} | holder for holder in holders), **read)


def _listed(part: Node) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(item.text() for item in part.texts())


def _words(part: Node) -> dict[str, tuple[str, ...]]:
    """Return the words by kind, each once; kinds that a country needs have at least one."""
    found = part.entries("kind of word", NEEDED, KINDS)
    for kind, words in found.items():
        if kind in NEEDED and not words.texts():
            raise InputError(words.place, f"there is no word under {kind}", "Give at least one.")
        for item in words.texts():
            if _listed(words).count(item.text()) > 1:
                raise InputError(item.place, f"{item.text()!r} is given twice", "Keep one of them.")
    return {kind: _listed(found[kind]) for kind in KINDS if kind in found}


def _matching(pattern: str, kind: str, remedy: str) -> Callable[[Node], str]:
    """Return a reader of a text that must match a pattern."""

    def read(part: Node) -> str:
        if not re.fullmatch(pattern, part.text()):
            raise InputError(part.place, f"{part.text()!r} is not a {kind}", remedy)
        return part.text()

    return read


def _one_of(kind: str, *accepted: str) -> Callable[[Node], str]:
    """Return a reader of one of some texts."""

    def read(part: Node) -> str:
        if part.value() not in accepted:
            remedy = f"Accepted: {', '.join(filter(None, accepted))}{' or blank' if '' in accepted else ''}."
            raise InputError(part.place, f"{part.value()!r} is not a {kind}", remedy)
        return part.value()

    return read


def _truth(part: Node) -> bool:
    """Return whether something is so."""
    if part.text() not in ("true", "false"):
        raise InputError(part.place, f"{part.text()!r} is neither true nor false", "Write true, or leave it out.")
    return part.text() == "true"


def _rows(required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Callable[[Node], tuple[dict, ...]]:
    """Return a reader of a list of rows, each with its required fields and some of the optional ones (`FIELDS`)."""

    def read(part: Node) -> tuple[dict, ...]:
        if not part.is_list:
            raise InputError(part.place, "is not a list", "Begin each row with a dash.")
        rows = (row.entries("field", required, optional) for row in part.items())
        return tuple({name: FIELDS.get(name, Node.text)(entry) for name, entry in row.items()} for row in rows)

    return read


_day = _matching(
    r"\d{4}(?:-\d{2}(?:-\d{2})?)?", "date", "Write year-month-day, year-month or year, in quotation marks."
)
# What reads the fields of rows that are not any text, and the parts of a profile, in the order in which they are named.
FIELDS: dict[str, Callable[[Node], object]] = {
    "words": Node.pattern,
    "offices": _listed,
    **dict.fromkeys(("own", "unique", "posted", "beside"), _truth),
    **dict.fromkeys(("from", "known_until"), _day),
    "to": lambda part: _day(part) if part.value() else "",
    "level": _one_of("level", "head", "minister", "service_chief", "ambassador", "official"),
    "checked": _one_of("checked", "", "both", "from", "to"),
}
PARTS: dict[str, Callable[[Node], object]] = {
    "name": Node.text,
    "colour": _matching("#[0-9a-f]{6}", "colour", "Write it as in '#1f5a94', in quotation marks."),
    "marker": Node.text,
    "words": _words,
    "parties": lambda part: tuple(item.pattern() for item in part.texts()),
    "bodies": _rows(("words", "institution"), ("name", "relays_as", "voice")),
    "called": lambda part: {name: entry.text() for name, entry in part.entries("office").items()},
    "spokesperson": Node.text,
    "titles": _rows(("words", "office", "institution", "level"), ("own", "unique", "posted", "beside")),
    "known_until": _day,
    "common": _listed,
    "holders": _rows(("person", "office", "institution", "level", "from", "to", "source", "checked"), ("known_until",)),
    "gaps": _rows(("offices", "from", "to", "why")),
    "spellings": lambda part: {name: _listed(entry) for name, entry in part.entries("person").items()},
}


OTHER = "OTHER"


@dataclass(frozen=True)
class Sides:
    """The countries of a question. Every other country is a third country, even if it has a profile.

    Attributes
    ----------
    actor : str
        The country whose statements are compared (ISO 3166-1 alpha-3).
    counterparts : tuple of str
        The countries they are towards, in the order of the columns.
    home : str
        Of one document: the country whose offices it means when it names no country. Its words and offices are known
        as those of the parties are, so that its foreign minister is not taken for a party's. Blank outside a document.
    """

    actor: str = "PAK"
    counterparts: tuple[str, ...] = ("USA", "CHN")
    home: str = ""

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The actor and the counterparts."""
        return (self.actor, *self.counterparts)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The countries whose profiles are used: the parties, and the document's home if it has a profile."""
        is_more = self.home in codes() and self.home not in self.parties
        return (*self.parties, self.home) if is_more else self.parties

    def opposite(self, country: str) -> tuple[str, ...]:
        """Return the parties across from one: the counterparts from the actor, the actor from a counterpart."""
        if country == self.actor:
            return self.counterparts
        return (self.actor,) if country in self.counterparts else ()

    def at(self, home: str) -> "Sides":
        """Return the sides with the home country of a document."""
        return replace(self, home=home)

    def party(self, country: str) -> str:
        """Return the country if it is a party, and OTHER for every third country."""
        return country if country in self.parties else OTHER

    @property
    def are_measured(self) -> bool:
        """Whether the hand coding is of these sides, in either order: only for them do figures and network hold."""
        return self.actor == SIDES.actor and set(self.counterparts) == set(SIDES.counterparts)


SIDES = Sides()  # the question that the codebook is written for and the hand coding is of
