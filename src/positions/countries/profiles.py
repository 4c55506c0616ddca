"""Profiles of countries, one YAML file each, and the sides of a question.

A `Profile` holds how a country, its organs, titles and office-holders are named; it is checked when it is read.
`Sides` says whose statements a question is about, and towards whom.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from positions import data_files
from positions.data_files import Node
from positions.errors import InputError

FOLDER = Path(__file__).parent
CODE = re.compile(r"[A-Z]{3}")  # ISO 3166-1 alpha-3
COLOUR = re.compile(r"#[0-9a-f]{6}")
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
LEVELS = ("head", "minister", "service_chief", "ambassador", "official")
CHECKED = ("", "both", "from", "to")
# In this order: a project's name may hold a country's ("China-Pakistan Economic Corridor").
KINDS = ("projects", "companies", "institutions", "names", "capitals", "demonyms")
NEEDED = ("names", "capitals", "demonyms")
REQUIRED = ("name", "colour", "marker", "words")
OPTIONAL = (
    "parties", "bodies", "called", "spokesperson", "titles", "known_until", "common", "holders", "gaps", "spellings",
)  # fmt: skip
BODY = ("words", "institution"), ("name", "relays_as", "voice")
TITLE = ("words", "office", "institution", "level"), ("own", "unique", "posted", "beside")
HOLDER = ("person", "office", "institution", "level", "from", "to", "source", "checked"), ("known_until",)
GAP = ("offices", "from", "to", "why"), ()
TRUTH = {"true": True, "false": False}


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
    parties: tuple[str, ...]
    bodies: tuple[dict, ...]
    titles: tuple[dict, ...]
    called: dict[str, str]
    spokesperson: str
    common: tuple[str, ...]
    holders: tuple[dict, ...]
    gaps: tuple[dict, ...]
    spellings: dict[str, tuple[str, ...]]

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
    path = FOLDER / f"{code}.yaml"
    root = data_files.read_yaml(path)
    if root is None:
        raise InputError(str(path), "is empty", f"Give the parts {', '.join(REQUIRED)}.")
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
    parts = profile_node(code).entries("part of a profile", REQUIRED, OPTIONAL)
    words = parts["words"].entries("kind of word", NEEDED, KINDS)
    holders = _rows(parts.get("holders"), *HOLDER)
    return Profile(
        code=code,
        name=parts["name"].text(),
        colour=_matching(parts["colour"], COLOUR, "colour", "Write it as in '#1f5a94', in quotation marks."),
        marker=parts["marker"].text(),
        words={kind: _words(words[kind], kind) for kind in KINDS if kind in words},
        parties=_patterns(parts.get("parties")),
        bodies=_rows(parts.get("bodies"), *BODY),
        titles=_rows(parts.get("titles"), *TITLE),
        called=_texts(parts.get("called")),
        spokesperson=parts["spokesperson"].text() if "spokesperson" in parts else "",
        common=_listed(parts.get("common")),
        holders=_known_until(parts, holders),
        gaps=_rows(parts.get("gaps"), *GAP),
        spellings=_spellings(parts.get("spellings"), {holder["person"] for holder in holders}),
    )


def _matching(part: Node, pattern: re.Pattern, kind: str, remedy: str) -> str:
    """Return a text, which must match a pattern."""
    if not pattern.fullmatch(part.text()):
        raise InputError(part.place, f"{part.text()!r} is not a {kind}", remedy)
    return part.text()


def _listed(part: Node | None) -> tuple[str, ...]:
    """Return a list of texts, empty when the part is left out."""
    return tuple(item.text() for item in part.texts()) if part else ()


def _words(part: Node, kind: str) -> tuple[str, ...]:
    """Return the words of a kind, each once; kinds that a country needs have at least one."""
    found = _listed(part)
    if not found and kind in NEEDED:
        raise InputError(part.place, f"there is no word under {kind}", "Give at least one.")
    for item in part.texts():
        if found.count(item.text()) > 1:
            raise InputError(item.place, f"{item.text()!r} is given twice", "Keep one of them.")
    return found


def _patterns(part: Node | None) -> tuple[str, ...]:
    """Return a list of regular expressions."""
    return tuple(_pattern(item) for item in part.texts()) if part else ()


def _pattern(part: Node) -> str:
    """Return a regular expression."""
    try:
        re.compile(part.text())
    except re.error as error:
        remedy = f"Correct it ({error}); put a backslash before a bracket or sign that stands for itself."
        raise InputError(part.place, f"{part.text()!r} is not a regular expression", remedy) from None
    return part.text()


def _texts(part: Node | None) -> dict[str, str]:
    """Return texts by name."""
    return {name: entry.text() for name, entry in part.entries("office").items()} if part else {}


def _rows(part: Node | None, required: tuple[str, ...], optional: tuple[str, ...]) -> tuple[dict, ...]:
    """Return a list of rows, each with its required fields and some of the optional ones."""
    if part is None:
        return ()
    if not part.is_list:
        raise InputError(part.place, "is not a list", "Begin each row with a dash.")
    return tuple(
        {name: _field(name, entry) for name, entry in row.entries("field", required, optional).items()}
        for row in part.items()
    )


def _field(name: str, entry: Node) -> object:
    """Return a field of a row as its name asks for."""
    if name == "words":
        return _pattern(entry)
    if name == "offices":
        return _listed(entry)
    if name in ("own", "unique", "posted", "beside"):
        if entry.text() not in TRUTH:
            raise InputError(entry.place, f"{entry.text()!r} is neither true nor false", "Write true, or leave it out.")
        return TRUTH[entry.text()]
    if name in ("from", "known_until") or (name == "to" and entry.value()):
        return _matching(entry, DAY, "date", "Write year-month-day, year-month or year, in quotation marks.")
    for field, accepted in (("level", LEVELS), ("checked", CHECKED)):
        if name == field and entry.value() not in accepted:
            remedy = f"Accepted: {', '.join(filter(None, accepted))}{' or blank' if '' in accepted else ''}."
            raise InputError(entry.place, f"{entry.value()!r} is not a {field}", remedy)
    return entry.value() if name in ("to", "checked") else entry.text()


def _known_until(parts: dict[str, Node], holders: tuple[dict, ...]) -> tuple[dict, ...]:
    """Return the holders, each with the last day about which the table speaks."""
    if not holders:
        return ()
    if "known_until" not in parts:
        remedy = "Give the last day that the list of holders covers."
        raise InputError(parts["holders"].place, "known_until is missing, though there are holders", remedy)
    last = _field("known_until", parts["known_until"])
    return tuple({"known_until": last} | holder for holder in holders)


def _spellings(part: Node | None, persons: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the other forms of names; each belongs to a person of the table."""
    entries = part.entries("person") if part else {}
    for name, entry in entries.items():
        if name not in persons:
            raise InputError(entry.place, f"{name!r} holds no office in this file", "Write it as under holders.")
    return {name: _listed(entry) for name, entry in entries.items()}


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
        """Whether the hand coding is of these sides, in either order. Its figures hold for no others."""
        return self.actor == SIDES.actor and set(self.counterparts) == set(SIDES.counterparts)


SIDES = Sides()  # the question that the codebook is written for and the hand coding is of
