"""Statements come in releases: tests and intervals hold their level then, where those of independent ones do not."""

import numpy as np
import pandas as pd
import pytest

from positions import statistics
from positions.comparison.shares import BEYOND_CHANCE
from positions.statistics import Clusters, bootstrap_interval, sign_flip_test, sum_by_release

CODES = 8
ALIKE = ((20, 16, 4), (1, 13), (1, 13), (0.3, 0.9))
# Releases to the first side alone, to the second alone and to both; statements in a release to either side; shares.
UNLIKE = ((12, 18, 1), (1, 7), (3, 25), (0.05, 0.9))


def invented(
    random: np.random.Generator, releases=ALIKE[0], small=ALIKE[1], large=ALIKE[2], share=ALIKE[3]
) -> Clusters:
    """Draw statements to two sides that do not differ: each release has shares of its own, whichever side it is to."""
    side = np.repeat([[1, 0, 1], [0, 1, 1]], releases, axis=1)
    sizes = np.stack([random.integers(*bounds, sum(releases)) for bounds in (small, large)]) * side
    return Clusters(sizes, random.binomial(sizes[:, :, None], random.beta(*share, (sum(releases), CODES))))


def naive(found: Clusters) -> bool:
    """Tell whether some interval of a difference, of independent statements, leaves out 0 (Newcombe, Bonferroni)."""
    z, n = statistics.normal_quantile(at_once=CODES), found.sizes.sum(axis=1)
    for k in found.sums.sum(axis=1).T:
        limits = [statistics.wilson_interval(k[i], n[i], z) for i in (0, 1)]
        low, high = statistics.difference_interval(k[0] / n[0], limits[0], k[1] / n[1], limits[1])
        if low > 0 or high < 0:
            return True
    return False


def found_wrongly(families: list[Clusters]) -> int:
    """Count the families in which some code is said to differ."""
    return sum((sign_flip_test(family) * 20 < BEYOND_CHANCE).any() for family in families)  # 500ths to 10,000ths


def test_five_in_a_hundred_families_without_a_difference_are_said_to_have_one(monkeypatch):
    """Rule: the test keeps its level for all codes at once; one that takes statements as independent does not.

    Of 400 families 20 are expected, and between 10 and 31 in 98 of 100 simulations.
    """
    monkeypatch.setattr(statistics, "SIGN_FLIPS", 499)
    random = np.random.default_rng(3)
    families = [invented(random) for _ in range(400)]
    assert 10 <= found_wrongly(families) <= 31
    assert sum(naive(family) for family in families) > 100


def test_larger_releases_to_one_side_make_no_difference(monkeypatch):
    """Rule: few and small releases to one side, many and large ones to the other, rare codes: at most the level.

    To deal out the sides of releases anew, which the rule refuses, finds a difference in a hundred families or more.
    """
    monkeypatch.setattr(statistics, "SIGN_FLIPS", 499)
    random = np.random.default_rng(3)
    assert found_wrongly([invented(random, *UNLIKE) for _ in range(400)]) <= 31


def test_a_difference_of_every_release_is_found():
    """Rule: six releases to one side all say it, six to the other never do: 2 of 4,096 turns are as far apart."""
    sizes = np.repeat([[3, 0], [0, 3]], 6, axis=1)
    sums = np.stack([sizes[0], np.zeros(12)])[:, :, None]
    assert sign_flip_test(Clusters(sizes, sums))[0] / 10_000 == pytest.approx(2 / 4_096, abs=0.0008)


def test_two_releases_show_nothing():
    """Rule: forty statements against forty from one release each: two of four turns are as far apart."""
    sizes = np.array([[40, 0], [0, 40]])
    sums = np.array([[[40], [0]], [[0], [0]]])
    assert sign_flip_test(Clusters(sizes, sums))[0] / 10_000 == pytest.approx(1 / 2, abs=0.02)


def test_a_release_to_both_sides_swaps_them():
    """Rule: five releases that say it to one side and not to the other: 2 of 32 swaps are as far apart."""
    sizes = np.full((2, 5), 2)
    sums = np.stack([np.full((5, 1), 2), np.zeros((5, 1))])
    assert sign_flip_test(Clusters(sizes, sums))[0] / 10_000 == pytest.approx(2 / 32, abs=0.01)


def test_what_does_not_vary_does_not_differ():
    """Rule: a code that all have, and one that none has, have a p of 1."""
    sizes = np.repeat([[3, 0], [0, 3]], 6, axis=1)
    sums = np.stack([sizes, np.zeros_like(sizes)], axis=2)
    assert list(sign_flip_test(Clusters(sizes, sums))) == [10_000, 10_000]


def test_more_codes_raise_p():
    """Rule: p is adjusted: beside nineteen codes without a difference the same one has a larger p."""
    sizes = np.repeat([[4, 0], [0, 4]], 10, axis=1)
    alone = np.zeros((2, 20, 1))
    alone[0, :9, 0] = 3
    alone[1, 10:13, 0] = 3
    others = np.random.default_rng(5).binomial(sizes[:, :, None].repeat(19, axis=2), 0.5)
    beside = np.concatenate([alone, others], axis=2)
    assert sign_flip_test(Clusters(sizes, alone))[0] < BEYOND_CHANCE < sign_flip_test(Clusters(sizes, beside))[0]


