"""Completing a network whose sources have gaps, by simulation.

Missing ties are drawn to resemble the known ones: units and places are as popular as they are among
the known ties, and a missing upper tie lies over a known lower tie, or a missing lower tie inside
an upper one, at the odds of the known ties. What is missing for another reason is not covered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_DRAWS, instance, integers, whole_number
from twolevel.core.array_types import Flag, Real
from twolevel.core.arrays import TwoLevelArrays, inside_matrix
from twolevel.errors import NetworkError

UNSEEN = 0.5
"""Popularity of a unit that no known tie has, in ties."""

MOST_MISSING = 1_000_000
"""Missing ties of one home unit that are still believed."""

_COLUMNS = ("share_inside", "share_no_upper", "upper_served", "ratio", "n_outside", "n_no_upper")


@dataclass(frozen=True, slots=True)
class CompletedShares:
    """Shares on each completed network.

    Attributes
    ----------
    share_inside, share_no_upper, upper_served
        Shape (n_draws,), each in [0, 1]; as defined in the methods, on the completed ties.
    ratio
        Observed over expected under stub matching within countries, shape (n_draws,); NaN in a draw
        that expects none.
    n_outside, n_no_upper
        Known lower ties that stay outside, and that stay without any upper tie with the country,
        shape (n_draws,).
    n_upper_added, n_lower_added
        How many ties were added.
    """

    share_inside: Real
    share_no_upper: Real
    upper_served: Real
    ratio: Real
    n_outside: Real
    n_no_upper: Real
    n_upper_added: int
    n_lower_added: int


def complete_network(
    arrays: TwoLevelArrays,
    *,
    n_missing_upper: ArrayLike,
    n_missing_lower: ArrayLike,
    n_draws: int,
    seed: int,
) -> CompletedShares:
    """Draw completed networks and compute the shares on each.

    Parameters
    ----------
    arrays
        Known network.
    n_missing_upper, n_missing_lower
        Ties to add for each home unit, shape (n_units,), whole numbers of at least 0.
    n_draws, seed
        Number of completed networks, and the seed; each draw has a seed of its own.

    Raises
    ------
    NetworkError
        If a number of missing ties is negative, no whole number or beyond a million, if the shape
        is wrong, or if the network holds no lower tie.
    InvalidArgument
        If `n_draws` or `seed` is outside what is allowed.
    """
    instance("arrays", arrays, TwoLevelArrays, "two_level_arrays")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    missing_upper = _counts("n_missing_upper", n_missing_upper, arrays.n_units)
    missing_lower = _counts("n_missing_lower", n_missing_lower, arrays.n_units)
    _check_ties(arrays)
    known = _Known.of(arrays)
    rows = [
        _one_draw(known, missing_upper, missing_lower, np.random.default_rng(child))
        for child in np.random.SeedSequence(seed).spawn(n_draws)
    ]
    column = dict(zip(_COLUMNS, np.array(rows, dtype=np.float64).T, strict=True))
    return CompletedShares(
        share_inside=column["share_inside"],
        share_no_upper=column["share_no_upper"],
        upper_served=column["upper_served"],
        ratio=column["ratio"],
        n_outside=column["n_outside"],
        n_no_upper=column["n_no_upper"],
        n_upper_added=int(missing_upper.sum()),
        n_lower_added=int(missing_lower.sum()),
    )


def lift_odds(weight: Real, is_favoured: Flag, n_drawn: NDArray[np.int64], n_hits: float) -> float:
    """Find the odds factor that gives the expected number of hits seen.

    Row p makes `n_drawn[p]` choices among columns with chances proportional to `weight`, times the
    factor where `is_favoured`. The factor solves: expected favoured choices = `n_hits`.

    Parameters
    ----------
    weight, is_favoured
        Shape (n_rows, n_columns).
    n_drawn
        Choices of each row, shape (n_rows,).
    n_hits
        Favoured choices seen, in all rows.

    Returns
    -------
    float
        Factor in [0.001, 1000]; 1 where no row has both kinds of column.
    """
    favoured = (weight * is_favoured).sum(axis=1)
    other = (weight * ~is_favoured).sum(axis=1)
    both = (favoured > 0) & (other > 0) & (n_drawn > 0)
    if not both.any():
        return 1.0
    certain = float(n_drawn[(favoured > 0) & (other == 0)].sum())

    def expected(factor: float) -> float:
        chance = factor * favoured[both] / (factor * favoured[both] + other[both])
        return certain + float((n_drawn[both] * chance).sum())

    low, high = -3.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if expected(10**middle) < n_hits else (low, middle)
    return float(10 ** ((low + high) / 2))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the draws share: counts and weights of the known network."""

    arrays: TwoLevelArrays
    counts: Real
    upper: Flag
    served: Flag
    upper_weight: Real
    lower_weight: Real
    lower_odds: float

    @classmethod
    def of(cls, arrays: TwoLevelArrays) -> _Known:
        n_units, n_foreign = arrays.n_units, arrays.foreign_country.size
        counts = np.zeros((n_units, n_foreign))
        np.add.at(counts, (arrays.tie_unit, arrays.ties[:, 1]), 1)
        upper = np.zeros((n_units, arrays.foreign_unit_country.size), dtype=np.bool_)
        upper[arrays.upper_ties[:, 0], arrays.upper_ties[:, 1]] = True
        served = _served(counts, arrays)
        popularity = np.tile(upper.sum(axis=0) + UNSEEN, (n_units, 1))
        odds = lift_odds(
            popularity, served, upper.sum(axis=1).astype(np.int64), float((upper & served).sum())
        )
        inside = inside_matrix(arrays)
        degree = np.tile(counts.sum(axis=0), (n_units, 1))
        lower_odds = lift_odds(
            degree, inside, counts.sum(axis=1).astype(np.int64), float((counts * inside).sum())
        )
        weight = popularity * np.where(served, odds, 1.0)
        return cls(arrays, counts, upper, served, weight, degree, lower_odds)


