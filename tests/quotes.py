"""Reading quotations back from HTML of a report, and asking for cards of statements."""

import html
import re

from positions.reporting.render import links
from positions.reporting.render.markup import View, link

QUOTED = re.compile(r'<a href="#(s-[^"]+)">(?:“|)<(span|em)[^>]*>(.*?)</\2>(?:”|)</a>', re.DOTALL)


def quoted_words(shown: str) -> list[tuple[str, str]]:
    """Return the words of sources that a piece of a page links to statements: anchors and words."""
    return [(name, html.unescape(re.sub(r"<[^>]+>", "", words))) for name, _, words in QUOTED.findall(shown)]


def linked(comparison: object) -> list[View]:
    """Return links to the places of all statements, as parts of a page that asks for their cards have them."""
    return [link("there", links.place(name)) for name in comparison.statements.statement_id]
