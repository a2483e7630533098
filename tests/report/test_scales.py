"""Scales and ticks."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.report.scales import Scale, count_scale, linear_ticks, ratio_scale, ratio_ticks


def test_linear_and_log_places():
    assert Scale(0, 10, 100, 200)(2.5) == 125
    assert Scale(0.1, 10, 0, 100, is_log=True)(1) == pytest.approx(50)
    assert Scale(0, 10, 200, 100)(10) == 100


def test_values_outside_are_held_at_the_ends():
    scale = Scale(1, 10, 0, 100, is_log=True)
    assert (scale(0), scale(-1), scale(1000)) == (0, 0, 100)
    assert not scale.is_inside(1000)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_linear_ticks_are_even_and_inside(low, span):
    ticks = linear_ticks(low, low + span)
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in ticks)
    gaps = [b - a for a, b in pairwise(ticks)]
    assert all(gap == pytest.approx(gaps[0], rel=1e-3) for gap in gaps)


@given(st.lists(st.floats(1e-4, 1e4), max_size=8))
def test_a_ratio_scale_always_holds_one_with_a_tick(values):
    scale = ratio_scale(values, 0, 100)
    ticks = ratio_ticks(scale.low, scale.high)
    assert 0 < scale(1.0) < 100
    assert 1.0 in ticks
    assert len(ticks) <= 8
    assert all(math.isclose(scale.low, tick) or scale.is_inside(tick) for tick in ticks)


def test_a_count_scale_begins_at_zero():
    assert count_scale(50, 0, 100)(0) == 0
    assert count_scale(0, 0, 100).high > 0
