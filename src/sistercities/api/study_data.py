"""A release as the studies and the dyads read it."""

from __future__ import annotations

from sistercities.dataset.store import Release
from sistercities.network.lift import NetworkTables
from sistercities.studies.nesting_data import StudyData


def study_data(release: Release) -> StudyData:
    """Read the tables that a study needs."""
    return StudyData(
        tables=NetworkTables(
            places=release.frame("places"),
            parents=release.frame("parents"),
            ties=release.frame("ties"),
            upper_tier=release.frame("upper_tier"),
            region_coverage=release.frame("region_coverage"),
        ),
        coverage=release.frame("coverage"),
        sources=release.frame("sources"),
        version=release.version,
    )
