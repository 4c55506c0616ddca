"""Keywords in context: for each place of a word the words to its left and right, from the text as stored."""

from collections.abc import Sequence

import pandas as pd

from positions import schemas
from positions.comparison.ngrams import index
from positions.comparison.pair import Comparison

LINES = schemas.Schema(
    "keywords in context",
    {
        "phrase": str,  # in small letters
        "side": str,
        "statement_id": str,
        "published": str,
        "outlet": str,
        "speaker": str,
        "left": str,
        "keyword": str,  # text[start:end]
        "right": str,
        "start": int,  # first character in the document's text
        "end": int,
    },
)
WIDTH = 60  # characters to either side, whole words


def kwic(comparison: Comparison, phrases: Sequence[str], side: str) -> pd.DataFrame:
    """List the places of phrases in what the state says to one side.

    Parameters
    ----------
    comparison : Comparison
    phrases : sequence of str
        As in `positions.comparison.ngrams.PLACES`.
    side : str
        The counterpart.

    Returns
    -------
    DataFrame
        With the schema LINES, by phrase as given, then in the order of the documents. Left and right are the stored
        text's own, line breaks among them, and end with the paragraph.
    """
    rows = comparison.part("said", side)
    statements = {row.statement_id: row for row in rows.itertuples(index=False)}
    texts = {document.doc_id: document.text for document in comparison.documents}
    places = index(comparison)
    places = places[places.statement_id.isin(rows.statement_id)]
    table = []
    for phrase in phrases:
        for place in places[places.phrase == phrase].itertuples():
            row = statements[place.statement_id]
            text = texts[row.doc_id]
            line = {"phrase": phrase, "side": side, "statement_id": row.statement_id, "published": row.published}
            line |= {"outlet": row.outlet, "speaker": row.speaker, "start": place.start, "end": place.end}
            line |= {"left": _left(text, place.start), "keyword": text[place.start : place.end]}
            table.append(line | {"right": _right(text, place.end)})
    return LINES.table(table)


def _left(text: str, start: int) -> str:
    """Return the whole words before a place, back to the paragraph's start."""
    first = max(0, start - WIDTH, text.rfind("\n\n", 0, start) + 2)
    if first and text[first - 1].isalnum():
        first += len(text[first:start].split(" ", 1)[0])
    return text[first:start]


def _right(text: str, end: int) -> str:
    """Return the whole words behind a place, up to the paragraph's end."""
    stop = text.find("\n\n", end)
    last = min(len(text) if stop < 0 else stop, end + WIDTH)
    if last < len(text) and text[last].isalnum():
        last -= len(text[end:last].rsplit(" ", 1)[-1])
    return text[end:last]
