"""Figures: the same bytes, a text alternative with the numbers drawn, and countries that can be told in grey."""

import re
import xml.etree.ElementTree as ET

import pytest

from positions.comparison import Parameters, compare
from positions.reporting import figures, names
from positions.reporting.figures.drawing import Drawing
from positions.reporting.markup import Shown

ALL = [figures.ladder, figures.themes, figures.echoes, figures.timeline]


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


@pytest.mark.parametrize("draw", ALL[:3])
def test_a_figure_is_the_same_twice(draw, seed):
    """No date, no random name: identical text, and well-formed."""
    first, second = draw(seed), draw(seed)
    assert first.svg == second.svg
    assert ET.fromstring(first.svg).tag.endswith("svg")
    assert not re.search(r"<dc:date>|<text", first.svg)


@pytest.mark.parametrize("draw", ALL[:3])
def test_a_figure_has_its_alternative_in_the_notebook(draw, seed):
    """The page takes the alternative from the output's metadata."""
    data, about = draw(seed)._repr_mimebundle_()
    assert set(data) == {"image/svg+xml", "text/plain"}
    assert about["image/svg+xml"]["alt"] == data["text/plain"] != ""


def test_the_alternatives_hold_the_numbers_of_the_seed(seed):
    """Counted by hand from the article: three statements to either side, one joint."""
    text = figures.ladder(seed).alternative
    assert "To the United States, 3 statements" in text and "To China, 3 statements" in text
    assert "Jointly, 1 statement (wish, hope at stance +1: 1)" in text
    assert "connectivity (CPEC): the United States not raised, China 1" in figures.themes(seed).alternative
    assert "safety of citizens: Pakistan 0, the other side 1" in figures.echoes(seed).alternative


def test_marks_are_as_many_as_statements(said, compared):
    """Up to eight statements of one act and stance are eight marks; more are one mark with their number."""
    for n, marks in ((8, 8), (9, 1)):
        svg = figures.ladder(compared([said(f"words {i}") for i in range(n)])).svg
        assert svg.count('style="fill: #1f5a94; stroke: #1f5a94') - 1 == marks  # one is in the key


def test_both_and_apart_are_in_no_lane(said, compared):
    """Statements about both powers and other voices are not drawn as said to a side."""
    assert isinstance(figures.ladder(compared([said("a", target="BOTH"), said("b", voice="party")])), Shown)


def test_nothing_to_draw_is_said(said, compared):
    """Without statements there is a sentence instead of an empty picture."""
    found = compared([said("a", speaker_country="OTHER")])
    assert all(isinstance(draw(found), Shown) for draw in ALL)


def test_a_timeline_needs_two_dates(said, compared):
    """One date: no timeline; two: one, with the first and last day in its alternative."""
    rows = [said("a"), said("b", doc="two", published="2031-05-06")]
    assert isinstance(figures.timeline(compared(rows[:1])), Shown)
    drawn = figures.timeline(compared(rows))
    assert isinstance(drawn, Drawing)
    assert "2 days from 2030-01-02 to 2031-05-06" in drawn.alternative


def test_a_timeline_draws_a_year_alone(said, compared):
    """A speech of which only the year is known is drawn in it, and the alternative gives the year as it is."""
    rows = [said("a", published="1979"), said("b", doc="two", published="1999-09-22")]
    assert "2 days from 1979 to 1999-09-22" in figures.timeline(compared(rows)).alternative


def test_countries_differ_in_marker_and_in_grey():
    """No two share a marker; the two compared differ in lightness by a fifth of the scale at least."""
    drawn = [names.mark(code) for code in ("PAK", "USA", "CHN", "JOINT", "BOTH")]
    assert len({marker for _, marker in drawn}) == len(drawn)
    grey = [
        sum(weight * int(names.mark(code)[0][i : i + 2], 16) for weight, i in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
        for code in ("USA", "CHN")
    ]
    assert abs(grey[0] - grey[1]) > 255 / 5
