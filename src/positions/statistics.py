"""Intervals and tests for shares and means of statements that come in clusters.

Counts, or sums by release, come in; limits and p-values go out. Nothing here knows of countries or codes.

Statements of one article say much the same, so a share of statements from few articles is less certain than their
number suggests. The interval of a clustered share is Wilson's at the effective number of statements: the number
divided by the design effect and corrected for few clusters, as Korn & Graubard (1998) do for the exact interval; Dean
& Pagano (2015) find it to hold its level also for shares near 0 and 1, where percentiles of a bootstrap shrink to a
point.

Statements of one article, or of one press release in several, come from one occasion and one hand. What the tests and
the bootstrap draw is therefore the release, never the statement.

References
----------
Kish, L. (1995). Methods for design effects. Journal of Official Statistics 11, 55-77.
Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive counts
estimated from survey data. Survey Methodology 24, 193-201.
Dean, N. & Pagano, M. (2015). Evaluating confidence interval methods for binomial proportions in clustered surveys.
Journal of Survey Statistics and Methodology 3, 484-503.
Hanley, J. A. & Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right? JAMA 249, 1743-1745.
Abramowitz, M. & Stegun, I. A. (1964). Handbook of mathematical functions, 26.7.3 and 26.7.4.
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
17, 873-890 (method 10).
Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: a general approach. Statistics
in Medicine 27, 1693-1702.
Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley. (Step-down min-P, algorithm 2.8.)
Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician 69, 371-386.
Hemerik, J., Goeman, J. J. & Finos, L. (2020). Robust testing in generalized linear models by sign flipping score
contributions. Journal of the Royal Statistical Society B 82, 841-864.
"""

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
import pandas as pd


def normal_quantile(confidence: float = 0.95, at_once: int = 1) -> float:
    """Two-sided quantile of the normal distribution.

    Parameters
    ----------
    confidence : float
        Coverage, between 0 and 1.
    at_once : int
        Number of intervals that should hold together (Bonferroni's correction).

    Returns
    -------
    float
    """
    return NormalDist().inv_cdf(1 - (1 - confidence) / at_once / 2)


@cache
def student_quantile(z: float, freedom: int) -> float:
    """Quantile of Student's distribution that leaves out as much as a normal quantile does.

    Parameters
    ----------
    z : float
        Normal quantile, positive.
    freedom : int
        Degrees of freedom, at least 1.

    Returns
    -------
    float
        Exact to nine digits: found by halving the angle between which the finite sums of Abramowitz & Stegun (1964,
        26.7.3 and 26.7.4) have the probability of ``z``.
    """
    within = 2 * NormalDist().cdf(z) - 1
    low, high = 0.0, math.pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _student_within(middle, freedom) < within else (low, middle)
    return math.sqrt(freedom) * math.tan(low)


def _student_within(angle: float, freedom: int) -> float:
    """Return the probability that Student's t is, in absolute value, at most ``sqrt(freedom) * tan(angle)``."""
    is_odd, square = freedom % 2, math.cos(angle) ** 2
    term, total = (math.cos(angle), 0.0) if is_odd else (1.0, 0.0)
    for k in range(1 + is_odd, freedom, 2):
        total += term
        term *= square * k / (k + 1)
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if is_odd else total


