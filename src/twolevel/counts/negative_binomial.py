"""Counts that vary more than Poisson: NB2 and its robust twin, errors clustered by unit.

NB2 has mean exp(x beta) and variance mean + alpha mean^2. Poisson quasi-likelihood (QMLE) has the
same mean and needs no variance: where the two disagree beyond their errors, NB2's variance is
wrong. Both come from statsmodels, which is imported on the first call; errors are by the linearised
cluster jackknife, since the usual sandwich rejects up to three times too often with some 30 uneven
units (docs/twolevel/counts.md).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    share,
)
from twolevel.core.array_types import Index, Real
from twolevel.counts.count_rows import CountRows, check_design, checked_rows
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.score_jackknife import (
    ScoreJackknife,
    cluster_parts,
    few_note,
    lost_note,
    score_jackknife,
    t_interval,
)
from twolevel.sentences import listed, say

FAR = 30.0
"""Log rate of a standard deviation beyond which an estimate has left for infinity."""


@dataclass(frozen=True, slots=True, eq=False)
class CountFit:
    """Log rate ratios of one estimator; arrays of shape (k + 1,), the constant first.

    Attributes
    ----------
    coefficients, standard_errors
        Of the covariates as given; errors clustered by unit, by leaving out a unit at a time in one
        Newton step, alpha as it is. Infinite where one unit alone tells a covariate.
    low, high, p
        Interval and two-sided p of 0, by t with `effective_units` - 1 degrees of freedom.
    left_out_low, left_out_high
        Range of each coefficient over fits that leave out one unit each; None if not asked for.
    units_without_fit
        Units without which there was no fit; not part of the range.
    """

    coefficients: Real
    standard_errors: Real
    low: Real
    high: Real
    p: Real
    left_out_low: Real | None
    left_out_high: Real | None
    units_without_fit: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CountModel:
    """NB2 and Poisson QMLE of the same counts.

    Attributes
    ----------
    names
        Of the coefficients, "constant" first.
    nb2, qmle
        The two fits.
    alpha, alpha_error
        Overdispersion of NB2 and its error by the clustered sandwich; 0 and None where the counts
        vary no more than Poisson, and NB2 is then Poisson.
    variance_inflation
        Of each covariate, shape (k,): 1 / (1 - R^2) on the others; above 10 its coefficient is
        hardly told from theirs.
    n_rows, n_units
        Rows and units G.
    effective_units
        (sum n)^2 / sum n^2 over the rows n of each unit.
    note
        What limits the result; empty where nothing does.
    """

    names: tuple[str, ...]
    nb2: CountFit
    qmle: CountFit
    alpha: float
    alpha_error: float | None
    variance_inflation: Real
    n_rows: int
    n_units: int
    effective_units: float
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class _Estimate:
    beta: Real
    alpha: float
    alpha_error: float | None
    fit: Any
    """What statsmodels found; NB2 begins with that of Poisson."""


@dataclass(frozen=True, slots=True, eq=False)
class _Range:
    low: Real | None = None
    high: Real | None = None
    units_without_fit: tuple[int, ...] = ()


def count_model(
    y: ArrayLike,
    x: ArrayLike,
    *,
    unit: ArrayLike,
    offset: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    level: float = 0.95,
    leave_out: bool = True,
) -> CountModel:
    """Fit NB2 and Poisson QMLE to counts, with a constant.

    Parameters
    ----------
    y
        Counts, shape (n_rows,).
    x
        Covariates, shape (n_rows, k).
    unit
        Unit of each row: rows of a unit may depend on each other in any way.
    offset
        Log of the exposure, shape (n_rows,); 0 if None.
    names
        Of the covariates.
    level
        Of the intervals.
    leave_out
        Whether to fit again without each unit.

    Raises
    ------
    InvalidArgument, NetworkError
        If y holds anything but counts, or 0 alone; a covariate is constant or a sum of others;
        there are too few rows or one unit; or a covariate tells rows of count 0 without error, so
        that the likelihood has no maximum.

    References
    ----------
    .. [1] Cameron & Trivedi (2013), Regression Analysis of Count Data, 2nd ed. Cambridge.
       doi:10.1017/CBO9781139013567
    .. [2] Gourieroux, Monfort & Trognon (1984), Pseudo maximum likelihood methods: applications to
       Poisson models. Econometrica 52(3), 701-720. doi:10.2307/1913472
    .. [3] MacKinnon, Nielsen & Webb (2024), Cluster-robust jackknife and bootstrap inference for
       logistic regression models. arXiv:2406.00650
    """
    share("level", level)
    if not isinstance(leave_out, bool | np.bool_):
        raise InvalidArgument("leave_out", leave_out, "give True or False")
    rows, inflation, labels, units = checked_rows(y, x, unit, offset, names)
    poisson = _estimated(rows, labels)
    over = _overdispersion(rows, poisson.beta)
    nb2 = _estimated(rows, labels, poisson) if over > 0 else poisson
    effective = effective_clusters(rows.unit)
    freedom = effective - 1
    errors = [_jackknife(rows, found.beta, found.alpha) for found in (nb2, poisson)]
    ranges = _ranges(rows, labels, units, (poisson, nb2)) if leave_out else (_Range(), _Range())
    notes = [
        few_note(effective, say("units")),
        lost_note(errors[1].lost, units, labels, say("Unit")),
    ]
    if over <= 0:
        notes.append(say("The counts vary no more than Poisson, so alpha is 0 and NB2 is Poisson."))
    if (inflation > 10).any():
        many = [name for name, v in zip(labels[1:], inflation, strict=True) if v > 10]
        notes.append(say("Variance inflation above 10: {terms}.", terms=listed(many, "comma")))
    return CountModel(
        names=labels,
        nb2=_count_fit(nb2.beta, errors[0], freedom, level, ranges[0]),
        qmle=_count_fit(poisson.beta, errors[1], freedom, level, ranges[1]),
        alpha=nb2.alpha, alpha_error=nb2.alpha_error, variance_inflation=inflation,
        n_rows=rows.y.size, n_units=units.size, effective_units=effective,
        note=listed(filter(None, notes), "space"),
    )  # fmt: skip


def _count_fit(
    beta: Real, errors: ScoreJackknife, freedom: float, level: float, left_out: _Range
) -> CountFit:
    low, high, p = t_interval(beta, errors.standard_errors, freedom, level)
    return CountFit(
        coefficients=beta, standard_errors=errors.standard_errors, low=low, high=high, p=p,
        left_out_low=left_out.low, left_out_high=left_out.high,
        units_without_fit=left_out.units_without_fit,
    )  # fmt: skip


def _jackknife(rows: CountRows, beta: Real, alpha: float) -> ScoreJackknife:
    """Leave out each unit; alpha is as it is, since errors of alpha hardly move the slopes."""
    scaled, back = _standardised(rows.design)
    mean = np.exp(rows.design @ beta + rows.offset)
    weight = mean / (1 + alpha * mean)
    left = (rows.y - mean) / (1 + alpha * mean)
    return score_jackknife(*cluster_parts(scaled, weight, left, rows.unit), back)


def _standardised(design: Real) -> tuple[Real, Real]:
    """Return the constant and standardised covariates, and what turns their slopes back."""
    x = design[:, 1:]
    centre, spread = x.mean(axis=0), x.std(axis=0)
    back = np.eye(design.shape[1])
    back[0, 1:] = -centre / spread
    back[1:, 1:] = np.diag(1 / spread)
    return np.column_stack((design[:, 0], (x - centre) / spread)), back


def _ranges(
    rows: CountRows, names: tuple[str, ...], units: Index, whole: tuple[_Estimate, _Estimate]
) -> tuple[_Range, _Range]:
    """Fit NB2 and Poisson without each unit in turn; `whole` are Poisson and NB2 of all rows."""
    found = [_without(rows, names, which, whole) for which in range(units.size)]
    return _range([one[0] for one in found], units), _range([one[1] for one in found], units)


def _range(found: Sequence[Real | None], units: Index) -> _Range:
    others = [beta for beta in found if beta is not None]
    without = [
        label for label, beta in zip(units.tolist(), found, strict=True) if beta is None
    ]  # fmt: skip
    if not others:
        return _Range(units_without_fit=tuple(without))
    return _Range(np.min(others, axis=0), np.max(others, axis=0), tuple(without))


def _without(
    rows: CountRows, names: tuple[str, ...], left_out: int, whole: tuple[_Estimate, _Estimate]
) -> tuple[Real | None, Real | None]:
    """Estimate NB2 and Poisson without a unit; None of what has no fit."""
    kept = rows.unit != left_out
    some = CountRows(rows.y[kept], rows.design[kept], rows.offset[kept], rows.unit[kept])
    try:
        check_design(some.y, some.design[:, 1:], names)
        poisson = _near(some, whole[0]) or _estimated(some, names)
    except NetworkError:
        return None, None
    if _overdispersion(some, poisson.beta) <= 0:
        return poisson.beta, poisson.beta
    try:
        return _nb2_without(some, names, whole[1]).beta, poisson.beta
    except NetworkError:
        return None, poisson.beta


def _nb2_without(rows: CountRows, names: tuple[str, ...], whole: _Estimate) -> _Estimate:
    """Estimate NB2 of some rows from that of all, or else from their own Poisson."""
    near = _near(rows, whole) if whole.alpha > 0 else None
    return near or _estimated(rows, names, _estimated(rows, names))


def _near(rows: CountRows, whole: _Estimate) -> _Estimate | None:
    """Estimate by Newton's method from the estimates of all rows; None where that does not arrive.

    It ends in the same digits as from afar, in fewer steps. Errors are not told.
    """
    discrete = import_module("statsmodels.discrete.discrete_model")
    scaled, back = _standardised(rows.design)
    start = np.linalg.solve(back, whole.beta)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what it warns of is judged below
        if whole.alpha > 0:
            start = np.append(start, whole.alpha)
            model = discrete.NegativeBinomial(
                rows.y, scaled, loglike_method="nb2", offset=rows.offset
            )
        else:
            model = discrete.Poisson(rows.y, scaled, offset=rows.offset)
        try:
            fit = model.fit(start_params=start, method="newton", maxiter=50, tol=1e-12, disp=0)
        except np.linalg.LinAlgError:
            return None
    params = np.asarray(fit.params, dtype=np.float64)
    k = scaled.shape[1]
    is_lost = not np.isfinite(params).all() or not fit.mle_retvals["converged"]
    if is_lost or (np.abs(params[1:k]) > FAR).any() or _is_separated(rows, scaled @ params[:k]):
        return None
    alpha = float(params[k]) if whole.alpha > 0 else 0.0
    return None if alpha < 0 else _Estimate(back @ params[:k], alpha, None, None)


def _overdispersion(rows: CountRows, beta: Real) -> float:
    """Return the score of alpha at 0, doubled: above 0 where the likelihood rises from Poisson."""
    mean = np.exp(rows.design @ beta + rows.offset)
    return float(((rows.y - mean) ** 2 - rows.y).sum())


def _estimated(
    rows: CountRows, names: tuple[str, ...], poisson: _Estimate | None = None
) -> _Estimate:
    """Fit with statsmodels on standardised covariates and turn the estimates back.

    That is Poisson, or NB2 where the estimate of Poisson is given that it begins with.
    """
    scaled, back = _standardised(rows.design)
    try:
        fit = _statsmodels_fit(rows, scaled, None if poisson is None else poisson.fit)
    except np.linalg.LinAlgError:
        raise _without_estimate(", ".join(names[1:])) from None
    k = scaled.shape[1]
    params = np.asarray(fit.params, dtype=np.float64)
    far = np.abs(params[1:k])
    # A covariate that leaves only zeros on one side drives its coefficient off without end.
    is_lost = not np.isfinite(params).all() or not fit.mle_retvals["converged"]
    if is_lost or (far > FAR).any() or _is_separated(rows, scaled @ params[:k]):
        worst = names[1 + int(np.argmax(np.where(np.isfinite(far), far, np.inf)))]
        raise _without_estimate(worst)
    beta = back @ params[:k]
    if poisson is None:
        return _Estimate(beta, 0.0, None, fit)
    error = float(np.sqrt(np.asarray(fit.cov_params())[k, k]))
    return _Estimate(beta, float(params[k]), error, fit)


def _without_estimate(which: str) -> NetworkError:
    return NetworkError(
        which,
        "alone or with others tells rows of count 0 without error, so that no estimate exists",
        "leave it out, or join rare categories",
    )


def _poisson_start(rows: CountRows, design: Real) -> Real:
    """Return estimates by reweighted least squares: Newton from afar overshoots where x is skew."""
    models = import_module("statsmodels.genmod.generalized_linear_model")
    family = import_module("statsmodels.genmod.families").Poisson()
    fit = models.GLM(rows.y, design, family=family, offset=rows.offset).fit(maxiter=50)
    start: Real = np.asarray(fit.params, dtype=np.float64)
    return start


def _statsmodels_fit(rows: CountRows, design: Real, first: Any) -> Any:
    discrete = import_module("statsmodels.discrete.discrete_model")
    clustered: dict[str, Any] = {"disp": 0}
    if np.ptp(rows.unit) > 0:  # one unit is left where one of two is left out
        clustered |= {
            "cov_type": "cluster",
            "cov_kwds": {"groups": rows.unit, "use_correction": True},
        }
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what it warns of is judged by `_estimated`
        if first is None:
            poisson = discrete.Poisson(rows.y, design, offset=rows.offset)
            return poisson.fit(
                start_params=_poisson_start(rows, design), method="newton", maxiter=200, tol=1e-12,
                **clustered,
            )  # fmt: skip
        mean = np.asarray(first.predict(), dtype=np.float64)
        alpha = max(float((((rows.y - mean) ** 2 - rows.y) / mean**2).mean()), 0.01)
        model = discrete.NegativeBinomial(rows.y, design, loglike_method="nb2", offset=rows.offset)
        near = model.fit(
            start_params=np.append(first.params, min(alpha, 100.0)), method="bfgs", maxiter=500,
            gtol=1e-6, disp=0,
        )  # fmt: skip
        return model.fit(
            start_params=near.params, method="newton", maxiter=200, tol=1e-12, **clustered
        )


def _is_separated(rows: CountRows, eta: Real) -> bool:
    """Whether a row of count 0 is foretold to be 0 beyond what any finite estimate would say."""
    expected = np.log(rows.y.mean() / np.exp(rows.offset).mean())
    return bool((eta[rows.y == 0] < expected - FAR / 2).any())
