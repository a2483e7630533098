"""What the study of order reads of a release: what all studies read, and no more."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables


def read_order_data(release: Release | StudyTables) -> StudyData:
    """Read from a release what the study needs."""
    return read_study_data(release)
