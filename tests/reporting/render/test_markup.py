"""Pieces of pages: whatever is text is escaped, and the plain text says what the HTML says."""

import pytest

from positions.reporting.render.markup import Count, View, count, element, folded, join, link, listing, sentence, table

EVIL = "<script>alert('1')</script>"


@pytest.mark.parametrize(
    "made",
    [
        View("<p>{}</p>").format(EVIL),
        View("<b>a</b>") + EVIL,
        EVIL + View("<b>a</b>"),
        join(["<i>", EVIL]),
        join([EVIL, EVIL], " · "),
        sentence(EVIL, View("<b>a</b>")),
        link(EVIL, "#there"),
        element("em", EVIL, "reported"),
        listing([EVIL]),
        folded(EVIL, View("<b>a</b>")),
        table(EVIL, [EVIL], [[EVIL]], EVIL),
    ],
)
def test_text_is_escaped_wherever_it_is_put(made):
    """Rule: text within a view can be read and never runs, and in plain text it stands as it was."""
    assert isinstance(made, View)
    assert "<script" not in made and "&lt;script&gt;" in made
    assert EVIL in made.plain


def test_an_address_cannot_end_its_attribute():
    """Rule: quotation marks in an address, a class or an id are escaped."""
    made = link("there", '#x" onclick="run()', 'y" onclick="run()', 'z" onclick="run()')
    assert made.count('"') == 6 and " onclick" not in made.replace("&#34; onclick=", "")


def test_a_view_stands_as_it_is():
    """Rule: a view within a view is not escaped again."""
    assert element("p", element("b", "a & b")) == "<p><b>a &amp; b</b></p>"
    assert repr(element("p", element("b", "a & b"))) == "a & b"


def test_numbers_lead_to_what_they_count():
    """Rule: a number is a link, with its thousands set apart; nought is blank; documents are read aloud as such."""
    assert count(1200, "#rows:x&y", "documents") == '<a href="#rows:x&amp;y" aria-label="1200 documents">1,200</a>'
    assert isinstance(count(1, "#a"), Count) and count(0, "#a") == ""


def test_a_table_in_plain_text():
    """Rule: caption, heads, a line for each row, dashes where there is nothing, the note."""
    made = table(
        "Acts", ["Act", "Statements"], [["praise", count(3, "#a")], [View("a<br>b"), ""], ["c", 4000]], "As told."
    )
    assert made.plain.splitlines() == ["Acts", "Act | Statements", "praise | 3", "a; b | –", "c | 4,000", "As told."]
    assert made.count('class="number"') == 3 and made.count('class="number absent"') == 1


def test_lists_in_plain_text():
    """Rule: items have numbers or dashes, those of a list within a list are set in, chips share a line."""
    inner = listing(["x", "y"])
    made = listing([View("<p>one</p>") + inner, "two"], "findings", ordered=True)
    assert made.plain.splitlines() == ["1. one", "   - x", "   - y", "2. two"]
    assert View('<ul class="chips"><li>a</li> <li>b</li> </ul><p>c</p>').plain.splitlines() == ["a · b", "c"]
    assert listing([]) == ""


def test_signs_stand_for_italics_and_marks():
    """Rule: ‹ › for words as reported, » « for content, once though a name within it has a mark of its own."""
    reported = element("em", "as reported", "reported")
    assert sentence("so ", reported, ".").plain == "so ‹as reported›."
    marks = [("content", "it "), ("content label", "values"), ("content", " ties"), ("cue", ", he said")]
    assert join(element("mark", words, kind) for kind, words in marks).plain == "»it values ties«, he said"
