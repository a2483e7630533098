"""Facts joined to dyads: years, directions, 0 against not known, all counted by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sistercities as sc
import world
from release_build.writing.release_files import write_release
from sistercities.api.dyad_facts import COUNTRY_FACTS, PLACE_FACTS, CountryFact, read_dyad_facts
from sistercities.api.export_content import table_content
from sistercities.dataset.assemble import assemble
from sistercities.dataset.pair_frame import pair_frame
from sistercities.dataset.release.store import open_release
from sistercities.report.export_formats.csv_pieces import csv_rows

SOURCE = "drawn-facts"
RESIDENT_YEAR = 2019
"""The newest year with residents up to that of the dyads, which is 2020."""


def _country(code: str, iso3: str) -> dict[str, Any]:
    return {"country": code, "iso3": iso3, "name": code, "continent": "AS", "capital_id": None,
            "cow_code": None}  # fmt: skip


def _fact(keys: dict[str, str], variable: str, year: int, value: float) -> dict[str, Any]:
    return {**keys, "variable": variable, "year": year, "value": value, "word": None, "unit": "1",
            "source_id": SOURCE}  # fmt: skip


def _pair(a: str, b: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country_a": a, "country_b": b}, variable, year, value)


def _of(country: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country": country}, variable, year, value)


def _covariates() -> dict[str, list[dict[str, Any]]]:
    first, last = sorted((world.NINGWAN, world.TOKIWA))
    airports = (world.NINGWAN, world.TOKIWA, world.PORTCLAIR)
    residents = (_fact({"place_id": world.NINGWAN}, "population_resident", year, people)
                 for year, people in ((2019, 8_000_000.0), (2023, 9_000_000.0)))  # fmt: skip
    return {
        "countries": [_country(*codes) for codes in
                      (("CN", "CHN"), ("DE", "DEU"), ("FR", "FRA"), ("JP", "JPN"))],
        "country_pairs": [
            _pair("CN", "JP", "distance_km", 2005, 2100.0),
            _pair("CN", "JP", "land_border", 2026, 0.0),
            _pair("CN", "FR", "trade_million_usd", 2013, 30.0),
            _pair("CN", "JP", "trade_million_usd", 2014, 15.0),
            _pair("JP", "CN", "trade_million_usd", 2014, 16.0),
            _pair("JP", "CN", "trade_million_usd", 2021, 99.0),
            _pair("CN", "DE", "alliance", 2018, 1.0),
            _pair("DE", "CN", "migrant_stock", 2019, 7.0),
        ],
        "country_covariates": [
            *(_of(code, "in_alliance_data", 2018, 1.0) for code in ("CN", "DE", "JP")),
            _of("CN", "un_ideal_point", 2019, -0.5),
            _of("JP", "un_ideal_point", 2019, 0.75),
            _of("CN", "un_ideal_point", 2024, -9.0),
        ],
        "city_pairs": [_fact({"place_a": first, "place_b": last}, "routes_ever_listed", 2026, 2.0)],
        "city_covariates": [
            *(_fact({"place_id": one}, "has_airport", 2026, 1.0) for one in airports),
            _fact({"place_id": world.SAINT_ORME}, "has_airport", 2026, 0.0),
            *residents,
            _fact({"place_id": world.NINGWAN}, "utc_offset", 2026, 8.0),
            _fact({"place_id": world.PORTCLAIR}, "utc_offset", 2026, 1.0),
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def known_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = world.ingredients()
    source = {**dict(made.sources[0]), "source_id": SOURCE, "snapshot_year": None,
              "is_dated": False}  # fmt: skip
    changed = replace(made, sources=[*made.sources, source], covariates=_covariates())
    folder = tmp_path_factory.mktemp("known") / "release"
    write_release(assemble(changed), folder, version="0.0.0-known")
    return folder


@pytest.fixture(scope="module")
def by_country(known_world: Path) -> pd.DataFrame:
    units = sc.dyads("CN", data=known_world)
    assert units.attrs["years_of_facts"] == {
        "country_exports_million_usd": 2014,
        "country_imports_million_usd": 2014,
        "has_alliance": 2018,
        "has_defence_alliance": 2018,
        "ideal_point_distance": 2019,
        "migrants_from_home": 2019,
        "migrants_to_home": 2019,
        "home_population_resident": RESIDENT_YEAR,
        "foreign_population_resident": RESIDENT_YEAR,
    }
    return units.drop_duplicates("foreign_country").set_index("foreign_country")


def test_a_directed_fact_goes_from_home_or_comes_there(by_country: pd.DataFrame) -> None:
    japan = by_country.loc["JP"]
    assert (japan["country_exports_million_usd"], japan["country_imports_million_usd"]) == (15, 16)
    germany = by_country.loc["DE"]
    assert (germany["migrants_to_home"], germany["migrants_from_home"]) == (7, pd.NA)


def test_an_older_value_does_not_stand_in(by_country: pd.DataFrame) -> None:
    assert math.isnan(by_country.at["FR", "country_exports_million_usd"])  # of 2013 only


def test_none_is_told_from_not_known(by_country: pd.DataFrame) -> None:
    allied = by_country["has_alliance"]
    assert (allied["DE"], allied["JP"]) == (True, False)
    assert allied["FR"] is pd.NA  # its alliances are not in the data
    assert (
        by_country.at["JP", "has_land_border"] is False
        or not by_country.at["JP", "has_land_border"]
    )
    assert by_country.at["FR", "has_land_border"] is pd.NA


def test_ideal_points_are_compared_within_a_year(by_country: pd.DataFrame) -> None:
    assert by_country.at["JP", "ideal_point_distance"] == pytest.approx(1.25)
    assert by_country.at["JP", "country_distance_km"] == 2100.0


@pytest.mark.parametrize("home", ["CN", "JP", "DE"])
def test_facts_are_those_of_the_frame_of_all_pairs(home: str, known_world: Path) -> None:
    with open_release(known_world) as release:
        facts = read_dyad_facts(release, home, 2020)
        for fact in COUNTRY_FACTS:
            year = facts.years.get(fact.column)
            if year is None and fact.year_from is not None:
                assert facts.of_countries[fact.column].isna().all()
                continue
            frame = pair_frame(release, [fact.variable], year)
            for other, ours in facts.of_countries[fact.column].items():
                theirs = _theirs(frame, home, str(other), fact)
                assert pd.isna(ours) if math.isnan(theirs) else ours == theirs


def _theirs(frame: pd.DataFrame, home: str, other: str, fact: CountryFact) -> float:
    a, b = sorted((home, other))
    rows = frame[(frame["country_a"] == a) & (frame["country_b"] == b)]
    column = fact.variable
    if fact.direction:
        is_out = (fact.direction == "_from_home") == (home == a)
        column += "_a_to_b" if is_out else "_b_to_a"
    return float(rows[column].iloc[0]) if len(rows) else math.nan


def test_from_the_other_side_the_directions_turn(known_world: Path) -> None:
    with open_release(known_world) as release:
        china = read_dyad_facts(release, "JP", 2020).of_countries.loc["CN"]
    assert (china["country_exports_million_usd"], china["country_imports_million_usd"]) == (16, 15)


def test_facts_of_all_pairs_are_the_same_in_pieces(known_world: Path) -> None:
    with open_release(known_world) as release:
        asked = table_content(release, "CN", 2020, ["pairs_at_risk"], lambda *_: None,
                              with_odbl=False)  # fmt: skip
        table = asked.content.table("pairs_at_risk")
        written = b"".join(bytes(csv_rows(piece)) for piece in table.pieces())
    told = ["distance_km", "time_difference_h", "has_listed_route", "home_population_resident"]
    assert table.frame[told].notna().any().all()
    assert set(table.frame["has_listed_route"].dropna()) == {True, False}
    assert written == bytes(csv_rows(table.frame))


def test_routes_and_distance_of_two_places(known_world: Path) -> None:
    pairs = sc.dyads("CN", of="ties", data=known_world).set_index(["home_id", "foreign_id"])
    flown = pairs["has_listed_route"]
    assert flown[world.NINGWAN, world.TOKIWA]
    assert not flown[world.NINGWAN, world.PORTCLAIR]
    # Saint-Orme has no airport of its own, and may use another city's.
    assert flown[world.NINGWAN, world.SAINT_ORME] is pd.NA
    # Ningwan 36 N 120 E, Tokiwa 35.1 N 139.1 E, by the spherical law of cosines.
    a, b, turn = math.radians(36.0), math.radians(35.1), math.radians(19.1)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    due = 6371.0088 * math.acos(cosine)
    assert pairs.at[(world.NINGWAN, world.TOKIWA), "distance_km"] == pytest.approx(due)
    assert pairs.at[(world.NINGWAN, world.TOKIWA), "foreign_population"] == 500_000
    apart = pairs["time_difference_h"]
    assert apart[world.NINGWAN, world.PORTCLAIR] == -7.0
    assert math.isnan(apart[world.NINGWAN, world.TOKIWA])


def test_residents_stand_beside_the_population_of_geonames_and_never_in_its_place(
    known_world: Path,
) -> None:
    pairs = sc.dyads("CN", of="ties", data=known_world).set_index(["home_id", "foreign_id"])
    row = pairs.loc[(world.NINGWAN, world.TOKIWA)]
    assert row["home_population_resident"] == 8_000_000  # of 2019, the newest of the time
    assert row["home_population"] != row["home_population_resident"]
    assert row["foreign_population_resident"] is pd.NA
    elsewhere = pairs.drop(index=world.NINGWAN, level="home_id")
    assert elsewhere["home_population_resident"].isna().all()
    assert elsewhere["home_population"].notna().any()


def test_without_facts_the_columns_are_there_and_empty(release_folder: Path) -> None:
    units, pairs = (sc.dyads(of=of, data=release_folder) for of in ("units", "ties"))
    facts = [fact.column for fact in COUNTRY_FACTS]
    assert list(units.columns)[-len(facts) :] == facts
    assert units[facts].isna().all(axis=None)
    assert {column.name for column in PLACE_FACTS} <= set(pairs.columns)
    assert pairs["has_listed_route"].isna().all()
    assert pairs["distance_km"].notna().all()


def test_facts_change_no_row(known_world: Path, release_folder: Path) -> None:
    for of in ("units", "ties", "cities"):
        with_facts, without = (sc.dyads(of=of, data=one) for one in (known_world, release_folder))
        names = [c for c in without if c not in {fact.column for fact in COUNTRY_FACTS}]
        names = [c for c in names if c not in {column.name for column in PLACE_FACTS}]
        pd.testing.assert_frame_equal(with_facts[names], without[names])


def test_an_export_says_of_which_year_the_facts_are(known_world: Path, tmp_path: Path) -> None:
    sc.export(tmp_path, data=known_world)
    said = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert "country_exports_million_usd, country_imports_million_usd: 2014" in said
    assert "has_listed_route" not in said  # no year can be given of it
    pairs = pd.read_csv(tmp_path / "city_pairs.csv", keep_default_na=False, na_values="")
    assert set(pairs["has_alliance"].dropna()) == {True, False}
    meaning = pd.read_csv(tmp_path / "codebook.csv").set_index(["file", "column"])["meaning"]
    said = meaning["dyads.csv", "country_exports_million_usd"]
    assert "from the home country to the foreign country" in said
