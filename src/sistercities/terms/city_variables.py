"""The facts on cities, regions and pairs of cities: what each is, in which unit, who says it."""

from __future__ import annotations

from typing import Literal, NamedTuple

CityTable = Literal[
    "city_covariates", "region_covariates", "city_pairs", "flights_odbl", "flight_pairs_odbl"
]

VRS = "flights-vrs-2026"
OPENFLIGHTS = "flights-openflights"
YEARBOOK = "china-city-yearbook-2023"
PANEL = "china-cities-2004-2012"
PROVINCES = "china-provinces-nbs"
URBAN = "cities-wup-2018"
NATURAL_EARTH = "places-natural-earth"
GEONAMES = "geonames"
DECISIONS = "decisions"

ROUTES_EVER_LISTED = "routes_ever_listed"
"""The fact on two cities: the list that it comes from only grows."""
CLIMATE = "climate-koeppen-geiger"
ALTITUDE = "altitude-mapzen"
PORTS = "ports-searoute"
HERITAGE = "heritage-unesco-2019"
COASTAL_KM = 50
"""Sea within so many km of its point: a place of the coast (`is_coastal`)."""


class CityVariable(NamedTuple):
    """One variable from one source."""

    name: str
    table: CityTable
    meaning: str
    unit: str
    source_id: str

    @property
    def is_undated(self) -> bool:
        """Whether no year can be given: its source adds and never takes out.

        In the column `year` stands the year until which it added.
        """
        return self.source_id == VRS


def _of_city(name: str, meaning: str, unit: str, source_id: str) -> CityVariable:
    return CityVariable(name, "city_covariates", meaning, unit, source_id)


def _of_region(name: str, meaning: str, unit: str, source_id: str) -> CityVariable:
    return CityVariable(name, "region_covariates", meaning, unit, source_id)


_LISTED = "by routes ever listed up to 2026, past ones among them"
_AIRPORT = f"1 if an airport serves the place, or one in it, {_LISTED}"
_LISTED_DESTINATIONS = f"cities abroad reached without a change, {_LISTED}"
_DESTINATIONS = "cities abroad that can be reached without a change"
_COUNTRIES = "countries of these cities"

CITY_VARIABLES: tuple[CityVariable, ...] = (
    _of_city("border_country", "country across the nearest undisputed land border within 25 km, "
             "ISO 3166-1 alpha-2 in `word`", "1", NATURAL_EARTH),
    _of_city("climate_zone", "climate zone after Koeppen and Geiger at its point, in `word`", "1",
             CLIMATE),
    _of_city("exports", "exports of goods", "million CNY", YEARBOOK),
    _of_city("foreign_investment", "foreign direct investment used", "million USD", PANEL),
    _of_city("gdp", "gross domestic product at current prices, 2023", "million CNY", YEARBOOK),
    _of_city("gdp", "gross domestic product at current prices, to 2012", "million CNY", PANEL),
    _of_city("gdp_per_head", "the same per resident", "CNY", YEARBOOK),
    _of_city("has_airport", _AIRPORT, "1", VRS),
    _of_city("has_port", "1 if ships of the sea get to a port of its country within 25 km, or to a "
             "terminal of its name within 60 km", "1", PORTS),
    _of_city("has_port_terminal", "1 if shipping lines have a terminal in such a port", "1", PORTS),
    _of_city("heritage_sites_nearby", "World Heritage sites within 25 km of its point, without "
             "those whose point does not tell where they are", "sites", HERITAGE),
    _of_city("imports", "imports of goods", "million CNY", YEARBOOK),
    _of_city("international_destination_countries", _COUNTRIES, "countries", VRS),
    _of_city("international_destinations", _LISTED_DESTINATIONS, "cities", VRS),
    _of_city("international_destinations_nearby", "the same from every airport that "
             "serves it or lies within 60 km of its point in its country", "cities", VRS),
    _of_city("is_border_city", "1 if a land border of its country is within 25 km of its point; "
             "nothing is said where states disagree on the line", "1", NATURAL_EARTH),
    _of_city("is_coastal", f"1 if the sea is within {COASTAL_KM} km of its point", "1",
             NATURAL_EARTH),
    _of_city("is_island", "1 if it lies on an island of less than 70,000 km2", "1",
             NATURAL_EARTH),
    _of_city("is_mountain", "1 if it lies among or beside mountains: mean_altitude from 2,500 m, "
             "or from 300 m with a relief over 300 m", "1", ALTITUDE),
    _of_city("is_national_capital", "1 if it is the capital of its state; 0 in territories", "1",
             GEONAMES),
    _of_city("is_region_capital", "1 if it is a seat of its first-level region, as marked", "1",
             NATURAL_EARTH),
    _of_city("is_region_capital", "1 if it is a seat of its first-level region, as we rule", "1",
             DECISIONS),
    _of_city("island_km2", "area of that island", "km2", NATURAL_EARTH),
    _of_city("km_to_coast", "from its point to the nearest sea", "km", NATURAL_EARTH),
    _of_city("km_to_international_airport", "from its point to the nearest airport of its country "
             f"with a destination abroad, {_LISTED}", "km", VRS),
    _of_city("km_to_land_border", "from its point to the nearest land border of its country", "km",
             NATURAL_EARTH),
    _of_city("km_to_port", "from its point to the nearest port of its country that ships of the "
             "sea get to", "km", PORTS),
    _of_city("mean_altitude", "mean altitude of the ground within 12 km of its point", "m",
             ALTITUDE),
    _of_city("population_agglomeration", "people of the urban agglomeration named for it; 2020 "
             "and 2025 projected", "persons", URBAN),
    _of_city("population_registered", "registered population at the end of the year", "persons",
             PANEL),
    _of_city("population_resident", "resident population at the end of the year", "persons",
             YEARBOOK),
    _of_city("relief", "highest less lowest ground within 12 km of its point, in cells of 9 km",
             "m", ALTITUDE),
    _of_city("time_zone", "name of its official time zone, in `word`", "1", GEONAMES),
    _of_city("utc_offset", "standard time, ahead of UTC", "hours", GEONAMES),
    _of_region("foreign_visitors", "visits of foreigners received", "million visits",
               PROVINCES),
    _of_region("gdp", "gross domestic product at current prices", "million CNY", PROVINCES),
    _of_region("goods_trade_by_firm", "imports and exports of goods, by location of the trading "
               "firm", "million USD", PROVINCES),
    _of_region("goods_trade_by_origin", "imports and exports of goods, by place of destination "
               "and origin in China", "million USD", PROVINCES),
    _of_region("has_airport", _AIRPORT, "1", VRS),
    _of_region("international_destination_countries", _COUNTRIES, "countries", VRS),
    _of_region("international_destinations", _LISTED_DESTINATIONS, "cities", VRS),
    _of_region("overseas_visitors", "visits of foreigners and of people of Hong Kong, Macau and "
               "Taiwan received", "million visits", PROVINCES),
    _of_region("tourism_receipts", "receipts from overseas visitors", "million USD", PROVINCES),
    CityVariable(ROUTES_EVER_LISTED, "city_pairs", "airlines listed up to 2026 as flying between "
                 "two cities of different countries without a change, past ones among them; none "
                 "where flights between the two countries are known to be gone", "airlines", VRS),
    CityVariable("international_destinations", "flights_odbl", _DESTINATIONS, "cities",
                 OPENFLIGHTS),
    CityVariable("international_destination_countries", "flights_odbl", _COUNTRIES, "countries",
                 OPENFLIGHTS),
)  # fmt: skip
"""Sorted by table and name; a variable of two sources stands once for each."""
