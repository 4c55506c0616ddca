"""Headings of a page: a name for each, and the list of contents."""

import html
import re
from dataclasses import dataclass

HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
LISTED = " data-listed"
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Section:
    """A heading: its level, the id to link to, its words, and whether the contents list it."""

    level: int
    id: str
    title: str
    listed: bool


def text(markup: str) -> str:
    """Mark the headings of a notebook's own text, so that `sections` lists them in the contents."""
    return HEADING.sub(rf"<h\1\2{LISTED}>\3</h\1>", markup)


def sections(body: str) -> tuple[str, list[Section]]:
    """Give every heading an id of its own, made of its words.

    Parameters
    ----------
    body : str
        HTML.

    Returns
    -------
    tuple of (str, list of Section)
        The HTML with the ids, and the sections in order. The contents list those of the notebook's own text (`text`),
        and not those within what its cells give.
    """
    found: list[Section] = []
    taken = set(re.findall(r'\bid="([^"]*)"', HEADING.sub("", body)))

    def identified(match: re.Match) -> str:
        level, attributes, inner = match.groups()
        stem = re.sub(r"\W+", "-", words(inner).lower()).strip("-") or "section"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        found.append(Section(int(level), name, words(inner), LISTED in attributes))
        return f'<h{level} id="{name}">{inner}</h{level}>'

    return HEADING.sub(identified, body), found


def words(markup: str) -> str:
    """Return the words of HTML as plain text on one line."""
    return " ".join(html.unescape(TAG.sub("", markup)).split())
