"""Weighted log-odds: how much a word marks one side against the other, as a z-score.

References
----------
Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
identifying the content of political conflict. Political Analysis 16, 372-403.
"""

import numpy as np


def log_odds(
    first: np.ndarray, first_of: np.ndarray, second: np.ndarray, second_of: np.ndarray, prior: tuple
) -> np.ndarray:
    """Return z-scores of log-odds ratios with an informative Dirichlet prior.

    Parameters
    ----------
    first, second : ndarray
        How often each word is counted on either side.
    first_of, second_of : ndarray
        How often all words are.
    prior : tuple of ndarray
        The prior's count of each word, and of all words.

    Returns
    -------
    ndarray
        Positive where the word marks the first side; nought where a word is all there is.
    """
    own, whole = prior
    first, second = first + own, second + own
    rest, other = first_of + whole - first, second_of + whole - second
    has_rest = (rest > 0) & (other > 0)
    odds = np.log(first / np.where(has_rest, rest, first)) - np.log(second / np.where(has_rest, other, second))
    return odds / np.sqrt(1 / first + 1 / second)
