"""HTML as notebooks and pages show it, with plain text for terminals.

Words of documents and numbers come in; a `View` goes out, with the words escaped and controls of text direction (bidi)
made visible. The HTML itself is written by the macros of ``template/parts.html.j2``.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from positions.reporting.render import links
from positions.schemas import LIST_SEPARATOR

TEMPLATE = Path(__file__).parent / "template"
ABSENT = "–"


class View(Markup):
    """HTML that a notebook shows; in a terminal and in comparisons of outputs it is plain text.

    It joins, adds and formats as text does, and escapes whatever is put into it that is no View.
    """

    @property
    def plain(self) -> str:
        """The same in plain text: a line for each row, item and paragraph."""
        reader = _PlainText()
        reader.feed(self)
        reader.close()
        return reader.text()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return self.plain


BREAK, MAY_BREAK = View("<br>"), View("<wbr>")


class Count(View):
    """A number that leads to what it counts."""


@cache
def environment() -> Environment:
    """Return the templates of pages and of their pieces; what they are given is escaped unless it is a View."""
    return Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _macros() -> object:
    """Return the macros of the pieces."""
    return environment().get_template("parts.html.j2").module


def piece(macro: str, *values: object) -> View:
    """Return what a macro of ``parts.html.j2`` makes of some values."""
    return View(getattr(_macros(), macro)(*values).strip())


def join(parts: Iterable[str | View], between: str | View = "") -> View:
    """Return pieces one after the other; those that are text are escaped."""
    return View(between).join(parts)


def sentence(*parts: str | View) -> View:
    """Return a sentence put together from text, words of the sources and numbers with links."""
    return join(parts)


def link(inner: str | View, address: str, kind: str = "", label: str = "") -> View:
    """Return words as a link; ``label`` is what is read aloud instead of them."""
    return piece("link", inner, address, kind, label)


def element(tag: str, inner: str | View, kind: str = "", name: str = "") -> View:
    """Return words as an element of a class, with an id where a name is given."""
    return piece("element", tag, inner, kind, name)


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
    return Count(link(f"{n:,}", address, "", f"{n} {of}" if of else "")) if n else ""


def number(n: int, **chosen: object) -> Count | str:
    """Return a number of statements as a link to them, chosen as `links.rows` takes it; 0 is blank."""
    return count(n, links.rows(**chosen))


def listed(ids: str) -> Count:
    """Return the number of the statements that a table lists in a cell, leading to them."""
    return count(len(ids.split(LIST_SEPARATOR)), links.listed(ids))


def listed_and_documents(ids: str, statements: int, documents: int) -> list[Count | str]:
    """Return the number of the statements that a table lists in a cell, and of their documents, leading to them."""
    return [count(statements, links.listed(ids)), count(documents, links.listed(ids), "documents")]


def folded(name: str, inner: View, kind: str = "") -> View:
    """Return something folded below a title, which opens it."""
    return piece("folded", name, inner, kind)


def stack(parts: Iterable[View]) -> View:
    """Put several things below one another."""
    return View("\n").join(parts)


def listing(items: Sequence[str | View], kind: str = "quotes", ordered: bool = False) -> View:
    """Return the items of a list; nothing where there are none."""
    return piece("list", items, kind, ordered) if items else View()


def first_few(items: Sequence[str | View], most: int) -> list[str | View]:
    """Return the first of some items, and as the last how many more there are."""
    rest = len(items) - most
    return [*items[:most], f"and {rest:,} more"] if rest > 0 else list(items)


def paragraph(inner: str | View, kind: str = "note") -> View:
    """Return a paragraph of the class ``kind``."""
    return element("p", inner, kind)


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]], note: str = "", kind: str = "", none: str = ""
) -> View:
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
    none : str
        What is said in place of a table without rows.

    Returns
    -------
    View
    """
    if none and not rows:
        return paragraph(none, "too-few")
    are_numbers = [_are_numbers([row[i] for row in rows]) for i in range(len(heads))]
    cells = [[_cell(value) for value in row] for row in rows]
    return piece("table", caption, heads, cells, are_numbers, note, kind)


