"""A made-up two-level world of the size of ours, for the benchmarks: fixed by its seed.

Cities lie in regions, regions in countries. Countries have tastes for each other; regions and
cities differ in how many ties they make, with heavy tails; an upper tie brings lower ties to its
cities. About 8,900 of 30,000 cities have a tie, as in the world's lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real

SEED = 20261125
TASTE_SD = 1.0
DOMESTIC_TASTE = 0.0
COUNTRY_SD = 1.2
REGION_SD = 0.8
CITY_SD = 1.92
SHARE_INSIDE = 0.15
"""Share of the lower ties that upper ties bring; some more fall inside by chance."""

MOST_ROUNDS = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticWorld:
    """Cities in regions in countries, with undirected ties at both levels.

    Attributes
    ----------
    city_region
        Region of each city, shape (n_cities,).
    region_country
        Country of each region, shape (n_regions,).
    ties
        Pairs of cities i < j, sorted, none twice, shape (n_ties, 2).
    upper_ties
        Pairs of regions p < q of different countries, sorted, none twice, shape (n_upper, 2).
    seed
        What it was drawn from.
    """

    city_region: Index
    region_country: Index
    ties: Index
    upper_ties: Index
    seed: int

    @property
    def city_country(self) -> Index:
        """Country of each city, shape (n_cities,)."""
        return self.region_country[self.city_region]


def synthetic_world(
    seed: int = SEED,
    n_cities: int = 30_000,
    n_regions: int = 4_000,
    n_countries: int = 150,
    n_ties: int = 30_000,
    n_upper: int = 2_000,
) -> SyntheticWorld:
    """Draw a world; each country has a region and each region a city."""
    rng = np.random.default_rng(seed)
    region_country = _nested(rng, n_regions, n_countries)
    city_region = _nested(rng, n_cities, n_regions)
    taste = _tastes(rng, n_countries)
    region_mass = rng.lognormal(0.0, REGION_SD, n_regions)
    city_mass = rng.lognormal(0.0, CITY_SD, n_cities) * region_mass[city_region]

    upper = _pairs_by_country(rng, taste * (1 - np.eye(n_countries)), region_country, region_mass)
    upper_ties = _distinct(n_upper, upper)
    by_region = _Picker(city_region, city_mass)
    by_taste = _pairs_by_country(rng, taste, region_country[city_region], city_mass)

    def lower(n: int) -> Index:
        pairs = by_taste(n)
        inside = np.flatnonzero(rng.random(n) < SHARE_INSIDE)
        chosen = upper_ties[rng.integers(0, n_upper, inside.size)]
        for side in (0, 1):
            pairs[inside, side] = by_region.pick(rng, chosen[:, side])
        return pairs

    return SyntheticWorld(city_region, region_country, _distinct(n_ties, lower), upper_ties, seed)


def _nested(rng: np.random.Generator, n: int, n_groups: int) -> Index:
    """Return sorted groups of `n` members with heavy-tailed sizes, at least one in each."""
    share = rng.lognormal(0.0, 1.0, n_groups)
    extra = rng.multinomial(n - n_groups, share / share.sum())
    return np.repeat(np.arange(n_groups, dtype=np.int64), 1 + extra)


def _tastes(rng: np.random.Generator, n_countries: int) -> Real:
    """Return the weight of each pair of countries, symmetric; few pairs are domestic."""
    half = np.triu(rng.normal(0.0, TASTE_SD, (n_countries, n_countries)), 1)
    mass = rng.normal(0.0, COUNTRY_SD, n_countries)
    log_taste = half + half.T + mass[:, None] + mass[None, :] + DOMESTIC_TASTE * np.eye(n_countries)
    weight: Real = np.exp(log_taste)
    return weight


class _Picker:
    """Picks members of groups by their mass."""

    def __init__(self, group: Index, mass: Real) -> None:
        """Lay the members out along a line, group by group, each as long as its mass."""
        self.order = np.argsort(group, kind="stable")
        self.line = np.concatenate(([0.0], np.cumsum(mass[self.order])))
        ends = np.searchsorted(group[self.order], np.arange(int(group.max()) + 2))
        self.first, self.last = ends[:-1], ends[1:] - 1

    def pick(self, rng: np.random.Generator, group: Index) -> Index:
        """Return a member of each of the groups."""
        low, high = self.line[self.first[group]], self.line[self.last[group] + 1]
        at = np.searchsorted(self.line, low + rng.random(group.size) * (high - low), "right") - 1
        member: Index = self.order[np.clip(at, self.first[group], self.last[group])]
        return member


def _pairs_by_country(
    rng: np.random.Generator, taste: Real, country: Index, mass: Real
) -> Callable[[int], Index]:
    """Return what draws pairs: two countries by taste and mass, then a member of each by mass."""
    weight = np.bincount(country, mass, taste.shape[0])
    line = np.cumsum((taste * np.sqrt(weight[:, None] * weight[None, :])).ravel())
    picker = _Picker(country, mass)

    def draw(n: int) -> Index:
        cell = np.searchsorted(line, rng.random(n) * line[-1], "right")
        sides = np.divmod(cell, taste.shape[0])
        return np.column_stack([picker.pick(rng, side) for side in sides])

    return draw


def _distinct(n: int, draw: Callable[[int], Index]) -> Index:
    """Draw pairs until `n` are distinct and join two ends; the first drawn stay, sorted."""
    drawn = np.zeros((0, 2), dtype=np.int64)
    for _ in range(MOST_ROUNDS):
        if drawn.shape[0] >= n:
            break
        more = np.sort(draw(n), axis=1)
        drawn = np.concatenate((drawn, more[more[:, 0] != more[:, 1]]))
        _, first = np.unique(drawn, axis=0, return_index=True)
        drawn = drawn[np.sort(first)]
    if drawn.shape[0] < n:
        raise ValueError(f"a world of this size has hardly {n:,} pairs; ask for fewer ties")
    kept = drawn[:n]
    return kept[np.lexsort((kept[:, 1], kept[:, 0]))]
