"""Which paragraphs of a web page are its article's.

trafilatura chooses them (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery
and Extraction", ACL system demonstrations). It is imported only when there is a page.
"""

import copy
import importlib
import logging
from functools import cache
from importlib import metadata
from types import ModuleType

from lxml import etree

LITTLE = 250  # characters that a date, a byline and a caption may have together
BREAKS = {"ab", "body", "cell", "code", "div", "head", "item", "lb", "list", "main", "p", "quote", "row", "table"}


def parsed(source: str) -> etree._Element | None:
    """Return a page as a tree; None for what is no page."""
    return _library(".utils").load_html(source)


def lines(tree: etree._Element) -> list[str]:
    """Choose the lines of the article on a page.

    Parameters
    ----------
    tree : lxml element
        The page, parsed; it is not changed.

    Returns
    -------
    list of str
        By quick and careful settings; where those give little, the most that others give. White space is single spaces.
    """
    tried: list[list[str]] = []
    for settings in ({"favor_precision": True, "fast": True}, {"favor_precision": True}, {}):
        chosen = _library().bare_extraction(
            copy.deepcopy(tree), include_comments=False, include_tables=False, with_metadata=False, **settings
        )
        tried.append([] if chosen is None or chosen.body is None else _cut(chosen.body))
        if _length(tried[-1]) >= LITTLE:
            return tried[-1]
    return max(tried, key=_length)


def _length(lines: list[str]) -> int:
    """Return how many characters lines have."""
    return sum(map(len, lines))


def _cut(body: etree._Element) -> list[str]:
    """Return the lines of the extractor's answer."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        pieces += ["\n"] if element.tag in BREAKS else []
        pieces.append((element.text if event == "start" else element.tail) or "")
    return [" ".join(line.split()) for line in "".join(pieces).split("\n") if line.strip()]


def named() -> str:
    """Return the extractor's name and version."""
    return f"trafilatura {metadata.version('trafilatura')}"


@cache
def _library(part: str = "") -> ModuleType:
    """Return the extractor, or a part of it; what it logs is left to the ledger."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return importlib.import_module(f"trafilatura{part}")
