"""The confidences: whether they mean what they say, and how their weights are fitted.

Calibration is shown as reliability in ten bins of equal count, and as expected calibration error. The weights are
those of a logistic regression with a ridge penalty, fitted to the articles to learn from. The articles kept apart
give three numbers of each confidence (penalty, level and slope; Platt 1999), and show how far it can be trusted.

References
----------
Naeini, M. P., Cooper, G. F. & Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning.
AAAI, 2901-2907 (expected calibration error).
Bröcker, J. & Smith, L. A. (2007). Increasing the reliability of reliability diagrams. Weather and Forecasting 22,
651-661 (simulation of a perfectly calibrated forecaster).
le Cessie, S. & van Houwelingen, J. C. (1992). Ridge estimators in logistic regression. Applied Statistics 41, 191-201.
Platt, J. C. (1999). Probabilistic outputs for support vector machines. In Smola et al., Advances in Large Margin
Classifiers, 61-74.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from positions.coding.confidence import STATEMENT, probability, traits
from positions.data_files import lexicon

BINS = 10
SIMULATIONS = 100
SEED = 20220729


def reliability_curve(confidence: np.ndarray, is_right: np.ndarray) -> list[tuple[int, float, float]]:
    """Return the reliability curve.

    Parameters
    ----------
    confidence : ndarray
        Between 0 and 1.
    is_right : ndarray
        0 or 1.

    Returns
    -------
    list of (int, float, float)
        For each of ten bins of equal count, by rising confidence: statements, mean confidence, share that is right.
        If statements with the same confidence fall into several bins, each counts with the share of them all that is
        right. Nothing orders them; in the order of the articles, a bin could measure a single article.
    """
    _, group, n = np.unique(confidence, return_inverse=True, return_counts=True)
    is_right = (np.bincount(group, weights=is_right) / n)[group]
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    return [(len(part), float(confidence[part].mean()), float(is_right[part].mean())) for part in bins]


def calibration_error(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the expected calibration error: the mean distance of the curve from the diagonal, by statements."""
    curve = reliability_curve(confidence, is_right)
    return sum(n * abs(mean - share) for n, mean, share in curve) / len(confidence)


def chance_error(confidence: np.ndarray) -> float:
    """Return the error that 95 of 100 simulations of a perfectly calibrated coder stay at or below.

    Parameters
    ----------
    confidence : ndarray
        The confidences, which are the chances that statements are right in a simulation.

    Returns
    -------
    float
        The 95th of 100 errors in order; the same at each call.
    """
    chance = np.random.default_rng(SEED)
    draws = chance.random((SIMULATIONS, len(confidence))) < confidence
    errors = sorted(calibration_error(confidence, draw.astype(float)) for draw in draws)
    return errors[round(0.95 * SIMULATIONS) - 1]


def brier_score(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the mean squared distance of confidence and outcome (Brier 1950)."""
    return float(np.mean((confidence - is_right) ** 2))


def ranking_quality(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the chance that a right statement has more confidence than a wrong one (area under the ROC curve)."""
    right, wrong = confidence[is_right == 1], confidence[is_right == 0]
    if not len(right) or not len(wrong):
        return float("nan")
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    return float(above)


PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)  # on the squared weights
LEAST_WITH_TRAIT = 8  # statements that must have a trait, and as many that must not, for it to get a weight
STEPS = 50
SLIGHT = 1e-6  # a penalty that only keeps a weight from growing without end
SPEAKING = ("rule speaker", "speaker_country", "voice", "more than one speaker")
ALL_TRAITS = ("",)


class Goal(NamedTuple):
    """What a confidence is the chance of, and the beginnings of the traits that it may use."""

    column: str
    rests_on: tuple[str, ...]


GOALS = {
    STATEMENT: Goal("right usable", ALL_TRAITS),
    f"{STATEMENT}_content": Goal("n paired", ALL_TRAITS),
    f"{STATEMENT}_speaker": Goal("right speaker", (*SPEAKING, "relayed")),
    f"{STATEMENT}_speaker_country": Goal("right speaker_country", SPEAKING),
    f"{STATEMENT}_institution": Goal("right institution", (*SPEAKING, "institution")),
    f"{STATEMENT}_quote_type": Goal("right quote_type", ("rule quote_type", "rule statement", "relayed")),
    f"{STATEMENT}_target": Goal("right target", ("rule target", "speaker_country", "in an engagement")),
    f"{STATEMENT}_themes": Goal("right theme", ("theme", "rule themes", "more than", "up to", "6 to", "13 to")),
    f"{STATEMENT}_act": Goal("right act", ("act", "rule act", "rule statement", "rule quote_type")),
    f"{STATEMENT}_stance": Goal(
        "right stance", ("stance", "rule stance", "act", "target_basis", "theme", "voice", "rule quote_type")
    ),
}
OF_ALL = (STATEMENT, f"{STATEMENT}_content")  # the others are of statements whose words are right


class Trained(NamedTuple):
    """One confidence.

    Attributes
    ----------
    model : dict
        ``penalty`` (the one chosen), ``start`` and ``weights`` by trait, rounded to three decimals.
    checked : DataFrame
        A row for each statement of the articles kept apart: ``file``, ``confidence`` (rounded to hundredths, as the
        tables have it) and ``is_right``.
    """

    model: dict
    checked: pd.DataFrame


