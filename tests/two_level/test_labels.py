"""Labels are numbered and ordered as numpy does by sorting."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from twolevel.core.labels import distinct, stable_order

_RNG = np.random.default_rng(1)
LABELS: dict[str, NDArray[np.generic]] = {
    "few": _RNG.integers(0, 30, 500),
    "in order": np.sort(_RNG.integers(0, 90, 500)),
    "with gaps": 7 * _RNG.integers(0, 200, 500),
    "large": _RNG.integers(0, 2**40, 500),
    "below 0": _RNG.integers(-5, 5, 500),
    "beyond two bytes": _RNG.integers(0, 2**16, 20_000),
    "small words": _RNG.integers(0, 9, 500).astype(np.uint8),
    "texts": _RNG.choice(np.array(["b", "a", "cc"]), 50),
    "one": np.array([3]),
    "none": np.zeros(0, dtype=np.int64),
}


@pytest.mark.parametrize("name", LABELS)
def test_labels_are_numbered_as_by_sorting(name: str) -> None:
    values, code = distinct(LABELS[name])
    due, due_code = np.unique(LABELS[name], return_inverse=True)
    assert np.array_equal(values, due)
    assert values.dtype == due.dtype
    assert np.array_equal(code, due_code)
    assert code.dtype == np.int64


@pytest.mark.parametrize("name", LABELS)
def test_rows_of_one_label_stay_as_they_stand(name: str) -> None:
    assert np.array_equal(stable_order(LABELS[name]), np.argsort(LABELS[name], kind="stable"))
