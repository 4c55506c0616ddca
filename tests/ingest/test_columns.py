"""Columns: given or guessed, shown in a line; what cannot be is said with what there is."""

import pytest

from positions.errors import InputError
from positions.ingest.tables import Mapping, guess_mapping, is_empty_cell, parse_mapping

LONG = "A sentence of the article. " * 20


def guess(row, given=""):
    """Return the mapping of a table of one row, described."""
    return guess_mapping(parse_mapping(given) if given else Mapping(), [row], "t.csv").described()


@pytest.mark.parametrize(
    ("row", "described"),
    [
        ({"title": "T", "link": "https://a.pk/1", "content": "C", "sentiment": "0.1"},
         "text=content, title=title, url=link; not used: sentiment"),
        ({"Headline": "T", "Full Text": "C", "Pub-Date": "D"}, "text=Full Text, title=Headline, published=Pub-Date"),
        ({"publishedAt": "D", "source.id": "x", "source.name": "Dawn", "author": "A", "content": "C", "news": "c"},
         "text=content, published=publishedAt, outlet=source.name, byline=author; not used: source.id, news"),
        ({"source": "https://a.pk/1", "text": "C", "url": "https://a.pk/1"}, "text=text, url=url; not used: source"),
        ({"source": "Dawn", "text": "C"}, "text=text, outlet=source"),
        ({"a": LONG, "b": "short", "c": LONG + LONG}, "text=c; not used: a, b"),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_name_and_content(row, described):
    """Rule: names decide, whatever their case and marks; without a usual name the longest column is the text; a source
    that is an address is no outlet."""
    assert guess(row) == described


def test_of_two_texts_by_name_the_one_that_holds_more_is_taken():
    """Rule: "description" and "text" are both usual names; the one with more words is the article."""
    assert guess({"text": "A teaser", "body": LONG}) == "text=body; not used: text"


def test_what_is_given_stands():
    """Rule: a given column is not guessed again, nor used for another field; a field given blank has none."""
    row = {"title": "T", "text": LONG, "summary": "S", "date": "D", "section": "Opinion"}
    assert guess(row, "text=summary,kind=") == (
        "text=summary, title=title, published=date; not used: text, section"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("content", "'content', which is not FIELD=COLUMN"),
        ("text=a,", "'', which is not FIELD=COLUMN"),
        ("words=a", "unknown field 'words'"),
        ("text=a,text=b", "the field 'text' twice"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(given, found):
    """Rule: what is wrong in --map is named, with what is accepted."""
    with pytest.raises(InputError, match=found) as raised:
        parse_mapping(given)
    assert raised.value.place == "--map"


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    """Rule: a given column that the table has not is refused, and the remedy lists its columns."""
    with pytest.raises(InputError, match=r"t\.csv: has no column 'content'\. .*: story, date\."):
        guess({"story": LONG, "date": "D"}, "text=content")


def test_a_table_without_a_text_is_refused_with_its_columns():
    """Rule: without a column that could be the text, the columns are named and the way to give one."""
    with pytest.raises(
        InputError, match=r"no column that could be the text\. .*--map text=COLUMN; its columns are a, b"
    ):
        guess({"a": "1", "b": "short"})


@pytest.mark.parametrize(
    ("cell", "empty"),
    [
        ("", True),
        (" \n", True),
        ("Content not found", True),
        ("NaN", True),
        ("None.", True),
        ("No.", False),
        ("x", False),
    ],
)
def test_cells_without_words_of_their_own(cell, empty):
    """Rule: blank cells and what exports write into them are empty; a short text is none."""
    assert is_empty_cell(cell) is empty