def train(lessons: pd.DataFrame, apart: pd.DataFrame) -> dict[str, Trained]:
    """Fit the weights of every confidence.

    The penalty is the one with the least log loss on the articles kept apart, among those whose curve is as near the
    diagonal as chance allows (`calibration.chance_error`).

    Parameters
    ----------
    lessons : DataFrame
        The judgements of the articles that the weights are fitted to.
    apart : DataFrame
        Those of the articles kept apart.

    Returns
    -------
    dict of str to Trained
        By column of the statements.
    """
    return {column: min(_fit_each_penalty(lessons, apart, column), key=_loss) for column in GOALS}


def apply_stored(apart: pd.DataFrame) -> dict[str, Trained]:
    """Return every confidence with its stored weights.

    Parameters
    ----------
    apart : DataFrame
        The judgements of the articles kept apart.
    """
    models = lexicon("coding", "confidence")
    return {column: _check(models[column], _rows_with_traits(apart, column), goal) for column, goal in GOALS.items()}


def _check(model: dict, rows: pd.DataFrame, goal: Goal) -> Trained:
    """Return one confidence with the chances that it gives statements beside what is right."""
    chance = np.array([probability(model, own) for own in rows.traits]).round(2).clip(0.01, 0.99)
    return Trained(model, pd.DataFrame({"file": rows.file, "confidence": chance, "is_right": rows[goal.column]}))


def _loss(found: Trained) -> tuple[bool, float]:
    """Return what is to be small: whether the curve is too far from the diagonal, then the log loss."""
    chance, is_right = found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy()
    given = np.clip(np.where(is_right, chance, 1 - chance), 0.005, 1)
    return calibration_error(chance, is_right) > chance_error(chance), float(-np.log(given).mean())


def _fit_each_penalty(lessons: pd.DataFrame, apart: pd.DataFrame, column: str) -> Iterator[Trained]:
    """Fit the weights of one confidence with each penalty."""
    learned, checked = _rows_with_traits(lessons, column), _rows_with_traits(apart, column)
    names = _usable_traits(learned, column)
    outcome = learned[GOALS[column].column].to_numpy(float)
    matrix, others = _trait_matrix(learned, names), _trait_matrix(checked, names)
    is_right = checked[GOALS[column].column].to_numpy(float)
    for penalty in PENALTIES:
        weights = fit_weights(matrix, outcome, penalty)[1:]
        start, slope = scale_scores(others[:, 1:] @ weights, is_right)
        weights = slope * weights
        each = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
        model = {"penalty": penalty, "start": round(start, 3), "weights": each}
        yield _check(model, checked, GOALS[column])


def scale_scores(score: np.ndarray, is_right: np.ndarray) -> tuple[float, float]:
    """Return the level and slope that turn scores into chances.

    Parameters
    ----------
    score : ndarray
        The sum of the weights of each statement's traits.
    is_right : ndarray
        Shape as ``score``, 0 or 1.

    Returns
    -------
    tuple of float
        Level and slope. The slope is 0, one chance for all, if higher scores are not right more often.
    """
    spread = score.std()
    one = np.ones(len(score))
    if spread > 0:
        start, steepness = fit_weights(np.column_stack([one, score / spread]), is_right, SLIGHT)
        if steepness > 0:
            return float(start), float(steepness / spread)
    return float(fit_weights(one[:, None], is_right, SLIGHT)[0]), 0.0


def fit_weights(matrix: np.ndarray, outcome: np.ndarray, penalty: float) -> np.ndarray:
    """Return the weights that fit outcomes, by Newton's method.

    Parameters
    ----------
    matrix : ndarray
        Shape (statements, 1 + traits), 0 and 1, the first column 1: its weight is not penalised.
    outcome : ndarray
        Shape (statements,), 0 or 1.
    penalty : float
        On half the sum of the squared weights.

    Returns
    -------
    ndarray
        Shape (1 + traits,).
    """
    weights = np.zeros(matrix.shape[1])
    penalties = np.full(matrix.shape[1], penalty)
    penalties[0] = SLIGHT  # else outcomes that are all the same would send it to infinity
    for _ in range(STEPS):
        chance = logistic(matrix @ weights)
        slope = matrix.T @ (outcome - chance) - penalties * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalties)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def logistic(logits: np.ndarray) -> np.ndarray:
    """Return chances of logits."""
    return 1 / (1 + np.exp(-logits))


def _rows_with_traits(judged: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the machine's statements that a confidence is about, with their traits."""
    rows = judged[judged["n machine"] == 1] if column in OF_ALL else judged[judged["n paired"] == 1]
    return rows.assign(traits=[traits(record["row"]) for record in rows.machine])


def _usable_traits(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the traits a confidence may rest on that enough statements have and enough have not."""
    n = rows.traits.explode().value_counts()
    common = n.index[(n >= LEAST_WITH_TRAIT) & (n <= len(rows) - LEAST_WITH_TRAIT)]
    return sorted(name for name in common if name.startswith(GOALS[column].rests_on))


def _trait_matrix(rows: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return which statement has which trait, behind a column of 1."""
    return np.array([[1, *(name in own for name in names)] for own in rows.traits], dtype=float)
