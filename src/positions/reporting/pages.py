"""Executed notebooks as web pages that stand alone: the project's own nbconvert template, and what it needs."""

import base64
import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode

from positions.countries import SIDES, Sides
from positions.reporting import controls, looks
from positions.reporting.headings import sections, text, words
from positions.reporting.pictures import inline

TEMPLATE = Path(__file__).parent / "template"

COMMENT, SPACE, IDLE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s+"), re.compile(r'("[^"]*")| ?([{};,]) ?')
TABLE = re.compile(r'(<div class="table">\s*)?<table\b([^>]*)>(.*?)</table>(?(1)\s*</div>)', re.DOTALL)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
# What notebooks need where no style of ours is: that of pandas, and of our own tables.
ALONE = re.compile(r'<style scoped>.*?</style>\s*| border="1"| style="text-align: (?:right;|left)"', re.DOTALL)


@dataclass(frozen=True)
class About:
    """What a page says around its notebook.

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
    facts: Sequence[tuple[str, str]] = field(default=())
    pages: Sequence[tuple[str, str]] = field(default=())
    downloads: Sequence[tuple[str, str]] = field(default=())
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
        yield from {"sections": sections, "tables": tables, "text": text, "words": words, "inline": inline}.items()

    def from_notebook_node(self, nb, resources=None, **kw):
        """Convert without parsing the finished page once more, which HTMLExporter does for alternative texts only."""
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self))
        return TemplateExporter.from_notebook_node(self, nb, self._init_resources(resources), **kw)


def page(notebook: NotebookNode, name: str, about: About) -> str:
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
    look = {"policy": policy(), "style": style("tables.css", "notebook.css", "cards.css", sides=about.sides)}
    resources = {"metadata": {"name": name}, "about": about, **look}
    return controls.named(PageExporter().from_notebook_node(notebook, resources)[0])


@cache
def style(*sheets: str, sides: Sides = SIDES) -> str:
    """Return the style of a page, what all pages have and these sheets, without comments and idle white space."""
    text = "".join((TEMPLATE / sheet).read_text(encoding="utf-8") for sheet in ("base.css", *sheets))
    text += looks.style((TEMPLATE / "country.css").read_text(encoding="utf-8"), sides)
    return IDLE.sub(r"\1\2", SPACE.sub(" ", COMMENT.sub("", text))).strip()


@cache
def script(name: str) -> str:
    """Return a script that a page brings along; the lines of our own lose their indent, a library stays as it is."""
    text = (TEMPLATE / name).read_text(encoding="utf-8")
    own = "\n".join(line.strip() for line in text.splitlines())
    return text.strip() if name.startswith("vendor/") else own


def policy(scripts: Sequence[str] = ()) -> str:
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


@cache
def _environment() -> Environment:
    """Return the templates of the pages that are not made of a notebook."""
    return Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def plain(template: str, sheets: Sequence[str], scripts: Sequence[str] = (), **values: object) -> str:
    """Return a page that is not made of a notebook.

    Parameters
    ----------
    template : str
        The template's file.
    sheets : sequence of str
        Files of the styles it needs beside those of every page.
    scripts : sequence of str
        Files of the scripts that the page brings along, beside the template.
    **values
        What the template shows; text is escaped.

    Returns
    -------
    str
        HTML that loads nothing from elsewhere and runs no script but these.
    """
    sources = [script(name) for name in scripts]
    sides = values["about"].sides if "about" in values else SIDES
    around = {"scripts": sources, "policy": policy(sources), "style": style(*sheets, sides=sides)}
    return controls.named(_environment().get_template(template).render(**around, **values))


def index(reports: Sequence[Mapping[str, object]]) -> str:
    """Return the page that lists the reports.

    Parameters
    ----------
    reports : sequence of mapping
        The summary of each report (``positions.reporting.site``).

    Returns
    -------
    str
        HTML.
    """
    return plain("index.html.j2", ["index.css"], reports=reports)


def tables(markup: str) -> str:
    """Put each table of an output in a box that scrolls, and mend what pandas leaves bare.

    Parameters
    ----------
    markup : str
        HTML of one output.

    Returns
    -------
    str
        HTML in which a table never makes the page wider, and an empty corner is no header.
    """

    def boxed(match: re.Match) -> str:
        _, attributes, inner = match.groups()
        caption = CAPTION.search(inner)
        label = html.escape(words(caption.group(1)) if caption else "Table", quote=True)
        inner = inner.replace("<th></th>", "<td></td>")
        box = f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
        return f"{box}<table{attributes}>{inner}</table></div>"

    return TABLE.sub(boxed, ALONE.sub("", markup))
