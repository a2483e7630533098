"""Networks of towns: found as by another library, and blind to one tie more or less."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.town_networks import is_of_network

EUROPEAN_UNION = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
SHERBORNE, DESBOROUGH = "gn:2638033", "gn:2651311"
"""The British towns of the Douzelage and of the Charter."""


def with_network(members: range, missing: int = 3) -> Ground:
    """Plant a network in the made-up ground, some of whose ties no source holds."""
    ground = made_up_ground()
    planted = np.array(list(combinations(members, 2)))
    left = np.random.default_rng(5).permutation(len(planted))[missing:]
    a, b = planted[left].T
    new = ~ground.ties.holds(a, b)
    ties = replace(
        ground.ties,
        a=np.concatenate([ground.ties.a, a[new]]),
        b=np.concatenate([ground.ties.b, b[new]]),
        year=np.concatenate([ground.ties.year, np.full(new.sum(), np.nan)]),
    )
    return replace(ground, ties=ties, recorded=ties.keys)


def without(ground: Ground, tie: int) -> Ground:
    kept = np.arange(len(ground.ties.a)) != tie
    ties = replace(
        ground.ties, a=ground.ties.a[kept], b=ground.ties.b[kept], year=ground.ties.year[kept]
    )
    return replace(ground, ties=ties, recorded=ties.keys)


@pytest.mark.parametrize(("seed", "least"), [(1, 2), (2, 3), (3, 5), (4, 7)])
def test_networks_are_the_trusses_of_another_library(seed: int, least: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = np.array(list(combinations(range(40), 2)))
    kept = rng.random(len(pairs)) < 0.3
    dense = np.isin(pairs, np.arange(14)).all(axis=1) & (rng.random(len(pairs)) < 0.9)
    a, b = pairs[kept | dense].T
    graph = nx.Graph(zip(a.tolist(), b.tolist(), strict=True))
    truss = nx.k_truss(graph, least + 2)
    found = is_of_network(a, b, 50, least)
    assert found.any()
    assert {frozenset(each) for each in zip(a[found].tolist(), b[found].tolist(), strict=True)} == {
        frozenset(each) for each in truss.edges
    }


def test_where_no_such_network_is_there_is_none() -> None:
    ground = made_up_ground()
    assert not len(ground.ties.of_networks.a)
    assert (BY_NAME["town_network"].values(Pairs(ground, ground.ties.a, ground.ties.b)) == 0).all()
    nothing = np.zeros(0, dtype=np.int64)
    assert len(is_of_network(nothing, nothing, 3)) == 0


def test_two_members_are_of_one_network_whether_tied_or_not() -> None:
    members = range(20, 34)
    ground = with_network(members)
    a, b = np.array(list(combinations(members, 2))).T
    assert not ground.ties.holds(a, b).all()
    assert (BY_NAME["town_network"].values(Pairs(ground, a, b)) == 1).all()
    outside = np.array([k for k in range(120) if k not in members])
    far = Pairs(ground, np.full(len(outside), 20), outside)
    assert (BY_NAME["town_network"].values(far) == 0).all()


def test_members_share_no_partner_by_the_ties_of_their_network() -> None:
    before, ground = made_up_ground(), with_network(range(20, 34))
    a, b = np.array(list(combinations(range(20, 34), 2))).T
    is_new = ~before.ties.holds(a, b)
    for name in ("shared_partners", "shared_at_home", "tied_with_alike"):
        with_it = BY_NAME[name].values(Pairs(ground, a[is_new], b[is_new]))
        without_it = BY_NAME[name].values(Pairs(before, a[is_new], b[is_new]))
        reached = np.isfinite(with_it) & (with_it > without_it + 1e-9)
        assert not reached.any(), name


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_feature_knows_a_tie_of_a_network(name: str) -> None:
    """The network stands without any one of its ties, so none tells of itself."""
    ground = with_network(range(20, 34))
    of_network = np.flatnonzero(ground.ties._is_of_network)
    for tie in of_network[::7].tolist():
        pair = ground.ties.a[tie : tie + 1], ground.ties.b[tie : tie + 1]
        year = 2024 if name == "recent_ties" else None
        kept = BY_NAME[name].values(Pairs(replace(ground, as_of=year), *pair))
        deleted = replace(without(ground, tie), as_of=year)
        np.testing.assert_allclose(BY_NAME[name].values(Pairs(deleted, *pair)), kept, 1e-12)


def test_the_networks_of_the_release_stand_apart_from_all_else(ground: Ground) -> None:
    """Any bound from 6 to 22 finds the same: no tie more or less makes or breaks one."""
    ties = ground.ties
    found = is_of_network(ties.a, ties.b, ties.n_places)
    for least in (6, 12, 22):
        np.testing.assert_array_equal(is_of_network(ties.a, ties.b, ties.n_places, least), found)


def test_the_networks_of_the_release_have_one_town_of_each_member_state(ground: Ground) -> None:
    """As the Douzelage and the Charter of European Rural Communities say of themselves.

    Each has one town of every state of the European Union, and kept its British one.
    """
    ties = ground.ties
    found = is_of_network(ties.a, ties.b, ties.n_places)
    graph = nx.Graph(zip(ties.a[found].tolist(), ties.b[found].tolist(), strict=True))
    networks = [sorted(each) for each in nx.connected_components(graph)]
    assert len(networks) == 2
    for members in networks:
        codes = ground.countries.codes[ground.places.country[members]]
        assert sorted(codes.tolist()) == sorted([*EUROPEAN_UNION, "GB"])
    named = [{str(ground.places.ids[each]) for each in members} for members in networks]
    assert {SHERBORNE in each for each in named} == {True, False}
    assert {DESBOROUGH in each for each in named} == {True, False}
