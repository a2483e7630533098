"""Shares of ties where the lists of home units hold a known part of what there is.

A lower tie that is listed with chance c counts 1 / c (Horvitz & Thompson 1952,
doi:10.1080/01621459.1952.10483446). Whether it lies inside is seen only where the upper tie is
listed as well: of X listed upper ties that would do, each listed with chance c, the number
1 - (1 - 1 / c)^X has the mean 1 where there is any and 0 where there is none. Both hold where what
is missing is missing at random within a unit; nothing is said of gaps that are not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, numbers, share
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays
from twolevel.errors import NetworkError
from twolevel.rates.clusters import ClusteredInterval, logit_interval, no_interval
from twolevel.sentences import say

HALF = 0.5
"""Chance of a list below which several upper ties count as one: the exact number would swing."""


def upper_ties_around(arrays: TwoLevelArrays) -> Index:
    """Return how many upper ties each lower tie lies inside, one a tier at most, (n_ties,)."""
    upper = np.zeros((arrays.n_units, arrays.foreign_unit_country.size + 1), dtype=np.int64)
    upper[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = 1
    # Index -1 reads the last column, which stands for "no unit".
    around: Index = upper[arrays.tie_unit[:, None], arrays.foreign_unit[arrays.ties[:, 1]]].sum(
        axis=1
    )
    return around


def upper_ties_with_country(arrays: TwoLevelArrays) -> Index:
    """Return how many upper ties each lower tie's home unit has with its country, (n_ties,)."""
    n_countries = int(
        max(arrays.foreign_country.max(initial=-1), arrays.foreign_unit_country.max(initial=-1)) + 1
    )
    joined = np.zeros((arrays.n_units, n_countries), dtype=np.int64)
    countries = arrays.foreign_unit_country[arrays.upper_ties[:, 1]]
    np.add.at(joined, (arrays.upper_ties[:, 0], countries), 1)
    found: Index = joined[arrays.tie_unit, arrays.tie_country]
    return found


def has_any(n_listed: ArrayLike, chance: ArrayLike) -> Real:
    """Return what stands for "there is at least one" where some are listed, shape (n,).

    Parameters
    ----------
    n_listed
        How many are listed.
    chance
        That one of them is listed, in (0, 1].
    """
    n, c = np.asarray(n_listed, dtype=np.float64), np.asarray(chance, dtype=np.float64)
    exact = 1 - (1 - 1 / np.maximum(c, HALF)) ** n
    bounded = np.where(n > 0, 1 / (1 - (1 - c) ** np.maximum(n, 1)), 0.0)
    return np.asarray(np.where(c >= HALF, exact, bounded))


def weighted_share(
    arrays: TwoLevelArrays,
    counted: ArrayLike,
    weight: ArrayLike,
    *,
    level: float = 0.95,
) -> ClusteredInterval:
    """Return a weighted mean over the lower ties, with its interval on the logit scale.

    Parameters
    ----------
    arrays
        Of `two_level_arrays`.
    counted
        What each tie contributes, shape (n_ties,), as `has_any` gives it; its mean is a share.
    weight
        Weight of each tie, shape (n_ties,), above 0; taken as known.
    level
        Of the interval, in (0, 1).

    Raises
    ------
    NetworkError, InvalidArgument
        If there is not one finite number for each tie, a weight is not above 0, or `level` is no
        share.

    References
    ----------
    Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    share("level", level)
    each = _of_ties("counted", counted, arrays)
    weights = _of_ties("weight", weight, arrays)
    if (weights <= 0).any():
        raise NetworkError("weight", "holds a number of 0 or less", "give weights above 0")
    if arrays.n_ties == 0:
        return no_interval(arrays, None, "logit", say("There are no lower ties."))
    total = float(weights.sum())
    value = float(weights @ each) / total
    if not 0 < value < 1:
        return no_interval(
            arrays, min(max(value, 0.0), 1.0), "logit", say("The logit of this share has no end.")
        )
    influence = weights * (each - value) / (total * value * (1 - value))
    return logit_interval(arrays, value, influence, level)


def _of_ties(name: str, values: ArrayLike, arrays: TwoLevelArrays) -> Real:
    held = numbers(name, values, 1)
    if held.size != arrays.n_ties:
        raise NetworkError(
            name, f"has {held.size} numbers", f"give one for each of {arrays.n_ties} ties"
        )
    return held
