"""Web pages: the article on a page, in its own words, each with its place in the page as received.

A library chooses the paragraphs (`positions.documents.readers.extraction`). The words stored are those of the page's
source, where the paragraphs were found.
"""

import re
from collections.abc import Iterator

from lxml import etree

from positions.documents import articles
from positions.documents.dates.moments import moment
from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import encodings, extraction, metadata, titles
from positions.documents.readers.metadata import Around, Said, Stated
from positions.documents.readers.places import found
from positions.documents.readers.received import digest, received
from positions.documents.readers.visible import Visible, entries, visible
from positions.documents.traced import Traced, joined
from positions.errors import InputError

MOST = 20_000_000  # bytes of a page; the largest of 53 saved ones has .7 million
MOST_CHARACTERS = 5_000_000
BY_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
BY_SERVER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
HEAD = 4096  # bytes among which a page names its encoding
SHOWN = 60  # characters of words quoted in a note
SAVE = "Save the page of an article, with its text on it, or give the article's text."
TEXTLESS = "is a page on which no text of an article was found", SAVE
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
        The article, or why there is none. Nothing on the page is run and nothing is fetched. What its metadata and the
        lines around its title say of date, writer and outlet is passed on as it stands; a note says where they differ.

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
    tree = extraction.parsed(text)
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
    lines = extraction.lines(tree)
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
        reader=extraction.named(),
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
    refused = articles.refusal(title, body)
    return TEXTLESS if refused in (articles.EMPTY, articles.NOTHING) else refused


def _dates(stated: Stated, about: Around) -> tuple[tuple[str, str], list[str]]:
    """Return when a page was published and updated, by its metadata or else by its lines, and what differs."""
    doubts: list[str] = []
    chosen: list[str] = []
    for name, shown in (("published", about.published), ("updated", about.updated)):
        said = [*stated.all(name), *([Said(shown, "the page")] if shown else [])]
        first = said[0] if said else metadata.NOTHING
        chosen.append(first.words)
        differing = (one for one in said[1:] if _day(one.words) and _day(first.words) not in ("", _day(one.words)))
        doubts += [f"{first.where} says {name} {first.words!r}, {one.where} has {one.words!r}" for one in differing][:1]
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
