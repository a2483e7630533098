"""What the study of hubs reads of a release."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.studies.attractiveness.data import (
    AttractivenessData,
    read_attractiveness_data,
)
from sistercities.studies.study_data import StudyData
from sistercities.studies.study_tables import StudyTables, tables_of


@dataclass(frozen=True)
class HubsData:
    """A release as this study reads it.

    Attributes
    ----------
    choice
        Places, ties and covariates, as the study of attractiveness reads them.
    links
        Of table `claims`: `source_id`, `tie_id`, `method_a`, `method_b`.
    """

    choice: AttractivenessData
    links: pd.DataFrame

    @property
    def study(self) -> StudyData:
        """Ties, places and what other studies read too."""
        return self.choice.study

    @cached_property
    def ties(self) -> pd.DataFrame:
        """Table `ties`, its texts as plain ones, which are read one by one many times."""
        ties = self.study.tables.ties
        texts = ["tie_id", "place_a", "place_b", "sources"]
        return ties.assign(**{name: ties[name].astype(object) for name in texts})

    @cached_property
    def made(self) -> dict[Hashable, Any]:
        """What was made of the tables, by its name, kept for all that ask again."""
        return {}

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.choice.version


def read_hubs_data(release: Release | StudyTables) -> HubsData:
    """Read from a release what the study needs."""
    tables = tables_of(release)
    claims = tables.frame("claims")
    links = claims[["source_id", "tie_id", "method_a", "method_b"]]
    return HubsData(read_attractiveness_data(tables), links[links["tie_id"].notna()])
