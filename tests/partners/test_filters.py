"""Each filter of candidates at its edge: who is just inside, who just outside, what is refused."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument
from sistercities.partners.filters import (
    Filters,
    NamedRegion,
    each_loosened,
    filtered,
    passing,
)
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.parts_of_world import is_continent

PLAIN = made_up_ground()
HOME = int(np.flatnonzero(
    (PLAIN.places.country == 0) & (PLAIN.places.level == 2) & np.isfinite(PLAIN.places.latitude)
)[0])  # fmt: skip
FOUR = [int(np.flatnonzero((PLAIN.places.country == k) & (PLAIN.places.level == 2))[-1])
        for k in range(4)]  # fmt: skip
"""One candidate of each of the four countries."""


def _ground(**places: np.ndarray) -> Ground:
    countries = replace(
        PLAIN.countries,
        codes=np.array(["CN", "DE", "FR", "KE"], dtype=object),
        names=np.array(["China", "Germany", "France", "Kenya"], dtype=object),
        continents=np.array(["AS", "EU", "EU", "AF"], dtype=object),
        languages=tuple(map(frozenset, (["chinese"], ["german"], ["french"], ["english"]))),
    )
    return replace(PLAIN, countries=countries, places=replace(PLAIN.places, **places))


def _people(*numbers: float) -> np.ndarray:
    population = PLAIN.places.population.copy()
    population[FOUR] = numbers
    return population


def _pairs(ground: Ground | None = None) -> Pairs:
    return candidates_of(ground or _ground(), HOME, np.array(FOUR))


def _left(filters: Filters, ground: Ground | None = None) -> list[bool]:
    return filtered(_pairs(ground), filters)[0].tolist()


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), "1111"),
        (Filters(countries=("DE",)), "0100"),
        (Filters(countries=("de", "KE")), "0101"),
        (Filters(countries=("Allemagne",)), "0100"),
        (Filters(countries=("EU",)), "0110"),
        (Filters(not_countries=("DE",)), "1011"),
        (Filters(not_countries=("EU", "CN")), "0001"),
        (Filters(countries=("EU",), not_countries=("FR",)), "0100"),
        (Filters(continents=("Europe",)), "0110"),
        (Filters(continents=("Europe", "Africa")), "0111"),
        (Filters(continents=("Middle East", "EU")), "0110"),
        (Filters(languages=("German",)), "0100"),
        (Filters(languages=("german", "English")), "0101"),
    ],
    ids=str,
)
def test_countries_continents_and_languages_leave_those_that_are_named(
    filters: Filters, left: str
) -> None:
    assert _left(filters) == [one == "1" for one in left]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(min_population=100), "0110"),
        (Filters(max_population=100), "1100"),
        (Filters(min_population=100, max_population=100), "0100"),
        (Filters(min_population=0), "1110"),
        (Filters(min_population=101), "0010"),
    ],
    ids=str,
)
def test_a_number_of_people_is_inside_at_its_edge_and_an_unknown_one_never(
    filters: Filters, left: str
) -> None:
    """Of 99, 100, 101 and a number of people that is not known."""
    ground = _ground(population=_people(99, 100, 101, np.nan))
    assert _left(filters, ground) == [one == "1" for one in left]


def test_a_distance_is_inside_at_its_edge_and_needs_the_point_of_the_home_place() -> None:
    pairs = _pairs()
    km = np.sort(pairs.distance_km[np.isfinite(pairs.distance_km)])
    for most in km.tolist():
        left = filtered(pairs, Filters(max_distance_km=most))[0]
        assert left.tolist() == (pairs.distance_km <= most).tolist()
        assert left.sum() >= 1
    latitude = PLAIN.places.latitude.copy()
    latitude[HOME] = np.nan
    with pytest.raises(InvalidArgument, match=r"^Where .* lies is not known. Choose by country"):
        _left(Filters(max_distance_km=9_000.0), _ground(latitude=latitude))
    assert _left(Filters(), _ground(latitude=latitude)) == [True] * 4


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        (Filters(min_population=-1), "0 or more"),
        (Filters(max_population=-1), "0 or more"),
        (Filters(max_distance_km=0.0), "above 0"),
        (Filters(max_distance_km=math.inf), "above 0"),
        (Filters(countries=("Germny",)), "the code of Germany is DE; give that"),
        (Filters(countries=("DX",)), "near it are"),
        (
            Filters(countries=("Nowhereland",)),
            "a region by name, such as Germany, 德国 or Bavaria, a union such as EU or ASEAN, or a",
        ),
        (Filters(languages=("germn",)), "near it are german"),
        (Filters(languages=("quenya",)), "give an official language of a country, such as French"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_refused_with_what_to_give(filters: Filters, says: str) -> None:
    with pytest.raises(InvalidArgument, match=says):
        _left(filters)


def test_each_filter_is_left_out_in_turn_with_its_words() -> None:
    both = Filters(countries=("DE",), continents=("Europe",), min_population=100, size="any")
    found = each_loosened(_pairs(_ground(population=_people(99, 100, 101, 102))), both)
    assert found == [
        ("Country Germany", Filters(continents=("Europe",), min_population=100)),
        ("Continent Europe", Filters(countries=("DE",), min_population=100)),
        ("At least 100 people", Filters(countries=("DE",), continents=("Europe",))),
    ]


def test_of_filters_that_exclude_each_other_each_is_told_with_what_is_left_without_it() -> None:
    pairs = _pairs(_ground(population=_people(500, 2_000, 3_000, 5_000)))
    with pytest.raises(InvalidArgument) as refused:
        filtered(pairs, Filters(min_population=2_000, max_population=1_000))
    assert str(refused.value) == (
        "Together “At least 2,000 people” and “At most 1,000 people” leave no place: without “At "
        "most 1,000 people” 3 places are left and without “At least 2,000 people” 1 place is left. "
        "Drop one."
    )
    with pytest.raises(InvalidArgument, match=r"without any one of them\. Drop several"):
        filtered(
            pairs, Filters(countries=("DE",), not_countries=("DE",), min_population=10**9)
        )  # fmt: skip
    with pytest.raises(InvalidArgument, match=r"people” leaves none of 4 places\. Widen or"):
        filtered(pairs, Filters(min_population=10**9))


def test_who_passes_all_filters_may_be_nobody() -> None:
    pairs = _pairs(_ground(population=_people(500, 2_000, 3_000, 5_000)))
    assert passing(pairs, Filters(min_population=2_000, countries=("CN", "DE"))).sum() == 1
    assert not passing(pairs, Filters(min_population=10**9)).any()
    assert passing(pairs, Filters()).all()


def test_a_part_of_the_world_is_asked_for_as_a_continent_is() -> None:
    ground = _ground()
    codes = np.array(["CN", "TR", "IN", "KE"], dtype=object)
    ground = replace(ground, countries=replace(ground.countries, codes=codes))
    assert _left(Filters(continents=("Middle East",)), ground) == [False, True, False, False]
    both = Filters(continents=("middle-east", "SOUTH ASIA"))
    left, said = filtered(_pairs(ground), both)
    assert left.tolist() == [False, True, True, False]
    assert said[0].startswith("Part of the world Middle East or South Asia")
    with pytest.raises(InvalidArgument, match=r"SA \(South America\), Middle East, South Asia"):
        _left(Filters(continents=("Middle Earth",)), ground)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Europe", True), (" south america ", True), ("Middle East", True), ("middle-east", True),
        ("South Asia", True), ("EU", False), ("AF", False), ("Germany", False), ("", False),
    ],
)  # fmt: skip
def test_a_continent_is_told_by_its_name_and_two_letters_are_those_of_a_country(
    text: str, *, is_one: bool
) -> None:
    assert is_continent(text) is is_one


@pytest.mark.parametrize(
    ("least", "left", "words"),
    [(0, "1110", "At least 0 people"), (1, "0110", "Size known"), (2, "0010", "At least 2 people")],
)
def test_one_inhabitant_is_a_size_that_is_known(least: int, left: str, words: str) -> None:
    pairs = _pairs(_ground(population=_people(0, 1, 2, np.nan)))
    passes, (said,) = filtered(pairs, Filters(min_population=least))
    assert passes.tolist() == [one == "1" for one in left]
    assert said.startswith(words)


def test_a_region_that_is_asked_for_holds_itself_and_what_lies_in_it() -> None:
    ground = _ground()
    region = int(ground.places.containers[FOUR[1], 0])
    held = NamedRegion(region, "DE").holds(ground)
    inside = (ground.places.containers == region).any(axis=1)
    assert held[region]
    assert not inside[region]
    assert held.sum() == inside.sum() + 1
    asked = Filters(regions=(NamedRegion(region, "DE"),))
    assert _left(asked) == [bool(held[one]) for one in FOUR]
    assert _left(asked._replace(countries=("KE",))) == [
        bool(held[one]) or one == FOUR[3] for one in FOUR
    ]
