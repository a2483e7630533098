"""Goodness of fit: statistics that the model does not hold fixed, against exact draws from it."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array

from twolevel.core.argument_checks import MOST_DRAWS, instance, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import Progress
from twolevel.core.executors import check_executor
from twolevel.exact.besag_clifford import rank_p
from twolevel.nested.dyad_counts import is_inside
from twolevel.nested.fit import NestedFit
from twolevel.nested.loops import loops_of
from twolevel.nested.network import NestedNetwork
from twolevel.nested.simulate import draw_network


@dataclass(frozen=True, slots=True, eq=False)
class GoodnessOfFit:
    """How far the network lies from draws of the fitted model.

    Attributes
    ----------
    names
        Of the statistics.
    observed
        In the network, shape (n_statistics,).
    mean, sd
        Over the draws.
    p
        Two-sided rank p of each statistic, (b + 1) / (n_draws + 1). The coefficients are taken for
        known, so it is somewhat too large.
    draws
        Shape (n_draws, n_statistics).
    seed
        What the draws were made from.
    """

    names: tuple[str, ...]
    observed: Real
    mean: Real
    sd: Real
    p: Real
    draws: Real
    seed: int


def goodness_of_fit(
    fit: NestedFit,
    *,
    n_draws: int = 199,
    seed: int,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> GoodnessOfFit:
    """Compare the network with exact, independent draws from the fitted model.

    H0: the network is a draw from the fitted model. The statistics are degrees of cities and of
    regions, ties of one pair of regions, upper ties that have a tie inside, triangles. The model
    has no triadic term: more triangles than drawn say that ties of cities depend on each other, and
    that the standard errors are too small.

    Parameters
    ----------
    fit
        Of `fit_nested_model`.
    n_draws, seed
        At least 1; at least 0.
    executor
        Runs the blocks of each draw; here if None.
    on_progress
        Called with the number of draws done and the number wanted.

    Raises
    ------
    InvalidArgument
        If `n_draws` or `seed` is no such number.

    References
    ----------
    Hunter, Goodreau & Handcock (2008), doi:10.1198/016214507000000446.
    """
    instance("fit", fit, NestedFit, "fit_nested_model")
    check_executor(executor, on_progress)
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    loops = loops_of(fit.design)
    draws = []
    for done, one in enumerate(np.random.SeedSequence(seed).spawn(n_draws), start=1):
        network = draw_network(loops, fit.coefficients, one, executor)
        draws.append(list(network_statistics(network).values()))
        if on_progress is not None:
            on_progress(done, n_draws)
    table = np.array(draws, dtype=np.float64)
    statistics = network_statistics(fit.design.network)
    observed = np.array(list(statistics.values()), dtype=np.float64)
    return GoodnessOfFit(
        names=tuple(statistics), observed=observed, mean=table.mean(axis=0), sd=table.std(axis=0),
        p=np.array([rank_p(x, table[:, k]).p for k, x in enumerate(observed.tolist())]),
        draws=table, seed=seed,
    )  # fmt: skip


def network_statistics(network: NestedNetwork) -> dict[str, float]:
    """Return statistics of a two-level network that the model has no term for."""
    ties, upper = network.ties, network.upper_ties
    n_left, n_right = network.left_region.size, network.right_region.size
    city = _degrees(ties, n_left, n_right, is_undirected=network.is_undirected)
    region = _degrees(
        upper, network.n_left_regions, network.n_right_regions, is_undirected=network.is_undirected
    )
    pair = _pair_of_ties(network)
    _, per_pair = np.unique(pair, return_counts=True)
    inside = np.unique(pair[is_inside(network)]).size
    result = {
        "cities without a tie": float((city == 0).sum()),
        "cities with one tie": float((city == 1).sum()),
        "sd of ties of a city": float(city.std()),
        "most ties of a city": float(city.max(initial=0)),
        "regions without an upper tie": float((region == 0).sum()),
        "sd of upper ties of a region": float(region.std()),
        "most ties of a region pair": float(per_pair.max(initial=0)),
        "region pairs with ties": float(per_pair.size),
        "upper ties with a tie inside": float(inside),
    }
    if network.is_undirected:
        result["triangles of cities"] = triangles(ties, n_left)
        result["triangles of regions"] = triangles(upper, network.n_left_regions)
    return result


def triangles(ties: Index, n: int) -> float:
    """Return the number of triangles of an undirected network of n nodes."""
    above = coo_array((np.ones(ties.shape[0]), (ties[:, 0], ties[:, 1])), shape=(n, n)).tocsr()
    return float((above @ above).multiply(above).sum())


def _degrees(ties: Index, n_left: int, n_right: int, *, is_undirected: bool) -> Index:
    left = np.bincount(ties[:, 0], minlength=n_left)
    right = np.bincount(ties[:, 1], minlength=n_right)
    return left + right if is_undirected else np.concatenate((left, right))


def _pair_of_ties(network: NestedNetwork) -> Index:
    p = network.left_region[network.ties[:, 0]]
    q = network.right_region[network.ties[:, 1]]
    if network.is_undirected:
        p, q = np.minimum(p, q), np.maximum(p, q)
    pair: Index = p * network.n_right_regions + q
    return pair
