"""Intervals, agreement, calibration and errors, on invented counts a reader can check by hand."""

import numpy as np
import pandas as pd
import pytest

from positions.validation import calibration
from positions.validation.evaluation import count_confusions, measure_share_errors, rate_errors
from positions.validation.figures import (
    count_values,
    judge_statements,
    krippendorff_alpha,
    measure_agreement,
    ratio_or_zero,
    share_or_nan,
    side_of,
    widen_to_wilson,
    with_intervals,
)
from positions.validation.matching import judge_fields, same_speaker


def test_articles_are_drawn_not_statements():
    """Rule: two articles, one all right and one all wrong, give an interval from nought to one."""
    counts = pd.DataFrame({"n": [50, 50], "right": [50, 0]})
    (value, low, high) = with_intervals(counts, lambda sums: {"rate": ratio_or_zero(sums["right"], sums["n"])})["rate"]
    assert (value, low, high) == (0.5, 0.0, 1.0)


def test_alike_articles_leave_no_doubt():
    """Rule: when every article is alike, every draw is, and the interval is the figure."""
    counts = pd.DataFrame({"n": [10] * 5, "right": [7] * 5})
    made = with_intervals(counts, lambda sums: {"rate": ratio_or_zero(sums["right"], sums["n"])})
    assert made["rate"] == pytest.approx((0.7, 0.7, 0.7))


def test_no_share_of_nothing():
    """Rule: where there is nothing to divide by, `ratio` gives nought as ``score.py`` does, `share` no number."""
    assert ratio_or_zero(np.array([0.0]), np.array([0.0])) == [0.0]
    assert np.isnan(share_or_nan(np.array([0.0]), np.array([0.0]))).all()


def test_none_wrong_is_not_sure():
    """Rule: 0 of 20 has Wilson's interval, to .1611, whatever the draws say (Newcombe 1998, table I)."""
    assert widen_to_wilson(0, 20, 0.0, 0.0) == pytest.approx((0, 0.1611), abs=5e-5)
    assert widen_to_wilson(10, 20, 0.1, 0.9) == (0.1, 0.9)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_alpha_gives_the_published_values(first, second, expected):
    """Krippendorff (2011, Computing Krippendorff's alpha-reliability): example A .095, example B .692."""
    counts = count_values(list(zip(first, second, strict=True)))
    assert krippendorff_alpha(counts, "nominal") == pytest.approx(expected, abs=5e-4)


def test_ordinal_alpha_weighs_distance():
    """Rule: taking +2 for +1 costs less than taking +2 for −2; nominal alpha sees no difference."""
    near, far = ([(-2, -2), (1, 1), (2, 2), (2, other), (-2, -2), (1, 1)] for other in (1, -2))
    assert krippendorff_alpha(count_values(near), "ordinal") > krippendorff_alpha(count_values(far), "ordinal")
    assert krippendorff_alpha(count_values(near), "nominal") == pytest.approx(
        krippendorff_alpha(count_values(far), "nominal"), abs=0.05
    )


def test_one_code_throughout_has_no_alpha():
    """Rule: where every unit has one code there is no telling agreement from habit."""
    assert np.isnan(krippendorff_alpha(count_values([("a", "a"), ("a", "a")]), "nominal"))


def test_agreement_counts_what_both_found(record):
    """Rule: a statement that one coding lacks lowers the F1 and is no unit of any alpha."""
    text = "Ties are good. Trade is better."
    first = {"one.txt": [record("Ties are good"), record("Trade is better", act="state")]}
    second = {"one.txt": [record("Ties are good")]}
    rows = {row["code"]: row for row in measure_agreement(first, second, {"one.txt": text})}
    assert rows["statement"]["value"] == pytest.approx(2 / 3)
    assert rows["act"]["units"] == 1


@pytest.mark.parametrize(
    ("hand", "machine", "expected"),
    [
        ("General Ali Noon", "Ali Noon", True),
        ("Noon", "Ali Noon", True),
        ("Ali Noon", "Omar Noon", False),
        ("Ali Noon; B. Roe", "Ali Noon", False),
        ("ISPR", "Inter-Services Public Relations", True),
        ("Pakistan", "Pakistan", True),
        ("Pakistan", "China", False),
    ],
)
def test_a_speaker_may_be_shorter_not_another(record, hand, machine, expected):
    """Rule: every party is named by both; ranks and courtesies tell nobody apart."""
    assert same_speaker(record("x", speaker=hand), record("x", speaker=machine)) is expected


def test_either_reading_is_right(record):
    """Rule: a code that the second reading chose is as right as the first's; usable needs all four."""
    hand = record("x", act="praise", also={"act": ["affirm"]})
    assert judge_fields(hand, record("x", act="affirm"))["usable"]
    assert not judge_fields(hand, record("x", act="state"))["usable"]
    assert not judge_fields(hand, record("x", act="affirm", target="CHN"))["usable"]


