"""The properties of a PDF or a Word document, where a person and no program wrote them (``properties.yaml``)."""

import re
from functools import cache
from importlib import resources

import yaml

LONGEST = 300  # characters of a title or a byline; more is something else in the wrong field


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return what programs write, by property."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("properties.yaml").read_text(encoding="utf-8"))
    joined = {name: entry if isinstance(entry, str) else "|".join(entry) for name, entry in entries.items()}
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()}


def title(given: str) -> str:
    """Return a title, blank where it is a file's name or what a program puts there ("Microsoft Word - x.doc")."""
    return _real(given, "no_title")


def author(given: str) -> str:
    """Return an author, blank where it is the name of a machine or an account ("Windows User")."""
    return _real(given, "no_author")


def is_printed(program: str) -> bool:
    """Tell whether a program is one that prints pages or scans sheets, so that its date says nothing of the text."""
    return _patterns()["prints"].fullmatch(program) is not None


def _real(given: str, name: str) -> str:
    """Return a property on one line, blank where a program wrote it."""
    words = " ".join(given.split())
    return "" if len(words) > LONGEST or _patterns()[name].fullmatch(words) else words
