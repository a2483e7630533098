"""The tables that studies read: opened for one study, or shared by several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sistercities.api.data_choice import AnyData, open_data
from sistercities.studies.study_tables import StudyTables


@contextmanager
def open_tables(data: AnyData | StudyTables = None) -> Iterator[StudyTables]:
    """Open the tables of the release that is meant; those that are open already stay open.

    Raises
    ------
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    if isinstance(data, StudyTables):
        yield data
        return
    with open_data(data) as release:
        yield StudyTables(release)
