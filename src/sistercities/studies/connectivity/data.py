"""What the connectivity study reads of a release.

OpenFlights is under the ODbL and is joined here in memory alone: none of its values stands in a
table or figure of the result, only what regressions make of them (docs/decisions/0008).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.nesting_data import StudyData, read_study_data


@dataclass(frozen=True)
class ConnectivityData:
    """A release as this study reads it.

    Attributes
    ----------
    study
        Ties, places and what other studies read too.
    city, region
        Tables `city_covariates` and `region_covariates`.
    flights_odbl
        Table `flights_odbl`: destinations by OpenFlights, 2009 to 2014.
    """

    study: StudyData
    city: pd.DataFrame
    region: pd.DataFrame
    flights_odbl: pd.DataFrame

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.study.version


def read_connectivity_data(release: Release) -> ConnectivityData:
    """Read from a release what the study needs."""
    return ConnectivityData(
        read_study_data(release),
        release.frame("city_covariates"),
        release.frame("region_covariates"),
        release.frame("flights_odbl"),
    )
