"""Port, mountains and climate as features, and in what a place is like another."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.features import geography
from sistercities.partners.features.catalogue import BY_NAME, features_of
from sistercities.partners.features.feature import PairNames, sentence_of
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import likeness
from sistercities.partners.pairs import Pairs
from sistercities.terms.climate import ZONES, likeness_of_zones

NAMES = PairNames("Aachen", "Ningbo", "Germany", "China")


def ground_with(**facts: object) -> Ground:
    """Give the first places of the made-up ground these facts."""
    ground = made_up_ground()
    places = ground.places
    for name, values in facts.items():
        column = getattr(places, name).copy()
        column[: len(values)] = values  # type: ignore[arg-type]
        places = replace(places, **{name: column})
    return replace(ground, places=places)


def pair(ground: Ground, a: int, b: int) -> Pairs:
    return Pairs(ground, np.array([a]), np.array([b]))


@pytest.mark.parametrize(
    ("feature", "fact"), [(geography.port, "has_port"), (geography.mountains, "is_mountain")]
)
def test_who_has_it_is_told_apart(feature: object, fact: str) -> None:
    ground = ground_with(**{fact: [0.0, 1.0, 1.0, 0.0, np.nan]})
    due = {(0, 3): 0.0, (1, 0): 1.0, (0, 1): 2.0, (1, 2): 3.0}
    assert {ends: feature(pair(ground, *ends))[0] for ends in due} == due  # type: ignore[operator]
    for known in (0, 1):
        for ends in ((4, known), (known, 4)):
            assert math.isnan(feature(pair(ground, *ends))[0])  # type: ignore[operator]


def test_climates_are_compared_letter_by_letter() -> None:
    zones = ["Cfb", "Cfb", "Cfa", "Csb", "Dfb", "BWh", "BWk", "BSk", "ET", "EF", "Aw", "Af"]
    ground = ground_with(climate=[ZONES.index(zone) for zone in zones] + [-1])
    due = {
        (0, 1): 3, (0, 2): 2, (0, 3): 1, (0, 4): 0, (5, 6): 2, (6, 7): 1, (8, 9): 1, (10, 11): 1,
        (5, 0): 0,
    }  # fmt: skip
    for (a, b), value in due.items():
        assert geography.climate(pair(ground, a, b))[0] == value
        assert geography.climate(pair(ground, b, a))[0] == value
    assert math.isnan(geography.climate(pair(ground, 0, 12))[0])
    assert math.isnan(geography.climate(pair(ground, 12, 12))[0])


def test_likeness_of_zones_is_symmetric_and_highest_with_itself() -> None:
    for one, other in product(ZONES, ZONES):
        value = likeness_of_zones(one, other)
        assert value == likeness_of_zones(other, one)
        assert (value == 3) == (one == other)
        assert (value == 0) == (one[0] != other[0])


def test_each_value_has_its_own_sentence_also_unknown() -> None:
    for name in ("port", "mountains", "climate"):
        values = (*BY_NAME[name].knots, math.nan)
        said = [sentence_of(BY_NAME[name], value, NAMES) for value in values]
        assert len(set(said)) == len(values)
        assert "not known" in said[-1]
    assert (
        sentence_of(BY_NAME["port"], 2.0, NAMES)
        == "Ningbo has a listed seaport within 25 km, Aachen has none."
    )
    assert sentence_of(BY_NAME["mountains"], 1.0, NAMES) == (
        "Heights on a grid of 9 km show mountains around Aachen, none around Ningbo."
    )
    assert sentence_of(BY_NAME["climate"], 3.0, NAMES) == (
        "Both lie in the same climate zone after Köppen and Geiger."
    )


def test_seasons_stand_for_the_climate_of_regions_alone() -> None:
    of_cities = {feature.name for feature in features_of("city")}
    of_regions = {feature.name for feature in features_of("region")}
    assert {"port", "mountains", "climate"} <= of_cities - of_regions
    assert "latitude_gap" in of_regions - of_cities


def test_a_place_that_shares_port_mountains_and_climate_is_more_alike() -> None:
    ground = ground_with(
        has_port=[1.0, 1.0, 0.0], is_mountain=[0.0, 0.0, 1.0],
        climate=[ZONES.index(zone) for zone in ("Cfb", "Cfb", "BWh")],
    )  # fmt: skip
    places = ground.places
    twins = {
        name: np.concatenate([np.repeat(getattr(places, name)[:1], 3), getattr(places, name)[3:]])
        for name in (
            "population",
            "is_coastal",
            "destinations",
            "latitude",
            "is_capital",
            "is_seat",
        )
    }
    ground = replace(ground, places=replace(places, **twins))
    found = likeness(ground, 0)
    assert found.contribution()[1] > found.contribution()[2]
    said = str(found.reason(2).sentence)
    assert "port, mountains, island, World Heritage and climate" in said.split("not in")[1]
