"""The release's facts on cities: what the issue asks, the page, and what anyone can check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.dataset.covariates.cities_page import PAGE, incomplete_cities, page
from sistercities.dataset.store import Release, open_release
from sistercities.terms.city_variables import CITY_VARIABLES

ROOT = Path(__file__).resolve().parents[2]

COAST_KM = {
    # city: at least, at most
    ("Beijing", "CN"): (120, 180),
    ("Shanghai", "CN"): (5, 60),
    ("Ningbo", "CN"): (2, 40),
    ("Wuhan", "CN"): (450, 700),
    ("Ürümqi", "CN"): (2000, 2700),
    ("Xiamen", "CN"): (0, 10),
    ("Lisbon", "PT"): (0, 20),
    ("Madrid", "ES"): (270, 330),
    ("Moscow", "RU"): (550, 700),
    ("Chicago", "US"): (800, 1100),
    ("Baku", "AZ"): (450, 750),
    ("Kampala", "UG"): (800, 1000),
    ("Copenhagen", "DK"): (0, 10),
    ("Ulan Bator", "MN"): (900, 1400),
    ("La Paz", "BO"): (200, 400),
    ("Honolulu", "US"): (0, 10),
    ("Nairobi", "KE"): (380, 460),
    ("Vienna", "AT"): (280, 380),
    ("Singapore", "SG"): (0, 20),
    ("Denver", "US"): (1000, 1500),
}
BORDER_KM = {
    ("Strasbourg", "FR"): (0, 15),
    ("Basel", "CH"): (0, 10),
    ("Manzhouli", "CN"): (0, 20),
    ("Dandong", "CN"): (0, 10),
    ("Ruili", "CN"): (0, 15),
    ("Shenzhen", "CN"): (400, 900),
    ("Madrid", "ES"): (200, 300),
    ("Osaka", "JP"): (500, 1500),
    ("El Paso", "US"): (0, 10),
    ("Vienna", "AT"): (20, 60),
}


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    with open_release() as opened:
        yield opened


def value_of(release: Release, name: str, country: str, variable: str) -> float:
    rows = release.query(
        "SELECT value FROM city_covariates c JOIN places p USING (place_id) WHERE p.name = ? AND "
        "p.country = ? AND variable = ? ORDER BY p.population DESC NULLS LAST LIMIT 1",
        [name, country, variable],
    )
    assert rows, (name, country, variable)
    return float(rows[0]["value"])


@pytest.mark.parametrize(("city", "bounds"), COAST_KM.items(), ids=lambda x: str(x[0]))
def test_distance_to_the_sea_is_what_a_map_shows(
    release: Release, city: tuple[str, str], bounds: tuple[int, int]
) -> None:
    low, high = bounds
    assert low <= value_of(release, *city, "km_to_coast") <= high
    is_coastal = value_of(release, *city, "is_coastal")
    if low > 50 or high <= 50:
        assert is_coastal == (high <= 50)


@pytest.mark.parametrize(("city", "bounds"), BORDER_KM.items(), ids=lambda x: str(x[0]))
def test_distance_to_the_border_is_what_a_map_shows(
    release: Release, city: tuple[str, str], bounds: tuple[int, int]
) -> None:
    low, high = bounds
    assert low <= value_of(release, *city, "km_to_land_border") <= high


def test_no_city_of_a_landlocked_country_lies_at_the_sea(release: Release) -> None:
    rows = release.query(
        "SELECT l.country, min(v.value) AS km FROM country_covariates l JOIN places p ON "
        "p.country = l.country JOIN city_covariates v ON v.place_id = p.place_id WHERE l.variable "
        "= 'landlocked' AND l.value = 1 AND v.variable = 'km_to_coast' GROUP BY 1"
    )
    assert len(rows) >= 35
    assert {row["country"]: row["km"] for row in rows if row["km"] < 10} == {}


def test_every_country_at_the_sea_by_cepii_has_a_city_near_it(release: Release) -> None:
    rows = release.query(
        "SELECT l.country, min(v.value) AS km FROM country_covariates l JOIN places p ON "
        "p.country = l.country JOIN city_covariates v ON v.place_id = p.place_id WHERE l.variable "
        "= 'landlocked' AND l.value = 0 AND v.variable = 'km_to_coast' GROUP BY 1"
    )
    assert len(rows) >= 140
    far = {row["country"] for row in rows if row["km"] > 50}
    # CEPII errs on three: Andorra, Belarus and Moldova have no coast.
    assert far == {"AD", "BY", "MD"}


def test_290_of_the_297_chinese_cities_are_complete(release: Release) -> None:
    count, gaps = incomplete_cities(release)
    assert count == 297
    assert count - len(gaps) >= 290


def test_the_freight_airport_of_ezhou_is_no_hub_of_passengers(release: Release) -> None:
    rows = release.query(
        "SELECT p.name_local, value FROM city_covariates JOIN places p USING (place_id) WHERE "
        "variable = 'international_destinations' AND p.country = 'CN' AND p.gbt2260 <> '' "
        "ORDER BY value DESC, p.name_local LIMIT 30"
    )
    top = [row["name_local"] for row in rows]
    assert {"上海市", "北京市", "广州市"} == set(top[:3])
    assert "鄂州市" not in top


def test_an_airport_counts_for_the_city_it_serves(release: Release) -> None:
    assert value_of(release, "Xi’an", "CN", "international_destinations") > 20
    assert value_of(release, "Xianyang", "CN", "has_airport") == 0
    for city, country in (("Tokyo", "JP"), ("Seoul", "KR"), ("Milan", "IT"), ("Oslo", "NO")):
        assert value_of(release, city, country, "international_destinations") > 50
    assert value_of(release, "Narita", "JP", "has_airport") == 0


def test_capitals_and_time_zones(release: Release) -> None:
    assert value_of(release, "Beijing", "CN", "is_national_capital") == 1
    assert value_of(release, "Shanghai", "CN", "is_national_capital") == 0
    assert value_of(release, "Hangzhou", "CN", "is_region_capital") == 1
    assert value_of(release, "Ningbo", "CN", "is_region_capital") == 0
    assert value_of(release, "Kofu", "JP", "is_region_capital") == 1
    assert value_of(release, "Mumbai", "IN", "utc_offset") == 5.5
    assert value_of(release, "Sydney", "AU", "utc_offset") == 10


def test_the_trade_of_a_municipality_is_the_same_in_dollars_and_yuan(release: Release) -> None:
    """Imports and exports in yuan over trade in dollars is the rate of the year, about 7.05."""
    rows = release.query(
        "SELECT r.place_id, sum(c.value) / any_value(r.value) AS rate FROM region_covariates r "
        "JOIN city_covariates c ON c.place_id = r.place_id AND c.year = r.year WHERE r.variable = "
        "'goods_trade_by_firm' AND r.year = 2023 AND c.variable IN ('exports', 'imports') "
        "GROUP BY 1"
    )
    assert len(rows) == 4
    assert all(6.9 < row["rate"] < 7.2 for row in rows)


def test_every_variable_is_defined_and_has_its_unit_and_source(release: Release) -> None:
    found = release.query(
        " UNION ".join(
            f"SELECT DISTINCT '{table}' AS t, variable, unit, source_id FROM {table}"
            for table in ("city_covariates", "region_covariates", "city_pairs", "flights_odbl")
        )
    )
    due = {(one.table, one.name, one.unit, one.source_id) for one in CITY_VARIABLES}
    assert {tuple(row.values()) for row in found} == due


def test_the_page_is_current(release: Release) -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(release), (
        "run `python -m sistercities.dataset.covariates.cities_page`"
    )
