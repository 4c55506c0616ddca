"""When a code counts as right: when either reading chose it. The definitions are those of ``score.py``."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from positions.attribution.lexicon import lexicon

CODES = ("speaker_country", "target", "target_basis", "institution", "quote_type", "act", "stance")
WORDS = ("cue", "source", "condition", "label", "via")


def accepted(hand: dict, field: str) -> list:
    """Return the codes of either reading."""
    return [hand.get(field), *hand.get("also", {}).get(field, [])]


def settled(hand: dict, other: dict, field: str, same: Callable[[object], object] = lambda code: code) -> object:
    """Return the hand coding's code to count: the other's if either reading chose it, else the first reading's.

    Parameters
    ----------
    hand, other : dict
        Records.
    field : str
        Of the code.
    same : callable
        Codes that it makes equal are equal.
    """
    codes = accepted(hand, field)
    return next((code for code in codes if same(code) == same(other.get(field))), codes[0])


def nearest_themes(hand: dict, other: dict) -> set[str]:
    """Return the themes of the reading that shares most with the other coding."""
    return set(max(accepted(hand, "themes"), key=lambda listed: len(set(listed) & set(other.get("themes") or []))))


def verdicts(hand: dict, other: dict) -> dict[str, bool]:
    """Tell of every field whether the other coding's code is accepted.

    Parameters
    ----------
    hand, other : dict
        The records of a pair.

    Returns
    -------
    dict of str to bool
        By field; ``usable`` when speaker, country, target and act are right: what a reader of the comparison relies on.
    """
    right = {field: other.get(field) in accepted(hand, field) for field in CODES}
    right["speaker"] = same_speaker(hand, other)
    for field in WORDS:
        right[field] = hit(hand, other, field) or (not other.get(field) and not all(accepted(hand, field)))
    right["theme"] = (other.get("themes") or [""])[0] in [themes[0] for themes in accepted(hand, "themes")]
    right["usable"] = all(right[field] for field in ("speaker", "speaker_country", "target", "act"))
    return right


def hit(hand: dict, other: dict, field: str) -> bool:
    """Tell whether words of the text that both codings have, such as terms, are much the same."""
    return any(same_words(words, other.get(field)) for words in accepted(hand, field))


def same_words(one: object, other: object) -> bool:
    """Tell whether two wordings share at least half of their words."""
    first, second = (set(re.findall(r"\w+", fold(value))) for value in (one, other))
    return bool(first & second) and len(first & second) / len(first | second) >= 0.5


def same_speaker(hand: dict, other: dict) -> bool:
    """Tell whether every party one coding names is named by the other; a name may be shorter but not another."""
    found = _parties(other.get("speaker"))
    for value in accepted(hand, "speaker"):
        named = _parties(value)
        if named and found:
            if _covers(named, found) and _covers(found, named):
                return True
        elif not named and not found:  # a state, or an office without a name
            ours, theirs = _plain(value), _plain(other.get("speaker"))
            if (not ours and not theirs) or ours & theirs:
                return True
    return False


def fold(value: object) -> str:
    """Return a text in small letters, accents apart and possessives taken off."""
    text = unicodedata.normalize("NFKD", str(value or "")).replace("’", "'").casefold()
    return re.sub(r"'s\b", "", text)


def _covers(ours: list[set[str]], theirs: list[set[str]]) -> bool:
    """Tell whether each party of ours is one of theirs."""
    return all(any(one <= other or other <= one for other in theirs) for one in ours)


def _plain(value: object) -> set[str]:
    """Return the words of a name of a state or an office."""
    return set(re.findall(r"[a-z]+", fold(value))) - set(_list()["joining"])


def _parties(value: object) -> list[set[str]]:
    """Return the speakers a text names, each as the set of its telling words."""
    found = []
    for part in re.split(r"[;,/&]|\band\b", fold(value)):
        words = [word for word in re.findall(r"[a-z]+", part) if word not in _list()["articles"]]
        words = _list()["aliases"].get(" ".join(words), " ".join(words)).split()
        telling = {word for word in words if len(word) > 1} - _honorifics()
        found += [telling] if telling else []
    return found


def _list() -> dict:
    """Return the words that tell nobody apart, and the bodies with several names."""
    return lexicon("validation", "honorifics")


@cache
def _honorifics() -> frozenset[str]:
    """Return the words of ranks, offices and countries."""
    return frozenset(_list()["honorifics"])
