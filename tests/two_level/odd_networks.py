"""Tiny networks drawn at random: groups without members, no ties, all ties, one of a kind."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np

from twolevel.core.arrays import TwoLevelArrays, two_level_arrays
from twolevel.core.whole_arrays import WholeArrays, whole_arrays

SHARES = (0.0, 0.2, 0.5, 1.0)
"""How many of all pairs are tied."""


def home_network(seed: int) -> TwoLevelArrays:
    """Draw places of a home country and abroad, their units, and ties from none to all."""
    rng = np.random.default_rng(seed)
    n_units, n_countries, n_tiers = rng.integers(1, 4), rng.integers(1, 4), rng.integers(1, 3)
    n_home, n_foreign, n_foreign_units = rng.integers(0, 6), rng.integers(0, 6), rng.integers(0, 4)
    unit_country = rng.integers(0, n_countries, n_foreign_units)
    country = rng.integers(0, n_countries, n_foreign)
    unit = np.full((n_foreign, n_tiers), -1)
    for place, tier in product(range(n_foreign), range(n_tiers)):
        mine = np.flatnonzero(unit_country == country[place])
        if mine.size and rng.random() < 0.8:
            unit[place, tier] = rng.choice(mine)
    density, upper_density = rng.choice(SHARES, 2)
    ties = [p for p in product(range(n_home), range(n_foreign)) if rng.random() < density]
    upper = [
        p for p in product(range(n_units), range(n_foreign_units)) if rng.random() < upper_density
    ]
    return two_level_arrays(
        home_unit=rng.integers(0, n_units, n_home), foreign_country=country, foreign_unit=unit,
        foreign_unit_country=unit_country, ties=ties, upper_ties=upper, n_units=int(n_units),
    )  # fmt: skip


def whole_network(seed: int) -> WholeArrays:
    """Draw up to seven cities in up to four units of up to three countries, and ties."""
    rng = np.random.default_rng(seed)
    n_units, n_cities = int(rng.integers(1, 5)), int(rng.integers(0, 8))
    density, upper_density = rng.choice(SHARES, 2)
    return whole_arrays(
        city_unit=rng.integers(0, n_units, n_cities), unit_country=rng.integers(0, 3, n_units),
        ties=[p for p in combinations(range(n_cities), 2) if rng.random() < density],
        upper_ties=[p for p in combinations(range(n_units), 2) if rng.random() < upper_density],
    )  # fmt: skip
