"""The weights behind the confidences, fitted to the hand-coded articles: logistic regression with a ridge penalty.

References
----------
le Cessie, S. & van Houwelingen, J. C. (1992). Ridge estimators in logistic regression. Applied Statistics 41, 191-201.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from positions.coding.confidence import STATEMENT, traits
from positions.validation.calibration import calibration_error, chance_error

PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1e6)  # on the squared weights; the last leaves one confidence for all
LEAST = 8  # statements that must have a trait, and as many that must not, for it to get a weight
STEPS = 50
SPEAKING = ("why speaker", "speaker_country", "voice", "more than one speaker")
ALL = ("",)


class Goal(NamedTuple):
    """What a confidence is the chance of, and the openings of the traits it may rest on."""

    column: str
    rests_on: tuple[str, ...]


GOALS = {
    STATEMENT: Goal("right usable", ALL),
    f"{STATEMENT}_content": Goal("n paired", ALL),
    f"{STATEMENT}_speaker": Goal("right speaker", (*SPEAKING, "relayed")),
    f"{STATEMENT}_speaker_country": Goal("right speaker_country", SPEAKING),
    f"{STATEMENT}_institution": Goal("right institution", (*SPEAKING, "institution")),
    f"{STATEMENT}_quote_type": Goal("right quote_type", ("why quote_type", "why statement", "relayed")),
    f"{STATEMENT}_target": Goal("right target", ("why target", "speaker_country", "in an engagement")),
    f"{STATEMENT}_themes": Goal("right theme", ("theme", "more than", "up to", "6 to", "13 to")),
    f"{STATEMENT}_act": Goal("right act", ("act", "why act", "why statement", "why quote_type")),
    f"{STATEMENT}_stance": Goal("right stance", ("stance", "act", "target_basis", "theme", "voice", "why quote_type")),
}
OF_ALL = (STATEMENT, f"{STATEMENT}_content")  # the others are of statements whose words are right


class Trained(NamedTuple):
    """One confidence.

    Attributes
    ----------
    model : dict
        ``start`` and ``weights`` by trait, rounded to three decimals.
    penalty : float
        The one chosen.
    checked : DataFrame
        ``file``, ``confidence`` by weights fitted to all articles but the statement's own, with one level for all
        (`levelled`), ``own`` by weights fitted to all (both rounded to hundredths, as the tables have them) and
        ``is_right``, a row for each statement.
    """

    model: dict
    penalty: float
    checked: pd.DataFrame


def trained(judged: pd.DataFrame) -> dict[str, Trained]:
    """Fit the weights of every confidence.

    Of the penalties the one is taken that gives the least log loss in cross-validation by article, among those whose
    curve is as near the diagonal as chance allows (`calibration.chance_error`).

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.

    Returns
    -------
    dict of str to Trained
        By column of the statements.
    """
    return {column: min(_tried(judged, column), key=_loss) for column in GOALS}


def _loss(found: Trained) -> tuple[bool, float]:
    """Return what is to be small: whether the curve is too far from the diagonal, then the log loss."""
    chance, is_right = found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy()
    given = np.clip(np.where(is_right, chance, 1 - chance), 0.005, 1)
    return calibration_error(chance, is_right) > chance_error(chance), float(-np.log(given).mean())


def _tried(judged: pd.DataFrame, column: str) -> Iterator[Trained]:
    """Fit the weights of one confidence with each penalty."""
    rows = _rows(judged, column)
    is_right = rows[GOALS[column].column].to_numpy(float)
    names = _names(rows, column)
    matrix = _matrix(rows, names)
    for penalty in PENALTIES:
        weights = fitted(matrix, is_right, penalty)
        chance = levelled(scored(matrix, is_right, rows.file.to_numpy(), penalty), is_right)
        each = {name: round(float(weight), 3) for name, weight in zip(names, weights[1:], strict=True)}
        model = {"start": round(float(weights[0]), 3), "weights": each}
        own = logistic(matrix @ weights)
        shown = [values.round(2).clip(0.01, 0.99) for values in (chance, own)]
        table = {"file": rows.file.to_numpy(), "confidence": shown[0], "own": shown[1]}
        yield Trained(model, penalty, pd.DataFrame(table | {"is_right": is_right.astype(int)}))


def scored(matrix: np.ndarray, is_right: np.ndarray, files: np.ndarray, penalty: float) -> np.ndarray:
    """Return the sum of the weights of each statement's traits, by weights fitted to all articles but its own.

    Parameters
    ----------
    matrix : ndarray
        Shape (statements, 1 + traits), as for `fitted`.
    is_right : ndarray
        Shape (statements,), 0 or 1.
    files : ndarray
        The article of each statement.
    penalty : float

    Returns
    -------
    ndarray
        Shape (statements,); traits count by how far a statement is from the mean of all.
    """
    near = fitted(matrix, is_right, penalty)  # where to start: Newton's method ends in the same weights from anywhere
    centred = matrix[:, 1:] - matrix[:, 1:].mean(axis=0)
    score = np.zeros(len(matrix))
    for file in dict.fromkeys(files):
        out = files == file
        score[out] = centred[out] @ fitted(matrix[~out], is_right[~out], penalty, near)[1:]
    return score


def levelled(score: np.ndarray, is_right: np.ndarray) -> np.ndarray:
    """Return chances of scores, with the level at which their mean is the share that is right.

    One level for all: were it fitted to the other articles as the weights are, an article with many wrong statements
    would be given the higher confidence, having taken its own wrong ones out of the share.
    """
    level = 0.0
    for _ in range(STEPS):
        chance = logistic(level + score)
        level += (is_right.mean() - chance.mean()) / max((chance * (1 - chance)).mean(), 1e-6)
    return logistic(level + score)


def fitted(matrix: np.ndarray, outcome: np.ndarray, penalty: float, start: np.ndarray | None = None) -> np.ndarray:
    """Return the weights that fit outcomes, by Newton's method.

    Parameters
    ----------
    matrix : ndarray
        Shape (statements, 1 + traits), 0 and 1, the first column 1: its weight is not penalised.
    outcome : ndarray
        Shape (statements,), 0 or 1.
    penalty : float
        On half the sum of the squared weights.
    start : ndarray, optional
        Where to start from, nought if not given.

    Returns
    -------
    ndarray
        Shape (1 + traits,).
    """
    weights = np.zeros(matrix.shape[1]) if start is None else start.copy()
    penalties = np.full(matrix.shape[1], penalty)
    penalties[0] = 1e-6  # else outcomes that are all the same would send it to infinity
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


def _rows(judged: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the machine's statements that a confidence is about, with their traits."""
    rows = judged[judged["n machine"] == 1] if column in OF_ALL else judged[judged["n paired"] == 1]
    return rows.assign(traits=[traits(record["row"]) for record in rows.machine])


def _names(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the traits a confidence may rest on that enough statements have and enough have not."""
    n = rows.traits.explode().value_counts()
    common = n.index[(n >= LEAST) & (n <= len(rows) - LEAST)]
    return sorted(name for name in common if name.startswith(GOALS[column].rests_on))


def _matrix(rows: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return which statement has which trait, behind a column of 1."""
    place = {name: i for i, name in enumerate(names, 1)}
    matrix = np.zeros((len(rows), 1 + len(names)))
    matrix[:, 0] = 1
    for i, own in enumerate(rows.traits):
        matrix[i, [place[trait] for trait in own if trait in place]] = 1
    return matrix
