"""Bad counts, groups and shares are one sentence each, with the argument, the value, the remedy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sistercities.errors import SistercitiesError
from twolevel.counts.grouped import fit_grouped_counts
from twolevel.counts.laws import CountLaw, share_of_total
from twolevel.counts.levelled import levelled

RNG = np.random.default_rng(1)
GOOD: dict[str, Any] = {
    "counts": RNG.poisson(3.0, 40).astype(float),
    "columns": np.column_stack([np.ones(40), RNG.normal(size=40)]),
    "group_columns": np.ones((40, 1)),
    "group": RNG.integers(0, 4, 40),
}


def with_one(values: np.ndarray, value: float) -> np.ndarray:
    changed = np.array(values, dtype=float)
    changed.flat[3] = value
    return changed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"counts": with_one(GOOD["counts"], np.nan)}, "counts: holds nan at position 3"),
        ({"counts": with_one(GOOD["counts"], -1)}, "counts: holds -1 at position 3"),
        ({"counts": with_one(GOOD["counts"], 1.5)}, "counts: holds 1.5"),
        ({"counts": np.zeros(40)}, "no unit counts anything"),
        ({"counts": np.zeros(0)}, "columns: has 40 rows"),
        ({"columns": with_one(GOOD["columns"], np.inf)}, "columns: holds inf"),
        ({"columns": np.ones((39, 2))}, "columns: has 39 rows"),
        ({"group_columns": np.ones((40, 0))}, "group_columns: has shape"),
        ({"group": np.full(40, -1)}, "group: holds label -1"),
        ({"group": np.full(40, 99)}, "group: holds label 99"),
        ({"is_used": np.zeros(40, dtype=bool)}, "no unit counts anything"),
        ({"is_used": np.ones(3, dtype=bool)}, "is_used: has shape"),
        ({"spread": -np.eye(1)}, "spread: has shape"),
        ({"spread": np.eye(2)}, "give a covariance matrix of 1 by 1"),
        ({"rounds": -1}, "rounds=-1"),
    ],
)
def test_fit_of_counts_refuses(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(SistercitiesError, match=said):
        fit_grouped_counts(**(GOOD | changed))


@pytest.mark.parametrize(
    ("mean", "dispersion", "said"),
    [
        (np.ones(3), np.ones(40), "law.mean: has shape"),
        (np.zeros(40), np.ones(40), "above 0"),
        (np.full(40, np.nan), np.ones(40), "law.mean: holds nan"),
        (np.ones(40), np.full(40, -1.0), "law.dispersion"),
    ],
)
def test_levelling_refuses(mean: np.ndarray, dispersion: np.ndarray, said: str) -> None:
    with pytest.raises(SistercitiesError, match=said):
        levelled(CountLaw(mean, dispersion), GOOD["counts"], np.ones(40, dtype=bool))


@pytest.mark.parametrize(
    ("total", "share", "concentration", "said"),
    [
        (-1, 0.5, 3.0, "total=-1"),
        (5, 1.5, 3.0, "share=1.5"),
        (5, float("nan"), 3.0, "share=nan"),
        (5, 0.5, 0.0, "concentration=0.0"),
    ],
)
def test_shares_of_a_total_refuse(
    total: int, share: float, concentration: float, said: str
) -> None:
    with pytest.raises(SistercitiesError, match=said):
        share_of_total(total, share, concentration)
