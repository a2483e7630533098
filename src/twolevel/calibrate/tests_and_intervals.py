"""Size, power and coverage on simulated worlds: whether a test or an interval is what it says."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from twolevel.calibrate.procedures import rank_test_p
from twolevel.calibrate.rates import Rate, rate_of
from twolevel.calibrate.worlds import NO_TILT, Layout, Tilt, simulate_world
from twolevel.core.argument_checks import MOST_DRAWS, whole_number
from twolevel.core.arrays import TwoLevelArrays
from twolevel.core.chunks import Progress, run_chunks
from twolevel.errors import InvalidArgument
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.rates.clusters import ClusteredInterval

Row = TypeVar("Row")

CHUNK_WORLDS = 20

PTest = Callable[[TwoLevelArrays, int], float]
"""A test: from a world and a seed to a p-value. At module level if an executor pickles it."""

Estimator = Callable[[TwoLevelArrays], ClusteredInterval]
"""An interval of a world."""

Parts = Callable[[TwoLevelArrays], tuple[float, float]]
"""Numerator and denominator of what an interval estimates."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often an interval holds its target, and how wide it is.

    Attributes
    ----------
    rate
        Share of worlds whose interval holds the target.
    target
        Ratio of the means over worlds of numerator and denominator.
    median_width
        Median of high / low.
    median_effective
        Median of the smaller number of effective clusters.
    """

    rate: Rate
    target: float
    median_width: float
    median_effective: float


def null_test(null_id: str, n_draws: int) -> PTest:
    """Return the two-sided test of a null, for simulations: fixed chain length, few draws.

    Raises
    ------
    InvalidArgument
        If the null is not one of ours, or `n_draws` is below 1.
    """
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    if null_id not in NULL_IDS:
        raise InvalidArgument("null_id", null_id, f"give one of {', '.join(NULL_IDS)}")
    return partial(_null_p, null_id, n_draws)


def rejection_rate(
    test: PTest,
    layout: Layout,
    *,
    n_worlds: int,
    seed: int,
    tilt: Tilt = NO_TILT,
    size: float = 0.05,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Rate:
    """Return the share of worlds in which a test rejects: its size where H0 holds, else its power.

    Parameters
    ----------
    test
        From a world and a seed to a p-value.
    layout, tilt
        Of the worlds.
    n_worlds, seed
        At least 1, at least 0; the first worlds of a longer run are the same.
    size
        Rejected where p is at most this.
    executor, on_progress
        As for the nulls.
    """
    work = partial(_p_chunk, test, layout, tilt)
    chunks = _over_worlds(work, n_worlds, seed, executor, on_progress)
    p = np.array([value for chunk in chunks for value in chunk])
    return rate_of(p <= size)


def coverage(
    estimator: Estimator,
    parts: Parts,
    layout: Layout,
    *,
    n_worlds: int,
    seed: int,
    tilt: Tilt = NO_TILT,
    target: float | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Coverage:
    """Return how often an interval holds the ratio of means of numerator and denominator.

    Parameters
    ----------
    estimator, parts
        The interval, and the two parts of what it estimates.
    target
        What the interval should hold; the ratio of means over these worlds if None.
    """
    work = partial(_interval_chunk, estimator, parts, layout, tilt)
    chunks = _over_worlds(work, n_worlds, seed, executor, on_progress)
    rows = np.array([row for chunk in chunks for row in chunk])
    if target is None:
        target = float(rows[:, 2].mean() / rows[:, 3].mean())
    has_interval = np.isfinite(rows[:, 0])
    low, high = rows[has_interval, 0], rows[has_interval, 1]
    return Coverage(
        rate=rate_of((low <= target) & (target <= high), int((~has_interval).sum())),
        target=target,
        median_width=float(np.median(high / low)),
        median_effective=float(np.median(rows[:, 4])),
    )


def _null_p(null_id: str, n_draws: int, world: TwoLevelArrays, seed: int) -> float:
    return rank_test_p(null_id, world, n_draws, seed)


def _over_worlds(
    work: Callable[[int, np.random.SeedSequence], list[Row]],
    n_worlds: int,
    seed: int,
    executor: Executor | None,
    on_progress: Progress | None,
) -> list[list[Row]]:
    whole_number("n_worlds", n_worlds, 1)
    root = np.random.SeedSequence(whole_number("seed", seed, 0))
    return run_chunks(work, n_worlds, root, executor, on_progress, CHUNK_WORLDS)


def _p_chunk(
    test: PTest, layout: Layout, tilt: Tilt, n_worlds: int, seed: np.random.SeedSequence
) -> list[float]:
    return [
        test(simulate_world(layout, rng, tilt=tilt), int(rng.integers(2**62)))
        for rng in map(np.random.default_rng, seed.spawn(n_worlds))
    ]


def _interval_chunk(
    estimator: Estimator,
    parts: Parts,
    layout: Layout,
    tilt: Tilt,
    n_worlds: int,
    seed: np.random.SeedSequence,
) -> list[tuple[float, ...]]:
    rows: list[tuple[float, ...]] = []
    for rng in map(np.random.default_rng, seed.spawn(n_worlds)):
        world = simulate_world(layout, rng, tilt=tilt)
        interval = estimator(world)
        low = np.nan if interval.low is None else interval.low
        high = np.nan if interval.high is None else interval.high
        effective = min(interval.effective_home_units, interval.effective_countries)
        rows.append((low, high, *parts(world), effective))
    return rows