def _served(counts: Real, arrays: TwoLevelArrays) -> Flag:
    """Return whether a lower tie joins a home unit to a place in a foreign unit."""
    n_units, n_foreign_units = arrays.n_units, arrays.foreign_unit_country.size
    served = np.zeros((n_units, n_foreign_units + 1), dtype=np.bool_)
    p, place = np.nonzero(counts)
    # Index -1 writes the last column, which stands for "no unit" and is cut off.
    served[p[:, None], arrays.foreign_unit[place]] = True
    return served[:, :n_foreign_units]


def _counts(name: str, values: ArrayLike, n_units: int) -> NDArray[np.int64]:
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


def _check_ties(arrays: TwoLevelArrays) -> None:
    """Refuse a network without lower ties: its shares would be 0 / 0."""
    if arrays.n_ties == 0:
        raise NetworkError(
            "arrays", "holds no lower tie, so no share is defined", "give a network with ties"
        )


def _add_upper(known: _Known, missing: NDArray[np.int64], rng: np.random.Generator) -> Flag:
    """Add missing upper ties by weighted sampling without replacement (exponential keys)."""
    free = np.where(known.upper, np.inf, rng.standard_exponential(known.upper.shape))
    order = np.argsort(free / known.upper_weight, axis=1)
    room = (~known.upper).sum(axis=1)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(order.shape[1])[None, :], axis=1)
    added: Flag = rank < np.minimum(missing, room)[:, None]
    return np.logical_or(known.upper, added)


def _add_lower(
    known: _Known, inside: Flag, missing: NDArray[np.int64], rng: np.random.Generator
) -> Real:
    weight = known.lower_weight * np.where(inside, known.lower_odds, 1.0)
    total = weight.sum(axis=1, keepdims=True)
    chance = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    added = [
        rng.multinomial(n, row) if total[p, 0] > 0 else np.zeros(row.size)
        for p, (n, row) in enumerate(zip(missing, chance, strict=True))
    ]
    completed: Real = known.counts + np.array(added).reshape(known.counts.shape)
    return completed


def _one_draw(
    known: _Known,
    missing_upper: NDArray[np.int64],
    missing_lower: NDArray[np.int64],
    rng: np.random.Generator,
) -> tuple[float, ...]:
    arrays = known.arrays
    upper = _add_upper(known, missing_upper, rng)
    padded = np.column_stack((upper, np.zeros(arrays.n_units, dtype=np.bool_)))
    inside: Flag = np.any(padded[:, arrays.foreign_unit], axis=2)
    counts = _add_lower(known, inside, missing_lower, rng)
    no_upper: Flag = np.logical_not(_joined_countries(upper, arrays)[:, arrays.foreign_country])
    served = _served(counts, arrays)
    n = counts.sum()
    return (
        float((counts * inside).sum() / n),
        float((counts * no_upper).sum() / n),
        float((upper & served).sum() / max(upper.sum(), 1)),
        _stub_ratio(counts, inside, arrays.foreign_country),
        float((known.counts * ~inside).sum()),
        float((known.counts * no_upper).sum()),
    )


def _joined_countries(upper: Flag, arrays: TwoLevelArrays) -> Flag:
    """Return whether a home unit has any upper tie with a country, shape (n_units, n_countries)."""
    n_countries = int(
        max(arrays.foreign_country.max(initial=-1), arrays.foreign_unit_country.max(initial=-1))
    )
    joined = np.zeros((arrays.n_units, n_countries + 1), dtype=np.bool_)
    p, r = np.nonzero(upper)
    joined[p, arrays.foreign_unit_country[r]] = True
    return joined


def _stub_ratio(counts: Real, inside: Flag, country: NDArray[np.int64]) -> float:
    """Observed over expected inside, when the ties of a country are dealt out anew."""
    degree = counts.sum(axis=0)
    n_countries = int(country.max()) + 1
    by_country = np.zeros((counts.shape[0], n_countries))
    np.add.at(by_country.T, country, counts.T)
    per_country = by_country.sum(axis=0)
    share = np.divide(
        degree, per_country[country], out=np.zeros_like(degree), where=per_country[country] > 0
    )
    expected = float((by_country[:, country] * share * inside).sum())
    return float((counts * inside).sum() / expected) if expected > 0 else float("nan")
