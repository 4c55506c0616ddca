"""What a web page says of itself, in its metadata and in the lines around its title, and where it says so."""

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from positions.documents.dates.dateforms import is_update
from positions.documents.dates.moments import moment
from positions.documents.readers.visible import Visible, entries

AROUND = 12  # lines above and below a title among which a page writes who and when; menus stand farther off
LONGEST = 12  # words of a line that may be a date, with a name before it
MOST_BEFORE = 5  # words before a date on its line: a name, a section; a sentence may end in a date too
MOST_NAMED = 80  # characters of a byline
MOST_LINKED = 200_000  # characters of JSON-LD that are read; that of an article has some thousand
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WEB = re.compile(r"https?://[^\s/]+", re.I)


class Said(NamedTuple):
    """Words and where they stand: ``meta og:title``, ``JSON-LD``, ``the page``."""

    words: str
    where: str


NOTHING = Said("", "")


class Stated:
    """What a page's metadata says.

    Parameters
    ----------
    tree : lxml element
        The page, parsed.
    """

    def __init__(self, tree: etree._Element) -> None:
        self.meta = _meta(tree)
        self.linked = _linked(tree)

    def all(self, name: str) -> list[Said]:
        """Return what is said of a matter (an entry of ``meta`` or ``linked`` in ``html.yaml``), JSON-LD first."""
        key = entries()["linked"].get(name, "")
        found = [Said(words, "JSON-LD") for item in self.linked if key for words in _words(item.get(key))]
        found += [Said(self.meta[key], f"meta {key}") for key in entries()["meta"].get(name, ()) if key in self.meta]
        return [said for said in found if said.words]

    def first(self, name: str) -> Said:
        """Return the first thing said of a matter."""
        return next(iter(self.all(name)), NOTHING)

    def kinds(self) -> str:
        """Return the types and sections that the page gives itself, as one string."""
        types = [words for item in self.linked for words in _words(item.get("@type"))]
        return "; ".join(dict.fromkeys([*(said.words for said in self.all("section")), *types]))

    def is_article(self) -> bool:
        """Tell whether the page calls itself an article."""
        types = {words for item in self.linked for words in _words(item.get("@type"))} - {"WebPage"}
        return bool(types) or self.first("type").words.lower() == "article"

    def address(self) -> str:
        """Return the page's own address, if it gives a whole one."""
        return next((said.words for said in self.all("url") if WEB.match(said.words)), "")

    def site(self, url: str = "") -> Said:
        """Return who publishes the page: a name, or else the host of its address."""
        host = urlsplit(url or self.address()).hostname or ""
        return self.first("site") if self.first("site").words else Said(host, "its address")


class Around(NamedTuple):
    """What stands around a title: when it was published and updated, who wrote it, and the numbers of those lines."""

    published: str
    updated: str
    byline: str
    blocks: tuple[int, ...]


def around(page: Visible, title: int, body: int, writers: list[str]) -> Around:
    """Read the lines around a title.

    Parameters
    ----------
    page : Visible
    title, body : int
        The numbers of the blocks of the title and of the first paragraph.
    writers : list of str
        Words that the page marks as its writer's name.

    Returns
    -------
    Around
        The dates nearest to the title, as the page has them; blank parts where nothing stands, or no line is the title:
        a date at the top of a page is that of the day it was saved.
    """
    if title < 0:
        return Around("", "", "", ())
    last = min(max(title + 1, min(body, title + AROUND)), len(page.blocks) - 1)
    numbers = (number for number in range(max(0, title - AROUND), last + 1) if number != title)
    near = sorted(numbers, key=lambda number: (abs(number - title), number))
    dates = {number: words for number in near if (words := _date(page, number))}
    published = next((words for words in dates.values() if not is_update(words)), "")
    updated = next((words for words in dates.values() if is_update(words)), "")
    short = [number for number in near if page.blocks[number].last - page.blocks[number].first <= LONGEST]
    texts = {number: page.text(page.blocks[number]) for number in short}
    named = [name for name in writers if name and any(name in text for text in texts.values())]
    names = {number for number, text in texts.items() if _nameless(text) in ("", *named)}
    return Around(published, updated, _nameless(named[0]) if named else "", tuple(sorted({*dates, *names})))


def _nameless(words: str) -> str:
    """Return a byline without "By" before it."""
    plain = " ".join(words.split())
    before = _by().match(plain)
    return plain[before.end() if before else 0 :].strip(" ,|")


def _date(page: Visible, number: int) -> str:
    """Return the date that a line is, or ends in, as the page has it."""
    block = page.blocks[number]
    if block.is_heading or block.last - block.first > LONGEST:
        return ""
    if not YEAR.search(" ".join(page.words[block.first : block.last])):
        return ""
    for first in range(block.first, min(block.last, block.first + MOST_BEFORE + 1)):
        words = page.traced(first, block.last).text
        read = moment(words)
        if read and len(read.days[0]) == len("2025-05-23"):
            return words
    return ""


def writers(tree: etree._Element) -> list[str]:
    """Return the words that a page's elements mark as its writer's name, in order."""
    found = (" ".join(" ".join(element.itertext()).split()) for element in _author()(tree))
    return [name for words in found if 1 < len(words) <= MOST_NAMED and (name := _nameless(words))]


def _meta(tree: etree._Element) -> dict[str, str]:
    """Return the page's metadata by their names in small letters, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = html.unescape(element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and element.get(attribute):
                found.setdefault(element.get(attribute).strip().lower(), content)
    return found


def _linked(tree: etree._Element) -> list[dict]:
    """Return the objects of a page's JSON-LD that are of a listed type."""
    found: list[dict] = []
    types = set(entries()["linked"]["types"])
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text[:MOST_LINKED], strict=False)
        except (ValueError, RecursionError):
            continue
        found += [item for item in _objects(data) if types & set(_words(item.get("@type")))]
    return found


def _objects(data: object) -> Iterator[dict]:
    """Yield the objects at the top of JSON-LD, in lists and in graphs."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _words(value: object) -> list[str]:
    """Return the words in a value of JSON-LD: a string, a list of them, or things with a name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return [words for item in value if not isinstance(item, list) for words in _words(item)]
    return [" ".join(html.unescape(value).split())] if isinstance(value, str) and value.strip() else []


@cache
def _author() -> etree.XPath:
    """Return the path to elements that name a writer."""
    return etree.XPath(entries()["author"])


@cache
def _by() -> re.Pattern:
    """Return the pattern of what stands before a writer's name."""
    return re.compile(entries()["by"], re.IGNORECASE)
