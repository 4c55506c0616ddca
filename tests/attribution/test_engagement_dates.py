"""The day that a text tells, resolved against the day of publication (Wednesday, 10 March 1999)."""

import pytest

from positions.attribution.engagements import date_told
from positions.documents import Span

PUBLISHED = "1999-03-10"


def day(sentence, published=PUBLISHED):
    """Return when the "met" of a sentence was."""
    at = sentence.index("met")
    return date_told(sentence, Span(0, len(sentence)), Span(at, at + 3), published).date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "1999-03-10"),
        ("this morning", "1999-03-10"),
        ("yesterday", "1999-03-09"),
        ("last night", "1999-03-09"),
        ("the day before yesterday", "1999-03-08"),
        ("a day ago", "1999-03-09"),
        ("three days earlier", "1999-03-07"),
        ("on Wednesday", "1999-03-10"),
        ("last Wednesday", "1999-03-03"),
        ("on Monday", "1999-03-08"),
        ("on Thursday", "1999-03-04"),
        ("on March 5", "1999-03-05"),
        ("on 5th March", "1999-03-05"),
        ("on Feb. 28", "1999-02-28"),
        ("on December 30", "1998-12-30"),
        ("on April 30, 1997", "1997-04-30"),
        ("from March 4-8", "1999-03-04"),
        ("last month", "1999-02"),
        ("earlier this month", "1999-03"),
        ("two months ago", "1999-01"),
        ("in May", "1998-05"),
        ("last October", "1998-10"),
        ("in April 1996", "1996-04"),
        ("in June last year", "1998-06"),
        ("in 1995", "1995"),
        ("last year", "1998"),
        ("on February 30", ""),
        ("on March 20, 1999", ""),
        ("at 10.30 in room 5", ""),
        ("as May Lee said", ""),
    ],
)
def test_words_that_tell_a_time(words, expected):
    """Rule: a weekday is the last up to publication, a date without a year the last that had come; else blank."""
    assert day(f"Mir met Lee {words}.") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Mir met Lee to speak of peace since January 4.",
        "Mir met Lee over the January 4 attack.",
        "Mir said on Monday that he had met Lee.",
        "“It rained on Monday,” said Lee, who met Mir.",
    ],
)
def test_a_time_of_something_else_tells_nothing(sentence):
    """Rule: a day that something else was since, of, or was said on, is not the day of the engagement."""
    assert day(sentence) == ""


def test_the_nearest_time_is_the_engagements():
    """Rule: of two times told the nearer one to the words counts."""
    assert day("On Monday Mir left, and he met Lee on Tuesday.") == "1999-03-09"


@pytest.mark.parametrize("published", ["", "1999"])
def test_without_a_day_of_publication_nothing_is_resolved(published):
    """Rule: unknown stays unknown."""
    assert day("Mir met Lee yesterday.", published) == ""
