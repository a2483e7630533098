"""Who counts as a quarter of a city, and what a suggestion rests on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.argument_sentences import say_suburbs
from sistercities.partners.short_lists.arguments import ARGUMENTS
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.kinds import KINDS
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
        (8, 70_000, 72_000, "Gulfport-Downtown", True),
        (8, 70_000, 72_000, "Gulfport West", True),
        (14, 70_000, 72_000, "Gulfport-Downtown", False),
        (8, 70_000, 72_000, "Gulfport Heights", False),
        (8, 70_000, 72_000, "Old Gulfport Downtown", False),
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
    quarters = Quarters(_beside(km, small, city, name))
    assert quarters.holds(SMALL) is is_quarter
    assert quarters.city_of(SMALL) == (CITY if is_quarter else None)


def test_of_several_cities_beside_it_a_quarter_is_told_the_largest() -> None:
    ground = _beside(10, 30_000, 300_000)
    places = ground.places
    latitude, longitude = places.latitude.copy(), places.longitude.copy()
    latitude[HOME], longitude[HOME] = 10.0, 20.0
    people, country = places.population.copy(), places.country.copy()
    people[HOME], country[HOME] = 200_000, country[CITY]
    two = replace(
        places, latitude=latitude, longitude=longitude, population=people, country=country
    )
    ground = replace(ground, places=two)
    assert Quarters(ground).city_of(SMALL) == CITY
    people = people.copy()
    people[HOME] = 400_000
    larger = replace(ground, places=replace(ground.places, population=people))
    assert Quarters(larger).city_of(SMALL) == HOME


def test_who_is_part_of_a_municipality_on_record_is_told_no_city_beside_it() -> None:
    ground = _beside(5, 30_000, 900_000)
    flags = np.zeros(ground.n_places, dtype=bool)
    flags[SMALL] = True
    coded = replace(ground, places=replace(ground.places, lacks_code=flags))
    assert Quarters(coded).holds(SMALL)
    assert Quarters(coded).city_of(SMALL) is None


def test_what_a_register_of_municipalities_knows_is_no_quarter_for_lying_beside_a_city() -> None:
    ground = _beside(5, 30_000, 900_000)
    assert Quarters(ground).holds(SMALL)
    flags = np.zeros(ground.n_places, dtype=bool)
    flags[SMALL] = True
    coded = replace(ground, places=replace(ground.places, has_code=flags))
    assert not Quarters(coded).holds(SMALL)
    assert Quarters(coded).city_of(SMALL) is None


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


@pytest.mark.parametrize(
    ("lacks_code", "n_ties", "is_part"),
    [(True, 0, True), (True, 3, True), (True, 4, False), (False, 0, False)],
)
def test_who_has_no_code_where_all_others_have_one_is_part_of_a_municipality(
    n_ties: int, *, lacks_code: bool, is_part: bool
) -> None:
    ground = _beside(200, 30_000, 90_000)
    flags = np.zeros(ground.n_places, dtype=bool)
    flags[SMALL] = lacks_code
    ties = replace(
        ground.ties, a=np.full(n_ties, SMALL), b=np.arange(20, 20 + n_ties),
        year=np.full(n_ties, np.nan),
    )  # fmt: skip
    coded = replace(ground, places=replace(ground.places, lacks_code=flags), ties=ties)
    assert Quarters(coded).holds(SMALL) is is_part


@pytest.mark.parametrize("merged", ["gn:6325485", "gn:2798873"], ids=["Charlesbourg", "Ekeren"])
def test_a_municipality_that_a_law_merged_is_part_of_another(merged: str) -> None:
    ground = _beside(200, 30_000, 90_000)
    ids = ground.places.ids.copy()
    ids[SMALL] = merged
    assert Quarters(replace(ground, places=replace(ground.places, ids=ids))).holds(SMALL)
    assert not Quarters(ground).holds(SMALL)


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


@pytest.mark.parametrize(
    ("people", "is_said"), [(124_000, True), (126_000, False), (79_000, False)]
)
def test_about_as_large_is_said_within_a_quarter(people: float, *, is_said: bool) -> None:
    (size,) = (one for one in ARGUMENTS if one.name == "size")
    population = GROUND.places.population.copy()
    population[HOME], population[CITY] = 100_000, people
    facts = _facts(replace(GROUND, places=replace(GROUND.places, population=population)))
    assert bool(size.holds(facts)[0]) is is_said


def _facts(ground: Ground) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, np.array([CITY]))
    )


def _district(own_ties: int = 0, signing: int = 0, code: str | None = None) -> Ground:
    """Make the small place a district of the city, with other districts that have partners."""
    ground = _beside(200, 30_000, 90_000)
    places, others = ground.places, [20, 21, 22]
    level, around = places.level.copy(), places.municipality.copy()
    level[[SMALL, *others]], around[[SMALL, *others]] = LEVELS.index("district"), CITY
    ends = [SMALL] * own_ties + [at for at in others[:signing] for _ in range(2)]
    ties = replace(
        ground.ties, a=np.array(ends, dtype=np.int64), b=np.arange(40, 40 + len(ends)),
        year=np.full(len(ends), np.nan),
    )  # fmt: skip
    codes = ground.countries.codes.copy().astype(object)
    if code is not None:
        codes[places.country[SMALL]] = code
    countries = replace(ground.countries, codes=codes)
    moved = replace(places, level=level, municipality=around)
    return replace(ground, places=moved, ties=ties, countries=countries)


@pytest.mark.parametrize(
    ("ground", "is_part"),
    [
        (_district(), True),
        (_district(own_ties=1), True),
        (_district(own_ties=2), False),
        (_district(signing=1), True),
        (_district(signing=2), False),
        (_district(code="KR"), False),
    ],
    ids=["no partner", "one", "two", "one other signs", "two others sign", "with its own council"],
)
def test_for_a_district_its_city_signs_unless_districts_there_sign(
    ground: Ground, *, is_part: bool
) -> None:
    quarters = Quarters(ground)
    assert quarters.is_part(SMALL) is is_part
    assert quarters.signer_of(SMALL) == (CITY if is_part else None)


def test_to_a_district_for_which_its_city_signs_nobody_is_named() -> None:
    for ground, is_named in ((_district(), False), (_district(own_ties=2), True)):
        at = HomePlace(ground, SMALL, "city")
        facts = CandidateFacts(at, candidates_of(ground, SMALL, np.array([HOME])))
        kind = KINDS[1]._replace(rests_on=lambda facts, _asked: np.ones(len(facts.pairs), bool))
        assert bool(kind.rests_on_enough(facts)[0]) is is_named


def test_a_district_of_a_district_is_told_the_city_that_signs() -> None:
    ground = _district()
    around = ground.places.municipality.copy()
    around[SMALL] = 20
    inner = replace(ground, places=replace(ground.places, municipality=around))
    assert Quarters(inner).signer_of(SMALL) == CITY


def test_no_place_is_said_to_lie_beside_the_city_that_holds_it() -> None:
    ground = _beside(5, 30_000, 900_000)
    places = ground.places
    large, around = places.large_city.copy(), places.municipality.copy()
    large[[SMALL, HOME]] = CITY
    names = [str(places.names[at]) for at in (SMALL, HOME)]
    for holds, said in ((False, "Both lie beside a far larger city"), (True, "Both lie in or")):
        around[SMALL] = CITY if holds else -1
        moved = replace(places, large_city=large, municipality=around.copy())
        two = replace(ground, places=moved)
        at = HomePlace(two, SMALL, "city")
        facts = CandidateFacts(at, candidates_of(two, SMALL, np.array([HOME])))
        words = str(say_suburbs(facts, 0))
        assert words.startswith(said)
        assert (f"{names[0]} in Gulfport" in words) is holds
        assert f"{names[1]} beside Gulfport" in words


@pytest.mark.parametrize(
    ("people_beside", "own_ties", "is_part"),
    [(40_000, False, True), (40_000, True, False), (30_000, False, False)],
    ids=["a larger place of it", "a larger one, and partners of its own", "one of its size"],
)
def test_the_smaller_of_two_places_of_a_municipality_is_part_of_it_unless_it_has_partners(
    people_beside: float, *, own_ties: bool, is_part: bool
) -> None:
    """The municipality has no partners, and its own number of people is not known."""
    ground = _beside(200, 30_000, np.nan)
    beside = 13
    people, around = ground.places.population.copy(), ground.places.municipality.copy()
    people[beside] = people_beside
    around[[SMALL, beside]] = CITY
    ends = np.array([SMALL] if own_ties else [], dtype=np.int64)
    ties = replace(ground.ties, a=ends, b=np.full(len(ends), HOME), year=np.full(len(ends), np.nan))
    places = replace(ground.places, population=people, municipality=around)
    assert Quarters(replace(ground, places=places, ties=ties)).holds(SMALL) is is_part
