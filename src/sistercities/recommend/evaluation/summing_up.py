"""From ranks to a result: measures, comparisons, classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sistercities.partners.evaluation.classes import continent_class, size_class
from sistercities.partners.evaluation.measures import (
    MEASURES,
    RATIOS,
    Resampling,
    measured,
    ratio,
)
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.ranks import TieRanks
from sistercities.partners.evaluation.result import (
    CalibrationBin,
    ClassResult,
    Comparison,
    MethodResult,
    TaskResult,
)
from sistercities.partners.evaluation.running import Ranks
from sistercities.partners.evaluation.simple_methods import SIMPLE
from sistercities.partners.ground import Ground

MODEL = "model"
OF_CLASSES = ("mean_log_rank", "country_hit_50", "hit_50", "mean_reciprocal_rank")
FEWEST = 10
"""Ties from which a class has a line of its own."""
_SIMPLE = tuple(method.name for method in SIMPLE)


def task_result(
    name: str, question: str, ranks: Ranks, methods: Sequence[Method], ground: Ground, *,
    n_lists: int, n_unreachable: int, calibration: tuple[CalibrationBin, ...], seed: int,
) -> TaskResult:  # fmt: skip
    """Measure all methods on the same ties and compare the model with each other."""
    ours = ranks[MODEL]
    resampling = Resampling(ours.home, seed)
    of_methods = tuple(
        MethodResult(method.name, method.title, _measures(ranks[method.name], resampling))
        for method in methods
    )
    best = best_simple(of_methods)
    return TaskResult(
        name, question, len(ours), len(np.unique(ours.home)), n_lists, n_unreachable,
        float(ours.n_candidates.mean()), float(ours.n_in_country.mean()), of_methods,
        tuple(
            Comparison(method.name, method.name in _SIMPLE, {
                measure: ratio(measure, ours, ranks[method.name], resampling) for measure in RATIOS
            })
            for method in methods if method.name != MODEL
        ),
        best, tuple(_classes(ranks, ground, best["mean_log_rank"], resampling)), calibration,
    )  # fmt: skip


def _measures(ranks: TieRanks, resampling: Resampling):  # type: ignore[no-untyped-def]
    return {name: measured(values(ranks), resampling) for name, values in MEASURES.items()}


def best_simple(methods: Sequence[MethodResult]) -> dict[str, str]:
    """Name the simple baseline that is best in each measure; the first of equal ones."""
    found = {}
    for measure in RATIOS:
        sign = -1 if measure.startswith("mean_log") else 1
        simple = [method for method in methods if method.name in _SIMPLE]
        best = max(simple, key=lambda one: sign * (one.measures[measure].value or 0.0))
        found[measure] = best.name
    return found


def _classes(
    ranks: Ranks, ground: Ground, rival: str, resampling: Resampling
) -> Iterator[ClassResult]:
    ours = ranks[MODEL]
    for kind, groups in (
        ("size of the home place", size_class(ground, ours.home)),
        ("continent of the partner", continent_class(ground, ours.partner)),
    ):
        for name in sorted(set(groups.tolist())):
            chosen = groups == name
            if chosen.sum() >= FEWEST:
                methods = {
                    method: {
                        measure: measured(MEASURES[measure](ranks[method]), resampling, chosen)
                        for measure in OF_CLASSES
                    }
                    for method in dict.fromkeys((MODEL, rival))
                }
                yield ClassResult(kind, name, int(chosen.sum()), methods)
