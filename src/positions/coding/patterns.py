"""Patterns of the coding lexicons, compiled once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from positions.coding.word_lists import refused


class Coding(NamedTuple):
    """A code, the reason for it (the rule, and the words it rests on), and whether any word told it."""

    value: str | int
    why: str
    is_told: bool = True


def in_hundred(chance: float) -> int:
    """Return a chance as reasons and confidences give it: per cent, from 1 to 99, since nothing here is certain."""
    return min(max(round(100 * chance), 1), 99)


@cache
def _compiled(patterns: tuple[str, ...], behind: str = r"(?![\w-])") -> re.Pattern:
    """Return one expression for all patterns as whole words, with what has to stand behind them."""
    try:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)}){behind}", re.IGNORECASE)
    except re.error as error:
        raise refused(patterns) or error from None


def first(patterns: Iterable[str], text: str) -> re.Match | None:
    """Return the first place where one of the patterns matches whole words, or None."""
    patterns = tuple(patterns)
    return _compiled(patterns).search(text) if patterns else None


def at_start(patterns: Iterable[str], text: str) -> re.Match | None:
    """Return the match of one of the patterns at the start of the text, or None."""
    patterns = tuple(patterns)
    return _compiled(patterns).match(text) if patterns else None


def every(patterns: Iterable[str], text: str) -> list[re.Match]:
    """Return all places where one of the patterns matches whole words."""
    patterns = tuple(patterns)
    return list(_compiled(patterns).finditer(text)) if patterns else []


def just_before(patterns: Iterable[str], text: str, at: int, between: int = 0) -> re.Match | None:
    """Return the match of one of the patterns before a place, with so many words between at the most, or None."""
    return _compiled(tuple(patterns), rf"(?: [\w’'-]+){{0,{between}}} $").search(text[:at])
