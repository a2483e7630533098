"""Populations with a year; an undated one that others contradict is replaced or marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from release_build.largest_cities import LargestCities
from release_build.populations import (
    AGGLOMERATION,
    RESIDENTS,
    DatedPopulation,
    latest_values,
    stated_by_place,
    with_populations,
)
from release_build.readers.urban_agglomerations import Agglomeration
from release_build.readers.wikidata_populations import StatedPopulation
from sistercities.terms.places import Place

YEARBOOK = DatedPopulation(7_000_000, 2023, "yearbook")
AROUND = DatedPopulation(1_000_000, 2020, "agglomerations")


def place(population: int | None, **more: Any) -> Place:
    return Place(
        "gn:1", "Musterau", "", "city", "DE", "DE-91", latitude=50.0, longitude=10.0,
        population=population, names=(("Musterau", "und"), ("Muster-Au", "und")), **more,
    )  # fmt: skip


def stated(population: int, name: str = "Musterau", latitude: float = 50.01) -> StatedPopulation:
    return StatedPopulation(name, latitude, 10.0, population)


def _populated(
    places: dict[str, Place],
    residents: dict[str, DatedPopulation],
    around: dict[str, DatedPopulation],
    others: Sequence[StatedPopulation],
    largest: LargestCities | None = None,
) -> dict[str, Place]:
    return with_populations(places, residents, around, stated_by_place(places, others), largest)


def outcome(
    one: Place, *others: StatedPopulation, around: DatedPopulation | None = None,
    residents: DatedPopulation | None = None,
) -> tuple[int | None, int | None, str, bool]:  # fmt: skip
    by_id = {"gn:1": one}
    found = _populated(
        by_id,
        {"gn:1": residents} if residents else {},
        {"gn:1": around} if around else {},
        others,
    )["gn:1"]
    return (
        found.population, found.population_year, found.population_source,
        found.is_population_doubtful,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "local", "people", "held"),
    [
        ("county", "木县", 99_999, None), ("district", "", 3_683, None),
        ("city", "大木市", 95_000, None), ("county", "木县", 100_000, 100_000),
        ("city", "木市", 95_000, 95_000), ("city", "木镇", 95_000, 95_000),
    ],
)  # fmt: skip
def test_the_people_of_its_seat_are_no_size_of_a_chinese_county(
    level: str, local: str, people: int, held: int | None
) -> None:
    one = replace(place(people), country="CN", level=level, name_local=local)  # type: ignore[arg-type]
    assert outcome(one)[0] == held
    assert outcome(replace(one, country="DE"))[0] == people


def test_residents_of_a_yearbook_come_first() -> None:
    found = outcome(place(2_000_000), around=AROUND, residents=YEARBOOK)
    assert found == (7_000_000, 2023, "yearbook", False)


def test_a_figure_of_geonames_stays_undated() -> None:
    assert outcome(place(90_000)) == (90_000, None, "geonames", False)
    assert outcome(place(90_000), stated(120_000)) == (90_000, None, "geonames", False)


@pytest.mark.parametrize(("people", "due"), [(4, None), (9, None), (10, 10)])
def test_a_handful_of_people_is_no_figure(people: int, due: int | None) -> None:
    assert outcome(place(people))[0] == due
    assert outcome(place(people, population_source="decisions"))[0] == people


@pytest.mark.parametrize("other", [14_519, 230_000])
def test_a_figure_that_another_source_contradicts_is_doubtful(other: int) -> None:
    assert outcome(place(96_000), stated(other)) == (96_000, None, "geonames", True)


def test_the_people_of_its_parish_give_way_to_those_of_the_municipality() -> None:
    assert outcome(place(96_000), stated(250_000)) == (250_000, None, "wikidata-2021", False)
    two_kinds = stated(250_000), stated(600_000)
    assert outcome(place(96_000), *two_kinds) == (None, None, "", False)
    assert outcome(place(96_000), stated(800_000)) == (None, None, "", False)
    assert outcome(place(96_000), stated(800_000), stated(810_000))[0] == 810_000
    assert outcome(place(96_000), stated(250_000), stated(97_000))[0] == 96_000
    ruled = place(96_000, population_source="decisions")
    assert outcome(ruled, stated(250_000)) == (96_000, None, "decisions", False)


def test_one_source_that_agrees_is_enough() -> None:
    others = stated(14_000), stated(100_000)
    assert outcome(place(96_000), *others) == (96_000, None, "geonames", False)


def test_a_contradicted_figure_gives_way_to_the_agglomeration() -> None:
    found = outcome(place(2_500_000), stated(800_000), around=AROUND)
    assert found == (1_000_000, 2020, "agglomerations", False)


@pytest.mark.parametrize(("own", "is_replaced"), [
    (400_000, False), (1_400_000, False), (1_600_000, True), (100_000, False),
])  # fmt: skip
def test_a_municipality_is_held_against_its_agglomeration(own: int, *, is_replaced: bool) -> None:
    population, *_ = outcome(place(own), around=AROUND)
    assert population == (1_000_000 if is_replaced else own)


def test_an_agglomeration_is_not_shown_for_a_city_that_is_less_than_half_of_it() -> None:
    due = (400_000, None, "wikidata-2021", False)
    assert outcome(place(None), stated(400_000), around=AROUND) == due
    assert outcome(place(None), stated(400_000), stated(600_000), around=AROUND)[0] == 1_000_000
    found = outcome(place(2_500_000), stated(400_000), around=AROUND)
    assert found == (2_500_000, None, "geonames", True)
    # GeoNames and the agglomeration agree: what the others count is a part, as in Cape Town.
    assert outcome(place(1_240_000), stated(400_000), around=AROUND)[0] == 1_000_000
    assert outcome(place(790_000), stated(300_000), around=AROUND)[0] == 790_000
    county = replace(place(None), country="CN")
    assert outcome(county, stated(400_000), around=AROUND)[0] == 1_000_000


def test_a_small_town_that_an_agglomeration_is_named_for_keeps_its_figure_and_the_doubt() -> None:
    assert outcome(place(100_000), around=AROUND) == (100_000, None, "geonames", True)
    assert outcome(place(130_000), around=AROUND) == (130_000, None, "geonames", False)
    seat_of_a_county = replace(place(100_000), country="CN")
    assert outcome(seat_of_a_county, around=AROUND) == (1_000_000, 2020, "agglomerations", False)
    contradicted = outcome(place(100_000), stated(900_000), around=AROUND)
    assert contradicted == (1_000_000, 2020, "agglomerations", False)


def test_a_source_that_knows_the_city_speaks_before_its_agglomeration() -> None:
    found = outcome(place(100_000), stated(110_000), around=AROUND)
    assert found == (100_000, None, "geonames", False)


def test_a_lacking_figure_is_that_of_the_agglomeration_or_stays_missing() -> None:
    assert outcome(place(None), around=AROUND) == (1_000_000, 2020, "agglomerations", False)
    assert outcome(place(None)) == (None, None, "", False)


def test_who_is_meant_follows_from_name_and_point() -> None:
    elsewhere = stated(10, latitude=51.0), stated(10, name="Anderau")
    assert outcome(place(96_000), *elsewhere)[3] is False
    assert outcome(place(96_000), stated(10, name="Muster-Au, Hesse"))[3] is True


def test_a_figure_that_we_ruled_keeps_its_source() -> None:
    assert outcome(place(5_000, population_source="decisions"))[2] == "decisions"


def test_the_newest_value_up_to_a_year_is_taken() -> None:
    rows = [
        {"place_id": "gn:1", "variable": variable, "year": year, "value": value, "source_id": "s"}
        for variable, year, value in (
            (AGGLOMERATION, 2015, 1.0), (AGGLOMERATION, 2020, 2.0), (AGGLOMERATION, 2025, 3.0),
            (AGGLOMERATION, 2019, None), (RESIDENTS, 2023, 9.0),
        )
    ]  # fmt: skip
    assert latest_values(rows, AGGLOMERATION, 2020) == {"gn:1": DatedPopulation(2, 2020, "s")}
    assert latest_values(rows, RESIDENTS) == {"gn:1": DatedPopulation(9, 2023, "s")}


def test_a_lacking_figure_is_the_newest_of_wikidata() -> None:
    older = replace(stated(31_000), source_id="wikidata-2017")
    assert outcome(place(None), stated(30_000), older) == (30_000, None, "wikidata-2021", False)
    assert outcome(place(None), older)[2] == "wikidata-2017"
    assert outcome(replace(place(None), country="CN"), older) == (None, None, "", False)


def towns(*figures: tuple[int, int | None], country: str = "KR") -> list[tuple[int | None, bool]]:
    """People and doubt of towns that have these figures of GeoNames and of Wikidata."""
    made = {
        f"gn:{number}": replace(
            place(own), place_id=f"gn:{number}", country=country, latitude=float(number)
        )
        for number, (own, _) in enumerate(figures)
    }
    others = [
        stated(other, latitude=float(number))
        for number, (_, other) in enumerate(figures)
        if other is not None
    ]
    found = _populated(made, {}, {}, others)
    return [(one.population, one.is_population_doubtful) for one in found.values()]


_RIGHT, _SHORT = (50_000, 52_000), (50_000, 80_000)


def test_where_a_third_of_the_small_figures_fall_short_no_other_small_one_is_believed() -> None:
    told = towns(*[_RIGHT] * 4, *[_SHORT] * 2, (74_000, None), (240_000, None))
    assert told == [
        *[(50_000, False)] * 4, *[(80_000, False)] * 2, (74_000, True), (240_000, False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "checked", [[*[_RIGHT] * 5, *[_SHORT] * 2], [*[_RIGHT] * 2, *[_SHORT] * 2]]
)
def test_a_few_that_fall_short_tell_nothing_of_the_others(
    checked: list[tuple[int, int | None]],
) -> None:
    told = towns(*checked, (74_000, None))
    assert (50_000, False) in told[-3:]
    assert told[-1] == (74_000, False)


def test_counties_of_china_have_a_rule_of_their_own() -> None:
    assert towns(*[_SHORT] * 6, (74_000, None), country="CN")[-1] == (74_000, False)


def test_of_a_country_where_a_fifth_of_many_fall_short_only_those_are_replaced() -> None:
    many = [*[_RIGHT] * 44, *[_SHORT] * 12]
    told = towns(*many, (74_000, None), country="IT")
    assert told[-2:] == [(80_000, False), (74_000, False)]
    assert towns(*many[-45:], (74_000, None), country="IT")[-2] == (50_000, False)


def test_figures_of_a_seat_that_disagree_replace_nothing() -> None:
    seats = towns(*[_SHORT] * 6)
    assert seats[0] == (80_000, False)
    made = replace(place(72_000), country="KR")
    others = [stated(170_000), replace(stated(5_400_000), source_id="wikidata-2017")]
    assert outcome(made, *others)[0] == 72_000


@pytest.mark.parametrize(("region", "people"), [("TR-74", 81_692), ("TR-35", 155_016)])
def test_a_turkish_town_has_the_people_of_its_district_only_in_metropolitan_provinces(
    region: str, people: int
) -> None:
    seats = {
        f"gn:{number}": replace(
            place(81_692), place_id=f"gn:{number}", country="TR", region_iso=region,
            latitude=float(number),
        )
        for number in range(6)
    }  # fmt: skip
    seats |= {
        f"gn:{number}": replace(
            place(50_000), place_id=f"gn:{number}", country="TR", region_iso="TR-06",
            latitude=float(number),
        )
        for number in range(10, 16)
    }  # fmt: skip
    others = [stated(155_016, latitude=float(number)) for number in (*range(6), *range(10, 16))]
    found = _populated(seats, {}, {}, others)["gn:0"]
    assert (found.population, found.is_population_doubtful) == (people, False)


@pytest.mark.parametrize(
    ("people", "listed", "held", "doubt"),
    [
        (1_867_579, 355_000, None, False),  # over 2.5 times the largest city around: its county's
        (735_000, 355_000, 735_000, True), (700_000, 355_000, 700_000, False),
        (800_000, 900_000, 800_000, False),
    ],
)  # fmt: skip
def test_a_figure_of_millions_is_held_against_the_cities_that_are_listed_around(
    people: int, listed: int, held: int | None, *, doubt: bool
) -> None:
    near = Agglomeration(1, "Musterstadt", 50.2, 10.0, {2020: listed / 1000})
    alone = {"gn:1": place(people)}
    found = _populated(alone, {}, {}, (), LargestCities((near,)))["gn:1"]
    assert (found.population, found.is_population_doubtful) == (held, doubt)
    spoken = _populated(alone, {}, {}, [stated(people)], LargestCities((near,)))["gn:1"]
    assert spoken.population == people  # another source bears it out
    away = replace(near, latitude=51.0)
    lone = _populated(alone, {}, {}, (), LargestCities((away,)))["gn:1"]
    assert (lone.population is None) == (people > 750_000)


def test_a_ruling_that_no_figure_stands_is_above_all_sources() -> None:
    none = place(None, population_source="decisions")
    assert outcome(none, stated(26_592), around=AROUND) == (None, None, "", False)


def test_a_ruling_stands_above_older_figures_of_a_city_that_has_grown_by_law() -> None:
    ruled = place(4_600_000, population_source="decisions")
    due = (4_600_000, None, "decisions", False)
    assert outcome(ruled, stated(2_000_000), around=AROUND) == due
    assert outcome(ruled, around=AROUND, residents=YEARBOOK)[0] == 7_000_000
    taken_away = place(None, population_source="")
    assert outcome(taken_away, around=AROUND)[0] == 1_000_000


def test_the_urban_area_named_for_a_county_level_city_stands_where_it_is_larger() -> None:
    city = replace(place(499_285), country="CN", name_local="诸城市")
    assert outcome(city, around=AROUND) == (1_000_000, 2020, "agglomerations", False)
    larger = replace(city, population=1_200_000)
    assert outcome(larger, around=AROUND)[0] == 1_200_000
    of_prefecture = replace(city, gbt2260="370700")
    assert outcome(of_prefecture, around=AROUND)[0] == 499_285


def test_what_nothing_else_tells_of_a_county_level_city_is_doubtful() -> None:
    city = replace(place(542_234), country="CN", name_local="平度市")
    assert outcome(city) == (542_234, None, "geonames", True)
    assert outcome(city, stated(600_000)) == (542_234, None, "geonames", False)
    almost = DatedPopulation(500_000, 2020, "agglomerations")
    assert outcome(city, around=almost) == (542_234, None, "geonames", False)
    fewer = replace(almost, population=400_000)
    assert outcome(city, around=fewer) == (400_000, 2020, "agglomerations", False)
    assert not outcome(replace(city, gbt2260="370200"))[3]


@pytest.mark.parametrize(
    ("own", "is_heir", "name", "due"),
    [
        (None, True, "Musterau Municipality", 60_979),
        (None, True, "Musterau regional municipality", 60_979),
        (None, False, "Musterau Municipality", None),  # a town of the name may lie beside it
        (None, True, "Musterau Airport", None),
        (4_000, True, "Musterau Municipality", 4_000),  # what a source counts stands
    ],
)
def test_who_took_others_over_has_the_figure_of_its_municipality(
    own: int | None, is_heir: bool, name: str, due: int | None
) -> None:
    part = replace(
        place(500), place_id="gn:2", name="Teilau", names=(), latitude=50.05, valid_to=2006,
        successor="gn:1" if is_heir else "",
    )  # fmt: skip
    found = _populated({"gn:1": place(own), "gn:2": part}, {}, {}, [stated(60_979, name)])
    assert found["gn:1"].population == due
    assert not found["gn:1"].is_population_doubtful
    nowhere = replace(  # its point and its plain name in the table of names come later
        place(own), latitude=None, longitude=None, names=(("Musterau Kommune", "und"),)
    )
    found = _populated({"gn:1": nowhere, "gn:2": part}, {}, {}, [stated(60_979, name)])
    assert found["gn:1"].population == due
    without = _populated({"gn:1": place(own), "gn:2": part}, {}, {}, [])
    assert without["gn:1"].population == own
