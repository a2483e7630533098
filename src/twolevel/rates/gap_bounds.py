"""Between what ends the share inside can lie, whatever the ties are that no source lists.

The worst cases assume nothing: all missing lower ties lie outside and no missing upper tie lies
over a known lower one; or all lie inside, and the missing upper ties lie over as many lower ones as
they can. Between them stands what comes of missing ties that go where known ones go, by popularity
of units and places alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, integers
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties, inside_matrix
from twolevel.errors import NetworkError

UNSEEN = 0.5
"""Popularity of a unit that no known tie has, in ties."""
MOST_MISSING = 1_000_000
"""Missing ties of one home unit that are still believed."""


@dataclass(frozen=True, slots=True)
class GapBounds:
    """Ties inside that a gap adds, at the ends and in between.

    Attributes
    ----------
    n_ties, n_inside
        Known lower ties, and those inside.
    n_missing
        Lower ties that no source lists.
    added_least, added_middle, added_most
        Ties inside that come in addition: none; by popularity; as many as there can be.
    """

    n_ties: int
    n_inside: int
    n_missing: int
    added_least: float
    added_middle: float
    added_most: float

    def share(self, added: float, known: float | None = None) -> float:
        """Return the share inside with ties added, of a known share (that of the ties if None)."""
        inside = self.n_inside if known is None else known * self.n_ties
        return min((inside + added) / (self.n_ties + self.n_missing), 1.0)


def gap_bounds(
    arrays: TwoLevelArrays, *, n_missing_upper: ArrayLike, n_missing_lower: ArrayLike
) -> GapBounds:
    """Return between what ends the share inside lies if so many ties are missing.

    Parameters
    ----------
    arrays
        Known network.
    n_missing_upper, n_missing_lower
        Ties that no source lists, by home unit, shape (n_units,), whole numbers of at least 0.

    Raises
    ------
    NetworkError
        If a number of missing ties is negative, no whole number or beyond a million, if the shape
        is wrong, or if the network holds no lower tie.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    upper = _counts("n_missing_upper", n_missing_upper, arrays.n_units)
    lower = _counts("n_missing_lower", n_missing_lower, arrays.n_units)
    if arrays.n_ties == 0:
        raise NetworkError(
            "arrays", "holds no lower tie, so no share is defined", "give a network with ties"
        )
    outside = ~hits_of_ties(arrays)
    chance = _popular_chance(arrays, upper)
    inside = _chance_inside(arrays, chance)
    gained = float(inside[arrays.tie_unit, arrays.ties[:, 1]][outside].sum())
    degree = np.bincount(arrays.ties[:, 1], minlength=arrays.foreign_country.size)
    return GapBounds(
        arrays.n_ties,
        int((~outside).sum()),
        int(lower.sum()),
        0.0,
        gained + float(lower @ (inside @ degree)) / arrays.n_ties,
        _most_covered(arrays, outside, upper) + float(lower.sum()),
    )


def _popular_chance(arrays: TwoLevelArrays, missing: Index) -> Real:
    """Return the chance that a missing upper tie joins a pair, shape (n_units, n_foreign_units)."""
    joined = np.zeros((arrays.n_units, arrays.foreign_unit_country.size), dtype=np.bool_)
    joined[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = True
    popularity = np.where(joined, 0.0, joined.sum(axis=0) + UNSEEN)
    total = popularity.sum(axis=1, keepdims=True)
    each = np.divide(popularity, total, out=np.zeros_like(popularity), where=total > 0)
    return np.asarray(np.minimum(missing[:, None] * each, 1.0))


def _chance_inside(arrays: TwoLevelArrays, chance: Real) -> Real:
    """Return the chance that unit and place are joined, known upper ties among them."""
    padded = np.append(1 - chance, np.ones((arrays.n_units, 1)), axis=1)
    missed = padded[:, arrays.foreign_unit].prod(axis=2)
    return np.asarray(np.where(inside_matrix(arrays), 1.0, 1 - missed))


def _most_covered(arrays: TwoLevelArrays, outside: Flag, missing: Index) -> float:
    """Return how many outside ties so many upper ties of each home unit could lie over at most."""
    units = arrays.foreign_unit[arrays.ties[:, 1]][outside]
    home = np.broadcast_to(arrays.tie_unit[outside][:, None], units.shape)
    known = units >= 0
    over = np.zeros((arrays.n_units, arrays.foreign_unit_country.size), dtype=np.int64)
    np.add.at(over, (home[known], units[known]), 1)
    n_outside = np.bincount(arrays.tie_unit[outside], minlength=arrays.n_units)
    best = -np.sort(-over, axis=1)
    covered = [best[p, : missing[p]].sum() for p in range(arrays.n_units)]
    return float(np.minimum(covered, n_outside).sum())


def _counts(name: str, values: ArrayLike, n_units: int) -> Index:
    counts = integers(name, values)
    is_out = (counts < 0) | (counts > MOST_MISSING)
    if counts.shape != (n_units,) or is_out.any():
        problem = f"has shape {counts.shape}"
        if is_out.any():
            problem += f" and holds {int(counts[is_out][0])}"
        raise NetworkError(
            name,
            problem,
            f"give {n_units} whole numbers of at least 0 and at most {MOST_MISSING:,}, one "
            "per home unit",
        )
    return counts
