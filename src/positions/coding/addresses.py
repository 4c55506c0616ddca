"""Which statement a correction is about: the one of its name, or the one that now has its words.

A statement is named by its place, and a better rule may cut it otherwise: then it is known by the words the reader
copied. The texts themselves are never changed, so a statement cut otherwise overlaps the old place; where it does not
(a text received anew, with other characters before it), four words or more must stand in one statement only.
"""

import re

import pandas as pd

from positions.coding.corrections import STATEMENT, Correction
from positions.schemas import PIECE_SEPARATOR

SHORTEST = 4  # words that tell a statement anywhere in its document
NEAREST = 3  # statements named to a reader whose correction fits none
OPENING = 60  # characters of each


def address(correction: Correction, statements: pd.DataFrame, texts: dict[str, str]) -> tuple[str, Correction]:
    """Find the statement a correction is about.

    Parameters
    ----------
    correction : Correction
        One without a problem.
    statements : DataFrame
        With the schema STATEMENTS, as the coder gives them.
    texts : dict of str to str
        The text of each document, by ``doc_id``.

    Returns
    -------
    tuple of str and Correction
        The ``statement_id``, blank when no statement fits; then the correction says why.
    """
    named = STATEMENT.fullmatch(correction.statement)
    doc_id, start, end = correction.document, int(named["start"]), int(named["end"])
    if doc_id not in texts:
        return "", correction.refused(f"the document {doc_id!r} is not among those read", "Add it, or mend the name.")
    own = statements[statements.doc_id == doc_id]
    own = own.assign(overlaps=(own.start < end) & (start < own.end), distance=(own.start - start).abs())
    exact = own[own.statement_id == correction.statement]
    if len(exact) and correction.words in exact.content.iloc[0]:
        return correction.statement, correction
    if len(exact):
        problem = f"the statement of this name has other words: “{exact.content.iloc[0]}”"
        return "", correction.refused(problem, "Copy words of the statement that is meant, and its name.")
    found = _by_words(own, correction.words, texts[doc_id])
    if len(found) == 1:
        return found.statement_id.iloc[0], correction
    if len(found) > 1:
        problem = f"its words stand in {len(found)} statements: {', '.join(found.statement_id)}"
        return "", correction.refused(problem, "Name the one that is meant.")
    stands = all(piece in texts[doc_id] for piece in correction.words.split(PIECE_SEPARATOR))
    problem = "of these words" if stands else f"here, and “{correction.words}” does not stand in the text"
    return "", correction.refused(f"no statement {problem}", _nearest(own))


def _by_words(own: pd.DataFrame, words: str, text: str) -> pd.DataFrame:
    """Return the statements that can be meant by their words, best evidence first."""
    holding = own[own.content.str.contains(words, regex=False)]
    if holding.overlaps.any():
        return holding[holding.overlaps]
    places = [(match.start(), match.end()) for match in re.finditer(re.escape(words), text)]
    touched = [any(row.start < end and start < row.end for start, end in places) for row in own.itertuples()]
    touching = own[own.overlaps & pd.Series(touched, index=own.index, dtype=bool)]
    if len(touching):
        return touching
    return holding if len(words.split()) >= SHORTEST else holding.iloc[:0]


def _nearest(own: pd.DataFrame) -> str:
    """Name the statements nearest to the place a reader gave."""
    few = own.sort_values(["distance", "start"], kind="stable").head(NEAREST)
    listed = [f"{row.statement_id} “{row.content[:OPENING]}”" for row in few.itertuples()]
    return f"Nearest: {', '.join(listed)}." if listed else "No statement was found in this document."
