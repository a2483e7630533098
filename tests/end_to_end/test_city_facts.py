"""The release's facts on cities: what the issue asks, the page, and what anyone can check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from release_build.pages.cities_page import PAGE, incomplete_cities, page
from release_build.pages.known_geography import TABLE, agrees, held_facts, known_places
from sistercities.dataset.release.store import Release, open_release
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
    ("Ulaanbaatar", "MN"): (900, 1400),
    ("La Paz", "BO"): (200, 400),
    ("Honolulu", "US"): (0, 10),
    ("Nairobi", "KE"): (380, 460),
    ("Vienna", "AT"): (280, 380),
    ("Singapore", "SG"): (0, 20),
    ("Denver", "US"): (1000, 1500),
    ("Dhaka", "BD"): (80, 200),
    ("Tungi", "BD"): (80, 200),
    ("Montréal", "CA"): (200, 500),
    ("Hamburg", "DE"): (5, 50),
}
BORDER_KM = {
    ("Strasbourg", "FR"): (0, 15),
    ("Basel", "CH"): (0, 10),
    ("Manzhouli", "CN"): (0, 20),
    ("Dandong", "CN"): (0, 10),
    ("Ruili", "CN"): (0, 15),
    ("Shenzhen", "CN"): (400, 900),
    ("Madrid", "ES"): (200, 300),
    ("London", "GB"): (400, 600),
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


SEATS = {
    "AF-BGL": "Pul-e Khumrī", "AO-LNO": "Dundo", "BD-H": "Mymensingh", "CD-HL": "Kamina",
    "CD-LO": "Kabinda", "CL-AI": "Coyhaique", "CL-LI": "Rancagua", "CN-LN": "Shenyang",
    "CU-12": "Bayamo", "IQ-SD": "Tikrīt", "KH-16": "Banlung", "KP-02": "P’yŏngsŏng",
    "LA-CH": "Pakse", "LK-6": "Kurunegala", "ML-2": "Koulikoro", "MY-06": "Kuantan",
    "NO-31": "Sarpsborg", "NO-46": "Bergen", "NP-P2": "Janakpur", "NZ-HKB": "Napier",
    "NZ-MWT": "Palmerston North", "PE-LIM": "Huacho", "SD-GZ": "Wad Medani", "SD-NW": "Rabak",
    "VN-59": "Cà Mau", "VN-66": "Hưng Yên", "ZM-07": "Choma",
}  # fmt: skip
"""Seats as their governments and GeoNames have them, where Natural Earth marks another town."""


def test_seats_of_regions_are_where_the_governments_sit(release: Release) -> None:
    rows = release.query(
        "SELECT p.region_iso, string_agg(p.name, '; ') AS seats FROM city_covariates c "
        "JOIN places p USING (place_id) WHERE variable = 'is_region_capital' AND value = 1 "
        "GROUP BY 1"
    )
    found = {row["region_iso"]: row["seats"] for row in rows}
    assert {code: found.get(code) for code in SEATS} == SEATS
    # Their seats, Pul-i-Alam and Magas, are no place of the release.
    assert not {"AF-LOG", "RU-IN"} & found.keys()
    assert sorted(found["PL-08"].split("; ")) == ["Gorzów Wielkopolski", "Zielona Góra"]


def test_every_dual_place_is_its_own_seat_and_nothing_in_it_is(release: Release) -> None:
    rows = release.query(
        "SELECT p.is_dual, p.name, c.value FROM places p LEFT JOIN city_covariates c ON "
        "c.place_id = p.place_id AND c.variable = 'is_region_capital' WHERE p.is_dual"
    )
    assert len(rows) > 120
    assert {row["value"] for row in rows} == {1.0}
    assert value_of(release, "Thủ Dầu Một", "VN", "is_region_capital") == 0
    assert value_of(release, "Hải Dương", "VN", "is_region_capital") == 0


def test_a_city_of_an_island_state_has_no_land_border(release: Release) -> None:
    rows = release.query(
        "SELECT DISTINCT p.country FROM city_covariates JOIN places p USING (place_id) WHERE "
        "variable = 'km_to_land_border'"
    )
    assert not {"JP", "NZ", "AU", "SG", "IS", "PH", "HK"} & {row["country"] for row in rows}


def test_towns_of_territories_are_the_capital_of_no_state(release: Release) -> None:
    for name, country in (("Hong Kong", "HK"), ("Macau", "MO"), ("San Juan", "PR"),
                          ("Gibraltar", "GI")):  # fmt: skip
        assert value_of(release, name, country, "is_national_capital") == 0
    assert value_of(release, "Taipei", "TW", "is_national_capital") == 1


def test_a_city_beside_a_great_airport_is_in_its_reach(release: Release) -> None:
    for name, country in (("The Hague", "NL"), ("New Delhi", "IN")):
        assert value_of(release, name, country, "international_destinations") > 50
    for name, country in (("Yokohama", "JP"), ("Pretoria", "ZA")):
        assert value_of(release, name, country, "international_destinations_nearby") > 50


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


LEAST_RIGHT = {
    "has_port": 0.95, "is_mountain": 0.8, "climate_zone": 0.9, "is_island": 0.9,
    "border_country": 0.9, "heritage_sites_nearby": 0.9,
}  # fmt: skip


@pytest.fixture(scope="module")
def held(release: Release) -> dict[tuple[str, str], str]:
    return held_facts(release)


@pytest.mark.parametrize("fact", LEAST_RIGHT)
def test_geography_is_what_an_atlas_says(held: dict[tuple[str, str], str], fact: str) -> None:
    """The table is typed from general knowledge, not from our sources, hard cases included."""
    rows = [row for row in known_places(ROOT / TABLE) if row["fact"] == fact]
    right = [agrees(row, held) for row in rows]
    assert len(rows) >= 80
    assert sum(right) / len(rows) >= LEAST_RIGHT[fact]


@pytest.mark.parametrize(
    ("name", "country", "port", "mountains"),
    [
        ("Ningbo", "CN", 1, 0), ("Rotterdam", "NL", 1, 0), ("Singapore", "SG", 1, 0),
        ("Montréal", "CA", 1, 0), ("Tianjin", "CN", 1, 0), ("Denver", "US", 0, 0),
        ("Madrid", "ES", 0, 0), ("Innsbruck", "AT", 0, 1), ("Grenoble", "FR", 0, 1),
        ("Lhasa", "CN", 0, 1), ("La Paz", "BO", 0, 1), ("Kathmandu", "NP", 0, 1),
    ],
)  # fmt: skip
def test_a_port_and_mountains_where_anyone_knows_them(
    release: Release, name: str, country: str, port: int, mountains: int
) -> None:
    assert value_of(release, name, country, "has_port") == port
    assert value_of(release, name, country, "is_mountain") == mountains


def test_where_a_port_is_not_known_no_row_says_so(release: Release) -> None:
    gaza = release.query(
        "SELECT value FROM city_covariates JOIN places USING (place_id) WHERE country = 'PS' AND "
        "name = 'Gaza' AND variable = 'has_port'"
    )
    assert not gaza


def test_capitals_and_time_zones(release: Release) -> None:
    assert value_of(release, "Beijing", "CN", "is_national_capital") == 1
    assert value_of(release, "Shanghai", "CN", "is_national_capital") == 0
    assert value_of(release, "Hangzhou", "CN", "is_region_capital") == 1
    assert value_of(release, "Ningbo", "CN", "is_region_capital") == 0
    assert value_of(release, "Kofu", "JP", "is_region_capital") == 1
    assert value_of(release, "Mumbai", "IN", "utc_offset") == 5.5
    assert value_of(release, "Sydney", "AU", "utc_offset") == 10
    assert value_of(release, "Ürümqi", "CN", "utc_offset") == 8
    zones = release.query(
        "SELECT DISTINCT word FROM city_covariates JOIN places USING (place_id) WHERE country = "
        "'CN' AND variable = 'time_zone'"
    )
    assert {row["word"] for row in zones} == {"Asia/Shanghai"}


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
        "run `python -m release_build.pages.cities_page`"
    )
