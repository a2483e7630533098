"""Shapley values of held-out Poisson deviance on a weighted sample of pairs, clustered two ways.

For each subset S of the groups a log-linear Poisson model is fitted to all rows, with their
weights. For each unit one Newton step from there, on the rows of the others, gives the slopes
without that unit, and more steps where one is not enough; its rows are foretold by them. So 2^g
subsets cost little more than 2^g fits, not 2^g times the number of units. `shapley` holds the same
for any model, fitted anew each time, without weights.

Intervals are by the cluster jackknife, two ways. Without a unit or a partner its own rows are gone,
and the slopes of all other fits move. The latter is left out by an interval that takes the fits as
given, which is too short by an eighth even with 40 clusters (docs/twolevel/shapley.md); here it is
the second-order change of the deviance for one Newton step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from typing import TypedDict

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from twolevel.core.argument_checks import integers, numbers, share
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import Progress
from twolevel.errors import NetworkError
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.share_interval import moving_total, share_interval
from twolevel.shapley.held_out_fits import HeldOut, Rows, held_out, ordered_rows
from twolevel.shapley.values import group_columns, shapley_values

_Sums = Callable[[Real, Real], Real]
"""From value and deviance with no group of each cluster, (g, n) and (n,), to sums, (m, n)."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A weighted sum of values or shares, with interval and degrees of freedom of its t."""

    value: float
    low: float
    high: float
    standard_error: float
    degrees_of_freedom: float


