"""Cleaning: a text as it came in becomes a readable text that remembers the way back.

Only what a page, a program or a wrong encoding put there is removed or corrected. Words stay, and so do quotation
marks, ligatures, characters that steer the direction of writing, and the hard wraps and hyphens at line ends, which are
unwrapped for reading only (`positions.documents.layout`).

Characters are found one by one: the functions yield what they find, and everything that is removed or corrected can be
found again through the text's runs. What a page puts around an article (adverts, footers, credits, links to other
articles, comments) is found line by line by patterns that must match the line as a whole (``cleaning.yaml``), so that
no sentence of an article is lost for a word in it. A title loses what a site or an archive puts around it: its name, a
section, a date.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html.entities import name2codepoint
from typing import NamedTuple

import ftfy

from positions.data_files import lexicon
from positions.documents.dates import date_before_title, has_clock, is_of_update, read_moment
from positions.documents.document import Edit, Span, Traced
from positions.documents.layout import find_lines
from positions.ingest.dating import Evidence

# Behind a letter of these leads, wrongly decoded UTF-8 goes on with characters that no ASCII text has. A lead: Latin
# letters with marks, and what code pages 1251 and 437 and Mac Roman have for the same bytes.
LEAD = re.compile("[\u0080-\u009f\u00c2-\u00f4\u0100-\u024f\u0393\u0402-\u0491\u201a\ufffd]")
FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
# What one stretch may turn into by itself: Latin, punctuation, Arabic, symbols. A lone letter of another script is more
# likely a quotation mark beside a letter with an accent ("fiancé”—") than a word in that script.
USUAL = re.compile("[\u0000-\u024f\u0600-\u06ff\u2000-\u22ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+")
OPENING = "“”‘’—–…•"  # no wrongly decoded character begins with one
# Characters of a stretch corrected at once: longer ones are taken in pieces, which bounds the time.
LONGEST_STRETCH = 1000

ENTITY = re.compile(r"&(?:amp;)*(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
ENTITY_NAMES = {*name2codepoint, "apos"}  # those of HTML 4: later ones read like "R&D;"
TAG = re.compile(
    r"<!--(?:[^-]|-(?!->)){0,300}-->|"
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,11})"
    r"(?:\s+[\w:-]{1,40}(?:\s?=\s?(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000}))?){0,20}\s*/?>"
)
CHARACTERS = lexicon("ingest", "characters")

SOFT_HYPHEN = "\u00ad"
CONTROLS = "".join(map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
ODD_KINDS = CHARACTERS["odd"] | {"control characters": CONTROLS}
KIND_OF = {character: kind for kind, characters in ODD_KINDS.items() for character in characters}
INTO = {"line ends": "\n", "odd spaces": " "}  # what takes a character's place; nothing does for the other kinds
ODD = re.compile(f"[{''.join(map(re.escape, KIND_OF))}]")
LINE_END = re.compile(r"[ \t]{0,20}\r?\n[ \t]{0,20}\w")
JOINED = re.compile(r"[\u0590-\u1fff\u2190-\U0010ffff]")  # Urdu, Persian, Hindi and further scripts, emoji


class Found(NamedTuple):
    """What is not the text's own: the rule that found it, where, and what takes its place."""

    rule: str
    edit: Edit
    evidence: Evidence | None = None


def find_mojibake(text: str) -> Iterator[Found]:
    """Yield the stretches that were decoded by the wrong encoding, with what they were: "â€™" was "’".

    The judgement is that of ftfy (Speer 2019), asked about each stretch of characters outside ASCII: what was decoded
    wrongly is always such a stretch. What is right already is left as it is.
    """
    if not LEAD.search(text):
        return
    for found in FOREIGN.finditer(text):
        for start in range(found.start(), found.end(), LONGEST_STRETCH):
            end = min(start + LONGEST_STRETCH, found.end())
            stretch = text[start:end].lstrip(OPENING)
            mended = ftfy.fix_encoding(stretch) if LEAD.search(stretch) else stretch
            if mended != stretch and len(USUAL.sub("", mended)) != 1:
                yield Found("mojibake", Edit(end - len(stretch), end, mended))


