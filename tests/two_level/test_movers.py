"""Clusters that move an estimate most: those at either end, of each estimate."""

from __future__ import annotations

import numpy as np

from twolevel.rates.movers import most_moving


def test_those_at_either_end_of_each_estimate_are_taken_once() -> None:
    moved = np.array([[0.0, 5.0], [3.0, 0.0], [-2.0, 0.1], [0.5, 0.2], [0.1, -4.0]])
    assert most_moving(moved, 1).tolist() == [0, 1, 2, 4]
    assert most_moving(moved[:, :1], 1).tolist() == [1, 2]


def test_of_few_all_are_taken() -> None:
    moved = np.random.default_rng(1).normal(size=(5, 3))
    assert most_moving(moved, 4).tolist() == [0, 1, 2, 3, 4]


def test_no_cluster_that_is_left_out_moves_further() -> None:
    moved = np.random.default_rng(2).normal(size=(40, 3))
    chosen = most_moving(moved, 2)
    others = np.delete(moved, chosen, axis=0)
    assert (others.max(axis=0) <= np.sort(moved, axis=0)[-2]).all()
    assert (others.min(axis=0) >= np.sort(moved, axis=0)[1]).all()
