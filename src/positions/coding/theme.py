"""Themes: what a statement is about."""

from positions.attribution.lexicon import lexicon
from positions.coding.patterns import Code, every
from positions.schemas import LIST_SEPARATOR

FALLBACK = "bilateral_relations"
MOST = 3  # codebook: one to three themes


def themes(content: str) -> Code:
    """Code the themes of a content, the main one first.

    A word that names a theme by itself weighs two, a word that only goes with it one. The ties in general yield to any
    other theme unless words name them as such. The main theme weighs most; of equals, the first raised leads.

    Parameters
    ----------
    content : str
        The words of the statement.

    Returns
    -------
    Code
        One to three themes joined by ``"; "``, and the words that raised each.
    """
    found = []
    for theme, entry in lexicon("coding", "themes").items():
        strong, words = every(entry["strong"], content), every(entry["words"], content)
        distinct = {m.group().lower() for m in strong}
        weight = 2 * len(distinct) + len({m.group().lower() for m in words} - distinct)
        if weight:
            places = strong or words
            found.append((theme, weight, places[0].start(), places[0].group()))
    named = [item for item in found if item[1] > 1 or item[0] != FALLBACK]
    kept = [item for item in named if item[1] > 1] or named
    if not kept:
        return Code(FALLBACK, "no word raises another theme")
    kept.sort(key=lambda item: (-min(item[1], 4), item[2]))
    kept = kept[:MOST]
    why = ", ".join(f"{theme}: “{words}”" for theme, _, _, words in kept)
    return Code(LIST_SEPARATOR.join(theme for theme, *_ in kept), why)
