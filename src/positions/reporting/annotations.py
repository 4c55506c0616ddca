"""A statement as a W3C Web Annotation: its codes as the body, the place of its words as the target.

References
----------
Web Annotation Data Model, W3C Recommendation, 23 February 2017, sections 3.2 (bodies and targets), 4.2.4 (text quote)
and 4.2.5 (text position).
"""

from positions.documents import Document
from positions.reporting.passages import spans

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after the words, by which they are found in a text that has moved
CODES = ("speaker", "speaker_country", "institution", "quote_type", "target", "themes", "act", "stance")


def annotation(row: object, document: Document) -> dict[str, object]:
    """Return a statement as an annotation.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    document : Document
        The text it was taken from.

    Returns
    -------
    dict
        ``body``: a ``TextualBody`` for each code that is not blank, its value ``"act: praise"``. ``target``: for each
        piece of the content its ``source`` (the document's address, or the sha256 of its text as a URN) and two
        selectors, a ``TextQuoteSelector`` and a ``TextPositionSelector``, in characters of the text as stored.
    """
    codes = [(name, str(getattr(row, name))) for name in CODES]
    source = document.url or f"urn:sha256:{document.sha256}"
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "value": f"{name}: {code}"} for name, code in codes if code],
        "target": [
            {"source": source, "selector": _selectors(document.text, start, end)} for start, end in spans(row.spans)
        ],
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """Return both selectors of one stretch of text."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
