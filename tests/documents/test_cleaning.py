"""Cleaning: what is taken out and mended, what stays, and the way back to what came in."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.characters import INTO, KIND
from positions.documents.cleaning import cleaned, headline
from positions.documents.dates import Evidence
from positions.documents.document import Span
from positions.documents.traced import Traced

TWO = "The prime minister met the envoy.\n\nHe values relations with the US, he said."


def body(text, title=""):
    """Clean a text and return its words."""
    return cleaned(Traced.of(text, "file"), title).text.text


@pytest.mark.parametrize(
    ("came", "expected", "done"),
    [
        ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour.", "line ends: 3"),
        ("coun\u00adtries of the re\u00ad\u00adgion", "countries of the region", "soft hyphens: 3"),
        ("\u200bHe said \u2060so\ufeff.", "He said so.", "characters without width: 3"),
        ("the\u00a0US and\u202fChina", "the US and China", "odd spaces: 2"),
        ("nul\x00l and bell\x07", "null and bell", "control characters: 2"),
        ("It is theirs, theyâ€™re told", "It is theirs, they’re told", "mojibake: 1"),
        ("Ø§Ø±Ø¯Ùˆ", "اردو", "mojibake: 1"),
        ("a cafÃ© and Ã¢â‚¬Å“twiceÃ¢â‚¬Â\x9d", "a café and “twice”", "mojibake: 3"),
        ("He said \x93yes\x94 \x96 twice", "He said “yes” – twice", "Windows-1252: 3"),
        ("AT&amp;T, &#8217;Eid&rsquo;, &amp;#8220;x&amp;rdquo;", "AT&T, ’Eid’, “x”", "HTML entities: 5"),
        ("1 &lt; 2&nbsp;km", "1 < 2 km", "HTML entities: 2"),
        ("<p>One <b>bold</b>.</p><p class='x'>Two.<br/>Three</p>", "One bold.\n\nTwo.\nThree", "HTML tags: 7"),
        ("One.<script type='t'>if (a < b) { x('<p>') }</script>Two.", "One.Two.", "HTML tags: 1"),
        ("Before<!-- wp:paragraph -->after", "Beforeafter", "HTML tags: 1"),
    ],
)
def test_characters_are_mended_and_said(came, expected, done):
    """Rule: each kind of damage is mended, and named with how often it was found."""
    found = cleaned(Traced.of(came, "file"))
    assert found.text.text == expected
    assert done in found.done


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "“Curly” and \"straight\", ‘single’ and 'plain' – all as they came — with ﬁ and １２ and ½.",
        "MoCC&EC; R&D; SGA&CD; and AT&T stay",
        "a < b and c > d, <Name withheld>, <unknown>",
        "می‌خواهم and نستعلیق",  # with a joiner that Persian needs
        "क्‍ष",
        "👩‍🚀 flew",
        "\u202bright\u202c to left \u200f stays",
        "co\u00ad\noperation of hard-wrapped\nlines is healed for read-\ning only",
        "naïve café—Ñoño’s “Élan”… Zürich, Łódź, Škoda, Türkiye’s",
        "Ishtiaq’s résumé… “Élan”, the fiancé”—she, a “naïf”…”é",
    ],
)
def test_what_carries_meaning_stays(text):
    """Rule: quotation marks, ligatures, joiners in words that need them, marks of direction, hard wraps: untouched."""
    found = cleaned(Traced.of(text, "file"))
    assert (found.text.text, found.done) == (text, ())


def test_white_space_at_line_ends_and_runs_of_blank_lines_go():
    """Rule: between two paragraphs one blank line is left, and no white space at a line's end; indents stay."""
    assert body("\n\nOne. \t\n\n \n\n   Two.  \nThree.\n\n") == "One.\n\n   Two.\nThree."


