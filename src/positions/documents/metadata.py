"""Metadata: what is known about a text besides its words, and the names of outlets, files, kinds and languages.

`Metadata` is what candidates, rows of a corpus and documents have in common. Outlets are known by code, name and host
(``outlets.yaml``). The name of a file may say date and outlet, or country and year of a speech in the UN General
Debate. Kinds and languages have names here (``kinds.yaml``, ``languages.yaml``); `positions.ingest.intake` tells which
one a text has.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple
from urllib.parse import urlsplit

from positions.countries import codes, profile
from positions.data_files import lexicon


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What is known of a text beside its words: all is text, and blank where nothing is known.

    A candidate has it in the words that came in; the row of a corpus and a document have it as it is told.

    Attributes
    ----------
    outlet, publisher : str
        Code and name of who published it; of a candidate one name, code or host.
    kind : str
        What the page says it is: ``report``, ``opinion``, ``editorial`` …
    genre : str
        What it is by its form: ``press``, ``speech``, ``transcript`` or ``interview``.
    speaker : str
        The words that name whose speech, briefing or interview it is; blank for press.
    language : str
        ISO 639-1; of a document the outlet's, where nothing else states one. One that is not known is coded as English.
    published, published_at : str
        ISO date, or a year when that is all; ISO date and time with zone.
    retrieved : str
        The day it was fetched; of a text that was not, the day it was retrieved according to its file, or to the
        manifest beside it.
    origin : str
        Where it came from, as the ledger names it: ``export.jsonl, line 12``, an address; blank for a file of its own.
    added : str
        The day it was added to its corpus; blank for a file of its own.
    sha256_received : str
        Of what came in (a file, a line, a row), where the text is not that as it is; blank for a file of its own.
    """

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

    def metadata(self) -> dict[str, str]:
        """Return these fields alone, for another record that has them too."""
        return {name: getattr(self, name) for name in Metadata.__dataclass_fields__}


NO_LETTER = re.compile(r"[^a-z]+")
kind_rules = partial(lexicon, "documents", "kinds")
language_rules = partial(lexicon, "documents", "languages")


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
    hosts: Sequence[str] = ()
    also: Sequence[str] = ()


@cache
def load_outlets() -> dict[str, Outlet]:
    """Return every known outlet by its code."""
    return {code: Outlet(code, **about) for code, about in lexicon("documents", "outlets").items()}


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
# Files of the United Nations General Debate Corpus are named by country (ISO 3166-1), session and year.
DEBATE_NAME = re.compile(r"(?P<country>[A-Z]{3})_(?P<session>\d{2})_(?P<year>\d{4})")
# Files of an export are named by outlet and day, in either order.
EXPORT_NAME = re.compile(
    r"(?P<before>\D*?)[\s_-]*"
    r"(?P<year>(?:19|20)\d{2})([-_.]?)(?P<month>\d{2})\3(?P<day>\d{2})"
    r"(?:[\s_-]+(?P<after>\D*))?"
)


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
    if debate := DEBATE_NAME.fullmatch(stem):
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
    NamedFile
        The outlet is the words before or after the day ("the news"). Without a day no outlet is assumed; "export",
        "articles" and the like are not outlets.
    """
    day = EXPORT_NAME.fullmatch(stem)
    if not day:
        return NamedFile()
    try:
        published = datetime.date(int(day.group("year")), int(day.group("month")), int(day.group("day"))).isoformat()
    except ValueError:
        return NamedFile()
    words = " ".join(re.split(r"[\s_\-]+", (day.group("before") or day.group("after") or "").lower())).strip()
    return NamedFile(published, "" if re.fullmatch(lexicon("documents", "forms")["no_outlet"], words) else words)


def name_kind(code: str) -> str:
    """Return the name of a kind, as ``news report``; an unknown code is its own name."""
    return kind_rules()["names"].get(code, code)


class Language(NamedTuple):
    """A language: its code (ISO 639-1) and its name in English; both blank if it cannot be determined."""

    code: str
    name: str


def name_language(code: str) -> Language:
    return Language(code, language_rules()["names"].get(code, code))
