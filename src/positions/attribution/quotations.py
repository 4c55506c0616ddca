"""Where a text quotes: the words between quotation marks, paragraph by paragraph."""

import re
from bisect import bisect_right

from positions.documents import Span

# A straight or single curly mark opens only before a word and closes only behind one, so that apostrophes
# (Pakistan’s, players’) and feet or inches do not count.
DOUBLE = re.compile(r"“(?P<curly>[^“”\n]*)(?:”|$)|(?<!\w)\"(?=\S)(?P<straight>[^\"\n]*)(?:\"|$)")
SINGLE = re.compile(r"(?<![\w’])[‘'](?=\S)(?P<inner>[^‘\n]{1,300}?)(?<=[\w.,!?…%-])[’'](?![\w])")


def quotations(text: str, within: Span) -> list[Span]:
    """Find the quoted words in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A paragraph or a headline. A quotation that is not closed runs to its end, as the press writes quotations that
        go on in the next paragraph.

    Returns
    -------
    list of Span
        The words without their marks, in order. Single marks count outside double ones only.
    """
    paragraph = within.of(text)
    found = [_inside(match, within.start) for match in DOUBLE.finditer(paragraph)]
    starts = [span.start for span in found]
    for match in SINGLE.finditer(paragraph):
        span = _inside(match, within.start)
        before = bisect_right(starts, span.start) - 1
        if before < 0 or span.start >= found[before].end:
            found.append(span)
    return sorted(span for span in found if span.start < span.end)


def _inside(match: re.Match, offset: int) -> Span:
    """Return the span of the group that matched, in the document's characters."""
    return Span(match.start(match.lastgroup) + offset, match.end(match.lastgroup) + offset)


def is_quoted(span: Span, quoted: list[Span]) -> bool:
    """Tell whether a span lies wholly within one quotation."""
    return any(quotation.holds(span) for quotation in quoted)
