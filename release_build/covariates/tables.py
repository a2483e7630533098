"""All tables of covariates of a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from release_build.beside import Beside
from release_build.covariates.of_cities import city_tables
from release_build.covariates.of_countries import country_tables
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

Tables = dict[str, Sequence[Row]]


def covariate_tables(
    shared_data: Path,
    decisions: Path,
    places: Mapping[str, Place],
    progress: Callable[[str], None],
    beside: Beside,
) -> tuple[Tables, Callable[[], Tables]]:
    """Lay out every table of covariates: those of countries now, those of cities beside.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.
    places
        The places of the release, by id.
    progress
        Called with a line at each step.
    beside
        Where the facts on cities are read.

    Returns
    -------
    of_countries, all_tables
        Tables of the facts on countries; and what gives all tables, to be called once.
    """
    progress("reading facts on countries")
    tables = country_tables(shared_data, decisions, places)
    progress("reading facts on cities")
    capitals = {row["capital_id"] for row in tables["countries"] if row["capital_id"]}
    states = {row["country"] for row in tables["countries"] if row["cow_code"]}
    cities = beside.begin(city_tables, shared_data, decisions, places, capitals, states)
    return tables, lambda: tables | cities()