def wilson_interval(k: float, n: float, z: float = normal_quantile()) -> tuple[float, float]:
    """Interval of a share of ``k`` in ``n``.

    Parameters
    ----------
    k, n : float
        Statements with the property, and statements (or their effective number); ``n`` above 0.
    z : float
        Normal quantile.

    Returns
    -------
    tuple of float
        Lower and upper limit, between 0 and 1.
    """
    share = k / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def effective_n(found: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Effective numbers of statements behind shares: how many independent ones would be as sure.

    Parameters
    ----------
    found : array of shape (clusters, properties)
        Statements of a cluster that have a property.
    sizes : array of shape (clusters,)
        Statements of a cluster, at least 1 each.

    Returns
    -------
    array of shape (properties,)
        Number of statements by the design effect, which is 1 at least. A share of 0 or 1 shows no clustering of its own
        and is given the mean design effect of the other properties (Kish 1995); where no property varies, a cluster
        counts as one statement.
    """
    count, total = len(sizes), sizes.sum()
    share = found.sum(axis=0) / total
    apart = (found - sizes[:, None] * share) ** 2
    alone = share * (1 - share) * total * (1 - 1 / count) / max(1 - 1 / total, 1 / total)  # were statements independent
    varies = alone > 0
    design = np.full(len(share), (sizes**2).sum() / total)
    design[varies] = np.maximum(1, apart.sum(axis=0)[varies] / alone[varies])
    if varies.any():
        design[~varies] = design[varies].mean()
    return total / design


def clustered_intervals(
    found: np.ndarray, sizes: np.ndarray, z: float = normal_quantile()
) -> list[tuple[float, float]]:
    """Intervals of shares of statements that come in clusters.

    Parameters
    ----------
    found, sizes : array
        As `effective_n` takes them.
    z : float
        Normal quantile.

    Returns
    -------
    list of tuple of float
        Lower and upper limit of each property's share; of a single cluster, as of one statement.
    """
    shares, freedom = found.sum(axis=0) / sizes.sum(), len(sizes) - 1
    few = (z / student_quantile(z, freedom)) ** 2 if freedom else 1
    return [wilson_interval(share * n, n, z) for share, n in zip(shares, effective_n(found, sizes) * few, strict=True)]


def difference_interval(
    first: float, limits: tuple[float, float], second: float, others: tuple[float, float]
) -> tuple[float, float]:
    """Interval of a share less another, from the interval of each (Newcombe 1998; Zou & Donner 2008).

    Parameters
    ----------
    first, second : float
        The shares.
    limits, others : tuple of float
        The limits of the first and of the second.

    Returns
    -------
    tuple of float
        Lower and upper limit, between -1 and 1.
    """
    below = math.hypot(first - limits[0], others[1] - second)
    above = math.hypot(limits[1] - first, second - others[0])
    return first - second - below, first - second + above


def unseen_share(others: np.ndarray, sizes: np.ndarray, confidence: float = 0.95) -> float:
    """Return the share that a property found in no statement is unlikely to have, or more.

    Parameters
    ----------
    others, sizes : array
        As `effective_n` takes them: the properties that were found say how much statements of a cluster are alike.
    confidence : float
        Of the limit, one-sided: of properties with this share or more, 5 in 100 at most would not have been found.

    Returns
    -------
    float
        The exact limit that the rule of three comes near (Hanley & Lippman-Hand 1983), at the effective number.
    """
    n = effective_n(np.hstack([others, np.zeros((len(sizes), 1))]), sizes)[-1]
    return float(1 - (1 - confidence) ** (1 / n))


def corrected_interval(
    shown: float, interval: tuple[float, float], error: float, deviation: float, z: float
) -> tuple[float, float]:
    """Return the interval of a difference less an error that is itself uncertain.

    Parameters
    ----------
    shown : float
        The difference.
    interval : tuple of float
        Its lower and upper limit.
    error, deviation : float
        What is to be taken off, and its standard deviation, estimated apart from the difference.
    z : float
        Normal quantile; that of the interval.

    Returns
    -------
    tuple of float
        Lower and upper limit of ``shown - error``, by recovering variances from the limits (Zou & Donner 2008).
    """
    left, spread = shown - error, z * deviation
    return left - math.hypot(shown - interval[0], spread), left + math.hypot(interval[1] - shown, spread)


def smallest_n(distance: float = 1 / 6) -> int:
    """Return the smallest number at which the interval about one half leaves out shares this far from it.

    Parameters
    ----------
    distance : float
        One sixth parts one half from one third and from two thirds.

    Returns
    -------
    int
        The number may be odd: the half-width at a share of one half is ``z / (2 sqrt(n + z²))``.
    """
    z = normal_quantile()
    return math.floor((z / (2 * distance)) ** 2 - z * z) + 1


HALVINGS = 60  # of an angle: as many as a float can tell
SIGN_FLIPS = 9_999  # signs turned: with the one observed, p is a number of 10,000
BOOTSTRAP_DRAWS = 2_000  # samples of the bootstrap
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


def sum_by_release(values: pd.DataFrame, side: pd.Series, sides: tuple[str, ...], release: pd.Series) -> Clusters:
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


def sign_flip_test(found: Clusters) -> np.ndarray:
    """Test whether the means of properties differ between the sides, all at once.

    Each release contributes a part to the difference of the means: what it adds beyond what it would add if it had
    the mean of both sides together. If the sides do not differ, this part is as likely to be positive as negative.
    p is how often the sum of the parts, with signs turned at random, is as far from 0 as the observed sum (Hemerik,
    Goeman & Finos 2020). For a release that speaks to both sides, turning the sign swaps the sides if they are of
    one size. p is adjusted for the number of properties by Westfall & Young's step-down minimum, so that rare
    properties, which can hardly differ, cost the others little. Permuting the sides among releases would assume
    that releases to one side are as large as those to the other; where they are not, it finds differences that do
    not exist (`tests/test_statistics.py`).

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
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), (SIGN_FLIPS + 1, len(parts)))
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


def bootstrap_interval(sums: np.ndarray, sizes: np.ndarray) -> tuple[float, float]:
    """Interval of a mean, from releases drawn again and again with replacement.

    The percentiles follow Student's distribution for this number of releases (the expanded percentile interval of
    Hesterberg 2015), because plain percentiles are too narrow.

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
    reach = math.sqrt(n / (n - 1)) * student_quantile(normal_quantile(), n - 1)
    tail = 100 * NormalDist().cdf(-reach)
    drawn = random.multinomial(n, np.full(n, 1 / n), BOOTSTRAP_DRAWS)
    low, high = np.percentile((drawn @ sums) / (drawn @ sizes), (tail, 100 - tail))
    return float(low), float(high)
