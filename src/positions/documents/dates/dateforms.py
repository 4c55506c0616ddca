"""The forms in which dates are written, compiled (``dates.yaml``)."""

import re
from functools import cache
from importlib import resources

import yaml

DIGITS = {ord(digit): str(number) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for number, digit in enumerate(digits)}
LONGEST = 120  # characters of the longest date with what stands before it: longer words are a sentence
CLOCK = re.compile(r"\d[:.]\d\d")


@cache
def entries() -> dict:
    """Return the entries of ``dates.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("dates.yaml").read_text(encoding="utf-8"))


def form(words: str) -> re.Match | None:
    """Return the first form of a date that words have as a whole; None when they have none."""
    if len(words) > LONGEST:
        return None
    plain = " ".join(words.translate(DIGITS).split()).removesuffix(".")
    return next((match for one in _forms() if (match := one.fullmatch(plain))), None)


def has_clock(words: str) -> bool:
    """Tell whether words that are a date give a time of day too."""
    return len(words) <= LONGEST and bool(CLOCK.search(words.translate(DIGITS)))


def is_update(words: str) -> bool:
    """Tell whether words say that the date they give is that of an update."""
    return bool(_update().match(words))


@cache
def numbers(name: str) -> dict[str, int]:
    """Return the number that each name of a month or weekday stands for."""
    return {word: number for number, words in entries()[name].items() for word in words}


@cache
def before_title() -> re.Pattern:
    """Return the pattern of a date that some archives put before a title; its group ``date`` is the date."""
    return re.compile(entries()["before_title"], re.IGNORECASE)


@cache
def _update() -> re.Pattern:
    return re.compile(entries()["updated"], re.IGNORECASE)


@cache
def _forms() -> list[re.Pattern]:
    """Return the forms of dates, compiled."""
    names = {name: "|".join(map(re.escape, words)) for name, words in _lists().items()}
    parts = {name: _filled(part, names) for name, part in entries()["parts"].items()}
    before = entries()["before"]
    return [re.compile(f"(?:{before})?{_filled(form, parts)}", re.IGNORECASE) for form in entries()["forms"]]


def _lists() -> dict[str, list[str]]:
    """Return the names that stand in dates, longer ones first."""
    return {
        name: sorted((word for words in given for word in words), key=len, reverse=True)
        for name, given in (
            ("months", entries()["months"].values()),
            ("weekdays", entries()["weekdays"].values()),
            ("zones", [entries()["zones"]]),
        )
    }


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """Put the parts named in braces into a pattern; ``\\d{4}`` is no name."""
    return re.sub(r"\{([a-z_]+)\}", lambda name: parts[name.group(1)], pattern)