def test_statements_are_summed_by_release():
    """Rule: two releases, one to both sides; a release without statements to a side counts nought there."""
    values = pd.DataFrame({"yes": [1, 0, 1, 1]})
    found = sum_by_release(
        values, pd.Series(["USA", "USA", "CHN", "CHN"]), ("USA", "CHN"), pd.Series(["a", "a", "a", "b"])
    )
    assert found.sizes.tolist() == [[2, 0], [1, 1]]
    assert found.sums[:, :, 0].tolist() == [[1, 0], [1, 1]]
    assert found.means()[:, 0].tolist() == [0.5, 1]


def test_the_interval_of_a_clustered_share_covers_it():
    """Rule: with thirty uneven releases it does in 90 of 100 samples at least; Wilson’s own does not."""
    random, held, naively = np.random.default_rng(11), 0, 0
    for _ in range(400):
        sizes = random.integers(1, 13, 30)
        found = random.binomial(sizes, random.beta(0.3, 0.9, 30))[:, None]
        (low, high), plain = (
            statistics.clustered_intervals(found, sizes)[0],
            statistics.wilson_interval(found.sum(), sizes.sum()),
        )
        held += low <= 0.25 <= high
        naively += plain[0] <= 0.25 <= plain[1]
    assert held >= 0.9 * 400
    assert naively < 0.75 * 400


def test_releases_that_say_the_same_count_as_one_statement():
    """Rule: ten releases of five statements, all or none with the code, are little more than nine statements.

    By hand: variance among releases 5 · 10/9 times that of independent ones, itself 50/49 times p(1-p): 9.18.
    """
    found, sizes = np.repeat([[5], [0]], 5, axis=0), np.full(10, 5)
    assert statistics.effective_n(found, sizes)[0] == pytest.approx(9.18, abs=0.01)


def test_a_share_of_nought_has_an_interval():
    """Rule: it is given the mean design effect of the others, here of a code of which a release has all or none."""
    found, sizes = np.array([[5, 0]] * 5 + [[0, 0]] * 5), np.full(10, 5)
    assert statistics.effective_n(found, sizes)[1] == pytest.approx(9.18, abs=0.01)
    low, high = statistics.clustered_intervals(found, sizes)[1]
    assert low == 0 and high > statistics.wilson_interval(0, 9.2)[1] - 1e-9


def test_student_s_quantiles_are_those_of_the_tables():
    """Rule: 97.5%: 12.706, 4.303, 2.571, 2.228, 2.042 at 1, 2, 5, 10 and 30 degrees of freedom."""
    expected = {1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 30: 2.042}
    actual = {freedom: statistics.student_quantile(statistics.normal_quantile(), freedom) for freedom in expected}
    assert actual == pytest.approx(expected, abs=0.001)


def test_student_s_quantiles_are_exact_far_out():
    """Rule: 99.5% at 3 degrees of freedom is 5.840909, 99.95% at 4 is 8.610302: what many intervals at once need."""
    for confidence, freedom, expected in ((0.99, 3, 5.840909), (0.999, 4, 8.610302), (0.95, 1000, 1.962339)):
        found = statistics.student_quantile(statistics.normal_quantile(confidence), freedom)
        assert found == pytest.approx(expected, abs=1e-5), freedom


def test_the_bootstrap_draws_releases():
    """Rule: of two releases, of stance 1 and -1, a quarter of the samples is all the one, a quarter the other."""
    assert bootstrap_interval(np.array([4, -4]), np.array([4, 4])) == (-1, 1)
    assert bootstrap_interval(np.array([4, 4]), np.array([4, 4])) == (1, 1)


def test_what_is_in_no_statement_is_rarer_than_the_rule_of_three_says():
    """Rule: the exact limit: 1 - .05^(1/n); for 100 independent statements 2.95 in 100 (the rule of three: 3)."""
    others = np.arange(100)[:, None] % 2 == 0
    assert statistics.unseen_share(others.astype(float), np.ones(100)) == pytest.approx(0.0295, abs=5e-5)


def test_a_silence_of_few_releases_says_less():
    """Rule: ten releases of ten that say all or nothing of a theme are 9.09 statements: 28 in 100, by hand."""
    others = np.repeat([[10.0], [0.0]], 5, axis=0)
    assert statistics.unseen_share(others, np.full(10, 10)) == pytest.approx(0.281, abs=5e-4)


def test_a_larger_difference_has_no_larger_p():
    """Rule: steps go down: of codes in the order of their own p none has a smaller adjusted p than the one before."""
    random = np.random.default_rng(8)
    sizes = np.repeat([[4, 0], [0, 4]], 6, axis=1)
    sums = random.binomial(sizes[:, :, None].repeat(12, axis=2), random.uniform(0.1, 0.9, 12)).astype(float)
    alone = np.array([sign_flip_test(Clusters(sizes, sums[:, :, [at]]))[0] for at in range(12)])
    together = sign_flip_test(Clusters(sizes, sums))
    order = np.argsort(alone, kind="stable")
    assert (np.diff(together[order]) >= 0).all() and (together >= alone).all()
