"""The title of an article on a web page: a heading that the page's metadata bear out, without the site's name."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from positions.documents.readers.metadata import Said
from positions.documents.readers.visible import PART, Block, Visible
from positions.documents.traced import Traced

FEWEST = (
    8  # letters and digits of a heading that is taken for the beginning of a title; shorter ones are names and sections
)
LONGEST = 60  # words of a heading
TITLE = re.compile(r"<title\b[^>]*>([^<]{1,1000})</title", re.IGNORECASE)


class Title(NamedTuple):
    """A title and the number of its line on the page; -1 for one that stands in the metadata alone."""

    words: Traced
    block: int


def titled(page: Visible, stated: Sequence[Said], site: str) -> Title:
    """Find the title of an article.

    Parameters
    ----------
    page : Visible
    stated : sequence of Said
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
    named = [said.words for said in (*stated, _in_head(page.source)) if said.words]
    whole = [_key(words) for words in named]
    keys = {number: _key("".join(page.words[b.first : b.last])) for number, b in enumerate(page.blocks) if _is_short(b)}
    headings = {number: key for number, key in keys.items() if page.blocks[number].is_heading}
    same = [number for number, key in (*headings.items(), *keys.items()) if key and key in whole]
    if same:
        return _shown(page, same[0])
    begun = [n for n, key in headings.items() if len(key) >= FEWEST and any(title.startswith(key) for title in whole)]
    if begun:
        return _shown(page, max(begun, key=lambda number: len(headings[number])))
    return _stated(page, named[0], site) if named else Title(Traced(), -1)


def _is_short(block: Block) -> bool:
    """Tell whether a line may be a title."""
    return block.last - block.first <= LONGEST


def _shown(page: Visible, number: int) -> Title:
    """Return the title that is a line of the page."""
    return Title(page.traced(*page.blocks[number][:2]), number)


def _stated(page: Visible, words: str, site: str) -> Title:
    """Return the title that the metadata state."""
    behind = re.search(rf"\s+[-–—|»·:]\s+{re.escape(site)}\s*$", words, re.IGNORECASE) if site else None
    words = words[: behind.start()] if behind else words
    at = page.source.find(words)
    return Title(Traced.of(words, PART, at) if at >= 0 else Traced(words), -1)


def _in_head(source: str) -> Said:
    """Return the title of the page's window."""
    match = TITLE.search(source)
    return Said(" ".join(html.unescape(match.group(1)).split()), "title") if match else Said("", "")


def _key(words: str) -> str:
    """Return the letters and digits of a title: marks are written in many ways, and escaped twice by some sites."""
    return re.sub(r"[\W_]", "", html.unescape(html.unescape(words))).casefold()
