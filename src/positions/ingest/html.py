"""Saved web pages: the article without the page around it, each word with its place in the page.

trafilatura chooses the paragraphs (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction", ACL system demonstrations). Its lines are then looked up in the page as shown (`html_page`).
"""

import copy
import logging
import re
from collections.abc import Iterator, Sequence
from importlib import metadata
from itertools import accumulate

import trafilatura
from lxml import etree
from trafilatura.utils import load_html

from positions.documents.corpus import Issue
from positions.documents.dates import read_moment
from positions.documents.document import Traced, join_traced
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest import encodings, html_page, intake
from positions.ingest.candidates import Candidate, Source, read_bytes
from positions.ingest.html_page import RULES, Around, PageMetadata, Said, Visible, dense_words, read_visible

LITTLE_TEXT = 250  # characters that a date, a byline and a caption may have together


logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs is left to the ledger


def extract_lines(tree: etree._Element) -> list[str]:
    """Choose the lines of the article on a page.

    Parameters
    ----------
    tree : lxml element
        The page, parsed; it is not changed.

    Returns
    -------
    list of str
        From quick and careful settings; if those give little, the most that other settings give. White space is reduced
        to single spaces.
    """
    tried: list[list[str]] = []
    for settings in ({"favor_precision": True, "fast": True}, {"favor_precision": True}, {}):
        chosen = trafilatura.bare_extraction(
            copy.deepcopy(tree), include_comments=False, include_tables=False, with_metadata=False, **settings
        )
        tried.append([] if chosen is None or chosen.body is None else _cut(chosen.body))
        if _length(tried[-1]) >= LITTLE_TEXT:
            return tried[-1]
    return max(tried, key=_length)


def _length(lines: list[str]) -> int:
    """Return how many characters lines have."""
    return sum(map(len, lines))


