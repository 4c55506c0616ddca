"""Running heads, feet and page numbers: lines at the edges of pages that repeat from page to page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from positions.documents.document import Span

LINE = re.compile(r"[^\r\n]+")
NUMBER = re.compile(r"\d{1,4}(?!\d)")
EDGE = 4  # lines at the top and at the bottom of a page that may be heads
NUMBERS = 6  # in a line that may count pages: a foot has an address, a date, a page and the number of pages


def heads(pages: Sequence[str], title: str) -> list[list[Span]]:
    """Find the lines that belong to the pages and not to what is written on them.

    A line does when it stands at the same edge of at least half of the pages, the same but for one number that goes
    up with the pages, and not also within a page.

    Parameters
    ----------
    pages : sequence of str
    title : str
        As the file itself states it. When it states none, a line without a number of a page stays where it stands
        first: it may be the title.

    Returns
    -------
    list of list of Span
        For each page its running heads, feet and numbers, in order.
    """
    lines = [[Span(*match.span()) for match in LINE.finditer(page) if match.group().strip()] for page in pages]
    within = {_words(line.of(page)) for page, found in zip(pages, lines, strict=True) for line in found[EDGE:-EDGE]}
    counted = Counter(
        (edge, key)
        for at, (page, found) in enumerate(zip(pages, lines, strict=True))
        for edge, edged in enumerate(_edges(found))
        for key in dict.fromkeys(key for line in edged for key in _keys(line.of(page), at))
        if key not in within
    )
    repeated = {key for key, count in counted.items() if count >= max(2, len(pages) // 2)}
    kept: set[str] | None = None if title else set()
    return [_heads(page, found, at, repeated, kept) for at, (page, found) in enumerate(zip(pages, lines, strict=True))]


def _edges(lines: Sequence[Span]) -> tuple[Sequence[Span], Sequence[Span]]:
    """Return the lines at the top and at the bottom of a page, from the edge inwards."""
    return lines[:EDGE], lines[::-1][:EDGE]


def _words(line: str) -> str:
    """Return a line with single spaces."""
    return " ".join(line.split())


def _keys(line: str, page: int) -> Iterator[str]:
    """Yield what a line may share with others: the whole, or all but one number, which is counted from the page's."""
    words = _words(line)
    yield words
    for match in list(NUMBER.finditer(words))[:NUMBERS]:
        yield f"{words[: match.start()]}\0{int(match.group()) - page}\0{words[match.end() :]}"


def _heads(
    page: str, lines: Sequence[Span], at: int, repeated: set[tuple[int, str]], kept: set[str] | None
) -> list[Span]:
    """Return the heads of one page, from each edge inwards as long as lines repeat; ``kept`` has those that stay."""
    found: dict[Span, None] = {}
    for edge, edged in enumerate(_edges(lines)):
        for line in edged:
            keys = [key for key in _keys(line.of(page), at) if (edge, key) in repeated]
            if not keys:
                break
            if kept is None or keys[0] in kept or "\0" in keys[-1]:
                found[line] = None
            else:
                kept.add(keys[0])
    return sorted(found)
