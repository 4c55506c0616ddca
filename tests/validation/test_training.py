"""Weights of confidences: fitted to what is there, checked on what they were not fitted to."""

import numpy as np
import pytest

from positions.validation import training
from positions.validation.calibration import calibration_error, chance_error
from positions.validation.training import fitted, levelled, logistic, trained


def test_without_a_penalty_the_shares_are_found():
    """Rule: of 10 with a trait 8 are right, of 10 without 5: the chances of the model are .8 and .5."""
    matrix = np.array([[1, 1]] * 10 + [[1, 0]] * 10, dtype=float)
    outcome = np.array([1] * 8 + [0] * 2 + [1] * 5 + [0] * 5, dtype=float)
    chance = logistic(matrix @ fitted(matrix, outcome, 1e-9))
    assert chance[0] == pytest.approx(0.8, abs=1e-4)
    assert chance[-1] == pytest.approx(0.5, abs=1e-4)


def test_a_penalty_draws_to_the_mean():
    """Rule: the heavier the penalty, the nearer all chances are to the share of all, which it leaves alone."""
    matrix = np.array([[1, 1]] * 10 + [[1, 0]] * 10, dtype=float)
    outcome = np.array([1] * 8 + [0] * 2 + [1] * 5 + [0] * 5, dtype=float)
    spread = [np.ptp(logistic(matrix @ fitted(matrix, outcome, penalty))) for penalty in (1, 10, 1000)]
    assert spread[0] > spread[1] > spread[2]
    assert logistic(matrix @ fitted(matrix, outcome, 1e6)) == pytest.approx(0.65, abs=1e-3)


def test_all_right_is_no_end():
    """Rule: outcomes that are all the same are fitted, near to one, without a failure."""
    chance = logistic(np.ones((20, 1)) @ fitted(np.ones((20, 1)), np.ones(20), 3.0))
    assert chance[0] > 0.99


def test_where_it_starts_does_not_matter():
    """Rule: Newton's method ends in the same weights from any start."""
    matrix = np.array([[1, 1]] * 10 + [[1, 0]] * 10, dtype=float)
    outcome = np.array([1] * 8 + [0] * 12, dtype=float)
    assert fitted(matrix, outcome, 3.0, np.array([1.0, -1.0])) == pytest.approx(fitted(matrix, outcome, 3.0))


@pytest.fixture(scope="module")
def models(at_hand):
    """The confidences fitted to the hand-coded articles."""
    return trained(at_hand.judged)


def test_confidences_mean_what_they_say(models):
    """Rule: no cross-validated calibration error is above what 95 of 100 perfectly calibrated coders show."""
    for column, found in models.items():
        chance, is_right = found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy()
        assert calibration_error(chance, is_right) <= chance_error(chance), column


def test_no_article_judges_itself():
    """Rule: turning the outcomes of an article round leaves its own scores as they are, and changes the others'."""
    chance = np.random.default_rng(1)
    matrix = np.column_stack([np.ones(60), chance.integers(0, 2, (60, 3))])
    files = np.repeat(["a", "b", "c"], 20)
    is_right = chance.integers(0, 2, 60).astype(float)
    turned = np.where(files == "b", 1 - is_right, is_right)
    before, after = (training.scored(matrix, outcome, files, 3.0) for outcome in (is_right, turned))
    assert after[files == "b"] == pytest.approx(before[files == "b"], abs=1e-8)
    assert np.abs(after - before)[files != "b"].max() > 0.01


def test_the_level_is_the_share_that_is_right():
    """Rule: whatever the scores, the mean of the chances is the share of all that is right."""
    is_right = np.array([1, 1, 1, 0.0])
    assert levelled(np.array([-3.0, 0, 2, 5]), is_right).mean() == pytest.approx(0.75)
    assert levelled(np.zeros(4), is_right) == pytest.approx(0.75)
