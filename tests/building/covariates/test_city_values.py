"""From printed values to rows: units, names, refusals, capitals, time zones, agglomerations."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.covariates import chinese_cities, time_zones
from release_build.covariates.capitals import (
    RegionSeats,
    capital_rows,
    read_region_capitals,
    region_capitals,
)
from release_build.covariates.chinese_cities import SERIES, province_rows
from release_build.covariates.nearby import Cities
from release_build.covariates.urban_population import YEARS, agglomeration_rows
from release_build.covariates.value_rows import as_columns, value_row
from release_build.readers import urban_agglomerations
from release_build.readers.china_city_panel import CityYear
from release_build.readers.china_city_yearbook import YearbookCity
from release_build.readers.china_provinces import ProvinceValue
from release_build.readers.natural_earth import MarkedCapital
from release_build.readers.urban_agglomerations import Agglomeration
from sistercities.errors import BuildError, SourceError
from sistercities.terms.covariate_tables import CITY_COVARIATES
from sistercities.terms.places import Place

CHINA = {
    place.place_id: place
    for place in (
        Place("gn:1", "Jia", "甲市", "city", "CN", "CN-QA", gbt2260="990100"),
        Place("gn:2", "Yi", "乙市", "city", "CN", "CN-QA", gbt2260="990200"),
        Place("gn:3", "Jia", "甲市", "city", "CN", "CN-QB"),
        Place("gn:4", "Bing", "丙省", "region1", "CN", "CN-QA"),
    )
}


def test_yearbook_units_become_persons_and_million_yuan() -> None:
    city = YearbookCity("甲市", "丙省", "990100", 66.0, 263.0, 39710.0, 5513.0, None)
    values = {
        row["variable"]: (row["place_id"], row["value"], row["unit"])
        for row in chinese_cities.yearbook_rows([city], CHINA)
    }
    assert values == {
        "population_resident": ("gn:1", 660_000.0, "persons"),
        "gdp": ("gn:1", 26_300.0, "million CNY"),
        "gdp_per_head": ("gn:1", 39_710.0, "CNY"),
        "exports": ("gn:1", 55.13, "million CNY"),
    }
    # The three figures of the source agree among themselves only in these units.
    per_head = values["gdp"][1] * 1e6 / values["population_resident"][1]
    assert per_head == pytest.approx(values["gdp_per_head"][1], rel=0.01)


@pytest.mark.parametrize(
    ("gdp", "per_head", "due"),
    [(8122.0, 88_519.0, [9_180_000.0]), (None, 88_519.0, []), (8122.0, None, [])],
)
def test_residents_that_the_yearbook_leaves_blank_follow_from_its_economy(
    gdp: float | None, per_head: float | None, due: list[float]
) -> None:
    city = YearbookCity("甲市", "丙省", "990100", None, gdp, per_head, None, None)
    rows = chinese_cities.yearbook_rows([city], CHINA)
    assert [row["value"] for row in rows if row["variable"] == "population_resident"] == due


def test_a_city_of_the_yearbook_that_is_no_prefecture_stops_the_build() -> None:
    city = YearbookCity("丁市", "丙省", "990300", 1.0, 1.0, 1.0, 1.0, 1.0)
    with pytest.raises(BuildError, match="丁市"):
        list(chinese_cities.yearbook_rows([city], CHINA))


def panel(
    *cities: CityYear, refusals: chinese_cities.Refusals = frozenset()
) -> dict[tuple[str, str, int], tuple[float, str]]:
    names_now = {"旧市": "乙市", "亡市": ""}
    return {
        (row["place_id"], row["variable"], row["year"]): (row["value"], row["unit"])
        for row in chinese_cities.panel_rows(cities, CHINA, names_now, refusals)
    }


def test_panel_units_become_persons_million_yuan_and_million_dollars() -> None:
    assert panel(CityYear("甲市", 2005, 294.97, 1_378_500.0, 62.0)) == {
        ("gn:1", "population_registered", 2005): (2_949_700.0, "persons"),
        ("gn:1", "gdp", 2005): (13_785.0, "million CNY"),
        ("gn:1", "foreign_investment", 2005): (0.62, "million USD"),
    }


def test_an_investment_of_zero_is_missing_and_old_names_are_led_to_new() -> None:
    found = panel(CityYear("旧市", 2005, 1.0, 1.0, 0.0), CityYear("亡市", 2005, 1.0, 1.0, 1.0))
    assert set(found) == {
        ("gn:2", "population_registered", 2005),
        ("gn:2", "gdp", 2005),
    }


def test_refused_values_are_left_out_and_a_refusal_must_meet_one() -> None:
    cities = CityYear("甲市", 2008, 1.0, 1.0, 1.0), CityYear("乙市", 2008, 1.0, 1.0, 1.0)
    found = panel(
        *cities, refusals=frozenset({("", "foreign_investment", 2008), ("甲市", "gdp", 2008)})
    )
    assert set(found) == {
        ("gn:1", "population_registered", 2008),
        ("gn:2", "population_registered", 2008),
        ("gn:2", "gdp", 2008),
    }
    with pytest.raises(BuildError, match="meets no value"):
        panel(*cities, refusals=frozenset({("甲市", "gdp", 2009)}))


def test_rulings_on_the_panel_are_read(tmp_path: Path) -> None:
    path = tmp_path / "covariate_refusals.csv"
    head = "source_id,place,variable,year,reason,date\n"
    path.write_text(f"{head}china-cities-2004-2012,,gdp,2008,so,2026-01-02\n")
    assert chinese_cities.read_refusals(path) == {("", "gdp", 2008)}
    path.write_text(f"{head}other,,gdp,2008,so,2026-01-02\n")
    with pytest.raises(SourceError, match="'other'"):
        chinese_cities.read_refusals(path)
    path = tmp_path / "china_city_names.csv"
    path.write_text(
        "source_id,name,name_now,reason,date\nchina-cities-2004-2012,旧市,乙市,so,2026-01-02\n"
    )
    assert chinese_cities.read_names_now(path) == {"旧市": "乙市"}


@pytest.mark.parametrize(
    ("series", "printed", "variable", "value", "unit"),
    [
        ("foreign_visitors", 3.21, "foreign_visitors", 3.21, "million visits"),
        ("overseas_visitors", 3.77, "overseas_visitors", 3.77, "million visits"),
        ("tourism_receipts", 5192.47, "tourism_receipts", 5192.47, "million USD"),
        ("gdp", 43760.7, "gdp", 4_376_070.0, "million CNY"),
        ("trade", 282_348_960.0, "goods_trade_by_firm", 282_348.96, "million USD"),
        ("trade_by_origin", 122_322_321.0, "goods_trade_by_origin", 122_322.321, "million USD"),
    ],
)
def test_units_of_provinces(
    series: str, printed: float, variable: str, value: float, unit: str
) -> None:
    (kind,) = (one for one in SERIES if one == series)
    (row,) = province_rows([ProvinceValue("丙省", kind, 2019, printed)], CHINA)
    assert (row["place_id"], row["variable"], row["value"], row["unit"]) == (
        "gn:4", variable, value, unit,
    )  # fmt: skip


def test_a_province_that_is_no_region_stops_the_build() -> None:
    with pytest.raises(BuildError, match="丁省"):
        list(province_rows([ProvinceValue("丁省", "gdp", 2019, 1.0)], CHINA))


WORLD = {
    place.place_id: place
    for place in (
        Place("gn:1", "Mid", "", "city", "QM", "QM-A", geonames_id=1, latitude=0.0,
              longitude=0.0, population=900, names=(("Mid", "und"),), parent_ids=("gn:9",)),
        Place("gn:2", "Mead", "", "city", "QM", "QM-A", geonames_id=2, latitude=0.0,
              longitude=0.05, population=5_000, names=(("Mead", "und"),), parent_ids=("gn:9",)),
        Place("gn:3", "Nor", "", "city", "QM", "QM-B", geonames_id=3, latitude=3.0,
              longitude=3.0, population=10, names=(("Nor", "und"),), parent_ids=("gn:8",)),
        Place("gn:8", "Norshire", "", "region1", "QM", "QM-B"),
        Place("gn:9", "Midshire", "", "region1", "QM", "QM-A"),
    )
}  # fmt: skip


def marked(name: str, latitude: float, longitude: float, country: str = "QM") -> MarkedCapital:
    return MarkedCapital((name,), country, latitude, longitude)


def test_a_region_has_the_one_capital_that_is_marked_in_it() -> None:
    cities = Cities(WORLD.values())
    one = region_capitals([marked("MID", 0.1, 0.1)], WORLD, cities, {})
    assert one == {"gn:9": RegionSeats(frozenset({"gn:1"}), "places-natural-earth")}
    both = [marked("Mid", 0.1, 0.1), marked("Mead", 0.0, 0.0)]
    assert region_capitals(both, WORLD, cities, {}) == {}
    seats = frozenset({"gn:1", "gn:2"})
    for ruled in (frozenset({"gn:2"}), seats, frozenset()):
        found = region_capitals(both, WORLD, cities, {"gn:9": ruled})
        assert found == {"gn:9": RegionSeats(ruled, "decisions")}
    assert region_capitals([marked("Mid", 0.1, 0.1, "QX")], WORLD, cities, {}) == {}
    assert region_capitals([marked("Mid", 2.0, 0.1)], WORLD, cities, {}) == {}
    with pytest.raises(BuildError, match="gn:1 is what Natural Earth marks"):
        region_capitals([marked("Mid", 0.1, 0.1)], WORLD, cities, {"gn:9": frozenset({"gn:1"})})


def test_a_wrong_mark_gives_way_to_a_ruling() -> None:
    cities = Cities(WORLD.values())
    found = region_capitals([marked("Mid", 0.1, 0.1)], WORLD, cities, {"gn:9": frozenset({"gn:2"})})
    assert found["gn:9"].place_ids == {"gn:2"}


def test_a_dual_place_is_its_own_seat_whatever_is_marked_in_it() -> None:
    dual = Place("gn:5", "Both", "", "city", "QM", "QM-C", is_dual=True, latitude=5.0,
                 longitude=5.0, names=(("Both", "und"),))  # fmt: skip
    inside = Place("gn:6", "Part", "", "city", "QM", "QM-C", latitude=5.1, longitude=5.0,
                   names=(("Part", "und"),), parent_ids=("gn:5",))  # fmt: skip
    places = {**WORLD, "gn:5": dual, "gn:6": inside}
    seats = region_capitals([marked("Part", 5.1, 5.0)], places, Cities(places.values()), {})
    rows = capital_rows(places, set(), set(), seats)
    assert {row["place_id"]: row["value"] for row in rows} == {"gn:5": 1.0, "gn:6": 0.0}


def test_cities_of_a_region_without_a_known_capital_have_no_row() -> None:
    seats = {"gn:9": RegionSeats(frozenset({"gn:1"}), "decisions"),
             "gn:8": RegionSeats(frozenset(), "decisions")}  # fmt: skip
    rows = capital_rows(WORLD, {"gn:3"}, set(), seats)
    assert {(row["place_id"], row["variable"]): row["value"] for row in rows} == {
        ("gn:1", "is_national_capital"): 0.0,
        ("gn:2", "is_national_capital"): 0.0,
        ("gn:3", "is_national_capital"): 1.0,
        ("gn:1", "is_region_capital"): 1.0,
        ("gn:2", "is_region_capital"): 0.0,
    }


def test_no_town_of_a_territory_is_the_capital_of_a_state() -> None:
    rows = list(capital_rows(WORLD, {"gn:3"}, {"QM"}, {}))
    assert {(row["variable"], row["value"]) for row in rows} == {("is_national_capital", 0.0)}
    assert list(capital_rows(WORLD, set(), set(), {})) == []


def test_rulings_on_capitals_name_a_city_of_the_region(tmp_path: Path) -> None:
    path = tmp_path / "region_capitals.csv"
    head = "region_iso,place_id,reason,date\n"
    path.write_text(f"{head}QM-A,gn:2,so,2026-01-02\n")
    assert read_region_capitals(path, WORLD) == {"gn:9": {"gn:2"}}
    path.write_text(f"{head}QM-A,gn:2,so,2026-01-02\nQM-A,gn:1,so,2026-01-02\n")
    assert read_region_capitals(path, WORLD) == {"gn:9": {"gn:1", "gn:2"}}
    path.write_text(f"{head}QM-A,,so,2026-01-02\n")
    assert read_region_capitals(path, WORLD) == {"gn:9": frozenset()}
    path.write_text(f"{head}QM-A,,so,2026-01-02\nQM-A,gn:1,so,2026-01-02\n")
    with pytest.raises(SourceError, match="contradicts it"):
        read_region_capitals(path, WORLD)
    path.write_text(f"{head}QM-Z,,so,2026-01-02\n")
    with pytest.raises(SourceError, match="name a region of the release"):
        read_region_capitals(path, WORLD)
    path.write_text(f"{head}QM-B,gn:2,so,2026-01-02\n")
    with pytest.raises(SourceError, match="city of the release in that region"):
        read_region_capitals(path, WORLD)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("Asia/Shanghai", 8.0),
        ("Europe/Berlin", 1.0),  # summer time in July
        ("Australia/Sydney", 10.0),  # summer time in January
        ("Asia/Kolkata", 5.5),
        ("America/St_Johns", -3.5),
        ("Europe/Dublin", 0.0),
    ],
)
def test_standard_time_is_without_summer_time(zone: str, hours: float) -> None:
    assert time_zones.standard_offset(zone) == hours


def test_time_zones_come_as_word_and_hours_and_an_unknown_zone_stops_the_build() -> None:
    rows = list(time_zones.time_zone_rows(WORLD, {1: "Asia/Tokyo"}, {}))
    assert [(row["place_id"], row["value"], row["word"]) for row in rows] == [
        ("gn:1", None, "Asia/Tokyo"),
        ("gn:1", 9.0, None),
    ]
    with pytest.raises(BuildError, match="Mid/Nowhere"):
        list(time_zones.time_zone_rows(WORLD, {1: "Mid/Nowhere"}, {}))


def test_the_official_zone_goes_before_one_kept_by_custom(tmp_path: Path) -> None:
    path = tmp_path / "time_zones.csv"
    head = "zone,country,official,reason,date\n"
    path.write_text(f"{head}Asia/Urumqi,QM,Asia/Shanghai,so,2026-01-02\n")
    official = time_zones.read_official_zones(path)
    rows = list(time_zones.time_zone_rows(WORLD, {1: "Asia/Urumqi", 2: "Asia/Tokyo"}, official))
    assert [row["word"] or row["value"] for row in rows] == [
        "Asia/Shanghai",
        8.0,
        "Asia/Tokyo",
        9.0,
    ]
    with pytest.raises(BuildError, match="no place of QM has the zone Asia/Urumqi"):
        list(time_zones.time_zone_rows(WORLD, {1: "Asia/Tokyo"}, official))
    path.write_text(path.read_text() + "Asia/Urumqi,QM,Asia/Tokyo,so,2026-01-02\n")
    with pytest.raises(SourceError, match="rules on it"):
        time_zones.read_official_zones(path)


def agglomeration(name: str, thousands: float, code: int = 1, at: float = 0.0) -> Agglomeration:
    years = dict.fromkeys(urban_agglomerations.YEARS, thousands)
    return Agglomeration(code, name, at, 0.0, years)


def agglomerated(*found: Agglomeration) -> dict[str, float]:
    rows = list(agglomeration_rows(found, Cities(WORLD.values())))
    assert len(rows) == len(YEARS) * len({row["place_id"] for row in rows})
    assert {row["unit"] for row in rows} <= {"persons"}
    return {row["place_id"]: row["value"] for row in rows if row["year"] == 2015}


def test_an_agglomeration_means_the_city_of_its_name_before_a_larger_one() -> None:
    assert agglomerated(agglomeration("Mid", 1.468)) == {"gn:1": 1468.0}
    assert agglomerated(agglomeration("Médée (Mid)", 1.0)) == {"gn:1": 1000.0}


def test_without_a_name_a_city_beside_it_with_enough_people() -> None:
    assert agglomerated(agglomeration("Other", 6.0)) == {"gn:2": 6000.0}
    assert agglomerated(agglomeration("Other", 60.0)) == {}
    assert agglomerated(agglomeration("Mid", 1.0, at=2.0)) == {}


def test_of_two_agglomerations_on_one_city_the_larger_stands() -> None:
    small, large = agglomeration("Mid", 1.0), agglomeration("Mid-Other", 2.0, code=2)
    assert agglomerated(small, large) == {"gn:1": 2000.0}


def test_rows_become_columns_and_a_row_of_another_shape_is_refused() -> None:
    row = value_row("gn:1", "gdp", 2005, 1.5, "million CNY", "made-up")
    assert list(as_columns(CITY_COVARIATES, [row])) == [row]
    with pytest.raises(BuildError, match="mood"):
        as_columns(CITY_COVARIATES, [{**row, "mood": 1}])
