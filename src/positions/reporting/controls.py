"""Controls of the direction of text, made visible and harmless on a page.

A text may hold characters that turn round what stands beside them (Unicode Standard Annex 9, bidirectional algorithm),
so that a page would show other words than were said, or reorder our own around them. The characters stay, so that
places count and copies are exact; each stands in a box of its own, outside of which it acts on nothing, and is named.
"""

import re

NAMES = {
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
CONTROL = re.compile(f"[{''.join(NAMES)}]")
TEXT = re.compile(r"(<title>.*?</title>|<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>)", re.DOTALL)


def named(page: str) -> str:
    """Return a page with every control of direction in its text in a box with its name.

    Parameters
    ----------
    page : str
        HTML in which attributes have no bare ``>``. What stands in attributes, title, styles and scripts stays.

    Returns
    -------
    str
        HTML of the same text content; ``data-name`` of each ``bdi`` is shown by the style sheet.
    """
    if not CONTROL.search(page):
        return page
    pieces = TEXT.split(page)  # text and tags in turn
    pieces[::2] = [CONTROL.sub(_box, text) for text in pieces[::2]]
    return "".join(pieces)


def _box(found: re.Match) -> str:
    """Return a control in its box."""
    return f'<bdi class="control" data-name="{NAMES[found.group()]}">{found.group()}</bdi>'
