"""The table of statements: searched, sorted, filtered and led to, in a real browser."""

import hashlib
import re

import pytest

from positions.reporting import links, pages, statement_table

ABOUT = pages.About(
    "test", pages=[("statements.html", "Statements")], downloads=[("statements.csv", "Statements (CSV)")]
)
TOLD = "document.getElementById('told').textContent"
FIRST = "document.querySelector('#statements tbody tr th em').textContent"


LATER = {"published": "2031-05-06", "doc": "three"}


def rows_of(said, n: int = 0) -> list[dict]:
    """Invented statements of all sorts, and as many plain ones as asked for."""
    rows = [
        said("we thank them for all the help", act="praise", stance=2, confidence=95),
        said("we shall build the road", act="commit", target="CHN", themes="connectivity; economy_trade", doc="two"),
        said(
            "terms are plain here",
            act="affirm",
            condition="as equals",
            label="Old Friends",
            published="2031-05-06",
            doc="three",
        ),
        said("they were wrong in this", act="criticise", stance=-1, speaker="Zara Khan", confidence=40),
        said("we thank them for help", act="praise", stance=2, confidence=90),
    ]
    return rows + [said(f"plain remark of number {i}", act="state", stance=0, doc=f"d{i}") for i in range(n)]


@pytest.fixture
def table(said, compared, tmp_path):
    """Write the page of invented statements; return its address."""

    def written(n: int = 0) -> str:
        page = statement_table.page(compared(rows_of(said, n)), ABOUT)
        (tmp_path / "statements.html").write_text(page, encoding="utf-8", newline="\n")
        return (tmp_path / "statements.html").as_uri()

    return written


def led(address: str, **chosen: object) -> str:
    """The address that a number in a report leads to."""
    return links.resolved(f'<a href="{links.rows(**chosen)}">', {}).split('"')[1].replace("statements.html", address)


@pytest.mark.parametrize(
    ("chosen", "n"),
    [
        ({}, 4),
        ({"part": "said", "side": "USA"}, 3),
        ({"act": "praise"}, 1),
        ({"stance": [2, -1]}, 2),
        ({"theme": "economy_trade"}, 1),
        ({"rung": "pledge"}, 1),
        ({"condition": links.ANY}, 1),
        ({"condition": links.NONE}, 3),
        ({"label": "old friends"}, 1),
        ({"month": "2031-05"}, 1),
        ({"month": "2031"}, 1),
        ({"speaker": "Zara Khan", "side": "USA"}, 1),
        ({"side": "CHN", "act": "praise"}, 0),
    ],
)
def test_a_number_leads_to_as_many_statements(table, chromium, chosen, n):
    """What a report's link asks for is what the table shows; repeated statements are not among it."""
    chromium.open(led(table(), **chosen))
    assert chromium.value(TOLD) == f"{n} of 4 statements"


def test_one_statement_is_led_to_by_its_name(table, chromium, said, compared):
    """A link may name statements one by one."""
    names = list(compared(rows_of(said)).statements.statement_id)[:2]
    chromium.open(led(table(), statement=names))
    assert chromium.value(TOLD) == "2 of 4 statements"
    chromium.page.click("#chosen button")
    assert chromium.value(TOLD) == "4 of 4 statements"


def test_filters_search_and_order(table, chromium):
    """Each control narrows or orders the table, the address keeps what is chosen, and all can be shown again."""
    chromium.open(table())
    page = chromium.page
    page.select_option("select[data-key=act]", "praise")
    assert chromium.value(TOLD) == "1 of 4 statements" and page.url.endswith("#act=praise")
    page.check("[name=repeats]")
    assert chromium.value(TOLD) == "2 of 5 statements"
    page.click("button[type=reset]")
    page.wait_for_function(f"{TOLD} === '4 of 4 statements'")
    page.fill("[name=q]", "road")
    assert chromium.value(TOLD) == "1 of 4 statements" and "build the road" in chromium.value(FIRST)
    page.fill("[name=q]", "")
    page.fill("[name=confidence]", "95")
    assert chromium.value(TOLD) == "1 of 4 statements"
    page.fill("[name=confidence]", "")
    page.fill("[name=since]", "2031-01-01")
    assert chromium.value(TOLD) == "1 of 4 statements" and "terms are plain" in chromium.value(FIRST)
    page.fill("[name=since]", "")
    page.select_option("[name=sort]", "5 asc")
    assert chromium.value(FIRST) == "they were wrong in this"


def test_a_heading_sorts_by_keyboard(table, chromium):
    """A column is sorted from the keyboard, by its values and not by their signs: −1 before 0 before +2."""
    chromium.open(table())
    chromium.page.focus(
        "thead th:nth-child(6) [role=button], thead th:nth-child(6) button, thead th:nth-child(6)[tabindex]"
    )
    chromium.page.keyboard.press("Enter")
    # The library sorts after the key's own event has ended.
    chromium.page.wait_for_function(f"{FIRST} === 'they were wrong in this'")
    assert chromium.value("document.querySelector('thead th:nth-child(6)').getAttribute('aria-sort')") == "ascending"


