"""Characters that a page, a printer or a wrong encoding put into a text, found one by one.

Each function yields edits of a text; what they take out or mend can be found again through the text's runs
(`positions.documents.traced`). Quotation marks, ligatures and characters that steer the direction of writing stay.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from html.entities import name2codepoint
from importlib import resources

import ftfy
import yaml

from positions.documents.traced import Edit

# Behind a letter of these leads, wrongly decoded UTF-8 goes on with characters that no ASCII text has. A lead: Latin
# letters with marks, and what code pages 1251 and 437 and Mac Roman have for the same bytes.
LEAD = re.compile("[\u0080-\u009f\u00c2-\u00f4\u0100-\u024f\u0393\u0402-\u0491\u201a\ufffd]")
FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
# What one stretch may turn into by itself: Latin, punctuation, Arabic, symbols. A lone letter of another script is more
# likely a quotation mark beside a letter with an accent ("fiancé”—") than a word in that script.
USUAL = re.compile("[\u0000-\u024f\u0600-\u06ff\u2000-\u22ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+")
OPENING = "“”‘’—–…•"  # no wrongly decoded character begins with one
LONGEST = 1000  # characters of a stretch mended at once: longer ones are taken in pieces, so that time stays in bounds

ENTITY = re.compile(r"&(?:amp;)*(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
NAMES = {*name2codepoint, "apos"}  # those of HTML 4: later ones read like "R&D;"
TAG = re.compile(
    r"<!--(?:[^-]|-(?!->)){0,300}-->|"
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,11})"
    r"(?:\s+[\w:-]{1,40}(?:\s?=\s?(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000}))?){0,20}\s*/?>"
)

SOFT_HYPHEN, JOINERS = "\u00ad", "\u200c\u200d"
KINDS = {
    "line ends": "\r\u2028\u2029\x0b\x0c",
    "soft hyphens": SOFT_HYPHEN,
    "joiners": JOINERS,
    "characters without width": "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff",
    "odd spaces": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "control characters": "".join(map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)))),
}
KIND = {character: kind for kind, characters in KINDS.items() for character in characters}
INTO = {"line ends": "\n", "odd spaces": " "}  # what takes a character's place; nothing does for the other kinds
ODD = re.compile(f"[{''.join(map(re.escape, KIND))}]")
LINE_END = re.compile(r"[ \t]{0,20}\r?\n[ \t]{0,20}\w")
JOINED = re.compile(r"[\u0590-\u1fff\u2190-\U0010ffff]")  # Urdu, Persian, Hindi and further scripts, emoji


def mojibake(text: str) -> Iterator[Edit]:
    """Yield the stretches that were decoded by the wrong encoding, with what they were: "â€™" was "’".

    The judgement is that of ftfy (Speer 2019), asked about each stretch of characters outside ASCII: what was decoded
    wrongly is always such a stretch. What is right already is left as it is.
    """
    if not LEAD.search(text):
        return
    for found in FOREIGN.finditer(text):
        for start in range(found.start(), found.end(), LONGEST):
            end = min(start + LONGEST, found.end())
            stretch = text[start:end].lstrip(OPENING)
            mended = ftfy.fix_encoding(stretch) if LEAD.search(stretch) else stretch
            if mended != stretch and len(USUAL.sub("", mended)) != 1:
                yield Edit(end - len(stretch), end, mended)


def windows(text: str) -> Iterator[Edit]:
    """Yield control characters that are Windows-1252 read as Latin-1: 0x93 for an opening quotation mark."""
    for found in re.finditer(r"[\x80-\x9f]", text):
        words = found.group().encode("latin-1").decode("cp1252", errors="ignore")
        if words:
            yield Edit(found.start(), found.end(), words)


def entities(text: str) -> Iterator[Edit]:
    """Yield the references of HTML that a text still has, also those escaped twice: ``&amp;#8217;``."""
    if "&" not in text:
        return
    for found in ENTITY.finditer(text):
        name = found.group("name")
        words = html.unescape(f"&{name};") if name.startswith("#") or name in NAMES else ""
        if words and words != "\ufffd":
            yield Edit(found.start(), found.end(), words)


def tags(text: str) -> Iterator[Edit]:
    """Yield the tags of HTML that a text still has; scripts and styles with what they hold.

    Only names of HTML count: "<Name withheld>" are words.
    """
    if "<" not in text:
        return
    found = list(TAG.finditer(text))
    blocks, inline, hidden = (_names(kind) for kind in ("blocks", "inline", "hidden"))
    last = {_name(tag): tag.end() for tag in found if tag.group("close")}
    opened: re.Match | None = None
    for tag in found:
        name = _name(tag)
        if opened is not None:
            if tag.group("close") and name == _name(opened):
                yield Edit(opened.start(), tag.end())
                opened = None
        elif name in hidden and last.get(name, 0) > tag.end():
            opened = tag
        elif name in blocks:
            yield Edit(tag.start(), tag.end(), "\n")
        elif not name or name in inline | hidden:
            yield Edit(tag.start(), tag.end())


def odd(text: str) -> Iterator[tuple[str, Edit]]:
    """Yield line ends of other systems, odd spaces, soft hyphens, characters without width and control characters.

    Yields
    ------
    tuple of str and Edit
        The kind (a key of ``KINDS``) and the edit. The joiners that Urdu, Persian and Hindi words and emoji need stay,
        and so does a soft hyphen at the end of a line that goes on, which tells how to heal it (`healing`).
    """
    for found in ODD.finditer(text):
        start, end, character = found.start(), found.end(), found.group()
        kind = KIND[character]
        if character == SOFT_HYPHEN and LINE_END.match(text, end):
            continue
        if kind == "joiners" and any(JOINED.match(one) for one in (text[start - 1 : start], text[end : end + 1])):
            continue
        is_half = character == "\r" and text.startswith("\n", end)  # of \r\n
        yield kind, Edit(start, end, "" if is_half else INTO.get(kind, ""))


def _name(tag: re.Match) -> str:
    """Return the name of a tag in small letters; a comment has none."""
    return (tag.group("name") or "").lower()


@cache
def _names(kind: str) -> frozenset[str]:
    """Return the names of the tags of a kind (``characters.yaml``)."""
    text = resources.files(__package__).joinpath("characters.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)[kind])
