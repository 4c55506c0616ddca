"""Where the words of a statement stand in what came in, before the text was cleaned and stored."""

from collections.abc import Iterable

from positions.documents import Document, Span
from positions.documents.traced import Traced


def received(document: Document, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return the places of some stretches of a text in what came in.

    Parameters
    ----------
    document : Document
    spans : iterable of tuple of int
        Start and end, in characters of the text as stored.

    Returns
    -------
    list of str
        ``text 120–240``: the part of what came in (a column, a page, a paragraph) and its characters; empty for a text
        that is stored as it was received.
    """
    text = Traced(document.text, document.runs)
    places = [origin for start, end in spans for origin in text.origins(Span(start, end))]
    return [f"{part} {start}–{end}" for part, start, end in places]
