"""Titles without what a site or an archive puts around them: its name, a section, a date."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from positions.documents.cleaning.furniture import Found, entries, pattern
from positions.documents.dates import Evidence
from positions.documents.dates.dateforms import before_title
from positions.documents.document import Span
from positions.documents.traced import Edit


def around(title: str, names: Iterable[str]) -> Iterator[Found]:
    """Find what stands around a title.

    Parameters
    ----------
    title : str
        A title, on one line.
    names : iterable of str
        What the outlet is called: its name, its code, its host. Only these are taken off, and a section of the site
        only before one of them.

    Yields
    ------
    Found
        A date before the title (``date 2022-07-29 Pakistan wants …``), which is evidence; the site's name behind it.
    """
    if before := before_title().match(title):
        yield Found("date", Edit(0, before.end()), Evidence("text", before.group("date")))
    known = {_plain(name) for name in names if name}
    dividers = list(pattern("divider").finditer(title, before.end() if before else 0))
    if not dividers or _plain(title[dividers[-1].end() :]) not in known:
        return
    at = dividers[-1]
    if len(dividers) > 1 and title[dividers[-2].end() : at.start()].strip() in entries()["sections"]:
        at = dividers[-2]
    if at.start():
        yield Found("site_name", Edit(at.start(), len(title)))


def repeated(title: str, text: str, lines: list[Span]) -> Iterator[Found]:
    """Find a first line that says what the title says, in a text that goes on.

    Parameters
    ----------
    title, text : str
        A title as cleaned, and a body.
    lines : list of Span
        The body's lines.
    """
    is_near = len(lines) > 1 and lines[0].end - lines[0].start <= 2 * len(title)  # a long line is no title
    if is_near and (words := _words(title)) and words == _words(lines[0].of(text)):
        yield Found("repeated_title", Edit(lines[0].start, lines[1].start))


def _plain(name: str) -> str:
    """Return a name without what tells hosts and spellings apart: "DAWN.COM", "www.dawn.com" and "Dawn" are one."""
    return "".join(_words(_endings().sub("", name.casefold().strip().removeprefix("www.")).removeprefix("the ")))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@cache
def _endings() -> re.Pattern:
    return re.compile(entries()["endings"])
