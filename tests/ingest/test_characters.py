"""Characters that a page, a printer or a wrong encoding put into a text: what is mended, and what stays."""

import pytest

from positions.documents.document import Traced
from positions.ingest.cleaning import clean_body

TWO = "The prime minister met the envoy.\n\nHe values relations with the US, he said."


@pytest.mark.parametrize(
    ("came", "expected", "done"),
    [
        ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour.", "line ends: 3"),
        ("coun\u00adtries of the re\u00ad\u00adgion", "countries of the region", "soft hyphens: 3"),
        ("\u200bHe said \u2060so\ufeff.", "He said so.", "characters without width: 3"),
        ("the\u00a0US and\u202fChina", "the US and China", "odd spaces: 2"),
        ("nul\x00l and bell\x07", "null and bell", "control characters: 2"),
        ("It is theirs, theyâ€™re told", "It is theirs, they’re told", "mojibake: 1"),
        ("“Ã‰lan”, he said", "“Élan”, he said", "mojibake: 1"),  # beside a quotation mark that is right
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
    found = clean_body(Traced.of(came, "file"))
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
        "Ishtiaq’s résumé… “Élan”, the fiancé”—she, a “naïf”…”é, é”“Ö",
    ],
)
def test_what_carries_meaning_stays(text):
    """Rule: quotation marks, ligatures, joiners in words that need them, marks of direction, hard wraps: untouched."""
    found = clean_body(Traced.of(text, "file"))
    assert (found.text.text, found.done) == (text, ())
