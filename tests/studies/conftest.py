"""What several modules of studies look at is made once: a result is frozen, no study changes data.

That is what the studies of made-up countries find, the tables of the release in the package, and
those of the drawn world.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.studies.connectivity.study import study_connectivity
from sistercities.studies.diplomacy.study import study_diplomacy
from sistercities.studies.drivers.study import study_drivers
from sistercities.studies.findings import StudyResult
from sistercities.studies.study_tables import StudyTables
from studies import made_up_connectivity, made_up_drivers
from studies.made_up_diplomacy import made_up_diplomacy


@pytest.fixture(scope="session")
def connectivity_found() -> StudyResult:
    """Study what goes with flights in the made-up country."""
    return study_connectivity(made_up_connectivity.made_up_country())


@pytest.fixture(scope="session")
def diplomacy_found() -> StudyResult:
    """Study what goes with rivals in the made-up country."""
    return study_diplomacy(made_up_diplomacy())


@pytest.fixture(scope="session")
def drivers_found() -> StudyResult:
    """Study what foretells ties in the made-up country."""
    return study_drivers(made_up_drivers.made_up_country())


@pytest.fixture(scope="session")
def drivers_of_few_ties() -> StudyResult:
    """Study what foretells ties where hardly any has a start."""
    return study_drivers(made_up_drivers.made_up_country(n_ties=60))


@pytest.fixture(scope="session")
def release_tables(package_release: Release) -> StudyTables:
    """Give the tables of the release in the package, as all studies of a run share them."""
    return StudyTables(package_release)


@pytest.fixture(scope="session")
def drawn_tables(release_folder: Path) -> Iterator[StudyTables]:
    """Give the tables of the drawn world, as all studies of a run share them."""
    with open_release(release_folder) as release:
        yield StudyTables(release)
