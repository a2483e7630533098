"""What is taken over of the ties of all places is what those that are left would count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.expected_partners import without_ties_of
from sistercities.partners.kept_ground import GROUND
from sistercities.partners.packed_records import unpacked
from sistercities.partners.packing_records import packed
from sistercities.partners.tie_graph import TieGraph


def _same(one: TieGraph, other: TieGraph) -> None:
    for name in ("a", "b", "year", "keys", "degree", "by_country_pair"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for name in ("place_with_country", "place_with_region", "region_with_region"):
        np.testing.assert_array_equal(getattr(one, name).keys, getattr(other, name).keys)
        np.testing.assert_array_equal(getattr(one, name).sums, getattr(other, name).sums)
    for graph, due in ((one, other), (one.outside_networks, other.outside_networks)):
        for mine, theirs in zip(graph.adjacency, due.adjacency, strict=True):
            np.testing.assert_array_equal(mine, theirs)
        np.testing.assert_array_equal(graph.inverse_log_degree, due.inverse_log_degree)
        np.testing.assert_array_equal(graph.inverse_logs_of_partners, due.inverse_logs_of_partners)
    np.testing.assert_array_equal(one.of_networks.a, other.of_networks.a)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_place_of_a_ground_that_was_kept(seed: int) -> None:
    ground = made_up_ground(seed=seed)
    ties = unpacked(packed(ground, GROUND), GROUND).ties
    for place in range(ground.n_places):
        left = without_ties_of(ties, place)
        assert "adjacency" in vars(left)
        assert not len(left.partners(place))
        _same(left, replace(left))


def test_a_member_of_a_network_and_one_who_is_none() -> None:
    ground = made_up_ground()
    members, at = np.arange(12), np.triu_indices(12, 1)
    ties = ground.ties
    outside = (ties.a >= 12) | (ties.b >= 12)
    a, b = np.append(ties.a[outside], members[at[0]]), np.append(ties.b[outside], members[at[1]])
    year = np.full(len(a), np.nan)
    more = replace(ground, ties=replace(ties, a=a, b=b, year=year))
    kept = unpacked(packed(more, GROUND), GROUND).ties
    assert len(kept.of_networks.a) == 66
    for place in (3, 12, 20):
        left = without_ties_of(kept, place)
        _same(left, replace(left))
