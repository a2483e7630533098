"""All tables of covariates of a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from release_build.beside import Beside
from release_build.covariates.of_cities import city_figures, city_tables
from release_build.covariates.of_countries import country_tables
from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place

Tables = dict[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Covariates:
    """Tables of covariates, of which those of cities may still be in the making.

    Attributes
    ----------
    of_countries
        Tables of the facts on countries.
    city_figures
        People and economy of cities: rows of `city_covariates` that the populations rest on.
    of_cities
        Gives the tables of the facts on cities, to be called once.
    """

    of_countries: Tables
    city_figures: Sequence[Row]
    of_cities: Callable[[], Tables]


def covariate_tables(
    shared_data: Path,
    decisions: Path,
    places: Mapping[str, Place],
    progress: Callable[[str], None],
    beside: Beside,
) -> Covariates:
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
    """
    progress("reading facts on countries")
    tables = country_tables(shared_data, decisions, places)
    progress("reading facts on cities")
    capitals = {row["capital_id"] for row in tables["countries"] if row["capital_id"]}
    states = {row["country"] for row in tables["countries"] if row["cow_code"]}
    figures = list(city_figures(shared_data, decisions, places))
    of_cities = beside.begin(city_tables, shared_data, decisions, places, capitals, states, figures)
    return Covariates(tables, figures, of_cities)
