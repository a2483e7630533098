"""Who counts as a quarter of a city, and what a suggestion rests on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.arguments import ARGUMENTS
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.grounds import NEAR_LINKS, n_in_common, n_links
from sistercities.partners.short_lists.quarters import Quarters

GROUND = made_up_ground(seed=3, n_ties=1)
SMALL, CITY, HOME = 10, 11, 12


def _beside(km: float, small: float, city: float, name: str = "Elsewhere") -> Ground:
    """Put a small place so many km north of a city of its country, and the others far away."""
    places = GROUND.places
    latitude, longitude = places.latitude.copy(), places.longitude.copy()
    latitude[:] = -80.0
    latitude[CITY], latitude[SMALL] = 10.0, 10.0 + km / 111.2
    longitude[CITY] = longitude[SMALL] = 20.0
    population, country, names = (
        places.population.copy(),
        places.country.copy(),
        places.names.copy(),
    )
    population[:] = 1_000.0
    population[SMALL], population[CITY] = small, city
    country[SMALL] = country[CITY]
    names[CITY], names[SMALL] = "Gulfport", name
    moved = replace(
        places, latitude=latitude, longitude=longitude, population=population, country=country,
        names=names,
    )  # fmt: skip
    return replace(GROUND, places=moved)


@pytest.mark.parametrize(
    ("km", "small", "city", "name", "is_quarter"),
    [
        (11, 30_000, 160_000, "Elsewhere", True),
        (13, 30_000, 160_000, "Elsewhere", False),
        (11, 40_000, 160_000, "Elsewhere", False),
        (11, 10_000, 90_000, "Elsewhere", False),
        (38, 80_000, 3_800_000, "Elsewhere", True),
        (42, 80_000, 3_800_000, "Elsewhere", False),
        (8, 70_000, 72_000, "West Gulfport", True),
        (14, 70_000, 72_000, "West Gulfport", False),
        (8, 70_000, 72_000, "Gulfportville", False),
        (11, 30_000, 150_000, "Elsewhere", True),
        (11, 30_000, 149_999, "Elsewhere", False),
        (11, 10_000, 100_000, "Elsewhere", True),
        (11, 10_000, 99_999, "Elsewhere", False),
        (38, 80_000, 1_000_000, "Elsewhere", True),
        (38, 80_000, 999_999, "Elsewhere", False),
        (8, 70_000, 72_000, "Gulfport", False),
    ],
)
def test_a_place_beside_a_city_or_named_after_it_is_a_quarter(
    km: float, small: float, city: float, name: str, *, is_quarter: bool
) -> None:
    assert Quarters(_beside(km, small, city, name)).holds(SMALL) is is_quarter


def test_a_place_with_partners_signs_for_itself() -> None:
    ground = _beside(5, 10_000, 900_000)
    ties = replace(ground.ties, a=np.array([SMALL]), b=np.array([HOME]), year=np.array([np.nan]))
    assert Quarters(ground).holds(SMALL)
    assert not Quarters(replace(ground, ties=ties)).holds(SMALL)


@pytest.mark.parametrize(
    ("people_around", "ties_around", "own_ties", "is_seat", "is_part"),
    [
        (31_000, False, False, False, True),
        (31_000, False, True, False, True),
        (20_000, False, False, False, False),
        (24_000, False, False, False, True),
        (23_999, False, False, False, False),
        (np.nan, False, False, False, False),
        (np.nan, True, True, False, True),
        (np.nan, True, False, True, False),
    ],
    ids=["as many people", "with ties too", "a village around", "just as many as nearly",
         "one fewer", "people not known",
         "the municipality has partners", "the seat of its region"],
)  # fmt: skip
def test_a_municipality_signs_for_what_lies_in_it(
    people_around: float, ties_around: bool, own_ties: bool, is_seat: bool, is_part: bool
) -> None:
    """The place has 30,000 people; each fact is taken away in turn."""
    ground = _beside(200, 30_000, people_around)
    seats = np.zeros(ground.n_places)
    seats[SMALL] = float(is_seat)
    ends = [at for at, has in ((CITY, ties_around), (SMALL, own_ties)) if has]
    ties = replace(
        ground.ties, a=np.array(ends, dtype=np.int64), year=np.full(len(ends), np.nan),
        b=np.full(len(ends), HOME),
    )  # fmt: skip
    ground = replace(ground, places=replace(ground.places, is_seat=seats), ties=ties)
    assert not Quarters(ground).holds(SMALL), "it lies in nothing yet"
    around = ground.places.municipality.copy()
    around[SMALL] = CITY
    inside = replace(ground, places=replace(ground.places, municipality=around))
    assert Quarters(inside).holds(SMALL) is is_part


@pytest.mark.parametrize(("city", "is_quarter"), [("Gulf", True), ("Gul", False)])
def test_a_name_of_four_letters_may_be_part_of_another(city: str, is_quarter: bool) -> None:
    ground = _beside(8, 70_000, 72_000, f"West {city}")
    names = ground.places.names.copy()
    names[CITY] = city
    named = replace(ground, places=replace(ground.places, names=names))
    assert Quarters(named).holds(SMALL) is is_quarter


def test_people_of_an_agglomeration_are_not_compared_with_those_of_a_municipality() -> None:
    (size,) = (one for one in ARGUMENTS if one.name == "size")
    population, is_wide = GROUND.places.population.copy(), np.zeros(GROUND.n_places, dtype=bool)
    population[[HOME, CITY]] = 100_000
    for at, is_said in (([], True), ([CITY], False), ([HOME, CITY], True)):
        is_wide[:] = False
        is_wide[at] = True
        places = replace(GROUND.places, population=population, is_agglomeration=is_wide.copy())
        assert bool(size.holds(_facts(replace(GROUND, places=places)))[0]) is is_said


def test_what_is_in_common_is_counted_one_by_one_and_unknown_is_nothing() -> None:
    places = GROUND.places
    n = len(places.ids)
    none = np.zeros(n)
    blank = replace(
        places, population=np.full(n, np.nan), climate=np.full(n, -1), is_coastal=none,
        has_port=none, is_mountain=none, is_island=none, is_border_city=none, is_seat=none,
        is_capital=none, heritage_sites=np.full(n, np.nan),
    )  # fmt: skip
    assert _in_common(blank) == 0
    both = np.zeros(n)
    both[[HOME, CITY]] = 1.0
    size = np.full(n, np.nan)
    size[HOME], size[CITY] = 100_000, 149_000
    assert _in_common(replace(blank, population=size)) == 1
    size[CITY] = 151_000
    assert _in_common(replace(blank, population=size)) == 0
    # The sea counts once, with a port or without.
    assert _in_common(replace(blank, is_coastal=both)) == 1
    assert _in_common(replace(blank, is_coastal=both, has_port=both)) == 1
    assert _in_common(replace(blank, is_mountain=both, is_seat=both, heritage_sites=both)) == 3
    alone = np.zeros(n)
    alone[CITY] = 1.0
    assert _in_common(replace(blank, is_island=alone)) == 0


@pytest.mark.parametrize(
    ("people", "is_said"), [(124_000, True), (126_000, False), (79_000, False)]
)
def test_about_as_large_is_said_within_a_quarter(people: float, *, is_said: bool) -> None:
    (size,) = (one for one in ARGUMENTS if one.name == "size")
    population = GROUND.places.population.copy()
    population[HOME], population[CITY] = 100_000, people
    facts = _facts(replace(GROUND, places=replace(GROUND.places, population=population)))
    assert bool(size.holds(facts)[0]) is is_said


def _in_common(places: object) -> float:
    return float(n_in_common(_facts(replace(GROUND, places=places)))[0])


def _facts(ground: Ground) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, np.array([CITY]))
    )


@pytest.mark.parametrize(
    ("fact", "value", "links"),
    [
        ("land_border", 1.0, True),
        ("common_official_language", 1.0, True),
        ("migrant_stock", 1_000_000.0, False),
        (None, 0.0, False),
    ],
)
def test_one_fact_on_the_countries_is_a_link(
    fact: str | None, value: float, *, links: bool
) -> None:
    places = GROUND.places
    country, latitude = places.country.copy(), places.latitude.copy()
    country[HOME], country[CITY] = 0, 1
    latitude[HOME], latitude[CITY] = 60.0, -60.0
    pairs = {name: np.zeros_like(values) for name, values in GROUND.countries.pairs.items()}
    if fact is not None:
        pairs[fact][0, 1] = pairs[fact][1, 0] = value
    ground = replace(
        GROUND,
        places=replace(places, country=country, latitude=latitude),
        countries=replace(GROUND.countries, pairs=pairs),
    )
    assert bool(n_links(_facts(ground))[0]) is links


def _with_facts(*facts: str, km_north: float = 6_000.0) -> CandidateFacts:
    """Put the city far from the home place, in another country, with facts on the two countries."""
    places = GROUND.places
    country, latitude = places.country.copy(), places.latitude.copy()
    longitude = places.longitude.copy()
    country[HOME], country[CITY] = 0, 1
    longitude[HOME] = longitude[CITY] = 20.0
    latitude[HOME], latitude[CITY] = -25.0, -25.0 + km_north / 111.2
    pairs = {name: np.zeros_like(values) for name, values in GROUND.countries.pairs.items()}
    for fact in facts:
        pairs[fact][0, 1] = pairs[fact][1, 0] = 1.0
    return _facts(
        replace(
            GROUND,
            places=replace(places, country=country, latitude=latitude, longitude=longitude),
            countries=replace(GROUND.countries, pairs=pairs),
        )
    )


@pytest.mark.parametrize(
    ("facts", "km", "is_enough"),
    [
        ((), 6_000, False),
        (("common_official_language",), 6_000, False),
        (("land_border",), 6_000, False),
        (("land_border", "common_official_language"), 6_000, True),
        ((), 1_001, False),
        ((), 999, True),
    ],
)
def test_nearness_counts_as_much_as_two_facts_on_the_countries(
    facts: tuple[str, ...], km: float, *, is_enough: bool
) -> None:
    links = n_links(_with_facts(*facts, km_north=km))[0]
    assert bool(links >= NEAR_LINKS) is is_enough
