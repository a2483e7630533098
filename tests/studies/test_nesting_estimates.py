"""Shares of a small network, weighted by hand; autonomy of cities that do as their province."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.studies.nesting.autonomy import _within_units
from sistercities.studies.nesting.estimates import all_estimates
from sistercities.studies.nesting.gaps import ListedShares
from twolevel.core.arrays import two_level_arrays
from twolevel.rates.empirical_bayes import ShrunkLogRatios

ARRAYS = two_level_arrays(
    home_unit=[0, 0, 1, 1],
    foreign_country=[0, 0, 1, 1],
    foreign_unit=[0, 1, 2, 3],
    foreign_unit_country=[0, 0, 1, 1],
    ties=[(0, 0), (1, 1), (2, 2), (3, 0), (2, 3)],
    upper_ties=[(0, 0), (1, 2)],
    n_units=2,
)
"""Two of five ties inside; one, from unit 1 to country 0, without an upper tie there."""


def test_shares_are_weighted_by_what_each_list_holds() -> None:
    """Unit 0 lists half of its city ties and 80 % of its own: a tie of it counts twice."""
    listed = ListedShares(np.array([0.8, np.nan]), np.array([0.5, np.nan]))
    estimates = all_estimates(ARRAYS, None, listed)
    share, without = estimates["share_inside"], estimates["share_no_upper"]
    assert (share.value, without.value) == (pytest.approx(2 / 5), pytest.approx(1 / 5))
    # 2 + 2 + 1 + 1 + 1 ties; inside 2 / 0.8 and 1.
    assert share.weighted == pytest.approx((2 / 0.8 + 1) / 7)
    # With a country that unit 0 is joined with: 1 / 0.8 for each tie of two.
    assert without.weighted == pytest.approx(1 - (4 / 0.8 + 2) / 7)


def test_without_a_published_total_nothing_is_weighted() -> None:
    unknown = ListedShares(np.full(2, np.nan), np.full(2, np.nan))
    estimates = all_estimates(ARRAYS, None, unknown)
    assert {one.weighted for one in estimates.values()} == {None}
    assert {one.bound_low for one in estimates.values()} == {None}


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
