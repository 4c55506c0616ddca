"""A statement cited: outlet, title, date, address, how the text came here, and the place in it."""

from positions.documents import Document
from positions.documents.manifest import NAME as MANIFEST


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
    way = came(document)
    address = f"{document.url} ({way})" if document.url and way else document.url or way
    parts = [
        document.publisher or document.outlet,
        f"“{document.title}”" if document.title else document.file,
        document.published,
        address,
        f"characters {start}–{end} of the text with sha256 {document.sha256}",
    ]
    return " ".join(", ".join(part for part in parts if part).split()) + "."


def came(document: Document) -> str:
    """Say how a document came here, in a clause; blank for a file of its own of which nothing is told.

    Parameters
    ----------
    document : Document

    Returns
    -------
    str
        "retrieved 2030-01-02" only of what was fetched; else from which file it was added, with the sha256 of what
        came in, and when it was retrieved according to that file.
    """
    if document.is_fetched:
        return f"retrieved {document.retrieved}"
    told = [f"added from {document.origin}, sha256 {document.sha256_received}"] if document.origin else []
    return "; ".join(told + ([f"retrieved {retrieved(document)}"] if document.retrieved else []))


def retrieved(document: Document) -> str:
    """Return the day a document was retrieved, and who says so unless it was fetched; blank when it is not known."""
    if document.is_fetched or not document.retrieved:
        return document.retrieved
    return f"{document.retrieved} (according to {'the file' if document.origin else MANIFEST})"