def find_windows_controls(text: str) -> Iterator[Found]:
    """Yield control characters that are Windows-1252 read as Latin-1: 0x93 for an opening quotation mark."""
    for found in re.finditer(r"[\x80-\x9f]", text):
        words = found.group().encode("latin-1").decode("cp1252", errors="ignore")
        if words:
            yield Found("Windows-1252", Edit(found.start(), found.end(), words))


def find_entities(text: str) -> Iterator[Found]:
    """Yield the references of HTML that a text still has, also those escaped twice: ``&amp;#8217;``."""
    if "&" not in text:
        return
    for found in ENTITY.finditer(text):
        name = found.group("name")
        words = html.unescape(f"&{name};") if name.startswith("#") or name in ENTITY_NAMES else ""
        if words and words != "\ufffd":
            yield Found("HTML entities", Edit(found.start(), found.end(), words))


def find_tags(text: str) -> Iterator[Found]:
    """Yield the tags of HTML that a text still has; scripts and styles with what they hold.

    Only names of HTML count: "<Name withheld>" are words.
    """
    if "<" not in text:
        return
    found = list(TAG.finditer(text))
    last = {_tag_name(tag): tag.end() for tag in found if tag.group("close")}
    opened: re.Match | None = None
    for tag in found:
        name = _tag_name(tag)
        if opened is not None:
            if tag.group("close") and name == _tag_name(opened):
                yield Found("HTML tags", Edit(opened.start(), tag.end()))
                opened = None
        elif name in CHARACTERS["hidden"] and last.get(name, 0) > tag.end():
            opened = tag
        elif name in CHARACTERS["blocks"]:
            yield Found("HTML tags", Edit(tag.start(), tag.end(), "\n"))
        elif not name or name in CHARACTERS["inline"] or name in CHARACTERS["hidden"]:
            yield Found("HTML tags", Edit(tag.start(), tag.end()))


def find_odd(text: str) -> Iterator[Found]:
    """Yield line ends of other systems, odd spaces, soft hyphens, characters without width and control characters.

    Yields
    ------
    Found
        By kind (a key of ``ODD_KINDS``). The joiners that Urdu, Persian and Hindi words and emoji need stay, and so
        does a soft hyphen at the end of a line that goes on, which tells how to unwrap it.
    """
    for found in ODD.finditer(text):
        start, end, character = found.start(), found.end(), found.group()
        kind = KIND_OF[character]
        if character == SOFT_HYPHEN and LINE_END.match(text, end):
            continue
        if kind == "joiners" and any(JOINED.match(one) for one in (text[start - 1 : start], text[end : end + 1])):
            continue
        is_half = character == "\r" and text.startswith("\n", end)  # of \r\n
        yield Found(kind, Edit(start, end, "" if is_half else INTO.get(kind, "")))


def _tag_name(tag: re.Match) -> str:
    """Return the name of a tag in small letters; a comment has none."""
    return (tag.group("name") or "").lower()


FIRST_LINES = 3  # lines of a body among which a site writes when it published
LONGEST_FURNITURE = 2000  # characters of a line of furniture; longer lines are not looked at
LONGEST_DATE = 100  # characters: longer lines are sentences
LONGEST_HEADING = 30  # characters of a line above comments


RULES = lexicon("ingest", "cleaning")
# All rules for whole lines as one pattern, each a group of its name.
OF_LINES = RULES["lines"] | RULES["dated"]
LINES = re.compile("|".join(f"(?P<{name}>{'|'.join(some)})" for name, some in OF_LINES.items()))
_compiled = cache(re.compile)
TEASERS = [(re.compile(one["below"]), one["most"]) for one in RULES["teasers"]]
COUNTRIES = frozenset(RULES["countries"].split())


