"""What two places are is counted: their size, the sea, heights, what lies around them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.short_lists.two_places import (
    ALIKE,
    CITY,
    HOME,
    OTHERS,
    facts_of_two,
    ground_of_two,
)
from sistercities.partners.ground_places import say_resort
from sistercities.partners.short_lists.counted_facts import COUNTED
from sistercities.partners.short_lists.footing import (
    footing_table,
    may_rest_on_kind,
)
from sistercities.partners.short_lists.place_kinds import CENTRE, SMALL_BESIDE, are_of_kind


@pytest.mark.parametrize(
    ("here", "there", "holds"),
    [
        ("Eisenau", "Bad Quell", True), ("Eisenau", "Palm Beach", True),
        ("Bad Quell", "Mariánské Lázně", False), ("Eisenau", "Badenau", False),
        ("Eisenau", "Beachwood", False),
    ],
)  # fmt: skip
def test_a_name_tells_a_spa_or_a_beach_by_whole_words(
    here: str, there: str, *, holds: bool
) -> None:
    ground = ground_of_two()
    names = ground.places.names.copy()
    names[HOME], names[CITY] = here, there
    facts = facts_of_two(
        replace(ground, places=replace(ground.places, names=names, is_resort=say_resort(names)))
    )
    assert bool(COUNTED["candidate_alone_is_resort"](facts)[0]) is holds


_PORTS = {"is_by_sea": (0, 1), "is_port": (1, 1), "km_to_sea": (95, 2)}
"""A seaport up a river, and one by the sea."""


@pytest.mark.parametrize(
    ("km", "values", "is_apart"),
    [
        (990, {}, False),
        (1_010, {}, True),
        (990, {"km_to_sea": (105, 2)}, True),
        (990, {"km_to_sea": (2, 105)}, True),
        (990, {"km_to_sea": (np.nan, 2)}, True),
        (990, {"is_port": (1, 0)}, True),
        (990, {"is_port": (np.nan, 1)}, True),
        (990, {"is_by_sea": (1, 1)}, False),
        (990, {"large_city": (-1, 0)}, True),
        (990, {"large_city": (1, -1)}, True),
    ],
)
def test_two_seaports_in_reach_are_not_set_apart_by_the_sea(
    km: float, values: dict[str, tuple[float, float]], *, is_apart: bool
) -> None:
    facts = facts_of_two(ground_of_two(km, population=ALIKE, **{**_PORTS, **values}))
    assert bool(COUNTED["sea_of_one_alone"](facts)[0]) is is_apart
    assert bool(may_rest_on_kind(facts, "few")[0]) is not is_apart


def test_two_seaports_far_apart_are_alike_where_something_links_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far = ground_of_two(3_000, population=ALIKE, **_PORTS)
    assert COUNTED["sea_of_one_alone"](facts_of_two(far))[0]
    for name in ("is_linked", "has_route"):
        with monkeypatch.context() as patched:
            patched.setattr(
                f"sistercities.partners.short_lists.counted_facts.{name}",
                lambda facts: np.ones(len(facts.pairs), dtype=np.bool_),
            )
            assert not COUNTED["sea_of_one_alone"](facts_of_two(far))[0]


def test_every_fact_is_counted_once_in_the_table() -> None:
    counted = [line.name for line in footing_table() if line.kind == "counts"]
    assert len(set(counted)) == len(counted)
    assert set(counted) == set(COUNTED)


@pytest.mark.parametrize(
    ("values", "name", "holds"),
    [
        ({"population": (100_000, 140_000)}, "less_like_size", False),
        ({"population": (100_000, 60_000)}, "less_like_size", True),
        ({"population": (100_000, 180_000)}, "nearly_unlike_size", True),
        ({"population": (100_000, 240_000)}, "very_unlike_size", False),
        ({"population": (100_000, 39_000)}, "very_unlike_size", True),
        ({"is_by_sea": (0, 1)}, "sea_of_one_alone", True),
        ({"is_by_sea": (1, 0)}, "sea_of_one_alone", True),
        ({"is_by_sea": (np.nan, 1)}, "sea_of_one_alone", False),
        ({"is_mountain": (1, 1)}, "mountains", True),
        ({"climate": (4, 4)}, "climate", True),
        ({"climate": (4, -1)}, "climate", False),
        ({"has_port": (1, 0)}, "harbour_of_home_alone", True),
        ({"has_port": (0, 1)}, "harbour_of_home_alone", False),
        ({"has_port": (1, np.nan)}, "harbour_of_home_alone", False),
        ({"is_capital": (0, 1)}, "candidate_alone_is_capital", True),
        ({"is_capital": (1, 0)}, "candidate_alone_is_capital", False),
        ({"is_capital": (0, np.nan)}, "candidate_alone_is_capital", False),
        ({"is_island": (1, 1)}, "islands", True),
        ({"is_island": (1, 0)}, "islands", False),
        ({"heritage_sites": (0, 2)}, "candidate_alone_has_heritage", True),
        ({"heritage_sites": (1, 2)}, "candidate_alone_has_heritage", False),
        ({"destinations": (9, 31)}, "candidate_alone_has_many_routes", True),
        ({"destinations": (11, 31)}, "candidate_alone_has_many_routes", False),
        ({"destinations": (0, 29)}, "candidate_alone_has_many_routes", False),
        ({"is_seat": (1, 1)}, "seat", True),
        ({"is_seat": (1, 0)}, "seat", False),
        ({"altitude": (950, 440)}, "height_of_one_alone", True),
        ({"altitude": (950, 460)}, "height_of_one_alone", False),
        ({"altitude": (2_000, 950)}, "height_of_one_alone", False),
        ({"altitude": (300, 1_000)}, "height_of_one_alone", True),
    ],
)
def test_a_fact_holds_where_it_is_known_of_both(
    values: dict[str, tuple[float, float]], name: str, *, holds: bool
) -> None:
    assert bool(COUNTED[name](facts_of_two(ground_of_two(**values)))[0]) is holds


@pytest.mark.parametrize(
    ("around", "name", "holds"),
    [
        ((99_000, 10_000), "centres", True),
        ((101_000, 10_000), "centres", False),
        ((700_000, 900_000), "small_beside", True),
        ((699_000, 900_000), "small_beside", False),
        ((99_000, 700_000), "opposite_kinds", True),
        ((101_000, 700_000), "opposite_kinds", False),
        ((np.nan, 700_000), "opposite_kinds", False),
    ],
)
def test_the_kind_of_a_place_is_told_by_the_people_around_it(
    around: tuple[float, float], name: str, *, holds: bool
) -> None:
    facts = facts_of_two(ground_of_two(population=(100_000, 100_000), people_around=around))
    said = {
        "centres": lambda: are_of_kind(facts, CENTRE),
        "small_beside": lambda: are_of_kind(facts, SMALL_BESIDE),
        "opposite_kinds": lambda: COUNTED["opposite_kinds"](facts),
    }
    assert bool(said[name]()[0]) is holds


@pytest.mark.parametrize(
    ("home", "place", "holding"),
    [
        (5, 6, set()), (5, -1, {"home_alone_is_suburb"}),
        (-1, 6, {"candidate_alone_is_suburb"}), (-1, -1, set()),
    ],
)  # fmt: skip
def test_suburbs_are_of_a_kind_and_one_alone_is_not(
    home: int, place: int, holding: set[str]
) -> None:
    facts = facts_of_two(ground_of_two(large_city=(home, place)))
    names = ("home_alone_is_suburb", "candidate_alone_is_suburb")
    assert {name for name in names if COUNTED[name](facts)[0]} == holding


@pytest.mark.parametrize(
    ("here", "there", "are_large"),
    [
        (500_000, 2_000_000, True), (499_999, 2_000_000, False), (500_000, 499_999, False),
        (float("nan"), 500_000, False),
    ],
)  # fmt: skip
def test_two_large_cities_are_told_by_the_people_of_both(
    here: float, there: float, are_large: bool
) -> None:
    facts = facts_of_two(ground_of_two(population=(here, there)))
    assert bool(COUNTED["large_cities"](facts)[0]) is are_large


@pytest.mark.parametrize(
    ("around", "holds"),
    [((0, 690_000), False), ((0, 710_000), True), ((710_000, 0), True), ((np.nan, 0), False)],
)
def test_who_stands_alone_is_not_like_who_lies_among_many_more_people(
    around: tuple[float, float], *, holds: bool
) -> None:
    facts = facts_of_two(ground_of_two(population=(100_000, 100_000), people_around=around))
    assert bool(COUNTED["unlike_surroundings"](facts)[0]) is holds


@pytest.mark.parametrize(
    ("people", "home_km", "km", "expected"),
    [
        (2_000_000, 5, 14, {"parts_of_metropolis"}),
        (2_000_000, 5, 20, set()),
        (900_000, 5, 14, set()),
        (2_000_000, None, 20, {"candidate_alone_is_beside_metropolis"}),
        (900_000, None, 20, set()),
    ],
)
def test_towns_within_a_city_of_a_million_are_of_a_kind(
    people: float, home_km: float | None, km: float, expected: set[str]
) -> None:
    ground = ground_of_two(population=(50_000, 50_000))
    places, cities = ground.places, (OTHERS + 10, OTHERS + 11)
    latitude, size, large_city = (
        places.latitude.copy(), places.population.copy(), places.large_city.copy()
    )  # fmt: skip
    for place, city, away in ((HOME, cities[0], home_km), (CITY, cities[1], km)):
        size[city] = people
        latitude[city] = latitude[place] + (away or 0) / 111.2
        large_city[place] = -1 if away is None else city
    moved = replace(places, latitude=latitude, population=size, large_city=large_city)
    facts = facts_of_two(replace(ground, places=moved))
    names = ("parts_of_metropolis", "candidate_alone_is_beside_metropolis")
    assert {name for name in names if COUNTED[name](facts)[0]} == expected
