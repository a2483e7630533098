"""Leaving out a cluster at a time in one Newton step, against a solution for each alone."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.rates import score_jackknife as module
from twolevel.rates.score_jackknife import cluster_parts, score_jackknife


def parts_of(seed: int, *, is_alone: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Draw rows in a cluster of half of them and many small ones; scores add up to 0."""
    rng = np.random.default_rng(seed)
    x = np.column_stack((np.ones(400), rng.normal(size=(400, 3))))
    cluster = np.where(np.arange(400) < 200, 0, 1 + np.arange(400) % 25)
    if is_alone:
        x[:, 3] = cluster == 0
    weight, left = rng.uniform(0.2, 1.0, 400), rng.normal(size=400)
    left -= x @ np.linalg.lstsq(x.T @ x, x.T @ left, rcond=None)[0]
    return cluster_parts(x, weight, left, cluster)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_cluster_moves_the_estimates_as_far_as_the_others_say(seed: int) -> None:
    parts, scores = parts_of(seed)
    assert np.einsum("ij,ij", np.linalg.inv(parts.sum(axis=0)), parts[0]) > module.SURE
    back = np.diag([1.0, 2.0, 0.5, 3.0])
    moved = np.array(
        [
            -back @ np.linalg.solve(parts.sum(axis=0) - part, score)
            for part, score in zip(parts, scores, strict=True)
        ]
    )
    n = len(parts)
    found = score_jackknife(parts, scores, back)
    np.testing.assert_allclose(found.covariance, (n - 1) / n * moved.T @ moved, rtol=1e-9)
    assert found.lost == ()


def test_a_column_that_one_cluster_alone_tells_is_lost_with_it() -> None:
    parts, scores = parts_of(4, is_alone=True)
    found = score_jackknife(parts, scores)
    assert found.lost == ((0, (3,)),)
    assert np.isinf(found.standard_errors[3])
    assert np.isfinite(found.standard_errors[:3]).all()


def test_a_column_of_a_cluster_with_little_else_is_lost_with_it_too() -> None:
    """Two rows of four hundred, which alone have the column: they hold all of it, and no more."""
    rng = np.random.default_rng(5)
    x = np.column_stack((np.ones(400), rng.normal(size=(400, 2)), np.zeros(400)))
    x[:2, 3] = 1.0
    cluster = np.where(np.arange(400) < 2, 0, 1 + np.arange(400) % 25)
    left = rng.normal(size=400)
    left -= x @ np.linalg.lstsq(x.T @ x, x.T @ left, rcond=None)[0]
    parts, scores = cluster_parts(x, np.ones(400), left, cluster)
    held = np.einsum("ij,ij", np.linalg.inv(parts.sum(axis=0)), parts[0])
    assert 1.0 <= held < 1.1
    assert score_jackknife(parts, scores).lost == ((0, (3,)),)
