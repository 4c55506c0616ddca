"""How sure a share is: Wilson's interval, Newcombe's interval of a difference, and the smallest useful number.

References
----------
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
17, 873-890 (method 10).
Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: a general approach. Statistics
in Medicine 27, 1693-1702.
"""

import math
from statistics import NormalDist


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


def wilson(k: int, n: int, z: float = quantile()) -> tuple[float, float]:
    """Interval of a share of ``k`` in ``n``.

    Parameters
    ----------
    k, n : int
        Statements with the property, and statements; ``n`` at least 1.
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


def difference(k1: int, n1: int, k2: int, n2: int, z: float = quantile()) -> tuple[float, float]:
    """Newcombe's interval of the first share less the second.

    Parameters
    ----------
    k1, n1, k2, n2 : int
        Statements with the property, and statements, of either side.
    z : float
        Normal quantile.

    Returns
    -------
    tuple of float
        Lower and upper limit, between -1 and 1.
    """
    p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson(k1, n1, z), wilson(k2, n2, z)
    below = math.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    above = math.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return p1 - p2 - below, p1 - p2 + above


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