@pytest.mark.parametrize(
    "line",
    [
        "(adsbygoogle=window.adsbygoogle||[]).push({});",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "READ MORE: PM leaves for Beijing",
        "ALSO READ | Envoy arrives",
        "Also Read: Envoy arrives, says “all is well”",
        "Read more here.",
        "Read full story",
        "Follow us on Facebook, Twitter and Instagram",
        "Follow Dawn Business on Twitter, LinkedIn, Instagram and Facebook for insights on business, finance and tech.",
        "Facebook Twitter WhatsApp",
        "Share this article",
        "1.2k shares",
        "Header image: Envoys shake hands in Islamabad. — AFP/File",
        "PHOTO: REUTERS",
        "— AFP/File",
        "The post Envoy arrives appeared first on Pakistan Today.",
        "Copyright © 2025. All Rights Reserved",
        "© 2025 Dawn Media Group",
        "Media error: Format(s) not supported or source(s) not found",
        "Video Playerhttps://a.b/c.mp400:0000:0000:00Use Up/Down Arrow keys to increase or decrease volume.",
        ".",
    ],
)
def test_furniture_goes_wherever_it_stands(line):
    """Rule: a line that is furniture as a whole goes, first, between and last; the paragraphs about it stay."""
    first, second = TWO.split("\n\n")
    assert body(f"{line}\n\n{first}\n\n{line}\n\n{second}\n\n{line}") == TWO


@pytest.mark.parametrize(
    "line",
    [
        "“Advertisement is no policy,” the minister said.",
        "Read more books, the president told students.",
        "He told reporters: Read: it is in the treaty.",
        "“Read more: it is in the treaty,” he said.",
        "Follow the money, the ambassador said on Facebook.",
        "Share prices fell.",
        "Facebook",
        "Twitter said on Friday it had complied.",
        "Images showed mourners alongside bodies.",
        "Highlighting a report published in Dawn that estimated losses, the senator expressed concern.",
        "An abridged version of this article was published in Dawn on Jan 1, 2025.",
        "Published in 2024, the report of May 23rd, 2025 names China.",
        "Copyright law is due for reform, he said.",
        "Comments by the US envoy were noted, the spokesperson said.",
        "*Names changed to protect identity",
        "— Carl Bernstein, American journalist",
        "More to follow",
        "Related parties to the deal include China.",
        "***",
    ],
)
def test_sentences_are_never_furniture(line):
    """Rule: precision first: a line that may be the article's stays, whatever words it has."""
    text = f"{TWO}\n\n{line}\n\nIt ends here."
    assert body(text) == text


def test_the_note_of_printing_goes_and_its_date_is_evidence():
    """Rule: "Published in Dawn, …" is cut from the text and handed on, also behind the last sentence."""
    footer = "Published in Dawn, The Business and Finance Weekly, May 5th, 2025"
    found = cleaned(Traced.of(f"{TWO}\n\n{footer}", "file"))
    assert (found.text.text, found.evidence) == (TWO, (Evidence("print", footer),))
    found = cleaned(Traced.of(f"{TWO} Published in Dawn, March 5th, 2025", "file"))
    assert (found.text.text, found.evidence) == (TWO, (Evidence("print", "Published in Dawn, March 5th, 2025"),))


def test_a_line_with_a_clock_time_above_is_evidence():
    """Rule: among the first lines, a date with a time or "Updated" goes; a bare date stays; both are evidence."""
    for line, where in (("29 July,2022 11:42 pm", "text"), ("Updated 23 May, 2025 10:41am", "updated")):
        found = cleaned(Traced.of(f"{line}\n\n{TWO}", "file"))
        assert (found.text.text, found.evidence) == (TWO, (Evidence(where, line),))
    found = cleaned(Traced.of(f"Friday, May 23, 2025\n\n{TWO}", "file"))
    assert found.text.text == f"Friday, May 23, 2025\n\n{TWO}"
    assert (found.evidence, found.done) == ((Evidence("text", "Friday, May 23, 2025"),), ())
    late = f"{TWO}\n\nA.\n\nB.\n\n29 July, 2022 11:42 pm"
    assert body(late) == late


