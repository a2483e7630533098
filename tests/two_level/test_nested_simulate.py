"""Draws of the nested model have its law: by enumeration, and by means where that is too much."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy.stats import chi2

from sistercities.errors import InvalidArgument, NetworkError
from two_level.nested_twins import all_statistics
from two_level.test_nested_moments import middling, tiny_bipartite, tiny_undirected
from twolevel.nested.design import Design
from twolevel.nested.loops import loops_of
from twolevel.nested.moments import moments_at, observed_statistics
from twolevel.nested.simulate import draw_network, simulate_network


def redrawn(design: Design, coefficients: np.ndarray, n: int) -> np.ndarray:
    """Statistics of n draws."""
    from dataclasses import replace

    loops = loops_of(design)
    found = []
    for seed in np.random.SeedSequence(7).spawn(n):
        network = draw_network(loops, coefficients, seed, None)
        found.append(observed_statistics(replace(design, network=network)))
    return np.array(found)


@pytest.mark.parametrize(
    "design", [tiny_undirected(), tiny_bipartite()], ids=["undirected", "bipartite"]
)
def test_draws_have_the_enumerated_law(design: Design) -> None:
    coefficients = np.random.default_rng(3).normal(0, 0.6, design.size)
    every = all_statistics(design)
    weight = np.exp(every @ coefficients)
    # graphs are told apart by ties, ties inside and upper ties
    columns = [0, design.gamma, int(design.region.columns[0])]
    keys = np.round(every[:, columns]).astype(int) @ np.array([10_000, 100, 1])
    drawn = np.round(redrawn(design, coefficients, 2_000)[:, columns]).astype(int) @ np.array(
        [10_000, 100, 1]
    )
    labels, place = np.unique(keys, return_inverse=True)
    expected = np.bincount(place, weight) / weight.sum() * drawn.size
    seen = np.bincount(np.searchsorted(labels, drawn), minlength=labels.size)
    assert set(drawn) <= set(labels)
    few = expected < 5
    expected = np.append(expected[~few], expected[few].sum())
    seen = np.append(seen[~few], seen[few].sum())
    statistic = ((seen - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, expected.size - 1) > 0.001


@pytest.mark.parametrize("is_undirected", [True, False])
def test_means_and_covariances_of_draws(is_undirected: bool) -> None:
    design = middling(is_undirected, has_products=True)
    coefficients = np.random.default_rng(4).normal(0, 0.4, design.size)
    coefficients[0], coefficients[design.gamma] = -4.5, 1.0
    law = moments_at(loops_of(design), coefficients)
    drawn = redrawn(design, coefficients, 400)
    sd = np.sqrt(np.diag(law.information))
    assert (np.abs(drawn.mean(axis=0) - law.mean) < 4.5 * sd / 20).all()
    ratio = drawn.std(axis=0, ddof=1) / sd
    assert (np.abs(ratio - 1) < 0.25).all()


def test_the_same_draw_whoever_makes_it() -> None:
    design = middling(True, has_products=True)
    coefficients = np.full(design.size, -0.1)
    alone = simulate_network(design, coefficients, seed=5)
    with ThreadPoolExecutor(3) as threads:
        together = simulate_network(design, coefficients, seed=5, executor=threads)
    assert (alone.ties == together.ties).all()
    assert (alone.upper_ties == together.upper_ties).all()
    assert simulate_network(design, coefficients, seed=6).ties.tolist() != alone.ties.tolist()


def test_what_cannot_be_drawn_is_refused() -> None:
    design = tiny_undirected()
    with pytest.raises(NetworkError, match=r"coefficients: has shape \(2,\)"):
        simulate_network(design, [0.0, 1.0], seed=1)
    with pytest.raises(InvalidArgument, match="seed=-1"):
        simulate_network(design, np.zeros(design.size), seed=-1)
    with pytest.raises(InvalidArgument, match="give log odds within"):
        simulate_network(design, np.full(design.size, 1e4), seed=1)
