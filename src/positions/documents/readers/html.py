"""Web pages: the article on a page, in its own words, each with its place in the page as received.

trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction", ACL
system demonstrations) chooses the paragraphs. The words stored are those of the page's source, where the paragraphs were found.
"""

import copy
import importlib
import logging
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata as packages

from lxml import etree

from positions.documents import articles
from positions.documents.moments import moment
from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import encodings, metadata, titles
from positions.documents.readers.metadata import Around, Said, Stated
from positions.documents.readers.places import found
from positions.documents.readers.received import digest, received
from positions.documents.readers.visible import Visible, entries, visible
from positions.documents.traced import Traced, joined
from positions.errors import InputError

MOST = 20_000_000  # bytes of a page; the largest of 53 saved ones has .7 million
MOST_CHARACTERS = 5_000_000
BREAKS = frozenset(
    ["ab", "body", "cell", "code", "div", "head", "item", "lb", "list", "main", "p", "quote", "row", "table"]
)  # of trafilatura's elements
BY_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
BY_SERVER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
HEAD = 4096  # bytes among which a page names its encoding
LITTLE = 250  # characters that a date, a byline and a caption may have together; the extractor too tries again below
SHOWN = 60  # characters of words quoted in a note
SAVE = "Save the page of an article, with its text on it, or give the article's text."
COMPARE = "Compare with the page as received."


def read(source: Source) -> Iterator[Offer | LeftOut]:
    """Find the article on a web page.

    Parameters
    ----------
    source : Source
        The page as received.

    Yields
    ------
    Offer or LeftOut
        The article, or why there is none. Nothing on the page is run and nothing is fetched. What its metadata and the lines
        around its title say of date, writer and outlet is passed on as it stands; a note says where they differ.

    Raises
    ------
    InputError
        If the file is empty, too large, or no text.
    """
    raw = received(source, MOST)
    text, notes = _decoded(raw, source)
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            source.place, f"is a page of more than {MOST_CHARACTERS:,} characters, the most that is read", SAVE
        )
    page = visible(text)
    if page.excess:
        raise InputError(source.place, f"is a page with {page.excess}, the most that is read", SAVE)
    tree = _library("trafilatura.utils").load_html(text)
    if tree is None or not page.words:
        raise InputError(source.place, "is a page that shows no words", SAVE)
    yield _article(source, page, tree, digest(raw), notes)


def _article(
    source: Source, page: Visible, tree: etree._Element, received_as: str, notes: list[str]
) -> Offer | LeftOut:
    """Return the article on a page, or why there is none."""
    stated = Stated(tree)
    site = stated.site(source.url)
    title = titles.titled(page, stated.all("title"), site.words)
    writers = [said.words for said in stated.all("author") if not metadata.WEB.match(said.words)]
    marked = metadata.writers(tree)
    lines = _lines(tree)
    places = found(page, lines)
    first = next((page.block_of(place[0]) for place in places if place), title.block)
    about = metadata.around(page, title.block, first, [*writers, *marked])
    body, lost = _body(page, lines, places, title.block, about)
    if refused := _refusal(stated, tree, title.words.text, body.text):
        return LeftOut(source.place, *refused)
    dates, doubts = _dates(stated, about)
    notes += [f"“{words[:SHOWN]}” was not found in the page as received, and is left out" for words in lost] + doubts
    return Offer(
        place=source.place,
        title=title.words,
        body=body,
        digest=received_as,
        reader=_reader(),
        outlet=site.words,
        published=dates[0],
        updated=dates[1],
        byline=next(iter(writers), "") or about.byline,
        url=source.url or stated.address(),
        kind="; ".join(words for words in (_above(page, title.block, about), stated.kinds()) if words),
        retrieved=source.retrieved,
        notes=tuple(LeftOut(source.place, note, COMPARE) for note in notes),
    )


def _decoded(raw: bytes, source: Source) -> tuple[str, list[str]]:
    """Return a page's characters, by the encoding that the server or the page names, and what was repaired."""
    by_server, by_page = BY_SERVER.search(source.media_type), BY_PAGE.search(raw[:HEAD])
    declared = by_server.group(1) if by_server else by_page.group(1).decode("ascii") if by_page else ""
    decoded = encodings.decoded(raw, declared)
    if decoded.refusal:
        raise InputError(source.place, decoded.refusal, decoded.remedy)
    return decoded.text, list(decoded.notes)


def _lines(tree: etree._Element) -> list[str]:
    """Return the lines that the extractor chooses: by its quick and careful settings, by others where those give little."""
    tried: list[list[str]] = []
    for settings in ({"favor_precision": True, "fast": True}, {"favor_precision": True}, {}):
        chosen = _library("trafilatura").bare_extraction(
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
    while paragraphs and re.fullmatch(entries()["below"], paragraphs[-1].text):
        del paragraphs[-1]
    lost = [line for line, place in zip(lines, places, strict=True) if place is None]
    return joined(paragraphs, "\n\n"), lost


def _refusal(stated: Stated, tree: etree._Element, title: str, body: str) -> tuple[str, str] | None:
    """Tell why a page is no article: it lists articles, or its words are none."""
    classes = set(" ".join(element.get("class") or "" for element in tree.iter("body")).lower().split())
    if classes & set(entries()["list_classes"]) and not stated.is_article():
        return articles.LIST
    if not body:
        return "is a page on which no text of an article was found", SAVE
    return articles.refusal(title, body)


def _dates(stated: Stated, about: Around) -> tuple[tuple[str, str], list[str]]:
    """Return when a page says it was published and updated, in its metadata's words or else in its lines', and what differs."""
    doubts: list[str] = []
    chosen: list[str] = []
    for name, shown, called in (("published", about.published, "published"), ("updated", about.updated, "updated")):
        said = stated.all(name)
        chosen.append(said[0].words if said else shown)
        others = [*said[1:], *([Said(shown, "the page")] if shown else [])]
        different = [
            other for other in others if said and _day(other.words) and _day(other.words) != _day(said[0].words)
        ]
        doubts += [
            f"{said[0].where} says {called} {said[0].words!r}, {other.where} has {other.words!r}"
            for other in different[:1]
        ]
    return (chosen[0], chosen[1]), doubts


def _day(words: str) -> str:
    """Return the day that words are, as they write it; blank when they are none."""
    read = moment(words)
    return read.days[0] if read else ""


def _above(page: Visible, title: int, about: Around) -> str:
    """Return the line above a title, where it is short and neither a date nor a name: the section."""
    if title < 1 or title - 1 in about.blocks:
        return ""
    block = page.blocks[title - 1]
    return page.text(block) if block.last - block.first <= 4 else ""


@cache
def _library(name: str):
    """Return a module of the extractor, imported only when there is a page; it logs what it meets, which the ledger has."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return importlib.import_module(name)


@cache
def _reader() -> str:
    """Return the extractor's name and version."""
    return f"trafilatura {packages.version('trafilatura')}"
