"""How many of a region, a country and an area a list names: each limit alone, and who fills up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.choose_places import Limits, areas, choose_places

PLAIN = made_up_ground(n_places=300, n_ties=1)
# So far apart and of so many people each that none is a quarter of another.
GROUND = replace(
    PLAIN,
    places=replace(
        PLAIN.places,
        population=np.full(PLAIN.n_places, 50_000.0),
        latitude=np.linspace(-60, 60, PLAIN.n_places),
        longitude=np.linspace(-170, 170, PLAIN.n_places),
    ),
)
COUNTRY, REGION = GROUND.places.country, GROUND.places.region
CITIES = np.flatnonzero(GROUND.places.level == 2)
FREE = Limits(count=6, per_region=99, per_country=99, per_area=99)


def _region(number: int, n: int) -> list[int]:
    return [k for k in CITIES.tolist() if REGION[k] == number][:n]


def _chosen(
    order: list[int], limits: Limits, taken: tuple[int, ...] = (), ground: Ground = GROUND,
    own_country: int = 3,
) -> list[int]:  # fmt: skip
    at = np.array(order, dtype=np.int64)
    return choose_places(ground, at, limits, frozenset(taken), own_country, at)


# Regions 0 to 2 lie in country 0 of Asia, 3 to 8 in two countries of Europe, 9 to 11 in Africa.
ORDER = [*_region(0, 4), *_region(1, 4), *_region(3, 4), *_region(6, 4), *_region(9, 4)]


@pytest.mark.parametrize(
    ("limits", "at"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"count": 1}, [0]),
        ({"per_region": 1}, [0, 4, 8, 12, 16]),
        ({"per_region": 2}, [0, 1, 4, 5, 8, 9]),
        ({"per_country": 1}, [0, 8, 12, 16]),
        ({"per_country": 3}, [0, 1, 2, 8, 9, 10]),
        ({"per_region": 2, "per_country": 3}, [0, 1, 4, 8, 9, 12]),
        # What areas leave free, the best of the others fill up.
        ({"per_area": 1}, [0, 1, 2, 3, 8, 16]),
        ({"per_area": 2}, [0, 1, 8, 9, 16, 17]),
        ({"per_area": 2, "per_country": 2}, [0, 1, 8, 9, 16, 17]),
        ({"per_area": 1, "per_country": 1}, [0, 8, 12, 16]),
    ],
    ids=str,
)
def test_the_first_that_the_limits_allow_are_taken(limits: dict[str, int], at: list[int]) -> None:
    assert _chosen(ORDER, replace(FREE, **limits)) == [ORDER[k] for k in at]


@pytest.mark.parametrize(("km", "country", "is_one"), [(4, 0, True), (6, 0, False), (4, 3, False)])
@pytest.mark.parametrize("is_on_another_list", [True, False])
def test_a_town_that_the_gazetteer_has_twice_is_named_once(
    km: float, country: int, *, is_one: bool, is_on_another_list: bool
) -> None:
    first, again = ORDER[0], ORDER[1]
    latitude, longitude = GROUND.places.latitude.copy(), GROUND.places.longitude.copy()
    latitude[again], longitude[again] = latitude[first] + km / 111.2, longitude[first]
    of_country = COUNTRY.copy()
    of_country[again] = country
    places = replace(
        GROUND.places, latitude=latitude, longitude=longitude, country=of_country,
        population=np.full(GROUND.n_places, 5e4),
    )  # fmt: skip
    taken = (first,) if is_on_another_list else ()
    named = _chosen(
        [again] if taken else [first, again], FREE, taken, replace(GROUND, places=places)
    )
    assert (again in named) is not is_one


def test_those_that_another_list_names_are_not_named_again_and_count_for_their_country() -> None:
    taken = tuple(ORDER[:2])
    assert _chosen(ORDER, FREE, taken) == ORDER[2:8]
    in_all = replace(FREE, per_country_in_all=3)
    assert _chosen(ORDER, in_all, taken) == [ORDER[k] for k in (2, 8, 9, 10, 12, 13)]
    # The limit of this list alone does not look at the other.
    assert _chosen(ORDER, replace(FREE, per_country=3), taken) == [
        ORDER[k] for k in (2, 3, 4, 8, 9, 10)
    ]


def test_places_of_no_known_region_fill_no_region() -> None:
    region = REGION.copy()
    region[ORDER[:4]] = -1
    ground = replace(GROUND, places=replace(GROUND.places, region=region))
    one = replace(FREE, per_region=1)
    assert _chosen(ORDER, one, ground=ground) == [ORDER[k] for k in (0, 1, 2, 3, 4, 8)]


def test_all_over_the_world_the_best_comes_first_and_then_each_area_but_the_own() -> None:
    world = replace(FREE, count=3, all_over_the_world=True)
    assert _chosen(ORDER, world, own_country=3) == [ORDER[k] for k in (0, 1, 8)]
    without_best = replace(world, count=2, has_best_anywhere=False)
    assert _chosen(ORDER, without_best, own_country=3) == [ORDER[k] for k in (0, 8)]
    assert _chosen(ORDER, without_best, own_country=0) == [ORDER[k] for k in (8, 16)]


def test_the_turn_of_an_area_heeds_its_limit() -> None:
    world = replace(FREE, count=3, per_area=1, all_over_the_world=True)
    assert _chosen(ORDER, world, own_country=3) == [ORDER[k] for k in (0, 8, 16)]


def test_an_area_that_has_a_name_has_its_turn_again_where_three_times_as_many_fit() -> None:
    """Sainte-Laguë: eight that fit go before twenty with one name, and not before 25."""
    asia = [*_region(0, 4), *_region(1, 4)]
    europe = [k for number in range(3, 9) for k in _region(number, 9)]
    one = replace(FREE, count=1, all_over_the_world=True, has_best_anywhere=False)
    for n, is_asia in ((21, True), (27, False)):
        fitting = np.array([*asia, *europe[:n]])
        named = choose_places(GROUND, fitting, one, frozenset(europe[:1]), 3, fitting)
        assert (named[0] in asia) is is_asia


def test_nobody_is_named_where_nobody_is_a_candidate() -> None:
    assert _chosen([], FREE) == []
    assert _chosen(ORDER[:2], FREE, tuple(ORDER[:2])) == []


@pytest.mark.parametrize(
    ("codes", "n_areas"),
    [(["IN", "CN", "JP", "DE"], 3), (["SA", "CN", "JP", "DE"], 3), (["SA", "IN", "TR", "JP"], 3)],
    ids=["South Asia", "the Middle East", "both"],
)
def test_two_areas_stand_apart_from_their_continent(codes: list[str], n_areas: int) -> None:
    continents = np.array(["EU" if code == "DE" else "AS" for code in codes], dtype=object)
    countries = replace(
        GROUND.countries, codes=np.array(codes, dtype=object), continents=continents
    )
    found = areas(replace(GROUND, countries=countries)).tolist()
    assert len(set(found)) == n_areas
    assert found[0] not in found[3:]


@pytest.mark.parametrize(("km", "is_one"), [(4, True), (6, False)])
@pytest.mark.parametrize("latitude", [0.0, 60.0, -60.0])
def test_east_and_west_a_town_is_as_near_far_in_the_north_as_at_the_equator(
    km: float, latitude: float, *, is_one: bool
) -> None:
    first, again = ORDER[0], ORDER[1]
    north, east = GROUND.places.latitude.copy(), GROUND.places.longitude.copy()
    north[[first, again]], east[first] = latitude, 20.0
    east[again] = 20.0 + km / (111.2 * np.cos(np.radians(latitude)))
    ground = replace(GROUND, places=replace(GROUND.places, latitude=north, longitude=east))
    named = _chosen([first, again], FREE, ground=ground)
    assert (again in named) is not is_one
