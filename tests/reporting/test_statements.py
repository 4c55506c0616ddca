"""The table of statements: searched, sorted, filtered and led to, in a real browser."""

import hashlib
import json
import re
from dataclasses import replace

import pytest

from positions.reporting import building, statements
from positions.reporting.render import links, markup, pages
from positions.reporting.statements import TABLE_COLUMNS
from positions.schemas import PIECE_SEPARATOR

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
        page = statements.statements_page(compared(rows_of(said, n)), ABOUT)
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
    page.locator("#told", has_text="4 of 4 statements").wait_for()
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
    chromium.page.locator(
        "#statements tbody tr:first-of-type th em", has_text="they were wrong in this"
    ).first.wait_for()
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
    assert chromium.value(TOLD) == "5,004 of 5,004 statements"
    assert chromium.value("document.querySelectorAll('#statements tbody tr').length") == 25
    chromium.page.fill("[name=q]", "number 4321")
    assert chromium.value(TOLD) == "1 of 5,004 statements"
    assert chromium.value("document.querySelectorAll('#statements tbody tr').length") == 1


@pytest.mark.parametrize(("more", "told"), [(0, None), (300, "The first 200 of 305 statements")])
def test_without_scripts_the_first_rows_are_there(browser, table, more, told):
    """With scripts switched off the first 200 rows are there to read, with a link to all, and no control of no use."""
    address, context = table(more), browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#statements tbody tr").count() == min(5 + more, 200)
    assert not page.locator("#filters").is_visible()
    first = page.locator("#first")
    assert first.count() == bool(told)
    if told:
        assert first.inner_text().startswith(told)
        assert first.locator("a").get_attribute("href") == "statements.csv"
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


