"""Pages as a reader's browser shows them."""

import re

import nbformat
import pytest

from positions.comparison import Parameters, compare
from positions.reporting import runs
from positions.reporting.render import pages
from positions.reporting.render.pages import inline_svg
from positions.reporting.runs import to_normal_form
from positions.reporting.sections import counts

ABOUT = pages.About(
    "<b>test</b>",
    facts=[("Documents", "1")],
    pages=[("sample.html", "Sample"), ("other.html", "Other")],
    downloads=[("statements.csv", "Statements")],
)


@pytest.fixture
def page(sample, tmp_path):
    """The page of the sample notebook, in a file."""
    path = tmp_path / "sample.html"
    path.write_text(pages.notebook_page(runs.run_notebooks([sample], {})[0], "sample", ABOUT), encoding="utf-8")
    return path


def of_markdown(*sources: str) -> str:
    """The page of a notebook of markdown cells."""
    cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
    return pages.notebook_page(to_normal_form(nbformat.v4.new_notebook(cells=cells)), "sample", ABOUT)


def test_hostile_text_is_text(page, chromium, served):
    """Script, event handlers and links in a document's words are shown as words, and nothing of them runs."""
    chromium.open(f"{served.address}/{page.name}")
    assert chromium.value("document.title") == "The sample · <b>test</b>"
    assert chromium.value("document.querySelectorAll('main script, main [onerror], main [onclick]').length") == 0
    assert chromium.value("document.querySelector('.statement').innerText").startswith("<script>document.title")
    assert chromium.value("[...document.querySelectorAll('a')].filter(a => /^javascript/.test(a.href)).length") == 0


def test_policy_stops_what_is_not_escaped(notebook, tmp_path, chromium, served):
    """The second wall: a notebook that forgets to escape still runs nothing and asks for nothing."""
    cell = (
        "from IPython.display import HTML\n"
        'HTML(\'<script>document.title = 1</script><img src="x.png" onerror="document.title = 2">\''
        " '<link rel=stylesheet href=x.css><iframe src=/></iframe>')"
    )
    node = runs.run_notebooks([notebook("sample", cell)], {})[0]
    (tmp_path / "sample.html").write_text(pages.notebook_page(node, "sample", ABOUT), encoding="utf-8")
    chromium.open(f"{served.address}/sample.html")
    assert chromium.value("document.title") == "The sample · <b>test</b>"
    assert served.asked == ["/sample.html"]


def test_nothing_is_requested(page, chromium, served):
    """Opening a page asks the server for that page and for nothing else."""
    chromium.open(f"{served.address}/{page.name}")
    assert chromium.requests == [f"{served.address}/{page.name}"]
    assert served.asked == [f"/{page.name}"]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_wider_than_the_window(page, window, served, width):
    """On a phone and on a desk nothing makes the page scroll sideways; a wide table scrolls in a box of its own."""
    shown = window(width)
    shown.open(f"{served.address}/{page.name}")
    assert shown.value("innerWidth") == width
    assert shown.value("document.documentElement.scrollWidth") <= width
    assert shown.value("(t => t.scrollWidth > t.clientWidth)(document.querySelector('div.table'))")


def test_code_is_folded_and_at_hand(page, chromium, served):
    """Code is not shown until the box in the bar is ticked."""
    chromium.open(f"{served.address}/{page.name}")
    shown = "[...document.querySelectorAll('.code')].filter(e => e.checkVisibility()).length"
    assert chromium.value(shown) == 0
    chromium.value("document.querySelector('#code').click()")
    assert chromium.value(shown) == 3


def test_a_plain_count_is_folded_with_its_code(notebook, tmp_path, chromium):
    """Rule: a cell that counts is not seen, neither code nor table, until its line is clicked; then both are."""
    ran = notebook("counts", "1 + 1").node
    ran.cells[-1].metadata["tags"] = ["counted"]
    ran.cells[-1].outputs = [
        nbformat.v4.new_output("execute_result", {"text/html": "<table><tr><td>2</td></tr></table>"})
    ]
    (tmp_path / "counts.html").write_text(pages.notebook_page(ran, "counts", pages.About("x")), encoding="utf-8")
    chromium.open((tmp_path / "counts.html").as_uri())
    seen = "['.code', 'table'].map(s => document.querySelector('.counted ' + s).checkVisibility())"
    assert chromium.value(seen) == [False, False]
    chromium.value("document.querySelector('.counted summary').click()")
    assert chromium.value(seen) == [True, True]


