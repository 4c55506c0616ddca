"""Wording used to both counterparts alike: phrases found in statements to one and to the other.

A phrase is a run of two to five words within one statement. It opens and ends with a word that is not a function word
and holds one that is not a country's name either; a phrase within a longer one in the same statements is dropped.
"""

import re
from collections import defaultdict
from functools import cache
from importlib import resources

import pandas as pd
import yaml

from positions import schemas
from positions.comparison.pair import Comparison, made_once

PHRASES = schemas.Schema(
    "phrases said to both",
    {
        "phrase": str,  # in small letters
        "first": int,  # statements to the first counterpart that have it
        "second": int,
        "first_ids": str,
        "second_ids": str,
    },
)
LONGEST = 5


@cache
def _idle() -> tuple[frozenset[str], frozenset[str]]:
    """Return the function words and the names of the countries."""
    data = yaml.safe_load(resources.files(__package__).joinpath("idle_words.yaml").read_text(encoding="utf-8"))
    return frozenset(data["function"].split()), frozenset(data["names"].split())


@made_once
def phrases(comparison: Comparison) -> pd.DataFrame:
    """Find the phrases in the state's statements to both counterparts, mere assertions (``state``) left aside.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema PHRASES, those in the most statements of the rarer side first, then the longer.
    """
    said = [comparison.part("said", side) for side in comparison.counterparts]
    found = [_index(rows[rows.act != "state"]) for rows in said]
    shared = {phrase: (found[0][phrase], found[1][phrase]) for phrase in found[0].keys() & found[1].keys()}
    alike: dict[tuple, list[tuple[str, ...]]] = defaultdict(list)
    for phrase, where in shared.items():
        alike[where].append(phrase)
    kept = [p for group in alike.values() for p in group if not any(_within(p, q) for q in group)]
    kept.sort(key=lambda p: (-min(map(len, shared[p])), -sum(map(len, shared[p])), -len(p), p))
    ids = {p: [schemas.LIST_SEPARATOR.join(sorted(side)) for side in shared[p]] for p in kept}
    return PHRASES.table(
        [
            {
                "phrase": " ".join(p),
                "first": len(shared[p][0]),
                "second": len(shared[p][1]),
                "first_ids": ids[p][0],
                "second_ids": ids[p][1],
            }
            for p in kept
        ]
    )


def _index(rows: pd.DataFrame) -> dict[tuple[str, ...], frozenset[str]]:
    """Return for each phrase the statements that have it."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for statement_id, content in zip(rows.statement_id, rows.content, strict=True):
        for piece in re.split(r"[,;:.!?()[\]“”\"…]", content.casefold().replace("’", "'")):
            words = re.findall(r"\w+(?:['-]\w+)*", piece)
            for at in range(len(words)):
                for length in range(2, min(LONGEST, len(words) - at) + 1):
                    phrase = tuple(words[at : at + length])
                    if _telling(phrase):
                        found[phrase].add(statement_id)
    return {phrase: frozenset(ids) for phrase, ids in found.items()}


def _telling(phrase: tuple[str, ...]) -> bool:
    """Tell whether a phrase opens and ends with words that are no function words and holds more than names."""
    function, names = _idle()
    if phrase[0] in function or phrase[-1] in function:
        return False
    return any(word not in function and word.removesuffix("'s") not in names for word in phrase)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether one phrase stands within another, longer one."""
    if len(short) >= len(long):
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