@dataclass(frozen=True, slots=True, eq=False)
class WeightedShapley:
    """Shapley values of held-out deviance, in units of Poisson deviance.

    Attributes
    ----------
    groups
        Names, g of them.
    value
        Deviance that a group takes away, mean over orders of entry, shape (g,).
    by_cell
        The same in each cell of unit and partner, shape (g, n_cells).
    none_by_cell
        Held-out deviance with no group in each cell, shape (n_cells,).
    pull, none_pull
        What each unit, and each partner, adds beyond its own cells to value and to deviance with no
        group: by drawing the fits of other rows to itself. Shapes (g, n_units), (g, n_partners) and
        (n_units,), (n_partners,).
    unit, partner
        Of each cell, shape (n_cells,).
    deviance_none, deviance_all
        Held out, with no group and with all.
    degrees_of_freedom
        Effective clusters of the ties, the smaller of units and partners, less one.
    n_rows, n_units, n_partners
        Rows and clusters.
    fits
        Of the subsets of the groups: bit b of its number says whether group b is in. Empty where a
        unit or a partner was left out.
    """

    groups: tuple[str, ...]
    value: Real
    by_cell: Real = field(repr=False)
    none_by_cell: Real = field(repr=False)
    pull: tuple[Real, Real] = field(repr=False)
    none_pull: tuple[Real, Real] = field(repr=False)
    unit: Index = field(repr=False)
    partner: Index = field(repr=False)
    deviance_none: float
    deviance_all: float
    degrees_of_freedom: float
    n_rows: int
    n_units: int
    n_partners: int
    fits: tuple[HeldOut, ...] = field(default=(), repr=False)

    def joined(self, groups: Mapping[str, Sequence[str]]) -> WeightedShapley:
        """Return the decomposition over fewer groups, of these joined: no fit is made for it.

        Parameters
        ----------
        groups
            Name of each, and the groups that it joins; each group stands in one of them.

        Raises
        ------
        NetworkError
            If a group stands in none or in two, or a unit or a partner was left out.
        """
        if not self.fits or sorted(chain(*groups.values())) != sorted(self.groups):
            raise NetworkError(
                "groups", "do not hold each group once, or rows were left out",
                "join all groups of a decomposition of all rows",
            )  # fmt: skip
        bits = [sum(1 << self.groups.index(name) for name in of) for of in groups.values()]
        fits = tuple(
            self.fits[sum(of for b, of in enumerate(bits) if subset >> b & 1)]
            for subset in range(1 << len(bits))
        )
        return replace(self, groups=tuple(groups), **_values(fits), fits=fits)

    @property
    def gain(self) -> float:
        """Deviance that all groups take away together."""
        return float(self.value.sum())

    def values(self, weights: Mapping[str, float], level: float = 0.95) -> Contrast:
        """Return a weighted sum of the values of groups, with its interval."""
        c = self._weights(weights)
        variance = self._variance(lambda value, _: (c @ value)[None], _of_total)
        return self._contrast(float(c @ self.value), variance, level)

    def shares(self, weights: Mapping[str, float], level: float = 0.95) -> Contrast | None:
        """Return a weighted sum of the shares of the gain, or None where there is no gain.

        Its interval is that of `rates.share_interval`: longer on the side to which the error grows.
        """
        if self.gain <= 0:
            return None
        c = self._weights(weights)
        variance = self._variance(
            lambda value, _: np.stack((c @ value, value.sum(axis=0))), _of_ratio
        )
        linear = self._contrast(float(c @ self.value) / self.gain, variance, level)
        total = float(c**2 @ np.maximum(self.value, 0.0)) / self.gain
        t = float(stdtrit(self.degrees_of_freedom, (1 + level) / 2))
        low, high = share_interval(
            linear.value, linear.standard_error, t, total, moving_total(self._shares_without(), c)
        )
        return replace(linear, low=low, high=high)

    def _shares_without(self) -> Real:
        """Return the shares without each unit and each partner, shape (g, n_units + n_partners)."""
        left = self.value[:, None] - np.concatenate((self._parts(0), self._parts(1)), axis=1)
        return np.asarray(left / left.sum(axis=0))

    def _parts(self, way: int) -> Real:
        """Return what each unit (0) or partner (1) adds to the values, shape (g, n)."""
        label, pull = (self.unit, self.partner)[way], self.pull[way]
        n = pull.shape[1]
        return np.array([np.bincount(label, row, n) for row in self.by_cell]) + pull

    def without(self, way: int, which: int) -> WeightedShapley:
        """Return the decomposition without one unit or one partner, to second order.

        Its cells are gone, and what it adds to all values; fits are not made anew, and degrees of
        freedom stay.

        Parameters
        ----------
        way
            0 for a unit, 1 for a partner.
        which
            Its number in `unit` or `partner`.

        Raises
        ------
        NetworkError
            If no other unit, or no other partner, would be left.
        """
        kept = (self.unit, self.partner)[way] != which
        unit, units = _codes_of(self.unit[kept])
        partner, partners = _codes_of(self.partner[kept])
        if min(units.size, partners.size) < 2:
            name = ("unit", "partner")[way]
            raise NetworkError(name, f"{which} is one of two", "leave out one of three and more")
        return replace(
            self, value=self.value - self._parts(way)[:, which], by_cell=self.by_cell[:, kept],
            none_by_cell=self.none_by_cell[kept], unit=unit, partner=partner,
            pull=(self.pull[0][:, units], self.pull[1][:, partners]),
            none_pull=(self.none_pull[0][units], self.none_pull[1][partners]),
            n_units=units.size, n_partners=partners.size, fits=(),
        )  # fmt: skip

    def explained(self, level: float = 0.95) -> Contrast:
        """Return the share of the deviance that all groups together take away, held out."""
        variance = self._variance(
            lambda value, none: np.stack((value.sum(axis=0), none)), _of_ratio
        )
        return self._contrast(self.gain / self.deviance_none, variance, level)

    def _weights(self, weights: Mapping[str, float]) -> Real:
        return np.array([weights.get(name, 0.0) for name in self.groups])

    def _contrast(self, value: float, variance: float, level: float) -> Contrast:
        share("level", level)
        error = float(np.sqrt(variance))
        reach = float(stdtrit(self.degrees_of_freedom, (1 + level) / 2)) * error
        return Contrast(value, value - reach, value + reach, error, self.degrees_of_freedom)

    def _variance(self, of: _Sums, jackknife: Callable[[Real, Real], float]) -> float:
        """Sum up as two-way clusters do: units + partners - cells, at least the larger one-way."""
        cells = of(self.by_cell, self.none_by_cell)
        total = cells.sum(axis=1)
        one_way = []
        for label, pull, none_pull in zip(
            (self.unit, self.partner), self.pull, self.none_pull, strict=True
        ):
            value = np.array([np.bincount(label, row) for row in self.by_cell])
            none = np.bincount(label, self.none_by_cell)
            one_way.append(jackknife(of(value + pull, none + none_pull), total))
        return max(sum(one_way) - jackknife(cells, total), *one_way)


