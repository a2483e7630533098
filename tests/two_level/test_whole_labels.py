"""The null `region-labels` of whole networks draws every permutation of labels equally often."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import chisquare

from sistercities.errors import NetworkError
from twolevel.core.whole_arrays import whole_arrays
from twolevel.nulls.whole_labels import whole_region_labels

MIN_P = 1e-3

# Country 0: blocks 0-3 (block 1 has a county, block 3 no tie), country 1: blocks 4-6.
BLOCK = [0, 1, 2, 3, 4, 5, 6, 1]
UNIT = [0, 0, 1, 2, 3, 4, 4, 0]
STRATUM = [0, 0, 0, 1, 0, 0, 0, 0]
COUNTRY = [0, 0, 0, 1, 1, 2]
TIES = [(0, 4), (1, 5), (5, 7), (0, 2), (2, 6), (4, 6), (1, 7), (3, 5)]
UPPER = [(0, 3), (1, 4), (0, 1), (3, 4), (2, 3), (4, 5)]


def world():
    return whole_arrays(
        city_unit=UNIT,
        unit_country=COUNTRY,
        ties=TIES,
        upper_ties=UPPER,
        city_block=BLOCK,
        city_stratum=STRATUM,
    )


def enumerated(strata: list[list[int]], weights: np.ndarray) -> Counter[int]:
    """Permute the labels of the blocks of each stratum; the county moves with its block."""
    value = dict(zip(UPPER, weights.tolist(), strict=True))
    own = dict(zip(BLOCK, UNIT, strict=True))
    law: Counter[int] = Counter()
    for orders in product(*(permutations(stratum) for stratum in strata)):
        label = {
            block: own[other]
            for stratum, order in zip(strata, orders, strict=True)
            for block, other in zip(stratum, order, strict=True)
        }
        law[
            sum(value.get(tuple(sorted((label[BLOCK[i]], label[BLOCK[j]]))), 0) for i, j in TIES)
        ] += 1
    return law


@pytest.mark.parametrize("weights", [np.ones(6, int), np.array([1, 7, 50, 300, 9, 4])])
@pytest.mark.parametrize(
    ("given", "strata"),
    [
        (None, [[0, 1, 2], [3], [4, 5, 6]]),
        ([0] * 8, [[0, 1, 2, 3, 4, 5, 6]]),
        ([0, 1, 1, 1, 0, 0, 1, 1], [[0, 4, 5], [1, 2, 3, 6]]),
    ],
    ids=["country and level", "one stratum", "strata of the user's choice"],
)
def test_draws_have_the_enumerated_law(given, strata, weights: np.ndarray) -> None:
    law = enumerated(strata, weights)
    n_draws = 20_000
    result = whole_region_labels(world(), n_draws=n_draws, seed=4, strata=given, weights=weights)
    assert sorted(result.histogram()) == sorted(law)
    expected = [n_draws * law[v] / law.total() for v in sorted(law)]
    assert chisquare([result.histogram()[v] for v in sorted(law)], expected).pvalue > MIN_P
    values = np.array(sorted(law.elements()))
    assert result.exact_mean == pytest.approx(values.mean())


def test_share_moved_is_that_of_all_permutations() -> None:
    own = dict(zip(BLOCK, UNIT, strict=True))
    shares = []
    for first, second in product(permutations([0, 1, 2]), permutations([4, 5, 6])):
        label = {**dict(zip([0, 1, 2], first, strict=True)), 3: 3}
        label.update(zip([4, 5, 6], second, strict=True))
        is_new = {block: own[other] != own[block] for block, other in label.items()}
        shares.append(np.mean([is_new[BLOCK[i]] or is_new[BLOCK[j]] for i, j in TIES]))
    result = whole_region_labels(world(), n_draws=9, seed=0)
    assert result.share_moved == pytest.approx(np.mean(shares))


def test_labels_of_one_unit_cannot_move() -> None:
    still = whole_arrays(
        city_unit=[0, 0, 1, 1], unit_country=[0, 1], ties=[(0, 2), (1, 3)], upper_ties=[(0, 1)]
    )
    result = whole_region_labels(still, n_draws=20, seed=0)
    assert (result.share_movable, result.share_moved, result.n_inside_fixed) == (0.0, 0.0, 2.0)
    assert result.p == 1.0
    assert "cannot vary" in result.warning


def test_a_block_lies_in_one_stratum_of_the_users_choice() -> None:
    with pytest.raises(NetworkError, match="strata: gives the places of block 1 different labels"):
        whole_region_labels(world(), n_draws=9, seed=0, strata=[0, 0, 0, 0, 0, 0, 0, 1])
