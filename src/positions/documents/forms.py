"""The forms of speech and of records of it, compiled (``forms.yaml``)."""

import re
from functools import cache
from importlib import resources

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _entries() -> dict[str, str | list[str]]:
    """Return the entries of ``forms.yaml``."""
    return yaml.load(resources.files(__package__).joinpath("forms.yaml").read_text(encoding="utf-8"), Loader=Loader)


@cache
def form(name: str, before: str = "") -> re.Pattern:
    """Return the pattern of an entry of ``forms.yaml``; a list is a choice.

    Parameters
    ----------
    name : str
        The entry.
    before : str
        A regular expression that must match directly before it, as the start of a line.
    """
    entry = _entries()[name]
    pattern = entry if isinstance(entry, str) else "|".join(entry)
    return re.compile(f"{before}(?:{pattern})")
