"""A network as the truth, and what is left of it where ties of known shares are taken away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from twolevel.core.array_types import Flag, Real
from twolevel.core.arrays import TwoLevelArrays, two_level_arrays


def made_up_truth(seed: int = 5, n_ties: int = 900) -> TwoLevelArrays:
    """Draw 16 units of 10 homes, 240 foreign places in 60 units of 12 countries, tied by taste.

    City ties lie inside upper ties more often than elsewhere, and some places draw more than
    others.
    """
    rng = np.random.default_rng(seed)
    n_units, n_homes, n_foreign, n_foreign_units = 16, 160, 240, 60
    unit, foreign_unit = np.arange(n_homes) % n_units, np.arange(n_foreign) // 4
    upper = np.zeros((n_units, n_foreign_units), dtype=np.bool_)
    pull = rng.gamma(1.0, 1.0, n_foreign_units)
    chosen = rng.choice(upper.size, 240, replace=False, p=np.tile(pull, n_units) / pull.sum() / 16)
    upper.ravel()[chosen] = True
    weight = rng.gamma(0.7, 1.0, n_foreign)[None, :] * np.where(upper[unit][:, foreign_unit], 3, 1)
    cells = rng.choice(weight.size, size=n_ties, replace=False, p=(weight / weight.sum()).ravel())
    return two_level_arrays(
        home_unit=unit,
        foreign_country=np.arange(n_foreign) // 20,
        foreign_unit=foreign_unit,
        foreign_unit_country=np.arange(n_foreign_units) // 5,
        ties=np.column_stack(np.divmod(cells, n_foreign)),
        upper_ties=np.argwhere(upper),
        n_units=n_units,
    )


def keep_ties(arrays: TwoLevelArrays, lower: Flag, upper: Flag) -> TwoLevelArrays:
    """Keep the flagged ties of each level."""
    return replace(arrays, ties=arrays.ties[lower], upper_ties=arrays.upper_ties[upper])


def thin_at_random(
    arrays: TwoLevelArrays, upper: Real, lower: Real, rng: np.random.Generator
) -> TwoLevelArrays:
    """Keep each tie with the chance of its home unit and level, shapes (n_units,)."""
    kept_lower = rng.random(arrays.n_ties) < lower[arrays.tie_unit]
    kept_upper = rng.random(len(arrays.upper_ties)) < upper[arrays.upper_ties[:, 0]]
    return keep_ties(arrays, kept_lower, kept_upper)


def thin_by_popularity(
    arrays: TwoLevelArrays, upper: Real, lower: Real, rng: np.random.Generator
) -> TwoLevelArrays:
    """Keep ties with popular places and units more often; as many a unit as at random, about."""
    place = np.bincount(arrays.ties[:, 1], minlength=arrays.foreign_country.size)
    unit = np.bincount(arrays.upper_ties[:, 1], minlength=arrays.foreign_unit_country.size)
    kept_lower = _kept(arrays.tie_unit, place[arrays.ties[:, 1]], lower, rng)
    kept_upper = _kept(arrays.upper_ties[:, 0], unit[arrays.upper_ties[:, 1]], upper, rng)
    return keep_ties(arrays, kept_lower, kept_upper)


def thin_by_country(
    arrays: TwoLevelArrays, upper: Real, lower: Real, rng: np.random.Generator
) -> TwoLevelArrays:
    """Keep ties with some countries three times as often as with others, at both levels."""
    n = int(max(arrays.foreign_country.max(), arrays.foreign_unit_country.max())) + 1
    seen = np.where(rng.random(n) < 0.5, 3.0, 1.0)
    countries = arrays.foreign_unit_country[arrays.upper_ties[:, 1]]
    kept_lower = _kept(arrays.tie_unit, seen[arrays.tie_country], lower, rng)
    kept_upper = _kept(arrays.upper_ties[:, 0], seen[countries], upper, rng)
    return keep_ties(arrays, kept_lower, kept_upper)


THINNED = {
    "at random": thin_at_random,
    "by popularity": thin_by_popularity,
    "by country": thin_by_country,
}
"""Ways to lose ties."""


def _kept(unit: Real, weight: Real, share: Real, rng: np.random.Generator) -> Flag:
    """Keep the share of each unit's ties, those of great weight first, by exponential keys."""
    key = rng.standard_exponential(unit.size) / np.asarray(weight, dtype=np.float64)
    kept = np.zeros(unit.size, dtype=np.bool_)
    for value in np.unique(unit):
        mine = np.flatnonzero(unit == value)
        n = int(np.rint(share[value] * mine.size))
        kept[mine[np.argsort(key[mine])][:n]] = True
    return kept
