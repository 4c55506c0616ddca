"""A text as it came in becomes one that reads, and remembers the way back.

Only what a page, a program or a wrong encoding put there is taken out or mended. Words stay, and so do quotation
marks, hard wraps and hyphens at line ends, which are healed for reading only (`positions.documents.healing`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from positions.documents.cleaning import characters, furniture, headlines
from positions.documents.dates import Evidence
from positions.documents.layout import lines
from positions.documents.traced import Edit, Traced

LINE_SPACE = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
BLANK_LINES = re.compile(r"(?<=\n\n)\n+")
BREAKS = re.compile(r"\s*\n\s*")
# In this order: what one step mends, the next may have to take out ("&nbsp;", then the space).
MENDING: tuple[tuple[str, Callable[[str], Iterable[Edit]]], ...] = (
    ("mojibake", characters.mojibake),
    ("Windows-1252", characters.windows),
    ("HTML entities", characters.entities),
    ("HTML tags", characters.tags),
)


@dataclass(frozen=True)
class Cleaned:
    """A text after cleaning.

    Attributes
    ----------
    text : Traced
        The text, with the way back.
    done : tuple of str
        What was done and how often, by rule: ``soft hyphens: 14``. Empty for a text that was clean.
    evidence : tuple of Evidence
        The dates in what was taken out, for `positions.documents.dates`.
    """

    text: Traced
    done: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def cleaned(text: Traced, title: str = "") -> Cleaned:
    """Clean a body.

    Parameters
    ----------
    text : Traced
        The body as a reader found it; for a plain text, the lines below its title.
    title : str
        Its title as cleaned; a first line that repeats it is taken out.

    Returns
    -------
    Cleaned
    """
    done: Counter[str] = Counter()
    text = _mended(text, done)
    found_lines = lines(text.text)
    found = furniture.furniture(text.text, found_lines)
    if title and (again := next(headlines.repeated(title, text.text, found_lines), None)):
        found = [again, *(one for one in found if one.edit.start >= again.edit.end)]
    text = _without(text, found, done)
    for pattern in (LINE_SPACE, BLANK_LINES):
        if edits := [Edit(*match.span()) for match in pattern.finditer(text.text)]:
            text = text.edited(edits)
    return Cleaned(text.stripped(), _said(done), tuple(one.evidence for one in found if one.evidence))


def headline(title: Traced, names: Iterable[str] = ()) -> Cleaned:
    """Clean a title.

    Parameters
    ----------
    title : Traced
        The title as a reader found it.
    names : iterable of str
        What its outlet is called; such a name behind the title is taken off.

    Returns
    -------
    Cleaned
        One line.
    """
    done: Counter[str] = Counter()
    title = _mended(title, done).stripped()
    title = title.edited(Edit(*match.span(), " ") for match in BREAKS.finditer(title.text))
    found = list(headlines.around(title.text, names))
    return Cleaned(
        _without(title, found, done).stripped(), _said(done), tuple(one.evidence for one in found if one.evidence)
    )


def _mended(text: Traced, done: Counter[str]) -> Traced:
    """Mend and take out characters."""
    for name, step in MENDING:
        if edits := list(step(text.text)):
            done[name] += len(edits)
            text = text.edited(edits)
    if found := list(characters.odd(text.text)):
        done.update(kind for kind, _ in found)
        text = text.edited(edit for _, edit in found)
    return text


def _without(text: Traced, found: Iterable[furniture.Found], done: Counter[str]) -> Traced:
    """Take furniture out."""
    edits = [(one.rule, one.edit) for one in found if one.edit.start < one.edit.end]
    done.update(rule.replace("_", " ") for rule, _ in edits)
    return text.edited(edit for _, edit in edits) if edits else text


def _said(done: Counter[str]) -> tuple[str, ...]:
    """Name what was done and how often, in the order it was done in."""
    return tuple(f"{name}: {times}" for name, times in done.items())
