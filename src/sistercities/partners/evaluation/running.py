"""Fitting methods on tasks and ranking the lists of their home places, here or on an executor."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from importlib.util import find_spec

import numpy as np

from sistercities.errors import MissingExtra
from sistercities.partners.evaluation.boosting_method import boosting_method
from sistercities.partners.evaluation.factor_method import factors_method
from sistercities.partners.evaluation.methods import Method, Scorer, additive, gated, short_lists
from sistercities.partners.evaluation.ranks import TieRanks, pooled, ranks_of
from sistercities.partners.evaluation.simple_methods import SIMPLE
from sistercities.partners.evaluation.task import Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.penalised_logit import Smoothing
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Index
from twolevel.core.executors import in_order

Ranks = dict[str, TieRanks]
"""Ranks of the same ties, by method."""
CHUNK_HOMES = 50
DATED = tuple(feature for feature in CITY_FEATURES if not feature.is_undated)
UNDATED = tuple(feature.name for feature in CITY_FEATURES if feature.is_undated)


def all_methods(smoothing: Smoothing) -> tuple[tuple[Method, ...], dict[str, str]]:
    """Return the methods that can run, the model first, and the reason for each that cannot."""
    methods = [
        additive("model", "the score of `recommend --all`", smoothing=smoothing),
        additive("model-dated", "that score without facts of today", DATED, smoothing),
        gated("model-gated", "that score without places barred today", smoothing),
        short_lists(
            "short-lists", "the three lists of `recommend` in turn, then that score", smoothing
        ),
        short_lists(
            "short-lists-ungated", "the same with places barred today", smoothing, is_gated=False
        ),
        *SIMPLE,
    ]
    left_out = {}
    for library, make in (("implicit", factors_method), ("lightgbm", boosting_method)):
        if find_spec(library) is None:
            left_out[make().name] = str(MissingExtra("this baseline", library, "evaluate"))
        else:
            methods.append(make())
    return tuple(methods), left_out


def run_tasks(
    tasks: Sequence[Task], methods: Sequence[Method], executor: Executor | None = None,
    on_progress: Progress = quiet,
) -> Ranks:  # fmt: skip
    """Fit all methods on each task, rank its lists, and pool the ranks."""
    parts = []
    for ranks in in_order(partial(run_task, tuple(methods)), tasks, executor):
        parts.append(ranks)
        on_progress("forecasting", len(parts), len(tasks))
    return _pooled(parts)


def run_task(methods: Sequence[Method], task: Task) -> Ranks:
    """Fit all methods on one task and rank its lists."""
    own = replace(task)  # what the copy keeps between methods goes with it
    scorers = {method.name: method.fit(own) for method in methods}
    return rank_lists(own, scorers, own.listed_homes)


def run_lists(
    task: Task, methods: Sequence[Method], homes: Index, executor: Executor | None = None,
    on_progress: Progress = quiet,
) -> Ranks:  # fmt: skip
    """Fit all methods on one large task, and rank the lists of some homes in chunks."""
    scorers: dict[str, Scorer] = {}
    for method in methods:
        on_progress("fitting for the completion", len(scorers), len(methods))
        scorers[method.name] = method.fit(task)
    chunks = [homes[k : k + CHUNK_HOMES] for k in range(0, len(homes), CHUNK_HOMES)]
    parts = []
    for ranks in in_order(partial(rank_lists, replace(task), scorers), chunks, executor):
        parts.append(ranks)
        on_progress("completion", len(parts), len(chunks))
    return _pooled(parts)


def rank_lists(task: Task, scorers: dict[str, Scorer], homes: Index) -> Ranks:
    """Rank the ties of some homes by each method."""
    parts = []
    for home in homes.tolist():
        listed = task.open_list(home)
        parts.append({name: ranks_of(listed, scorer(listed)) for name, scorer in scorers.items()})
    return _pooled(parts)


def _pooled(parts: Sequence[Ranks]) -> Ranks:
    return {name: pooled([part[name] for part in parts]) for name in parts[0]}


def some_homes(task: Task, most: int) -> Index:
    """Return the homes with a tie to be found, or so many of them, drawn by the task's seed."""
    homes = task.listed_homes
    if len(homes) <= most:
        return homes
    return np.sort(np.random.default_rng(task.seed).choice(homes, most, replace=False))
