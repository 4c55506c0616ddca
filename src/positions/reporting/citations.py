"""A statement cited: outlet, title, date, address, day of retrieval, and the place in the text."""

from positions.documents import Document


def citation(document: Document, start: int, end: int) -> str:
    """Return the citation of a place in a document, ready to be copied.

    Parameters
    ----------
    document : Document
    start, end : int
        Characters of the text as stored.

    Returns
    -------
    str
        On one line; what is not known of a document is left out. The sha256 tells which text the characters count.
    """
    retrieved = f"retrieved {document.retrieved}" if document.retrieved else ""
    address = f"{document.url} ({retrieved})" if document.url and retrieved else document.url or retrieved
    parts = [
        document.publisher or document.outlet,
        f"“{document.title}”" if document.title else document.file,
        document.published,
        address,
        f"characters {start}–{end} of the text with sha256 {document.sha256}",
    ]
    return " ".join(", ".join(part for part in parts if part).split()) + "."
