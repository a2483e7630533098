"""The null `region-labels` draws every permutation of block labels equally often."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from scipy.stats import chisquare

from twolevel.core.arrays import two_level_arrays
from twolevel.nulls.region_labels import region_labels

MIN_P = 1e-3

# Blocks 0-3 in stratum 0, 4-6 in stratum 1; block 1 has a county, blocks 3 and 6 have no tie.
BLOCK = [0, 1, 2, 3, 4, 5, 6, 1]
UNIT = [0, 0, 1, 2, 0, 1, 1, 0]
STRATUM = [0, 0, 0, 0, 1, 1, 1, 0]
TIES = [(0, 0), (1, 1), (7, 2), (2, 1), (4, 0), (5, 2)]


def world():
    return two_level_arrays(
        home_unit=UNIT,
        home_block=BLOCK,
        home_stratum=STRATUM,
        foreign_country=[0, 0, 0],
        foreign_unit=[0, 1, -1],
        foreign_unit_country=[0, 0],
        ties=TIES,
        upper_ties=[(0, 0), (1, 1), (2, 1)],
        n_units=3,
    )


def statistic(labels: tuple[int, ...], weights: np.ndarray) -> int:
    return sum(int(weights[labels[BLOCK[i]], j]) for i, j in TIES)


def enumerated(weights: np.ndarray) -> Counter[int]:
    """All permutations within strata; the county moves with its block."""
    return Counter(
        statistic(first + second, weights)
        for first in permutations([0, 0, 1, 2])
        for second in permutations([0, 1, 1])
    )


@pytest.mark.parametrize(
    "weights",
    [
        np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]]),
        np.array([[1, 7, 50], [3, 20, 90], [9, 40, 200]]),
    ],
    ids=["inside", "any weights"],
)
def test_draws_have_the_enumerated_law(weights: np.ndarray) -> None:
    law = enumerated(weights)
    n_draws = 20_000
    result = region_labels(world(), n_draws=n_draws, seed=4, weights=weights)
    assert sorted(result.histogram()) == sorted(law)
    expected = [n_draws * law[v] / law.total() for v in sorted(law)]
    assert chisquare([result.histogram()[v] for v in sorted(law)], expected).pvalue > MIN_P
    values = np.array(sorted(law.elements()))
    assert result.exact_mean == pytest.approx(values.mean())
    assert result.exact_sd == pytest.approx(values.std())


def test_h_is_the_weight_where_none_is_given() -> None:
    given = region_labels(world(), n_draws=50, seed=1, weights=[[1, 0, 0], [0, 1, 0], [0, 1, 0]])
    assert region_labels(world(), n_draws=50, seed=1).draws.tolist() == given.draws.tolist()
    assert given.observed == 3.0


def test_labels_of_one_unit_cannot_move() -> None:
    """A stratum whose blocks lie in one unit keeps its ties, and the result says how many."""
    still = two_level_arrays(
        home_unit=[0, 0, 0],
        home_stratum=[0, 0, 1],
        foreign_country=[0],
        foreign_unit=[0],
        foreign_unit_country=[0],
        ties=[(0, 0), (2, 0)],
        upper_ties=[(0, 0)],
        n_units=2,
    )
    result = region_labels(still, n_draws=20, seed=0)
    assert (result.share_movable, result.share_moved, result.n_inside_fixed) == (0.0, 0.0, 2.0)
    assert result.p == 1.0
    assert "cannot vary" in result.warning


def test_draws_alike_but_not_like_the_data_are_no_silence() -> None:
    """All draws at nought and the data at four is the strongest that few draws can say."""
    n = 400
    places = np.arange(n)
    net = two_level_arrays(
        home_unit=places,
        foreign_country=np.zeros(n, dtype=np.int64),
        foreign_unit=places,
        foreign_unit_country=np.zeros(n, dtype=np.int64),
        ties=[(i, i) for i in range(4)],
        upper_ties=[(i, i) for i in range(4)],
        n_units=n,
    )
    result = region_labels(net, n_draws=19, seed=3)
    assert (result.observed, set(result.draws.tolist()), result.p_high) == (4.0, {0}, 0.05)
    assert result.warning == ""
