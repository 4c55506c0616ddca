"""The place of a statement as W3C Web Annotation selectors, so that other tools can find it.

References
----------
Web Annotation Data Model, W3C Recommendation, 23 February 2017, sections 4.2.4 (text quote) and 4.2.5 (text position).
"""

from positions.documents import Document
from positions.reporting.passages import spans

AROUND = 32  # characters before and after the words, by which they are found in a text that has moved


def target(row: object, document: Document) -> dict[str, object]:
    """Return the target of a statement as an annotation has it.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    document : Document
        The text it was taken from.

    Returns
    -------
    dict
        ``source`` (the document's address, or the sha256 of its text as a URN) and ``selector``: for each piece of the
        content a ``TextQuoteSelector`` and a ``TextPositionSelector``, in characters of the text as stored.
    """
    selectors = [selector for start, end in spans(row.spans) for selector in _selectors(document.text, start, end)]
    return {"source": document.url or f"urn:sha256:{document.sha256}", "selector": selectors}


def _selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """Return both selectors of one stretch of text."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
