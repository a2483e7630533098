"""What each group of covariates adds to held-out prediction: Shapley values of deviance.

For each subset S of the groups a model is fitted with the columns of S, on all units but one, and
its deviance D(S) summed over the units held out in turn. The value of a group is the mean, over all
orders in which groups may enter, of the deviance that it takes away on entering. Values add up to
D(none) - D(all). Held out, a group with many useless columns has a value below 0, where in sample
it would be above.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from math import factorial
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit, xlogy

from twolevel.core.argument_checks import integers, numbers, share
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import Progress
from twolevel.core.executors import check_executor, in_order
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.share_interval import share_interval

MOST_GROUPS = 10
NEWTON_STEPS = 100
CLOSE = 1e-9
LARGEST_OUTCOME = 1e50
FARTHEST = 300.0
"""Largest log of a mean that is tried: its square is still a number."""

Family = Literal["poisson", "bernoulli", "gaussian"]

Fit = Callable[[Real, Real, Real], Real]
"""From covariates and outcomes of the units kept, and covariates of the unit held out, to the mean
of its outcomes. Covariates have no constant and may have no column. At module level if an executor
pickles it."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapleyDeviance:
    """Shapley values of held-out deviance.

    Attributes
    ----------
    groups
        Names, g of them; arrays have shape (g,) unless said.
    value
        Deviance that a group takes away, mean over orders of entry, in units of the family's
        deviance; below 0 where it harms prediction.
    low, high
        Interval of `value` over units, by t with `effective_units` - 1 degrees of freedom; it takes
        the fits as given, and so is too short (docs/twolevel/shapley.md).
    share, share_low, share_high
        Of the whole gain, with interval, by leaving out the rows of a unit at a time, longer on the
        side to which the error grows (`rates.share_interval`); None where all groups together gain
        nothing.
    alone, last
        Deviance that a group takes away from no group, and from all others.
    deviance_none, deviance_all
        Held out, with no group and with all.
    by_unit
        Value of each group in each unit, shape (g, n_units), units in order of their labels.
    deviance
        Held out, by subset and unit, shape (2^g, n_units); bit b of a subset's number is group b.
    n_rows, n_units
        Rows and units.
    effective_units
        (sum n)^2 / sum n^2 over the rows n of each unit.
    """

    groups: tuple[str, ...]
    value: Real
    low: Real
    high: Real
    share: Real | None
    share_low: Real | None
    share_high: Real | None
    alone: Real
    last: Real
    deviance_none: float
    deviance_all: float
    by_unit: Real = field(repr=False)
    deviance: Real = field(repr=False)
    n_rows: int
    n_units: int
    effective_units: float


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    x: Real
    y: Real
    unit: Index
    always: Index
    columns: tuple[Index, ...]


