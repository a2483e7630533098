"""A line over the pole is drawn lower: it leaves both ends, turns once, and keeps off the edge."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sistercities.report.export_formats.great_circles import great_circle
from sistercities.report.maps.over_the_pole import bow, highest_drawn

MOSCOW, SEATTLE, NEW_YORK = (37.6, 55.8), (-122.3, 47.6), (-74.0, 40.7)
NINGBO, PARIS, USHUAIA, HOBART = (121.5, 29.9), (2.3, 48.9), (-68.3, -54.8), (147.3, -42.9)


@pytest.mark.parametrize("ends", [(NINGBO, (116.4, 39.9)), (PARIS, NEW_YORK), (PARIS, PARIS)])
def test_a_line_far_from_the_poles_is_the_shortest(ends: tuple[tuple[float, float], ...]) -> None:
    assert highest_drawn(great_circle(*ends, 200.0)) is None


@pytest.mark.parametrize("ends", [(MOSCOW, SEATTLE), (NINGBO, NEW_YORK), (USHUAIA, HOBART)])
def test_a_line_near_a_pole_turns_once_well_before_it(
    ends: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    highest = highest_drawn(great_circle(*ends, 200.0))
    assert highest is not None
    assert 65 < abs(highest) <= 76
    parts = bow(*ends, highest, 400)
    points = [point for part in parts for point in part]
    assert points[0] == ends[0]
    assert points[-1] == pytest.approx(ends[1])
    latitudes = [y for _, y in points]
    assert max(map(abs, latitudes)) == pytest.approx(abs(highest), abs=0.01)
    slopes = [after - before for before, after in pairwise(latitudes) if after != before]
    assert sum((one > 0) != (other > 0) for one, other in pairwise(slopes)) == 1
    for part in parts:
        assert all(abs(after[0] - before[0]) < 2 for before, after in pairwise(part))


@pytest.mark.parametrize(
    ("peak", "highest"), [(65.0, None), (77.5, 70.5), (90.0, 76.0), (-65.0, None), (-90.0, -76.0)]
)
def test_above_65_degrees_a_line_is_drawn_lower_and_over_the_pole_at_76(
    peak: float, highest: float | None
) -> None:
    assert highest_drawn([[(0.0, peak)]]) == highest


def test_it_is_cut_where_the_shortest_line_is() -> None:
    vladivostok = (131.9, 43.1)
    highest = highest_drawn(great_circle(vladivostok, NEW_YORK, 200.0))
    assert highest is not None
    (*_, west), (east, *_) = bow(vladivostok, NEW_YORK, highest, 48)
    assert (west[0], east[0]) == (180.0, -180.0)
    assert west[1] == pytest.approx(east[1])


def test_the_closer_to_the_pole_the_higher_and_an_end_beyond_is_the_highest() -> None:
    tops = [highest_drawn([[(0.0, peak)]]) for peak in (66.0, 75.0, 89.0)]
    assert tops == sorted(tops)
    ny_alesund = (11.9, 78.9)
    points = [point for part in bow(ny_alesund, SEATTLE, 70.0, 100) for point in part]
    assert max(y for _, y in points) == pytest.approx(78.9)
