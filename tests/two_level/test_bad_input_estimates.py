"""Bad input to ratios, intervals, weights, bounds, prediction, shrinkage and power."""

from __future__ import annotations

import numpy as np

from two_level.bad_input import faults
from two_level.small_worlds import small_world
from twolevel.exact.besag_clifford import clopper_pearson, rank_p
from twolevel.exact.moments import expected_of_ties
from twolevel.nulls.parallel_runs import autocorrelation, integrated_autocorrelation_time
from twolevel.nulls.power import minimal_detectable_ratio
from twolevel.rates.clusters import log_interval, two_way_ratio, two_way_share
from twolevel.rates.coverage_weights import weighted_share
from twolevel.rates.empirical_bayes import shrunk_log_ratio
from twolevel.rates.gap_bounds import gap_bounds
from twolevel.rates.mantel_haenszel import mantel_haenszel
from twolevel.rates.prediction import predictive_gain

HOME = small_world()
RNG = np.random.default_rng(9)
NETWORK = {"arrays": "record"}


def test_intervals() -> None:
    level = NETWORK | {"level": "level"}
    ratio = level | {"null_id": "word", "expected": "number"}
    assert faults(two_way_ratio, ratio, arrays=HOME, expected=9.0) == []
    is_counted = np.arange(HOME.n_ties) % 3 == 0
    kinds = level | {"is_counted": "array"}
    assert faults(two_way_share, kinds, arrays=HOME, is_counted=is_counted) == []
    assert faults(mantel_haenszel, level, arrays=HOME) == []
    assert faults(predictive_gain, level, arrays=HOME) == []
    right = {"value": 2.0, "influence": RNG.normal(size=HOME.n_ties)}
    kinds = {"value": "number", "influence": "array", "level": "level"}
    assert faults(log_interval, kinds, arrays=HOME, **right) == []


def test_a_level_so_near_to_1_that_the_interval_has_no_end_gives_none() -> None:
    interval = mantel_haenszel(HOME, level=1 - 1e-15)
    assert interval.high is None
    assert interval.note


def test_expectations() -> None:
    assert faults(expected_of_ties, NETWORK | {"null_id": "word"}, arrays=HOME) == []


def test_bounds_of_gaps() -> None:
    missing = np.arange(HOME.n_units)
    kinds = NETWORK | dict.fromkeys(("n_missing_upper", "n_missing_lower"), "array")
    right = {"n_missing_upper": missing, "n_missing_lower": missing}
    assert faults(gap_bounds, kinds, arrays=HOME, **right) == []


def test_weighted_shares() -> None:
    ties = np.arange(1, HOME.n_ties + 1)
    kinds = NETWORK | {"counted": "array", "weight": "array"}
    right = {"counted": ties % 2, "weight": ties}
    assert faults(weighted_share, kinds, arrays=HOME, **right) == []


def test_shrunk_ratios() -> None:
    right = {"observed": RNG.poisson(4, 20), "expected": 3 + RNG.random(20)}
    kinds = {"observed": "array", "expected": "any array", "level": "level"}
    # A unit without an expected count has no ratio, as the docstring says.
    allowed = ("log_ratio", "low", "high")
    assert faults(shrunk_log_ratio, kinds, allowed=allowed, **right) == []


def test_power() -> None:
    right = {"mean": 10.0, "sd": 3.0, "maximum": 90, "power": 0.8, "size": 0.05}
    kinds = {"mean": "number", "sd": "number", "power": "level", "size": "level"}
    assert faults(minimal_detectable_ratio, kinds, **right) == []
    assert faults(minimal_detectable_ratio, {"maximum": "number of ties"}, **right) == []
    nothing = minimal_detectable_ratio(1e-300, 3.0, maximum=9)
    assert (nothing.above, nothing.below) == (None, None)


def test_p_values_and_shares() -> None:
    right = {"observed": 3.0, "draws": RNG.normal(size=40)}
    assert faults(rank_p, {"draws": "any array"}, **right) == []
    assert faults(rank_p, {"draws": "any array"}, observed=3.0, draws=np.arange(40)) == []
    kinds = {"trials": "number of trials", "level": "level"}
    assert faults(clopper_pearson, kinds, successes=3, trials=9) == []


def test_traces_of_chains() -> None:
    for function in (autocorrelation, integrated_autocorrelation_time):
        assert faults(function, {"trace": "array"}, trace=RNG.normal(size=60)) == []