def shapley_deviance(
    x: ArrayLike,
    y: ArrayLike,
    groups: Mapping[str, Sequence[int]],
    *,
    unit: ArrayLike,
    fit: Fit,
    family: Family,
    level: float = 0.95,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> ShapleyDeviance:
    """Decompose the held-out deviance of a model over groups of covariates, exactly.

    Parameters
    ----------
    x
        Covariates, shape (n_rows, k); columns of no group are in every model.
    y
        Outcomes, shape (n_rows,).
    groups
        Name of each group and its columns; 1 to 10 groups, 2^g subsets are fitted.
    unit
        Home unit of each row: one is held out at a time.
    fit
        Any model: from x and y of the rows kept and x of those held out to their means;
        `linear_model(family)` for one.
    family
        Whose deviance: `poisson`, `bernoulli` or `gaussian` (squared error).
    level
        Of the intervals.
    executor, on_progress
        Where subsets run, here if None; called with subsets done and wanted.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed, or `fit` gives a mean that the family cannot have
        or that makes an outcome impossible.

    References
    ----------
    .. [1] Lipovetsky & Conklin (2001), Analysis of regression in game theory approach. Appl.
       Stochastic Models Bus. Ind. 17(4), 319-330. doi:10.1002/asmb.446
    """
    if family not in get_args(Family):
        raise InvalidArgument("family", family, "give poisson, bernoulli or gaussian")
    share("level", level)
    if not callable(fit):
        raise InvalidArgument("fit", fit, f"give a function, such as linear_model({family!r})")
    check_executor(executor, on_progress)
    data = _checked(x, y, groups, unit, family)
    g = len(groups)
    work = partial(_deviances, data, fit, family)
    rows: list[Real] = []
    for row in in_order(work, range(1 << g), executor):
        rows.append(row)
        if on_progress is not None:
            on_progress(len(rows), 1 << g)
    effective = effective_clusters(data.unit)
    return _result(tuple(groups), np.array(rows), data.y.size, effective, level)


def linear_model(family: Family) -> Fit:
    """Return a fit by maximum likelihood of a constant and all covariates.

    Log link for `poisson`, logit for `bernoulli`, identity for `gaussian`. Collinear columns share
    their coefficient. A mean that would be 0 or infinite in log is cut at exp(+-300), so a
    separated model foretells badly and does not stop the decomposition.

    Parameters
    ----------
    family
        `poisson`, `bernoulli` or `gaussian`.

    Raises
    ------
    InvalidArgument
        If the family is none of these.

    References
    ----------
    Nelder & Wedderburn (1972), Generalized linear models. J. R. Stat. Soc. A 135(3), 370-384.
    doi:10.2307/2344614
    """
    if family not in get_args(Family):
        raise InvalidArgument("family", family, "give poisson, bernoulli or gaussian")
    return partial(_fit_linear, family)


def shapley_values(worth: Real) -> Real:
    """Return the Shapley value of each player, shape (g, ...), from `worth`, shape (2^g, ...).

    `worth[s]` is that of the subset whose bits are those of s. Weights |S|! (g - |S| - 1)! / g!.
    """
    g = int(worth.shape[0]).bit_length() - 1
    values = np.zeros((g, *worth.shape[1:]))
    for subset in range(worth.shape[0]):
        size = subset.bit_count()
        for player in range(g):
            if not subset >> player & 1:
                weight = factorial(size) * factorial(g - size - 1) / factorial(g)
                values[player] += weight * (worth[subset | 1 << player] - worth[subset])
    return values


def _result(
    names: tuple[str, ...], deviance: Real, n_rows: int, effective: float, level: float
) -> ShapleyDeviance:
    by_unit = shapley_values(-deviance)
    n = deviance.shape[1]
    value, gain = by_unit.sum(axis=1), deviance[0] - deviance[-1]
    reach = float(stdtrit(effective - 1, (1 + level) / 2))
    error = np.sqrt(n / (n - 1) * ((by_unit - by_unit.mean(axis=1)[:, None]) ** 2).sum(axis=1))
    total = deviance.sum(axis=1)
    share = share_low = share_high = None
    if gain.sum() > 0:
        share = value / gain.sum()
        # Without the rows of a unit, so that a large one counts by how far it pulls the share.
        left = (value[:, None] - by_unit) / (gain.sum() - gain)
        share_error = np.sqrt((n - 1) / n * ((left - share[:, None]) ** 2).sum(axis=1))
        ends = [
            share_interval(float(p), float(e), reach, max(float(p), 0.0), 1.0)
            for p, e in zip(share, share_error, strict=True)
        ]
        share_low, share_high = np.array(ends).T
    one = 1 << np.arange(len(names))
    return ShapleyDeviance(
        groups=names, value=value, low=value - reach * error, high=value + reach * error,
        share=share, share_low=share_low, share_high=share_high, alone=total[0] - total[one],
        last=total[total.size - 1 - one] - total[-1], deviance_none=float(total[0]),
        deviance_all=float(total[-1]), by_unit=by_unit, deviance=deviance, n_rows=n_rows,
        n_units=n, effective_units=effective,
    )  # fmt: skip


def _deviances(data: _Data, fit: Fit, family: Family, subset: int) -> Real:
    """Return the deviance of each unit, held out, with the groups of a subset."""
    chosen = [columns for b, columns in enumerate(data.columns) if subset >> b & 1]
    x = data.x[:, np.concatenate([data.always, *chosen])]
    n_units = int(data.unit.max()) + 1
    found = np.empty(n_units)
    for held in range(n_units):
        is_held = data.unit == held
        mean = np.asarray(fit(x[~is_held], data.y[~is_held], x[is_held]), dtype=np.float64)
        found[held] = _deviance(data.y[is_held], mean, family)
    return found


def _deviance(y: Real, mean: Real, family: Family) -> float:
    if mean.shape != y.shape or not np.isfinite(mean).all():
        raise NetworkError(
            "fit", f"gives means of shape {mean.shape}, or NaN", f"give {y.size} finite means"
        )
    if family == "gaussian":
        return float(((y - mean) ** 2).sum())
    is_broken = mean < 0 if family == "poisson" else (mean < 0) | (mean > 1)
    impossible = (mean == 0) & (y > 0)
    if family == "bernoulli":
        impossible |= (mean == 1) & (y < 1)
    if (is_broken | impossible).any():
        where = int(np.flatnonzero(is_broken | impossible)[0])
        raise NetworkError(
            "fit",
            f"gives the mean {mean[where]:g} where the outcome is {y[where]:g}",
            "let the model shrink, or join rare categories",
        )
    if family == "poisson":
        return float(2 * (xlogy(y, y) - xlogy(y, mean) - y + mean).sum())
    return float(-2 * (xlogy(y, mean) + xlogy(1 - y, 1 - mean)).sum())


def _fit_linear(family: Family, x: Real, y: Real, x_held: Real) -> Real:
    centre = x.mean(axis=0)
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    design = np.column_stack((np.ones(len(x)), (x - centre) / spread))
    held = np.column_stack((np.ones(len(x_held)), (x_held - centre) / spread))
    if family == "gaussian":
        return np.asarray(held @ np.linalg.lstsq(design, y, rcond=None)[0])
    beta = _iterated(family, design, y)
    return _mean_of(family, held @ beta)


def _iterated(family: Family, design: Real, y: Real) -> Real:
    """Climb by weighted least squares; halve a step that makes the deviance larger."""
    beta = np.zeros(design.shape[1])
    start = y.mean() if family == "poisson" else np.clip(y.mean(), 1e-6, 1 - 1e-6)
    beta[0] = np.log(max(start, 1e-6)) - (np.log1p(-start) if family == "bernoulli" else 0.0)
    worst = _deviance(y, _mean_of(family, design @ beta), family)
    for _ in range(NEWTON_STEPS):
        mean = _mean_of(family, design @ beta)
        weight = np.maximum(mean if family == "poisson" else mean * (1 - mean), 1e-12)
        root = np.sqrt(weight)
        step = np.linalg.lstsq(design * root[:, None], (y - mean) / root, rcond=1e-10)[0]
        for _ in range(30):
            now = _deviance(y, _mean_of(family, design @ (beta + step)), family)
            if now <= worst * (1 + 1e-12):
                break
            step = step / 2
        beta = beta + step
        is_close = abs(worst - now) <= CLOSE * (abs(now) + CLOSE)
        worst = now
        if is_close:
            break
    return beta


def _mean_of(family: Family, eta: Real) -> Real:
    cut = np.clip(eta, -FARTHEST, FARTHEST)
    if family == "poisson":
        return np.asarray(np.exp(cut))
    cut = np.clip(cut, -30.0, 30.0)  # beyond it 1 - mean has no digits left
    return np.asarray(1 / (1 + np.exp(-cut)))


def _checked(
    x: ArrayLike, y: ArrayLike, groups: Mapping[str, Sequence[int]], unit: ArrayLike, family: Family
) -> _Data:
    real_x, real_y = numbers("x", x, 2), numbers("y", y, 1)
    if len(real_x) == 0:
        raise NetworkError("x", "has no row", "give a matrix of numbers")
    if np.abs(real_y).max(initial=0.0) > LARGEST_OUTCOME:
        raise NetworkError("y", f"holds {np.abs(real_y).max():g}", "scale the outcomes")
    labels = integers("unit", unit)
    for name, array in (("y", real_y), ("unit", labels)):
        if array.shape != (len(real_x),):
            raise NetworkError(
                name, f"has shape {array.shape}", f"give one for each of {len(real_x)} rows"
            )
    _check_outcome(real_y, family)
    which = np.unique(labels, return_inverse=True)[1]
    if which.max() == 0:
        raise NetworkError("unit", f"is {labels[0]} in every row", "give two units and more")
    columns = group_columns(groups, real_x.shape[1])
    always = np.setdiff1d(np.arange(real_x.shape[1]), np.concatenate(columns))
    return _Data(real_x, real_y, which, always, columns)


def _check_outcome(y: Real, family: Family) -> None:
    wrong = y[y < 0] if family == "poisson" else y[(y != 0) & (y != 1)]
    if family != "gaussian" and wrong.size:
        wanted = "numbers of at least 0" if family == "poisson" else "0 and 1"
        raise NetworkError("y", f"holds {wrong[0]:g}", f"give {wanted}, or family=gaussian")


def group_columns(groups: Mapping[str, Sequence[int]], k: int) -> tuple[Index, ...]:
    """Return the columns of each group, checked against the number k of columns."""
    if not isinstance(groups, Mapping):
        raise InvalidArgument("groups", groups, "give the columns of each group by its name")
    if not 1 <= len(groups) <= MOST_GROUPS:
        raise InvalidArgument(
            "groups", list(groups), f"give 1 to {MOST_GROUPS} groups; join those that belong"
        )
    taken: dict[int, str] = {}
    columns = []
    for name, given in groups.items():
        mine = integers(f"groups[{name!r}]", given)
        if mine.ndim != 1 or mine.size == 0 or (mine < 0).any() or (mine >= k).any():
            raise InvalidArgument(
                f"groups[{name!r}]", list(given), f"give one column and more of 0..{k - 1}"
            )
        for column in mine.tolist():
            if column in taken:
                raise InvalidArgument(
                    f"groups[{name!r}]", list(given), f"column {column} is in {taken[column]!r} too"
                )
            taken[column] = name
        columns.append(mine)
    return tuple(columns)
