"""Whether a confidence means what it says: reliability in ten equal-count bins, expected calibration error.

References
----------
Naeini, M. P., Cooper, G. F. & Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning.
AAAI, 2901-2907 (expected calibration error).
Bröcker, J. & Smith, L. A. (2007). Increasing the reliability of reliability diagrams. Weather and Forecasting 22,
651-661 (simulation of a perfectly calibrated forecaster).
"""

import numpy as np

BINS = 10
SIMULATIONS = 100
SEED = 20220729


def reliability(confidence: np.ndarray, is_right: np.ndarray) -> list[tuple[int, float, float]]:
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
        Statements of one confidence that more than one bin shares count in each alike, since nothing puts one before
        the other: in the order of the articles a bin would hold one article, and measure that.
    """
    _, group, n = np.unique(confidence, return_inverse=True, return_counts=True)
    is_right = (np.bincount(group, weights=is_right) / n)[group]
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    return [(len(part), float(confidence[part].mean()), float(is_right[part].mean())) for part in bins]


def calibration_error(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the expected calibration error: the mean distance of the curve from the diagonal, by statements."""
    curve = reliability(confidence, is_right)
    return sum(n * abs(mean - share) for n, mean, share in curve) / len(confidence)


def chance_error(confidence: np.ndarray) -> float:
    """Return the error that 95 of 100 simulations of a perfectly calibrated coder stay at or below.

    Parameters
    ----------
    confidence : ndarray
        The confidences; a statement is right in a simulation with just this chance.

    Returns
    -------
    float
        The 95th of 100 errors in order; the same at each call.
    """
    chance = np.random.default_rng(SEED)
    draws = chance.random((SIMULATIONS, len(confidence))) < confidence
    errors = sorted(calibration_error(confidence, draw.astype(float)) for draw in draws)
    return errors[round(0.95 * SIMULATIONS) - 1]


def brier(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the mean squared distance of confidence and outcome (Brier 1950)."""
    return float(np.mean((confidence - is_right) ** 2))


def ranking(confidence: np.ndarray, is_right: np.ndarray) -> float:
    """Return the chance that a right statement has more confidence than a wrong one (area under the ROC curve)."""
    right, wrong = confidence[is_right == 1], confidence[is_right == 0]
    if not len(right) or not len(wrong):
        return float("nan")
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    return float(above)