def test_sides(record):
    """Rule: what Pakistan says is put to its target, what a counterpart says to the counterpart."""
    assert side_of(record("x", target="CHN")) == "said CHN"
    assert side_of(record("x", speaker_country="USA", target="PAK")) == "heard USA"
    assert side_of(record("x", speaker_country="JOINT")) == "joint USA"
    assert side_of(record("x", target="BOTH")) == ""


@pytest.fixture
def judged(record):
    """Two articles. USA: two by hand, one found with a wrong act. CHN: one by hand, found right, and one added."""
    texts = {"one.txt": "Ties are good. Trade is better.", "two.txt": "Roads are long. Ports are deep."}
    hand = {
        "one.txt": [record("Ties are good"), record("Trade is better", act="commit")],
        "two.txt": [record("Roads are long", file="two.txt", target="CHN")],
    }
    two = {"file": "two.txt", "target": "CHN"}
    machine = {
        "one.txt": [record("Ties are good", spans=[[0, 13]], act="state")],
        "two.txt": [
            record("Roads are long", spans=[[0, 14]], **two),
            record("Ports are deep", spans=[[16, 30]], **two),
        ],
    }
    return judge_statements(hand, machine, texts)


def test_error_rates_by_counterpart(judged):
    """Rule: missed is of the hand coding, added and not usable of the machine's, codes of those paired."""
    rows = {(r["part"], r["error"], r["side"]): r for r in rate_errors(judged, ["one.txt", "two.txt"])}
    expected = {"missed": (0.5, 0), "added": (0, 0.5), "not usable": (1, 0.5), "act": (1, 0), "stance": (0, 0)}
    for error, (first, second) in expected.items():
        assert rows["said", error, "USA"]["value"] == first, error
        assert rows["said", error, "CHN"]["value"] == second, error
        assert rows["said", error, "difference"]["value"] == first - second, error


def test_errors_of_shares(judged, monkeypatch):
    """Rule: the error of a share is the machine's less the hand coding's; of the difference, first less second.

    Praise to the USA is 1 of 2 by hand and 0 of 1 by machine, to China 1 of 1 and 2 of 2: −1/2 less 0.
    """
    monkeypatch.setattr("positions.validation.evaluation.LEAST_WITH_CODE", 1)
    rows = {(r["aspect"], r["code"]): r for r in measure_share_errors(judged, ["one.txt", "two.txt"])}
    praise = rows["act", "praise"]
    assert (praise["hand USA"], praise["machine USA"]) == (0.5, 0)
    assert (praise["hand CHN"], praise["machine CHN"]) == (1, 1)
    assert praise["difference"] == -0.5


def test_confusion_has_hand_and_machine(judged):
    """Rule: one praise was taken for an assertion, one was not; what is missed or added is in no confusion."""
    acts = {(r["hand"], r["machine"]): r["n"] for r in count_confusions(judged) if r["code"] == "act"}
    assert acts == {("praise", "praise"): 1, ("praise", "state"): 1}


def test_calibration_error_by_hand():
    """Rule: twenty statements of confidence .2 and .8, of which one and nine of ten are right: off by .1 each."""
    confidence = np.array([0.2] * 10 + [0.8] * 10)
    is_right = np.array([1] + [0] * 9 + [0] + [1] * 9)
    curve = calibration.reliability_curve(confidence, is_right)
    assert [n for n, _, _ in curve] == [2] * 10
    assert [mean for _, mean, _ in curve] == pytest.approx([0.2] * 5 + [0.8] * 5)
    assert [right for _, _, right in curve] == pytest.approx([0.1] * 5 + [0.9] * 5)
    assert calibration.calibration_error(confidence, is_right) == pytest.approx(0.1)
    assert calibration.calibration_error(np.ones(20), np.ones(20)) == 0


def test_chance_leaves_room_for_the_calibrated_and_not_for_boasts():
    """Rule: outcomes drawn from the confidences are within what chance gives; confidences far too high are not."""
    chance = np.random.default_rng(1)
    confidence = chance.uniform(0.3, 0.9, 400)
    is_right = (chance.random(400) < confidence).astype(float)
    assert calibration.calibration_error(confidence, is_right) <= calibration.chance_error(confidence)
    boast = np.minimum(confidence + 0.3, 1)
    assert calibration.calibration_error(boast, is_right) > calibration.chance_error(boast)


def test_ranking():
    """Rule: 1 when every right statement is the surer one, one half when confidence tells nothing."""
    assert calibration.ranking_quality(np.array([0.1, 0.9]), np.array([0, 1])) == 1
    assert calibration.ranking_quality(np.array([0.5, 0.5]), np.array([0, 1])) == 0.5
    assert calibration.brier_score(np.array([0.5, 1.0]), np.array([0, 1])) == 0.125
