"""Great circles against the geodesics of PROJ on the same sphere."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from sistercities.report.export_formats.great_circles import EARTH_RADIUS_KM, great_circle

SPHERE = Geod(a=EARTH_RADIUS_KM * 1000, b=EARTH_RADIUS_KM * 1000)
POINTS = st.tuples(
    st.floats(-180, 180).map(lambda x: round(x, 4)), st.floats(-85, 85).map(lambda x: round(x, 4))
)


def _length_km(parts: list[list[tuple[float, float]]]) -> float:
    return sum(SPHERE.line_length(*zip(*part, strict=True)) for part in parts) / 1000


@given(POINTS, POINTS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_the_parts_are_as_long_as_the_shortest_way(start: tuple, end: tuple) -> None:
    due = SPHERE.inv(*start, *end)[2] / 1000
    parts = great_circle(start, end)
    if not parts:
        assert due < 0.01
        return
    assert _length_km(parts) == pytest.approx(due, abs=0.1)
    every = [point for part in parts for point in part]
    assert all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in every)
    jumps = [abs(a[0] - b[0]) for part in parts for a, b in pairwise(part)]
    assert max(jumps) <= 180
    assert len(parts) <= 2


def test_points_lie_where_proj_has_them() -> None:
    (part,) = great_circle((121.5, 29.9), (2.35, 48.85), step_km=500)
    n = len(part) - 2
    due = SPHERE.npts(121.5, 29.9, 2.35, 48.85, n)
    for ours, theirs in zip(part[1:-1], due, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-4)


def test_opposite_points_are_joined_over_a_pole() -> None:
    parts = great_circle((10.0, 20.0), (-170.0, -20.0))
    assert _length_km(parts) == pytest.approx(math.pi * EARTH_RADIUS_KM, rel=1e-6)


def test_one_point_has_no_line() -> None:
    assert great_circle((5.0, 6.0), (5.0, 6.0)) == []
