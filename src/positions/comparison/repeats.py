"""Statements that an article gives twice, as in its headline and its first sentence: counted once, and listed.

Those that several carriers of one press release give can be counted once as well.

A statement repeats another of the same document when speaker, target and act are the same and at least three quarters
of the words of the shorter stand in the longer. Statements of fewer than four words are left alone: they are too short
to tell. The longer one is counted; of two of one length the later, since a headline is the outlet's and comes first.
Of a release, what the document that speaks for it has is counted before what others have.
"""

import re
from collections.abc import Mapping

import pandas as pd

SHARED = 0.75
SHORTEST = 4
SAME = ["speaker_country", "speaker", "target", "act"]


def repeats(statements: pd.DataFrame, releases: Mapping[str, str]) -> pd.Series:
    """Name for each statement the one it repeats.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    releases : mapping of str to str
        For documents whose repetitions of each other count as well, the one that speaks for all of them; empty when
        each stands for itself.

    Returns
    -------
    Series of str
        ``statement_id`` of the statement that is counted in its place, blank for those counted; index as given.
    """
    found = pd.Series("", index=statements.index, dtype="str")
    of = statements.doc_id.map(lambda doc_id: releases.get(doc_id, doc_id)).rename("release")
    is_own = of == statements.doc_id
    for _, group in statements.groupby([of, *(statements[name] for name in SAME)], sort=False):
        kept: list[tuple[set[str], str]] = []
        order = {i: (is_own[i], len(words(group.content[i])), group.start[i]) for i in group.index}
        for index in sorted(group.index, key=order.__getitem__, reverse=True):
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


def _same(one: set[str], other: set[str]) -> bool:
    """Tell whether enough of the shorter's words stand in the longer."""
    shorter = min(len(one), len(other))
    return shorter >= SHORTEST and len(one & other) >= SHARED * shorter
