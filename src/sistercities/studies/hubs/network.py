"""The world's cities and their ties as arrays, and what is known of what the lists miss.

Nothing here knows a release: simulated worlds give the same arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sistercities.sentences import say
from twolevel.core.array_types import Flag, Index, Real

TRAITS = (
    say("log2 population"),
    say("log2 population above a million"),
    say("log2 GDP per head of the country"),
    say("coast"),
    say("capital of a state"),
)
"""Columns of `CityNetwork.x`."""

MILLION = float(np.log2(1e6))


@dataclass(frozen=True, eq=False)
class CityNetwork:
    """Cities of the world, and the ties between cities of two countries.

    Attributes
    ----------
    country
        Code of the country of each city, from 0, shape (n,).
    home
        Code of the home country.
    is_comparable
        Whether a city takes part in ranks and expectations, shape (n,).
    x
        Traits of the comparable cities, in their order, shape (n_comparable, k).
    cluster
        Of the comparable cities: first-level region at home, country abroad; shape (n_comparable,).
    ties
        Pairs of cities, shape (m, 2).
    existence
        Probability that a tie exists, shape (m,).
    seen, is_listed
        Countries of the ties that another source saw, shape (s, 2), and whether the list of this
        network has them, shape (s,).
    """

    country: Index
    home: int
    is_comparable: Flag
    x: Real
    cluster: Index
    ties: Index
    existence: Real
    seen: Index
    is_listed: Flag

    @property
    def n(self) -> int:
        """Number of cities."""
        return self.country.size

    @cached_property
    def n_countries(self) -> int:
        """Number of country codes."""
        return int(self.country.max()) + 1

    @cached_property
    def comparable(self) -> Index:
        """Positions of the comparable cities."""
        return np.flatnonzero(self.is_comparable)

    @cached_property
    def is_home(self) -> Flag:
        """Whether a comparable city lies in the home country, shape (n_comparable,)."""
        return np.equal(self.country[self.comparable], self.home)

    @cached_property
    def n_home_ties(self) -> int:
        """Ties of comparable home cities."""
        mine = self.is_comparable & (self.country == self.home)
        return int(mine[self.ties].any(axis=1).sum())


def traits(log_size: Real, log_income: Real, is_coastal: Flag, is_capital: Flag) -> Real:
    """Lay out the traits of cities, shape (n, 5); see `TRAITS`."""
    return np.column_stack(
        (log_size, np.maximum(log_size - MILLION, 0.0), log_income, is_coastal, is_capital)
    )


@dataclass(frozen=True, slots=True, eq=False)
class TwoSources:
    """Places of which both an earlier and a later source hold a tie, and the ties among them.

    Attributes
    ----------
    country, region
        Codes of each place, shape (n,).
    earlier, later
        Ties among them by either source, shape (m, 2).
    n_added_dated, n_added_since
        Home ties among them that the later source alone has and whose start is known; and those of
        them that began since the earlier source.
    """

    country: Index
    region: Index
    earlier: Index
    later: Index
    n_added_dated: int
    n_added_since: int
