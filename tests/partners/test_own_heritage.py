"""Whose World Heritage is."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.ground import Ground
from sistercities.partners.ground_heritage import own_sites, places_of_memory, without_borrowed
from sistercities.partners.surroundings import Settlements

LARGE, SMALL, HAMLET, ABROAD, REGION = range(5)


def _places() -> Settlements:
    n = 5
    return Settlements(
        latitude=np.zeros(n),
        longitude=np.zeros(n),
        population=np.array([500.0, 100.0, np.nan, 900.0, 9_000.0]),
        country=np.array([0, 0, 0, 1, 0]),
        counts=np.arange(n) != REGION,
    )


def _left(km_of: dict[int, float]) -> set[int]:
    """Who keeps a site that lies so many km from some places."""
    sites, km = np.full((5, 3), -1), np.full((5, 3), np.nan)
    for place, away in km_of.items():
        sites[place, 0], km[place, 0] = 7, away
    found, away, n_others = without_borrowed(sites, km, np.zeros(5, dtype=int), _places())
    assert n_others.sum() == len(km_of) - (found >= 0).sum()
    assert np.isnan(away[found < 0]).all()
    return set(np.flatnonzero(found[:, 0] == 7).tolist())


@pytest.mark.parametrize(
    ("km_of", "left"),
    [
        ({LARGE: 4.0, SMALL: 9.0}, {LARGE}),
        ({LARGE: 9.0, SMALL: 4.0}, {LARGE, SMALL}),
        ({LARGE: 1.0, SMALL: 3.0}, {LARGE, SMALL}),
        ({LARGE: 1.0, SMALL: 3.1}, {LARGE}),
        ({SMALL: 4.0, HAMLET: 9.0}, {SMALL}),
        ({ABROAD: 4.0, SMALL: 9.0}, {ABROAD, SMALL}),
        ({REGION: 4.0, SMALL: 9.0}, {REGION, SMALL}),
    ],
    ids=[
        "nearer to the larger", "nearer to the smaller", "within both", "just outside",
        "people not known", "across a border", "a region is no neighbour",
    ],
)  # fmt: skip
def test_a_site_is_that_of_the_larger_city_to_which_it_is_nearer(
    km_of: dict[int, float], left: set[int]
) -> None:
    assert _left(km_of) == left


def test_sites_that_are_left_stand_first_and_are_counted() -> None:
    sites, km = np.full((5, 3), -1), np.full((5, 3), np.nan)
    sites[SMALL], km[SMALL] = (7, 8, 9), (10.0, 12.0, 14.0)
    sites[LARGE, 0], km[LARGE, 0] = 7, 5.0
    found, away, n_others = without_borrowed(sites, km, np.zeros(5, dtype=int), _places())
    assert found[SMALL].tolist() == [8, 9, -1]
    assert away[SMALL, :2].tolist() == [12.0, 14.0]
    assert own_sites(np.array([1.0, 3.0, 0.0, 0.0, 0.0]), found, n_others).tolist() == [
        1.0, 2.0, 0.0, 0.0, 0.0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "is_named"),
    [("gn:3089658", False), ("gn:1862415", True), ("gn:7303419", True)],
    ids=["Oświęcim", "Hiroshima, for the shrine", "East Jerusalem, whose row has no state"],
)
def test_a_place_of_memory_is_no_heritage_to_be_shared(
    ground: Ground, place: str, is_named: bool
) -> None:
    at = ground.position[place]
    named = ground.heritage.ids[[k for k in ground.places.heritage[at].tolist() if k >= 0]]
    assert bool(len(named)) is is_named
    assert places_of_memory().isdisjoint(named.tolist())
    assert (ground.places.heritage_sites[at] > 0) == is_named


def test_the_old_city_of_jerusalem_is_that_of_the_places_in_which_it_lies(ground: Ground) -> None:
    nearest = ground.places.heritage[ground.position["gn:7303419"], 0]
    assert ground.heritage.names[nearest] == "Old City of Jerusalem and its Walls"