def test_a_crawlers_country_code_goes():
    """Rule: two letters that are a country's code, alone on the first line; UN, and later lines, stay."""
    assert body(f"US\n{TWO}") == TWO
    for text in (f"UN\n{TWO}", f"{TWO}\n\nUS\n\nIt ends.", "US"):
        assert body(text) == text


def test_comments_go_only_where_they_are_comments():
    """Rule: "COMMENTS" at the end goes; with what follows only when that is readers' comments; else it stays."""
    assert body(f"{TWO}\nCOMMENTS") == TWO
    assert body(f"{TWO}\nCOMMENTS (2)\nAli\n2 days ago\nWell said.\nReply\nAhmed") == TWO
    text = f"{TWO}\n\nComments\n\nThe ministry had none to make."
    assert body(text) == text


def test_what_a_site_lists_below_an_article_goes():
    """Rule: above the site's last line, at most six lines that no sentence ends like; the article's last line stays."""
    listed = "Tourists described the valley as a place of peace\nA file photo. — AFP/FilePESHAWAR: A man and his..."
    last = "Copyright © 2025. The News International, All Rights Reserved |Contact Us|Authors"
    assert body(f"{TWO}\n{listed}\n{last}") == TWO
    many = "\n".join(["He had nothing to add"] * 8)
    assert body(f"{TWO}\n{many}\n{last}") == f"{TWO}\n" + "\n".join(["He had nothing to add"] * 2)
    assert body(f"{TWO}\n{listed}") == f"{TWO}\n{listed}"


def test_bullets_go_from_lists():
    """Rule: the mark before a line of a list goes, its words stay; items that share a line get lines of their own."""
    assert body(f"• Envoy arrives\n\n• PM leaves • Talks go on\n\n{TWO}") == (
        f"Envoy arrives\n\nPM leaves\nTalks go on\n\n{TWO}"
    )
    assert body(f"– Both sides agreed.\n– Parties met.\n\n{TWO}") == f"Both sides agreed.\nParties met.\n\n{TWO}"


@pytest.mark.parametrize(
    "text",
    [
        f"– Both sides agreed.\n\n{TWO}",
        "He listed\n\n• onus on firms\n\n• and taxes",  # unmarked, a small letter goes on from the line above
        "-5 degrees\n\n- 6 degrees",
        "and the treaty\nof the year which\n• the two sides\nhad signed and\nwhich holds to\nthis day and in\n"
        "the days that\n• Are to come",
    ],
)
def test_marks_that_are_no_bullets_stay(text):
    """Rule: one dash is no list; a small letter, a number, and a hard-wrapped text keep their marks."""
    assert body(text) == text


def test_a_title_said_again_goes():
    """Rule: a first line that says what the title says goes; one that says more stays."""
    assert body(f"Envoy arrives in Islamabad\n\n{TWO}", "‘Envoy’ arrives in Islamabad") == TWO
    text = f"Envoy arrives in Islamabad on Friday\n\n{TWO}"
    assert body(text, "Envoy arrives in Islamabad") == text


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("Envoy arrives - Pakistan - DAWN.COM", ["Dawn", "dawn"], "Envoy arrives"),
        ("Envoy arrives - DAWN.COM", ["www.dawn.com"], "Envoy arrives"),
        ("Envoy arrives | The Express Tribune", ["The Express Tribune"], "Envoy arrives"),
        ("Envoy arrives – Geo.tv", ["Geo News", "geo"], "Envoy arrives"),
        ("US - China - Pakistan - DAWN.COM", ["Dawn"], "US - China"),
        ("US - China trade - DAWN.COM", ["Dawn"], "US - China trade"),
        ("Strike kills ten - Reuters", ["Dawn"], "Strike kills ten - Reuters"),
        ("A new dawn", ["Dawn"], "A new dawn"),
        ("Breaking - Dawn", [], "Breaking - Dawn"),
        ("That’s a\n wrap &amp; more", [], "That’s a wrap & more"),
    ],
)
def test_a_sites_name_goes_from_a_title(title, names, expected):
    """Rule: only the outlet's own name goes, with a section before it; a title is one line."""
    assert headline(Traced.of(title, "title"), names).text.text == expected


