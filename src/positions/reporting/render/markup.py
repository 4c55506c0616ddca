"""HTML and plain text side by side, as notebooks and pages show them.

Words of documents and numbers come in; a `View` goes out, with the words escaped and controls of text direction (bidi)
made visible.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

ABSENT = "–"
LEFT = "text-align: left"  # JupyterLab, without the style of the pages, sets cells to the right


@dataclass(frozen=True)
class View:
    """Something a notebook shows: HTML in a browser, plain text in a terminal and in comparisons of outputs.

    Attributes
    ----------
    markup : str
        HTML; whatever comes from a document is escaped by its maker.
    plain : str
        The same in plain text.
    """

    markup: str
    plain: str

    def _repr_html_(self) -> str:
        return self.markup

    def __repr__(self) -> str:
        return self.plain


@dataclass(frozen=True)
class Count(View):
    """A number that leads to what it counts."""


def count(n: int, address: str, of: str = "") -> Count | str:
    """Return a number as a link to what it counts; 0 is blank and leads nowhere.

    Parameters
    ----------
    n : int
    address : str
        Of the statements (`positions.reporting.render.links`).
    of : str
        What is counted if not the statements themselves, as in "documents".
    """
    label = f' aria-label="{n} {escape(of)}"' if of else ""
    return Count(f'<a href="{escape(address)}"{label}>{n:,}</a>', f"{n:,}") if n else ""


def linked(text: str, address: str) -> View:
    """Return words of the report as a link to their evidence."""
    return View(f'<a href="{escape(address)}">{escape(text)}</a>', text)


def escape(text: object) -> str:
    """Return text escaped, so that a browser shows it and never runs it."""
    return html.escape(str(text), quote=True)


def folded(name: str, inner: View) -> View:
    """Return something folded below a title, which opens it."""
    return View(f"<details><summary>{escape(name)}</summary>{inner.markup}</details>", f"{name}\n{inner.plain}")


def stack(parts: Sequence[View]) -> View:
    """Put several things below one another."""
    return View("\n".join(p.markup for p in parts), "\n\n".join(p.plain for p in parts))


def paragraph(text: str, kind: str = "note") -> View:
    """Return a paragraph of plain words, of the class ``kind``."""
    return View(f'<p class="{kind}">{escape(text)}</p>', text)


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]], note: str = "", kind: str = "") -> View:
    """Return a table; the first cell of a row is its header, blank cells show that nothing was found.

    Parameters
    ----------
    caption : str
        What is counted, and what it is a count of.
    heads : sequence of str
        One for each column.
    rows : sequence of sequences
        Text, numbers or `View`; other text is escaped.
    note : str
        Below the table.
    kind : str
        The table's class, if it has its own layout.

    Returns
    -------
    View
    """
    numbers = [_counts([row[i] for row in rows]) for i in range(len(heads))]
    head = "".join(_cell(h, "th", "col", number) for h, number in zip(heads, numbers, strict=True))
    body = "\n".join(f"<tr>{_row(row, numbers)}</tr>" for row in rows)
    below = f'\n<p class="note">{escape(note)}</p>' if note else ""
    top = f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>"
    opening = f'<table class="{kind}">' if kind else "<table>"
    markup = f"{opening}{top}\n<tbody>{body}</tbody></table>"
    lines = [" | ".join(heads), *(" | ".join(_plain(cell) for cell in row) for row in rows)]
    return View(f'<div class="table">{markup}</div>{below}', "\n".join([caption, *lines, *([note] if note else [])]))


def _counts(cells: Sequence[object]) -> bool:
    """Tell whether a column holds numbers only, beside what is absent."""
    present = [cell for cell in cells if _plain(cell) != ABSENT]
    return bool(present) and all(isinstance(cell, int | Count) for cell in present)


def _row(row: Sequence[object], numbers: Sequence[bool]) -> str:
    """Return the cells of one row, the first as its header."""
    cells = [_cell(cell, "td", "", number) for cell, number in zip(row[1:], numbers[1:], strict=True)]
    return "".join([_cell(row[0], "th", "row", False), *cells])


def _cell(value: object, tag: str, scope: str, number: bool) -> str:
    """Return one cell; columns of numbers and absent values are marked as such."""
    inner = value.markup if isinstance(value, View) else escape(_plain(value))
    classes = " ".join(["number"] * number + ["absent"] * (inner == ABSENT))
    attributes = (f' scope="{scope}"' if scope else "") + (f' class="{classes}"' if classes else "")
    attributes += "" if number else f' style="{LEFT}"'
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _plain(value: object) -> str:
    """Return a cell's plain text."""
    if isinstance(value, int):
        return f"{value:,}"
    return value.plain if isinstance(value, View) else str(value) if value not in ("", None) else ABSENT


BIDI_NAMES = {
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
BIDI_CONTROL = re.compile(f"[{''.join(BIDI_NAMES)}]")
NOT_TEXT = re.compile(r"(<title>.*?</title>|<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>)", re.DOTALL)


def show_bidi_controls(page: str) -> str:
    """Return a page with every direction control in its text shown as a box with its name.

    Parameters
    ----------
    page : str
        HTML in which attributes have no bare ``>``. What stands in attributes, title, styles and scripts stays.

    Returns
    -------
    str
        HTML of the same text content; ``data-name`` of each ``bdi`` is shown by the style sheet.
    """
    if not BIDI_CONTROL.search(page):
        return page
    pieces = NOT_TEXT.split(page)  # text and tags in turn
    pieces[::2] = [BIDI_CONTROL.sub(_bidi_box, text) for text in pieces[::2]]
    return "".join(pieces)


def _bidi_box(found: re.Match) -> str:
    """Return a control in its box."""
    return f'<bdi class="control" data-name="{BIDI_NAMES[found.group()]}">{found.group()}</bdi>'