def find_furniture(text: str, lines: Sequence[Span]) -> list[Found]:
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
    found = [one for n, line in enumerate(lines) if (one := _furniture_line(text, line, n))]
    found += [*_country(text, lines), *_teasers(text, lines), *_printed_behind(text, lines), *_bullets(text, lines)]
    if comments := _comments(text, lines):
        found = [*(one for one in found if one.edit.start < comments.edit.start), comments]
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: one.edit[:2]):
        if not apart or one.edit.start >= apart[-1].edit.end:
            apart.append(one)
    return apart


def _furniture_line(text: str, line: Span, n: int) -> Found | None:
    """Find a line that is furniture as a whole."""
    if line.end - line.start > LONGEST_FURNITURE:
        return None
    if match := LINES.fullmatch(text, line.start, line.end):
        rule = match.lastgroup
        evidence = Evidence(rule, line.of(text)) if rule in RULES["dated"] else None
        return Found(rule, _whole(text, line), evidence)
    if n < FIRST_LINES and line.end - line.start <= LONGEST_DATE:
        return _date(text, line)
    return None


def _date(text: str, line: Span) -> Found | None:
    """Find a line that is a date; one without a clock time or "Published" stays, and is evidence all the same."""
    words = line.of(text)
    if not any(character.isdigit() for character in words) or len(words) <= len("2025") or not read_moment(words):
        return None
    evidence = Evidence("updated" if is_of_update(words) else "text", words)
    is_alone = has_clock(words) or _compiled(RULES["dating"]).match(words)
    return Found("date", _whole(text, line) if is_alone else Edit(line.start, line.start), evidence)


def _whole(text: str, line: Span) -> Edit:
    """Return the edit that takes out a line with its end."""
    end = text.find("\n", line.end)
    return Edit(line.start, end + 1 if end >= 0 else line.end)


