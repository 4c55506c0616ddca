"""The words a web page shows, each with its place in the page's source.

Pages are cut where a browser cuts them (HTML Living Standard, "Tokenization"), as far as words go: comments, tags with
quoted values, scripts. A page cut in the middle of a tag ends there.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from positions.documents.traced import Edit, Traced

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
        What each shows: entities are the characters they stand for.
    blocks : list of Block
    dense : str
        All words without white space and characters that do not show: what an extractor's paragraphs are looked for in.
    excess : str
        What the page has more of than is read; blank for one read whole.
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


def visible(source: str) -> Visible:
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
    at, tags, heading, first = 0, 0, "", 0
    inline, headings, hidden = (frozenset(entries()[name]) for name in ("inline", "headings", "hidden"))
    while at < len(source) and not page.excess:
        match = TAG.search(source, at)
        _words(page, at, match.start() if match else len(source))
        at = match.end() if match else len(source)
        if match and match.group("open"):
            at = len(source)
        name = match.group("name").lower() if match and match.group("name") else ""
        tags += bool(name)
        page.excess = _excess(tags, match.group() if name else "")
        if (name and name.lstrip("/") not in inline) or at == len(source):
            if first < len(page.words):
                page.blocks.append(Block(first, len(page.words), bool(heading)))
                first = len(page.words)
            heading = name if name in headings else "" if name.lstrip("/") in headings else heading
        if name in hidden and not source.endswith("/>", 0, at):
            end = _closing(name).search(source, at)
            at = end.end() if end else len(source) if name in entries()["raw"] else at
    _index(page)
    return page


def _excess(tags: int, tag: str) -> str:
    """Return what a page has too much of, with this tag."""
    if tags > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags"
    is_long = len(tag) > LONGEST_TAG and len(QUOTED.sub("", tag)) > LONGEST_TAG
    return f"a tag of more than {LONGEST_TAG:,} characters without its values" if is_long else ""


def _words(page: Visible, start: int, end: int) -> None:
    """Add the words of a stretch of the source."""
    for match in PIECE.finditer(page.source, start, end):
        piece = match.group()
        word = html.unescape(piece) if piece[0] == "&" else piece
        if word.strip():
            page.starts.append(match.start())
            page.ends.append(match.end())
            page.words.append(word)


def _index(page: Visible) -> None:
    """Fill what paragraphs are looked for in."""
    pieces = [shown(word) for word in page.words]
    length = 0
    for piece in pieces:
        page.at.append(length)
        length += len(piece)
    page.dense = "".join(pieces)


def shown(words: str) -> str:
    """Return words without white space and characters that do not show, composed."""
    if words.isascii() and words.isalnum():
        return words
    return "".join(c for c in unicodedata.normalize("NFC", words) if c.isprintable() and not c.isspace())


@cache
def _closing(name: str) -> re.Pattern:
    """Return the pattern of an element's end."""
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE)


@cache
def entries() -> dict:
    """Return the entries of ``html.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("html.yaml").read_text(encoding="utf-8"))
