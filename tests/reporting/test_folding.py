"""Sections that open by their heading: nothing is lost, a link leads into them, one box opens all, also on paper."""

import nbformat
import pytest

from positions.reporting.render import pages
from positions.reporting.runs import to_normal_form


@pytest.fixture
def folded(tmp_path):
    """The address of a page with an open section, a folded one with a link's target, and an open one behind it."""
    sources = {"# Title": [], "## First\n\nfirst words": [], "## Second\n\nsecond words": ["fold"]}
    sources |= {'### Within\n\n<p id="there">words within</p>': [], "## Third\n\nthird words": []}
    cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
    for cell, tags in zip(cells, sources.values(), strict=True):
        cell.metadata["tags"] = tags
    page = pages.notebook_page(to_normal_form(nbformat.v4.new_notebook(cells=cells)), "sample", pages.About("test"))
    (tmp_path / "sample.html").write_text(page, encoding="utf-8")
    return (tmp_path / "sample.html").as_uri()


def seen(window, words: str) -> bool:
    """Tell whether a reader sees some words."""
    return window.page.get_by_text(words, exact=True).is_visible()


def test_a_folded_section_opens_by_its_heading(folded, chromium):
    """Rule: what is below a folded heading is not seen until the heading is clicked; what is behind it is."""
    chromium.open(folded)
    assert (seen(chromium, "first words"), seen(chromium, "second words"), seen(chromium, "third words")) == (1, 0, 1)
    chromium.page.get_by_role("heading", name="Second").click()
    assert seen(chromium, "second words") and seen(chromium, "words within")


def test_it_opens_by_the_keyboard(folded, chromium):
    """Rule: the heading of a folded section is reached and opened without a mouse."""
    chromium.open(folded)
    chromium.page.locator("details.section > summary").focus()
    chromium.page.keyboard.press("Enter")
    assert seen(chromium, "second words")


def test_a_link_leads_into_a_folded_section(folded, chromium):
    """Rule: whoever follows a link to a place in a folded section sees that place."""
    chromium.open(f"{folded}#there")
    assert seen(chromium, "words within")


def test_one_box_opens_every_section(folded, chromium):
    """Rule: all that is in the page can be seen at once, to search it."""
    chromium.open(folded)
    chromium.page.check("#all")
    assert seen(chromium, "second words") and seen(chromium, "words within")


def test_paper_has_what_is_open(folded, printed):
    """Rule: a page is printed as it is open, and in full when every section is."""
    printed.open(folded)
    assert not seen(printed, "second words")
    printed.value("document.getElementById('all').checked = true")
    assert seen(printed, "second words") and seen(printed, "third words")


def test_a_page_without_folded_sections_has_no_box(tmp_path):
    """Rule: no control that does nothing."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title\n\nwords")])
    assert 'id="all"' not in pages.notebook_page(to_normal_form(notebook), "sample", pages.About("test"))
