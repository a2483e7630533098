"""The nested model by brute force: every graph of both levels of a tiny world, one by one."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from twolevel.core.array_types import Real
from twolevel.nested.design import Design, Level
from twolevel.nested.terms import NodeSum


def dyads(design: Design) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """City dyads that count, and region dyads that can have an upper tie."""
    network = design.network
    left, right = network.left_region, network.right_region
    if network.is_undirected:
        pairs = list(combinations(range(left.size), 2))
        regions = list(combinations(range(network.n_left_regions), 2))
    else:
        pairs = list(product(range(left.size), range(right.size)))
        regions = list(product(range(network.n_left_regions), range(network.n_right_regions)))

    def status(p: int, q: int) -> int:
        return int(network.statuses(np.array([p]), np.array([q]))[0])

    return (
        [(i, j) for i, j in pairs if status(int(left[i]), int(right[j])) > 0],
        [(p, q) for p, q in regions if status(p, q) == 2],
    )


def city_rows(design: Design) -> Real:
    """Statistics that a tie of each city dyad adds, shape (n_dyads, n_coefficients)."""
    network = design.network
    pairs, _ = dyads(design)
    i, j = np.array(pairs).T
    rows = np.zeros((len(pairs), design.size))
    _add(rows, design.city, network.left_region[i], network.right_region[j], np.array(pairs))
    rows[:, design.varying_columns] = design.classes.at(i, j)
    return rows


def region_rows(design: Design) -> Real:
    """Statistics that a tie of each region dyad adds."""
    _, pairs = dyads(design)
    rows = np.zeros((len(pairs), design.size))
    p, q = np.array(pairs).T
    _add(rows, design.region, p, q, np.array(pairs))
    return rows


def _add(rows: Real, level: Level, p: NDArray, q: NDArray, pairs: NDArray) -> None:
    for column, feature in zip(level.columns, level.features, strict=True):
        rows[:, column] = feature.at(p, q)
    rows[:, level.listed_columns] = level.listed.at(pairs)
    for effect in level.effects:
        for column in (effect.left[p], effect.right[q]):
            known = np.flatnonzero(column >= 0)
            rows[known, column[known]] += 1


def inside_index(design: Design) -> NDArray[np.int64]:
    """Place of the region dyad above each city dyad, -1 where there is none."""
    network = design.network
    pairs, regions = dyads(design)
    place = {pair: k for k, pair in enumerate(regions)}
    found = []
    for i, j in pairs:
        p, q = int(network.left_region[i]), int(network.right_region[j])
        if network.is_undirected:
            p, q = min(p, q), max(p, q)
        found.append(place.get((p, q), -1))
    return np.array(found)


def all_statistics(design: Design) -> Real:
    """Statistics of every pair of graphs of the two levels, shape (n_graphs, n_coefficients)."""
    city, region, above = city_rows(design), region_rows(design), inside_index(design)
    y = np.array(list(product((0, 1), repeat=len(city))), dtype=float)
    b = np.array(list(product((0, 1), repeat=len(region))), dtype=float)
    b_above = np.where(above >= 0, b[:, above], 0.0)
    statistics = (y @ city)[:, None, :] + (b @ region)[None, :, :]
    statistics[:, :, design.gamma] += y @ b_above.T
    return statistics.reshape(-1, design.size)


def enumerated(design: Design, coefficients: Real) -> tuple[float, Real, Real]:
    """Log of the normalising constant, mean and covariance over all graphs."""
    statistics = all_statistics(design)
    weight = statistics @ coefficients
    largest = weight.max()
    probability = np.exp(weight - largest)
    log_z = float(largest + np.log(probability.sum()))
    probability /= probability.sum()
    mean = probability @ statistics
    centred = statistics - mean
    return log_z, mean, (centred * probability[:, None]).T @ centred


def summed(design: Design, coefficients: Real) -> tuple[float, Real, Real]:
    """Return the same dyad by dyad, in plain numpy, for networks too large to enumerate."""
    city, region, above = city_rows(design), region_rows(design), inside_index(design)
    eta, gamma = city @ coefficients, coefficients[design.gamma]
    s0, s1 = 1 / (1 + np.exp(-eta)), 1 / (1 + np.exp(-eta - gamma))
    n = len(region)
    free = above < 0
    log_z = float(np.log1p(np.exp(eta)).sum())
    mean = s0[free] @ city[free]
    information = (city[free].T * (s0 * (1 - s0))[free]) @ city[free]
    for k in range(n):
        own = above == k
        x = city[own]
        theta = region[k] @ coefficients
        theta += (np.log1p(np.exp(eta[own] + gamma)) - np.log1p(np.exp(eta[own]))).sum()
        log_z += np.log1p(np.exp(theta))
        pi = 1 / (1 + np.exp(-theta))
        with_gamma = x.copy()
        with_gamma[:, design.gamma] = 1
        m0, m1 = s0[own] @ x, s1[own] @ with_gamma + region[k]
        mean += (1 - pi) * m0 + pi * m1
        v0, v1 = s0[own] * (1 - s0[own]), s1[own] * (1 - s1[own])
        information += (1 - pi) * (x.T * v0) @ x + pi * (with_gamma.T * v1) @ with_gamma
        information += pi * (1 - pi) * np.outer(m1 - m0, m1 - m0)
    return log_z, mean, information


def size_term(n: int, seed: int = 5) -> NodeSum:
    """Return a made-up size of each of n nodes."""
    return NodeSum("size", np.random.default_rng(seed).normal(size=n))
