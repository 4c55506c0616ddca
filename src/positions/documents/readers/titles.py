"""The title of an article on a web page: a heading that the page's metadata bear out, without the site's name."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from positions.documents.readers.metadata import Said
from positions.documents.readers.visible import PART, Visible
from positions.documents.traced import Traced

FEWEST = (
    8  # letters and digits of a heading that is taken for the beginning of a title; shorter ones are names and sections
)
LONGEST = 60  # words of a heading
TITLE = re.compile(r"<title\b[^>]*>([^<]{1,1000})</title", re.IGNORECASE)


class Title(NamedTuple):
    """A title, the number of its block (-1: it is in the metadata alone), and where it is known from."""

    words: Traced
    block: int
    where: str


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
        The first line that is a stated title; else the longest heading that begins one, as the site's name often stands
        behind it; else the stated title, without the site's name behind it if it is just that. Nothing is cut at a mark.
    """
    named = [said for said in (*stated, _in_head(page.source)) if said.words]
    keys = [_key(said.words) for said in named]
    exact = None
    begun: list[tuple[int, int, int]] = []
    for number, block in enumerate(page.blocks):
        if block.last - block.first > LONGEST or not (block.is_heading or exact is None):
            continue
        key = _key("".join(page.words[block.first : block.last]))
        if key and key in keys and (block.is_heading or exact is None):
            if block.is_heading:
                return Title(page.traced(*block[:2]), number, f"heading and {named[keys.index(key)].where}")
            exact = Title(page.traced(*block[:2]), number, f"line and {named[keys.index(key)].where}")
        elif block.is_heading and len(key) >= FEWEST:
            begun += [(len(key), -number, which) for which, whole in enumerate(keys) if whole.startswith(key)]
    if begun and (exact is None or -max(begun)[1] < exact.block):
        _, number, which = max(begun)
        return Title(page.traced(*page.blocks[-number][:2]), -number, f"heading and {named[which].where}")
    return exact or _stated(page, named, site)


def _stated(page: Visible, named: Sequence[Said], site: str) -> Title:
    """Return the title that the metadata state."""
    if not named:
        return Title(Traced(), -1, "")
    said = named[0]
    behind = re.search(rf"\s+[-–—|»·:]\s+{re.escape(site)}\s*$", said.words, re.IGNORECASE) if site else None
    words = said.words[: behind.start()] if behind else said.words
    at = page.source.find(words)
    return Title(Traced.of(words, PART, at) if at >= 0 else Traced(words), -1, said.where)


def _in_head(source: str) -> Said:
    """Return the title of the page's window."""
    match = TITLE.search(source)
    return Said(" ".join(html.unescape(match.group(1)).split()), "title") if match else Said("", "")


def _key(words: str) -> str:
    """Return the letters and digits of a title: marks are written in many ways, and escaped twice by some sites."""
    return re.sub(r"[\W_]", "", html.unescape(html.unescape(words))).casefold()
