"""Evidence pages: a document's whole text, its statements marked where they stand, their codes at hand."""

import html
import re
from dataclasses import replace

import pytest

from positions.comparison import Parameters, compare
from positions.documents import Span
from positions.reporting import building, evidence
from positions.reporting.render import links, pages, quotations

ABOUT = pages.About("test", pages=[("comparison.html", "Comparison"), ("statements.html", "Statements")])


def page_of(comparison, number: int = 0) -> str:
    """The evidence page of one document."""
    return list(evidence.write_pages(comparison, ABOUT))[number][1]


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
    markup = quotations.mark_text(document, rows)
    assert html.unescape(re.sub("<[^>]*>", "", markup)) == document.text
    for number, row in enumerate(rows, 1):
        for layer in ("content", "source", "cue", "condition", "label"):
            assert marks(markup, number, layer) == getattr(row, layer)


def test_parts_that_cross_keep_their_words(said, compared):
    """Terms that begin in a name and end outside it, and words that look like markup, stay as they are."""
    row = said("we want <b>broad fair</b> ties & now", label="<b>broad fair</b> ties", condition="fair</b> ties & now")
    found = compared([row])
    markup = quotations.mark_text(found.documents[0], list(found.statements.itertuples(index=False)))
    assert marks(markup, 1, "label") == row["label"] and marks(markup, 1, "condition") == row["condition"]
    assert html.unescape(re.sub("<[^>]*>", "", markup)) == found.documents[0].text


def test_one_other_letter_is_refused(seed):
    """A page on which one letter of the text differs from the document is not written."""
    page, texts = page_of(seed), building.texts_by_page(seed.documents)
    building.check_page("page", page, texts)
    with pytest.raises(building.NotVerbatim, match="page: "):
        building.check_page("page", page.replace("look forward to enhancing", "look forward to Enhancing"), texts)


def test_a_place_has_one_name_for_good(seed):
    """A statement's place is named by its characters alone; a file name that is no address gives one that is."""
    assert 'id="s-653-804"' in page_of(seed)
    assert links.evidence("a b/c:1-2") != links.evidence("a-b-c:1-2")
    assert re.fullmatch(r"evidence/[A-Za-z0-9._-]+\.html#s-1-2", links.evidence('a "b" <c>?:1-2'))


def test_what_is_outside_or_unsure_is_said(said, compared):
    """A statement that the report leaves out says why; one that repeats another says that it is not counted."""
    rows = [said("ties matter a lot", speaker_country="OTHER"), said("we stand as one", confidence=10)]
    page = page_of(compared(rows, confidence=50))
    assert evidence.OUTSIDE.format("Pakistan") in html.unescape(page) and evidence.DOUBTFUL in html.unescape(page)


def test_other_carriers_of_the_release_are_listed(said, compared):
    """A document of the same release is named, and leads to its page; another is not."""
    same = [f"the minister told them once more that ties of kind {n} matter to both sides" for n in range(12)]
    rows = [said(text, doc=doc) for doc in ("one", "two") for text in same]
    found = compared([*rows, said("trade is growing fast", doc="three")])
    assert '<a href="two.html">' in page_of(found, 0)
    assert "also carried by" not in page_of(found, 2)


def carried(compared, said, added: str = "", dropped: int = 0):
    """Return two carriers of one release, of 12 sentences of 18 words; the later drops some and adds words."""
    same = [" ".join(f"w{n}x{k}" for k in range(15)) for n in range(12)]
    rows = [said(text, doc="one", published="2030-01-02") for text in same]
    later = [*same[dropped:-1], f"{same[-1]}{added}"]
    return compared([*rows, *(said(text, doc="two", published="2030-01-03") for text in later)])


def test_a_carrier_tells_what_it_changed(said, compared):
    """Rule: on either page the words put in or left out stand, as exact quotations of the text they stand in."""
    found = carried(compared, said, " and <b>nobody</b> else")
    texts = building.texts_by_page(found.documents)
    for number, told in ((0, "put in: "), (1, "left out: ")):
        page = page_of(found, number)
        building.check_page("page", page, texts)
        words = re.search(rf"<li>{told}<em[^>]* data-at=\"two:[0-9-]+\">([^<]*)</em></li>", page)
        assert html.unescape(words.group(1)) == "and <b>nobody</b> else"
        with pytest.raises(building.NotVerbatim):
            building.check_page("page", page.replace(words.group(1), f"{words.group(1)}s"), texts)


