"""Quoted words checked against their source: a report with one that does not stand there is not written."""

from collections.abc import Sequence

import pandas as pd

from positions.documents import Document
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES


class NotVerbatim(ValueError):
    """A quoted string is not exactly in its source."""


def check(statements: pd.DataFrame, documents: Sequence[Document]) -> None:
    """Check that every source, cue, content, condition and label stands in its text, where its offsets say.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    documents : sequence of Document
        Those the statements were taken from.

    Raises
    ------
    NotVerbatim
        For the first string that does not; it names the statement and both strings.
    """
    texts = {document.doc_id: document.text for document in documents}
    for row in statements.itertuples():
        for column, places in PLACES.items():
            quoted, spans = getattr(row, column), getattr(row, places)
            found = PIECE_SEPARATOR.join(_pieces(texts[row.doc_id], spans))
            if quoted != found:
                raise NotVerbatim(f"{row.statement_id}: {column} is {quoted!r}, the source has {found!r} at {spans!r}")


def _pieces(text: str, spans: str) -> list[str]:
    """Return the words at offsets such as ``653-803; 810-820``."""
    pairs = (span.split("-") for span in spans.split(LIST_SEPARATOR) if span)
    return [text[int(start) : int(end)] for start, end in pairs]
