"""Strata of the user's choice: each label keeps its numbers, and no tie doubles one of another."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product

import numpy as np
import pytest
from scipy.stats import chisquare

from sistercities.errors import NetworkError
from two_level.small_worlds import degrees, graph_weights, lower_only, small_world
from twolevel.core.arrays import two_level_arrays
from twolevel.exact.moments import upper_stub_mean
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.nulls.region_labels import region_labels
from twolevel.nulls.rewiring import degree, degree_country, upper_ties

MIN_P = 1e-3
TIES = [(0, 0), (1, 1), (2, 2), (0, 1), (1, 2), (0, 3), (3, 4)]
COUNTRY = [0, 0, 0, 1, 1]
LABELS = [0, 0, 0, 1, 1, 1, 0]


def labelled_law(ties, labels, country) -> Counter[int]:
    """Count the labelled graphs behind each simple graph; pairs of one label by country."""
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for (i, j), label in zip(ties, labels, strict=True):
        groups.setdefault((label, country[j]), []).append((i, j))
    options = []
    for (_, where), mine in groups.items():
        cells = list(product(range(4), [j for j in range(5) if country[j] == where]))
        options.append([g for g in combinations(cells, len(mine)) if degrees(g) == degrees(mine)])
    law: Counter[int] = Counter()
    for choice in product(*options):
        union = sum(choice, ())
        if len(set(union)) == len(union):
            law[sum(2 ** (i * 5 + j) for i, j in union)] += 1
    return law


MORE_TIES = [(0, 0), (1, 1), (2, 2), (0, 1), (3, 2), (0, 3), (3, 4), (1, 4)]
MORE_LABELS = [0, 0, 0, 1, 1, 1, 0, 1]


@pytest.mark.parametrize(
    ("null", "ties", "labels", "country"),
    [(degree, TIES, LABELS, [0] * 5), (degree_country, MORE_TIES, MORE_LABELS, COUNTRY)],
    ids=["all", "country"],
)
def test_labelled_graphs_are_equally_likely(null, ties, labels, country) -> None:
    """Where exchanges reach all of them, as in these."""
    law = labelled_law(ties, labels, country)
    n_draws = 60 * law.total()
    result = null(
        lower_only(ties, 4, COUNTRY),
        n_draws=n_draws,
        seed=3,
        strata=labels,
        weights=graph_weights(4, 5),
    )
    values, counts = np.unique(result.draws, return_counts=True)
    assert values.tolist() == sorted(law)
    expected = [n_draws * law[v] / law.total() for v in sorted(law)]
    assert chisquare(counts, expected).pvalue > MIN_P
    assert result.strata.endswith("as given")


def test_a_tie_that_cannot_move_is_not_doubled_by_one_of_another_label() -> None:
    """Label 0 has one tie, (0, 0), which cannot move; those of label 1 would like its place."""
    ties, labels = [(0, 0), (0, 1), (1, 0), (2, 2)], [0, 1, 1, 1]
    result = degree(
        lower_only(ties, 3, [0, 0, 0]),
        n_draws=300,
        seed=0,
        strata=labels,
        weights=graph_weights(3, 3),
    )
    for value in result.draws.tolist():
        assert value & 1
        assert value.bit_count() == 4


def upper_world(upper):
    return two_level_arrays(
        home_unit=[0, 1, 2, 0],
        foreign_country=[0, 0, 0],
        foreign_unit=[0, 1, 2],
        foreign_unit_country=[0, 0, 0],
        ties=[(0, 0), (1, 1), (2, 0), (3, 2), (1, 2)],
        upper_ties=upper,
        n_units=3,
    )


def test_upper_ties_keep_the_numbers_of_each_label() -> None:
    upper, labels = [(0, 0), (1, 1), (2, 2), (0, 1)], [0, 0, 1, 1]
    result = upper_ties(upper_world(upper), n_draws=4000, seed=2, strata=labels)
    ties = [(0, 0), (1, 1), (2, 0), (0, 2), (1, 2)]
    law: Counter[int] = Counter()
    for first, second in product([(0, 1), (1, 0)], [(2, 1), (1, 2)]):
        graph = {(0, first[0]), (1, first[1]), (2, second[0]), (0, second[1])}
        if len(graph) == 4:
            law[sum(tie in graph for tie in ties)] += 1
    assert sorted(result.histogram()) == sorted(law)
    expected = [4000 * law[v] / law.total() for v in sorted(law)]
    assert chisquare(list(result.histogram().values()), expected).pvalue > MIN_P


def test_stub_mean_of_upper_ties_by_label_is_that_of_all_matchings() -> None:
    world = upper_world([(0, 0), (1, 1), (2, 2), (0, 1)])
    labels = np.array([0, 0, 1, 1])
    inside = []
    for first, second in product(permutations([0, 1]), permutations([2, 1])):
        graph = {(0, first[0]), (1, first[1]), (2, second[0]), (0, second[1])}
        hits = zip(world.tie_unit, world.ties[:, 1], strict=True)
        inside.append(sum((int(p), int(j)) in graph for p, j in hits))
    assert upper_stub_mean(world, labels).mean == pytest.approx(np.mean(inside))


def test_labels_of_places_replace_the_strata_of_the_arrays() -> None:
    world = small_world()
    given = region_labels(world, n_draws=50, seed=1, strata=world.home_stratum)
    assert given.draws.tolist() == region_labels(world, n_draws=50, seed=1).draws.tolist()
    by_unit = region_labels(world, n_draws=50, seed=1, strata=world.home_unit)
    assert set(by_unit.draws.tolist()) == {by_unit.observed}
    assert (given.strata, by_unit.strata) == ("as given", "as given")


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_one_label_for_all_changes_nothing(null_id: str) -> None:
    world = small_world()
    n = len(world.upper_ties) if null_id == "upper-ties" else world.n_ties
    labels = world.home_stratum if null_id == "region-labels" else np.zeros(n)
    with_labels = draw_null(null_id, world, n_draws=100, seed=1, strata=labels)
    without = draw_null(null_id, world, n_draws=100, seed=1)
    assert with_labels.draws.tolist() == without.draws.tolist()
    assert with_labels.exact_mean == without.exact_mean


def test_wrong_labels_are_named() -> None:
    world = small_world()
    for null_id in NULL_IDS:
        with pytest.raises(NetworkError, match=r"strata: has shape \(2,\); give one label"):
            draw_null(null_id, world, n_draws=9, seed=0, strata=[0, 1])
    with pytest.raises(NetworkError, match=r"gives the places of block .* different labels"):
        region_labels(world, n_draws=9, seed=0, strata=np.arange(world.home_unit.size))
