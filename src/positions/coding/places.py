"""Places given back: rows found in a healed text, with words and offsets of the text as stored."""

import re

from positions.documents import Document, Span
from positions.documents.healing import Healed
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES


def as_stored(
    statements: list[dict], engagements: list[dict], document: Document, healed: Healed
) -> tuple[list[dict], list[dict]]:
    """Return the rows of a document with the places of the text as stored.

    Parameters
    ----------
    statements, engagements : list of dict
        Rows of the healed document.
    document : Document
        The document as stored.
    healed : Healed
        The same, healed; rows of one in which nothing was broken are returned as they are.

    Returns
    -------
    tuple of list of dict
        Words as stored, line ends and hyphens included. What stands on both sides of a page's end is two pieces.
    """
    if healed.document is document:
        return statements, engagements
    ids = {row["engagement_id"]: _engagement(row, document, healed) for row in engagements}
    return [_statement(row, ids, document, healed) for row in statements], list(ids.values())


def _engagement(row: dict, document: Document, healed: Healed) -> dict:
    """Return the row of an engagement; its evidence is one stretch, whatever a page puts into it."""
    pieces = healed.stored(Span(row["start"], row["end"]))
    whole = Span(pieces[0].start, pieces[-1].end)
    at = {"start": whole.start, "end": whole.end, "evidence": whole.of(document.text)}
    if there := re.search(re.escape(row["place"]), at["evidence"], re.IGNORECASE):  # of a text in capitals
        at["place"] = there.group()
    return row | at | {"engagement_id": f"{document.doc_id}:{whole.start}-{whole.end}"}


def _statement(row: dict, engagements: dict[str, dict], document: Document, healed: Healed) -> dict:
    """Return the row of a statement."""
    given: dict[str, str | int] = {}
    for words, places in PLACES.items():
        pieces = [piece for span in _spans(row[places]) for piece in healed.stored(span)]
        given[words] = PIECE_SEPARATOR.join(piece.of(document.text) for piece in pieces)
        given[places] = LIST_SEPARATOR.join(f"{piece.start}-{piece.end}" for piece in pieces)
    content = _spans(given["spans"])
    given["start"], given["end"] = content[0].start, content[-1].end
    given["statement_id"] = f"{document.doc_id}:{given['start']}-{given['end']}"
    if row["engagement_id"]:
        given["engagement_id"] = engagements[row["engagement_id"]]["engagement_id"]
    return row | given


def _spans(places: str) -> list[Span]:
    """Read places such as ``653-803; 810-820``."""
    return [Span(*map(int, place.split("-"))) for place in places.split(LIST_SEPARATOR) if place]
