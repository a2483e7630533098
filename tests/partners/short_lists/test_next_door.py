"""Who is next door in all that is on record, seaports beside each other, a neighbour's partner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partners.short_lists.two_places import ALIKE, CITY, GROUND, _facts, _ground
from sistercities import api
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists import footing, kinds, next_door
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.next_door import (
    are_next_seaports,
    is_neighbours_partner_alone,
    is_next_in_all,
)
from sistercities.terms.climate import ZONES

MILD, COLD = (float(ZONES.index(zone)) for zone in ("Cfb", "Dfc"))
NEXT: dict[str, Any] = {"population": ALIKE, "climate": (MILD, MILD)}
PORTS: dict[str, Any] = {"is_port": (1, 1), "is_by_sea": (1, 1)}
LIKE = next(kind for kind in KINDS if kind.name == "like")


def _is_next(km: float, n_nearer: int = 5, **values: Any) -> bool:
    return bool(is_next_in_all(_facts(_ground(km, 0, n_nearer, **(NEXT | values))))[0])


def test_ten_nearest_alike_within_a_day_are_next_door_in_all() -> None:
    assert _is_next(590)
    assert not _is_next(610)
    assert not _is_next(590, n_nearer=12)


@pytest.mark.parametrize(
    "differs",
    [
        {"climate": (MILD, COLD)},
        {"is_by_sea": (1, 0)},
        {"large_city": (-1, 40)},
        {"is_capital": (0, 1)},
        {"population": (50_000, 90_000)},
    ],
    ids=["climate", "sea", "suburb", "capital", "size"],
)
def test_one_thing_that_differs_is_enough_to_be_none(differs: dict[str, Any]) -> None:
    assert not _is_next(300, **differs)
    assert _is_next(300)


def _are_ports(km: float, **values: Any) -> bool:
    facts = _facts(_ground(km, 3, 0, **(PORTS | {"population": ALIKE} | values)))
    return bool(are_next_seaports(facts)[0])


def test_seaports_up_to_1500_km_are_next_to_each_other_whatever_their_rank() -> None:
    assert _are_ports(1_490)
    assert not _are_ports(1_510)
    assert not _are_ports(900, is_port=(1, 0))
    assert not _are_ports(900, is_port=(0, 1))
    assert _are_ports(900, is_capital=(0, 1))


def test_who_is_next_door_is_named_with_fewer_points_than_a_list_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(footing, "least_points", lambda _list, _asked="least": 1e3)
    asked = {line.name: line.points for line in footing.footing_table() if line.kind == "next"}
    facts = _facts(_ground(590, 0, 5, **NEXT))
    for points, holds in ((asked["in_all"] - 1, False), (asked["in_all"], True)):
        monkeypatch.setattr(footing, "footing", lambda each, n=points: np.full(len(each.pairs), n))
        assert LIKE.rests_on_enough(facts)[0] == holds
        # A purpose asks for more.
        assert not LIKE.rests_on_enough(facts, serves=np.array([True]))[0]


def test_ports_of_other_sizes_and_counted_in_other_ways_are_named_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide = np.zeros(GROUND.n_places)
    wide[CITY] = 1.0
    unlike = _ground(700, 3, 0, **(PORTS | {"population": (200_000, 90_000)}))
    for ground in (unlike, replace(unlike, places=replace(unlike.places, is_agglomeration=wide))):
        facts = _facts(ground)
        monkeypatch.setattr(footing, "footing", lambda each: np.full(len(each.pairs), 20.0))
        assert LIKE.rests_on_enough(facts)[0]


@pytest.mark.parametrize(
    ("held", "is_alone"),
    [
        ({"n_tied_close_by": 1}, True),
        ({"n_tied_close_by": 0}, False),
        ({"n_tied_close_by": 1, "n_partners_in_common": 1}, False),
        ({"n_tied_close_by": 1, "sister_regions": 1}, False),
        ({"n_tied_close_by": 1, "is_near_of_rank": 1}, False),
    ],
)
def test_the_partner_of_a_neighbour_needs_a_reason_of_its_own(
    held: dict[str, int], *, is_alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("n_tied_close_by", "n_partners_in_common", "sister_regions", "is_near_of_rank"):
        value = np.array([held.get(name, 0)])
        monkeypatch.setattr(next_door, name, lambda _facts, one=value: one)
    facts = _facts(_ground(800, 3, 120, **NEXT))
    assert bool(is_neighbours_partner_alone(facts)[0]) is is_alone
    monkeypatch.setattr(footing, "footing", lambda each: np.full(len(each.pairs), 90.0))
    for name in ("may_rest_on_kind", "is_of_the_two", "may_sign"):
        monkeypatch.setattr(kinds, name, lambda *_facts: np.ones(1, np.bool_))
    monkeypatch.setattr(kinds, "is_far_off", lambda _facts: np.zeros(1, np.bool_))
    assert LIKE.rests_on_enough(facts)[0] != is_alone
    # Where nobody would be named, one such name is better than none.
    assert LIKE.rests_on_enough(facts, "one")[0]


@pytest.mark.parametrize(
    "port", ["gn:304531", "gn:1273874", "gn:740264", "gn:186301", "gn:1633070"],
    ids=["Mersin", "Kochi", "Samsun", "Mombasa", "Palembang"],
)  # fmt: skip
def test_a_port_of_more_than_600000_people_gets_somebody(package_ground: Ground, port: str) -> None:
    home = package_ground.position[port]
    assert package_ground.places.population[home] > 600_000
    named = [package_ground.position[one.place.place_id] for one in api.recommend(port).suggestions]
    assert (package_ground.places.is_port[named] == 1).any()
