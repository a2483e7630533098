"""Our nulls against R: sna's qaptest and igraph's rewire, numbers stored beside the R script."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from twolevel.core.arrays import TwoLevelArrays, hits_of_ties, two_level_arrays
from twolevel.nulls.home_nulls import NULL_IDS, draw_null

FOLDER = Path(__file__).parents[1] / "reference"
MIN_P = 1e-3
MIN_IN_BIN = 20


def table(name: str) -> np.ndarray:
    with (FOLDER / "small_network" / name).open(encoding="utf-8") as file:
        return np.array(list(csv.reader(file))[1:], dtype=np.int64)


def network() -> TwoLevelArrays:
    """Read the stored network; all home places are in one stratum, as in the R script."""
    homes, places, units = table("homes.csv")[:, 0], table("places.csv"), table("units.csv")
    return two_level_arrays(
        home_unit=homes,
        foreign_country=places[:, 0],
        foreign_unit=places[:, 1:],
        foreign_unit_country=units[:, 0],
        foreign_unit_tier=units[:, 1],
        ties=table("ties.csv"),
        upper_ties=table("upper_ties.csv"),
        n_units=int(homes.max()) + 1,
    )


def oracle(null_id: str) -> dict[int, int]:
    with (FOLDER / "oracle.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["null"] == null_id]
    return {int(row["value"]): int(row["draws"]) for row in rows}


def binned(first: dict[int, int], second: dict[int, int]) -> np.ndarray:
    """Count both by value, neighbouring values joined until a bin holds enough."""
    bins, now = [], np.zeros(2, dtype=np.int64)
    for value in sorted(first | second):
        now = now + np.array((first.get(value, 0), second.get(value, 0)))
        if now.sum() >= MIN_IN_BIN:
            bins.append(now)
            now = np.zeros(2, dtype=np.int64)
    if bins:
        bins[-1] = bins[-1] + now
    return np.array(bins).T


def test_both_count_the_same_ties_inside() -> None:
    assert oracle("observed") == {int(hits_of_ties(network()).sum()): 1}


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_both_draw_from_the_same_law(null_id: str) -> None:
    ours = draw_null(null_id, network(), n_draws=20_000, seed=3).histogram()
    counts = binned(ours, oracle(null_id))
    assert counts.shape[1] > 5
    assert chi2_contingency(counts).pvalue > MIN_P
