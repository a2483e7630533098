"""Facts on one place and on two: against the frames, and counted by hand on a drawn world."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sistercities as sc
import world
from release_build.writing.release_files import write_release
from sistercities.api.dyad_facts import distance_km
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.store import Explorer
from sistercities.api.place_facts import great_circle_km
from sistercities.dataset.assemble import assemble
from sistercities.errors import InvalidArgument, PlaceNotFound
from sistercities.records import Fact, FactList
from sistercities.terms.places import Place

SOURCE = "drawn-facts"
ONLY_ADDED_TO = "flights-vrs-2026"


def _fact(keys: dict[str, str], variable: str, year: int, value: float | str) -> dict[str, Any]:
    is_word = isinstance(value, str)
    return {**keys, "variable": variable, "year": year, "value": None if is_word else value,
            "word": value if is_word else None, "unit": "1", "source_id": SOURCE}  # fmt: skip


def _at(place: str, variable: str, year: int, value: float | str) -> dict[str, Any]:
    return _fact({"place_id": place}, variable, year, value)


def _of(country: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country": country}, variable, year, value)


def _pair(a: str, b: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country_a": a, "country_b": b}, variable, year, value)


COUNTRIES = tuple(
    Place(f"gn:{number}", f"Land of {code}", "", "country", code, "",
          names=((f"Land of {code}", "en"),))
    for number, code in enumerate(("CN", "DE", "FR", "JP"), 9001)
)  # fmt: skip
FLOWN = tuple(sorted((world.NINGWAN, world.TOKIWA)))
COVARIATES: dict[str, list[dict[str, Any]]] = {
    "countries": [
        {"country": code, "iso3": iso3, "name": code, "continent": "AS", "capital_id": None,
         "cow_code": None}
        for code, iso3 in (("CN", "CHN"), ("DE", "DEU"), ("FR", "FRA"), ("JP", "JPN"))
    ],
    "city_covariates": [
        _at(world.NINGWAN, "gdp", 2012, 5.0),
        _at(world.NINGWAN, "gdp", 2023, 9.0),
        _at(world.NINGWAN, "exports", 2012, 0.0),
        _at(world.NINGWAN, "time_zone", 2026, "Asia/Shanghai"),
        *(_at(one, "has_airport", 2026, 1.0)
          for one in (world.NINGWAN, world.TOKIWA, world.PORTCLAIR)),
        _at(world.SAINT_ORME, "has_airport", 2026, 0.0),
        _at(world.NINGWAN, "utc_offset", 2026, 8.0),
        _at(world.PORTCLAIR, "utc_offset", 2026, 1.0),
        _at(world.JINGHAI, "gdp", 2023, 7.0),
    ],
    "region_covariates": [_at(world.JINGHAI, "gdp", 2023, 8.0)],
    "city_pairs": [_fact(dict(zip(("place_a", "place_b"), FLOWN, strict=True)),
                         "routes_ever_listed", 2026, 2.0)],
    "country_covariates": [
        *(_of(code, "in_alliance_data", year, 1.0)
          for code in ("CN", "DE", "JP") for year in (2017, 2018)),
        _of("CN", "un_ideal_point", 2019, -0.5),
        _of("JP", "un_ideal_point", 2019, 0.75),
        _of("CN", "un_ideal_point", 2024, -9.0),
    ],
    "country_pairs": [
        _pair("CN", "JP", "distance_km", 2005, 2100.0),
        _pair("CN", "JP", "trade_million_usd", 2014, 15.0),
        _pair("JP", "CN", "trade_million_usd", 2014, 16.0),
        _pair("JP", "CN", "trade_million_usd", 2013, 3.0),
        _pair("CN", "JP", "alliance", 2017, 1.0),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = world.ingredients()
    source = {**dict(made.sources[0]), "source_id": SOURCE, "snapshot_year": None,
              "is_dated": False}  # fmt: skip
    places = {**made.places, **{one.place_id: one for one in COUNTRIES}}
    changed = replace(made, places=places, sources=[*made.sources, source], covariates=COVARIATES)
    folder = tmp_path_factory.mktemp("known") / "release"
    write_release(assemble(changed), folder, version="0.0.0-known")
    return folder


def _named(found: FactList, variable: str, of: str = "") -> list[Fact]:
    return [each for each in found.facts if each.variable == variable and of in ("", each.of)]


def _value(found: FactList, variable: str, of: str = "") -> tuple[float | None, int | None]:
    (fact,) = _named(found, variable, of)
    return fact.value, fact.year


def test_the_newest_value_is_shown_and_none_is_told_from_not_known(known: Path) -> None:
    found = sc.facts_of("宁湾", data=known)
    assert _value(found, "gdp") == (9.0, 2023)
    assert _value(found, "exports") == (0.0, 2012)
    (imports,) = _named(found, "imports")
    assert (imports.value, imports.word, imports.year, imports.source) == (None,) * 4
    assert imports.unit == "million CNY"
    (zone,) = _named(found, "time_zone")
    assert (zone.word, zone.value, zone.is_known) == ("Asia/Shanghai", None, True)
    known_first = [fact.is_known for fact in found.facts]
    assert known_first == sorted(known_first, reverse=True)


def test_years_may_be_chosen(known: Path) -> None:
    every = sc.facts_of("Ningwan", variables="gdp", every_year=True, data=known)
    assert [(fact.value, fact.year) for fact in every.facts] == [(5.0, 2012), (9.0, 2023)]
    then = sc.facts_of("Ningwan", variables=["gdp", "time_zone"], year=2012, data=known)
    assert _value(then, "gdp") == (5.0, 2012)
    assert not _named(then, "time_zone")[0].is_known  # of another year
    pair = sc.facts_of("CN", "JP", year=2013, data=known)
    assert _value(pair, "distance_km") == (2100.0, 2005)  # it holds for any


def test_a_place_that_is_region_and_city_has_the_facts_of_both(known: Path) -> None:
    found = sc.facts_of("Jinghai", data=known)
    assert _value(found, "gdp", "cities") == (7.0, 2023)
    assert _value(found, "gdp", "regions") == (8.0, 2023)
    region = sc.facts_of("Lanyu", data=known)
    assert {fact.of for fact in region.facts} == {"places", "regions"}


def test_a_population_says_whose_it_is_of_when_and_whether_it_is_contradicted(
    tmp_path: Path,
) -> None:
    made = world.ingredients()
    geonames, areas = (
        {**dict(made.sources[0]), "source_id": one} for one in ("geonames", "cities-wup-2018")
    )
    told = {
        world.PORTCLAIR: replace(
            made.places[world.PORTCLAIR], population=9, population_source="cities-wup-2018",
            population_year=2020,
        ),
        world.NINGWAN: replace(
            made.places[world.NINGWAN], population=5, population_source="geonames"
        ),
        world.TOKIWA: replace(made.places[world.TOKIWA], population=6),
        world.SONGGANG: replace(made.places[world.SONGGANG], population=None),
        world.ZHUTAN: replace(
            made.places[world.ZHUTAN], population=7, population_source=world.ZH,
            population_year=2023,
        ),
        world.SAKURAI: replace(
            made.places[world.SAKURAI], population=8, population_source="geonames",
            is_population_doubtful=True,
        ),
    }  # fmt: skip
    changed = replace(
        made, places={**made.places, **told}, sources=[*made.sources, geonames, areas]
    )
    write_release(assemble(changed), tmp_path / "release", version="0.0.0-people")

    def people(place: str) -> Fact:
        (fact,) = sc.facts_of(place, variables="population", data=tmp_path / "release").facts
        return fact

    assert (people(world.NINGWAN).value, people(world.NINGWAN).source) == (5, "geonames")
    assert (people(world.TOKIWA).value, people(world.TOKIWA).source) == (6, None)
    assert "does not say whose figure" in people(world.TOKIWA).meaning
    assert "does not say whose figure" not in people(world.NINGWAN).meaning
    assert (people(world.SONGGANG).value, people(world.SONGGANG).source) == (None, None)
    assert (people(world.ZHUTAN).year, people(world.ZHUTAN).source) == (2023, world.ZH)
    assert people(world.NINGWAN).year is None
    assert "contradict it" in people(world.SAKURAI).meaning
    assert "contradict it" not in people(world.NINGWAN).meaning
    of_area = people(world.PORTCLAIR)
    assert (of_area.year, of_area.source) == (2020, "cities-wup-2018")
    assert "urban area, which may be larger or smaller than the municipality" in of_area.meaning


def test_routes_ever_listed_are_undated_and_none_only_where_both_have_an_airport(
    known: Path,
) -> None:
    def routes(place: str, partner: str) -> tuple[float | None, int | None]:
        return _value(sc.facts_of(place, partner, data=known), "routes_ever_listed")

    assert routes(world.NINGWAN, world.TOKIWA) == (2.0, None)
    assert routes(world.NINGWAN, world.PORTCLAIR) == (0.0, None)
    assert routes(world.NINGWAN, world.SAINT_ORME) == (None, None)
    assert routes(world.TOKIWA, world.NINGWAN) == (2.0, None)


def test_hours_go_from_the_place_to_its_partner(known: Path) -> None:
    there = sc.facts_of(world.NINGWAN, world.PORTCLAIR, data=known)
    assert _value(there, "time_difference_h") == (-7.0, 2026)
    back = sc.facts_of(world.PORTCLAIR, world.NINGWAN, data=known)
    assert _value(back, "time_difference_h") == (7.0, 2026)


def test_two_countries_directions_alliances_and_ideal_points(known: Path) -> None:
    found = sc.facts_of("CN", "JPN", data=known)
    assert found.partner == sc.facts_of("Land of JP", data=known).place
    trade = {(fact.from_country, fact.to_country): fact.value
             for fact in _named(found, "trade_million_usd")}  # fmt: skip
    assert trade == {("CN", "JP"): 15.0, ("JP", "CN"): 16.0}
    assert _named(found, "trade_million_usd")[0].meaning.startswith("goods from CN to JP")
    assert _value(found, "alliance") == (0.0, 2018)  # the list covers both, and names no pair
    assert _value(sc.facts_of("CN", "JP", year=2017, data=known), "alliance") == (1.0, 2017)
    assert _value(sc.facts_of("CN", "FR", data=known), "alliance") == (None, None)
    assert _value(found, "ideal_point_distance") == (1.25, 2019)  # not with the newer one of CN
    assert {fact.of for fact in found.facts} == {"country_pairs"}


def test_two_places_of_one_country_have_no_facts_on_countries(known: Path) -> None:
    found = sc.facts_of(world.NINGWAN, world.SHUANGHE, data=known)
    assert {fact.of for fact in found.facts} == {"places", "city_pairs"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"partner": "宁湾"}, "^Both names lead to Ningwan. Give another place"),
        ({"variables": "gdpp"}, "use one of border_country, climate_zone, .*gdp, gdp_per_head"),
        ({"variables": []}, "give at least one of"),
        ({"year": 1900}, "there are some of 2012 to 2026, the nearest of 2012"),
        ({"year": 2012, "every_year": True}, "leave out one of them"),
    ],
)
def test_what_cannot_be_asked_is_refused(known: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.facts_of("Ningwan", **asked, data=known)


@pytest.mark.parametrize("name", ["XX", "Ningwam"])
def test_an_unknown_name_is_that_of_no_place(known: Path, name: str) -> None:
    with pytest.raises(PlaceNotFound):
        sc.facts_of("Ningwan", name, data=known)


def test_csv_gives_back_every_fact(known: Path) -> None:
    found = sc.facts_of(world.NINGWAN, world.TOKIWA, data=known)
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert [row["variable"] for row in rows] == [fact.variable for fact in found.facts]
    assert {row["partner_id"] for row in rows} == {world.TOKIWA}
    for row, fact in zip(rows, found.facts, strict=True):
        assert (float(row["value"]) if row["value"] else None) == fact.value


# -- against the frames, on the release in the package


def test_a_city_has_what_the_frame_has() -> None:
    found = sc.facts_of("gn:1799397", every_year=True)  # Ningbo
    frame = sc.covariates("cities")
    frame = frame[frame["place_id"] == "gn:1799397"]
    due = {
        (row.variable, None if row.source_id == ONLY_ADDED_TO else row.year, row.source_id,
         row.unit, row.word if pd.isna(row.value) else row.value)
        for row in frame.itertuples()
    }  # fmt: skip
    held = {
        (fact.variable, fact.year, fact.source, fact.unit, fact.word or fact.value)
        for fact in found.facts
        if fact.of == "cities" and fact.is_known
    }
    assert {each for each in held if each[4] is not None} == due
    newest = {name: years.max() for name, years in frame.groupby("variable")["year"]}
    shown = {fact.variable: fact.year for fact in sc.facts_of("gn:1799397").facts
             if fact.of == "cities" and fact.is_known}  # fmt: skip
    undated = {fact.variable for fact in found.facts if fact.source == ONLY_ADDED_TO}
    assert "international_destinations" in undated
    assert shown == newest | dict.fromkeys(undated)


@pytest.mark.parametrize("year", [1990, 2010])
def test_two_countries_have_what_the_frame_has(year: int) -> None:
    frame = sc.country_pairs(year=year, countries=["CN", "DE", "KP"])
    compared = 0
    for _, row in frame.iterrows():
        found = sc.facts_of(row["country_a"], row["country_b"], year=year)
        for fact in found.facts:
            column = fact.variable
            if fact.from_country:
                is_forth = fact.from_country == row["country_a"]
                column += "_a_to_b" if is_forth else "_b_to_a"
            if column in row:
                expected = None if math.isnan(row[column]) else row[column]
                assert fact.value == expected, (column, found.place.country, found.partner)
                compared += 1
    assert compared >= 3 * 18


def test_distances_are_those_of_the_dyads() -> None:
    rng = np.random.default_rng(7)
    points = [pd.DataFrame({"latitude": rng.uniform(-90, 90, 200),
                            "longitude": rng.uniform(-180, 180, 200)}) for _ in "ab"]  # fmt: skip
    ends = zip(*(side.itertuples(index=False) for side in points), strict=True)
    km = [great_circle_km(*here, *there) for here, there in ends]
    np.testing.assert_allclose(km, distance_km(*points), rtol=1e-12)
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(math.pi * 6371.0088)


def test_a_town_of_the_gazetteer_says_whose_its_figures_are_on_every_way(
    release_folder: Path,
) -> None:
    explorer = Explorer(release_folder)
    shown = card_by_id(explorer, world.BUESCHOW)
    asked = sc.place("Büschow", data=release_folder)
    explorer.close()
    for card in (shown, asked):
        assert (card.population, card.population_source) == (2_300, "geonames")
        assert (card.point_source, card.municipality_code) == ("geonames", shown.municipality_code)
