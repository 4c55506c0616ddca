"""What is no name, no holder of an office and no text between the sides (invented sentences)."""

import pytest

from positions import coding
from positions.attribution.descriptions import name_in, split_coordinated
from positions.attribution.offices import titles_in
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def named(phrase):
    """Return the personal name in a phrase."""
    return name_in(phrase, titles_in(phrase, SIDES), SIDES)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Ground Force", ""),
        ("the Prayer Breakfast", ""),
        ("the Washington-based analyst", ""),
        ("Dr Omar Beg’s American lawyer", ""),  # the name is the owner's
        ("Dr Omar Beg", "Omar Beg"),
        ("Mr Price", "Price"),
        ("Foreign Secretary Rice", "Rice"),
        ("Ned Price", "Ned Price"),
    ],
)
def test_common_words_are_a_name_only_behind_a_courtesy_or_a_title(phrase, name):
    """Rule: capitals of common words name nobody, unless a courtesy, a rank or a title stands before them."""
    assert named(phrase) == name


def test_both_is_no_party():
    """Rule: "Both A and B" are A and B."""
    assert split_coordinated("Both China and Pakistan", SIDES) == ["China", "Pakistan"]


def speakers(*paragraphs):
    """Return speaker and target of every statement of an article of a Pakistani outlet."""
    text = "Talks held\n\n" + "\n\n".join(paragraphs) + "\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    rows = coding.code([read], SIDES, judge=None).statements
    return list(zip(rows["speaker"], rows["target"], strict=True))


def test_several_of_one_office_are_not_the_one_who_is_named():
    """Rule: "two US senators" are several, also where the text names one senator."""
    said = speakers("US Senator Ann Lee met the press in Lahore.", "Two US senators said Pakistan was a friend.")
    assert said == [("Two US senators", "PAK")]


def test_a_former_office_is_not_of_whoever_holds_it_now():
    """Rule: "a former prime minister" without a name is not the prime minister of the day."""
    (said,) = speakers("A former prime minister of Pakistan said that the US was a friend.")
    assert "Sharif" not in said[0]


def test_a_text_of_others_is_not_read():
    """Rule: where a third country is named and Pakistan nowhere, an office without a country is nobody's of it."""
    statement = "The prime minister said the US was a friend."
    assert speakers(statement, "Iran stayed silent.") == []
    assert len(speakers(statement, "Pakistan stayed silent.")) == 1
