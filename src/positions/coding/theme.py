"""Themes: what a statement is about."""

from typing import NamedTuple

from positions.coding.patterns import Coding, every
from positions.coding.terms import label
from positions.data_files import lexicon
from positions.documents import Span
from positions.schemas import LIST_SEPARATOR

FALLBACK = "bilateral_relations"
MOST = 3  # codebook: one to three themes


class Raised(NamedTuple):
    """A theme that a text raises: how much weighs for it, and the first words that do, with their place."""

    theme: str
    weight: int
    at: int
    words: str


def raised(content: str) -> list[Raised]:
    """Return every theme a text raises.

    A word that names a theme by itself weighs two, a word that only goes with it one.

    Parameters
    ----------
    content : str
        The words of a statement, or a sentence that says what was discussed.
    """
    found = []
    for theme, entry in lexicon("coding", "themes").items():
        strong, words = every(entry["strong"], content), every(entry["words"], content)
        distinct = {match.group().lower() for match in strong}
        weight = 2 * len(distinct) + len({match.group().lower() for match in words} - distinct)
        if weight:
            leading = (strong or words)[0]
            found.append(Raised(theme, weight, leading.start(), leading.group()))
    return found


def themes(content: str, before: str = "") -> Coding:
    """Code the themes of a content, the main one first.

    Words that only go with a theme count where no word names one. A named relationship ("strategic partnership") makes
    the ties in general the main theme; of the others, the first named leads.

    Parameters
    ----------
    content : str
        The words of the statement.
    before : str
        The main theme of what the same speaker said just before in the same paragraph; blank when nothing was.

    Returns
    -------
    Coding
        One to three themes joined by ``"; "``, and the words that raised each.
    """
    found = raised(content)
    kept = [item for item in found if item.weight > 1] or [item for item in found if item.theme != FALLBACK]
    if not found and before:
        return Coding(before, "no word raises another theme than the statement before", False)
    if not kept:
        return Coding(FALLBACK, "no word raises another theme", False)
    named_ties = bool(label(content, Span(0, len(content))).words)
    kept.sort(key=lambda item: (not (named_ties and item.theme == FALLBACK), -min(item.weight, 2), item.at))
    why = ", ".join(f"{item.theme}: “{item.words}”" for item in kept[:MOST])
    return Coding(LIST_SEPARATOR.join(item.theme for item in kept[:MOST]), why)


def topics(sentences: str) -> str:
    """Return what was discussed: the themes that weigh most, three at the most, in the order they are raised.

    Parameters
    ----------
    sentences : str
        The sentences that say so.
    """
    most = sorted(raised(sentences), key=lambda item: (-min(item.weight, 2), item.at))[:MOST]
    return LIST_SEPARATOR.join(item.theme for item in sorted(most, key=lambda item: item.at))
