"""Each estimand takes its own completed draws, and their middle 95 %."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.studies.nesting_autonomy import _within_units
from sistercities.studies.nesting_estimates import all_estimates
from twolevel.core.arrays import two_level_arrays
from twolevel.rates.completion import CompletedShares
from twolevel.rates.empirical_bayes import ShrunkLogRatios


def test_ranges_are_the_middle_95_percent_of_the_right_draws() -> None:
    arrays = two_level_arrays(
        home_unit=[0, 0, 1, 1],
        foreign_country=[0, 0, 1, 1],
        foreign_unit=[0, 1, 2, 3],
        foreign_unit_country=[0, 0, 1, 1],
        ties=[(0, 0), (1, 1), (2, 2), (3, 0), (2, 3)],
        upper_ties=[(0, 0), (1, 2)],
        n_units=2,
    )
    draws = np.arange(1001) / 1000
    completed = CompletedShares(
        share_inside=draws / 10,
        share_no_upper=draws / 5,
        upper_served=draws / 2,
        ratio=1 + draws,
        n_outside=draws,
        n_no_upper=draws,
        n_upper_added=1,
        n_lower_added=1,
    )
    estimates = all_estimates(arrays, None, completed)
    for name, scale in (("share_inside", 10), ("share_no_upper", 5), ("upper_served", 2)):
        estimate = estimates[name]
        assert estimate.completed_low == pytest.approx(0.025 / scale)
        assert estimate.completed_high == pytest.approx(0.975 / scale)


def test_cities_that_do_as_their_province_does_have_its_autonomy() -> None:
    base = np.log([2.0, 0.5])
    units = ShrunkLogRatios(base, base - 0.2, base + 0.2, 10.0, 10.0, 2)
    unit = np.repeat([0, 1], 50)
    expected = np.full(100, 200.0)
    shrunk = _within_units(units, unit, np.rint(expected * np.exp(base[unit])), expected)
    assert shrunk.log_ratio == pytest.approx(base[unit], abs=0.02)
    assert (shrunk.low < shrunk.log_ratio).all()
    assert (shrunk.high > shrunk.log_ratio).all()
    assert (shrunk.low <= base[unit] - 0.2).all()
