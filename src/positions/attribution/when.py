"""The day that a text tells of something it reports, from words such as "on Wednesday", "last month" or "April 30".

Of the libraries that read dates, the one that reads relative ones (dateparser) takes a bare weekday, a bare "May" and
a number for dates alike and settles a doubt by today's clock. Here a word is read only where it tells a time, and what
is not told stays blank.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from positions.data_files import lexicon
from positions.documents import Span

DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?[0-3]?\d(?:st|nd|rd|th)?)?(?!\d|[.,:]\d\d\b)"
YEAR = r"(?:(?:,| of)? (?P<year>(?:19|20)\d\d)(?!\d)|(?P<back> (?:this|last) year))?"
OLD = 7  # days before publication from which on something is told as an old thing
CUT = re.compile(r"[;:“”]| that ")  # between a time and what it is not of: "said on Monday that they had met"


@dataclass(frozen=True)
class Told:
    """A day, a month or a year (ISO 8601), and the words that tell it; both blank where nothing does."""

    date: str = ""
    words: str = ""


def _words(name: str) -> str:
    """Return a list of ``when.yaml`` as alternatives."""
    return "|".join(lexicon("attribution", "when")[name])


@cache
def _patterns() -> list[tuple[re.Pattern, Callable[[re.Match, date], str]]]:
    """Return the patterns of the words that tell a time, the more exact first, with what makes a date of each."""
    days, months, ago = _words("days"), _words("months"), lexicon("attribution", "when")["ago"]
    number = rf"(?P<n>\d{{1,2}}|{'|'.join(lexicon('attribution', 'when')['numbers'])})"
    month = rf"(?P<month>{months})\b\.?"
    listed = [
        (rf"\b{DAY}(?: of)? {month}{YEAR}", _of_month),
        (rf"\b{month} {DAY}{YEAR}", _of_month),
        (rf"\b(?:(?P<last>[Ll]ast) )?(?P<weekday>{days})\b", _weekday),
        (rf"(?i:\b(?:{_words('today')})\b)", lambda match, day: day.isoformat()),
        (r"(?i:\bthe day before yesterday\b)", lambda match, day: _before(day, 2)),
        (rf"(?i:\b(?:{_words('yesterday')})\b)", lambda match, day: _before(day, 1)),
        (rf"(?i:\b{number} days? {ago})", lambda match, day: _before(day, _number(match))),
        (rf"(?i:\b{number} months? {ago})", lambda match, day: _months_before(day, _number(match))),
        (rf"(?i:\b{number} years? {ago})", lambda match, day: f"{day.year - _number(match):04}"),
        (r"(?i:\blast month\b)", lambda match, day: _months_before(day, 1)),
        (r"(?i:\b(?:earlier )?this month\b)", lambda match, day: day.isoformat()[:7]),
        (r"(?i:\blast week\b)", _last_week),
        (rf"\b(?:[Ii]n|[Ll]ast|[Tt]his|of)(?: (?:last|this|early|late|mid))? {month}{YEAR}", _month),
        (rf"\b{month} (?P<year>(?:19|20)\d\d)\b", _month),
        (r"(?i:\blast year\b)", lambda match, day: f"{day.year - 1:04}"),
        (r"\b[Ii]n (?P<year>(?:19|20)\d\d)\b", lambda match, day: match["year"]),
    ]
    return [(re.compile(pattern), make) for pattern, make in listed]


def _number(match: re.Match) -> int:
    """Return the number that a match names."""
    return lexicon("attribution", "when")["numbers"].get(match["n"].lower()) or int(match["n"])


def _before(day: date, days: int) -> str:
    """Return the day so many days before another."""
    return (day - timedelta(days)).isoformat()


def _months_before(day: date, months: int) -> str:
    """Return the month so many months before a day's."""
    count = day.year * 12 + day.month - 1 - months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _last_week(match: re.Match, day: date) -> str:
    """Return the month of the week before, blank where it lies in two."""
    monday = day - timedelta(day.weekday() + 7)
    months = {monday.isoformat()[:7], (monday + timedelta(6)).isoformat()[:7]}
    return months.pop() if len(months) == 1 else ""


