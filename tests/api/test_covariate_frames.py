"""Facts as frames: directions, 0 against not known, years, and what is asked in vain."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sistercities as sc
import world
from release_build.pages.countries_page import country_facts, known_pairs
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument

CODES = ("CN", "DE", "FR", "JP")


def _fact(keys: dict[str, str], variable: str, year: int, value: float) -> dict[str, Any]:
    return {**keys, "variable": variable, "year": year, "value": value, "word": None, "unit": "1",
            "source_id": world.ZH}  # fmt: skip


def _pair(a: str, b: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country_a": a, "country_b": b}, variable, year, value)


def _of(country: str, variable: str, year: int, value: float) -> dict[str, Any]:
    return _fact({"country": country}, variable, year, value)


CAPITALS = {"CN": world.JINGHAI, "JP": world.TOKIWA}
PAIRS = [
    _pair("CN", "JP", "distance_km", 2005, 2100.5),
    _pair("CN", "JP", "trade_million_usd", 2000, 15.0),
    _pair("JP", "CN", "trade_million_usd", 2000, 0.0),
    _pair("DE", "FR", "trade_million_usd", 2001, 4.0),
    _pair("CN", "DE", "alliance", 2000, 1.0),
    _pair("DE", "FR", "alliance", 1999, 1.0),
    _pair("CN", "JP", "migrant_stock", 1990, 7.0),
    _pair("CN", "JP", "migrant_stock", 2019, 8.0),
]
SINGLE = [
    *(_of(code, "in_alliance_data", 2000, 1.0) for code in ("CN", "DE", "JP")),
    _of("CN", "un_ideal_point", 2000, -0.5),
    _of("JP", "un_ideal_point", 2000, 0.75),
    _of("FR", "un_ideal_point", 2001, 2.0),
    _of("CN", "gdp_usd", 2000, 5.0),
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    countries = [
        {"country": code, "iso3": code + "X", "name": code, "continent": "AS",
         "capital_id": CAPITALS.get(code), "cow_code": 1 if code == "CN" else None}
        for code in CODES
    ]  # fmt: skip
    tables = {"countries": countries, "country_pairs": PAIRS, "country_covariates": SINGLE}
    folder = tmp_path_factory.mktemp("known") / "release"
    made = replace(world.ingredients(), covariates=tables)
    write_release(assemble(made), folder, version="0.0.0-known")
    return folder


def _by_pair(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index(["country_a", "country_b"])


def test_every_pair_stands_once(known: Path) -> None:
    frame = sc.country_pairs("distance_km", data=known)
    pairs = list(zip(frame["country_a"], frame["country_b"], strict=True))
    assert pairs == [(a, b) for a in CODES for b in CODES if a < b]
    assert _by_pair(frame)["distance_km"].to_dict()["CN", "JP"] == 2100.5
    assert frame["distance_km"].notna().sum() == 1
    assert frame.attrs["units"] == {"distance_km": "km"}


def test_a_directed_fact_has_two_columns(known: Path) -> None:
    of = _by_pair(sc.country_pairs("trade_million_usd", 2000, data=known))
    assert list(of.columns) == ["trade_million_usd_a_to_b", "trade_million_usd_b_to_a"]
    assert of.loc[("CN", "JP")].tolist() == [15.0, 0.0]
    assert of.drop(index=("CN", "JP")).isna().all(axis=None)


def test_no_row_is_none_where_both_are_covered_and_else_not_known(known: Path) -> None:
    allied = _by_pair(sc.country_pairs("alliance", 2000, data=known))["alliance"]
    assert allied["CN", "DE"] == 1.0
    assert allied["CN", "JP"] == allied["DE", "JP"] == 0.0
    assert allied[[("CN", "FR"), ("DE", "FR"), ("FR", "JP")]].isna().all()


def test_ideal_points_are_compared_within_the_year(known: Path) -> None:
    apart = _by_pair(sc.country_pairs("ideal_point_distance", 2000, data=known))
    assert apart["ideal_point_distance"]["CN", "JP"] == 1.25
    assert apart["ideal_point_distance"].notna().sum() == 1


def test_capitals_lie_a_great_circle_apart(known: Path) -> None:
    frame = _by_pair(sc.country_pairs("great_circle_capitals_km", data=known))
    found = frame["great_circle_capitals_km"]
    # Jinghai 39 N 117 E, Tokiwa 35.1 N 139.1 E, by the spherical law of cosines.
    a, b, turn = math.radians(39.0), math.radians(35.1), math.radians(22.1)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    assert found["CN", "JP"] == pytest.approx(6371.0088 * math.acos(cosine))
    assert found.notna().sum() == 1


def test_without_names_all_facts_of_the_year_come(known: Path) -> None:
    frame = sc.country_pairs(year=2000, countries=["jp", "CN"], data=known)
    assert len(frame) == 1
    yearly = {"trade_million_usd_a_to_b", "trade_million_usd_b_to_a", "alliance",
              "alliance_defence", "ideal_point_distance"}  # fmt: skip
    assert yearly < set(frame.columns)
    assert "migrant_stock_a_to_b" not in frame.columns
    assert set(frame.columns) == {"country_a", "country_b", *frame.attrs["units"]}
    constant = sc.country_pairs(data=known)
    assert not yearly & set(constant.columns)
    assert "common_official_language" in constant.columns


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        (lambda data: sc.country_pairs("trade_million_usd", 2002, data=data),
         r"year=2002 .*trade_million_usd is known from 2000 to 2001; give one"),
        (lambda data: sc.country_pairs("migrant_stock", 2000, data=data),
         r"migrant_stock is known in 1990, 2019; give one"),
        (lambda data: sc.country_pairs("alliance", data=data),
         r"year=None .*alliance is known from 2000 to 2000"),
        (lambda data: sc.country_pairs("rivalry_td", 2000, data=data),
         r"known in no year of this release; take another variable"),
        (lambda data: sc.country_pairs("friendship", 2000, data=data),
         r"variables='friendship' .*use some of distance_km, "),
        (lambda data: sc.country_pairs(countries=["CN", "XX"], data=data),
         r"countries='XX' .*ISO 3166-1 codes"),
        (lambda data: sc.covariates("towns", data=data),
         r"of='towns' .*use one of cities, regions, countries, city_pairs, country_pairs"),
        (lambda data: sc.covariates("countries", "gdp", data=data),
         r"variables='gdp' .*countries have gdp_usd, in_alliance_data, un_ideal_point"),
        (lambda data: sc.covariates("cities", "x", data=data), r"no variable in this release"),
    ],
)  # fmt: skip
def test_what_is_asked_in_vain_is_said(
    known: Path, ask: Callable[[Path], object], problem: str
) -> None:
    with pytest.raises(InvalidArgument, match=problem):
        ask(known)


def test_facts_come_one_value_a_row(known: Path) -> None:
    points = sc.covariates("countries", "un_ideal_point", year=2000, data=known)
    assert points[["country", "value", "unit"]].to_numpy().tolist() == [
        ["CN", -0.5, "1"], ["JP", 0.75, "1"],
    ]  # fmt: skip
    both = sc.covariates("country_pairs", ["alliance", "distance_km"], data=known)
    assert sorted(both["variable"]) == ["alliance", "alliance", "distance_km"]
    assert len(sc.covariates("country_pairs", data=known)) == len(PAIRS)


def test_a_pair_is_complete_with_every_core_fact(tmp_path: Path) -> None:
    pairs = [
        _pair("CN", "JP", name, 2005, 0.0)
        for name in ("distance_km", "land_border", "common_official_language", "colonial_tie")
    ]
    yearly = [
        *PAIRS,
        *(_pair(a, b, "trade_million_usd", 2000, 1.0) for a, b in (("CN", "DE"), ("DE", "CN"))),
    ]
    single = [*SINGLE, *(_of(one, "in_rivalry_tss_data", 2000, 1.0) for one in CODES)]
    countries = [
        {
            "country": one,
            "iso3": one,
            "name": one,
            "continent": "AS",
            "capital_id": None,
            "cow_code": None,
        }
        for one in CODES
    ]
    tables = {
        "countries": countries,
        "country_covariates": single,
        "country_pairs": [
            *pairs,
            *(one for one in yearly if one not in pairs and one["variable"] != "distance_km"),
        ],
    }
    made = replace(world.ingredients(), covariates=tables)
    write_release(assemble(made), tmp_path / "release", version="0.0.0-known")
    with open_release(tmp_path / "release") as release:
        shares = known_pairs(release, ["CN", "DE", "JP"], 2000)
    assert shares["all"] == shares["land_border"] == pytest.approx(1 / 3)
    assert shares["trade_million_usd_a_to_b"] == pytest.approx(2 / 3)
    assert shares["alliance"] == 1.0


def test_completeness_counts_partners_and_years(known: Path) -> None:
    with open_release(known) as release:
        found = {one.country: one for one in country_facts(release)}
    china = found["CN"]
    assert (china.partners["distance"], china.partners["trade"], china.partners["GDP"]) == (1, 1, 1)
    assert china.lacks == ("contiguity", "official language", "colonial tie", "trade", "rivalry")
    assert china.is_state
    assert not found["JP"].is_state