def _codes_of(labels: Index) -> tuple[Index, Index]:
    """Return labels numbered anew from 0, and which they were."""
    found, code = np.unique(labels, return_inverse=True)
    return code.astype(np.int64), found.astype(np.int64)


def _of_total(parts: Real, _: Real) -> float:
    """Return the jackknife variance of a sum from what each cluster adds, shape (1, n)."""
    n = int(parts.shape[1])
    return n / (n - 1) * float(((parts - parts.mean()) ** 2).sum())


def _of_ratio(parts: Real, total: Real) -> float:
    """Return the jackknife variance of the ratio of two sums, `total`, from parts, (2, n).

    Parts are taken from both sums, so that a large cluster, which pulls the ratio to itself, counts
    as it should.
    """
    n = int(parts.shape[1])
    left = total[:, None] - parts
    return (n - 1) / n * float(((left[0] / left[1] - total[0] / total[1]) ** 2).sum())


def weighted_shapley(
    x: ArrayLike,
    y: ArrayLike,
    groups: Mapping[str, Sequence[int]],
    *,
    weight: ArrayLike,
    unit: ArrayLike,
    partner: ArrayLike,
    like: WeightedShapley | None = None,
    on_progress: Progress | None = None,
) -> WeightedShapley:
    """Decompose the held-out Poisson deviance of weighted rows over groups of covariates.

    Parameters
    ----------
    x
        Covariates, shape (n_rows, k); columns of no group are in every model, and so is a constant.
        Scale them so that a unit (yes against no, twice as much) may matter: see `PRIOR_SD`.
    y
        Counts, shape (n_rows,).
    groups
        Name of each group and its columns; 1 to 10 groups.
    weight
        Weight of each row, above 0, such as one over how often it was to be drawn.
    unit
        Home unit of each row, shape (n_rows,): one is held out at a time.
    partner
        Second cluster of each row, such as its country; intervals alone use it.
    like
        The decomposition of much the same rows, of the same columns in the same groups: fits begin
        as far beside what is foretold of them as its fits ended, and so end sooner.
    on_progress
        Called with subsets done and wanted.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    .. [1] Lipovetsky & Conklin (2001), Analysis of regression in game theory approach. Appl.
       Stochastic Models Bus. Ind. 17(4), 319-330. doi:10.1002/asmb.446
    .. [2] Cameron, Gelbach & Miller (2011), Robust inference with multiway clustering. J. Bus.
       Econ. Stat. 29(2), 238-249. doi:10.1198/jbes.2010.07136
    """
    real_x, real_y, real_w = numbers("x", x, 2), numbers("y", y, 1), numbers("weight", weight, 1)
    labels = [integers("unit", unit), integers("partner", partner)]
    _check(real_x, real_y, real_w, labels)
    columns = group_columns(groups, real_x.shape[1])
    always = np.setdiff1d(np.arange(real_x.shape[1]), np.concatenate(columns))
    codes = [np.unique(one, return_inverse=True)[1].astype(np.int64) for one in labels]
    tied = real_y > 0
    freedom = min(effective_clusters(code[tied]) for code in codes) - 1
    rows, cells = ordered_rows(real_x, real_y, real_w, codes)
    known = _known_slopes(like, groups, rows.penalty.size + 1)
    fits = _fits(rows, always, columns, known, on_progress)
    return WeightedShapley(
        groups=tuple(groups), **_values(fits), unit=cells[0], partner=cells[1],
        degrees_of_freedom=max(freedom, 1.0), n_rows=real_y.size,
        n_units=int(codes[0].max()) + 1, n_partners=int(codes[1].max()) + 1, fits=tuple(fits),
    )  # fmt: skip