def test_each_row_leads_to_its_place(table, chromium, said, compared):
    """A row's link is the statement's place on its evidence page."""
    first = compared(rows_of(said)).statements.iloc[0]
    chromium.open(table())
    found = chromium.value("document.querySelector('#statements tbody a').getAttribute('href')")
    assert found == f"evidence/one.html#s-{first.start}-{first.end}"


def test_five_thousand_rows(table, chromium):
    """The table works with 5,000 rows: all are counted, filtered and found."""
    chromium.open(table(5000))
    assert chromium.value(TOLD) == "5004 of 5004 statements"
    chromium.page.fill("[name=q]", "number 4321")
    assert chromium.value(TOLD) == "1 of 5004 statements"
    assert chromium.value("document.querySelectorAll('#statements tbody tr').length") == 1


def test_without_scripts_the_table_is_there(browser, table):
    """With scripts switched off every row is there to read, and no control that would do nothing."""
    address, context = table(), browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#statements tbody tr").count() == 5
    assert not page.locator("#filters").is_visible()
    context.close()


def test_a_hostile_address_is_text(table, chromium):
    """What stands in the address is shown as text, and runs nothing."""
    chromium.open(f"{table()}#label=%3Cimg%20src=x%20onerror=alert(1)%3E&x=%E0%A4%A")
    assert "<img src" in chromium.page.locator("#chosen").inner_text() and chromium.noise == []


@pytest.mark.parametrize("look", [{"width": 1280}, {"width": 390}, {"dark": True}])
def test_axe_finds_nothing_serious(window, axe, table, look):
    """WCAG: axe-core finds nothing serious, the page fits its window and asks for nothing."""
    shown, address = window(**look), table()
    shown.open(address)
    assert axe(shown.page) == []
    assert shown.value("document.documentElement.scrollWidth") <= look.get("width", 1280)
    assert (shown.requests, shown.noise) == ([address], [])


def test_the_library_is_the_one_that_was_checked():
    """The table's library is DataTables as published, with its licence: no byte differs."""
    folder = pages.TEMPLATE / "vendor"
    told = (pages.TEMPLATE / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256((folder / "dataTables.min.js").read_bytes()).hexdigest()
    assert re.search(rf"DataTables 3\.1\.5.*{digest}", told, re.DOTALL)
    assert "MIT License" in (folder / "dataTables.LICENSE.txt").read_text(encoding="utf-8")


def test_a_row_holds_all_that_a_number_may_ask_for(said, talk, compared):
    """What tables link by is in the row: engagement, channel, institution, kind of quotation, basis of the target."""
    fields = {"engagement": "m", "institution": "embassy", "quote_type": "direct", "target_basis": "engagement"}
    found = compared([said("a", **fields), said("b", stance=-1)], [talk("m", "USA", channel="call")])
    page = statement_table.page(found, ABOUT)
    first, second = re.findall(r"<tr( data-[^>]*)>", page)
    told = dict(re.findall(r'data-(\w+)="([^"]*)"', first))
    assert told["engagement"] == found.engagements.engagement_id[0]
    assert [told[key] for key in ("channel", "institution", "quote_type", "target_basis")] == [
        "call",
        "embassy",
        "direct",
        "engagement",
    ]
    assert "data-engagement" not in second and "data-channel" not in second
    assert '<td data-order="-1">−1</td>' in page


def test_the_address_holds_what_is_chosen(table, chromium):
    """Another address in the same window chooses anew; repeated statements are asked for and kept by it."""
    chromium.open(f"{table()}#act=praise&repeats=yes")
    assert chromium.value(TOLD) == "2 of 5 statements" and chromium.page.url.endswith("#act=praise&repeats=yes")
    chromium.value("location.hash = '#act=commit'")
    chromium.page.wait_for_function(f"{TOLD} === '1 of 4 statements'")


def test_the_last_day_is_within_the_range(table, chromium):
    """Statements of the last day, and of the first, are shown."""
    chromium.open(f"{table()}#until=2030-01-02")
    assert chromium.value(TOLD) == "3 of 4 statements"
    chromium.open(f"{table()}#since=2031-05-06")
    assert chromium.value(TOLD) == "1 of 4 statements"


def test_a_year_alone_reaches_into_the_range(said, compared, chromium, tmp_path):
    """A statement of which only the year is known is shown for days of that year."""
    page = statement_table.page(compared([said("ties matter", published="2031")]), ABOUT)
    (tmp_path / "year.html").write_text(page, encoding="utf-8", newline="\n")
    for day, n in (("2031-06-01", 1), ("2032-01-01", 0)):
        chromium.open(f"{(tmp_path / 'year.html').as_uri()}#since={day}")
        assert chromium.value(TOLD) == f"{n} of 1 statement"


def test_on_a_phone_each_value_says_what_it_is(window, table):
    """Without its head the table's cells bear the names of their columns."""
    shown = window(390)
    shown.open(table())
    before = "[...document.querySelectorAll('#statements tbody tr:first-child td')]"
    before += ".map((cell) => getComputedStyle(cell, '::before').content.slice(1, -3))"
    assert shown.value(before)[:6] == list(statement_table.HEADS[:6])
    assert shown.page.locator("#statements thead").is_hidden()
