"""Ways to rank candidates; each is fitted on a task and then scores the lists of its homes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import zip_longest

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.candidate_scores import CandidateScores
from sistercities.partners.choosing import Wishes
from sistercities.partners.evaluation.task import OpenList, Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.features.feature import Feature
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import named_lists
from sistercities.partners.pairs import candidates_of
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.kinds import COUNT, PER_COUNTRY, PER_REGION
from sistercities.partners.size_bands import USUAL_SIZE, band_called, size_step
from sistercities.partners.train import fit_rows
from twolevel.core.array_types import Flag, Real

_AS_PRINTED = Wishes(COUNT, PER_REGION, PER_COUNTRY)
"""What `recommend` names where nothing is asked for."""
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


def short_lists(
    name: str, title: str, smoothing: Smoothing | None = None, *, is_gated: bool = True
) -> Method:
    """Return the three short lists together: their places in turn, then the others by the model.

    Behind the gate of today no place that calls for care is on a list for its likeness or on new
    ground, and none that is barred counts as like the home place. Whom lists name only since they
    and the group would name few or nobody (`for_few`, `for_nobody`) stands where the model has it.
    """
    return Method(name, title, partial(_fit_short_lists, smoothing, is_gated))


def _fit_short_lists(smoothing: Smoothing | None, is_gated: bool, task: Task) -> Scorer:
    return partial(_score_short_lists, _model_of(CITY_FEATURES, smoothing, task), is_gated)


@lru_cache(maxsize=2)
def _without_gate(ground: Ground) -> Ground:
    return replace(ground, barriers=())


def _score_short_lists(model: AdditiveModel, is_gated: bool, listed: OpenList) -> Real:
    """Put the places of the lists above all others, the first of each list before the second."""
    plain = _score_additive(model, listed)
    contributions = {
        one.name: model.contribution(one, listed.values[one.name]) for one in model.features
    }
    ground = listed.task.ground if is_gated else _without_gate(listed.task.ground)
    home = HomePlace(ground, listed.home, "city")
    facts = CandidateFacts(home, candidates_of(ground, listed.home, listed.others))
    in_band = _in_band(facts)
    scores = CandidateScores(
        facts.among(in_band), 0.0, {name: adds[in_band] for name, adds in contributions.items()}
    )
    named = named_lists(scores, _AS_PRINTED)
    turns = [place for each in zip_longest(*(one.places for one in named)) for place in each]
    found: Real = np.asarray(plain - plain.max() - 1.0)
    rank = {place: k for k, place in enumerate(one for one in turns if one is not None)}
    for k, place in enumerate(listed.others.tolist()):
        if place in rank:
            found[k] = len(rank) - rank[place]
    return found


def _in_band(facts: CandidateFacts) -> Flag:
    """Leave places of like size, as `recommend` does; all where there are none to leave."""
    band = band_called(USUAL_SIZE)
    if band is None or not facts.places.population[facts.home] > 0:
        return np.ones(len(facts.pairs), dtype=np.bool_)
    inside = size_step(facts.pairs, band)[1](facts.pairs)
    return inside if inside.any() else np.ones(len(inside), dtype=np.bool_)


def _fit_additive(features: Sequence[Feature], smoothing: Smoothing | None, task: Task) -> Scorer:
    return partial(_score_additive, _model_of(features, smoothing, task))


def _model_of(
    features: Sequence[Feature], smoothing: Smoothing | None, task: Task
) -> AdditiveModel:
    """Fit the additive model, once for all methods of a task that use it."""
    names = tuple(feature.name for feature in features)
    if (names, smoothing) not in task.fitted:
        values = [task.row_values[name] for name in names]
        task.fitted[names, smoothing] = fit_rows("city", task.rows, features, values, smoothing)
    return task.fitted[names, smoothing]


def _score_additive(model: AdditiveModel, listed: OpenList) -> Real:
    # The base is the same for all candidates of a home place: it orders nothing.
    found = np.zeros(len(listed.others))
    for feature in model.features:
        found += model.contribution(feature, listed.values[feature.name])
    return found
