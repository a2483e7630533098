"""What the attractiveness study reads of a release."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sistercities.dataset.changed_facts import standing_rows
from sistercities.dataset.release.store import Release
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables, tables_of


@dataclass(frozen=True)
class AttractivenessData:
    """A release as this study reads it.

    Attributes
    ----------
    study
        Ties, places and what other studies read too.
    claims
        Of table `claims`: `source_id`, `place_a`, `place_b`, `tie_id`, `start`, `precision`.
    city, country
        Tables `city_covariates` and `country_covariates`.
    pairs
        Rows of table `country_pairs` on distance and official language.
    """

    study: StudyData
    claims: pd.DataFrame
    city: pd.DataFrame
    country: pd.DataFrame
    pairs: pd.DataFrame

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.study.version

    @cached_property
    def made(self) -> dict[Hashable, Any]:
        """What was made of the tables, by its name, kept for all that ask again."""
        return {}

    def fact_on_cities(self, variable: str) -> pd.Series[float]:
        """Newest value of a variable by place."""
        return _newest(self.city, variable, "place_id")

    def fact_on_countries(self, variable: str) -> pd.Series[float]:
        """Newest value of a variable by country."""
        return _newest(self.country, variable, "country")

    @cached_property
    def gdp_per_head(self) -> pd.Series[float]:
        """GDP per head in USD by country, both of its newest year."""
        return (self.fact_on_countries("gdp_usd") / self.people).dropna()

    @cached_property
    def people(self) -> pd.Series[float]:
        """Population by country."""
        return self.fact_on_countries("population")

    def fact_on_pairs(
        self, variable: str, as_of: int | None = None
    ) -> dict[tuple[str, str], float]:
        """Value of a symmetric variable on two countries in a year, in either order."""
        rows = self.pairs[(self.pairs["variable"] == variable) & self.pairs["value"].notna()]
        rows = standing_rows(rows, ["country_a", "country_b"], as_of)
        found = {}
        for a, b, value in zip(rows["country_a"], rows["country_b"], rows["value"], strict=True):
            found[a, b] = found[b, a] = float(value)
        return found


def _newest(table: pd.DataFrame, variable: str, key: str) -> pd.Series[float]:
    rows = table[(table["variable"] == variable) & table["value"].notna()]
    newest = rows.sort_values(["year", "source_id"]).drop_duplicates(key, keep="last")
    return newest.set_index(key)["value"].astype(float)


def read_attractiveness_data(release: Release | StudyTables) -> AttractivenessData:
    """Read from a release what the study needs; shared tables give the same to all studies."""
    tables = tables_of(release)
    return tables.once("choices", lambda: _read(tables))


def _read(tables: StudyTables) -> AttractivenessData:
    claims = tables.frame("claims")
    pairs = tables.frame("country_pairs")
    kept = pairs["variable"].isin(["distance_km", "common_official_language"])
    return AttractivenessData(
        read_study_data(tables),
        claims[["source_id", "place_a", "place_b", "tie_id", "start", "precision"]],
        tables.frame("city_covariates"),
        tables.frame("country_covariates"),
        pairs[kept],
    )
