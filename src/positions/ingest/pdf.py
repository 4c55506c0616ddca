"""PDF: the text of each page as PDFium gives it; hyphens and line ends as on the page.

Running headers, footers and page numbers are left out: lines at the edges of pages that repeat from page to page.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.metadata import version
from typing import NamedTuple

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from positions.documents.corpus import Issue
from positions.documents.document import Edit, Span, Traced, join_traced
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest.candidates import PROGRAMS, Candidate, Source, list_names, read_bytes, real_property

LINE = re.compile(r"[^\r\n]+")
NUMBER = re.compile(r"\d{1,4}(?!\d)")
EDGE = 4  # lines at the top and at the bottom of a page that may be heads
NUMBERS = 6  # in a line that may count pages: a foot has an address, a date, a page and the number of pages


class _Line(NamedTuple):
    """A line of a page, and what it may share with lines of other pages."""

    span: Span
    keys: tuple[str, ...]


def find_running_heads(pages: Sequence[str], title: str) -> list[list[Span]]:
    """Find running headers, footers and page numbers.

    Such a line stands at the same edge of at least half of the pages, the same except for one number that goes up
    with the pages, and does not also stand within a page.

    Parameters
    ----------
    pages : sequence of str
    title : str
        As the file itself states it. If it states none, a line without a page number is kept where it first occurs,
        since it may be the title.

    Returns
    -------
    list of list of Span
        For each page its running heads, feet and numbers, in order.
    """
    lines = [list(_lines(page, number)) for number, page in enumerate(pages)]
    within = {line.keys[0] for found in lines for line in found[EDGE:-EDGE]}
    counted: Counter[tuple[int, str]] = Counter()
    for found in lines:
        for edge, edged in enumerate(_edges(found)):
            counted.update((edge, key) for key in {key for line in edged for key in line.keys} - within)
    repeated = {key for key, count in counted.items() if count >= max(2, len(pages) // 2)}
    kept: set[str] | None = None if title else set()
    return [_heads(found, repeated, kept) for found in lines]


def _lines(page: str, number: int) -> Iterator[_Line]:
    """Yield the lines of a page that are not blank."""
    for match in LINE.finditer(page):
        if words := " ".join(match.group().split()):
            yield _Line(Span(*match.span()), tuple(_keys(words, number)))


def _edges(lines: Sequence[_Line]) -> tuple[Sequence[_Line], Sequence[_Line]]:
    """Return the lines at the top and at the bottom of a page, from the edge inwards."""
    return lines[:EDGE], lines[::-1][:EDGE]


def _keys(words: str, page: int) -> Iterator[str]:
    """Yield what a line may share with others: the whole, or all but one number, which is counted from the page's."""
    yield words
    for match in list(NUMBER.finditer(words))[:NUMBERS]:
        yield f"{words[: match.start()]}\0{int(match.group()) - page}\0{words[match.end() :]}"


def _heads(lines: Sequence[_Line], repeated: set[tuple[int, str]], kept: set[str] | None) -> list[Span]:
    """Return the heads of one page, from each edge inwards as long as lines repeat; ``kept`` has those that stay."""
    found: set[Span] = set()
    for edge, edged in enumerate(_edges(lines)):
        for line in edged:
            keys = [key for key in line.keys if (edge, key) in repeated]
            if not keys:
                break
            if kept is None or keys[0] in kept or "\0" in keys[-1]:
                found.add(line.span)
            else:
                kept.add(keys[0])
    return sorted(found)


READER = f"pdf, pypdfium2 {version('pypdfium2')}"
MOST = 100_000_000  # bytes: an issue of a newspaper with its pictures has ten million
MOST_PAGES = 1000  # a book; more is a collection, whose documents have to be told apart first
MOST_CHARACTERS = 16_000_000  # a file of few bytes can unfold to any number
MOST_UNPACKED = 100_000_000  # bytes of one stream: a page has ten thousand, a large picture ten million
MOST_STREAMS = 100_000  # of a file: ten a page, and as many pictures
CHUNK = 2**20  # bytes unpacked at a time
STREAM = re.compile(rb"stream\r?\n")
HYPHEN = re.compile("[\x02\ufffe]")  # PDFium writes it for a hyphen at a line's end, and leaves out the line's end
MADE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
SHOWN = 10  # pages that a note lists
RECOGNISE = "Have the text recognised (OCR), by OCRmyPDF for instance, and give the file it makes."