def test_how_much_of_a_carrier_stands_here(said, compared):
    """Rule: by hand. The half has 109 words, of which its title is elsewhere: 108 are 99% of it and 49% of 217."""
    found = carried(compared, said, dropped=6)
    half, whole = "99% of its words stand here, 49% of the words", "49% of its words stand here, 99% of the words"
    assert f"speaks for the release; {half} here stand there" in page_of(found, 0)
    assert f"another version of the same outlet; {whole} here stand there" in page_of(found, 1)


def test_a_long_change_is_cut_behind_a_word(said, compared):
    """Rule: of long words 160 characters at most are shown, and how long they are is said."""
    page = page_of(carried(compared, said, "".join(f" and word{n} too" for n in range(40))))
    words = re.search(r"put in: <em[^>]*>([^<]*)</em> … \((\d+) characters\)", page)
    assert re.fullmatch(r"( ?and word\d+ too)+( and)?( word\d+)?", words.group(1)) and len(words.group(1)) <= 160
    assert int(words.group(2)) == len(" ".join(f"and word{n} too" for n in range(40)))


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


def test_codes_on_hover_focus_and_tap(seed, seen, window, tmp_path):
    """Chain, codes, confidence and reason appear beside the words on hover, focus and tap, and Escape ends it."""
    shown = "!document.getElementById('panel').hidden && document.getElementById('panel').innerText"
    page = seen.page
    assert seen.value(shown) is False
    page.hover("mark[data-s='4']")
    text = seen.value(shown)
    own = seed.statements[seed.statements.start == 653].iloc[0]
    assert "Dunya News ← Qamar Javed Bajwa" in text and "Why these codes" in text
    assert f"confidence {own.confidence} of 100" in text
    page.keyboard.press("Escape")
    assert seen.value(shown) is False
    page.mouse.move(0, 0)  # else the page scrolls other words under it, which counts as hovering
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


def test_what_is_known_of_a_document_is_told(seed):
    """Publisher, date, day of retrieval, rights, file and sha256 stand above the text; what is not known does not."""
    known = {"origin": "https://a.example/1", "retrieved": "2030-01-02", "rights": "all <reserved>", "dateline": ""}
    document = replace(seed.documents[0], **known)
    page = page_of(replace(seed, documents=(document,)))
    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert (facts["Publisher"], facts["Retrieved"], facts["Rights"]) == (
        "Dunya News",
        "2030-01-02",
        "all &lt;reserved&gt;",
    )
    assert facts["Fetched from"] == "https://a.example/1"
    assert facts["sha256 of the text"] == document.sha256 and "Place" not in facts and "Kind" not in facts


def test_what_was_added_from_a_file_was_not_retrieved(seed):
    """The page of a document from a table names the file, the line, the day and the hash; "retrieved" is not on it."""
    known = {"origin": "press.jsonl, line 12", "added": "2030-01-02", "sha256_received": "0a1b"}
    page = page_of(replace(seed, documents=(replace(seed.documents[0], **known),)))
    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert (facts["Added from"], facts["Added"]) == ("press.jsonl, line 12", "2030-01-02")
    assert facts["sha256 of what came in"] == "0a1b"
    assert "retrieved" not in page.lower() and "as it was received" not in page
    assert ", added from press.jsonl, line 12, sha256 0a1b, characters " in page


def test_a_release_is_not_its_own_carrier(said, compared):
    """Of two documents with one release each lists the other, and neither itself."""
    same = [f"the minister told them once more that ties of kind {n} matter to both sides" for n in range(12)]
    found = compared([said(text, doc=doc) for doc in ("one", "two") for text in same])
    assert [re.findall(r'<li><a href="(\w+\.html)">', page_of(found, number)) for number in (0, 1)] == [
        ["two.html"],
        ["one.html"],
    ]


def test_words_of_two_statements_bear_both_numbers(said, compared):
    """A stretch that belongs to two statements names both, the smaller number first."""
    found = compared([said("ties matter a lot")])
    row = next(found.statements.itertuples(index=False))
    markup = quotations.mark_text(found.documents[0], [row, row])
    assert '<mark class="content" data-s="1 2">ties matter a lot</mark>' in markup


def test_an_engagement_has_its_place_in_the_text(said, talk, compared):
    """Before the sentence that reports an engagement stands an anchor of its characters."""
    found = compared([said("a")], [talk("m", "USA")])
    start, end = found.reports.start[0], found.reports.end[0]
    assert f'<span id="e-{start}-{end}"></span>They met (m).' in page_of(found)


