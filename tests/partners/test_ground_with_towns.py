"""A town of the gazetteer set into the ground that is kept gives what reading all anew gives."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from sistercities.api.data_choice import open_data
from sistercities.dataset.town_lookup import meet_place
from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.partners.ground_with_towns import ground_with_towns
from sistercities.partners.read_ground import read_ground

# A town of Brazil, a county and a town of China, one with a code beside a city, one without people.
TOWNS = ("gn:3470373", "gn:11694038", "gn:1811282", "gn:3029302", "gn:4106733")


def _is_same(one: Any, other: Any) -> bool:
    if one.dtype.kind == "f":
        return bool(np.array_equal(one, other, equal_nan=True))
    return bool(one.tolist() == other.tolist())


@pytest.mark.parametrize("towns", [TOWNS[:1], TOWNS])
def test_both_ways_give_the_same(ground: Ground, towns: tuple[str, ...]) -> None:
    with open_data() as release:
        for town in towns:
            meet_place(release, town)
        assert set(release.shown) == set(towns)
        found, due = ground_with_towns(ground, release), read_ground(release)
    assert found is not None
    for one in fields(PlaceFacts):
        assert _is_same(getattr(found.places, one.name), getattr(due.places, one.name)), one.name
    for name in ("a", "b", "year", "country", "region", "containers"):
        assert _is_same(getattr(found.ties, name), getattr(due.ties, name)), name
    assert _is_same(found.recorded, due.recorded)
    for one, other in zip(
        found.flights + found.told_once, due.flights + due.told_once, strict=True
    ):
        assert _is_same(one, other)
    assert (found.uncounted, found.barriers) == (due.uncounted, due.barriers)
    assert all(found.position[town] == due.position[town] for town in towns)


def test_people_of_a_town_are_among_those_around_its_neighbours(ground: Ground) -> None:
    with open_data() as release:
        meet_place(release, TOWNS[3])
        found = ground_with_towns(ground, release)
    assert found is not None
    own = found.places.population[found.position[TOWNS[3]]]
    assert own > 0
    gained = [
        found.places.people_around[found.position[one]] - around
        for one, around in zip(ground.places.ids.tolist(), ground.places.people_around, strict=True)
    ]
    assert set(np.unique(np.nan_to_num(gained)).tolist()) == {0.0, own}
