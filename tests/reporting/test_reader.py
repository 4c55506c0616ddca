"""What a reader does with a report: follows a claim to its words, a number to its statements; by mouse, keys, paper."""

import re
from pathlib import Path

import pytest

NUMBER = re.compile(r"^(?:and )?(\d+)(?: more)?(?: statements?\b.*)?$|^[\w ,()+−-]+ (\d+)$")
LED = """() => [...document.querySelectorAll('a[href^="statements.html#"]')].map(a =>
    [a.getAttribute('href'), (a.getAttribute('aria-label') ?? a.textContent).trim()])"""
TOLD = "document.getElementById('told').textContent"
PAGES = ("comparison", "wording")


def led(window, folder: Path) -> dict[str, int]:
    """The addresses of statements that a report's pages lead to with a number, and the numbers."""
    found = {}
    for page in PAGES:
        window.open((folder / f"{page}.html").as_uri())
        for address, words in window.page.evaluate(LED):
            if number := NUMBER.match(words):
                found[address] = int(number.group(1) or number.group(2))
    return found


def counts_agree(window, folder: Path) -> int:
    """Follow every number to the table of statements; return how many were followed."""
    wrong, numbers = [], led(window, folder)
    window.open((folder / "statements.html").as_uri())
    for address, n in numbers.items():
        shown = window.page.evaluate(
            """address => new Promise(done => {
                const told = () => done(document.getElementById('told').textContent);
                addEventListener('hashchange', () => setTimeout(told), { once: true });
                location.hash = '#' + address + '&q=';
            })""",
            address.partition("#")[2],
        )
        if int(shown.split()[0].replace(",", "")) != n:
            wrong.append((address[:200], n, shown))
    assert wrong == []
    return len(numbers)


def test_every_number_leads_to_as_many_statements(rebuilt, chromium):
    """Seed: the statements that a number leads to are as many as it says, wherever it stands."""
    assert counts_agree(chromium, rebuilt / "seed") > 40


def test_every_number_of_fifty_articles(articles, chromium):
    """Press articles: the same of several hundred numbers, in sentences, tables and figures."""
    assert counts_agree(chromium, articles / "gold") > 300


def test_from_a_finding_to_the_highlighted_words(rebuilt, chromium):
    """One click on the line below a finding opens the source with just those words highlighted."""
    chromium.open((rebuilt / "seed" / "comparison.html").as_uri())
    page = chromium.page
    line = page.locator(".findings li li", has_text="Pakistan values its relations with the US").first
    line.locator("a.place").click()
    page.wait_for_url("**/evidence/000_d1d1878000af0d9d.html#s-653-804")
    ground = "mark => getComputedStyle(mark).backgroundColor"
    marks = page.locator(".text mark.content[data-s='4']")
    words = "".join(marks.all_text_contents())
    assert words.startswith("Pakistan values its relations with the US and we earnestly look forward")
    assert {mark.evaluate(ground) for mark in marks.all()} == {"rgb(255, 216, 77)"}
    assert page.locator(".text mark.content[data-s='10']").first.evaluate(ground) != "rgb(255, 216, 77)"
    assert page.locator(".ref:target").bounding_box()["y"] < 844


def test_from_a_quotation_to_its_card_and_its_source(rebuilt, chromium):
    """Words quoted in a sentence lead to the card on the same page, and that to the place in the whole text."""
    chromium.open((rebuilt / "seed" / "comparison.html").as_uri())
    page = chromium.page
    page.locator(".findings > li > p a", has_text="strategic partnership").first.click()
    card = page.locator("article:target")
    assert card.locator("mark.content").all_text_contents()[0].startswith("Pakistan values China’s role")
    card.locator("a.place").click()
    page.wait_for_url("**/evidence/*.html#s-1553-1671")


def test_from_a_bar_to_its_statements(rebuilt, chromium):
    """A bar of a figure is a link with a name, and leads to its statements; its section is opened first."""
    chromium.open((rebuilt / "seed" / "comparison.html").as_uri())
    chromium.page.check("#all")
    bar = chromium.page.locator("figure svg a[aria-label*='praise']").first
    name = bar.get_attribute("aria-label")
    bar.click()
    chromium.page.wait_for_url("**/statements.html#*")
    assert chromium.value(TOLD).startswith(re.search(r"\d+", name).group())


def test_by_keyboard_alone(rebuilt, chromium):
    """The first key leads past the bar; each link, box and switch is reached in turn, and shows that it is."""
    chromium.open((rebuilt / "seed" / "comparison.html").as_uri())
    page = chromium.page
    page.keyboard.press("Tab")
    assert chromium.value("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert chromium.value("document.activeElement.id") == "main"
    script = """() => { const e = document.activeElement, s = getComputedStyle(e);
        return [e.localName, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2] }"""
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(script))
    assert all(visible for _, visible in seen)
    assert {"a", "div"} <= {name for name, _ in seen}


def test_on_paper(rebuilt, chromium, tmp_path):
    """Printed, the seed's comparison is at most twenty-four pages, without bar and contents, on a white ground."""
    chromium.open((rebuilt / "seed" / "comparison.html").as_uri())
    data = chromium.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 24


@pytest.mark.parametrize("look", [{"width": 1280}, {"width": 390}, {"dark": True}])
def test_axe_finds_nothing_serious(rebuilt, window, axe, look):
    """WCAG: axe-core finds nothing serious on any page of the seed's report, however it is looked at."""
    shown = window(**look)
    found = {}
    for path in sorted(rebuilt.rglob("*.html")):
        shown.open(path.as_uri())
        found[path.name] = axe(shown.page)
    assert {name: grave for name, grave in found.items() if grave} == {}
    assert len(found) == 7  # index, four notebooks, table, one source


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_press_articles(articles, window, axe, width):
    """Fifty articles: every page fits its window, is quiet, asks for nothing, and axe-core finds nothing serious."""
    shown = window(width)
    for path in [articles / "index.html", *sorted((articles / "gold").glob("*.html"))]:
        shown.open(path.as_uri())
        assert (shown.requests, shown.noise) == ([path.as_uri()], [])
        assert shown.value("document.documentElement.scrollWidth") <= width
        assert axe(shown.page) == []


def test_fifty_articles_are_less_than_three_megabytes(articles):
    """The pages of a report of fifty articles, evidence among them, are less than 3 MB together."""
    assert sum(path.stat().st_size for path in (articles / "gold").rglob("*.html")) < 3_000_000