def test_on_paper(page, chromium, printed, served):
    """Printed, the page has no bar and no contents."""
    seen = "['.bar', '.contents', 'main'].map(s => document.querySelector(s).checkVisibility())"
    for shown, expected in ((chromium, [True, True, True]), (printed, [False, False, True])):
        shown.open(f"{served.address}/{page.name}")
        assert shown.value(seen) == expected


def test_contents_lead_to_the_sections(page, chromium, served):
    """Each entry of the contents leads to its own heading, also where two headings have the same words."""
    chromium.open(f"{served.address}/{page.name}")
    script = """[...document.querySelectorAll('.contents.wide a')].map(a =>
        [a.innerText, document.querySelectorAll(a.getAttribute('href')).length])"""
    assert chromium.value(script) == [["First", 1], ["Same", 1], ["Same", 1]]
    assert chromium.value("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") == chromium.value(
        "document.querySelectorAll('[id]').length"
    )


def test_what_a_screen_reader_needs(page, chromium, served):
    """The page has a language, landmarks with names, one h1, alternative texts, and no empty header in a table."""
    chromium.open(f"{served.address}/{page.name}")
    assert chromium.value("document.documentElement.lang") == "en"
    assert chromium.value("document.querySelectorAll('main').length") == 1
    assert chromium.value("document.querySelectorAll('h1').length") == 1
    assert chromium.value("[...document.images].map(i => i.alt)") == ["One circle"]
    assert chromium.value("[...document.querySelectorAll('th')].filter(th => !th.innerText.trim()).length") == 0
    assert chromium.value("[...document.querySelectorAll('nav')].every(nav => nav.ariaLabel)")
    assert chromium.value("document.querySelector('[aria-current]').innerText") == "Sample"


