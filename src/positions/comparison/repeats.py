"""Statements that an article gives twice, as in its headline and its first sentence: counted once, and listed.

A statement repeats another of the same document when speaker, target and act are the same and at least three quarters
of the words of the shorter stand in the longer. Statements of fewer than four words are left alone: they are too short
to tell. The longer one is counted; of two of one length the later, since a headline is the outlet's and comes first.
"""

import re

import pandas as pd

SHARED = 0.75
SHORTEST = 4
SAME = ["doc_id", "speaker_country", "speaker", "target", "act"]


def repeats(statements: pd.DataFrame) -> pd.Series:
    """Name for each statement the one it repeats.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.

    Returns
    -------
    Series of str
        ``statement_id`` of the statement that is counted in its place, blank for those counted; index as given.
    """
    found = pd.Series("", index=statements.index, dtype="str")
    for _, group in statements.groupby(SAME, sort=False):
        kept: list[tuple[set[str], str]] = []
        for index in sorted(group.index, key=lambda i: (len(words(group.content[i])), group.start[i]), reverse=True):
            own = words(group.content[index])
            first = next((name for other, name in kept if _same(own, other)), "")
            if first:
                found[index] = first
            else:
                kept.append((own, group.statement_id[index]))
    return found


def words(text: str) -> set[str]:
    """Return the different words of a text, in small letters."""
    return set(re.findall(r"\w+", text.casefold()))


def _same(shorter: set[str], longer: set[str]) -> bool:
    """Tell whether enough of the shorter's words stand in the longer."""
    return len(shorter) >= SHORTEST and len(shorter & longer) >= SHARED * len(shorter)
