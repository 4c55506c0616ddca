"""Plain text and Markdown: exact words, exact places, and what cannot be used said in one line."""

import hashlib

import pytest

from positions.documents.corpus import Issue
from positions.documents.document import Origin, Span
from positions.errors import InputError
from positions.ingest import text
from positions.ingest.candidates import Candidate, Source

MARKDOWN = """---
title: "Envoy meets minister"
date: 29 July,2022 11:42 pm
source: https://example.org/envoy
author: [A. Noon, B. Roe]
---
# Ünity *of* purpose

> He “values” relations \\* &amp; [ties](http://example.org/a "ties").
> He went on

1. one
2. two **bold**

| a | b |
|---|---|
| 1 | 2 |

![A flag](flag.png) The end[^1].

[^1]: A note.
"""


def read(tmp_path, name: str, raw: bytes | str) -> Candidate:
    """Read one file."""
    path = tmp_path / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    (offer,) = text.read(Source(path, name, name))
    return offer


def test_a_text_stays_as_it_is(tmp_path):
    """Rule: of a plain text nothing is changed; it has no title, and its digest is that of the bytes."""
    raw = "Head\r\n\r\n  Body – “one”.\n".encode()
    offer = read(tmp_path, "a.txt", raw)
    assert (offer.title.text, offer.body.text) == ("", "Head\r\n\r\n  Body – “one”.\n")
    assert offer.body.origins(Span(0, 4)) == (Origin("file", 0, 4),)
    assert (offer.sha256_received, offer.reader) == (hashlib.sha256(raw).hexdigest(), "plain text, UTF-8")


def test_what_was_repaired_is_noted_in_the_file(tmp_path):
    """Rule: what decoding repaired becomes a line of the ledger that names the file."""
    offer = read(tmp_path, "a.txt", "Müller said ".encode() + b"\x93yes")
    reason = "1 byte is not UTF-8 and read as Windows-1252, at character 13 of line 1"
    assert [(note.file, note.reason) for note in offer.notes] == [("a.txt", reason)]
    assert all(isinstance(note, Issue) for note in offer.notes)


def test_the_type_of_a_server_states_the_encoding(tmp_path):
    """Rule: the encoding that a server states is used."""
    path = tmp_path / "a"
    path.write_bytes("中美关系很重要".encode("gbk"))
    (offer,) = text.read(Source(path, "a", "a", media_type='text/plain; charset="GB2312"'))
    assert offer.body.text == "中美关系很重要"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "is empty"),
        (b" \n\t\xc2\xa0", "has only white space"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a JPEG picture"),
        (b"%PDF-1.4 ", "is a PDF file"),
        (bytes(range(256)), "is binary, not text"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, raw, found):
    """Rule: empty, blank and binary files are refused, whatever their name, and named by their content."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, "a.txt", raw)
    assert (refused.value.place, refused.value.found) == ("a.txt", found)


def test_a_text_of_any_size_is_not_read_whole(tmp_path):
    """Rule: a file above the bound is refused by its size; no more than the bound is read."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(InputError, match=r"a\.txt: is larger than 16 MB"):
        list(text.read(Source(path, "a.txt", "a.txt")))


def test_marks_of_markdown_are_left_out(tmp_path):
    """Rule: words stay exactly; marks, addresses, pictures, numbers of lists are left out; paragraphs stay apart."""
    offer = read(tmp_path, "a.md", MARKDOWN)
    assert offer.body.text == (
        "Ünity of purpose\n\nHe “values” relations * & ties.\nHe went on\n\n"
        "one\ntwo bold\n\na b\n1 2\n\nThe end.\n\nA note."
    )


def test_front_matter_says_what_a_document_is(tmp_path):
    """Rule: title, date, byline and address are those of the front matter, in the words that came in."""
    offer = read(tmp_path, "a.md", MARKDOWN)
    assert (offer.title.text, offer.published) == ("Envoy meets minister", "29 July,2022 11:42 pm")
    assert (offer.byline, offer.url, offer.outlet) == ("A. Noon, B. Roe", "https://example.org/envoy", "")


def test_every_word_of_markdown_leads_back(tmp_path):
    """Rule: a character of the text is the one at its origin, unless an entity stands there for it."""
    offer = read(tmp_path, "a.md", MARKDOWN)
    for run in (*offer.body.runs, *offer.title.runs):
        words = offer.body.text[run.start : run.end]
        if run.origin.part == "file":
            assert MARKDOWN[run.origin.start : run.origin.end] == ("&amp;" if words == "&" else words)
    assert sum(run.end - run.start for run in offer.body.runs) == len("".join(offer.body.text.split("\n"))) - 2


def test_code_leads_back_to_the_words_within_its_marks(tmp_path):
    """Rule: the place of words in code is that of the words, not of the marks."""
    offer = read(tmp_path, "a.md", "We ``met`` them.\n")
    assert offer.body.text == "We met them."
    assert offer.body.origins(Span(3, 6)) == (Origin("file", 5, 8),)


def test_the_heading_that_opens_a_text_is_its_title(tmp_path):
    """Rule: without a front matter the first heading is the title, and no other one is."""
    offer = read(tmp_path, "a.md", "# One\n# Two\nBody.\n")
    assert (offer.title.text, offer.body.text) == ("One", "Two\n\nBody.")
    assert offer.title.runs[0].origin == Origin("file", 2, 5)
    assert read(tmp_path, "a.md", "## Two\nBody.\n").title.text == ""


@pytest.mark.parametrize("matter", ["a: [", "[" * 9000, "words alone", "a: 1\n" * 9000])
def test_a_front_matter_that_is_none_stays_text(tmp_path, matter):
    """Rule: lines between --- that are no fields stay in the text, and the ledger says so."""
    offer = read(tmp_path, "a.md", f"---\n{matter}\n---\nBody.\n")
    assert offer.body.text.startswith(matter)
    assert [note.reason for note in offer.notes] == ["has front matter that is not YAML"]


def test_marks_alone_are_no_text(tmp_path):
    """Rule: a Markdown file without a word is refused."""
    with pytest.raises(InputError, match="has no words besides its Markdown marks"):
        read(tmp_path, "a.md", "![](a.png)\n\n***\n")
