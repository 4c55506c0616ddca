"""Two codings of one text beside each other: which statements are the same, and which codes are right.

Statements are put in pairs, best overlap first, and a code is right when either reading of the hand coding chose it.
These definitions are those of ``score.py`` beside the hand coding, which stays the judge: a test compares the two.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from positions.data_files import lexicon
from positions.errors import InputError

ACCEPTED_CODES = ("speaker_country", "target", "target_basis", "institution", "quote_type", "act", "stance")
ACCEPTED_WORDS = ("cue", "source", "condition", "label", "via")


def accepted_codes(hand: dict, field: str) -> list:
    """Return the codes of either reading."""
    return [hand.get(field), *hand.get("also", {}).get(field, [])]


def settle_code(hand: dict, other: dict, field: str, same: Callable[[object], object] = lambda code: code) -> object:
    """Return the code that counts as the hand coding's: the other's if a reading chose it, else the first reading's.

    Parameters
    ----------
    hand, other : dict
        Records.
    field : str
        Of the code.
    same : callable
        Codes that it makes equal are equal.
    """
    codes = accepted_codes(hand, field)
    return next((code for code in codes if same(code) == same(other.get(field))), codes[0])


def main_code(value: object) -> object:
    """Return a code as it is, of themes the main one."""
    return next(iter(value), "") if isinstance(value, list) else value


def nearest_themes(hand: dict, other: dict) -> set[str]:
    """Return the themes of the reading that shares most with the other coding."""
    return set(
        max(accepted_codes(hand, "themes"), key=lambda listed: len(set(listed) & set(other.get("themes") or [])))
    )


def judge_fields(hand: dict, other: dict) -> dict[str, bool]:
    """Tell for every field whether the other coding's code is accepted.

    Parameters
    ----------
    hand, other : dict
        The records of a pair.

    Returns
    -------
    dict of str to bool
        By field; ``usable`` when speaker, country, target and act are right: what a reader of the comparison relies on.
    """
    right = {field: other.get(field) in accepted_codes(hand, field) for field in ACCEPTED_CODES}
    right["speaker"] = same_speaker(hand, other)
    for field in ACCEPTED_WORDS:
        right[field] = is_hit(hand, other, field) or (not other.get(field) and not all(accepted_codes(hand, field)))
    right["theme"] = main_code(other.get("themes")) in map(main_code, accepted_codes(hand, "themes"))
    right["usable"] = all(right[field] for field in ("speaker", "speaker_country", "target", "act"))
    return right


def is_hit(hand: dict, other: dict, field: str) -> bool:
    """Tell whether words of the text in both codings, such as terms, are nearly the same."""
    return any(same_words(words, other.get(field)) for words in accepted_codes(hand, field))


def same_words(one: object, other: object) -> bool:
    """Tell whether two wordings share at least half of their words."""
    first, second = (set(re.findall(r"\w+", fold_text(value))) for value in (one, other))
    return bool(first & second) and len(first & second) / len(first | second) >= 0.5


def same_speaker(hand: dict, other: dict) -> bool:
    """Tell whether every party one coding names is named by the other; a name may be shorter but not another."""
    found = _parties(other.get("speaker"))
    for value in accepted_codes(hand, "speaker"):
        named = _parties(value)
        if named and found:
            if _covers(named, found) and _covers(found, named):
                return True
        elif not named and not found:  # a state, or an office without a name
            ours, theirs = _plain_words(value), _plain_words(other.get("speaker"))
            if (not ours and not theirs) or ours & theirs:
                return True
    return False


def fold_text(value: object) -> str:
    """Return a text in small letters, accents apart and possessives taken off."""
    text = unicodedata.normalize("NFKD", str(value or "")).replace("’", "'").casefold()
    return re.sub(r"'s\b", "", text)


def _covers(ours: list[set[str]], theirs: list[set[str]]) -> bool:
    """Tell whether each party of ours is one of theirs."""
    return all(any(one <= other or other <= one for other in theirs) for one in ours)


def _plain_words(value: object) -> set[str]:
    """Return the words of a name of a state or an office."""
    return set(re.findall(r"[a-z]+", fold_text(value))) - set(_name_lists()["joining"])


def _parties(value: object) -> list[set[str]]:
    """Return the speakers a text names, each as the set of its telling words."""
    found = []
    for part in re.split(r"[;,/&]|\band\b", fold_text(value)):
        words = [word for word in re.findall(r"[a-z]+", part) if word not in _name_lists()["articles"]]
        words = _name_lists()["aliases"].get(" ".join(words), " ".join(words)).split()
        telling = {word for word in words if len(word) > 1} - _honorifics()
        found += [telling] if telling else []
    return found


def _name_lists() -> dict:
    """Return the words that tell nobody apart, and the bodies with several names."""
    return lexicon("validation", "honorifics")


@cache
def _honorifics() -> frozenset[str]:
    """Return the words of ranks, offices and countries."""
    return frozenset(_name_lists()["honorifics"])


EDGE = " \t\r\n\"'“”‘’.,;:-–—•"
THAT = re.compile(r"that\s+", re.IGNORECASE)
OVERLAP = 0.5  # Jaccard, of characters


class Pair(NamedTuple):
    """One statement in two codings.

    Attributes
    ----------
    hand, other : dict
        The records.
    overlap : float
        Jaccard's index of the characters of their contents.
    is_same : bool
        The contents are the same span, but for outer quotation marks, "that", white space and stops.
    """

    hand: dict
    other: dict
    overlap: float
    is_same: bool


class Matched(NamedTuple):
    """The pairs in one text, and what is left over.

    Attributes
    ----------
    pairs : list of Pair
        What is ``optional`` in the hand coding is in none.
    missed : list of dict
        Of the hand coding, in no pair; optional ones are not missed.
    spurious : list of dict
        Of the other coding, in no pair with a statement of the hand coding, optional ones included.
    """

    pairs: list[Pair]
    missed: list[dict]
    spurious: list[dict]


def match_statements(hand: list[dict], other: list[dict], text: str) -> Matched:
    """Pair the statements of two codings of a text one to one.

    Parameters
    ----------
    hand : list of dict
        Records whose places are found by their words, each after those already taken.
    other : list of dict
        Records with ``spans``; without, they are found by their words as well.
    text : str
        The document's text.

    Returns
    -------
    Matched

    Raises
    ------
    InputError
        If words of a coding are not in the text.
    """
    places = [_places(rows, text) for rows in (hand, other)]
    letters = [[{i for start, end in spans for i in range(start, end)} for spans in found] for found in places]
    overlaps = [
        (len(ours & theirs) / len(ours | theirs), i, j)
        for i, ours in enumerate(letters[0])
        for j, theirs in enumerate(letters[1])
        if ours & theirs
    ]
    partners: dict[int, int] = {}
    pairs = []
    for overlap, i, j in sorted(overlaps, key=lambda found: (-found[0], found[1], found[2])):
        if overlap >= OVERLAP and i not in partners and j not in partners.values():
            partners[i] = j
            if not hand[i].get("optional"):
                pairs.append(Pair(hand[i], other[j], overlap, places[0][i] == places[1][j]))
    missed = [row for i, row in enumerate(hand) if i not in partners and not row.get("optional")]
    spurious = [row for j, row in enumerate(other) if j not in partners.values()]
    return Matched(pairs, missed, spurious)


def _places(rows: list[dict], text: str) -> list[list[tuple[int, int]]]:
    """Return the trimmed spans of every content."""
    taken: set[tuple[int, int]] = set()
    return [[trim_span(text, *span) for span in row.get("spans") or find_content(row, text, taken)] for row in rows]


def find_content(row: dict, text: str, taken: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where a content's words stand, behind those already taken if they stand there more than once."""
    spans, cursor = [], 0
    for piece in row["content"] if isinstance(row["content"], list) else [row["content"]]:
        at = text.find(piece, cursor)
        while at >= 0 and (at, at + len(piece)) in taken:
            at = text.find(piece, at + 1)
        at = at if at >= 0 else text.find(piece)
        if at < 0:
            raise InputError(
                row.get("file", ""), f"does not hold {piece[:60]!r}", "Restore the hand coding and its articles."
            )
        taken.add((at, at + len(piece)))
        spans.append((at, at + len(piece)))
        cursor = at + len(piece)
    return spans


def trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span past quotation marks, a leading "that", stops and white space."""
    start = _past_edge(text, start, end)
    if that := THAT.match(text, start, end):
        start = _past_edge(text, that.end(), end)
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _past_edge(text: str, start: int, end: int) -> int:
    """Return the first place without a quotation mark, stop or white space."""
    while start < end and text[start] in EDGE:
        start += 1
    return start
