"""Exact moments of whole networks are those of all matchings, enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest

from two_level.whole_worlds import whole_world
from twolevel.core.whole_arrays import checked_upper_weights
from twolevel.core.whole_weights import PairWeights, upper_tie_weights
from twolevel.exact.whole_moments import pairing_moments, total_stub_mean, whole_stub_moments
from twolevel.nulls.whole_nulls import WHOLE_NULL_IDS, draw_whole_null


def random_weights(n: int, country: list[int]) -> PairWeights:
    low, high = np.triu_indices(n, 1)
    values = np.random.default_rng(2).normal(size=low.size).round(2)
    return PairWeights(np.column_stack((low, high)), values, np.array(country))


def pairings(stubs: list[int]) -> Iterator[list[tuple[int, int]]]:
    """Enumerate all ways to match stubs in pairs, loops and double ties too."""
    if not stubs:
        yield []
        return
    for k in range(1, len(stubs)):
        for rest in pairings(stubs[1:k] + stubs[k + 1 :]):
            yield [(stubs[0], stubs[k]), *rest]


def test_pairing_moments_are_those_of_all_pairings() -> None:
    weights = random_weights(4, [0] * 4)
    matrix = weights.matrix().toarray()
    stubs = [3, 1, 2, 2]
    all_stubs = [group for group, n in enumerate(stubs) for _ in range(n)]
    sums = np.array([sum(matrix[p, q] for p, q in pairs) for pairs in pairings(all_stubs)])
    assert sums.size == 7 * 5 * 3
    moments = pairing_moments(weights.matrix().tocsr(), np.array(stubs))
    assert (moments.mean, moments.sd) == pytest.approx((sums.mean(), sums.std()))


@pytest.mark.parametrize("stubs", [[1, 1, 0, 0], [2, 0, 0, 0], [0, 0, 0, 0]])
def test_few_stubs_have_moments_too(stubs: list[int]) -> None:
    weights = random_weights(4, [0] * 4)
    moments = pairing_moments(weights.matrix().tocsr(), np.array(stubs))
    only = weights.values[0] if stubs[1] else 0.0
    assert (moments.mean, moments.sd) == pytest.approx((only, 0.0))


def test_strata_of_two_sides_and_of_one_add_up() -> None:
    weights = random_weights(5, [0, 0, 0, 1, 1])
    matrix = weights.matrix().toarray()
    apart = np.array([(0, 3), (0, 4), (1, 3), (2, 3)])
    within = np.array([(0, 1), (1, 2), (0, 2)])
    matched = np.array(
        [matrix[apart[:, 0], apart[list(p), 1]].sum() for p in permutations(range(4))]
    )
    stubs = within.ravel().tolist()
    paired = np.array([sum(matrix[p, q] for p, q in pairs) for pairs in pairings(stubs)])
    moments = whole_stub_moments(
        np.concatenate((apart, within)),
        np.repeat([0, 1], [4, 3]),
        np.repeat([False, True], [4, 3]),
        weights,
    )
    assert moments.mean == pytest.approx(matched.mean() + paired.mean())
    assert moments.sd == pytest.approx((matched.var() + paired.var()) ** 0.5)


def test_total_stub_mean_is_that_of_all_placements() -> None:
    """Stubs of a country are placed anew among its own places, domestic ties too."""
    weights = random_weights(5, [0, 0, 0, 1, 1])
    matrix = weights.matrix().toarray()
    ties = np.array([(0, 3), (1, 4), (0, 1), (2, 3)])
    home = [0, 1, 0, 1, 2]  # groups of the stubs of country 0, in order of ties
    abroad = [3, 4, 3]
    sums = [
        matrix[a[0], b[0]] + matrix[a[1], b[1]] + matrix[a[2], a[3]] + matrix[a[4], b[2]]
        for a in permutations(home)
        for b in permutations(abroad)
    ]
    assert total_stub_mean(ties, weights).mean == pytest.approx(np.mean(sums))


@pytest.mark.parametrize("null_id", WHOLE_NULL_IDS)
def test_mean_agrees_with_the_exact_one(null_id: str) -> None:
    """Stub matching allows loops and double ties, so the means differ by more than noise.

    Upper ties most: in this small world their strata are nearly full.
    """
    result = draw_whole_null(null_id, whole_world(n_cities=300, n_ties=260), n_draws=4000, seed=1)
    assert result.mean is not None
    assert result.sd is not None
    assert result.exact_mean is not None
    slack = {"region-labels": 0.0, "upper-ties": 0.15}.get(null_id, 0.05) * result.exact_mean
    assert abs(result.mean - result.exact_mean) < 4 * result.sd / 4000**0.5 + slack


def test_no_weight_means_no_moments() -> None:
    world = whole_world()
    weights = upper_tie_weights(world, checked_upper_weights(np.zeros(24), world))
    square = np.ones(world.n_ties, dtype=bool)
    stratum = np.zeros(world.n_ties, dtype=np.int64)
    moments = whole_stub_moments(world.tie_units, stratum, square, weights)
    assert (moments.mean, moments.sd) == (0.0, 0.0)
