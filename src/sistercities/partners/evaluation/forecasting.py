"""Forecasting: what was known at the end of a year, and the ties that began in the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.additive_model import class_members
from sistercities.partners.barriers import read_barriers
from sistercities.partners.evaluation.task import Task
from sistercities.partners.ground import Ground
from sistercities.partners.ground_countries import read_countries
from sistercities.partners.ground_heritage import read_heritage
from sistercities.partners.ground_places import read_flights, read_places, read_ties
from sistercities.partners.tie_graph import TieGraph
from twolevel.core.array_types import Flag, Index

TEST_YEARS = range(1990, 2015)
"""Cut-offs whose next year is foretold."""
TUNING_YEARS = range(1985, 1990)
"""Earlier cut-offs, on which everything that can be set was set."""
LISTED_POPULATION = 15_000
"""Persons from which a place is in the gazetteer whether it has a tie or not."""


def grounds(release: Release, years: Sequence[int]) -> Iterator[Ground]:
    """Read the ground of each year; facts without a date are read once."""
    places, barriers, heritage = None, read_barriers(release), read_heritage(release)
    for year in years:
        countries = read_countries(release, year)
        if places is None:
            position = {code: k for k, code in enumerate(countries.codes.tolist())}
            places = read_places(release, position)
        ties, recorded = read_ties(release, places, len(countries.codes), year, None)
        flights = read_flights(release, ties, is_today=False)
        yield Ground(places, countries, ties, recorded, flights, year, release.version,
                     barriers=barriers, heritage=heritage)  # fmt: skip


def known_members(ground: Ground, place_class: str = "city") -> Index:
    """Return the places of a class that one could know of then without knowing later ties.

    The gazetteer holds places below 15,000 because they have a tie in some source, whenever it
    began: until the ground holds a tie of theirs, they are no candidates. Nor is a municipality
    whose people are summed from those that it took in: it is of a later year.
    """
    members = class_members(ground, place_class)
    places = ground.places
    large = (places.population[members] >= LISTED_POPULATION) & ~places.is_of_parts[members]
    return members[large | (ground.ties.degree[members] > 0)]


def forecast_tasks(
    release: Release, years: Sequence[int], *, country: str, per_tie: int, seed: int
) -> Iterator[Task]:
    """Make the task of each cut-off that has ties to be found.

    Parameters
    ----------
    release
        An opened release.
    years
        Cut-offs: the ties that began in the year after each are to be found.
    country
        ISO code of the home country.
    per_tie, seed
        As in `Task`.
    """
    for ground in grounds(release, years):
        task = _task(release, ground, country, per_tie, seed)
        if len(task.true_home) and task.n_known:
            yield task


def task_of_year(release: Release, year: int, *, country: str, per_tie: int, seed: int) -> Task:
    """Make the task of one cut-off, also where no tie is to be found."""
    return _task(release, next(grounds(release, [year])), country, per_tie, seed)


def _task(release: Release, ground: Ground, country: str, per_tie: int, seed: int) -> Task:
    places, year = ground.places, ground.as_of or 0
    later, _ = read_ties(release, places, len(ground.countries.codes), year + 1, None)
    is_home = places.country == ground.countries.codes.tolist().index(country)
    members = known_members(ground)
    candidates = members[~is_home[members]]
    a, b = _begun_abroad(later, year + 1, is_home)
    kept = places.is_city[a] & places.is_city[b]
    a, b = a[kept], b[kept]
    reachable = np.isin(b, candidates)
    return Task(
        str(year), ground, is_home & places.is_city, members, candidates, a[reachable],
        b[reachable], int((~reachable).sum()), per_tie, seed + year,
    )  # fmt: skip


def _begun_abroad(ties: TieGraph, year: int, is_home: Flag) -> tuple[Index, Index]:
    """Ties of a year between the home country and others, the end at home first."""
    chosen = (ties.year == year) & (is_home[ties.a] != is_home[ties.b])
    a, b = ties.a[chosen], ties.b[chosen]
    return np.where(is_home[a], a, b), np.where(is_home[a], b, a)
