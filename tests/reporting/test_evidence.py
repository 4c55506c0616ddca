"""Evidence pages: a document's whole text, its statements marked where they stand, their codes at hand."""

import html
import re
from dataclasses import replace

import pytest

from positions.comparison import Parameters, compare
from positions.reporting import evidence, links, marked, pages, verbatim

ABOUT = pages.About("test", pages=[("comparison.html", "Comparison"), ("statements.html", "Statements")])


def page_of(comparison, number: int = 0) -> str:
    """The evidence page of one document."""
    return list(evidence.write(comparison, ABOUT))[number][1]


@pytest.fixture(scope="module")
def seed():
    """The comparison of the seed."""
    return compare(Parameters())


@pytest.fixture
def seen(seed, chromium, tmp_path):
    """The seed's evidence page in a window on a desk."""
    path = tmp_path / "seed.html"
    path.write_text(page_of(seed), encoding="utf-8", newline="\n")
    chromium.open(path.as_uri())
    return chromium


def marks(markup: str, number: int, layer: str) -> str:
    """The words marked as one part of one statement."""
    found = re.findall(r'<mark class="([^"]*)" data-s="([^"]*)">([^<]*)</mark>', markup)
    own = [words for classes, numbers, words in found if layer in classes.split() and str(number) in numbers.split()]
    return html.unescape("".join(own))


def test_the_text_is_whole_and_every_part_marked_in_it(seed):
    """Without its tags the page's text is the document's; each statement's parts are marked, word for word."""
    document = seed.documents[0]
    rows = sorted(seed.statements.itertuples(index=False), key=lambda row: (row.start, row.end))
    markup = marked.text(document, rows)
    assert html.unescape(re.sub("<[^>]*>", "", markup)) == document.text
    for number, row in enumerate(rows, 1):
        for layer in ("content", "source", "cue", "condition", "label"):
            assert marks(markup, number, layer) == getattr(row, layer)


def test_parts_that_cross_keep_their_words(said, compared):
    """Terms that begin in a name and end outside it, and words that look like markup, stay as they are."""
    row = said("we want <b>broad fair</b> ties & now", label="<b>broad fair</b> ties", condition="fair</b> ties & now")
    found = compared([row])
    markup = marked.text(found.documents[0], list(found.statements.itertuples(index=False)))
    assert marks(markup, 1, "label") == row["label"] and marks(markup, 1, "condition") == row["condition"]
    assert html.unescape(re.sub("<[^>]*>", "", markup)) == found.documents[0].text


def test_one_other_letter_is_refused(seed):
    """A page on which one letter of the text differs from the document is not written."""
    page, texts = page_of(seed), verbatim.texts(seed.documents)
    verbatim.check_page("page", page, texts)
    with pytest.raises(verbatim.NotVerbatim, match="page: "):
        verbatim.check_page("page", page.replace("look forward to enhancing", "look forward to Enhancing"), texts)


def test_a_place_has_one_name_for_good(seed):
    """A statement's place is named by its characters alone; a file name that is no address gives one that is."""
    assert 'id="s-653-804"' in page_of(seed)
    assert links.evidence("a b/c:1-2") != links.evidence("a-b-c:1-2")
    assert re.fullmatch(r"evidence/[A-Za-z0-9._-]+\.html#s-1-2", links.evidence('a "b" <c>?:1-2'))


def test_what_is_outside_or_unsure_is_said(said, compared):
    """A statement that the report leaves out says why; one that repeats another says that it is not counted."""
    rows = [said("ties matter a lot", speaker_country="OTHER"), said("we stand as one", confidence=10)]
    page = page_of(compared(rows, confidence=50))
    assert evidence.OUTSIDE in html.unescape(page) and evidence.DOUBTFUL in html.unescape(page)


def test_other_carriers_of_the_release_are_listed(said, compared):
    """A document of the same release is named, and leads to its page; another is not."""
    same = [f"the minister told them once more that ties of kind {n} matter to both sides" for n in range(12)]
    rows = [said(text, doc=doc) for doc in ("one", "two") for text in same]
    found = compared([*rows, said("trade is growing fast", doc="three")])
    assert '<a href="two.html">' in page_of(found, 0)
    assert "also carried by" not in page_of(found, 2)


