"""What the study of all pairs of countries reads of a release."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables, tables_of

ON_ONE = ("un_ideal_point",)
"""Facts on one country that the study takes."""

ON_TWO = (
    "distance_km", "land_border", "common_official_language", "colonial_tie", "trade_million_usd",
    "migrant_stock", "rivalry_td", "rivalry_tss", "dispute_level", "conflict_level",
)  # fmt: skip
"""Facts on two countries that it takes."""


@dataclass(frozen=True)
class WorldData:
    """A release as this study reads it.

    Attributes
    ----------
    study
        Ties, places and what other studies read too.
    single
        Rows of `country_covariates` of the facts in `ON_ONE`.
    pairs
        Rows of `country_pairs` of the facts in `ON_TWO`.
    routes
        Rows of `city_pairs`: pairs of cities with an air route that was ever listed.
    """

    study: StudyData
    single: pd.DataFrame
    pairs: pd.DataFrame
    routes: pd.DataFrame

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.study.version


def read_world_data(release: Release | StudyTables) -> WorldData:
    """Read from a release what the study needs."""
    tables = tables_of(release)
    single, pairs = tables.frame("country_covariates"), tables.frame("country_pairs")
    routes = tables.frame("city_pairs")
    return WorldData(
        read_study_data(tables),
        single[single["variable"].isin(ON_ONE) & single["value"].notna()],
        pairs[pairs["variable"].isin(ON_TWO) & pairs["value"].notna()],
        routes[routes["variable"] == "routes_ever_listed"],
    )