def test_a_date_before_a_title_is_evidence():
    """Rule: "date 2022-07-29 …" is no part of the title, and its day is evidence."""
    found = headline(Traced.of("date 2022-07-29 Pakistan wants relations", "title"))
    assert found.text.text == "Pakistan wants relations"
    assert found.evidence == (Evidence("text", "2022-07-29"),)


# Pieces of texts, clean and not, in any order.
PIECES = [
    "The envoy", " ", "\n", "\n\n", " met", ".", "\u00ad", "\u00a0", "\u200b", "\r\n", "â€™", "Ã©", "&amp;", "&#8220;",
    "<p>", "</p>", "<br/>", "\x93", "\x07", "• ", "– ", "COMMENTS", "Advertisement",
    "Published in Dawn, May 23rd, 2025", "US", "29 July,2022 11:42 pm",
    "é", "\u200c", "<script>", "</script>", "  \n", "Read more here.",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_character_has_its_way_back(came):
    """Rule: each character of a cleaned text came from a place that holds it, or holds what it stands for, in order."""
    text = cleaned(Traced.of(came, "file")).text
    at = 0
    for run in text.runs:
        assert run.start == at, "no character was put in"
        at = run.end
        words, origin = Span(run.start, run.end).of(text.text), came[run.origin.start : run.origin.end]
        if len(words) == len(origin):
            assert all(b in (a, INTO.get(KIND.get(a)), "“") for a, b in zip(origin, words, strict=True))  # “ for \x93
        else:
            assert words in (" ", "\n") or not origin.isalnum(), "whole for whole: something mended"
    assert at == len(text.text)
    starts = [run.origin.start for run in text.runs]
    assert starts == sorted(starts)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_again_changes_no_character(came):
    """Rule: characters that were mended need no mending again."""
    once = body(came)
    again = cleaned(Traced.of(once, "file"))
    kinds = {one.rpartition(":")[0] for one in again.done}
    assert not kinds & (
        {"Windows-1252", "line ends", "odd spaces", "characters without width"} | {"control characters"}
    )


@given(st.lists(st.text("abcdeé’“”—,;ñÖ", min_size=1), min_size=1, max_size=20))
def test_a_clean_text_is_left_identical(words):
    """Rule: cutting nothing leaves a text as it is, its one run from what came in."""
    text = Traced.of(f"He said that {' '.join(words)}.", "file")
    assert cleaned(text).text == text


@pytest.mark.parametrize(
    "unit", ["\u00ad", "â€™ ", "<b>", "<script>", "<!--", "&amp;", " \n", "\n", " ", "<a b=", "• A\n", "’", "Ã"]
)
def test_a_hostile_text_takes_no_longer_than_its_length(unit):
    """Rule: nothing is tried again from every place: thirty thousand of anything are cleaned in seconds."""
    text = Traced.of("A." + unit * 30_000 + "B.", "file")
    started = process_time()
    assert cleaned(text).text.text.startswith("A.")
    assert process_time() - started < 5


def test_the_map_is_json():
    """Rule: what is stored of the way back is plain numbers and names."""
    text = cleaned(Traced.of("coun\u00adtry &amp; envoy", "file")).text
    assert json.loads(json.dumps(text.runs)) == [
        [0, 4, ["file", 0, 4]],
        [4, 8, ["file", 5, 9]],
        [8, 9, ["file", 9, 14]],
        [9, 15, ["file", 14, 20]],
    ]
