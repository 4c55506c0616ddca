"""Whether a code is right often enough to be shown by itself: what articles kept apart tell of it."""

from typing import NamedTuple

from positions.validation.store import Stored, stored

LEAST = 0.8  # of what is shown has to be right
ENOUGH = 20  # cases: of fewer the interval of such a share is wider than a third


class Check(NamedTuple):
    """How often a code is right on the articles kept apart.

    Attributes
    ----------
    value, low, high : float
        The share, with its 95% interval.
    n : int
        Of how many cases.
    """

    value: float
    low: float
    high: float
    n: int

    @property
    def is_enough(self) -> bool:
        """Tell whether there are cases enough to tell."""
        return self.n >= ENOUGH

    @property
    def holds(self) -> bool:
        """Tell whether it is shown, by cases enough, to be right often enough."""
        return self.is_enough and self.value >= LEAST


def checked(name: str, measured: Stored | None = None) -> Check:
    """Return a stored share with the number of its cases.

    Parameters
    ----------
    name : str
        Of `figures.CHECKS`, as ``criticism: precision``.
    measured : Stored, optional
        What was measured; the figures of the project when not given.
    """
    measured = measured or stored()
    value, low, high = map(float, measured.figure(name))
    return Check(value, low, high, measured.cases(name))


def terms_hold(measured: Stored | None = None) -> bool:
    """Tell whether terms are told from other qualifiers well enough to stand among the findings.

    Parameters
    ----------
    measured : Stored, optional
        As for `checked`.
    """
    return checked("terms: precision", measured).holds
