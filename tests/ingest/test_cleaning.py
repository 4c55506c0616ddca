"""Cleaning as a whole: the way back to what came in, and texts that are clean or hostile."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.document import Span, Traced
from positions.ingest.cleaning import INTO, KIND_OF, clean_body

# Pieces of texts, clean and not, in any order.
PIECES = [
    "The envoy", " ", "\n", "\n\n", " met", ".", "\u00ad", "\u00a0", "\u200b", "\r\n", "â€™", "Ã©", "&amp;", "&#8220;",
    "<p>", "</p>", "<br/>", "\x93", "\x07", "• ", "– ", "COMMENTS", "Advertisement",
    "Published in Dawn, May 23rd, 2025", "US", "29 July,2022 11:42 pm",
    "é", "\u200c", "<script>", "</script>", "  \n", "Read more here.",
]  # fmt: skip


def body(text, title=""):
    """Clean a text and return its words."""
    return clean_body(Traced.of(text, "file"), title).text.text


def test_white_space_at_line_ends_and_runs_of_blank_lines_go():
    """Rule: between two paragraphs one blank line is left, and no white space at a line's end; indents stay."""
    assert body("\n\nOne. \t\n\n \n\n   Two.  \nThree.\n\n") == "One.\n\n   Two.\nThree."


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_character_has_its_way_back(came):
    """Rule: each character of a cleaned text came from a place that holds it, or holds what it stands for, in order."""
    text = clean_body(Traced.of(came, "file")).text
    at = 0
    for run in text.runs:
        assert run.start == at, "no character was put in"
        at = run.end
        words, origin = Span(run.start, run.end).of(text.text), came[run.origin.start : run.origin.end]
        if len(words) == len(origin):
            became = {" ": "\n", "\x93": "“"}  # between items of a list on one line; Windows-1252
            assert all(b in (a, INTO.get(KIND_OF.get(a)), became.get(a)) for a, b in zip(origin, words, strict=True))
        else:
            assert words in (" ", "\n") or not origin.isalnum(), "whole for whole: something mended"
    assert at == len(text.text)
    starts = [run.origin.start for run in text.runs]
    assert starts == sorted(starts)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_again_changes_no_character(came):
    """Rule: characters that were mended need no mending again."""
    once = body(came)
    again = clean_body(Traced.of(once, "file"))
    kinds = {one.rpartition(":")[0] for one in again.done}
    assert not kinds & (
        {"Windows-1252", "line ends", "odd spaces", "characters without width"} | {"control characters"}
    )


@given(st.lists(st.from_regex("[“‘]?[a-eéñÖ]{1,5}[’”—,;]{0,2}", fullmatch=True), min_size=1, max_size=20))
def test_a_clean_text_is_left_identical(words):
    """Rule: cutting nothing leaves a text as it is, its one run from what came in."""
    text = Traced.of(f"He said that {' '.join(words)}.", "file")
    assert clean_body(text).text == text


@pytest.mark.parametrize(
    "unit", ["\u00ad", "â€™ ", "<b>", "<script>", "<!--", "&amp;", " \n", "\n", " ", "<a b=", "• A\n", "’", "Ã"]
)
def test_a_hostile_text_takes_no_longer_than_its_length(unit):
    """Rule: nothing is tried again from every place: thirty thousand of anything are cleaned in seconds."""
    text = Traced.of("A." + unit * 30_000 + "B.", "file")
    started = process_time()
    assert clean_body(text).text.text.startswith("A.")
    assert process_time() - started < 5


def test_the_map_is_json():
    """Rule: what is stored of the way back is plain numbers and names."""
    text = clean_body(Traced.of("coun\u00adtry &amp; envoy", "file")).text
    assert json.loads(json.dumps(text.runs)) == [
        [0, 4, ["file", 0, 4]],
        [4, 8, ["file", 5, 9]],
        [8, 9, ["file", 9, 14]],
        [9, 15, ["file", 14, 20]],
    ]
