"""Fitting the additive model to the ties of a ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.basis import contribution, n_columns
from sistercities.partners.features.catalogue import features_of
from sistercities.partners.features.feature import Feature
from sistercities.partners.ground import Ground
from sistercities.partners.penalised_logit import Design, Smoothing, fit_logit
from sistercities.partners.training_pairs import TrainingPairs, training_pairs
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Flag, Index, Real

PER_TIE = 10
"""Drawn pairs for each tie and side."""


def train(
    ground: Ground,
    *,
    place_class: str = "city",
    homes: Flag | None = None,
    members: Index | None = None,
    features: Sequence[Feature] | None = None,
    smoothing: Smoothing | None = None,
    per_tie: int = PER_TIE,
    seed: int = 1,
    on_progress: Progress = quiet,
) -> AdditiveModel:
    """Fit the model of one class of places.

    Parameters
    ----------
    ground
        Facts and ties.
    place_class
        "city" or "region".
    homes
        By place: home places to learn from; None takes all of the class.
    members
        Positions of the places that may be partners; None takes all of the class.
    features
        What may count; None takes all that make sense of the class.
    smoothing
        Penalty; None takes the default.
    per_tie
        Drawn pairs for each tie.
    seed
        Of the draws.
    on_progress
        Told what is done.
    """
    found = class_members(ground, place_class) if members is None else members
    allowed = np.ones(ground.n_places, dtype=np.bool_) if homes is None else homes
    rows = training_pairs(ground, found, allowed, per_tie=per_tie, seed=seed)
    chosen = features_of(place_class) if features is None else features
    values = []
    for k, feature in enumerate(chosen):
        on_progress("looking up features", k, len(chosen))
        values.append(feature.values(rows.pairs))
    return fit_rows(place_class, rows, chosen, values, smoothing, on_progress)


def fit_rows(
    place_class: str,
    rows: TrainingPairs,
    features: Sequence[Feature],
    values: Sequence[Real],
    smoothing: Smoothing | None = None,
    on_progress: Progress = quiet,
) -> AdditiveModel:
    """Fit the model to rows whose features are known: their values, one array a feature."""
    design = Design(features, values)
    beta = fit_logit(design, rows.outcome, rows.offset, smoothing or Smoothing(), on_progress)
    return _centred(place_class, features, values, rows, design, beta)


def _centred(
    place_class: str, features: Sequence[Feature], values: Sequence[Real], rows: TrainingPairs,
    design: Design, beta: Real,
) -> AdditiveModel:  # fmt: skip
    """Shift each feature's coefficients to mean 0 over all pairs; the intercept takes the rest."""
    # Each drawn pair stands for one over its intensity; ties are too few to matter for a mean.
    share = np.where(rows.outcome == 0, np.exp(rows.offset), 0.0)
    share /= share.sum()
    intercept, coefficients = float(beta[0]), {}
    for start, feature, column in zip(design.first[:-1], features, values, strict=True):
        own = beta[start : start + n_columns(feature)]
        mean = float(share @ contribution(feature, own, column))
        coefficients[feature.name] = own - mean
        intercept += mean
    return AdditiveModel(place_class, intercept, coefficients, rows.pairs.ground.version)
