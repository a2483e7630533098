"""Baselines that need no library: popularity, sister regions, gravity, shared partners."""

from __future__ import annotations

from functools import partial

import numpy as np

from sistercities.partners.evaluation.methods import Method, Scorer
from sistercities.partners.evaluation.task import OpenList, Task
from sistercities.partners.features import access, network, size
from sistercities.partners.features.feature import Feature
from sistercities.partners.penalised_logit import Design, Smoothing, fit_logit
from twolevel.core.array_types import Real

_TINY = 1e-6
"""Weight of what only breaks ties between equal scores."""


def _popularity(listed: OpenList) -> Real:
    return listed.task.ground.ties.degree[listed.others]


def _sister_region(listed: OpenList) -> Real:
    inside = np.nan_to_num(network.sister_region(listed.pairs))
    return inside + _TINY * _popularity(listed)


def _adamic_adar(listed: OpenList) -> Real:
    return network.partners_in_common(listed.pairs) + _TINY * _popularity(listed)


def _over_three_ties(listed: OpenList) -> Real:
    return listed.values["tied_with_alike"] + _TINY * _popularity(listed)


def _nothing_to_fit(scorer: Scorer, _task: Task) -> Scorer:
    return scorer


def _say(_value: float, _names: object) -> str:
    return ""


_GRAVITY = (
    Feature("population", "size", "Population", size.partner_size, _say, (2.0, 7.6), ""),
    Feature("distance", "access", "Distance", access.distance, _say, (0.0, 4.31), ""),
)
"""Between two knots a line is straight: log population and log distance, each with a slope."""


def _fit_gravity(task: Task) -> Scorer:
    rows = task.rows
    design = Design(_GRAVITY, [feature.values(rows.pairs) for feature in _GRAVITY])
    slopes = Smoothing(bend=0.0, ridge=1e-3)
    return partial(_gravity, fit_logit(design, rows.outcome, rows.offset, slopes))


def _gravity(beta: Real, listed: OpenList) -> Real:
    values = [feature.values(listed.pairs) for feature in _GRAVITY]
    found: Real = Design(_GRAVITY, values).rows(0, len(listed.others)) @ beta
    return found


SIMPLE = (
    Method("popularity", "number of ties", partial(_nothing_to_fit, _popularity)),
    Method("preferential-attachment", "product of the two numbers of ties",
           partial(_nothing_to_fit, _popularity)),
    Method("sister-region", "cities of sister regions, busy ones first",
           partial(_nothing_to_fit, _sister_region)),
    Method("gravity", "size and distance, fitted", _fit_gravity),
    Method("adamic-adar", "partners in common, busy ones first",
           partial(_nothing_to_fit, _adamic_adar)),
    Method("paths-of-three", "ties of places with partners in common",
           partial(_nothing_to_fit, _over_three_ties)),
)  # fmt: skip
"""Within the list of one home place, preferential attachment is the order of popularity. Where ties
join a country with others alone, two places abroad or at home with a partner in common are never
candidates of each other, so that Adamic-Adar is popularity: paths of three ties are its form there.
"""
