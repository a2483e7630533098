"""Ways to rank candidates; each is fitted on a task and then scores the lists of its homes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.evaluation.task import OpenList, Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.features.feature import Feature
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.train import fit_rows

Real = NDArray[np.float64]
Scorer = Callable[[OpenList], Real]
"""Gives each candidate of a list a score; higher is better. Can be sent to another process."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to recommend.

    Attributes
    ----------
    name
        As in the result.
    title
        In a few words.
    fit
        Learns from a task and returns how to score its lists.
    """

    name: str
    title: str
    fit: Callable[[Task], Scorer]


def additive(
    name: str, title: str, features: Sequence[Feature] = CITY_FEATURES,
    smoothing: Smoothing | None = None,
) -> Method:  # fmt: skip
    """Return the additive model with some of the features."""
    return Method(name, title, partial(_fit_additive, tuple(features), smoothing))


def gated(name: str, title: str, smoothing: Smoothing | None = None) -> Method:
    """Return the additive model where the gate of today stands before it: what it bars is last."""
    return Method(name, title, partial(_fit_gated, smoothing))


def _fit_gated(smoothing: Smoothing | None, task: Task) -> Scorer:
    return partial(_score_gated, _fit_additive(CITY_FEATURES, smoothing, task))


def _score_gated(score: Scorer, listed: OpenList) -> Real:
    row, _ = gate_of(listed.task.ground).bars(listed.home, listed.others)
    return np.where(row < 0, score(listed), -np.inf)


def _fit_additive(features: Sequence[Feature], smoothing: Smoothing | None, task: Task) -> Scorer:
    values = [task.row_values[feature.name] for feature in features]
    return partial(_score_additive, fit_rows("city", task.rows, features, values, smoothing))


def _score_additive(model: AdditiveModel, listed: OpenList) -> Real:
    # The base is the same for all candidates of a home place: it orders nothing.
    found = np.zeros(len(listed.others))
    for feature in model.features:
        found += model.contribution(feature, listed.values[feature.name])
    return found
