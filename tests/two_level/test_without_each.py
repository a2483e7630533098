"""Slopes without each label, to first order, against fits without it."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.dyads.fit_rows import ppml
from twolevel.rates.without_each import ends_of, slopes_without_each


def counts(seed: int, n: int = 4000, n_labels: int = 60) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    label = np.sort(rng.integers(n_labels, size=n))
    label[:n_labels] = np.arange(n_labels)
    label.sort()
    x = rng.normal(size=(n, 3)) + 0.3 * rng.normal(size=(n_labels, 3))[label]
    mean = np.exp(x @ [0.5, -0.2, 0.1] + rng.normal(size=n_labels)[label] - 1)
    return rng.poisson(mean * rng.gamma(2.0, 0.5, n)), x, label


@pytest.mark.parametrize("seed", range(3))
def test_steps_are_near_fits_and_hold_their_ends(seed: int) -> None:
    y, x, label = counts(seed)
    whole = ppml(y, x, [label]).slopes
    found = slopes_without_each(y, x, label, whole)
    fits = np.array(
        [ppml(y[label != k], x[label != k], [label[label != k]]).slopes for k in range(60)]
    )
    moved = np.abs(fits - whole).max(axis=0)
    assert (np.abs(found - fits).max(axis=0) < 0.1 * moved).all()
    for column in range(3):
        ends = ends_of(found[:, column], 10)
        assert fits[ends, column].min() == fits[:, column].min()
        assert fits[ends, column].max() == fits[:, column].max()


def test_a_label_that_alone_tells_a_slope_is_always_among_the_ends() -> None:
    y, x, label = counts(4)
    x[label != 7, 1] = 0.0
    found = slopes_without_each(y, x, label, ppml(y, x, [label]).slopes)
    assert np.flatnonzero(np.isnan(found[:, 0])).tolist() == [7]
    assert 7 in ends_of(found[:, 0], 1)


def test_labels_without_a_count_move_nothing() -> None:
    y, x, label = counts(5)
    y[label == 3] = 0
    whole = ppml(y, x, [label]).slopes
    assert np.allclose(slopes_without_each(y, x, label, whole)[3], whole, atol=1e-12)
