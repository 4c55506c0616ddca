"""What a page puts around an article: adverts, footers, credits, links to other articles, comments.

Everything is found line by line by patterns that must match the line as a whole (``cleaning.yaml``), so that no
sentence of an article is lost for a word in it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from positions.documents.dates import Evidence
from positions.documents.dates.dateforms import has_clock, is_update
from positions.documents.dates.moments import moment
from positions.documents.document import Span
from positions.documents.traced import Edit

FIRST = 3  # lines of a body among which a site writes when it published
LONGEST = 2000  # characters of a line of furniture; longer lines are not looked at
LONGEST_DATE = 100  # characters: longer lines are sentences
LONGEST_HEADING = 30  # characters of a line above comments


class Found(NamedTuple):
    """A piece of furniture: the rule that found it, where, and what takes its place."""

    rule: str
    edit: Edit
    evidence: Evidence | None = None


@cache
def entries() -> dict:
    """Return the entries of ``cleaning.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("cleaning.yaml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern:
    """Return the pattern of an entry of ``cleaning.yaml``."""
    return re.compile(entries()[name])


def furniture(text: str, lines: Sequence[Span]) -> list[Found]:
    """Find what is not the article's.

    Parameters
    ----------
    text : str
        A body.
    lines : sequence of Span
        Its lines that are not blank, without the white space around them.

    Returns
    -------
    list of Found
        In the order of the text, not overlapping.
    """
    found = [one for n, line in enumerate(lines) if (one := _line(text, line, n))]
    found += [*_country(text, lines), *_teasers(text, lines), *_printed_behind(text, lines)]
    found += _bullets(text, lines)
    comments = _comments(text, lines)
    found = [one for one in found if not comments or one.edit.start < comments.edit.start]
    found += [comments] if comments else []
    return _apart(sorted(found, key=lambda one: one.edit[:2]))


def _apart(found: list[Found]) -> list[Found]:
    """Leave out what lies in, or overlaps, a piece before it."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.edit.start >= kept[-1].edit.end:
            kept.append(one)
    return kept


def _line(text: str, line: Span, n: int) -> Found | None:
    """Find a line that is furniture as a whole."""
    if line.end - line.start > LONGEST:
        return None
    if match := _rules().fullmatch(text, line.start, line.end):
        rule = match.lastgroup
        evidence = Evidence(rule, line.of(text)) if rule in entries()["dated"] else None
        return Found(rule, _whole(text, line), evidence)
    if n < FIRST and line.end - line.start <= LONGEST_DATE:
        return _date(text, line)
    return None


def _date(text: str, line: Span) -> Found | None:
    """Find a line that is a date; one without a clock time or "Published" stays, and is evidence all the same."""
    words = line.of(text)
    if not any(character.isdigit() for character in words) or len(words) <= len("2025") or not moment(words):
        return None
    evidence = Evidence("updated" if is_update(words) else "text", words)
    is_alone = has_clock(words) or pattern("dating").match(words)
    return Found("date", _whole(text, line) if is_alone else Edit(line.start, line.start), evidence)


def _whole(text: str, line: Span) -> Edit:
    """Return the edit that takes out a line with its end."""
    end = text.find("\n", line.end)
    return Edit(line.start, end + 1 if end >= 0 else line.end)


def _country(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the code of a country on the first line, above others, and the stop without words that may follow it."""
    if len(lines) > 1 and lines[0].end - lines[0].start == 2 and lines[0].of(text) in _countries():
        yield Found("country_code", _whole(text, lines[0]))
        if lines[1].of(text) == ".":
            yield Found("stray_stop", _whole(text, lines[1]))


def _teasers(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the articles that a site lists above its last line."""
    for below, most in _listings():
        if lines and below.fullmatch(text, *lines[-1]):
            for line in reversed(lines[max(1, len(lines) - 1 - most) : -1]):
                if not pattern("unfinished").fullmatch(text, *line):
                    return
                yield Found("teasers", _whole(text, line))


def _printed_behind(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find where the text was printed, behind the last sentence of one of the last lines."""
    for line in lines[-FIRST:]:
        if match := pattern("printed_behind").search(text, line.start, line.end):
            yield Found("print", Edit(match.start(), line.end), Evidence("print", match.group("words")))


def _bullets(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the places between items of a list that share a line.

    The mark before an item stays: who speaks in "• Says the road is open" is told by it.
    """
    marks = entries()["marks"]
    for line in lines:
        if text[line.start] in marks:
            for between in pattern("between_bullets").finditer(text, line.start, line.end):
                yield Found("shared_line", Edit(between.start(), between.end(), "\n"))


def _comments(text: str, lines: Sequence[Span]) -> Found | None:
    """Find where a page's comments begin, and what goes with them."""
    for n, line in enumerate(lines):
        if line.end - line.start <= LONGEST_HEADING and pattern("comments").fullmatch(text, *line):
            after = lines[n + 1 :]
            if not after:
                return Found("comments", _whole(text, line))
            if any(pattern("of_comments").fullmatch(text, *one) for one in after):
                return Found("comments", Edit(line.start, lines[-1].end))
    return None


@cache
def _rules() -> re.Pattern:
    """Return all rules for whole lines as one pattern, each a group of its name."""
    rules = entries()["lines"] | entries()["dated"]
    return re.compile("|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in rules.items()))


@cache
def _listings() -> list[tuple[re.Pattern, int]]:
    return [(re.compile(one["below"]), one["most"]) for one in entries()["teasers"]]


@cache
def _countries() -> frozenset[str]:
    return frozenset(entries()["countries"].split())
