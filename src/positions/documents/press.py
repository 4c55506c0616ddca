"""Plain text of a press article told apart into headline, time, dateline and paragraphs.

The first line that is not blank is the headline. Some archives put the date before it (``date 2022-07-29 Pakistan
wants …``) and the clock time on a line of its own (``29 July,2022 11:42 pm``). The first paragraph of the body may open
with a dateline: a place in capitals, perhaps a day and an agency, then a colon or a dash. Some papers put a few points
("• PM thanks Beijing") above it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from positions.documents.dates.dateforms import before_title, has_clock
from positions.documents.dates.moments import moment
from positions.documents.document import Span
from positions.documents.layout import lines

PLACE = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(
    rf"(?P<place>{PLACE})(?:,\s*[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})?"  # BEIJING, May 20
    r"(?:\s*\([^)\n]{2,40}\)\s*[:–—-]*|\s*[:–—])\s*"  # (APP): or a colon or dash alone
)
POINT = re.compile(r"[•●▪■*]")
MOST_POINTS = 4  # between the headline and the dateline
LONGEST_HEADLINE = 300  # characters; a longer first line is a text without a headline


@dataclass(frozen=True)
class Parts:
    """Where the parts of an article stand, and what its own words say about when and where."""

    headline: Span
    paragraphs: tuple[Span, ...]
    dateline: str
    published: str
    published_at: str
    speaker: str = ""


def parts(text: str, time_zone: str = "", paragraphs: Sequence[Span] = ()) -> Parts:
    """Tell the parts of a press article apart.

    Parameters
    ----------
    text : str
        The article, not blank.
    time_zone : str
        IANA name of the zone the outlet's clock keeps; without it a clock time gives the date only.
    paragraphs : sequence of Span
        Its lines, joined where they are hard-wrapped; without them each line is a paragraph.

    Returns
    -------
    Parts
        Spans count the characters of ``text``; dates are ISO 8601, blank when the text gives none.
    """
    headline, *rest = paragraphs or lines(text)
    if headline.end - headline.start > LONGEST_HEADLINE:
        headline, rest = Span(headline.start, headline.start), [headline, *rest]
    published = published_at = dateline = ""
    if prefix := before_title().match(text, headline.start, headline.end):
        published, headline = prefix.group("date"), Span(prefix.end(), headline.end)
    if rest and has_clock(rest[0].of(text)) and (read := moment(rest[0].of(text), time_zone)):
        published, published_at, rest = published or read.days[0], read.at, rest[1:]
    first = next((n for n, line in enumerate(rest[: MOST_POINTS + 1]) if not POINT.match(text, line.start)), 0)
    if rest and (opening := DATELINE.match(text, rest[first].start, rest[first].end)):
        dateline = opening.group("place")
        rest[first] = Span(opening.end(), rest[first].end)
    return Parts(headline, tuple(span for span in rest if span.start < span.end), dateline, published, published_at)
