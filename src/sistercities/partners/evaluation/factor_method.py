"""Baseline with the library `implicit`: factors of places from the ties alone (Hu et al. 2008)."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import numpy as np

from sistercities.errors import MissingExtra
from sistercities.partners.evaluation.methods import Method, Scorer
from sistercities.partners.evaluation.task import OpenList, Task
from twolevel.core.array_types import Real

FACTORS, REGULARISATION, WEIGHT, SWEEPS = 64, 0.05, 20.0, 15
"""As set on earlier cut-offs (`tuning`)."""


def factors_method(
    factors: int = FACTORS, regularisation: float = REGULARISATION, weight: float = WEIGHT
) -> Method:
    """Return alternating least squares on who is tied with whom.

    Raises
    ------
    MissingExtra
        If `implicit` is not installed; when it is fitted.
    """
    fit = partial(_fit, factors, regularisation, weight)
    return Method("implicit-als", "factors of the ties (implicit)", fit)


def _fit(factors: int, regularisation: float, weight: float, task: Task) -> Scorer:
    return partial(_score, *_factors(task, factors, regularisation, weight))


def _score(left: Real, right: Real, listed: OpenList) -> Real:
    return np.asarray(right[listed.others] @ left[listed.home], dtype=np.float64)


def _factors(task: Task, factors: int, regularisation: float, weight: float) -> tuple[Real, Real]:
    try:
        als = import_module("implicit.cpu.als")
        threads = import_module("threadpoolctl")
        sparse = import_module("scipy.sparse")
    except ImportError:
        raise MissingExtra("this baseline", "implicit", "evaluate") from None
    ties = task.ground.ties
    here = np.concatenate([ties.a, ties.b])
    there = np.concatenate([ties.b, ties.a])
    known = task.homes[here]
    shape = (ties.n_places, ties.n_places)
    values = np.ones(int(known.sum()), dtype=np.float32)
    tied = sparse.csr_matrix((values, (here[known], there[known])), shape=shape)
    # One thread: sums in another order would give other last digits.
    with threads.threadpool_limits(1):
        model = als.AlternatingLeastSquares(
            factors=factors, regularization=regularisation, alpha=weight, iterations=SWEEPS,
            num_threads=1, random_state=task.seed, dtype=np.float64,
        )  # fmt: skip
        model.fit(tied, show_progress=False)
    return np.asarray(model.user_factors), np.asarray(model.item_factors)
