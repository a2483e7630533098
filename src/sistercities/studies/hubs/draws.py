"""Draws of the world's network: ties that may not exist go, ties that the lists miss come."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from sistercities.studies.hubs.measures import MEASURES, positions
from sistercities.studies.hubs.network import CityNetwork
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import run_chunks
from twolevel.positions.top import top_membership
from twolevel.rates.gap_bounds import UNSEEN
from twolevel.rates.list_coverage import ListCoverage, list_coverage, missing_numbers, pair_chance
from twolevel.rates.rank_correlation import mid_ranks

CHUNK_DRAWS = 2
"""Draws of a job; part of the result."""

MIN_SEEN = 50
"""Ties seen by another source below which nothing is said of missing ones."""


@dataclass(frozen=True, slots=True, eq=False)
class HubDraws:
    """What the draws say of the comparable cities.

    Attributes
    ----------
    membership
        How far each is a hub by each measure, shape (n_draws, 4, n_comparable).
    ranks
        Ranks of the comparable home cities among all comparable ones, 1 the first, equal values
        sharing their mean; shape (n_draws, 4, n_home).
    n_gone, n_added
        Mean number of ties that a draw leaves out, and adds.
    coverage
        Chances of the countries' lists; None where no other source tells of missing ties.
    """

    membership: Real
    ranks: Real
    n_gone: float
    n_added: float
    coverage: ListCoverage | None


@dataclass(frozen=True, eq=False)
class _Ground:
    """What all draws share."""

    network: CityNetwork
    coverage: ListCoverage | None
    top: float
    n_sources: int | None

    @cached_property
    def pull(self) -> tuple[Index, Real, Real]:
        """Cities in the order of countries, running sums of their pull, and those at the ends.

        A city pulls missing ties as often as it has known ones, without any as if half a one.
        """
        network = self.network
        order = np.argsort(network.country, kind="stable")
        degree = np.bincount(network.ties.ravel(), minlength=network.n)
        running = np.cumsum(degree[order] + UNSEEN * (degree[order] == 0))
        sizes = np.bincount(network.country, minlength=network.n_countries)
        return order, running, np.concatenate(([0.0], running))[np.append(0, np.cumsum(sizes))]


def draw_hubs(
    network: CityNetwork,
    *,
    top: float,
    n_draws: int,
    n_sources: int | None,
    seed: int,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> HubDraws:
    """Draw networks and measure each; the numbers do not depend on the executor.

    Parameters
    ----------
    top
        Share of the comparable cities that are hubs.
    n_sources
        Of betweenness, see `positions`.
    """
    coverage = None
    if len(network.seen) >= MIN_SEEN:
        coverage = list_coverage(network.n_countries, network.seen, network.is_listed)
    ground = _Ground(network, coverage, top, n_sources)
    parts = run_chunks(
        partial(_chunk, ground), n_draws, np.random.SeedSequence(seed), executor, on_progress,
        CHUNK_DRAWS,
    )  # fmt: skip
    membership, ranks, moved = (np.concatenate(part) for part in zip(*parts, strict=True))
    gone, added = moved.mean(axis=0).tolist()
    return HubDraws(membership, ranks, gone, added, coverage)


def _chunk(ground: _Ground, size: int, seed: np.random.SeedSequence) -> tuple[Real, Real, Real]:
    rng = np.random.default_rng(seed)
    found = [_one_draw(ground, rng) for _ in range(size)]
    membership, ranks, moved = (np.array(part) for part in zip(*found, strict=True))
    return membership, ranks, moved


def _one_draw(ground: _Ground, rng: np.random.Generator) -> tuple[Real, Real, tuple[int, int]]:
    network = ground.network
    kept = network.ties[rng.random(len(network.ties)) < network.existence]
    added = _missing(ground, kept, rng)
    n_gone = len(network.ties) - len(kept)
    measured = positions(
        network.n, np.concatenate((kept, added)), network.country, n_sources=ground.n_sources,
        rng=rng,
    )[:, network.comparable]  # fmt: skip
    membership = np.array([top_membership(row, ground.top) for row in measured])
    ranks = np.array([mid_ranks(-row)[network.is_home] for row in measured])
    return membership, ranks, (n_gone, len(added))


def _missing(ground: _Ground, kept: Index, rng: np.random.Generator) -> Index:
    """Draw the ties that the lists miss between each two countries."""
    if ground.coverage is None or not len(kept):
        return np.empty((0, 2), dtype=np.int64)
    network = ground.network
    # A pair of countries as one number, which is counted and not sorted.
    one, other = network.country[kept].T
    codes = np.minimum(one, other) * network.n_countries + np.maximum(one, other)
    counts = np.bincount(codes)
    held = np.flatnonzero(counts)
    pairs, n_listed = np.column_stack(np.divmod(held, network.n_countries)), counts[held]
    chance = pair_chance(ground.coverage.drawn(rng), pairs)
    sides = np.repeat(pairs, missing_numbers(n_listed, chance, rng), axis=0)
    order, running, edges = ground.pull
    low, high = edges[sides], edges[sides + 1]
    at = np.searchsorted(running, low + rng.random(sides.shape) * (high - low), side="right")
    chosen: Index = order[np.minimum(at, order.size - 1)]
    return chosen


def hub_chance(draws: HubDraws, measure: str) -> Real:
    """Return how often each comparable city is a hub by a measure, shape (n_comparable,)."""
    chance: Real = draws.membership[:, MEASURES.index(measure)].mean(axis=0)
    return chance