def test_only_a_web_address_is_a_link(seed):
    """An address that is none, or would run something, is shown as text."""
    document = seed.documents[0]
    for url, linked in (
        ("https://example.org/a?b=1&c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ):
        found = replace(seed, documents=(replace(document, url=url),))
        assert (f'href="{html.escape(url)}"' in page_of(found)) is linked
        assert html.escape(url) in page_of(found)


def test_codes_on_hover_focus_and_tap(seen, window, tmp_path):
    """Chain, codes, confidence and reason appear beside the words on hover, focus and tap, and Escape ends it."""
    shown = "!document.getElementById('panel').hidden && document.getElementById('panel').innerText"
    page = seen.page
    assert seen.value(shown) is False
    page.hover("mark[data-s='4']")
    text = seen.value(shown)
    assert "Dunya News ← Qamar Javed Bajwa" in text and "confidence 89 of 100" in text and "Why these codes" in text
    page.keyboard.press("Escape")
    assert seen.value(shown) is False
    page.focus("a.ref[data-n='10']")
    assert "name: strategic partnership" in seen.value(shown)
    phone = window(390)
    phone.open((tmp_path / "seed.html").as_uri())
    phone.page.tap("mark.cue[data-s='7']")
    assert "Pakistan’s role in regional stability" not in phone.value(shown)
    assert "Michael Erik Kurilla" in phone.value(shown) and "praise, thanks" in phone.value(shown)


def test_a_link_highlights_the_words(seen):
    """An address with a statement's place highlights just its words, whatever pieces they are in."""
    seen.open(f"{seen.page.url}#s-653-804")
    ground = "getComputedStyle(document.querySelector(`.text mark[data-s='${}']`)).backgroundColor"
    hit, other = (seen.value(ground.replace("${}", str(number))) for number in (4, 10))
    assert hit == "rgb(255, 216, 77)" and other != hit


def test_three_styles_that_differ_in_grey(seen):
    """Source, cue and content differ by more than a colour: a line, a slant, a ground at least a tenth darker."""
    look = """layer => {
        const style = getComputedStyle(document.querySelector(`.text mark.${layer}:not(.label):not(.condition)`));
        return [style.borderBottomStyle, style.fontStyle, style.backgroundColor];
    }"""
    source, cue, content = (seen.page.evaluate(look, layer) for layer in ("source", "cue", "content"))
    assert source[:2] == ["solid", "normal"] and cue[:2] == ["dotted", "italic"] and content[:2] == ["none", "normal"]
    red, green, blue = map(int, re.findall(r"\d+", content[2])[:3])
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 255 * 0.95


def test_the_citation_can_be_copied(seen):
    """The button puts outlet, title, date and place into the clipboard; without a clipboard it selects them."""
    button = seen.page.locator("#n-653-804 .copy")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    copied = seen.value("navigator.clipboard.readText()")
    assert copied.startswith(
        "Dunya News, “Pakistan wants multi-faceted relations with US based on common interests: COAS”"
    )
    assert "2022-07-29, characters 653–804 of the text with sha256 cfde6b07" in copied


def test_without_scripts_it_is_all_there(browser, seed, tmp_path):
    """With scripts switched off the text, the marks and the notes are there, and a number leads to its note."""
    path = tmp_path / "seed.html"
    path.write_text(page_of(seed), encoding="utf-8", newline="\n")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".text mark").count() > 20 and page.locator("article").count() == len(seed.statements)
    page.locator("a.ref[data-n='4']").click()
    assert page.url.endswith("#n-653-804") and page.locator("#n-653-804").is_visible()
    context.close()


@pytest.mark.parametrize("look", [{"width": 1280}, {"width": 390}, {"dark": True}])
def test_axe_finds_nothing_serious(window, axe, seed, tmp_path, look):
    """WCAG: axe-core finds nothing serious on an evidence page, which fits its window and asks for nothing."""
    path = tmp_path / "seed.html"
    path.write_text(page_of(seed), encoding="utf-8", newline="\n")
    shown = window(**look)
    shown.open(path.as_uri())
    assert axe(shown.page) == []
    assert shown.value("document.documentElement.scrollWidth") <= look.get("width", 1280)
    assert (shown.requests, shown.noise) == ([path.as_uri()], [])