def test_who_speaks_to_whom_is_said_above_each_note(said, compared):
    """What the other side said is headed by its name; it is not what Pakistan said to it."""
    found = compared([said("a", speaker_country="CHN", target="PAK"), said("b", target="CHN")])
    rows = list(found.statements.itertuples(index=False))
    assert [evidence.direction(row, "PAK") for row in rows] == [
        "China to or about Pakistan",
        "Pakistan to or about China",
    ]


def test_keys_of_the_notes_are_unique_while_they_are_shown(seen):
    """The copy in the panel takes no name from the note below the text, and a tap keeps it when the pointer leaves."""
    seen.page.click("mark[data-s='4']")
    assert seen.value("document.querySelectorAll('#n-653-804').length") == 1
    seen.page.mouse.move(5, 5)
    seen.page.wait_for_timeout(500)
    assert seen.value("document.getElementById('panel').hidden") is False
    seen.page.mouse.click(5, 5)
    assert seen.value("document.getElementById('panel').hidden") is True


def test_enter_on_a_number_leads_to_its_note(seen):
    """A key on a statement's number follows the link to its codes; a click stays with the text."""
    seen.page.focus("a.ref[data-n='4']")
    seen.page.keyboard.press("Enter")
    assert seen.page.url.endswith("#n-653-804")


def test_without_a_clipboard_the_citation_is_selected(seen):
    """Where the clipboard is refused the button selects the citation, and does not say that it was copied."""
    seen.value("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    seen.page.click("#n-653-804 .copy")
    seen.until("getSelection().toString().startsWith('Dunya News')")
    assert seen.page.inner_text("#n-653-804 .copy") == "Copy citation"


def test_numbers_are_no_part_of_a_copy(seen):
    """The numbers of statements are drawn by the style and cannot be selected: a copy of the text is exact."""
    look = "getComputedStyle(document.querySelector('.ref'), '::before')"
    assert (seen.value(f"{look}.userSelect"), seen.value("document.querySelector('.ref').textContent")) == ("none", "")


def test_terms_and_names_have_a_line_of_their_own(seen):
    """Terms bear a solid line and a name a dashed one, so that they differ in grey from each other."""
    look = "layer => getComputedStyle(document.querySelector(`.text mark.${layer}`)).borderBottomStyle"
    assert [seen.page.evaluate(look, layer) for layer in ("condition", "label")] == ["solid", "dashed"]


def test_the_words_led_to_can_be_read_in_the_dark(window, seed, tmp_path):
    """In the dark the highlighted words stand on a dark ground, not on the yellow of the day."""
    path = tmp_path / "seed.html"
    path.write_text(page_of(seed), encoding="utf-8", newline="\n")
    shown = window(dark=True)
    shown.open(f"{path.as_uri()}#s-653-804")
    ground = shown.value("getComputedStyle(document.querySelector(`.text mark[data-s='4']`)).backgroundColor")
    assert ground == "rgb(122, 95, 0)"


def test_a_file_s_name_is_short_and_not_hidden():
    """However long a document's name, that of its page has 80 characters and the hash; it opens with no dot."""
    assert len(links.file_stem("x" * 200)) == 80 + len("-12345678")
    assert not links.file_stem(".hidden").startswith(".")


def test_marks_end_with_their_line(said, compared):
    """Words over two lines are marked line by line, so that no mark crosses a paragraph; no headline, no class."""
    found = compared([said("ties\nmatter a lot")])
    row = next(found.statements.itertuples(index=False))
    markup = quotations.mark_text(replace(found.documents[0], headline=Span(0, 0)), [row])
    assert all(line.count("<mark") == line.count("</mark>") for line in re.findall(r"<p[^>]*>(.*?)</p>", markup))
    assert 'class="headline"' not in markup and 'class="headline"' in quotations.mark_text(found.documents[0], [row])


def test_numbers_rise_through_the_text(said, compared):
    """Statements are numbered by their places; one outside the comparison says so, however unsure it is."""
    rows = [said("we stand as one", confidence=10), said("ties matter a lot", speaker_country="OTHER", confidence=10)]
    page = html.unescape(page_of(compared(rows, confidence=50)))
    assert re.findall(r'data-n="(\d+)"', page) == ["1", "2"]
    assert (page.count(evidence.OUTSIDE.format("Pakistan")), page.count(evidence.DOUBTFUL)) == (1, 1)


def test_an_address_with_a_space_is_no_link(seed):
    """What goes on behind an address is no part of one: it is shown as text."""
    page = page_of(replace(seed, documents=(replace(seed.documents[0], url="https://a.example x"),)))
    assert 'href="https://a.example' not in page and "<dd>https://a.example x</dd>" in page
