"""MRQAP: coefficients of a regression on pairs with p-values by permutation of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_DRAWS, whole_number
from twolevel.core.array_types import Real, Short
from twolevel.core.chunks import Progress, run_chunks
from twolevel.errors import InvalidArgument
from twolevel.exact.besag_clifford import RELATIVE_SLACK, clopper_pearson
from twolevel.mrqap.linear import least_squares, moved_outcome, moved_residuals
from twolevel.mrqap.logistic import (
    maximum_likelihood,
    moved_outcome_fits,
    moved_residual_fits,
    moved_scores,
)
from twolevel.mrqap.matrices import DyadicMatrices, Layout, dyadic_matrices
from twolevel.mrqap.permutations import Permutable, permutable

Model = Literal["linear", "logistic"]
Permuted = Literal["residuals", "outcome"]
Statistic = Literal["t", "score", "wald"]


class Moved(Protocol):
    """A statistic that can be told for any permutation."""

    def statistics(self, rows: Short, columns: Short) -> Real:
        """Return it for each permutation and covariate, shape (n_draws, k)."""


@dataclass(frozen=True, slots=True, eq=False)
class Mrqap:
    """Coefficients with p-values by permutation.

    Attributes
    ----------
    names
        Of the covariates, k of them; all arrays below have shape (k,) unless said.
    coefficients, intercept
        Least squares, or log odds.
    statistic, statistic_name
        What is ranked: t, signed score or Wald's z.
    p, p_low, p_high
        Of |statistic|, lower and upper tail: (b + 1) / (m + 1), in (0, 1].
    p_mc_low, p_mc_high
        95 % Monte Carlo interval of `p`.
    draws
        The statistic for each permutation, shape (n_draws, k).
    n_without_maximum
        Permutations whose likelihood has no maximum; their statistic counts as beyond any, so that
        they cannot make a p smaller.
    r_squared
        Share of squares explained, or McFadden's share of log likelihood.
    n_pairs
        Pairs that count.
    keeps, breaks
        What a permutation holds fixed and what not, in words.
    warning
        What limits the result; empty where nothing does.
    """

    names: tuple[str, ...]
    coefficients: Real
    intercept: float
    statistic: Real
    statistic_name: str
    p: Real
    p_low: Real
    p_high: Real
    p_mc_low: Real
    p_mc_high: Real
    draws: Real = field(repr=False)
    n_without_maximum: NDArray[np.int64]
    r_squared: float
    n_pairs: int
    seed: int
    keeps: str
    breaks: str
    warning: str

    @property
    def n_draws(self) -> int:
        """Number of permutations."""
        return int(self.draws.shape[0])


def mrqap(
    y: ArrayLike,
    x: Sequence[ArrayLike] | ArrayLike,
    *,
    layout: Layout,
    n_draws: int,
    seed: int,
    model: Model = "linear",
    permute: Permuted = "residuals",
    statistic: Statistic | None = None,
    names: Sequence[str] | None = None,
    row_strata: ArrayLike | None = None,
    column_strata: ArrayLike | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Mrqap:
    """Regress a matrix on others and test each coefficient by permuting nodes.

    With `permute="residuals"` (double semi-partialling [1]_) the residual of one covariate on the
    others is permuted, rows and columns alike, and the outcome regressed on it and on the others;
    H0 for covariate k: it has no effect given the others, and which node has which row and column
    of its residual does not matter. Kept: the outcome, the other covariates and how they go
    together, and all dependence within rows and columns of the residual. Broken: how the residual
    goes together with the outcome. With `permute="outcome"` the nodes of the outcome are permuted;
    H0: the outcome goes together with no covariate at all, so it is no test of one coefficient
    where another is not 0. One permutation serves all covariates; each has its own p-value.

    Parameters
    ----------
    y
        Outcome, shape (n_rows, n_columns); 0 and 1 for `model="logistic"`.
    x
        Covariates, a list of matrices of the same shape. A constant is added.
    layout
        `directed` or `undirected`: a square matrix whose rows and columns are the same nodes, the
        diagonal left out; `rectangular`: rows and columns are of two kinds, permuted apart.
    n_draws, seed
        Permutations, at least 1; at least 0.
    statistic
        `t` for the linear model. `score` (default) or `wald` for the logistic one; `wald` fits the
        model again for each permutation and covariate, `score` does not.
    names
        Of the covariates.
    row_strata, column_strata
        A label for each row or column; nodes change place within a stratum only.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed: shapes, NaN on a pair, no symmetry, a constant
        or collinear covariate, an outcome told apart without error, strata of single nodes.

    References
    ----------
    .. [1] Dekker, Krackhardt & Snijders (2007), Sensitivity of MRQAP tests to collinearity and
       autocorrelation conditions. Psychometrika 72(4), 563-581. doi:10.1007/s11336-007-9016-1
    """
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    name = _statistic(model, permute, statistic)
    matrices = dyadic_matrices(y, x, layout, names)
    who = permutable(matrices, row_strata, column_strata)
    fitted, moved = _prepared(matrices, model, permute, name)
    work = partial(_draw_chunk, moved, who)
    chunks = run_chunks(work, n_draws, np.random.SeedSequence(seed), executor, on_progress)
    return _result(matrices, fitted, np.concatenate(chunks), name, permute, seed, who.warning)


@dataclass(frozen=True, slots=True, eq=False)
class _Fitted:
    intercept: float
    coefficients: Real
    statistic: Real
    r_squared: float


def _statistic(model: Model, permute: Permuted, statistic: Statistic | None) -> Statistic:
    if model not in get_args(Model):
        raise InvalidArgument("model", model, "give linear or logistic")
    if permute not in get_args(Permuted):
        raise InvalidArgument("permute", permute, "give residuals or outcome")
    allowed: tuple[Statistic, ...] = ("t",)
    if model == "logistic":
        allowed = ("score", "wald") if permute == "residuals" else ("wald",)
    if statistic is None:
        return allowed[0]
    if statistic not in allowed:
        raise InvalidArgument("statistic", statistic, f"give {' or '.join(allowed)} here")
    return statistic


def _prepared(
    matrices: DyadicMatrices, model: Model, permute: Permuted, name: Statistic
) -> tuple[_Fitted, Moved]:
    if model == "linear":
        fit = least_squares(matrices)
        prepare = moved_residuals if permute == "residuals" else moved_outcome
        fitted = _Fitted(fit.intercept, fit.coefficients, fit.statistic, fit.r_squared)
        return fitted, prepare(matrices, fit)
    logit = maximum_likelihood(matrices)
    observed = logit.score if name == "score" else logit.wald
    fitted = _Fitted(logit.intercept, logit.coefficients, observed, logit.r_squared)
    if permute == "outcome":
        return fitted, moved_outcome_fits(matrices)
    return fitted, moved_scores(matrices) if name == "score" else moved_residual_fits(matrices)


def _draw_chunk(moved: Moved, who: Permutable, size: int, seed: np.random.SeedSequence) -> Real:
    return moved.statistics(*who.draw(size, seed))


def _result(
    matrices: DyadicMatrices,
    fitted: _Fitted,
    draws: Real,
    name: Statistic,
    permute: Permuted,
    seed: int,
    warning: str,
) -> Mrqap:
    observed = fitted.statistic
    slack = RELATIVE_SLACK * np.maximum(1.0, np.abs(observed))
    is_none = np.isnan(draws)
    m = draws.shape[0]
    beyond = ((np.abs(draws) >= np.abs(observed) - slack) | is_none).sum(axis=0)
    low = ((draws <= observed + slack) | is_none).sum(axis=0)
    high = ((draws >= observed - slack) | is_none).sum(axis=0)
    interval = np.array([clopper_pearson(int(b), m) for b in beyond])
    is_residual = permute == "residuals"
    return Mrqap(
        names=matrices.names, coefficients=fitted.coefficients, intercept=fitted.intercept,
        statistic=observed, statistic_name=name, p=(beyond + 1) / (m + 1),
        p_low=(low + 1) / (m + 1), p_high=(high + 1) / (m + 1), p_mc_low=interval[:, 0],
        p_mc_high=interval[:, 1], draws=draws, n_without_maximum=is_none.sum(axis=0),
        r_squared=fitted.r_squared, n_pairs=matrices.n_pairs, seed=seed,
        keeps=KEEPS[is_residual], breaks=BREAKS[is_residual], warning=warning,
    )  # fmt: skip


KEEPS = {
    True: "the outcome, the other covariates, and the dependence within rows and columns of the "
    "covariate's residual",
    False: "all covariates and how they go together, and the dependence within rows and columns of "
    "the outcome",
}
BREAKS = {
    True: "how the covariate's residual on the others goes together with the outcome",
    False: "how the outcome goes together with every covariate",
}
