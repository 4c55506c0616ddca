"""Statements that an article gives twice, as in its headline and its first sentence: counted once, and listed.

Those that several carriers of one press release give can be counted once as well.

A statement repeats another of the same document when speaker, target and act are the same and at least three quarters
of the words of the shorter stand in the longer. Statements of fewer than four words are left alone: they are too short
to tell. The longer one is counted; of two of one length the later, since a headline is the outlet's and comes first.
Of a release, what the document that speaks for it has is counted before what others have.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

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
    found = [""] * len(statements)
    groups: dict[tuple, list[tuple]] = defaultdict(list)
    columns = ["doc_id", "start", "statement_id", "content", *SAME]
    for at, (doc_id, start, name, content, *same) in enumerate(zip(*(statements[c] for c in columns), strict=True)):
        of = releases.get(doc_id, doc_id)
        groups[of, *same].append((of == doc_id, start, at, name, content))
    for group in groups.values():
        if len(group) > 1:
            for at, name in _repeated(group):
                found[at] = name
    return pd.Series(found, index=statements.index, dtype="str")


def _repeated(group: list[tuple]) -> Iterator[tuple[int, str]]:
    """Yield which of some statements, by number, repeat another, by id; the one that counts most comes first."""
    each = [(is_own, words(content), start, at, name) for is_own, start, at, name, content in group]
    kept: list[tuple[set[str], str]] = []
    for _, own, _, at, name in sorted(each, key=lambda one: (one[0], len(one[1]), one[2]), reverse=True):
        first = next((before for other, before in kept if _same(own, other)), "")
        if first:
            yield at, first
        else:
            kept.append((own, name))


def words(text: str) -> set[str]:
    """Return the different words of a text, in small letters."""
    return set(re.findall(r"\w+", text.casefold()))


def _same(one: set[str], other: set[str]) -> bool:
    """Tell whether enough of the shorter's words stand in the longer."""
    shorter = min(len(one), len(other))
    return shorter >= SHORTEST and len(one & other) >= SHARED * shorter
