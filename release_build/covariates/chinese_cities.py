"""Economy and population of the prefecture-level cities of China.

Units of the sources: the yearbook writes population in 10,000 persons, GDP in 100 million yuan and
trade in 10,000 yuan; the panel writes population in 10,000 persons, GDP in 10,000 yuan and foreign
investment in 10,000 US dollars. All become persons, million yuan and million US dollars.

Visitors, trade and GDP of the provinces of China.

The sheets state no units. They follow from values known otherwise: Beijing has 3.77 million
visitors from overseas and receipts of 5,192 million US dollars in 2019, and a GDP of 4,376 billion
yuan in 2023, the same as in the city yearbook; the goods trade of the four municipalities in 2023
is that of the yearbook at 7.03 to 7.04 yuan a dollar. So visitors are in million, receipts in
million US dollars, GDP in 100 million yuan and trade in thousand US dollars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from release_build.covariates.value_rows import value_row
from release_build.readers.china_city_panel import CityYear
from release_build.readers.china_city_yearbook import YEAR, YearbookCity
from release_build.readers.china_provinces import ProvinceValue, Series
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import is_region
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

YEARBOOK = "china-city-yearbook-2023"
PANEL = "china-cities-2004-2012"

PERSONS_PER_10K = 10_000
MILLION_PER_100_MILLION = 100
MILLION_PER_10K = 0.01
_YUAN_PER_100_MILLION = 100_000_000

_NAME_COLUMNS = ("source_id", "name", "name_now", "reason", "date")
_REFUSAL_COLUMNS = ("source_id", "place", "variable", "year", "reason", "date")

Refusals = frozenset[tuple[str, str, int]]
"""Name of a city ("" for all), variable and year of what we do not believe."""


def read_names_now(path: Path) -> dict[str, str]:
    """Read `china_city_names.csv`: today's name by that in the panel, "" where there is none.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    names: dict[str, str] = {}
    for written in ruling_rows(path, _NAME_COLUMNS):
        row = written.values
        written.require("name")
        written.require_one_of("source_id", (PANEL,))
        names[row["name"]] = row["name_now"]
    return names


def read_refusals(path: Path) -> Refusals:
    """Read `covariate_refusals.csv`.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    refused = set()
    for written in ruling_rows(path, _REFUSAL_COLUMNS):
        row = written.values
        written.require("variable")
        written.require_one_of("source_id", (PANEL,))
        written.require_year("year")
        refused.add((row["place"], row["variable"], int(row["year"])))
    return frozenset(refused)


def yearbook_rows(cities: Iterable[YearbookCity], places: Mapping[str, Place]) -> Iterator[Row]:
    """Lay out the values of 2023.

    Raises
    ------
    BuildError
        If no place of the release has a city's name.
    """
    by_name = _prefectures(places)
    for city in cities:
        place_id = by_name.get(city.name)
        if place_id is None:
            raise BuildError(
                f"{YEARBOOK}: no prefecture of the release is called {city.name}; mend the roster"
            )
        for variable, printed, factor, unit in (
            ("population_resident", _residents(city), PERSONS_PER_10K, "persons"),
            ("gdp", city.gdp, MILLION_PER_100_MILLION, "million CNY"),
            ("gdp_per_head", city.gdp_per_head, 1, "CNY"),
            ("exports", city.exports, MILLION_PER_10K, "million CNY"),
            ("imports", city.imports, MILLION_PER_10K, "million CNY"),
        ):
            if printed is not None:
                value = round(printed * factor, 2)
                yield value_row(place_id, variable, YEAR, value, unit, YEARBOOK)


def _residents(city: YearbookCity) -> float | None:
    """Residents in 10,000 as printed; where none are, GDP over GDP per head, to a full 10,000."""
    if city.population is not None or not city.gdp or not city.gdp_per_head:
        return city.population
    return float(round(city.gdp * _YUAN_PER_100_MILLION / city.gdp_per_head / PERSONS_PER_10K))


def panel_rows(
    cities: Iterable[CityYear],
    places: Mapping[str, Place],
    names_now: Mapping[str, str],
    refusals: Refusals,
) -> Iterator[Row]:
    """Lay out the values of 2004 to 2012 that we believe; investment of 0 is missing.

    Raises
    ------
    BuildError
        If no place of the release has a city's name, or a refusal meets no value.
    """
    by_name = _prefectures(places)
    used: set[tuple[str, str, int]] = set()
    for city in cities:
        name = names_now.get(city.name, city.name)
        if not name:
            continue
        if name not in by_name:
            raise BuildError(
                f"{PANEL}: no prefecture of the release is called {name}; "
                "rule on it in data/decisions/china_city_names.csv"
            )
        for variable, printed, factor, unit in (
            ("population_registered", city.population, PERSONS_PER_10K, "persons"),
            ("gdp", city.gdp, MILLION_PER_10K, "million CNY"),
            ("foreign_investment", city.investment, MILLION_PER_10K, "million USD"),
        ):
            hit = {(city.name, variable, city.year), ("", variable, city.year)} & refusals
            used |= hit
            if not hit and printed > 0:
                value = round(printed * factor, 2)
                yield value_row(by_name[name], variable, city.year, value, unit, PANEL)
    if idle := sorted(refusals - used):
        raise BuildError(
            f"data/decisions/covariate_refusals.csv: {idle[0]} meets no value of {PANEL}; "
            "take the row out"
        )


def _prefectures(places: Mapping[str, Place]) -> dict[str, str]:
    return {
        place.name_local: place.place_id
        for place in places.values()
        if place.country == "CN" and place.gbt2260
    }


SOURCE_ID = "china-provinces-nbs"

SERIES: dict[Series, tuple[str, float, str]] = {
    "foreign_visitors": ("foreign_visitors", 1, "million visits"),
    "overseas_visitors": ("overseas_visitors", 1, "million visits"),
    "tourism_receipts": ("tourism_receipts", 1, "million USD"),
    "gdp": ("gdp", 100, "million CNY"),
    "trade": ("goods_trade_by_firm", 0.001, "million USD"),
    "trade_by_origin": ("goods_trade_by_origin", 0.001, "million USD"),
}
"""Variable, factor and unit of each series."""


def province_rows(values: Iterable[ProvinceValue], places: Mapping[str, Place]) -> Iterator[Row]:
    """Lay out every value.

    Raises
    ------
    BuildError
        If no region of the release has a province's name.
    """
    regions = {
        place.name_local: place.place_id
        for place in places.values()
        if place.country == "CN" and is_region(place)
    }
    for one in values:
        if one.province not in regions:
            raise BuildError(
                f"{SOURCE_ID}: no region of the release is called {one.province}; "
                "correct its local name in data/decisions/place_corrections_regions.csv"
            )
        variable, factor, unit = SERIES[one.series]
        value = round(one.value * factor, 3)
        yield value_row(regions[one.province], variable, one.year, value, unit, SOURCE_ID)
