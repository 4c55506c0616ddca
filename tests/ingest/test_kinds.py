"""Kinds of text: told where the page or the text says so, and unknown otherwise."""

import pytest

from positions.documents.document import Traced
from positions.documents.metadata import kind_rules
from positions.ingest.candidates import Candidate
from positions.ingest.intake import tell_kind

LEAD = "The minister met the ambassador on Monday and spoke about trade with him."
COLUMN = f"{LEAD}\n\nHe was right to do so."


def told(title="Talks held", body=LEAD, **known):
    """Return the kind of an invented document."""
    offer = Candidate(
        origin="place",
        title=Traced.of(title, "title"),
        body=Traced.of(body, "text"),
        sha256_received="0" * 64,
        reader="reader",
        **known,
    )
    return tell_kind(offer, f"{title}\n\n{body}")


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"kind": "Op-Ed"}, "opinion"),
        ({"kind": "Business; OpinionNewsArticle"}, "opinion"),
        ({"kind": "Letters to the Editor"}, "letter"),
        ({"kind": "Editorial"}, "editorial"),
        ({"kind": "NewsArticle"}, "report"),
        ({"kind": "BlogPosting"}, "blog"),
        ({"kind": "Press Release"}, "press_release"),
        ({"url": "https://paper.example/opinion/2025/talks"}, "opinion"),
        ({"url": "https://paper.example/editorials/talks"}, "editorial"),
        ({"url": "https://paper.example/news/opinions-differ-on-talks"}, "unknown"),
        ({"title": "Editorial: Talks held"}, "editorial"),
        ({"title": "Editorial board meets minister"}, "unknown"),
        ({"title": "Letters to the Editor"}, "letter"),
        ({"title": "Letter of UAE embassy sent"}, "unknown"),
        ({"title": "In pictures: talks held"}, "photo"),
        ({"body": f"{COLUMN}\n\nThe writer is a former ambassador."}, "opinion"),
        ({"body": f"{COLUMN}\n\nThe writer, an envoy, is a columnist.\n\na.writer@paper.example"}, "opinion"),
        ({"body": f"{COLUMN}\n\nX: @a_writer\n\nPublished in Dawn, March 5th, 2025"}, "opinion"),
        ({"body": f"The writer is a former ambassador.\n\n{COLUMN}\n\n{LEAD}\n\n" + f"{LEAD}\n\n" * 6}, "unknown"),
        ({"body": f"{COLUMN}\n\nA reporter – Reach out at 0333 / a.writer@paper.example/ X: awriter"}, "unknown"),
        ({"body": f"ISLAMABAD, Mar 21 (APP): {LEAD}"}, "report"),
        ({"body": f"• PM sees envoy\n\nISLAMABAD: {LEAD}"}, "report"),
        ({"body": f"PRESS RELEASE No. 12/2025\n\n{LEAD}"}, "press_release"),
        ({"byline": "Editorial"}, "editorial"),
        ({"byline": "Reuters"}, "report"),
        ({}, "unknown"),
    ],
)  # fmt: skip
def test_a_kind_is_told_where_something_says_so(known, code):
    """Rule: sections, addresses, titles, closing notes, datelines and bylines tell; words in a sentence do not."""
    found = told(**known)
    assert found == code
    assert found in kind_rules()["names"]


def test_an_editorial_without_a_name_is_told_by_all_its_form():
    """Rule: capitals at the start, a short title, no name, the length and the note of printing: none may be missing."""
    body = "THE talks are welcome. " + LEAD * 22 + "\n\nPublished in Dawn, March 5th, 2025"
    assert told("Welcome talks", body) == "editorial"
    assert told("Welcome talks", body.replace("THE talks", "The talks")) == "unknown"
    assert told("A title with five words", body) == "unknown"
    assert told("Welcome talks", body.partition("Published")[0]) == "unknown"
    assert told("Welcome talks", body.replace(LEAD * 22, LEAD)) == "unknown"
    assert told("Welcome talks", body.replace("Published", "The writer is an envoy.\n\nPublished")) == "opinion"
    assert told("Welcome talks", body.replace("THE talks", "ISLAMABAD: The talks")) == "report"
