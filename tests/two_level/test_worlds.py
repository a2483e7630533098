"""Made-up worlds are of the size asked for, and tilted as asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from two_level.small_worlds import SMALL, small_world
from twolevel.calibrate.worlds import CHINA, NO_TILT, Tilt, simulate_world
from twolevel.core.arrays import hits_of_ties
from twolevel.exact.moments import expected_of_ties


def test_size_is_that_of_the_layout() -> None:
    worlds = [simulate_world(CHINA, np.random.default_rng(seed)) for seed in range(20)]
    assert np.mean([world.n_ties for world in worlds]) == pytest.approx(1150, rel=0.1)
    assert np.mean([len(world.upper_ties) for world in worlds]) == pytest.approx(400, rel=0.2)
    assert {world.home_unit.size for world in worlds} == {350}
    assert {world.foreign_country.size for world in worlds} == {900}


def test_the_same_seed_gives_the_same_world() -> None:
    assert small_world(3).ties.tolist() == small_world(3).ties.tolist()
    assert small_world(3).ties.tolist() != small_world(4).ties.tolist()


def test_observed_is_what_is_expected_without_tilt_and_more_with() -> None:
    """Over 60 worlds the ratio of sums has an error of about 2 %."""
    ratio = {}
    for tilt in (NO_TILT, Tilt(0.7)):
        observed, expected = 0, 0.0
        for seed in range(60):
            world = simulate_world(CHINA, np.random.default_rng(seed), tilt=tilt)
            observed += int(hits_of_ties(world).sum())
            expected += float(expected_of_ties(world).sum())
        ratio[tilt.beta] = observed / expected
    assert ratio[0.0] == pytest.approx(1, abs=0.06)
    assert ratio[0.7] > 1.25


def test_coarser_units_hold_whole_finer_ones() -> None:
    world = simulate_world(replace(SMALL, coarse_share=1.0), np.random.default_rng(1))
    pairs = np.unique(world.foreign_unit, axis=0)
    assert (pairs >= 0).all()
    assert len(set(pairs[:, 0].tolist())) == len(pairs)
    assert world.foreign_unit_tier[pairs[:, 1]].tolist() == [1] * len(pairs)
