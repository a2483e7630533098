"""Whether the probability is what it says: of the pairs like this one, so many are tied.

The pairs to learn from stand for all pairs: a tie for itself, a drawn pair for one over the
intensity with which it was drawn. A fifth of the home places is held out with all their pairs, on
whichever side they stand; the model is fitted on the pairs of the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.additive_model import probability
from sistercities.partners.chance_words import LEAST, TESTED
from sistercities.partners.evaluation.result import CalibrationBin
from sistercities.partners.evaluation.task import Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.pairs import Pairs
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.train import fit_rows
from sistercities.partners.training_pairs import TrainingPairs
from twolevel.core.array_types import Real

BOUNDS = (0.0, 1e-5, 1e-4, LEAST, 3e-3, 1e-2, 3e-2, 0.1, TESTED, 1.0)
HELD_OUT = 5
"""One home place in so many is held out."""


def calibration_curve(task: Task, smoothing: Smoothing | None = None) -> tuple[CalibrationBin, ...]:
    """Hold out home places and compare the probability of their pairs with the share tied."""
    rows = task.rows
    rng = np.random.default_rng(task.seed)
    is_held = np.zeros(task.ground.n_places, dtype=np.bool_)
    homes = np.unique(rows.pairs.a)
    is_held[rng.choice(homes, max(1, len(homes) // HELD_OUT), replace=False)] = True
    learned = ~is_held[rows.pairs.a] & ~is_held[rows.pairs.b]
    asked = is_held[rows.pairs.a]
    if not 0 < rows.outcome[learned].sum() < learned.sum():
        return ()
    values = [task.row_values[feature.name][learned] for feature in CITY_FEATURES]
    model = fit_rows("city", _part(rows, learned), CITY_FEATURES, values, smoothing)
    score = np.full(int(asked.sum()), model.intercept)
    for feature in CITY_FEATURES:
        score += model.contribution(feature, task.row_values[feature.name][asked])
    weight = np.where(rows.outcome == 1, 1.0, np.exp(rows.offset))[asked]
    return binned(probability(score), rows.outcome[asked], weight)


def _part(rows: TrainingPairs, chosen: NDArray[np.bool_]) -> TrainingPairs:
    pairs = Pairs(rows.pairs.ground, rows.pairs.a[chosen], rows.pairs.b[chosen])
    return TrainingPairs(pairs, rows.outcome[chosen], rows.offset[chosen])


def binned(predicted: Real, outcome: Real, weight: Real) -> tuple[CalibrationBin, ...]:
    """Sort pairs into bins of their probability, each counted as often as its weight says."""
    at = np.clip(np.searchsorted(BOUNDS, predicted, side="right") - 1, 0, len(BOUNDS) - 2)
    found = []
    for k in range(len(BOUNDS) - 1):
        inside = at == k
        total = weight[inside].sum()
        if not inside.any():
            continue
        found.append(CalibrationBin(
            BOUNDS[k], BOUNDS[k + 1], float((weight * predicted)[inside].sum() / total),
            float((weight * outcome)[inside].sum() / total), int(outcome[inside].sum()),
        ))  # fmt: skip
    return tuple(found)
