"""Web pages that stand alone: executed notebooks through the project's nbconvert template, other pages through Jinja.

Headings get ids, countries get the colours of their profiles, and only the project's own SVG is let in.
"""

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode

from positions.countries import SIDES, Sides, profile
from positions.reporting.render import markup
from positions.reporting.render.markup import TEMPLATE, View

WHITE, BLACK, NIGHT = "#ffffff", "#000000", "#12171d"
# How much of the country's colour is left: (name in country.css, what it is mixed with, share).
MIXED = (
    ("DARK-TEXT", WHITE, 0.45),
    ("DARK-WASH", NIGHT, 0.2),
    ("LIGHT-TEXT", BLACK, 0.7),
    ("LIGHT-WASH", WHITE, 0.08),
    ("LIGHT", WHITE, 1.0),
    ("DARK", WHITE, 0.6),
)


def unstyled_countries(sides: Sides) -> tuple[str, ...]:
    """Return the countries of a question that the style sheets do not cover in their role."""
    named = (SIDES.actor, *SIDES.counterparts) if sides.actor == SIDES.actor else SIDES.counterparts
    return tuple(country for country in sides.parties if country not in named)


def country_style(template: str, sides: Sides) -> str:
    """Return the styles of the countries that the sheets do not name.

    Parameters
    ----------
    template : str
        The sheet of one country (``country.css``).
    sides : Sides
        The countries of the question.

    Returns
    -------
    str
        Blank for the countries that the sheets name.
    """
    return "".join(_country_style(template, code) for code in unstyled_countries(sides))


def _country_style(template: str, code: str) -> str:
    """Return the style of one country."""
    text, colour = template, bytes.fromhex(profile(code).colour[1:])
    for name, other, share in MIXED:
        pairs = zip(colour, bytes.fromhex(other[1:]), strict=True)
        mixed = bytes(round(share * one + (1 - share) * two) for one, two in pairs)
        text = text.replace(f": {name};", f": #{mixed.hex()};")
    return text.replace("XXX", code.lower())


HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
LISTED = " data-listed"


@dataclass(frozen=True)
class Section:
    """A heading: its level, the id to link to, its words, and whether the contents list it."""

    level: int
    id: str
    title: str
    listed: bool


def mark_own_headings(html: str) -> str:
    """Mark the headings of a notebook's own text, so that `add_heading_ids` lists them in the contents."""
    return HEADING.sub(rf"<h\1\2{LISTED}>\3</h\1>", html)


def add_heading_ids(body: str) -> tuple[str, list[Section]]:
    """Give every heading an id of its own, made of its words.

    Parameters
    ----------
    body : str
        HTML.

    Returns
    -------
    tuple of (str, list of Section)
        The HTML with the ids, and the sections in order. The contents list those of the notebook's own text
        (`mark_own_headings`), and not those within what its cells give.
    """
    found: list[Section] = []
    taken = set(re.findall(r'\bid="([^"]*)"', HEADING.sub("", body)))

    def identified(match: re.Match) -> str:
        level, attributes, inner = match.groups()
        title = View(inner).striptags()
        stem = re.sub(r"\W+", "-", title.lower()).strip("-") or "section"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        found.append(Section(int(level), name, title, LISTED in attributes))
        return markup.element(f"h{level}", View(inner), name=name)

    return HEADING.sub(identified, body), found


SVG = "{http://www.w3.org/2000/svg}"
SVG_ELEMENTS = {"svg", "g", "defs", "clipPath", "path", "rect", "use", "text", "tspan", "a", "title", "desc"}
SVG_WORDS = {"title", "desc"}  # in HTML these may hold anything: here only text
# Attributes with the values they may have; all lead nowhere but to places of the page.
SVG_ATTRIBUTES = {
    "id": r"f[0-9a-f]{10}-[\w.-]+",  # names of a drawing, which are not those of the page
    "href": "#.*",
    "clip-path": r"url\(#[\w-]+\)",
    # How a shape or a letter looks: no colon, so no address; no backslash, so nothing that hides one.
    "style": r"(?!.*url\()(\s*((fill|stroke|font)(-[a-z-]+)?|opacity|text-anchor)\s*:[\w\s.,%#()'+-]*(;|$))*\s*",
}
SVG_ATTRIBUTES |= dict.fromkeys(("role", "tabindex", "d", "x", "y", "width", "height", "viewBox", "transform"), ".*")
SVG_ATTRIBUTES |= dict.fromkeys(("aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"), ".*")

_UNFIT = re.compile(r"<[!?]")  # entities, processing instructions, comments


def inline_svg(svg: str) -> str:
    """Return a drawing as it may stand inside a page; blank for any other picture.

    Parameters
    ----------
    svg : str
        An SVG of whatever origin: notebooks may be made by anyone.

    Returns
    -------
    str
        Written again from the parsed tree, so that a browser's HTML parser sees what this XML parser saw. Blank if it
        is not well-formed, does not begin with a title and a description, or has elements that figures never have.
    """
    if _UNFIT.search(svg):
        return ""
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return ""
    if [child.tag for child in root[:2]] != [f"{SVG}title", f"{SVG}desc"] or not all(map(_is_drawn, root.iter())):
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
    root.attrib = {"xmlns": SVG[1:-1]} | root.attrib
    return ET.tostring(root, encoding="unicode")


def _is_drawn(element: ET.Element) -> bool:
    """Tell whether an element is of the kinds that figures are drawn with."""
    kind = element.tag.removeprefix(SVG)
    known = element.tag.startswith(SVG) and kind in SVG_ELEMENTS and not (kind in SVG_WORDS and len(element))
    never = "(?!)"
    return known and all(
        re.fullmatch(SVG_ATTRIBUTES.get(name, never), value, re.DOTALL) for name, value in element.attrib.items()
    )


