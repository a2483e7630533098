"""What the study of drivers reads of a release."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables, tables_of

PAIR_VARIABLES = (
    "land_border", "common_official_language", "common_ethnic_language", "migrant_stock",
    "trade_million_usd", "alliance", "rivalry_tss",
)  # fmt: skip
"""Facts on pairs of countries that take part."""

COUNTRY_VARIABLES = (
    "gdp_usd", "population", "un_ideal_point", "in_alliance_data", "in_rivalry_tss_data",
)  # fmt: skip
"""Facts on countries that take part."""

NEEDED = ("country_a", "country_b", "variable", "year", "value")


@dataclass(frozen=True)
class DriversData:
    """A release as this study reads it.

    Attributes
    ----------
    cities
        Ties, places and the facts on cities, as the study of connectivity reads them; without
        OpenFlights.
    city_pairs
        Table `city_pairs`: direct flights.
    country_pairs, country_covariates
        The rows of these tables that the study needs.
    """

    cities: ConnectivityData
    city_pairs: pd.DataFrame
    country_pairs: pd.DataFrame
    country_covariates: pd.DataFrame

    @property
    def study(self) -> StudyData:
        """Ties, places and what other studies read too."""
        return self.cities.study

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.study.version


def read_drivers_data(release: Release | StudyTables) -> DriversData:
    """Read from a release what the study needs."""
    tables = tables_of(release)
    flights = tables.frame("flights_odbl")
    cities = ConnectivityData(
        read_study_data(tables), tables.frame("city_covariates"),
        tables.frame("region_covariates"), flights.iloc[:0],
    )  # fmt: skip
    pairs = tables.frame("country_pairs")[list(NEEDED)]
    facts = tables.frame("country_covariates")
    return DriversData(
        cities,
        tables.frame("city_pairs"),
        pairs[pairs["variable"].isin(PAIR_VARIABLES)],
        facts[facts["variable"].isin(COUNTRY_VARIABLES)],
    )
