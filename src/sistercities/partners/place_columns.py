"""Facts on single places as columns of a model of how many ties they have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.partners.features.size import log_population
from sistercities.partners.ground import Ground
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Index, Real

KIND_DUAL = 5
TYPICAL_SIZE = 4.7
"""Log10 of the population from which the slopes of countries are measured."""
_SIZES = (3.0, 3.5, 4.0, 4.3, 4.7, 5.0, 5.3, 5.7, 6.0, 6.5, 7.0, 7.7)
_DESTINATIONS = tuple(float(k) for k in range(8))
_INCOMES = (9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0)


@record_of_arrays
class HomeFacts:
    """What bears on the number of ties of a place; arrays of shape (n,), NaN where not known.

    Attributes
    ----------
    size
        Log10 of the population; of a region, of the people in its cities.
    is_capital, is_seat, is_coastal
        1 or 0; of a region, whether a city in it is.
    destinations
        Log2 of 1 + cities abroad with a route ever listed; of a region, of its best city.
    income
        Log2 of the GDP per head of the country.
    kind
        Level, 5 for region and city at once.
    """

    size: Real
    is_capital: Real
    is_seat: Real
    is_coastal: Real
    destinations: Real
    income: Real
    kind: Real


def home_facts(ground: Ground, place_class: str) -> HomeFacts:
    """Collect the facts on all places, for a class of places, "city" or "region"."""
    places = ground.places
    size, capital, coast = log_population(places.population), places.is_capital, places.is_coastal
    seat, destinations = places.is_seat, places.destinations
    if place_class == "region":
        size = log_population(_summed(ground, places.population))
        capital, coast = _largest(ground, capital), _largest(ground, coast)
        seat, destinations = np.full(ground.n_places, np.nan), _largest(ground, destinations)
    with np.errstate(divide="ignore", invalid="ignore"):
        income = np.log2(ground.countries.income[places.country])
    kind = np.where(places.is_dual, KIND_DUAL, places.level).astype(np.float64)
    return HomeFacts(size, capital, seat, coast, np.log2(1 + destinations), income, kind)


def _inside(ground: Ground) -> tuple[Index, Index]:
    """Each city with each region that contains it."""
    containers = ground.places.containers
    is_inner = ground.places.is_city & ~ground.places.is_former
    city, column = np.nonzero((containers >= 0) & is_inner[:, None])
    return city, containers[city, column]


def _summed(ground: Ground, values: Real) -> Real:
    """Sum over the cities of each region; a dual place has its own value too."""
    city, region = _inside(ground)
    total = np.where(ground.places.is_dual, np.nan_to_num(values), 0.0)
    np.add.at(total, region, np.nan_to_num(values[city]))
    return np.where(total > 0, total, np.nan)


def _largest(ground: Ground, values: Real) -> Real:
    city, region = _inside(ground)
    found = np.where(ground.places.is_dual, np.nan_to_num(values, nan=-1.0), -1.0)
    np.maximum.at(found, region, np.nan_to_num(values[city], nan=-1.0))
    return np.where(found < 0, np.nan, found)


def columns(facts: HomeFacts, continents: Index, n_continents: int, at: Index) -> Real:
    """Lay out facts of some places as columns, the constant first; no column is empty."""
    blocks = (
        np.ones((len(at), 1)),
        hats(facts.size[at], _SIZES),
        flags(facts.kind[at], tuple(float(k) for k in range(KIND_DUAL + 1))),
        flags(facts.is_capital[at], (0.0, 1.0)),
        flags(facts.is_seat[at], (0.0, 1.0)),
        flags(facts.is_coastal[at], (0.0, 1.0)),
        hats(facts.destinations[at], _DESTINATIONS),
        hats(facts.income[at], _INCOMES),
        flags(continents[at].astype(np.float64), tuple(float(k) for k in range(n_continents))),
    )
    together = np.hstack(blocks)
    return np.asarray(together[:, together.any(axis=0)])


def slopes(facts: HomeFacts, at: Index) -> Real:
    """Lay out what each country has of its own: a level, and a slope on size."""
    size = facts.size[at]
    known = size[~np.isnan(size)]
    filled = np.where(np.isnan(size), known.mean() if len(known) else TYPICAL_SIZE, size)
    return np.column_stack([np.ones(len(at)), filled - TYPICAL_SIZE])


def hats(values: Real, knots: Sequence[float]) -> Real:
    """One column a knot, 1 at it and falling to 0 at the next; the last column is for unknown."""
    at = np.asarray(knots)
    is_unknown = np.isnan(values)
    held = np.clip(np.where(is_unknown, at[0], values), at[0], at[-1])
    place = np.clip(np.searchsorted(at, held, side="right") - 1, 0, len(at) - 2)
    share = (held - at[place]) / (at[place + 1] - at[place])
    found, line = np.zeros((len(values), len(at) + 1)), np.arange(len(values))
    found[line, place] = 1 - share
    found[line, place + 1] += share
    found[is_unknown] = 0.0
    found[is_unknown, -1] = 1.0
    return found


def flags(values: Real, categories: Sequence[float]) -> Real:
    """One column a category; the last is for unknown."""
    found = values[:, None] == np.asarray(categories)[None, :]
    return np.column_stack([found, np.isnan(values)]).astype(np.float64)
