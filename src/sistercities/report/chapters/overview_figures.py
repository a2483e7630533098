"""The map, the distances and the growth of a report, and their numbers as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sistercities.network.measures.overview import TieOverview
from sistercities.report.exports import csv_bytes
from sistercities.report.figures import distance_bands, partner_growth, partner_map
from sistercities.report.figures.frame import Figure


@dataclass(frozen=True, slots=True)
class OverviewFigures:
    """What is drawn of all ties; None where too little is known."""

    map: Figure | None = None
    distance: Figure | None = None
    growth: Figure | None = None


def overview_figures(
    overview: TieOverview | None, names: Mapping[str, str], whose: str, data_version: str, seed: int
) -> OverviewFigures:
    """Draw where ties go, how far, and since when.

    Parameters
    ----------
    overview
        The ties; None draws nothing.
    names
        Of countries, by code.
    whose
        Name of the home country as it stands in a sentence.
    data_version, seed
        Of the data, and of the shuffled ties.
    """
    if overview is None:
        return OverviewFigures()
    is_told = partner_growth.is_told(overview)
    return OverviewFigures(
        partner_map.figure(overview, names, whose, data_version),
        distance_bands.figure(overview, whose, data_version, seed),
        partner_growth.figure(overview, whose, data_version) if is_told else None,
    )


def overview_csv(overview: TieOverview | None) -> dict[str, bytes]:
    """Write the numbers of these figures, by file."""
    if overview is None:
        return {}
    growth = {"growth.csv": csv_bytes(("year", "ties"), overview.years)}
    if not partner_growth.is_told(overview):
        growth = {}
    bands = ((one.start, one.end, one.n, one.by_chance, one.low, one.high)
             for one in overview.bands)  # fmt: skip
    return {
        "partner-countries.csv": csv_bytes(
            ("country", "ties"), ((one.country, one.n) for one in overview.countries)
        ),
        "distances.csv": csv_bytes(("from_km", "to_km", "ties", "by_chance", "low", "high"), bands),
    } | growth