def _country(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the code of a country on the first line, above others, and the stop without words that may follow it."""
    if len(lines) > 1 and lines[0].end - lines[0].start == 2 and lines[0].of(text) in COUNTRIES:
        yield Found("country_code", _whole(text, lines[0]))
        if lines[1].of(text) == ".":
            yield Found("stray_stop", _whole(text, lines[1]))


def _teasers(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the articles that a site lists above its last line."""
    for below, most in TEASERS:
        if lines and below.fullmatch(text, *lines[-1]):
            for line in reversed(lines[max(1, len(lines) - 1 - most) : -1]):
                if not _compiled(RULES["unfinished"]).fullmatch(text, *line):
                    return
                yield Found("teasers", _whole(text, line))


def _printed_behind(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find where the text was printed, behind the last sentence of one of the last lines."""
    for line in lines[-FIRST_LINES:]:
        if match := _compiled(RULES["printed_behind"]).search(text, line.start, line.end):
            yield Found("print", Edit(match.start(), line.end), Evidence("print", match.group("words")))


def _bullets(text: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Find the places between items of a list that share a line.

    The mark before an item stays, because it tells who speaks in "• Says the road is open".
    """
    for line in lines:
        if text[line.start] in RULES["marks"]:
            for between in _compiled(RULES["between_bullets"]).finditer(text, line.start, line.end):
                yield Found("shared_line", Edit(between.start(), between.end(), "\n"))


def _comments(text: str, lines: Sequence[Span]) -> Found | None:
    """Find where a page's comments begin, and what goes with them."""
    for n, line in enumerate(lines):
        if line.end - line.start <= LONGEST_HEADING and _compiled(RULES["comments"]).fullmatch(text, *line):
            after = lines[n + 1 :]
            if not after:
                return Found("comments", _whole(text, line))
            if any(_compiled(RULES["of_comments"]).fullmatch(text, *one) for one in after):
                return Found("comments", Edit(line.start, lines[-1].end))
    return None


def find_around_title(title: str, names: Iterable[str]) -> Iterator[Found]:
    """Find what stands around a title.

    Parameters
    ----------
    title : str
        A title, on one line.
    names : iterable of str
        What the outlet is called: its name, its code, its host. Only these are taken off, and a section of the site
        only before one of them.

    Yields
    ------
    Found
        A date before the title (``date 2022-07-29 Pakistan wants …``), which is evidence; the site's name behind it.
    """
    if before := date_before_title().match(title):
        yield Found("date", Edit(0, before.end()), Evidence("text", before.group("date")))
    known = {_plain(name) for name in names if name}
    dividers = list(_compiled(RULES["divider"]).finditer(title, before.end() if before else 0))
    if not dividers or _plain(title[dividers[-1].end() :]) not in known:
        return
    at = dividers[-1]
    if len(dividers) > 1 and title[dividers[-2].end() : at.start()].strip() in RULES["sections"]:
        at = dividers[-2]
    if at.start():
        yield Found("site_name", Edit(at.start(), len(title)))


def find_repeated_title(title: str, text: str, lines: list[Span]) -> Iterator[Found]:
    """Find a first line that says what the title says, in a text that goes on.

    Parameters
    ----------
    title, text : str
        A title as cleaned, and a body.
    lines : list of Span
        The body's lines.
    """
    is_near = len(lines) > 1 and lines[0].end - lines[0].start <= 2 * len(title)  # a long line is not a title
    if is_near and (words := _words(title)) and words == _words(lines[0].of(text)):
        yield Found("repeated_title", Edit(lines[0].start, lines[1].start))


def _plain(name: str) -> str:
    """Return a name without what tells hosts and spellings apart: "DAWN.COM", "www.dawn.com" and "Dawn" are one."""
    return "".join(
        _words(_compiled(RULES["endings"]).sub("", name.casefold().strip().removeprefix("www.")).removeprefix("the "))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


LINE_SPACE = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
BLANK_LINES = re.compile(r"(?<=\n\n)\n+")
BREAKS = re.compile(r"\s*\n\s*")
# In this order: what one step mends, the next may have to take out ("&nbsp;", then the space).
MENDING = (find_mojibake, find_windows_controls, find_entities, find_tags, find_odd)


class Cleaned:
    """A text that is cleaned, its characters first.

    Parameters
    ----------
    text : Traced
        As it came in.

    Attributes
    ----------
    text : Traced
        The text, with the way back.
    evidence : tuple of Evidence
        The dates in what was taken out, for `positions.documents.dates`.
    """

    def __init__(self, text: Traced) -> None:
        self.text, self.evidence = text, ()
        self._times: Counter[str] = Counter()
        for step in MENDING:
            self.edit(step(self.text.text))

    def edit(self, found: Iterable[Found]) -> None:
        """Take out or correct what was found."""
        found = list(found)
        edited = [one for one in found if one.edit.start < one.edit.end]
        self.text = self.text.edited(one.edit for one in edited)
        self._times.update(one.rule.replace("_", " ") for one in edited)
        self.evidence += tuple(one.evidence for one in found if one.evidence)

    @property
    def done(self) -> tuple[str, ...]:
        """What was done and how often, by rule, in order: ``soft hyphens: 14``; nothing for a text that was clean."""
        return tuple(f"{name}: {times}" for name, times in self._times.items())


def clean_body(text: Traced, title: str = "") -> Cleaned:
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
    cleaned = Cleaned(text)
    words, lines = cleaned.text.text, find_lines(cleaned.text.text)
    found = find_furniture(words, lines)
    for again in find_repeated_title(title, words, lines):
        found = [again, *(one for one in found if one.edit.start >= again.edit.end)]
    cleaned.edit(found)
    for pattern in (LINE_SPACE, BLANK_LINES):
        cleaned.text = cleaned.text.edited(Edit(*match.span()) for match in pattern.finditer(cleaned.text.text))
    cleaned.text = cleaned.text.stripped()
    return cleaned


def clean_title(title: Traced, names: Iterable[str] = ()) -> Cleaned:
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
    cleaned = Cleaned(title)
    title = cleaned.text.stripped()
    cleaned.text = title.edited(Edit(*match.span(), " ") for match in BREAKS.finditer(title.text))
    cleaned.edit(find_around_title(cleaned.text.text, names))
    cleaned.text = cleaned.text.stripped()
    return cleaned
