"""How sure a share is: Wilson's interval, also of statements that come in clusters, and the interval of a difference.

Statements of one article say much the same, so a share of statements from few articles is less sure than its number of
statements says. The interval of a clustered share is Wilson's at the effective number of statements: the number divided
by the design effect and corrected for few clusters, as Korn & Graubard (1998) do for the exact interval; Dean & Pagano
(2015) find it to hold its level also for shares near 0 and 1, where percentiles of a bootstrap shrink to a point.

References
----------
Kish, L. (1995). Methods for design effects. Journal of Official Statistics 11, 55-77.
Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive counts
estimated from survey data. Survey Methodology 24, 193-201.
Dean, N. & Pagano, M. (2015). Evaluating confidence interval methods for binomial proportions in clustered surveys.
Journal of Survey Statistics and Methodology 3, 484-503.
Hanley, J. A. & Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right? JAMA 249, 1743-1745.
Abramowitz, M. & Stegun, I. A. (1964). Handbook of mathematical functions, 26.7.5.
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
17, 873-890 (method 10).
Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: a general approach. Statistics
in Medicine 27, 1693-1702.
"""

import math
from statistics import NormalDist

import numpy as np


def quantile(confidence: float = 0.95, at_once: int = 1) -> float:
    """Two-sided quantile of the normal distribution.

    Parameters
    ----------
    confidence : float
        Coverage, between 0 and 1.
    at_once : int
        Number of intervals that shall hold together (Bonferroni's correction).

    Returns
    -------
    float
    """
    return NormalDist().inv_cdf(1 - (1 - confidence) / at_once / 2)


def student(z: float, freedom: int) -> float:
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
        Exact for 1 and 2, else the expansion of Abramowitz & Stegun (1964), right to a hundredth at ``z`` up to 2.
    """
    p = NormalDist().cdf(z)
    if freedom == 1:
        return math.tan(math.pi * (p - 0.5))
    if freedom == 2:
        return (p - 0.5) * math.sqrt(2 / (p * (1 - p)))
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))


def wilson(k: float, n: float, z: float = quantile()) -> tuple[float, float]:
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


def effective(found: np.ndarray, sizes: np.ndarray) -> np.ndarray:
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
    seen = share * (1 - share) * total * (1 - 1 / count)
    varies = seen > 0
    design = np.full(len(share), (sizes**2).sum() / total)
    design[varies] = np.maximum(1, apart.sum(axis=0)[varies] / seen[varies])
    if varies.any():
        design[~varies] = design[varies].mean()
    return total / design


def clustered(found: np.ndarray, sizes: np.ndarray, z: float = quantile()) -> list[tuple[float, float]]:
    """Intervals of shares of statements that come in clusters.

    Parameters
    ----------
    found, sizes : array
        As `effective` takes them.
    z : float
        Normal quantile.

    Returns
    -------
    list of tuple of float
        Lower and upper limit of each property's share; of a single cluster, as of one statement.
    """
    shares, freedom = found.sum(axis=0) / sizes.sum(), len(sizes) - 1
    few = (z / student(z, freedom)) ** 2 if freedom else 1
    return [wilson(share * n, n, z) for share, n in zip(shares, effective(found, sizes) * few, strict=True)]


def difference(
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


def unseen(n: float, confidence: float = 0.95) -> float:
    """Return the share at or above which a property is found in none of ``n`` statements in 5 of 100 cases at most.

    Parameters
    ----------
    n : float
        Statements (or their effective number), above 0.
    confidence : float
        Of the limit, one-sided.

    Returns
    -------
    float
        The exact limit that the rule of three comes near (Hanley & Lippman-Hand 1983).
    """
    return 1 - (1 - confidence) ** (1 / n)


def corrected(
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


def smallest(distance: float = 1 / 6) -> int:
    """Return the smallest number at which the interval about one half leaves out shares this far from it.

    Parameters
    ----------
    distance : float
        One sixth parts one half from one third and from two thirds.

    Returns
    -------
    int
        An even number is not asked for: the half-width at a share of one half is ``z / (2 sqrt(n + z²))``.
    """
    z = quantile()
    return math.floor((z / (2 * distance)) ** 2 - z * z) + 1
