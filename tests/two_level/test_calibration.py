"""Stored size and coverage keep the promise, and the first worlds repeat them.

`tests/reference/make_calibration.py` made the stored numbers; its seed was fixed beforehand.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest

from reference.make_calibration import (
    INTERVALS,
    LAYOUTS,
    N_DRAWS,
    PAGE,
    SEED,
    TILTS,
    interval,
    page_tables,
    share_parts,
)
from sistercities.errors import InvalidArgument
from two_level.small_worlds import SMALL
from twolevel.calibrate.rates import rate_of
from twolevel.calibrate.stored import stored_calibration
from twolevel.calibrate.tests_and_intervals import coverage, null_test, rejection_rate
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.rates.clusters import two_way_share

STORED = stored_calibration()
PART = STORED["n_worlds"] // 50
MAX_SIZE = 0.065
COVERAGE = {"china": (0.90, 0.98), "generic": (0.92, 0.98)}


def agrees(now: dict[str, Any], stored: dict[str, Any]) -> bool:
    """Whether a rate lies within the 99 % binomial bounds of the stored one."""
    events = round(now["rate"] * now["n_worlds"])
    return bool(binomtest(events, now["n_worlds"], stored["rate"]).pvalue > 0.01)


def test_stored_numbers_are_of_these_layouts_and_this_seed() -> None:
    assert STORED["layouts"] == {name: asdict(layout) for name, layout in LAYOUTS.items()}
    assert STORED["tilts"] == {name: asdict(tilt) for name, tilt in TILTS.items()}
    assert (STORED["seed"], STORED["n_draws"]) == (SEED, N_DRAWS)
    assert STORED["n_worlds"] >= 2000


@pytest.mark.parametrize("null_id", NULL_IDS)
def test_size_of_each_null_under_itself(null_id: str) -> None:
    """`test_model_first_worlds` has p of the first of these worlds."""
    assert STORED["size"][null_id]["rate"] <= MAX_SIZE


@pytest.mark.parametrize("name", list(INTERVALS))
@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("tilt", list(TILTS))
def test_stored_coverage_is_within_the_promise(name: str, layout: str, tilt: str) -> None:
    low, high = COVERAGE[layout]
    assert low <= STORED["coverage"][layout][tilt][name]["rate"]["rate"] <= high


@pytest.mark.parametrize("name", list(INTERVALS))
def test_coverage_repeats_at_chinas_layout(name: str) -> None:
    stored = STORED["coverage"]["china"]["uneven"][name]
    now = interval(name, LAYOUTS["china"], TILTS["uneven"], PART)
    assert agrees(now["rate"], stored["rate"])
    assert now["target"] == pytest.approx(stored["target"], rel=0.1)


def test_the_executor_changes_nothing() -> None:
    test = null_test("degree-country", 49)
    alone = rejection_rate(test, SMALL, n_worlds=60, seed=1, size=0.5)
    with ThreadPoolExecutor(2) as threads:
        apart = rejection_rate(test, SMALL, n_worlds=60, seed=1, size=0.5, executor=threads)
    assert alone == apart
    assert 0 < alone.rate < 1


def test_coverage_of_a_target_far_off_is_nil() -> None:
    far = coverage(two_way_share, share_parts, SMALL, n_worlds=20, seed=1, target=0.999)
    assert far.rate.rate == 0.0
    assert far.target == 0.999
    assert far.median_width > 1


def test_rate_is_with_its_binomial_interval() -> None:
    rate = rate_of(np.array([True, False, False, False]), 2)
    other = binomtest(1, 4).proportion_ci(0.99, method="exact")
    assert (rate.rate, rate.n_worlds, rate.n_withheld) == (0.25, 4, 2)
    assert (rate.low, rate.high) == pytest.approx((other.low, other.high))


def test_unknown_nulls_and_no_worlds_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="give one of region-labels"):
        null_test("gravity", 99)
    with pytest.raises(InvalidArgument, match="n_worlds=0 cannot be used"):
        rejection_rate(null_test("degree", 9), SMALL, n_worlds=0, seed=1)


def test_page_shows_the_stored_numbers() -> None:
    assert page_tables(STORED) in PAGE.read_text(encoding="utf-8")
