"""What a page puts around an article goes, line by line; a sentence never does."""

import pytest

from positions.documents.document import Traced
from positions.ingest.cleaning import clean_body
from positions.ingest.dating import Evidence

TWO = "The prime minister met the envoy.\n\nHe values relations with the US, he said."


def body(text, title=""):
    """Clean a text and return its words."""
    return clean_body(Traced.of(text, "file"), title).text.text


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
        "You may also like",
        "RELATED STORIES",
        "Like Business on Facebook, follow @TribuneBiz on Twitter to stay informed and join in the conversation.",
        "Have something to add to the story? Share it in the comments below.",
        "Download the Dawn app for the latest news.",
        "Download File: https://a.b/c.mp4",
        "Use Up/Down Arrow keys to increase or decrease volume.",
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
        ".",  # the end of a sentence, in a text read from a printed page
    ],
)
def test_sentences_are_never_furniture(line):
    """Rule: precision first: a line that may be the article's stays, whatever words it has."""
    text = f"{TWO}\n\n{line}\n\nIt ends here."
    assert body(text) == text


def test_the_note_of_printing_goes_and_its_date_is_evidence():
    """Rule: "Published in Dawn, …" is cut from the text and handed on, also behind the last sentence."""
    footer = "Published in Dawn, The Business and Finance Weekly, May 5th, 2025"
    found = clean_body(Traced.of(f"{TWO}\n\n{footer}", "file"))
    assert (found.text.text, found.evidence) == (TWO, (Evidence("print", footer),))
    found = clean_body(Traced.of(f"{TWO} Published in Dawn, March 5th, 2025", "file"))
    assert (found.text.text, found.evidence) == (TWO, (Evidence("print", "Published in Dawn, March 5th, 2025"),))


def test_a_line_with_a_clock_time_above_is_evidence():
    """Rule: among the first lines, a date with a time or "Updated" goes; a bare date stays; both are evidence."""
    for line, where in (("29 July,2022 11:42 pm", "text"), ("Updated 23 May, 2025 10:41am", "updated")):
        found = clean_body(Traced.of(f"{line}\n\n{TWO}", "file"))
        assert (found.text.text, found.evidence) == (TWO, (Evidence(where, line),))
    found = clean_body(Traced.of(f"Friday, May 23, 2025\n\n{TWO}", "file"))
    assert found.text.text == f"Friday, May 23, 2025\n\n{TWO}"
    assert (found.evidence, found.done) == ((Evidence("text", "Friday, May 23, 2025"),), ())
    late = f"{TWO}\n\nA.\n\nB.\n\n29 July, 2022 11:42 pm"
    assert body(late) == late


def test_a_crawlers_country_code_goes():
    """Rule: two letters that are a country's code, alone on the first line; UN, and later lines, stay."""
    assert body(f"US\n{TWO}") == body(f"PK\n.\n{TWO}") == TWO
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


def test_items_that_share_a_line_get_lines_of_their_own():
    """Rule: the mark before an item stays, for who speaks is told by it; each item stands on a line."""
    assert body(f"• Envoy arrives\n\n• PM leaves • Says talks go on\n\n{TWO}") == (
        f"• Envoy arrives\n\n• PM leaves\n• Says talks go on\n\n{TWO}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"– Both sides agreed.\n\n{TWO}",
        f"– Both sides agreed.\n– Parties met.\n\n{TWO}",
        "He listed\n\n• onus on firms\n\n• and taxes",  # unmarked, a small letter goes on from the line above
        "-5 degrees\n\n- 6 degrees",
        "and the treaty\nof the year which\n• the two sides\nhad signed and\nwhich holds to\nthis day and in\n"
        "the days that\n• Are to come",
    ],
)
def test_marks_stay(text):
    """Rule: dashes and marks before a line, of a list or of a hard-wrapped text, stay as they are."""
    assert body(text) == text
