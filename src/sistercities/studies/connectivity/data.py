"""What the connectivity study reads of a release.

OpenFlights is under the ODbL and is joined here in memory alone: none of its values stands in a
table or figure of the result, only what regressions make of them (docs/decisions/0008).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.rule_changes import Computed
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables, tables_of


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

    @cached_property
    def covered(self) -> Computed[pd.DataFrame]:
        """Rosters of cities with what is known of each, kept for all that ask again."""
        return Computed()

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Newest value of each variable on each place, a column a variable."""
        return _newest(self.city)

    def facts_of(self, year: int) -> pd.DataFrame:
        """Value of each variable on each place in a year, a column a variable."""
        return _newest(self.city[self.city["year"] == year])

    def destinations(self, year: int) -> pd.Series[float]:
        """Destinations abroad by OpenFlights in its last version of a year, by place; or empty."""
        table = self.flights_odbl
        rows = table[table["variable"] == "international_destinations"]
        versions = sorted(v for v in rows["snapshot"].unique() if str(v).startswith(str(year)))
        last = rows[rows["snapshot"] == (versions[-1] if versions else "")]
        return last.set_index("place_id")["value"].astype(float)


def _newest(city: pd.DataFrame) -> pd.DataFrame:
    """Lay out the newest value of each variable, of one year that of the last source by name."""
    rows = city[city["value"].notna()]
    place, places = pd.factorize(rows["place_id"], sort=True)
    variable, variables = pd.factorize(rows["variable"], sort=True)
    order = np.lexsort((pd.factorize(rows["source_id"], sort=True)[0], rows["year"].to_numpy()))
    # Of several at one place the last that is written stays.
    values = np.full((len(places), len(variables)), np.nan)
    values[place[order], variable[order]] = rows["value"].to_numpy(dtype=np.float64)[order]
    return pd.DataFrame(
        values, pd.Index(places, name="place_id"), pd.Index(variables, name="variable")
    )


def read_connectivity_data(release: Release | StudyTables) -> ConnectivityData:
    """Read from a release what the study needs; shared tables give the same to all studies."""
    tables = tables_of(release)
    return tables.once(
        "cities",
        lambda: ConnectivityData(
            read_study_data(tables),
            tables.frame("city_covariates"),
            tables.frame("region_covariates"),
            tables.frame("flights_odbl"),
        ),
    )
