"""Means of statements that are not independent: summed by release, tested by turning signs, spread by bootstrap.

Statements of one article, or of one press release in several, come from one occasion and one hand. What is drawn or
turned here is therefore the release, never the statement.

References
----------
Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley. (Step-down min-P, algorithm 2.8.)
Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician 69, 371-386.
Hemerik, J., Goeman, J. J. & Finos, L. (2020). Robust testing in generalized linear models by sign flipping score
contributions. Journal of the Royal Statistical Society B 82, 841-864.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from positions import uncertainty

TIMES = 9_999  # signs turned: with the one observed, p is a number of 10,000
DRAWS = 2_000  # samples of the bootstrap
SEED = 1927
ALIKE = 1e-9  # two statistics closer than this are equal


@dataclass(frozen=True)
class Clusters:
    """Sums of the statements to two sides, release by release.

    Attributes
    ----------
    sizes : array of shape (2, releases)
        Statements to either side.
    sums : array of shape (2, releases, properties)
        Of each property of those statements: for yes and no, how many have it.
    """

    sizes: np.ndarray
    sums: np.ndarray

    def side(self, side: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the sums and the sizes of the releases that have statements to one side."""
        here = self.sizes[side] > 0
        return self.sums[side][here], self.sizes[side][here]

    def means(self) -> np.ndarray:
        """Return the mean of each property, by side; a side must have statements."""
        return self.sums.sum(axis=1) / self.sizes.sum(axis=1)[:, None]


def clusters(values: pd.DataFrame, side: pd.Series, sides: tuple[str, ...], release: pd.Series) -> Clusters:
    """Sum the properties of statements by release.

    Parameters
    ----------
    values : DataFrame
        A row for each statement, a column of numbers for each property.
    side, release : Series of str
        Of each statement, index as `values`.
    sides : tuple of str
        The two sides.

    Returns
    -------
    Clusters
        Releases in the order in which they come.
    """
    code, names = pd.factorize(release)
    sizes, sums = np.zeros((2, len(names))), np.zeros((2, len(names), values.shape[1]))
    for i, name in enumerate(sides):
        own = (side == name).to_numpy()
        sizes[i] = np.bincount(code[own], minlength=len(names))
        np.add.at(sums[i], code[own], values.to_numpy(dtype=float)[own])
    return Clusters(sizes, sums)


def difference(found: Clusters) -> np.ndarray:
    """Test whether the means of properties differ between the sides, all at once.

    What a release adds to the difference of the means, beyond what it would with the mean of both sides together,
    is as likely to be positive as negative if the sides do not differ. How often the sum of these parts with their
    signs turned at random is as far from 0 as the one seen is p (Hemerik, Goeman & Finos 2020); for a release that
    speaks to both, to turn the sign is to swap the sides where these are of one size. It is adjusted for the number
    of properties by Westfall & Young's step-down minimum, so that rare ones, which can hardly differ, cost the
    others little. To deal out the sides of the releases anew would take those to one side to be as large as those
    to the other: where they are not, it finds differences that are none (`tests/comparison/test_resampling.py`).

    Parameters
    ----------
    found : Clusters
        With statements to both sides.

    Returns
    -------
    array of int
        Of each property, the adjusted p in 10,000ths; 10,000 where nothing varies.
    """
    first, second = found.sizes.sum(axis=1)
    mean = found.sums.sum(axis=(0, 1)) / (first + second)
    beyond = found.sums - found.sizes[:, :, None] * mean
    parts = beyond[0] / first - beyond[1] / second
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), (TIMES + 1, len(parts)))
    signs[0] = 1
    return _step_down(np.abs(signs @ parts))


def _step_down(apart: np.ndarray) -> np.ndarray:
    """Return adjusted p in 10,000ths from differences without sign, the observed ones in the first row."""
    ranks = np.empty(apart.shape, dtype=int)
    for at, column in enumerate(apart.T):
        ranks[:, at] = len(column) - np.searchsorted(np.sort(column), column - ALIKE)
    order = np.argsort(ranks[0], kind="stable")
    least = np.minimum.accumulate(ranks[:, order[::-1]], axis=1)[:, ::-1]
    adjusted = np.empty(len(order), dtype=int)
    adjusted[order] = np.maximum.accumulate((least <= ranks[0, order]).sum(axis=0))
    return adjusted


def bootstrap(sums: np.ndarray, sizes: np.ndarray) -> tuple[float, float]:
    """Interval of a mean: releases drawn anew, with replacement.

    The percentiles are those that a mean of so few releases asks for by Student's distribution (Hesterberg 2015, the
    expanded percentile interval): plain ones are too narrow.

    Parameters
    ----------
    sums, sizes : array of shape (releases,)
        Of the values, and of the statements, of each release.

    Returns
    -------
    tuple of float
        Lower and upper 95% limit; still too narrow with fewer than five, and a point where all have the same mean.
    """
    random, n = np.random.default_rng(SEED), len(sizes)
    reach = math.sqrt(n / (n - 1)) * uncertainty.student(uncertainty.quantile(), n - 1)
    tail = 100 * NormalDist().cdf(-reach)
    drawn = random.multinomial(n, np.full(n, 1 / n), DRAWS)
    low, high = np.percentile((drawn @ sums) / (drawn @ sizes), (tail, 100 - tail))
    return float(low), float(high)
