"""The black box with the library `lightgbm`: boosted trees on the features of the model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from sistercities.errors import MissingExtra
from sistercities.partners.evaluation.methods import Method, Scorer
from sistercities.partners.evaluation.task import OpenList, Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from twolevel.core.array_types import Real

LEAVES, RATE, ROUNDS, FEWEST = 8, 0.05, 300, 5
"""As set on earlier cut-offs (`tuning`)."""
_DOES_NOT_APPLY = -99.0
"""Below every value of a feature, so that one split sets it apart; unknown stays NaN."""


def boosting_method(leaves: int = LEAVES, rate: float = RATE, rounds: int = ROUNDS) -> Method:
    """Return gradient boosting on the same rows and the same features, interactions allowed.

    Raises
    ------
    MissingExtra
        If `lightgbm` is not installed; when it is fitted.
    """
    fit = partial(_fit, leaves, rate, rounds)
    return Method("lightgbm", "boosted trees on the same features (lightgbm)", fit)


def _fit(leaves: int, rate: float, rounds: int, task: Task) -> Scorer:
    try:
        lightgbm = import_module("lightgbm")
    except ImportError:
        raise MissingExtra("this baseline", "lightgbm", "evaluate") from None
    settings = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": rate,
        "min_data_in_leaf": FEWEST, "deterministic": True, "force_row_wise": True,
        "num_threads": 1, "seed": task.seed, "verbosity": -1,
    }  # fmt: skip
    categories = [k for k, feature in enumerate(CITY_FEATURES) if feature.is_category]
    data = lightgbm.Dataset(
        _table(task.row_values), task.rows.outcome, init_score=_start(task),
        categorical_feature=categories, params={"verbosity": -1},
    )  # fmt: skip
    return partial(_score, lightgbm.train(settings, data, num_boost_round=rounds))


def _start(task: Task) -> Real:
    """Return log odds of each row with one intercept: trees would take long to find it."""
    offset, n_ties = task.rows.offset, task.rows.outcome.sum()
    from scipy.optimize import brentq  # lightgbm brings scipy
    from scipy.special import expit

    intercept = brentq(lambda level: expit(offset + level).sum() - n_ties, -50.0, 50.0)
    return np.asarray(offset + intercept, dtype=np.float64)


def _score(booster: Any, listed: OpenList) -> Real:
    # What the home place is like orders no candidates alone, but does with other features.
    found = booster.predict(_table(listed.values), raw_score=True, num_threads=1)
    return np.asarray(found, dtype=np.float64)


def _table(values: Mapping[str, Real]) -> Real:
    table = np.column_stack([values[feature.name] for feature in CITY_FEATURES])
    table[np.isposinf(table)] = _DOES_NOT_APPLY
    return table
