"""What has to be right often enough before a report shows it, on invented codings a reader can count."""

import pandas as pd
import pytest

from positions.validation import Stored, checked, terms_hold
from positions.validation.figures import compute_figures, judge_statements, sum_by_article

TEXT = "Ties rest on trust. We reject it. We praise it. The sea is deep."


def measured(**figure):
    """Return stored figures that are one figure of all articles."""
    row = {"part": "all", "low": 0.0, "high": 1.0} | figure
    return Stored({}, {"figures": pd.DataFrame([row, row | {"part": "other outlets", "value": 1.0, "n": 500}])})


@pytest.mark.parametrize(
    ("value", "n", "expected"),
    [(0.8, 20, True), (0.79, 20, False), (1.0, 19, False), (0.95, 200, True), (0.0, 0, False)],
)
def test_terms_hold_by_share_and_cases(value, n, expected):
    """Rule: four fifths right on the articles kept apart, of both parts together, and at least twenty cases."""
    assert terms_hold(measured(figure="terms: precision", value=value, n=n)) is expected


def test_a_check_says_how_many_cases():
    """Rule: whoever asks gets the share, its interval and of how many."""
    found = checked("criticism: precision", measured(figure="criticism: precision", value=0.7, low=0.5, high=0.9, n=30))
    assert (found.value, found.low, found.high, found.n, found.is_enough, found.holds) == (
        0.7,
        0.5,
        0.9,
        30,
        True,
        False,
    )


def shares(hand, machine):
    """Return the figures of one article's codings."""
    judged = judge_statements({"one.txt": hand}, {"one.txt": machine}, {"one.txt": TEXT})
    return {name: float(value) for name, value in compute_figures(sum_by_article(judged, ["one.txt"]).sum()).items()}


def test_terms_are_right_where_the_words_are(record):
    """Rule: terms count as right where at least half of the words are the same, and as missed where the machine has
    none of what is coded by hand."""
    hand = [
        record("Ties rest on trust", condition="on trust"),
        record("We reject it", condition="unless it stops"),
        record("We praise it"),
    ]
    machine = [
        record("Ties rest on trust", condition="rest on trust", spans=[[0, 18]]),
        record("We reject it", spans=[[20, 32]]),
        record("We praise it", condition="as it is", spans=[[34, 46]]),
    ]
    found = shares(hand, machine)
    assert (found["terms: precision"], found["terms: recall"]) == (0.5, 0.5)


def test_criticism_that_nobody_coded_is_wrong(record):
    """Rule: of what the machine codes as criticism, or as unfavourable, all counts: what the hand coding has otherwise,
    or has not at all, is wrong."""
    hand = [record("We reject it", act="criticise", stance=-2), record("We praise it")]
    blamed = {"act": "criticise", "stance": -1}
    machine = [
        record("We reject it", spans=[[20, 32]], **blamed),
        record("We praise it", spans=[[34, 46]], **blamed),
        record("The sea is deep", spans=[[48, 63]], **blamed),
    ]
    found = shares(hand, machine)
    assert found["criticism: precision"] == pytest.approx(1 / 3)
    assert found["unfavourable stance: precision"] == pytest.approx(1 / 3)