def held(page: str) -> list[dict[str, str]]:
    """What can be asked of each statement in a page's data."""
    fields = json.loads(pages.DATA_BLOCK.search(page).group(1))["fields"]
    columns = {key: [own["values"][code] for code in own["codes"]] for key, own in fields.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_a_row_holds_all_that_a_number_may_ask_for(said, talk, compared):
    """What tables link by is in the data: engagement, channel, institution, kind of quotation, basis of the target."""
    fields = {"engagement": "m", "institution": "embassy", "quote_type": "direct", "target_basis": "engagement"}
    found = compared([said("a", **fields), said("b", stance=-1)], [talk("m", "USA", channel="call")])
    first, second = held(statements.statements_page(found, ABOUT))
    assert first["engagement"] == found.reports.engagement_id[0]
    assert [first[key] for key in ("channel", *list(fields)[1:])] == ["call", "embassy", "direct", "engagement"]
    assert second["engagement"] == second["channel"] == ""
    assert second["stance"] == "-1"


def test_the_address_holds_what_is_chosen(table, chromium):
    """Another address in the same window chooses anew; repeated statements are asked for and kept by it."""
    chromium.open(f"{table()}#act=praise&repeats=yes")
    assert chromium.value(TOLD) == "2 of 5 statements" and chromium.page.url.endswith("#act=praise&repeats=yes")
    chromium.value("location.hash = '#act=commit'")
    chromium.page.locator("#told", has_text="1 of 4 statements").wait_for()


def test_the_last_day_is_within_the_range(table, chromium):
    """Statements of the last day, and of the first, are shown."""
    chromium.open(f"{table()}#until=2030-01-02")
    assert chromium.value(TOLD) == "3 of 4 statements"
    chromium.open(f"{table()}#since=2031-05-06")
    assert chromium.value(TOLD) == "1 of 4 statements"


def test_a_year_alone_reaches_into_the_range(said, compared, chromium, tmp_path):
    """A statement of which only the year is known is shown for days of that year."""
    page = statements.statements_page(compared([said("ties matter", published="2031")]), ABOUT)
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
    assert shown.value(before)[:6] == [column.head for column in TABLE_COLUMNS][:6]
    assert shown.page.locator("#statements thead").is_hidden()


HOSTILE = "&lt;b&gt; & </script><img src=x onerror=\"document.title='run'\"> <!--<script> \u2028 ‮turned‬ ’s"


@pytest.fixture
def odd(said, compared):
    """Compare statements of all forms: quoted or not, marked, repeated, in pieces, without cue, hostile."""
    fields = dict.fromkeys(("cue", "speaker", "office"), HOSTILE)
    rows = [
        said("terms are plain here as equals", condition="as equals", label="plain", quote_type="direct"),
        said(f"our ties {HOSTILE} as equals", condition=HOSTILE, **fields),
        said("no cue at all", cue="", source=""),
        said("we thank them for help"),
        said("we thank them for help"),
        said("pieces of which", stance=-2, doc="two", themes="economy_trade; connectivity"),
    ]
    found = compared(rows)
    last = found.statements.index[-1]
    start = int(found.statements.start[last])
    found.statements.loc[last, ["content", "spans"]] = [
        f"pieces{PIECE_SEPARATOR}which",
        f"{start}-{start + 6}; {start + 10}-{start + 15}",
    ]
    return found


ROWS = "[...document.querySelectorAll('#statements tbody tr')].map(row => [...row.cells].map(shape))"
# A cell as nested lists of names, attributes that are its own, and texts, without what the library adds.
SHAPE = """document.getElementById('statements').normalize();
  const shape = (node) => node.nodeType === Node.TEXT_NODE
  ? node.data
  : [node.localName, node.getAttribute('scope'), node.getAttribute('href'), node.dataset.at, node.dataset.name,
     /^[TS]/.test(node.tagName) && !node.className ? '' : node.className.replace(/\\bdt-\\S+/g, '').trim(),
     [...node.childNodes].map(shape)];
  """


def test_rows_made_of_data_are_those_of_the_page(browser, window, odd, tmp_path):
    """What the script makes of the data is, element for element and letter for letter, what is there without it."""
    (tmp_path / "odd.html").write_text(statements.statements_page(odd, ABOUT), encoding="utf-8", newline="\n")
    address, context = f"{(tmp_path / 'odd.html').as_uri()}#repeats=yes", browser.new_context(java_script_enabled=False)
    page, shown = context.new_page(), window(trusting=True)
    page.goto(address)
    shown.open(address)
    plain, made = (one.evaluate(f"() => {{ {SHAPE} return {ROWS}; }}") for one in (page, shown.page))
    assert made == plain
    assert len(made) == 6
    assert (shown.noise, shown.value("document.title")) == ([], "Statements · test")
    assert shown.value("document.querySelectorAll('#statements bdi.control').length") == 3 * 2  # cue, words, speaker
    context.close()


def test_nothing_runs_however_rows_are_asked_for(window, odd, tmp_path):
    """Searched, sorted, filtered and printed, hostile words stay text, with the page's policy taken off."""
    (tmp_path / "odd.html").write_text(statements.statements_page(odd, ABOUT), encoding="utf-8", newline="\n")
    shown = window(trusting=True)
    shown.open((tmp_path / "odd.html").as_uri())
    page = shown.page
    for words in ("&lt;", "<img src=x", "onerror", '"</script><img"'):
        page.fill("[name=q]", words)
        assert shown.value(TOLD) == "1 of 5 statements"
    page.fill("[name=q]", "")
    for n in range(len(TABLE_COLUMNS) + 1):
        page.locator("thead th").nth(n).click()
        page.locator("thead th").nth(n).click()
    page.select_option("[data-key=speaker]", HOSTILE)
    page.emulate_media(media="print")
    page.pdf()
    assert shown.value(TOLD) == "1 of 5 statements"
    assert (shown.noise, shown.value("document.title")) == ([], "Statements · test")
    assert shown.value("document.querySelectorAll('main img, main script').length") == 0


def test_the_data_is_no_markup_and_turns_nothing_round(odd):
    """No letter of a text can end the data's element, open another, or reorder the page's source; all come back."""
    (block,) = re.findall(r'id="data">(.*?)</script>\n<script>', statements.statements_page(odd, ABOUT), re.DOTALL)
    assert not set("<>&\u2028\u2029") & set(block)
    assert not markup.BIDI_CONTROL.search(block)
    assert HOSTILE in json.loads(block)["cues"]["values"]


def test_shown_rows_are_verbatim(window, odd, tmp_path):
    """The rows that a browser shows bear their places, and hold the words that stand there."""
    (tmp_path / "odd.html").write_text(statements.statements_page(odd, ABOUT), encoding="utf-8", newline="\n")
    shown, texts = window(), building.texts_by_page(odd.documents)
    shown.open(f"{(tmp_path / 'odd.html').as_uri()}#repeats=yes")
    rows = shown.value("document.getElementById('statements').outerHTML")
    assert rows.count("data-at=") == 6
    building.check_page("rows", rows, texts)


@pytest.mark.parametrize("n", [0, 4, 250])
def test_a_letter_that_differs_in_the_data_stops_the_report(compared, said, n):
    """The words in the data are compared with the sources, also of rows that do not stand in the page otherwise."""
    found = compared(rows_of(said, 300))
    page, texts = statements.statements_page(found, ABOUT), building.texts_by_page(found.documents)
    building.check_page("statements.html", page, texts)
    head, block, tail = re.split(r'(?<=id="data">)(.*?)(?=</script>)', page, flags=re.DOTALL)
    data = json.loads(block)
    assert isinstance(data["words"][n], str)
    data["words"][n] = data["words"][n].replace("e", "c", 1)
    with pytest.raises(building.NotVerbatim, match=found.statements.doc_id[n]):
        building.check_page("statements.html", f"{head}{json.dumps(data)}{tail}", texts)


def test_marked_words_in_the_data_are_checked_too(odd):
    """Words of which a part is marked are compared whole."""
    page, texts = statements.statements_page(odd, ABOUT), building.texts_by_page(odd.documents)
    building.check_page("statements.html", page, texts)
    wrong = page.replace('["condition","as equals"]', '["condition","as equal"]')
    assert wrong != page
    with pytest.raises(building.NotVerbatim, match="as equal"):
        building.check_page("statements.html", wrong, texts)


def test_on_a_phone_the_filters_are_folded(window, axe, table):
    """One control opens them and says how many are active; the first rows are on the first screen."""
    shown = window(390)
    shown.open(f"{table()}#part=said&side=USA")
    page, fold = shown.page, shown.page.locator("#fold")
    fold.filter(has_text="Filter (2)").wait_for()  # the script has run
    boxes = [page.locator("#statements tbody tr").nth(n).bounding_box() for n in range(2)]
    assert all(box["y"] + box["height"] < 844 for box in boxes)
    assert page.locator("[data-key=act]").is_hidden()
    assert fold.inner_text().startswith("Filter (2)")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("aria-expanded") == "true"
    page.select_option("[data-key=act]", "criticise")
    assert fold.inner_text().startswith("Filter (3)")
    assert shown.value(TOLD) == "1 of 4 statements"
    assert axe(page) == []
    page.click("button[type=reset]")
    page.locator("#told", has_text="4 of 4 statements").wait_for()
    assert fold.inner_text().strip() == "Filter"


def test_on_a_desk_nothing_is_folded(table, chromium):
    """A wide window shows every filter, and no control to unfold them."""
    chromium.open(table())
    assert chromium.page.locator("#fold").is_hidden()
    assert all(one.is_visible() for one in chromium.page.locator("#filters select").all())


def test_each_choice_can_be_taken_back(table, chromium):
    """Every active choice stands above the rows by name, as a button that takes it back."""
    chromium.open(f"{table()}#part=said&act=praise&since=2030-01-01&repeats=yes&label=-")
    chips = chromium.page.locator("#chosen button")
    told = [
        "label: none ×",
        "Kind: said by Pakistan ×",
        "Act: praise, thanks ×",
        "From: 2030-01-01 ×",
        "with repeats ×",
    ]
    assert chips.all_inner_texts() == told
    for _ in told:
        chips.first.press("Enter")
    assert chromium.value(TOLD) == "4 of 4 statements"
    assert chromium.page.url.endswith("#")


def test_the_page_says_what_it_counts(said, compared, chromium, tmp_path):
    """How many of which kind, each number a link to as many; how many repeat, are doubtful, or outside, and where."""
    rows = [
        *(
            said(words)
            for words in ("a road is built", "peace is near", "we thank them for help", "we thank them for help")
        ),
        said("a party speaks", voice="party"),
        said("said in turn", speaker_country="USA", target="PAK"),
        said("of little sureness", confidence=20),
        said("to somebody else", target="IRN"),
    ]
    (tmp_path / "page.html").write_text(
        statements.statements_page(compared(rows, confidence=30), ABOUT), encoding="utf-8", newline="\n"
    )
    chromium.open((tmp_path / "page.html").as_uri())
    page = chromium.page
    assert chromium.value(TOLD) == "5 of 5 statements"
    told = "said by Pakistan 3 · said in return 1 · not the state 1 · 1 more that repeats another"
    assert page.locator("#among").inner_text() == told
    page.click(".account summary")
    lines = page.locator(".account li").all_inner_texts()
    assert [line.split(":")[0] for line in lines[-3:]] == [
        "1 statement repeating another",
        "1 statement less sure than 30 of 100",
        "1 statement outside the comparison",
    ]
    for number, n in (("3 said by Pakistan", 3), ("1 said in return", 1), ("1 not the state", 1)):
        page.click(f".account a:text-is('{number}')")
        page.locator("#told", has_text=f"{n} of 5 statements").wait_for()
    page.click(".account a:text-is('3 said by Pakistan')")
    page.click("#among button")
    assert chromium.value(TOLD) == "4 of 6 statements"


@pytest.mark.parametrize(
    ("part", "called"),
    [("context", "said by Pakistan, the counterpart not named"), ("some_new_part", "some new part")],
)
def test_another_part_has_its_name(said, compared, chromium, tmp_path, part, called):
    """A part known by name, and one that is not, are told, filtered and linked to as any other."""
    found = compared([said("ties matter"), said("we met today")])
    found = replace(found, statements=found.statements.assign(part=["said", part]))
    (tmp_path / "page.html").write_text(statements.statements_page(found, ABOUT), encoding="utf-8", newline="\n")
    chromium.open(led((tmp_path / "page.html").as_uri(), part=part, side="USA"))
    assert chromium.value(TOLD) == "1 of 2 statements"
    assert "we met today" in chromium.value(FIRST)
    assert chromium.page.locator("[data-key=part] option:checked").inner_text() == called
    chromium.page.click("button[type=reset]")
    chromium.page.locator("#told", has_text="2 of 2 statements").wait_for()
    assert chromium.page.locator("#among").inner_text() == f"said by Pakistan 1 · {called} 1"


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("ROAD build", 1),
        ('"build the road"', 1),
        ('"road build"', 0),
        ("all !road", 4),
        ("!thank", 3),
        ("zara", 1),
        ("trade", 1),
        ("2031-05", 1),
        ("cafe o'hare", 1),
        ("!", 5),
    ],
)
def test_the_search(said, compared, chromium, tmp_path, words, n):
    """Words in any order, in quotation marks as they stand, with ! not; without regard to capitals and accents."""
    rows = [*rows_of(said)[:4], said("all met at the Café O’Hare, and thank you", doc="four")]
    rows[2] |= {"content": "all terms are plain here"}
    rows[3] |= {"content": "they were all wrong in this"}
    (tmp_path / "page.html").write_text(
        statements.statements_page(compared(rows), ABOUT), encoding="utf-8", newline="\n"
    )
    chromium.open((tmp_path / "page.html").as_uri())
    chromium.page.fill("[name=q]", words)
    assert chromium.value(TOLD) == f"{n} of 5 statements"


@pytest.mark.parametrize("chosen", ["since=2030-01-01", "part=said", "__proto__=x&constructor=y", "q=x", "statement=x"])
def test_a_table_without_statements(compared, said, chromium, tmp_path, chosen):
    """A report in which nothing was found has its page too, whatever its address asks for."""
    found = compared([said("to somebody else", target="IRN")])
    (tmp_path / "page.html").write_text(statements.statements_page(found, ABOUT), encoding="utf-8", newline="\n")
    chromium.open(f"{(tmp_path / 'page.html').as_uri()}#{chosen}")
    assert (chromium.value(TOLD), chromium.noise) == ("0 of 0 statements", [])
    assert chromium.page.locator("#statements tbody").inner_text() == "No statement fits."


def test_printed_the_table_has_every_row_that_fits(table, chromium):
    """On paper stand all rows that are chosen, not only those of one page of the table."""
    chromium.open(f"{table(60)}#act=state")
    chromium.value("dispatchEvent(new Event('beforeprint'))")
    assert chromium.value("document.querySelectorAll('#statements tbody tr').length") == 60
    chromium.value("dispatchEvent(new Event('afterprint'))")
    assert chromium.value("document.querySelectorAll('#statements tbody tr').length") == 25
