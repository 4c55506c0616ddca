"""What a report opens with: its title, what was read, and how many statements are counted and shown apart."""

import re

import pytest

from positions.comparison import Parameters, compare
from positions.reporting.sections import counts
from positions.reporting.sections.opening import first_screen, report_title, what_was_counted, what_was_read


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, "Pakistan’s stated positions toward the United States and China"),
        ({"counterparts": "CHN,USA"}, "Pakistan’s stated positions toward China and the United States"),
        ({"actor": "IND"}, "India’s stated positions toward the United States and China"),
        ({"themes": "defence"}, "Pakistan’s stated positions toward the United States and China on defence"),
    ],
)
def test_the_title_names_who_speaks_to_whom(chosen, expected):
    """Rule: the title has the countries and the themes that were chosen, and is the page's first heading."""
    found = compare(Parameters(**chosen))
    assert report_title(found) == expected
    assert first_screen(found).startswith(f"<h1>{expected}</h1>")


def test_what_was_read_is_said():
    """The seed: one article, its publisher and its day as a newspaper writes it."""
    assert what_was_read(compare(Parameters())).plain == "1 article from Dunya News, published 29 July 2022."


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2030-01-02", "2030-03-04"], "2 articles from The Daily, published from 2 January 2030 to 4 March 2030."),
        (["2030-01-02", ""], "2 articles from The Daily, published 2 January 2030; 1 is not dated."),
        (["", ""], "2 articles from The Daily, none of them dated."),
        (["2030", "2031"], "2 articles from The Daily, published from 2030 to 2031."),
    ],
)
def test_the_period_is_said_as_far_as_it_is_known(said, compared, days, expected):
    """Rule: first and last day; what has no date is counted; a year alone stays a year."""
    rows = [said(f"w{i}", doc=f"d{i}", published=day) for i, day in enumerate(days)]
    assert what_was_read(compared(rows)).plain == expected


def test_what_is_not_named_stands_apart(said, compared):
    """Rule: a statement whose counterpart only the context tells enters no count, and the first screen says so."""
    rows = [said("one"), said("two"), said("three", target_basis="context"), said("four", target="CHN")]
    rows += [said("five", target_basis="engagement")]
    found = compared(rows)
    plain = what_was_counted(found).plain
    assert ": 3 to or about the United States and 1 to or about China." in plain
    assert "one about the United States (1) or China (none) without naming it" in plain
    assert len(found.part("said", "USA")) == 3 and len(found.part("context", "USA")) == 1


def test_what_a_counterpart_says_without_naming_the_actor_stands_apart(said, compared):
    """Rule: the same holds of what is said in return."""
    heard = {"speaker_country": "CHN", "target": "PAK"}
    found = compared([said("one", **heard), said("two", target_basis="context", **heard)])
    assert (len(found.part("heard", "CHN")), len(found.part("heard_context", "CHN"))) == (1, 1)


def test_every_statement_is_counted_somewhere(said, compared):
    """Rule: the numbers of the table of all statements add up to the rows of the exports and those too unsure."""
    rows = [said("to you"), said("to you too", target="CHN"), said("about it", target_basis="context")]
    rows += [said("we both", speaker_country="JOINT"), said("to both", target="BOTH"), said("my party", voice="party")]
    rows += [said("thanks", speaker_country="USA", target="PAK"), said("elsewhere", speaker_country="OTHER")]
    rows += [said("a headline on close ties", doc="r"), said("a headline on close ties now", doc="r")]
    rows += [said("I am unsure", confidence=20)]
    found = compared(rows, confidence=50)
    lines = [
        line.split(" | ") for line in counts.where_counted(found).plain.splitlines() if re.search(r"\| \d+$", line)
    ]
    *parts, whole = [int(line[-1]) for line in lines]
    assert (sum(parts), len(found.statements), len(found.doubtful)) == (whole, 10, 1)
