"""Names, colours and markers of countries and codes in a report."""

import math
from collections.abc import Iterable
from functools import partial

from positions.countries import codes, profile
from positions.data_files import lexicon

_names = partial(lexicon, "reporting/render", "names")
_KINDS = {"act": "acts", "stance": "stances", "theme": "themes", "quote_type": "wording"}  # of codes, by their column


def country(code: str) -> str:
    """Return a country's name within a sentence: "the United States"."""
    return profile(code).name if code in codes() else _names()["together"][code]["name"]


def heading(code: str) -> str:
    """Return a country's name at the head of a column: "United States"."""
    return capital(country(code).removeprefix("the "))


def mark(code: str) -> tuple[str, str]:
    """Return the colour and the marker a country is drawn with."""
    if code in codes():
        return profile(code).colour, profile(code).marker
    entry = _names()["together"][code]
    return entry["colour"], entry["marker"]


def colour(name: str) -> str:
    """Return a colour that does not belong to a country: ``ink``, ``soft``, ``rule`` or ``ground``."""
    return _names()["colours"][name]


def series() -> list[tuple[str, str]]:
    """Return the colours and markers of series other than countries, in order."""
    return [(colour(name), marker) for name, marker in _names()["series"]]


def variables() -> dict[str, str]:
    """Return for each colour in figures its name in the style of the pages."""
    drawn = (*codes(), *_names()["together"])
    countries = {mark(code)[0]: code.lower() for code in drawn}
    return countries | {value: name for name, value in _names()["colours"].items()}


def named(kind: str, code: str) -> str:
    """Return the name of a code of a kind (``acts``, ``levels``, …) or column (``act``); else the code with spaces."""
    return str(_names().get(_KINDS.get(kind, kind), {}).get(code, code.replace("_", " ")))


def parts() -> tuple[str, ...]:
    """Return the parts of a comparison that have names, in order."""
    return tuple(_names()["parts"])


def part(code: str, actor: str) -> str:
    """Return the name of a part of a comparison: "said by Pakistan"; or its code with spaces if it has no name."""
    return named("parts", code).replace("{actor}", country(actor))


def speaking(code: str, actor: str) -> str:
    """Return who speaks in a part of a comparison; blank if that is not known."""
    return _names()["speaking"].get(code, "").replace("{actor}", country(actor))


def channel(code: str, n: int = 1) -> str:
    """Return a channel in words: "a call", "3 meetings"."""
    one, more = _names()["channels"].get(code, [code, code])
    return one if n == 1 else f"{n} {more}"


def channels(code: str) -> str:
    """Return a channel in the plural: "meetings"."""
    return _names()["channels"].get(code, [code, code])[1]


def outlets(kind: str, n: int) -> tuple[str, str]:
    """Return a kind of outlet in words, for one or several, and what such sources do and leave out."""
    one, more, leaves_out = _names()["outlets"][kind]
    return (one if n == 1 else more), leaves_out


def listed(items: list[str], last: str = "and") -> str:
    """Join words as a sentence does: "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def few(items: list[str], most: int, noun: str) -> str:
    """Join the first words of a list, and say how many more there are: "a, b and 3 other publishers"."""
    rest = len(items) - most
    return listed(items if rest < 2 else [*items[:most], f"{rest} other {noun}"])


def counted(n: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 statement", "no statements", "1,234 statements"."""
    return f"{f'{n:,}' if n else 'no'} {noun if n == 1 else plural or noun + 's'}"


def in_100(values: Iterable[float], between: str = " to ") -> str:
    """Write a share in 100 with its limits: "22 (14 to 32)"; a dash if there is nothing to take a share of."""
    share, low, high = values
    if math.isnan(share):
        return "–"
    return f"{round(100 * share)} ({round(100 * low)}{between}{round(100 * high)})".replace("-", "−")
