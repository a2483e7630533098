"""Sums by label in one passage are those of `numpy.bincount`, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.kernels.label_sums import add_flags, column_sums_by_label, sums_by_label


def test_sums_by_label_are_those_of_bincount() -> None:
    rng = np.random.default_rng(1)
    label, weight, x = rng.integers(0, 40, 5000), rng.random(5000), rng.normal(size=(5000, 7))
    found = sums_by_label(label, 41, weight, x)
    for k in range(7):
        assert np.array_equal(found[:, k], np.bincount(label, weight * x[:, k], 41))


@pytest.mark.parametrize("n_rows", [1, 3, 4, 6, 9])
def test_sums_of_columns_are_those_of_bincount(n_rows: int) -> None:
    rng = np.random.default_rng(2)
    label, x = rng.integers(0, 40, 5000), rng.normal(size=(n_rows, 5000))
    found = column_sums_by_label(label, 41, x)
    assert np.array_equal(found, [np.bincount(label, row, 41) for row in x])


def test_rows_without_a_label_are_left_out() -> None:
    label, weight = np.array([-1, 0, -1, 1]), np.array([5.0, 1.0, 7.0, 2.0])
    assert sums_by_label(label, 2, weight, np.ones((4, 1))).tolist() == [[1.0], [2.0]]


def test_flags_are_added_at_label_and_column() -> None:
    sums = np.zeros((2, 3))
    add_flags(np.array([0, 0, 1, 1]), np.array([2, 2, -1, 0]), np.array([1.0, 2.0, 9.0, 4.0]), sums)
    assert sums.tolist() == [[0.0, 0.0, 3.0], [4.0, 0.0, 0.0]]
