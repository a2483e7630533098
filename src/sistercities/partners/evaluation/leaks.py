"""Whether what a method sees of a year knows what came after it.

A way to recommend is run twice: on the release, and on the release from which all that is dated
after the year is gone. What differs has seen the future. Facts without a date (population, flights,
coast, which regions' lists are covered) are the same in both: no check can date them, so they are
listed by name, and the evaluation has a run without them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sistercities.dataset.release.past import past_of
from sistercities.dataset.release.store import Release
from sistercities.partners.evaluation.forecasting import LISTED_POPULATION, task_of_year
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.task import Task
from sistercities.partners.features.catalogue import CITY_FEATURES
from sistercities.partners.features.feature import Feature
from twolevel.core.array_types import Real

CLOSE = 1e-6
"""Relative difference below which two numbers are the same but for the order of a sum."""
CANDIDATES, TRAINING = "candidates", "pairs to learn from"


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a way to recommend makes of a release.

    Attributes
    ----------
    pairs
        By kind ("candidates", "pairs to learn from"): ids of home place and partner, one text a
        pair.
    values
        By kind and name: a value of each pair, NaN where unknown.
    """

    pairs: dict[str, NDArray[np.str_]]
    values: dict[tuple[str, str], Real]


@dataclass(frozen=True, slots=True)
class LeakCheck:
    """What a check found.

    Attributes
    ----------
    year
        The cut-off.
    n_pairs
        Pairs whose values were compared.
    compared
        Names of what was compared.
    changed
        Those that differ once the future is gone: each is a leak.
    """

    year: int
    n_pairs: int
    compared: tuple[str, ...]
    changed: tuple[str, ...]


def check_leaks(release: Release, year: int, look: Callable[[Release], Seen]) -> LeakCheck:
    """Run a way to recommend on a release and on its past, and compare.

    Parameters
    ----------
    release
        An opened release.
    year
        Last year that may be seen.
    look
        The way to recommend, as of that year.
    """
    seen = look(release)
    with past_of(release, year, listed_population=LISTED_POPULATION) as past:
        due = look(past)
    none = np.zeros(0, dtype=np.str_)
    changed = {
        kind
        for kind in {*seen.pairs, *due.pairs}
        if not np.array_equal(seen.pairs.get(kind, none), due.pairs.get(kind, none))
    }
    for kind in seen.pairs.keys() & due.pairs.keys():
        _, ours, theirs = np.intersect1d(seen.pairs[kind], due.pairs[kind], return_indices=True)
        for name in (name for of, name in seen.values if of == kind):
            one, other = seen.values[kind, name][ours], due.values[kind, name][theirs]
            if not np.allclose(one, other, CLOSE, CLOSE, equal_nan=True):
                changed.add(name)
    n_pairs = sum(len(pairs) for pairs in seen.pairs.values())
    names = dict.fromkeys([*seen.pairs, *(name for _, name in seen.values)])
    return LeakCheck(year, n_pairs, tuple(names), tuple(sorted(changed)))


def look_of_year(
    year: int, *, country: str, methods: Sequence[Method] = (),
    features: Sequence[Feature] = CITY_FEATURES, n_homes: int = 4, per_tie: int = 10, seed: int = 1,
    make_task: Callable[[Release, int], Task] | None = None,
) -> Callable[[Release], Seen]:  # fmt: skip
    """Return how the forecasts of a year see a release: pairs, features, scores of methods.

    Parameters
    ----------
    year
        The cut-off.
    country
        ISO code of the home country.
    methods, features
        Whose scores and values are compared.
    n_homes
        Home places whose candidates are compared.
    per_tie, seed
        As in `Task`.
    make_task
        How a release is read as of a year; None is how the evaluation does it.
    """
    make = make_task or partial(task_of_year, country=country, per_tie=per_tie, seed=seed)
    return partial(_look, make, year, tuple(methods), tuple(features), n_homes)


def _look(
    make: Callable[[Release, int], Task], year: int, methods: Sequence[Method],
    features: Sequence[Feature], n_homes: int, release: Release,
) -> Seen:  # fmt: skip
    task = make(release, year)
    ids = task.ground.places.ids.astype(str)
    tied = np.flatnonzero(task.homes & (task.ground.ties.degree > 0))
    lists = [task.open_list(home) for home in tied[:: max(1, len(tied) // n_homes)].tolist()]
    if not task.n_known or not lists:
        return Seen({}, {})
    learned = task.rows.pairs
    values = {(TRAINING, one.name): one.values(learned) for one in features}
    for one in features:
        values[CANDIDATES, one.name] = np.concatenate([one.values(each.pairs) for each in lists])
    for method in methods:
        score = method.fit(task)
        values[CANDIDATES, f"score of {method.name}"] = np.concatenate(
            [score(one) for one in lists]
        )
    pairs = {
        CANDIDATES: np.concatenate([_named(ids, each.pairs.a, each.pairs.b) for each in lists]),
        TRAINING: _named(ids, learned.a, learned.b),
    }
    return Seen(pairs, values)


def _named(ids: NDArray[np.str_], a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.str_]:
    return np.char.add(np.char.add(ids[a], " "), ids[b])