def _are_numbers(cells: Sequence[object]) -> bool:
    """Tell whether a column holds numbers only, beside what is absent."""
    present = [cell for cell in cells if _cell(cell) != ABSENT]
    return bool(present) and all(isinstance(cell, int | Count) for cell in present)


def _cell(value: object) -> str | View:
    """Return what a cell shows of a value."""
    if isinstance(value, int):
        return f"{value:,}"
    return value if value not in ("", None) else ABSENT


class _PlainText(HTMLParser):
    """The words of HTML, with rows, items and paragraphs on lines of their own.

    ‹ › stands for italics, in which words are as reported; » « for the marks of a statement's content.
    """

    LINES = frozenset(
        {"article", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3"}
    )
    LINES |= {"h4", "li", "ol", "p", "section", "summary", "table", "tr", "ul"}
    SPACE = re.compile(r"[ \t\r\n\f]+")  # as HTML has it: a no-break space is none

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.is_begun = False  # the last line has words, and not only the number or dash of an item
        self.lists: list[list] = []  # of each list that is open: its kind, the number of the last item
        self.marks: list[tuple[str, str]] = []  # of each mark that is open: its tag, what closes it

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        kinds = (dict(attributes).get("class") or "").split()
        if tag in ("em", "mark"):
            opening, closing = ("‹", "›") if "reported" in kinds else ("»", "«") if "content" in kinds else ("", "")
            self.marks.append((tag, closing))
            self._write(opening)
        elif tag in ("td", "th") and self.is_begun:
            self._write(" | ")
        elif tag == "br":
            self._write("; ")
        elif tag == "li" and self.lists:
            self._begin_item(self.lists[-1])
        elif tag in self.LINES:
            self._break()
        if tag in ("ol", "ul"):
            self.lists.append(["chips" if "chips" in kinds else tag, 0])

    def handle_endtag(self, tag: str) -> None:
        if self.marks and self.marks[-1][0] == tag:
            self._write(self.marks.pop()[1])
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in self.LINES and not (tag == "li" and self.lists and self.lists[-1][0] == "chips"):
            self._break()

    def handle_data(self, data: str) -> None:
        text = self.SPACE.sub(" ", data)
        self._write(text if self.is_begun else text.lstrip(" "))

    def _begin_item(self, of: list) -> None:
        """Begin an item with its number or dash; chips stand on one line."""
        of[1] += 1
        if of[0] == "chips":
            self.lines[-1] = self.lines[-1].rstrip(" ")
            self._write(" · " if of[1] > 1 else "")
        else:
            self._break()
            self.lines[-1] = "   " * (len(self.lists) - 1) + (f"{of[1]}. " if of[0] == "ol" else "- ")

    def _write(self, text: str) -> None:
        """Add to the last line."""
        self.lines[-1] += text
        self.is_begun |= bool(text)

    def _break(self) -> None:
        """Begin a new line, unless nothing stands on the last."""
        if self.is_begun:
            self.lines.append("")
            self.is_begun = False

    def text(self) -> str:
        """Return the lines."""
        lines = (line.replace("\u00a0", " ").rstrip(" ") for line in self.lines)
        return "\n".join(filter(None, lines)).replace("«»", "")  # marks that go on across a name or terms


BIDI_NAMES = {"\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM"}
BIDI_NAMES |= {control: unicodedata.bidirectional(control) for control in "\u202a\u202b\u202c\u202d\u202e"}
BIDI_NAMES |= {control: unicodedata.bidirectional(control) for control in "\u2066\u2067\u2068\u2069"}
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
    pieces[::2] = [
        BIDI_CONTROL.sub(lambda found: piece("control", BIDI_NAMES[found.group()], found.group()), text)
        for text in pieces[::2]
    ]
    return "".join(pieces)
