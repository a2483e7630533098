"""Exact moments are those of all permutations, enumerated."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from two_level.small_worlds import small_world
from twolevel.core.arrays import TwoLevelArrays, inside_matrix, two_level_arrays
from twolevel.exact.moments import (
    expected_of_ties,
    label_moments,
    stub_moments,
    upper_stratum,
    upper_stub_mean,
)
from twolevel.nulls.home_nulls import NULL_IDS


def tiny() -> TwoLevelArrays:
    """Two countries; two ties of unit 1, a place with two ties, a place in no unit."""
    return two_level_arrays(
        home_unit=[0, 1, 1],
        foreign_country=[0, 0, 0, 1, 1],
        foreign_unit=[[0, 2], [1, 2], [-1, -1], [3, -1], [4, -1]],
        foreign_unit_country=[0, 0, 0, 1, 1],
        foreign_unit_tier=[0, 0, 1, 0, 0],
        ties=[(0, 0), (1, 0), (1, 1), (2, 2), (0, 3), (2, 4)],
        upper_ties=[(0, 0), (1, 1), (0, 2), (1, 3), (0, 4), (0, 3)],
        n_units=2,
    )


def matched(left: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the statistic under every matching of left to right stubs."""
    order = permutations(range(left.size))
    return np.array([weights[left, right[list(p)]].sum() for p in order])


@pytest.mark.parametrize("weighted", [False, True])
def test_stub_moments_are_those_of_all_matchings(weighted: bool) -> None:
    world = tiny()
    given = np.random.default_rng(1).normal(size=(2, 5)) if weighted else None
    weights = inside_matrix(world).astype(float) if given is None else given
    mean, variance = 0.0, 0.0
    for country in (0, 1):
        mine = world.tie_country == country
        values = matched(world.tie_unit[mine], world.ties[mine, 1], weights)
        mean, variance = mean + values.mean(), variance + values.var()
    moments = stub_moments(world, world.tie_country, given)
    assert moments.mean == pytest.approx(mean)
    assert moments.sd == pytest.approx(variance**0.5)
    one = stub_moments(world, np.zeros(6, dtype=np.int64), given)
    values = matched(world.tie_unit, world.ties[:, 1], weights)
    assert (one.mean, one.sd) == pytest.approx((values.mean(), values.std()))


def test_upper_mean_is_that_of_all_matchings() -> None:
    """Double upper ties of a matching join their pair once; tiers and countries are independent."""
    world = tiny()
    units, foreign = world.upper_ties[:, 0], world.upper_ties[:, 1]
    stratum = upper_stratum(world)[foreign]
    inside = []
    first, second, third = (np.flatnonzero(stratum == s) for s in np.unique(stratum))
    for a in permutations(first):
        for b in permutations(second):
            for c in permutations(third):
                shuffled = np.concatenate((foreign[list(a)], foreign[list(b)], foreign[list(c)]))
                pairs = np.column_stack((units[np.concatenate((first, second, third))], shuffled))
                joined = replace(world, upper_ties=np.unique(pairs, axis=0))
                hits = inside_matrix(joined)[world.tie_unit, world.ties[:, 1]]
                inside.append(int(hits.sum()))
    assert upper_stub_mean(world).mean == pytest.approx(np.mean(inside))


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_expectations_of_ties_add_up_to_the_mean(null_id: str) -> None:
    world = small_world()
    total = {
        "region-labels": label_moments(world).mean,
        "upper-ties": upper_stub_mean(world).mean,
        "degree": stub_moments(world, np.zeros(world.n_ties, dtype=np.int64)).mean,
        "degree-country": stub_moments(world, world.tie_country).mean,
    }[null_id]
    expected = expected_of_ties(world, null_id)
    assert expected.sum() == pytest.approx(total)
    assert ((expected >= 0) & (expected <= 1 + 1e-12)).all()


def test_expectation_of_a_tie_is_its_row_of_the_matching() -> None:
    """Under `degree-country` a tie of unit 0 with country 0 hits place 0 or 1, of four stubs 3."""
    assert expected_of_ties(tiny())[0] == pytest.approx(3 / 4)
    with pytest.raises(InvalidArgument, match="give one of region-labels"):
        expected_of_ties(tiny(), "none")


def test_relabelling_changes_no_moment() -> None:
    """Places, units, foreign units and countries in another order give the same numbers."""
    world = small_world()
    rng = np.random.default_rng(5)
    home, place = rng.permutation(world.home_unit.size), rng.permutation(world.foreign_country.size)
    unit, foreign = rng.permutation(8), rng.permutation(world.foreign_unit_country.size)
    country = rng.permutation(int(world.foreign_unit_country.max()) + 1)
    with_none = np.append(foreign, -1)
    other = two_level_arrays(
        home_unit=unit[world.home_unit][np.argsort(home)],
        home_block=world.home_block[np.argsort(home)],
        home_stratum=world.home_stratum[np.argsort(home)],
        foreign_country=country[world.foreign_country][np.argsort(place)],
        foreign_unit=with_none[world.foreign_unit][np.argsort(place)],
        foreign_unit_country=country[world.foreign_unit_country][np.argsort(foreign)],
        foreign_unit_tier=world.foreign_unit_tier[np.argsort(foreign)],
        ties=np.column_stack((home[world.ties[:, 0]], place[world.ties[:, 1]])),
        upper_ties=np.column_stack((unit[world.upper_ties[:, 0]], foreign[world.upper_ties[:, 1]])),
        n_units=8,
    )
    for null_id in NULL_IDS:
        before, after = expected_of_ties(world, null_id), expected_of_ties(other, null_id)
        assert after == pytest.approx(before)
