"""The stored calibration of the nested model keeps the promise.

`test_model_first_worlds` fits the first worlds of it again.
`tests/reference/nested_calibration.py` made the stored numbers; its seed was fixed beforehand.
"""

from __future__ import annotations

import json

import pytest
from scipy.stats import binomtest

from reference.nested_calibration import (
    HOLDS,
    KINDS,
    LAYOUTS,
    OUT,
    PAGE,
    SEED,
    bounds,
    table,
)

STORED = json.loads(OUT.read_text(encoding="utf-8"))
COVERAGE = {"whole network": (0.92, 0.98), "china": (0.90, 0.98)}


def test_stored_numbers_are_of_these_worlds_and_this_seed() -> None:
    assert STORED["seed"] == SEED
    assert list(STORED["rates"]) == list(LAYOUTS)
    for rows in STORED["rates"].values():
        assert list(rows) == list(KINDS)
        for kind, row in rows.items():
            assert row["n_worlds"] >= (2000 if kind in HOLDS else 400)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", HOLDS)
def test_size_and_coverage_are_as_promised_where_the_model_holds(layout: str, kind: str) -> None:
    row = STORED["rates"][layout][kind]
    low, high = COVERAGE[layout]
    assert low <= row["covered"] / row["n_fitted"] <= high
    if KINDS[kind].gamma == 0:
        assert 0.035 <= row["rejected"] / row["n_fitted"] <= 0.065


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_stored_bounds_are_those_of_the_counts(layout: str, kind: str) -> None:
    row = STORED["rates"][layout][kind]
    for hits in ("rejected", "covered"):
        assert row[f"{hits}_bounds"] == pytest.approx(bounds(row[hits], row["n_fitted"]))
        other = binomtest(row[hits], row["n_fitted"]).proportion_ci(0.99, "exact")
        assert row[f"{hits}_bounds"] == pytest.approx([other.low, other.high])


def test_the_page_says_what_is_stored() -> None:
    assert table(STORED) in PAGE.read_text(encoding="utf-8")
