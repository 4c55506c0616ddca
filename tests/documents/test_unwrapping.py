"""Healing: lines joined into what was written, and the way back to every character as stored."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from positions.documents import Document, Span
from positions.documents.layout import find_lines, find_paragraphs, is_hard_wrapped, unwrap


def stored(text, *spans):
    """Return a document with these paragraphs, the whole text without any."""
    return Document("d", "d.txt", text, Span(0, 0), spans or (Span(0, len(text)),), "")


def healed(text):
    """Return a paragraph as it reads."""
    document = unwrap(stored(text)).document
    return document.paragraphs[0].of(document.text)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("the United\nStates", "the United States"),
        ("the United \r\n  States", "the United States"),
        ("co-\noperation and cooperation", "cooperation and cooperation"),
        ("co-\noperation and co-operation", "co-operation and co-operation"),
        ("Nagorny-\r\nKarabakh", "Nagorny-Karabakh"),
        ("self-\ndetermination", "self-determination"),
        ("good-\nneighbourly and good", "good-neighbourly and good"),
        ("steel-\ntrade, or trade", "steel-trade, or trade"),
        ("govern by the govern-\nment", "govern by the government"),
        ("the infor-\nmation", "the information"),
        ("post-cold-\nwar", "post-cold-war"),
        ("govern\u00ad\nment", "government"),
        ("a war -\nand peace", "a war - and peace"),
        ("1990-\n91", "1990-91"),
        ("of the\n\n06-52731 18\n\nhour", "of the hour"),
    ],
)
def test_a_line_end_is_healed(text, reads):
    """Rule: a line's end is a space; behind a hyphen it is nothing, and the hyphen stays in a compound only.

    The text's own use decides first, then a capital, the part before, an ending, whether either part is its word.
    """
    assert healed(text) == reads


def test_a_text_that_nothing_breaks_is_returned_as_it_is():
    """Rule: where no paragraph has a line end, the document is the same object and a place is its own."""
    document = stored("One line.\nAnother.", Span(0, 9), Span(10, 18))
    assert unwrap(document).document is document
    assert unwrap(document).stored(Span(4, 8)) == (Span(4, 8),)


def test_a_place_leads_back():
    """Rule: the healed words lead back to the stored ones, hyphen and line end included, page furniture left out."""
    text = "Any cooperation is good. We value co-\noperation of the\n17\nhour."
    found = unwrap(stored(text))
    reads = found.document.text
    at = reads.rindex("cooperation")
    assert [span.of(text) for span in found.stored(Span(at, at + 11))] == ["co-\noperation"]
    at = reads.index("of the hour")
    assert [span.of(text) for span in found.stored(Span(at, at + 11))] == ["of the", "hour"]


WORDS = ["word", "United", "co", "operation", "a", "é", "1990", "."]
ENDS = [" ", "-", "\n", "\r\n", " \n ", "\u00ad", "17\n", "\n06-52731 18\n"]
PIECES = st.sampled_from(WORDS + ENDS)


@settings(max_examples=500, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=40), st.data())
def test_the_way_back_is_exact(pieces, data):
    """Rule: whatever the text, every stretch of the healed text leads back to just its own characters.

    Letters and figures are neither lost nor added nor moved: those of the stretch are those of its stored places, which
    come in order, within the paragraph.
    """
    text = "".join(["x", *pieces, "y"])
    found = unwrap(stored(text))
    reads = found.document.text
    within = found.document.paragraphs[0]
    start = data.draw(st.integers(within.start, within.end - 1))
    end = data.draw(st.integers(start + 1, within.end))
    if not reads[start:end].strip():
        return
    places = found.stored(Span(start, end))
    assert letters("".join(place.of(text) for place in places)) == letters(reads[start:end])
    edges = [edge for place in places for edge in place]
    assert edges == sorted(edges)
    for n in range(start, end):
        if reads[n].strip():
            (place,) = found.stored(Span(n, n + 1))
            assert place.of(text) == reads[n]


def letters(text):
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]", "", text)


WRAPPED = """The Assembly opens this week and many of the members
will speak. We hope that it will go well.
A new paragraph opens where the line before was short,
and is as long as any other paragraph that we have in
this text.
 Peace is near. It has been near for a very long time
and we are glad of
it.

2. The second point is that of trade, which is growing
every year.
12
It will grow further, and there is more to be said of
it than time allows here today."""


def test_hard_wrapped_lines_make_paragraphs():
    """Rule: a line behind a stop opens a paragraph when it is indented, numbered, apart, or behind a short line."""
    found = find_lines(WRAPPED)
    assert is_hard_wrapped(WRAPPED, found)
    starts = [span.of(WRAPPED).split()[0] for span in find_paragraphs(WRAPPED, found, True)]
    assert starts == ["The", "A", "Peace", "2.", "It"]


def test_an_article_is_not_wrapped():
    """Rule: lines that end in stops, or open with capitals as lists do, are lines of their own."""
    article = "Headline\n" + "He said so, and it was so.\n" * 12
    scores = "Pakistan 20\nIndia 30\n" * 8
    assert not is_hard_wrapped(article, find_lines(article))
    assert not is_hard_wrapped(scores, find_lines(scores))