def read(source: Source) -> Iterator[Candidate | Issue]:
    """Read a PDF.

    Parameters
    ----------
    source : Source

    Yields
    ------
    Candidate
        One; places count the characters of ``page 1`` and so on, as PDFium gives them. Title, byline and date are the
        file's properties, where a person wrote them.

    Raises
    ------
    InputError
        If it has a password, has no text, is damaged, too large or too long.
    """
    raw = read_bytes(source, MOST)
    if _is_bomb(raw):
        raise InputError(source.place, "unpacks to more than is allowed", "Print it to a new PDF, if you trust it.")
    with closing(_opened(raw, source.place)) as file:
        if len(file) > MOST_PAGES:
            found = f"has {len(file):,} pages, more than {MOST_PAGES:,}"
            raise InputError(source.place, found, "Give the pages of each document as a separate file.")
        pages = list(_pages(file, source.place))
        about = file.get_metadata_dict()
    if not any(page and page.strip() for page in pages):
        raise InputError(source.place, "has no text: its pages are pictures", RECOGNISE)
    title, made = real_property(about["Title"], "title"), _made(about)
    notes = [Issue(source.place, *note) for note in _notes(pages, made)]
    body, author = _body([page or "" for page in pages], title), real_property(about["Author"], "author")
    title = Traced.of(title, "title")
    yield source.candidate(READER, sha256_of(raw), title, body, notes, byline=author, published=made)


def _is_bomb(raw: bytes) -> bool:
    """Tell whether a PDF has a packed stream, or streams, beyond bounds; PDFium would unpack any."""
    bytes_of, at = memoryview(raw), 0
    for _ in range(MOST_STREAMS):
        match = STREAM.search(raw, at)
        if match is None:
            return False
        at, unpacking, size = match.end(), zlib.decompressobj(), 0
        try:
            while at < len(raw) and not unpacking.eof and size <= MOST_UNPACKED:
                piece = bytes_of[at : at + CHUNK]
                size += len(unpacking.decompress(piece, CHUNK))
                at += len(piece) - len(unpacking.unconsumed_tail)
        except zlib.error:
            continue  # packed otherwise, or not at all
        if size > MOST_UNPACKED:
            return True
    return True


def _opened(raw: bytes, place: str) -> PdfDocument:
    """Open a PDF, or say why it does not open."""
    try:
        return pypdfium2.PdfDocument(raw)
    except PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise InputError(place, "is protected by a password", "Save it without one and give that.") from None
        raise InputError(place, "is damaged or cut short", "Get a new copy.") from None


def _pages(file: PdfDocument, place: str) -> Iterator[str | None]:
    """Yield the text of each page; None for a page that is damaged."""
    characters = 0
    for number in range(len(file)):
        try:
            with closing(file[number]) as page, closing(page.get_textpage()) as text:
                characters += text.count_chars()
                if characters > MOST_CHARACTERS:
                    found = f"has more than {MOST_CHARACTERS:,} characters"
                    raise InputError(place, found, "Give the pages of each document as a separate file.")
                yield text.get_text_range(errors="replace")
        except PdfiumError:
            yield None


def _body(pages: Sequence[str], title: str) -> Traced:
    """Join the pages, without their heads."""
    heads = find_running_heads(pages, title)
    bodies = [_page(Traced.of(page, f"page {at}"), heads[at - 1]) for at, page in enumerate(pages, start=1)]
    return join_traced([body for body in bodies if body.text], "\n")


def _page(page: Traced, left_out: Sequence[Span]) -> Traced:
    """Return a page without some lines, with the hyphens and line ends that are on it."""
    breaks = [Span(*match.span()) for match in HYPHEN.finditer(page.text)]
    within = [Edit(*one, "-\n") for one in breaks if not any(span.holds(one) for span in left_out)]
    return page.edited(sorted([*within, *(Edit(*span) for span in left_out)])).stripped()


def _made(about: dict[str, str]) -> str:
    """Return the day the file was made, blank where a program made it that prints pages or scans sheets."""
    programs = (about["Creator"], about["Producer"])
    day = MADE.match(about["CreationDate"])
    return "-".join(day.groups()) if day and not any(map(PROGRAMS["prints"].fullmatch, programs)) else ""


def _notes(pages: Sequence[str | None], made: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader should know of the pages and the date: reason and remedy."""
    damaged = [number for number, page in enumerate(pages, start=1) if page is None]
    pictures = [number for number, page in enumerate(pages, start=1) if page is not None and not page.strip()]
    if damaged:
        yield f"is damaged on {_listed(damaged)} of {len(pages)}", "Get a new copy; the other pages were read."
    if pictures:
        yield f"has no text on {_listed(pictures)} of {len(pages)}", RECOGNISE
    if made:
        yield f"is dated {made} by its properties, when the file was made", "Check whether it was published that day."


def _listed(numbers: Sequence[int]) -> str:
    """Name some pages."""
    return f"page{'s' if len(numbers) > 1 else ''} {list_names([*map(str, numbers)], SHOWN)}"
