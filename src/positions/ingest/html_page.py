"""A web page as a browser shows it: its words with their places, its metadata, and the title of its article.

As far as words go, pages are split where a browser splits them (HTML Living Standard, "Tokenization"): comments, tags
with quoted values, scripts. A page cut in the middle of a tag ends there. Metadata and the lines around the title say
who wrote what when, and where they say so. The title is a heading that the metadata confirm, without the site's name.
"""

import html
import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from positions.data_files import lexicon
from positions.documents.dates import is_of_update, read_moment
from positions.documents.document import Edit, Traced

MOST_TAGS = 60_000  # of a page; the largest of 53 saved pages, an article with 319 comments, has 16,000
MOST_ENTITIES = 100_000  # each is a run of the way back; an article wholly written in them has some ten thousand
LONGEST_TAG = 5_000  # characters of a tag without its quoted values: parsers take time by the square of its attributes
PART = "file"
# A comment; a tag, in which ">" counts only outside a quoted value; a declaration; or the start of an unclosed tag.
TAG = re.compile(
    r"<(?:!--.*?(?:--!?>|\Z)"
    r"|(?P<name>/?[a-zA-Z][^\s/>]*)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|=)*+>"
    r"|[!?/][^>]*+>"
    r"|(?P<open>[a-zA-Z!?/]))",
    re.DOTALL,
)
QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
RULES = lexicon("ingest", "html")
CLOSING = {name: re.compile(rf"</{re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in RULES["hidden"]}
PIECE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^\s&]+|&")


class Block(NamedTuple):
    """Words of one line as shown: the first up to, not including, the last, and whether it is a heading."""

    first: int
    last: int
    is_heading: bool


@dataclass
class Visible:
    """A page's words in the order of its source.

    Attributes
    ----------
    source : str
        The page, decoded.
    starts, ends : list of int
        The place of each word.
    words : list of str
        Each as shown: entities are the characters they stand for.
    blocks : list of Block
    dense : str
        All words without white space and characters that do not show: what an extractor's paragraphs are looked for in.
    excess : str
        What exceeds the limits of reading; blank for a page that was read whole.
    """

    source: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    dense: str = ""
    excess: str = ""
    at: list[int] = field(default_factory=list)

    def text(self, block: Block) -> str:
        """Return the words of a block, as shown."""
        return self.traced(block.first, block.last).text

    def block_of(self, word: int) -> int:
        """Return the number of the block that a word is in."""
        return bisect_right(self.blocks, word, key=lambda block: block.first) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that characters of `dense` lie in: the first up to, not including, the last."""
        return bisect_right(self.at, start) - 1, bisect_left(self.at, end)

    def traced(self, first: int, last: int, between: str = "\n") -> Traced:
        """Return words with the way back to the source.

        Parameters
        ----------
        first, last : int
            The first word up to, not including, the last.
        between : str
            Put between two blocks.

        Returns
        -------
        Traced
            White space between words is one space, as a browser shows it; entities are their characters.
        """
        start, end = self.starts[first], self.ends[last - 1]
        breaks = {block.first for block in self.blocks[self.block_of(first) : self.block_of(last - 1) + 1]}
        edits = []
        for word in range(first, last):
            if word > first:
                edits += self._gap(word, start, between if word in breaks else None)
            if self.ends[word] - self.starts[word] != len(self.words[word]) or self.source[self.starts[word]] == "&":
                edits.append(Edit(self.starts[word] - start, self.ends[word] - start, self.words[word]))
        return Traced.of(self.source[start:end], PART, start).edited(edits)

    def _gap(self, word: int, start: int, between: str | None) -> list[Edit]:
        """Return what takes the place of what stands before a word."""
        gap = self.source[self.ends[word - 1] : self.starts[word]]
        is_apart = gap and not gap.isspace() and any(map(str.isspace, html.unescape(TAG.sub("", gap))))
        shown = between if between is not None else " " if is_apart or gap.isspace() else ""
        return [] if gap == shown else [Edit(self.ends[word - 1] - start, self.starts[word] - start, shown)]


def read_visible(source: str) -> Visible:
    """Find the words that a page shows.

    Parameters
    ----------
    source : str
        A page, decoded.

    Returns
    -------
    Visible
    """
    page = Visible(source)
    if source.count("&") > MOST_ENTITIES:
        page.excess = f"more than {MOST_ENTITIES:,} entities"
    at, tags, is_heading, first = 0, 0, False, 0
    while at < len(source) and not page.excess:
        match = TAG.search(source, at)
        _add_words(page, at, match.start() if match else len(source))
        at = match.end() if match else len(source)
        if match and match.group("open"):
            at = len(source)
        name = match.group("name").lower() if match and match.group("name") else ""
        tags += bool(name)
        page.excess = _excess(tags, match.group() if name else "")
        if (name and name.lstrip("/") not in RULES["inline"]) or at == len(source):
            if first < len(page.words):
                page.blocks.append(Block(first, len(page.words), is_heading))
                first = len(page.words)
            if name.lstrip("/") in RULES["headings"]:
                is_heading = not name.startswith("/")
        if name in RULES["hidden"] and not source.endswith("/>", 0, at):
            end = CLOSING[name].search(source, at)
            at = end.end() if end else len(source) if name in RULES["raw"] else at
    pieces = [*map(dense_words, page.words)]
    page.at, page.dense = [*accumulate(map(len, pieces), initial=0)], "".join(pieces)
    return page


def _excess(tags: int, tag: str) -> str:
    """Return what a page has too much of, with this tag."""
    if tags > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags"
    is_long = len(tag) > LONGEST_TAG and len(QUOTED.sub("", tag)) > LONGEST_TAG
    return f"a tag of more than {LONGEST_TAG:,} characters without its values" if is_long else ""


def _add_words(page: Visible, start: int, end: int) -> None:
    """Add the words of a stretch of the source."""
    for match in PIECE.finditer(page.source, start, end):
        piece = match.group()
        word = html.unescape(piece) if piece[0] == "&" else piece
        if word.strip():
            page.starts.append(match.start())
            page.ends.append(match.end())
            page.words.append(word)


def dense_words(words: str) -> str:
    """Return words without white space and characters that do not show, composed."""
    if words.isascii() and words.isalnum():
        return words
    return "".join(c for c in unicodedata.normalize("NFC", words) if c.isprintable() and not c.isspace())


LINES_AROUND = 12  # lines above and below a title among which a page writes who and when; menus stand farther off
LONGEST_DATE_LINE = 12  # words of a line that may be a date, with a name before it
MOST_BEFORE = 5  # words before a date on its line: a name, a section; a sentence may end in a date too
MOST_NAMED = 80  # characters of a byline
MOST_LINKED = 200_000  # characters of JSON-LD that are read; that of an article has some thousand
AUTHOR = etree.XPath(RULES["author"])
BY = re.compile(RULES["by"], re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WEB = re.compile(r"https?://[^\s/]+", re.I)


class Said(NamedTuple):
    """Words and where they stand: ``meta og:title``, ``JSON-LD``, ``the page``."""

    words: str
    where: str


class PageMetadata:
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
        """Return all that is said on a matter (an entry of ``meta`` or ``linked`` in ``html.yaml``), JSON-LD first."""
        key = RULES["linked"].get(name, "")
        found = [Said(words, "JSON-LD") for item in self.linked if key for words in _json_words(item.get(key))]
        found += [Said(self.meta[key], f"meta {key}") for key in RULES["meta"].get(name, ()) if key in self.meta]
        return [said for said in found if said.words]

    def words(self, name: str) -> list[str]:
        """Return the words of all that is said on a matter."""
        return [said.words for said in self.all(name)]

    def kinds(self) -> str:
        """Return the types and sections that the page gives itself, as one string."""
        return "; ".join(dict.fromkeys([*self.words("section"), *self._types()]))

    def is_article(self) -> bool:
        """Tell whether the page calls itself an article."""
        return not {"WebPage"}.issuperset(self._types()) or "article" in map(str.lower, self.words("type")[:1])

    def address(self) -> str:
        """Return the page's own address, if the page gives it in full."""
        return next(filter(WEB.match, self.words("url")), "")

    def site(self, url: str = "") -> str:
        """Return who publishes the page: a name, or else the host of its address."""
        return next(iter(self.words("site")), urlsplit(url or self.address()).hostname or "")

    def _types(self) -> list[str]:
        """Return the types that JSON-LD gives the page."""
        return [words for item in self.linked for words in _json_words(item.get("@type"))]


class Around(NamedTuple):
    """What the lines around a title say of dates and writer, and the numbers of these lines."""

    published: str
    updated: str
    byline: str
    blocks: tuple[int, ...]


def read_around(page: Visible, title: int, body: int, writers: list[str]) -> Around:
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
        The dates nearest to the title, as the page has them. Parts are blank if nothing is there, or if no line is the
        title: a date at the top of a page is that of the day it was saved.
    """
    if title < 0:
        return Around("", "", "", ())
    last = min(max(title + 1, min(body, title + LINES_AROUND)), len(page.blocks) - 1)
    numbers = (number for number in range(max(0, title - LINES_AROUND), last + 1) if number != title)
    near = sorted(numbers, key=lambda number: (abs(number - title), number))
    dates = {number: words for number in near if (words := _date(page, number))}
    published = next((words for words in dates.values() if not is_of_update(words)), "")
    updated = next((words for words in dates.values() if is_of_update(words)), "")
    short = [number for number in near if page.blocks[number].last - page.blocks[number].first <= LONGEST_DATE_LINE]
    texts = {number: page.text(page.blocks[number]) for number in short}
    named = [name for name in writers if name and any(name in text for text in texts.values())]
    names = {number for number, text in texts.items() if _nameless(text) in ("", *named)}
    return Around(published, updated, _nameless(named[0]) if named else "", tuple(sorted({*dates, *names})))


def _nameless(words: str) -> str:
    """Return a byline without "By" before it."""
    plain = " ".join(words.split())
    before = BY.match(plain)
    return plain[before.end() if before else 0 :].strip(" ,|")


def _date(page: Visible, number: int) -> str:
    """Return the date that a line is, or ends in, as the page has it."""
    block = page.blocks[number]
    is_long = block.last - block.first > LONGEST_DATE_LINE
    if block.is_heading or is_long or not YEAR.search(" ".join(page.words[block.first : block.last])):
        return ""
    for first in range(block.first, min(block.last, block.first + MOST_BEFORE + 1)):
        words = page.traced(first, block.last).text
        if (read := read_moment(words)) and len(read.days[0]) == len("2025-05-23"):
            return words
    return ""


def find_writers(tree: etree._Element) -> list[str]:
    """Return the words that a page's elements mark as its writer's name, in order."""
    found = (" ".join(" ".join(element.itertext()).split()) for element in AUTHOR(tree))
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
    types = set(RULES["linked"]["types"])
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text[:MOST_LINKED], strict=False)
        except (ValueError, RecursionError):
            continue
        found += [item for item in _objects(data) if types & set(_json_words(item.get("@type")))]
    return found


def _objects(data: object) -> Iterator[dict]:
    """Yield the objects at the top of JSON-LD, in lists and in graphs."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _json_words(value: object) -> list[str]:
    """Return the words in a value of JSON-LD: a string, a list of them, or things with a name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return [words for item in value if not isinstance(item, list) for words in _json_words(item)]
    return [" ".join(html.unescape(value).split())] if isinstance(value, str) and value.strip() else []


# Letters and digits of a heading that is taken for the beginning of a title; shorter ones are names and sections.
FEWEST_SHARED = 8
LONGEST_HEADING = 60  # words of a heading
TITLE = re.compile(r"<title\b[^>]*>([^<]{1,1000})</title", re.IGNORECASE)


class Title(NamedTuple):
    """A title and the number of its line on the page; -1 for one that stands in the metadata alone."""

    words: Traced
    block: int


def find_title(page: Visible, stated: Sequence[str], site: str) -> Title:
    """Find the title of an article.

    Parameters
    ----------
    page : Visible
    stated : sequence of str
        What the metadata call the title, the surest first.
    site : str
        The site's name.

    Returns
    -------
    Title
        The first heading, or else line, that is a stated title; else the longest heading that begins one, as the site's
        name often stands behind it; else the stated title, without the site's name where that is behind it. Nothing is
        cut at a mark.
    """
    window = TITLE.search(page.source)
    named = [*stated, *([" ".join(html.unescape(window.group(1)).split())] if window else [])]
    whole = [_title_key(words) for words in named if words]
    short = {number: b for number, b in enumerate(page.blocks) if b.last - b.first <= LONGEST_HEADING}
    keys = {number: _title_key("".join(page.words[b.first : b.last])) for number, b in short.items()}
    headings = {number: key for number, key in keys.items() if short[number].is_heading}
    found = [number for number, key in (*headings.items(), *keys.items()) if key and key in whole]
    longest_first = sorted(headings.items(), key=lambda item: -len(item[1]))
    found += [n for n, key in longest_first if len(key) >= FEWEST_SHARED and any(t.startswith(key) for t in whole)]
    if found:
        return Title(page.traced(*short[found[0]][:2]), found[0])
    return _stated_title(page, next(filter(None, named), ""), site)


def _stated_title(page: Visible, words: str, site: str) -> Title:
    """Return the title that the metadata state."""
    behind = re.search(rf"\s+[-–—|»·:]\s+{re.escape(site)}\s*$", words, re.IGNORECASE) if site else None
    words = words[: behind.start()] if behind else words
    at = page.source.find(words)
    return Title(Traced.of(words, PART, at) if at >= 0 else Traced(words), -1)


def _title_key(words: str) -> str:
    """Return the letters and digits of a title: marks are written in many ways, and escaped twice by some sites."""
    return re.sub(r"[\W_]", "", html.unescape(html.unescape(words))).casefold()
