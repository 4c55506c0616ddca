"""The publishers known to the project, by the code used in file names and manifests."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

import yaml

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
def outlets() -> dict[str, Outlet]:
    """Return every known outlet by its code."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("outlets.yaml").read_text(encoding="utf-8"))
    lists = ("hosts", "also")
    return {
        code: Outlet(code, **{name: tuple(value) if name in lists else value for name, value in fields.items()})
        for code, fields in entries.items()
    }


def outlet(code: str) -> Outlet:
    """Return an outlet by its code; one that is not known has its code and nothing else."""
    return outlets().get(code, Outlet(code))


def recognised(words: str, url: str = "") -> Outlet:
    """Return the outlet that some words name, or else an address.

    Parameters
    ----------
    words : str
        A code or a name, in any case of letters: ``dawn``, ``The News``; a host does too.
    url : str
        Where the document was published.

    Returns
    -------
    Outlet
        One that is not known has the words as its name and their letters as its code; without words, the host's.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    known = _by_name().get(_folded(words)) or _by_host(words.strip().lower().removeprefix("www.")) or _by_host(host)
    if known:
        return known
    name = words.strip() or host
    return Outlet(NO_LETTER.sub("", name.lower()), name)


@cache
def _by_name() -> dict[str, Outlet]:
    """Return the outlets by their codes and names, folded."""
    return {_folded(name): one for one in outlets().values() for name in (one.code, one.publisher, *one.also)}


def _by_host(host: str) -> Outlet | None:
    """Return the outlet whose host this is, or of which it is a part (epaper.dawn.com)."""
    for one in outlets().values():
        if any(host == known or host.endswith(f".{known}") for known in one.hosts):
            return one
    return None


def _folded(words: str) -> str:
    """Return words in small letters, without spaces, signs and a leading article."""
    return NO_LETTER.sub("", words.lower().removeprefix("the "))
