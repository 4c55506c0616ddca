"""How a text is laid out: its lines, and the paragraphs that hard-wrapped lines make up."""

import re
from itertools import pairwise

from positions.documents.document import Span
from positions.documents.forms import form

LINE = re.compile(r"[^\n]+")
BLANK = " \t\r\f\v\u00a0\ufeff"  # with the mark that some editors put before a text
STOPS = tuple('.?!:;”"’)]…*')
FEWEST_LINES = 8
WIDEST = 100  # characters of a hard-wrapped line
SHORT = 0.85  # of the usual width: a line that ends sooner, behind a stop, ends its paragraph
CUT = 0.6  # of the usual width: a line of that length without a stop goes on behind a page's end


def lines(text: str) -> list[Span]:
    """Return the lines that are not blank, without the white space around them."""
    spans = []
    for match in LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip(BLANK))
        if line.strip(BLANK):
            spans.append(Span(start, start + len(line.strip(BLANK))))
    return spans


def is_wrapped(text: str, found: list[Span]) -> bool:
    """Tell whether a text is hard-wrapped: most lines are short, go on without a stop, and open in lower case.

    Parameters
    ----------
    text : str
        The text.
    found : list of Span
        Its lines.
    """
    if len(found) < FEWEST_LINES:
        return False
    going_on = sum(1 for line in found if not text.startswith(STOPS, line.end - 1) and line.end - line.start <= WIDEST)
    lower = sum(1 for line in found if text[line.start].islower())
    return 2 * going_on > len(found) and 5 * lower > 2 * len(found)


def paragraphs(text: str, found: list[Span], is_wrapped: bool) -> list[Span]:
    """Join the lines that one paragraph was broken into.

    Parameters
    ----------
    text : str
        The text.
    found : list of Span
        Its lines.
    is_wrapped : bool
        The text is hard-wrapped. Otherwise only a line that opens in lower case behind one without a stop goes on.

    Returns
    -------
    list of Span
        Paragraphs in order. Page numbers and notes on the language spoken are in none, unless they stand within one.
    """
    body = [line for line in found if not form("furniture").fullmatch(text, line.start, line.end)]
    width = _width(body) if is_wrapped else 0
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(body), start=1) if _opens(text, a, b, width)), len(body)]
    return [Span(body[a].start, body[b - 1].end) for a, b in pairwise(starts) if a < b]


def _width(found: list[Span]) -> int:
    """Return the usual width of hard-wrapped lines: their ninth decile, long lines left out."""
    lengths = sorted(line.end - line.start for line in found if line.end - line.start <= WIDEST)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _opens(text: str, last: Span, line: Span, width: int) -> bool:
    """Tell whether a line opens a paragraph; ``width`` is 0 in a text that is not hard-wrapped."""
    gap = text[last.end : line.start]
    is_apart, is_indented = gap.count("\n") > 1, gap[-1] in " \t"
    if form("label").match(text, line.start, line.end) and form("asks").match(text, line.start):
        return True
    if text.startswith(STOPS, last.end - 1):
        is_marked = form("mark").match(text, line.start) or form("label").match(text, line.start, line.end)
        is_short = last.end - last.start < SHORT * width
        return bool(not width or is_apart or is_indented or is_marked or is_short)
    if form("mark").match(text, line.start) and not text[line.start].isdigit():
        return True
    if text[line.start].islower():
        return False
    goes_on = last.end - last.start >= CUT * width if is_apart else True
    return not (width and goes_on)
