"""Who of the ranked candidates a short list names: few of one country, some of each area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from sistercities.partners.ground import Ground, Index
from sistercities.partners.short_lists.quarters import Quarters

LOOKED_AT = 3_000
"""Candidates that are gone through, from the best."""
SOUTH_ASIA = ("AF", "BD", "BT", "IN", "LK", "MV", "NP", "PK")
"""Members of the South Asian Association for Regional Cooperation: an area of its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many a list names at most: in all, of one region, of one country, of one area.

    `per_country_in_all` is the most of one country over this list and those before it; None is any
    number.

    A list that is `all_over_the_world` takes the best place anywhere (`has_best_anywhere`), and
    then the best of each area, those first that have most candidates; the own area comes last.
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

    def __init__(self, ground: Ground, area: Index, limits: Limits, taken: frozenset[int]) -> None:
        self.places: list[int] = []
        self._ground, self._area, self._limits = ground, area, limits
        self._quarters = Quarters(ground)
        self._seen: Counter[tuple[str, int]] = Counter(
            ("country in all", int(ground.places.country[place])) for place in taken
        )

    def take(self, order: Iterable[int], *, with_areas: bool) -> None:
        """Take the first places that the limits allow, until there are enough."""
        for place in order:
            if len(self.places) == self._limits.count:
                return
            if place in self.places or not self._has_room(place, with_areas=with_areas):
                continue
            if not self._quarters.holds(place):
                self.places.append(place)
                self._seen.update(key for key, _ in self._limited(place))

    def take_one(self, order: Iterable[int]) -> None:
        """Take the first place that the limits allow, those of areas too."""
        if len(self.places) < self._limits.count:
            whole = self._limits
            self._limits = replace(whole, count=len(self.places) + 1)
            self.take(order, with_areas=True)
            self._limits = whole

    def _has_room(self, place: int, *, with_areas: bool) -> bool:
        return all(
            self._seen[key] < most
            for key, most in self._limited(place)
            if with_areas or key[0] != "area"
        )

    def _limited(self, place: int) -> Iterator[tuple[tuple[str, int], int]]:
        region = int(self._ground.places.region[place])
        country = int(self._ground.places.country[place])
        if region >= 0:
            yield ("region", region), self._limits.per_region
        yield ("country", country), self._limits.per_country
        if self._limits.per_country_in_all is not None:
            yield ("country in all", country), self._limits.per_country_in_all
        yield ("area", int(self._area[country])), self._limits.per_area


def areas(ground: Ground) -> Index:
    """Give each country the number of its area: its continent, with South Asia apart."""
    codes = ground.countries.codes.astype(str)
    continents = ground.countries.continents.astype(str)
    names = np.where(np.isin(codes, SOUTH_ASIA), "South Asia", continents)
    return np.asarray(np.unique(names, return_inverse=True)[1].astype(np.int64))


def choose_places(
    ground: Ground, at: Index, limits: Limits, taken: frozenset[int], own_country: int
) -> list[int]:
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

    Returns
    -------
    list of int
        Positions of those who are named, the best first.
    """
    free = at[~np.isin(at, np.fromiter(taken, dtype=np.int64, count=len(taken)))]
    order = free[:LOOKED_AT].tolist()
    area = areas(ground)
    named = _Named(ground, area, limits, taken)
    if limits.all_over_the_world:
        for part in _parts(ground, area, free, limits, own_country):
            named.take_one(part[:LOOKED_AT].tolist())
    named.take(order, with_areas=True)
    named.take(order, with_areas=False)
    rank = {place: k for k, place in enumerate(free.tolist())}
    return sorted(named.places, key=rank.__getitem__)


def _parts(
    ground: Ground, area: Index, at: Index, limits: Limits, own_country: int
) -> Iterator[Index]:
    """Give all candidates, then those of each area but the own one, the area with most first."""
    if limits.has_best_anywhere:
        yield at
    of_each = area[ground.places.country[at]]
    counts = Counter(of_each[of_each != area[own_country]].tolist())
    for number, _ in counts.most_common():
        yield at[of_each == number]
