"""Documents joined to releases: what carries the same text is one release, and a round-up does not make two into one.

Pairs join in order, the most alike first. A document that carries two others in different places, as a round-up of the
day does, would tie all that it carries into one release; so two groups join only when each document of the one goes
together with each of the other: some text is carried by both, or their sketches agree by more than chance and formula
do. (Single linkage asks for one such pair, complete linkage for every pair to be alike.)
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Hashes of 128: a twelfth of two texts of one length is the same. Two cuts of one article still agree in more, two
# reports of an outlet that share a closing formula in fewer.
TOGETHER = 10


class Tie(NamedTuple):
    """Two documents that carry the same text.

    Attributes
    ----------
    one, other : int
    carried : bool
        Enough of the first stands in the other.
    carries : bool
        Enough of the other stands in the first.
    strength : int
        The more alike, the higher.
    """

    one: int
    other: int
    carried: bool
    carries: bool
    strength: int


class Cluster(NamedTuple):
    """The documents that carry one release, in order, and the ties among them."""

    members: tuple[int, ...]
    ties: tuple[Tie, ...]


def clusters(ties: Sequence[Tie], sketches: NDArray[np.uint32]) -> list[Cluster]:
    """Return the documents that carry one release, release by release.

    Parameters
    ----------
    ties : sequence of Tie
    sketches : array of uint32
        By the numbers of the documents (`positions.documents.releases.sketches`).

    Returns
    -------
    list of Cluster
        Of two and more, in the order of their first members; a document stands in one at most.
    """
    company = _company(ties)
    group = {number: [number] for number in company}
    for tie in sorted(ties, key=lambda tie: (-tie.strength, tie.one, tie.other)):
        first, second = group[tie.one], group[tie.other]
        if first is not second and _go_together(first, second, company, sketches):
            first += second
            group |= dict.fromkeys(second, first)
    within: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        if group[tie.one] is group[tie.other]:
            within[group[tie.one][0]].append(tie)
    return sorted(Cluster(tuple(sorted(group[first])), tuple(found)) for first, found in within.items())


def _company(ties: Sequence[Tie]) -> dict[int, set[int]]:
    """Return for each document those that carry some text which it carries too."""
    carriers: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        if tie.carried:
            carriers[tie.one] |= {tie.one, tie.other}
        if tie.carries:
            carriers[tie.other] |= {tie.one, tie.other}
    company: dict[int, set[int]] = defaultdict(set)
    for carrying in carriers.values():
        for number in carrying:
            company[number] |= carrying
    return company


def _go_together(
    first: list[int], second: list[int], company: dict[int, set[int]], sketches: NDArray[np.uint32]
) -> bool:
    """Tell whether each document of one group goes together with each of the other."""
    for number in first:
        strangers = [other for other in second if other not in company[number]]
        if strangers and ((sketches[strangers] == sketches[number]).sum(axis=1) < TOGETHER).any():
            return False
    return True
