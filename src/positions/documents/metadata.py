"""Metadata: what is known about a text besides its words, and the names of outlets, files, kinds and languages.

`Metadata` holds what is known before the text is read. Outlets are known by code, name and host (``outlets.yaml``); the
name of a file may give date and outlet, or country and year of a speech in the UN General Debate. Kinds and languages
have names here (``kinds.yaml``, ``languages.yaml``); `positions.ingest.intake` tells which one a text has.
"""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml

from positions.countries import codes, profile
from positions.documents.layout import form_pattern


@dataclass(frozen=True)
class Metadata:
    """What is known about a text before it is read; unknown parts are blank. See `Document`."""

    outlet: str = ""
    publisher: str = ""
    kind: str = ""
    genre: str = ""
    speaker: str = ""
    byline: str = ""
    language: str = ""
    url: str = ""
    published: str = ""
    published_at: str = ""
    retrieved: str = ""
    rights: str = ""
    origin: str = ""
    added: str = ""
    sha256_received: str = ""


NO_LETTER = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class Outlet:
    """A publisher: its code, name, country (ISO 3166-1 alpha-3), kind, language and the zone its clock keeps.

    ``hosts`` are its addresses on the web, ``also`` other names under which it appears.
    """

    code: str
    publisher: str = ""
    country: str = ""
    kind: str = ""
    language: str = ""
    time_zone: str = ""
    hosts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@cache
def load_outlets() -> dict[str, Outlet]:
    """Return every known outlet by its code."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("outlets.yaml").read_text(encoding="utf-8"))
    lists = ("hosts", "also")
    return {
        code: Outlet(code, **{name: tuple(value) if name in lists else value for name, value in fields.items()})
        for code, fields in entries.items()
    }


def outlet_by_code(code: str) -> Outlet:
    """Return an outlet by its code; an unknown outlet has only its code."""
    return load_outlets().get(code, Outlet(code))


def recognise_outlet(words: str, url: str = "") -> Outlet:
    """Return the outlet that some words name, or else the outlet of an address.

    Parameters
    ----------
    words : str
        A code, a name or a host, in any case of letters: ``dawn``, ``The News``.
    url : str
        Where the document was published.

    Returns
    -------
    Outlet
        An unknown outlet has the words as its name and their letters as its code, or else those of the host.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    known = (
        _outlets_by_name().get(_folded_name(words))
        or _outlet_by_host(words.strip().lower().removeprefix("www."))
        or _outlet_by_host(host)
    )
    if known:
        return known
    name = words.strip() or host
    return Outlet(NO_LETTER.sub("", name.lower()), name)


@cache
def _outlets_by_name() -> dict[str, Outlet]:
    """Return the outlets by their codes and names, folded."""
    return {_folded_name(name): one for one in load_outlets().values() for name in (one.code, one.publisher, *one.also)}


def _outlet_by_host(host: str) -> Outlet | None:
    """Return the outlet whose host this is, or of which it is a part (epaper.dawn.com)."""
    for one in load_outlets().values():
        if any(host == known or host.endswith(f".{known}") for known in one.hosts):
            return one
    return None


def _folded_name(words: str) -> str:
    """Return words in small letters, without spaces, signs and a leading article."""
    return NO_LETTER.sub("", words.lower().removeprefix("the "))


DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})_([a-z]+)_.+")


@dataclass(frozen=True)
class NamedFile:
    """What a file's name says; each part may be blank.

    Attributes
    ----------
    published : str
        ISO date, or the year alone.
    outlet : str
        Code of the publisher.
    country : str
        The country that speaks, by its English name where the project knows it, else by its code.
    """

    published: str = ""
    outlet: str = ""
    country: str = ""

    def speaker_with(self, speaker: str) -> str:
        """Return the words for the speaker: the name the text gives, with the country the file's name gives."""
        if not self.country:
            return speaker
        return f"{speaker} ({self.country})" if speaker else self.country


def read_file_name(stem: str) -> NamedFile:
    """Read a file's name.

    Parameters
    ----------
    stem : str
        The name without its ending: ``2022-07-29_dunya_1`` or ``PAK_33_1978``.
    """
    if dated := DATED_NAME.fullmatch(stem):
        return NamedFile(dated.group(1), dated.group(2))
    if debate := form_pattern("debate").fullmatch(stem):
        code = debate.group("country")
        return NamedFile(debate.group("year"), "un", profile(code).plain_name if code in codes() else code)
    return NamedFile()


def read_export_name(stem: str) -> NamedFile:
    """Read the name of an export, which may give a day and an outlet that its rows lack.

    Parameters
    ----------
    stem : str
        The name without its ending: ``the_news_20250526``, ``2025-05-26_dawn``.

    Returns
    -------
    Named
        The outlet is the words before or after the day ("the news"). Without a day no outlet is assumed; "export",
        "articles" and the like are not outlets.
    """
    day = form_pattern("exported").fullmatch(stem)
    if not day:
        return NamedFile()
    try:
        published = datetime.date(int(day.group("year")), int(day.group("month")), int(day.group("day"))).isoformat()
    except ValueError:
        return NamedFile()
    words = " ".join(re.split(r"[\s_\-]+", (day.group("before") or day.group("after") or "").lower())).strip()
    return NamedFile(published, "" if form_pattern("no_outlet").fullmatch(words) else words)


def name_kind(code: str) -> str:
    """Return the name of a kind, as ``news report``; an unknown code is its own name."""
    return kind_rules()["names"].get(code, code)


@cache
def kind_rules() -> dict:
    """Return the entries of ``kinds.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("kinds.yaml").read_text(encoding="utf-8"))


class Language(NamedTuple):
    """A language: its code (ISO 639-1) and its name in English; both blank if it cannot be determined."""

    code: str
    name: str


def name_language(code: str) -> Language:
    return Language(code, language_rules()["names"].get(code, code))


@cache
def language_rules() -> dict:
    """Return the entries of ``languages.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("languages.yaml").read_text(encoding="utf-8"))