def luminance(value: str) -> float:
    """Relative luminance of a colour written #rrggbb (WCAG 2.2)."""
    parts = [int(value[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module", params=["light", "dark"])
def colours(request):
    """The colours of base.css, as they are in the light and in the dark."""
    sheet = (pages.TEMPLATE / "base.css").read_text(encoding="utf-8")
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark) {")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return found[0] | (found[1] if request.param == "dark" else {})


GROUNDS = ["ground", "wash", "usa-wash", "chn-wash", "joint-wash", "target"]


@pytest.mark.parametrize("word", ["ink", "soft", "link", "usa-text", "chn-text", "joint-text"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_from_their_ground(colours, word, ground):
    """Every colour of words has a contrast of at least 4.5 to every ground, light and dark (WCAG 2.2, 1.4.3)."""
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("part", ["content", "condition", "name"])
def test_words_stand_out_from_their_marks(colours, part):
    """The parts of a statement are as legible as the rest, links in them too."""
    assert min(contrast(colours[word], colours[part]) for word in ("ink", "link")) >= 4.5


@pytest.mark.parametrize("country", ["usa", "chn", "joint", "pak", "both"])
def test_marks_stand_out_from_their_ground(colours, country):
    """Every colour of marks and bars has a contrast of at least 3 to the page (WCAG 2.2, 1.4.11)."""
    assert min(contrast(colours[country], colours[ground]) for ground in ("ground", "wash")) >= 3


@pytest.fixture(scope="module")
def drawing():
    """A figure of the seed."""
    return counts.acts_figure(compare(Parameters())).svg


def test_a_drawing_stands_inside_the_page(drawing):
    """Figures of the reports are part of the page; what is drawn is not changed by it."""
    assert inline_svg(drawing) == drawing
    output = nbformat.v4.new_output("display_data", {"image/svg+xml": drawing})
    cell = nbformat.v4.new_code_cell("", outputs=[output])
    made = pages.notebook_page(to_normal_form(nbformat.v4.new_notebook(cells=[cell])), "sample", ABOUT)
    assert f"<figure>{drawing}</figure>" in made and "<img" not in made


@pytest.fixture
def drawn(drawing, tmp_path):
    """A page with a figure in it, in a file."""
    cell = nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", {"image/svg+xml": drawing})])
    path = tmp_path / "drawn.html"
    path.write_text(
        pages.notebook_page(to_normal_form(nbformat.v4.new_notebook(cells=[cell])), "drawn", ABOUT), encoding="utf-8"
    )
    return path


def test_a_figure_can_be_read_on_a_phone(drawn, phone):
    """At 390 pixels every letter of a figure is 9 pixels high at least, and the figure fits."""
    phone.open(drawn.as_uri())
    letters = """[...document.querySelectorAll('svg text')].map(
        t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"""
    assert min(phone.value(letters)) >= 9
    assert phone.value("document.documentElement.scrollWidth") <= 390


def test_a_figure_is_dark_in_the_dark(drawn, chromium, dark):
    """Letters and ground of a figure are those of the page around it."""
    script = """[document.body, document.querySelector('svg text'), document.documentElement,
        document.querySelector('svg > path')].map((e, i) => getComputedStyle(e)[
        ['color', 'fill', 'backgroundColor', 'fill'][i]])"""
    found = []
    for shown in (chromium, dark):
        shown.open(drawn.as_uri())
        found.append(shown.value(script))
    for ink, letters, ground, behind in found:
        assert (letters, behind) == (ink, ground)
    assert found[0] != found[1]


def test_links_in_a_figure_are_reached_by_keyboard(drawn, chromium):
    """Going from link to link passes through the marks of a figure, each with its name, and shows where one is."""
    chromium.open(drawn.as_uri())
    chromium.value("document.querySelector('svg a').focus()")
    name = "document.activeElement.closest('svg') && document.activeElement.ariaLabel"
    assert chromium.value(name).startswith("1 statement to the United States")
    chromium.page.keyboard.press("Tab")
    assert chromium.value(name) == "1 statement to the United States: praise, thanks, stance +1"
    assert chromium.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(
    "added",
    [
        "<script>alert(1)</script>",
        "<foreignObject><b>words</b></foreignObject>",
        "<style>* {display: none}</style>",
        '<image href="https://example.org/x.png"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<a href="https://example.org/"><text>out</text></a>',
        '<a href="javascript:alert(1)"><text>run</text></a>',
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"><text>run</text></a>',
        '<use href="https://example.org/x.svg#a"/>',
        '<path d="M 0 0" onclick="alert(1)"/>',
        '<path d="M 0 0" style="fill: url(https://example.org/x)"/>',
        '<path d="M 0 0" style="fill: \\75rl(https://example.org/x)"/>',
        '<path d="M 0 0" clip-path="url(https://example.org/x)"/>',
        '<g style="position: fixed; top: 0"/>',
        '<g class="skip"/>',
        '<g id="main"/>',
        "<title><script>alert(1)</script></title>",
        "<desc><![CDATA[<script>alert(1)</script>]]></desc>",
        "<!-- --!><script>alert(1)</script> -->",
        '<b xmlns="http://www.w3.org/1999/xhtml">words</b>',
        "<unclosed>",
    ],
)
def test_any_other_picture_stays_outside(drawing, added):
    """What a figure of the reports never has keeps a picture out of the page, whoever made the notebook."""
    assert inline_svg(drawing.replace("</svg>", f"{added}</svg>")) == ""


def test_a_picture_without_words_stays_outside(drawing):
    """Without title and description it is shown as an image, by the alternative in the notebook."""
    assert inline_svg(re.sub(r"<title.*?</title>", "", drawing, count=1, flags=re.DOTALL)) == ""
    assert inline_svg(f'<!DOCTYPE svg [<!ENTITY a "b">]>{drawing}') == ""


def test_headings_of_the_same_words():
    """Two sections of one name have ids of their own; what had an id before keeps it."""
    own = pages.mark_own_headings("<h2>First</h2>")
    body, found = pages.add_heading_ids(f'<i id="first"></i>{own}<h2>First <em>&amp; last</em></h2>')
    assert [section.id for section in found] == ["first-2", "first-last"]
    assert found[1].title == "First & last"
    assert body.count('id="first"') == 1
    assert [section.listed for section in found] == [True, False]  # the second is no heading of the notebook's text


def test_table_gets_one_box():
    """A table in a box keeps that one box, named by its caption; another gets one."""
    boxed = pages.box_tables('<div class="table"><table><caption>Acts, <i>n</i></caption></table></div><table></table>')
    assert re.findall(r'<div class="table"[^>]*aria-label="([^"]*)"', boxed) == ["Acts, n", "Table"]
    assert boxed.count("<div") == boxed.count("</div>") == 2


def test_title_comes_from_the_notebook():
    """A page is named by its notebook's heading and the report."""
    assert "<title>What is &amp; was said · &lt;b&gt;test&lt;/b&gt;</title>" in of_markdown("# What is & *was* said")
