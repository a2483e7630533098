"""Who of the ranked candidates a short list names: few of one country, some of each area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.terms.late_methods import record
from sistercities.terms.words import STATE_OF
from twolevel.core.array_types import Flag, Index

LOOKED_AT = 3_000
"""Candidates that are gone through, from the best."""
ONE_PLACE_DEGREES = 0.045
"""Degrees of a great circle, five km, within which two places of a country are one to a mayor."""


@record
class Limits:
    """How many a list names at most: in all, of one region, of one country, of one area.

    Territories that have a code of their own count with their state (`states`).

    `per_country_in_all` is the most of one country over this list and those before it; None is any
    number.

    A list that is `all_over_the_world` takes the best place anywhere (`has_best_anywhere`), and
    then the best of each area, those first that have fewest names for the places that fit there;
    the own area comes last.
    """

    count: int
    per_region: int
    per_country: int
    per_area: int
    all_over_the_world: bool = False
    has_best_anywhere: bool = True
    per_country_in_all: int | None = None


class _Named:
    """Who is named so far, with the counts that limits look at."""

    def __init__(self, ground: Ground, limits: Limits, taken: frozenset[int]) -> None:
        self.places: list[int] = []
        self._limits = limits
        self._quarters = quarters_of(ground)
        self._is_named = np.zeros(ground.n_places, dtype=np.bool_)
        self._region = ground.places.region
        self._area, self._state, self._cities = _of_places(ground)
        self._in_all = np.zeros(len(ground.countries.codes), dtype=np.int64)
        np.add.at(self._in_all, self._state[list(taken)], 1)
        self._places = ground.places
        for place in taken:
            self._leave_out_what_lies_at(place)

    def take(self, order: Index, *, with_areas: bool) -> None:
        """Take the first places that the limits allow, until there are enough."""
        at = 0
        while len(self.places) < self._limits.count:
            has_room = np.flatnonzero(self._have_room(order[at:], with_areas=with_areas))
            is_one = (k for k in has_room.tolist() if not self._quarters.holds(int(order[at + k])))
            first = next(is_one, None)
            if first is None:
                return
            at += first + 1
            self._add(int(order[at - 1]))

    def take_one(self, order: Index) -> None:
        """Take the first place that the limits allow, those of areas too."""
        if len(self.places) < self._limits.count:
            whole = self._limits
            self._limits = replace(whole, count=len(self.places) + 1)
            self.take(order, with_areas=True)
            self._limits = whole

    def _add(self, place: int) -> None:
        self.places.append(place)
        self._leave_out_what_lies_at(place)
        self._in_all[self._state[place]] += 1

    def _leave_out_what_lies_at(self, place: int) -> None:
        """Name nothing more at a place: the gazetteer has some towns twice, under two names."""
        places = self._places
        self._is_named[place] = True
        if not places.is_city[place]:
            return
        cities = self._cities[int(places.country[place])]
        latitude, longitude = places.latitude[cities], places.longitude[cities]
        north, east = places.latitude[place], places.longitude[place]
        is_beside = np.abs(latitude - north) <= ONE_PLACE_DEGREES
        wide = ONE_PLACE_DEGREES / max(np.cos(np.radians(north)), 0.01)
        is_beside &= np.abs(longitude - east) <= wide
        self._is_named[cities[is_beside]] = True

    def _have_room(self, order: Index, *, with_areas: bool) -> Flag:
        """Say which places are not named yet, and have room within the limits."""
        limits, state, region = self._limits, self._state[order], self._region[order]
        named = np.array(self.places, dtype=np.int64)
        has_room = ~self._is_named[order]
        of_state = np.bincount(self._state[named], minlength=len(self._in_all))
        has_room &= of_state[state] < limits.per_country
        if limits.per_country_in_all is not None:
            has_room &= self._in_all[state] < limits.per_country_in_all
        if with_areas:
            of_area = np.bincount(self._area[named], minlength=len(self._in_all))
            has_room &= of_area[self._area[order]] < limits.per_area
        # A region that is not known, -1, has a count of its own that is never full.
        of_region = np.bincount(self._region[named] + 1, minlength=int(region.max(initial=0)) + 2)
        of_region[0] = 0
        return np.asarray(has_room & (of_region[region + 1] < limits.per_region))


@lru_cache(maxsize=2)
def states(ground: Ground) -> Index:
    """Give each country the position of the state that it belongs to; most are their own."""
    codes = ground.countries.codes.tolist()
    at = {code: k for k, code in enumerate(codes)}
    return np.array([at.get(STATE_OF.get(code, code), at[code]) for code in codes], dtype=np.int64)


@lru_cache(maxsize=2)
def _of_places(ground: Ground) -> tuple[Index, Index, list[Index]]:
    """Give each place its area and its state, and list the cities of each country."""
    country = ground.places.country
    cities = np.flatnonzero(ground.places.is_city)
    cities = cities[np.argsort(country[cities], kind="stable")]
    ends = np.searchsorted(country[cities], np.arange(1, len(ground.countries.codes)))
    return areas(ground)[country], states(ground)[country], np.split(cities, ends)


@lru_cache(maxsize=2)
def areas(ground: Ground) -> Index:
    """Give each country a number for its area: its continent, but for the two that stand apart."""
    from sistercities.partners.parts_of_world import MIDDLE_EAST, SOUTH_ASIA

    codes, names = ground.countries.codes, ground.countries.continents.astype(str)
    names = np.where(are_among(codes, SOUTH_ASIA), "South Asia", names)
    names = np.where(are_among(codes, MIDDLE_EAST), "Middle East", names)
    return np.asarray(np.unique(names, return_inverse=True)[1].astype(np.int64))


def choose_places(
    ground: Ground, at: Index, limits: Limits, taken: frozenset[int], own_country: int,
    fitting: Index,
) -> list[int]:  # fmt: skip
    """Take the first candidates within the limits.

    Where the areas of the world leave fewer than asked for, the best of the others fill up.
    Quarters of a city are not taken.

    Parameters
    ----------
    ground
        Facts on places.
    at
        Positions of the candidates, the best first.
    limits
        How many.
    taken
        Positions of places that another list names already.
    own_country
        Position of the country of the home place.
    fitting
        Positions of all places that could be named on one list or another.

    Returns
    -------
    list of int
        Positions of those who are named, the best first.
    """
    is_free = np.ones(ground.n_places, dtype=np.bool_)
    is_free[list(taken)] = False
    free = at[is_free[at]]
    order = free[:LOOKED_AT]
    area = areas(ground)
    named = _Named(ground, limits, taken)
    if limits.all_over_the_world:
        if limits.has_best_anywhere:
            named.take_one(order)
        for part in _parts(ground, area, free, fitting, (*taken, *named.places), own_country):
            named.take_one(part[:LOOKED_AT])
    named.take(order, with_areas=True)
    named.take(order, with_areas=False)
    return sorted(named.places, key=lambda place: int(np.flatnonzero(free == place)[0]))


def _parts(
    ground: Ground, area: Index, at: Index, fitting: Index, named: Sequence[int], own_country: int
) -> Iterator[Index]:
    """Give the candidates of each area but the own one, in the order in which areas have a turn.

    Each area has names in proportion to the places that fit there, over all lists: the next is that
    of which the places that fit, divided by twice its names and one, are most (Sainte-Laguë).
    """
    of_each, country = area[ground.places.country[at]], ground.places.country
    n_areas = int(area.max(initial=0)) + 1
    fit = np.bincount(area[country[fitting]], minlength=n_areas)
    have = np.bincount(area[country[list(named)]], minlength=n_areas) if named else 0
    turn = fit / (2 * have + 1)
    for number in np.lexsort((np.arange(n_areas), -turn)).tolist():
        part = at[of_each == number]
        if number != area[own_country] and len(part):
            yield part