def _weekday(match: re.Match, day: date) -> str:
    """Return the last such day up to publication; "last Monday" is before it."""
    names = lexicon("attribution", "when")["days"]
    back = (day.weekday() - names.index(match["weekday"])) % 7
    return _before(day, back or (7 if match["last"] else 0))


def _number_of_month(match: re.Match) -> int:
    """Return the number of the month that a match names."""
    listed = lexicon("attribution", "when")["months"]
    return next(n for n, words in enumerate(listed, 1) if re.fullmatch(words, match["month"]))


def _year(match: re.Match, month: int, dom: int, day: date) -> int:
    """Return the year told, else the last in which the day had come by publication."""
    if match["year"]:
        return int(match["year"])
    if match["back"]:
        return day.year - ("last" in match["back"])
    return day.year - ((month, dom) > (day.month, day.day))


def _of_month(match: re.Match, day: date) -> str:
    """Return the day of a month; blank where there is none such ("February 30")."""
    month, dom = _number_of_month(match), int(match["day"])
    try:
        return date(_year(match, month, dom, day), month, dom).isoformat()
    except ValueError:
        return ""


def _month(match: re.Match, day: date) -> str:
    """Return a month."""
    month = _number_of_month(match)
    year = _year(match, month, 1, day) if "back" in match.re.groupindex else int(match["year"])
    return f"{year:04}-{month:02}"


@cache
def _pattern(before: str, name: str, behind: str) -> re.Pattern:
    """Return the pattern of a list of ``when.yaml`` in its surroundings."""
    return re.compile(rf"{before}(?:{_words(name)}){behind}", re.IGNORECASE)


def told_of(text: str, within: Span, at: Span, published: str) -> Told:
    """Return when something was, as the words nearest to its report tell.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        The sentence.
    at : Span
        The words that report it ("met", "a telephone call").
    published : str
        ISO date of publication; without the whole of it nothing is resolved.

    Returns
    -------
    Told
        A weekday is the last one up to publication, a month without a year the last one that had begun.
    """
    if len(published) != len("2025-01-01"):
        return Told()
    day, found, taken = date.fromisoformat(published), [], []
    for pattern, make in _patterns():
        for match in pattern.finditer(text, within.start, within.end):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            taken.append(span)
            resolved = "" if _is_anothers(text, span, within) else make(match, day)
            is_past = resolved and resolved <= published
            if is_past and not CUT.search(text, min(at.end, span.end), max(at.start, span.start)):
                far = max(span.start - at.end, at.start - span.end)
                found.append((far, span.start, Told(resolved, match.group())))
    return min(found, key=lambda each: each[:2])[-1] if found else Told()


def _is_anothers(text: str, span: Span, within: Span) -> bool:
    """Tell whether a time is that of something else: "since April 22", "the April 22 attack"."""
    governed = _pattern(r"\b", "others", r"(?: the| last)? $").search(text, within.start, span.start)
    behind = _pattern(r"(?:[’']s)?,? (?:[a-z-]+ )?", "events", r"\b").match(text, span.end, within.end)
    return bool(governed and governed.end() == span.start) or bool(behind)


def is_old(text: str, within: Span, told: Told, published: str) -> bool:
    """Tell whether something is only recalled: of a time long before publication, or in words that look back.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        The sentence.
    told : Told
        When it was.
    published : str
        ISO date of publication, blank when unknown.
    """
    if told.date and len(published) == len("2025-01-01"):
        newest = (date.fromisoformat(published) - timedelta(OLD)).isoformat()
        return told.date < newest[: len(told.date)]
    return bool(_pattern(r"\b", "recalled", "").search(text, within.start, within.end))