def _cut(body: etree._Element) -> list[str]:
    """Return the lines of the extractor's answer."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        pieces += ["\n"] if element.tag in RULES["breaking"] else []
        pieces.append((element.text if event == "start" else element.tail) or "")
    return [" ".join(line.split()) for line in "".join(pieces).split("\n") if line.strip()]


LONG_LINE = 40  # characters without spaces from which a line is sure to be itself
NEAR_LINE = 3000  # characters above the first long line in which a short one is looked for


def locate_lines(page: Visible, lines: Sequence[str]) -> list[tuple[int, int] | None]:
    """Find lines that an extractor chose, in the order of the page.

    Parameters
    ----------
    page : Visible
    lines : sequence of str

    Returns
    -------
    list of tuple of int or None
        For each line its words, the first up to, not including, the last; None for a line that the page does not show.
        A long line is looked for first, a short one between its neighbours: "Islamabad" stands in menus too.
    """
    keys = [dense_words(line) for line in lines]
    places: list[tuple[int, int] | None] = [None] * len(lines)
    cursor = 0
    for number, key in enumerate(keys):
        if len(key) >= LONG_LINE and (at := page.dense.find(key, cursor)) >= 0:
            places[number] = (at, at + len(key))
            cursor = at + len(key)
    above = list(accumulate((place[1] if place else 0 for place in places), max, initial=0))
    before = len(page.dense)
    for number in reversed(range(len(lines))):
        if place := places[number]:
            before = place[0]
        elif keys[number] and above[-1]:
            after = above[number] or max(0, before - NEAR_LINE)
            if (at := page.dense.rfind(keys[number], after, before)) >= 0:
                places[number] = (at, at + len(keys[number]))
                before = at
    return [page.span(*place) if place else None for place in places]


MOST = 20_000_000  # bytes of a page; the largest of 53 saved ones has .7 million
MOST_CHARACTERS = 5_000_000
BY_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
HEAD = 4096  # bytes among which a page names its encoding
SHOWN = 60  # characters of words quoted in a note
SAVE = "Save the page of an article, including its text, or give the article's text."
TEXTLESS = "is a page without the text of an article", SAVE
COMPARE = "Compare with the page as received."


def read(source: Source) -> Iterator[Candidate | Issue]:
    """Find the article on a web page.

    Parameters
    ----------
    source : Source
        The page as received.

    Yields
    ------
    Candidate or Issue
        The article, or why there is none. Nothing on the page is run and nothing is fetched. Date, writer and outlet
        are passed on as the metadata and the lines around the title give them; a note says where they differ.

    Raises
    ------
    InputError
        If the file is empty, too large, or no text.
    """
    raw = read_bytes(source, MOST)
    by_page = BY_PAGE.search(raw[:HEAD])
    by_server = encodings.declared_charset(source.media_type)
    stated = by_server or (by_page.group(1).decode("ascii") if by_page else "")
    decoded = encodings.decode_for(source.place, raw, stated)
    text = decoded.text
    if len(text) > MOST_CHARACTERS:
        raise InputError(source.place, f"is a page of more than {MOST_CHARACTERS:,} characters, the limit", SAVE)
    page = read_visible(text)
    if page.excess:
        raise InputError(source.place, f"is a page with {page.excess}, the limit", SAVE)
    tree = load_html(text)
    if tree is None or not page.words:
        raise InputError(source.place, "is a page that shows no words", SAVE)
    yield _article(source, page, tree, sha256_of(raw), list(decoded.notes))


def _article(
    source: Source, page: Visible, tree: etree._Element, received_as: str, notes: list[str]
) -> Candidate | Issue:
    """Return the article on a page, or why there is none."""
    stated = PageMetadata(tree)
    site = stated.site(source.url)
    title = html_page.find_title(page, stated.words("title"), site)
    writers = [words for words in stated.words("author") if not html_page.WEB.match(words)]
    lines = extract_lines(tree)
    places = locate_lines(page, lines)
    first = next((page.block_of(place[0]) for place in places if place), title.block)
    about = html_page.read_around(page, title.block, first, [*writers, *html_page.find_writers(tree)])
    body, lost = _body(page, lines, places, title.block, about)
    if refused := _refusal(stated, tree, title.words.text, body.text):
        return Issue(source.place, *refused)
    dates, doubts = _dates(stated, about)
    notes += [f"“{words[:SHOWN]}” was not found in the page as received, and is left out" for words in lost] + doubts
    return source.candidate(
        f"trafilatura {metadata.version('trafilatura')}",
        received_as,
        title.words,
        body,
        [Issue(source.place, note, COMPARE) for note in notes],
        outlet=site,
        byline=next(iter(writers), "") or about.byline,
        url=stated.address(),
        kind="; ".join(words for words in (_above(page, title.block, about), stated.kinds()) if words),
        **dates,
    )


def _body(
    page: Visible, lines: list[str], places: list[tuple[int, int] | None], title: int, about: Around
) -> tuple[Traced, list[str]]:
    """Return an article's paragraphs, without the lines on it at its ends, and the lines that were not found."""
    kept: list[tuple[int, int]] = []
    for place in filter(None, places):
        block = page.block_of(place[0])
        is_on_it = not kept and (block <= title or block in about.blocks)
        if not is_on_it:
            kept.append(place)
    paragraphs = [page.traced(*place, "\n\n") for place in kept]
    while paragraphs and re.fullmatch(RULES["below"], paragraphs[-1].text):
        del paragraphs[-1]
    lost = [line for line, place in zip(lines, places, strict=True) if place is None]
    return join_traced(paragraphs, "\n\n"), lost


def _refusal(stated: PageMetadata, tree: etree._Element, title: str, body: str) -> tuple[str, str] | None:
    """Tell why a page is not an article: it lists articles, or its words are not those of one."""
    classes = set(" ".join(element.get("class") or "" for element in tree.iter("body")).lower().split())
    if classes & set(RULES["list_classes"]) and not stated.is_article():
        return intake.LIST_PAGE
    refused = intake.refuse_article(title, body)
    return TEXTLESS if refused in (intake.TITLE_ALONE, intake.NO_TEXT) else refused


def _dates(stated: PageMetadata, about: Around) -> tuple[dict[str, str], list[str]]:
    """Return when a page was published and updated, by its metadata or else by its lines, and what differs."""
    chosen = {"published": "", "updated": ""}
    doubts: list[str] = []
    for name in chosen:
        said = [*stated.all(name), Said(getattr(about, name), "the page")]
        first = said[0]
        chosen[name] = first.words
        differing = (one for one in said[1:] if _day(one.words) and _day(first.words) not in ("", _day(one.words)))
        doubts += [f"{first.where} says {name} {first.words!r}, {one.where} has {one.words!r}" for one in differing][:1]
    return chosen, doubts


def _day(words: str) -> str:
    """Return the day in words that are a date, as written; blank for other words."""
    read = read_moment(words)
    return read.days[0] if read else ""


def _above(page: Visible, title: int, about: Around) -> str:
    """Return the line above a title, where it is short and neither a date nor a name: the section."""
    if title < 1 or title - 1 in about.blocks:
        return ""
    block = page.blocks[title - 1]
    return page.text(block) if block.last - block.first <= 4 else ""