COMMENT, SPACE, IDLE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s+"), re.compile(r'("[^"]*")| ?([{};,]) ?')
TABLE = re.compile(r'(<div class="table">\s*)?<table\b([^>]*)>(.*?)</table>(?(1)\s*</div>)', re.DOTALL)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
# What notebooks need without the style of the pages: that of pandas, and of the project's tables.
ALONE = re.compile(r'<style scoped>.*?</style>\s*| border="1"| style="text-align: (?:right;|left)"', re.DOTALL)


DATA_BLOCK = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)  # data of a script


@dataclass(frozen=True)
class About:
    """What a page shows around its notebook.

    Attributes
    ----------
    report : str
        The report's name.
    facts : sequence of (str, str)
        Shown below the title: what, how many.
    pages : sequence of (str, str)
        The report's pages: file and name, in order.
    downloads : sequence of (str, str)
        Other files of the report: file and name.
    sides : Sides
        The countries of its question.
    """

    report: str
    facts: Sequence[tuple[str, str]] = ()
    pages: Sequence[tuple[str, str]] = ()
    downloads: Sequence[tuple[str, str]] = ()
    sides: Sides = SIDES


class PageExporter(HTMLExporter):
    """nbconvert's HTML exporter with the project's template."""

    def __init__(self) -> None:
        # Without anchors: "¶" would be read aloud and copied; the table of contents links to each section.
        super().__init__(
            template_name=TEMPLATE.name,
            template_file="page.html.j2",
            extra_template_basedirs=[str(TEMPLATE.parent)],
            exclude_anchor_links=True,
        )

    def default_filters(self):
        """Add the project's filters to nbconvert's."""
        yield from super().default_filters()
        yield from {
            "sections": add_heading_ids,
            "tables": box_tables,
            "text": mark_own_headings,
            "inline": inline_svg,
        }.items()

    def from_notebook_node(self, nb, resources=None, **kw):
        """Convert without parsing the finished page again, which HTMLExporter does only for alternative texts."""
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self))
        return TemplateExporter.from_notebook_node(self, nb, self._init_resources(resources), **kw)


def notebook_page(notebook: NotebookNode, name: str, about: About) -> str:
    """Turn an executed notebook into a page that loads nothing from elsewhere and runs no script.

    Parameters
    ----------
    notebook : NotebookNode
    name : str
        The notebook's name; its file is ``name.ipynb``, the page's ``name.html``.
    about : About

    Returns
    -------
    str
        HTML.
    """
    look = {
        "policy": security_policy(),
        "style": page_style("tables.css", "notebook.css", "cards.css", sides=about.sides),
    }
    resources = {"metadata": {"name": name}, "about": about, **look}
    return markup.show_bidi_controls(PageExporter().from_notebook_node(notebook, resources)[0])


@cache
def page_style(*sheets: str, sides: Sides = SIDES) -> str:
    """Return the style of a page (that of all pages and these sheets) without comments and superfluous white space."""
    text = "".join((TEMPLATE / sheet).read_text(encoding="utf-8") for sheet in ("base.css", *sheets))
    text += country_style((TEMPLATE / "country.css").read_text(encoding="utf-8"), sides)
    return IDLE.sub(r"\1\2", SPACE.sub(" ", COMMENT.sub("", text))).strip()


@cache
def page_script(name: str) -> str:
    """Return a script of a page. Lines of the project's scripts lose their indent; a library stays unchanged."""
    text = (TEMPLATE / name).read_text(encoding="utf-8")
    own = "\n".join(line.strip() for line in text.splitlines())
    return text.strip() if name.startswith("vendor/") else own


def security_policy(scripts: Sequence[str] = ()) -> str:
    """Return the Content-Security-Policy of a page: nothing is loaded from anywhere, and only these scripts run.

    Parameters
    ----------
    scripts : sequence of str
        The page's own scripts, as they stand in it; each is allowed by its sha256.

    Returns
    -------
    str
    """
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    run = f"script-src {allowed}; " if allowed else ""
    return f"default-src 'none'; {run}img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def plain_page(template: str, sheets: Sequence[str], scripts: Sequence[str] = (), **values: object) -> str:
    """Return a page that is not made from a notebook.

    Parameters
    ----------
    template : str
        The template's file.
    sheets : sequence of str
        Files of the styles it needs besides those of every page.
    scripts : sequence of str
        Files of the scripts that the page brings along, beside the template.
    **values
        What the template shows; text is escaped.

    Returns
    -------
    str
        HTML that loads nothing from elsewhere and runs no script but these.
    """
    sources = [page_script(name) for name in scripts]
    sides = values["about"].sides if "about" in values else SIDES
    around = {"scripts": sources, "policy": security_policy(sources), "style": page_style(*sheets, sides=sides)}
    return markup.show_bidi_controls(markup.environment().get_template(template).render(**around, **values))


def box_tables(html: str) -> str:
    """Put each table of an output in a box that scrolls, and complete the tables of pandas.

    Parameters
    ----------
    html : str
        Of one output.

    Returns
    -------
    str
        HTML in which a table never makes the page wider, and an empty corner is not a header.
    """

    def boxed(match: re.Match) -> str:
        _, attributes, inner = match.groups()
        caption = CAPTION.search(inner)
        label = View(caption.group(1)).striptags() if caption else "Table"
        return markup.piece("box", View(attributes), View(inner.replace("<th></th>", "<td></td>")), label)

    return TABLE.sub(boxed, ALONE.sub("", html))
