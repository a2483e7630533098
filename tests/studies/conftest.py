"""Studies of made-up countries that several modules look at, each run once: a result is frozen."""

from __future__ import annotations

import pytest

from sistercities.studies.connectivity.study import study_connectivity
from sistercities.studies.diplomacy.study import study_diplomacy
from sistercities.studies.drivers.study import study_drivers
from sistercities.studies.findings import StudyResult
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
