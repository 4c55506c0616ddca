"""The parts of a speech or a transcript: titles, who speaks, the day, the paragraphs without numbers and bullets."""

from collections.abc import Sequence

from positions.documents.dates.moments import moment
from positions.documents.document import Span
from positions.documents.forms import form
from positions.documents.press import Parts

LONGEST_TITLE = 300  # characters
MOST_TITLES = 8
CLOSING = tuple(".?!…:;,")


def parts(text: str, paragraphs: Sequence[Span]) -> Parts:
    """Tell the parts of a speech or a transcript apart.

    Parameters
    ----------
    text : str
        The text, not blank.
    paragraphs : sequence of Span
        Its lines, joined where they are hard-wrapped.

    Returns
    -------
    Parts
        The headline is blank without a title; the speaker is blank when neither a title nor the opening names one.
    """
    titles = _titles(text, paragraphs)
    body = [_unmarked(text, span) for span in paragraphs[len(titles) :]]
    above = "\n".join(" ".join(span.of(text).split()) for span in titles)
    speaker = _speaker(above)
    opener = form("opener").match(text, body[0].start, body[0].end) if body else None
    if opener:
        speaker = speaker or opener.group("speaker").strip()
        body[0] = Span(opener.end(), body[0].end)
    recorded = form("recorded").match(text, body[0].start, body[0].end) if body and not speaker else None
    speaker = recorded.group("speaker").strip() if recorded else speaker
    headline = titles[0] if titles else Span(paragraphs[0].start, paragraphs[0].start)
    return Parts(headline, tuple(span for span in body if span.start < span.end), "", _day(above), "", speaker)


def _titles(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines above the first words: short, without a stop, no label and nobody addressed."""
    found: list[Span] = []
    for span in paragraphs[:MOST_TITLES]:
        is_words = span.end - span.start > LONGEST_TITLE or text.startswith(CLOSING, span.end - 1)
        is_opening = any(form(name).match(text, span.start, span.end) for name in ("address", "label", "mark"))
        if is_words or is_opening:
            break
        found.append(span)
    return found if len(found) < len(paragraphs) else []


def _unmarked(text: str, span: Span) -> Span:
    """Return a paragraph without the number or bullet before it."""
    mark = form("mark").match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark else span


def _speaker(above: str) -> str:
    """Return who speaks, as a title or the line below it says."""
    match = form("by_line").search(above)
    return match.group("speaker").strip(" ,") if match else ""


def interviewed(headline: str) -> str:
    """Return who is interviewed, as the headline of an interview says; blank when it does not."""
    match = form("interviewed").match(headline)
    return match.group("speaker").strip(" ,") if match else ""


def _day(above: str) -> str:
    """Return the day a title gives, as ISO text; blank without one."""
    match = form("date").search(above)
    read = moment(match.group()) if match else None
    return read.days[0] if read else ""