def _fits(
    rows: Rows, always: Index, columns: Sequence[Index], known: Sequence[Real],
    on_progress: Progress | None,
) -> list[HeldOut]:  # fmt: skip
    """Fit all subsets of the groups, in the order of their numbers."""
    fits: list[HeldOut] = []
    slopes: list[Real] = []
    n = 1 << len(columns)
    for subset in range(n):
        chosen = [part for b, part in enumerate(columns) if subset >> b & 1]
        start = _start(slopes, subset)
        if known and subset:
            start = start + known[subset] - _start(known, subset)
        fits.append(held_out(rows, np.concatenate([always, *chosen]), start))
        slopes.append(fits[-1].slopes)
        if on_progress is not None:
            on_progress(subset + 1, n)
    return fits


class _Values(TypedDict):
    """What a decomposition takes from the fits of its subsets."""

    value: Real
    by_cell: Real
    none_by_cell: Real
    pull: tuple[Real, Real]
    none_pull: tuple[Real, Real]
    deviance_none: float
    deviance_all: float


def _values(fits: Sequence[HeldOut]) -> _Values:
    """Return the values from the fits of all subsets, in the order of their numbers."""
    by_cell = shapley_values(-np.array([fit.deviance for fit in fits]))
    unit_pull, partner_pull = (
        shapley_values(-np.array([fit.pull[way] for fit in fits])) for way in (0, 1)
    )
    return {
        "value": by_cell.sum(axis=1), "by_cell": by_cell, "none_by_cell": fits[0].deviance,
        "pull": (unit_pull, partner_pull), "none_pull": fits[0].pull,
        "deviance_none": float(fits[0].deviance.sum()),
        "deviance_all": float(fits[-1].deviance.sum()),
    }  # fmt: skip


def _known_slopes(
    like: WeightedShapley | None, groups: Mapping[str, Sequence[int]], n: int
) -> list[Real]:
    """Return the slopes of a decomposition of much the same rows; none of another kind."""
    if like is None or like.groups != tuple(groups) or not like.fits:
        return []
    return [fit.slopes for fit in like.fits] if like.fits[0].slopes.size == n else []


LAST_GROUPS = 3
"""Groups from whose fits, one or more left out, the slopes of all are foretold."""


def _start(slopes: Sequence[Real], subset: int) -> Real:
    """Foretell slopes for a subset of the groups from those of the subsets before it.

    As if its last groups did not act together: what fits without one of them say, less what those
    without two say, which was counted twice, and so on. Slopes of the columns that a fit lacks are
    0 in `slopes`, of a constant and all columns.
    """
    last = [1 << b for b in range(subset.bit_length()) if subset >> b & 1][-LAST_GROUPS:]
    found = np.zeros_like(slopes[0]) if slopes else np.zeros(0)
    for n in range(1, len(last) + 1):
        for left_out in combinations(last, n):
            found += slopes[subset ^ sum(left_out)] * (1 if n % 2 else -1)
    return found


def _check(x: Real, y: Real, weight: Real, labels: list[Index]) -> None:
    named = {"y": y, "weight": weight, "unit": labels[0], "partner": labels[1]}
    for name, array in named.items():
        if array.shape != (len(x),):
            raise NetworkError(
                name, f"has shape {array.shape}", f"give one for each of {len(x)} rows"
            )
    if (y < 0).any() or not (y > 0).any():
        raise NetworkError("y", "has no count above 0, or one below", "give counts of ties")
    if (weight <= 0).any():
        raise NetworkError("weight", f"holds {weight.min():g}", "give numbers above 0")
    for name, label in zip(("unit", "partner"), labels, strict=True):
        if np.unique(label).size < 2:
            raise NetworkError(name, f"is {label[0]} in every row", "give two and more")
