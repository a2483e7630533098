"""Marks with numbers do not lie on each other, and stay where they have room."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sistercities.report.maps.apart import APART, moved_apart
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.tie_map import MapPlace, tie_map

SIZE = (720.0, 360.0)
_SPOTS = st.tuples(st.floats(200, 260), st.floats(150, 200))


@settings(max_examples=60, deadline=None)
@given(st.lists(_SPOTS, min_size=2, max_size=15))
def test_none_lies_on_another_nor_on_what_stays(points: list[tuple[float, float]]) -> None:
    kept = [(230.0, 175.0)]
    found = moved_apart(points, kept, SIZE)
    assert len(found) == len(points)
    assert all(math.dist(*pair) >= APART for pair in combinations([*found, *kept], 2))
    assert all(0 <= x <= SIZE[0] and 0 <= y <= SIZE[1] for x, y in found)


def test_what_has_room_stays_at_its_point() -> None:
    points = [(100.0, 100.0), (200.0, 100.0)]
    assert moved_apart(points, [(300.0, 100.0)], SIZE) == points


def test_a_mark_that_was_moved_leads_to_its_point() -> None:
    home = MapPlace("Home", 10.0, 50.0, "tie")
    near = [MapPlace(str(k), 12.0 + k / 10, 50.0, "suggested", str(k)) for k in range(1, 5)]
    far = MapPlace("9", 140.0, 35.0, "suggested", "9")
    drawn = str(tie_map(home, [*near, far], Caption("Title", "Words", identifier="map")).drawn)
    assert drawn.count("map-asked") == 5
    assert 1 <= drawn.count("map-leader") <= 4
