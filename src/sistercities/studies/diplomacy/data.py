"""What the diplomacy study reads of a release."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables, tables_of

ON_ONE = (
    "un_ideal_point", "gdp_usd", "population", "in_alliance_data", "in_dispute_data",
    "in_rivalry_td_data", "in_rivalry_tss_data", "in_conflict_data",
)  # fmt: skip
"""Facts on one country that the study takes; `in_...` says in which years a record speaks of it."""

ON_TWO = (
    "distance_km", "trade_million_usd", "alliance", "dispute_level", "rivalry_td", "rivalry_tss",
    "conflict_level",
)  # fmt: skip
"""Facts on two countries that it takes."""


@dataclass(frozen=True)
class DiplomacyData:
    """A release as this study reads it.

    Attributes
    ----------
    study
        Ties, places and what other studies read too.
    single
        Rows of `country_covariates` of the facts in `ON_ONE`.
    pairs
        Rows of `country_pairs` of the facts in `ON_TWO`.
    """

    study: StudyData
    single: pd.DataFrame
    pairs: pd.DataFrame

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.study.version


def read_diplomacy_data(release: Release | StudyTables) -> DiplomacyData:
    """Read from a release what the study needs."""
    tables = tables_of(release)
    single, pairs = tables.frame("country_covariates"), tables.frame("country_pairs")
    return DiplomacyData(
        read_study_data(tables),
        single[single["variable"].isin(ON_ONE) & single["value"].notna()],
        pairs[pairs["variable"].isin(ON_TWO) & pairs["value"].notna()],
    )
