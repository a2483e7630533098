"""Cities with their ties and what is known of them, one row each; NaN is not known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.network.alive import has_sound_start
from sistercities.network.rules import NetworkRules
from sistercities.sentences import say
from sistercities.studies.connectivity.city_ties import CityTies, counted_ties, roster
from sistercities.studies.connectivity.data import ConnectivityData

FLIGHTS_YEAR = 2014
"""Year of the last flights of OpenFlights; ties begun later came after them."""

EARLIER_FLIGHTS = 2009
"""Year of the first ones."""

PANEL_YEAR = 2012
"""Last year of the panel of Chinese cities."""

YEARBOOK_YEAR = 2023
"""Year of the yearbook of Chinese cities."""

NEWEST = {
    "destinations": "international_destinations",
    "destinations_nearby": "international_destinations_nearby",
    "is_seat": "is_region_capital",
    "is_state_capital": "is_national_capital",
    "is_coastal": "is_coastal",
}
"""Columns whose newest value is taken, and their variables."""

OF_A_YEAR = {
    "exports": ("exports", YEARBOOK_YEAR),
    "gdp": ("gdp", YEARBOOK_YEAR),
    "resident": ("population_resident", YEARBOOK_YEAR),
    "gdp_before": ("gdp", PANEL_YEAR),
    "investment_before": ("foreign_investment", PANEL_YEAR),
    "population_before": ("population_registered", PANEL_YEAR),
}
"""Columns of one year; the panel counts registered people, the yearbook residents."""

NO_CITY_OF_STUDY = say("of places that are no city of the study (counties, districts, small towns)")
"""Why ties take no part in this study."""


def city_table(
    data: ConnectivityData,
    country: str,
    as_of: int,
    rules: NetworkRules,
    ties: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, CityTies]:
    """Return the cities of a country with ties and covariates, and the ties that were counted.

    Parameters
    ----------
    ties
        All ties of the country, as `NetworkTables.ties_of` gives them, where they are known.

    Returns
    -------
    cities
        A row a city: `place_id`, `name`, `region`, `ties`, the columns of `NEWEST` and `OF_A_YEAR`,
        `population` (residents in China, else as GeoNames has it), `destinations_2014` and
        `destinations_2009`.
    ties
        Ties of the country's cities.
    """
    cities = covered_roster(data, country, as_of, rules)
    tables = data.study.tables
    at_home = tables.ties_of(country) if ties is None else ties
    found = counted_ties(tables, at_home, as_of, rules)
    outside = int((~found.ties["home"].isin(cities["place_id"])).sum())
    if outside:
        found.left_out[NO_CITY_OF_STUDY] = outside
    return with_counts(cities, {"ties": found.ties}), found


def covered_roster(
    data: ConnectivityData, country: str | None, as_of: int, rules: NetworkRules
) -> pd.DataFrame:
    """Return a roster with what is known of each city; of the same cities once."""
    cities = roster(data.study, country, as_of, rules)
    return data.covered.once(lambda: with_covariates(data, cities), cities)


def with_covariates(data: ConnectivityData, cities: pd.DataFrame) -> pd.DataFrame:
    """Add to a roster what is known of each city."""
    places = cities["place_id"]
    values = {name: _column(data.facts, variable, places) for name, variable in NEWEST.items()}
    for year in (YEARBOOK_YEAR, PANEL_YEAR):
        facts = data.facts_of(year)
        for name, (variable, of) in OF_A_YEAR.items():
            if of == year:
                values[name] = _column(facts, variable, places)
    for year in (EARLIER_FLIGHTS, FLIGHTS_YEAR):
        values[f"destinations_{year}"] = _openflights(data, cities, year)
    known = cities.assign(**{name: column.to_numpy() for name, column in values.items()})
    of_places = known["population"].astype("Float64").astype(float)
    is_china = known["country"] == "CN"
    return known.assign(population=known["resident"].where(is_china, of_places))


def with_counts(cities: pd.DataFrame, ties: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add the number of ties of each city by name of the column; a city without one has 0."""
    counts = {
        name: cities["place_id"].map(rows["home"].value_counts()).fillna(0).astype(int)
        for name, rows in ties.items()
    }
    return cities.assign(**counts)


def begun(ties: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Keep the ties with a sound start from a year to a year."""
    is_inside = ties["start_year"].between(first, last).fillna(False).astype(bool)
    return ties[has_sound_start(ties) & is_inside]


def region_codes(cities: pd.DataFrame) -> NDArray[np.int64]:
    """Return a number for the region of each city, from 0 in the order of their ids."""
    return np.unique(cities["region"].to_numpy(dtype=str), return_inverse=True)[1].astype(np.int64)


def _column(facts: pd.DataFrame, variable: str, places: pd.Series) -> pd.Series:
    if variable not in facts:
        return pd.Series(np.nan, index=places)
    return facts[variable].reindex(places).astype(float)


def _openflights(data: ConnectivityData, cities: pd.DataFrame, year: int) -> pd.Series:
    """Destinations in the last version of a year: 0 for a city without an airport of the source.

    The source lists the airports and flights of the world; of a country of which that version has
    none it says nothing.
    """
    rows = data.destinations(year)
    country = data.study.tables.fields.country
    flown = {country[place] for place in rows.index if place in country}
    found = rows.reindex(cities["place_id"])
    is_silent = ~cities["country"].isin(flown).to_numpy()
    return found.where(found.notna() | is_silent, 0.0)
