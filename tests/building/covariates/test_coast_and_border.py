"""Coast and border of drawn countries, and distances on a globe."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from release_build.covariates.coast_and_border import (
    SPACING_KM,
    RiverReach,
    coast_and_borders,
    geography_rows,
    nearest_km,
    read_rivers,
)
from release_build.readers.admin_outlines import Outline
from sistercities.dataset.globe import EARTH_RADIUS_KM, chord, ground_km, unit_vectors
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

GRID = (0.001, 0.001)
DEGREE_KM = EARTH_RADIUS_KM * math.pi / 180


def line(*points: tuple[float, float]) -> NDArray[np.float64]:
    return np.array(points, dtype=np.float64)


def at(longitude: float, latitude: float) -> NDArray[np.float64]:
    return unit_vectors(np.array([longitude]), np.array([latitude]))


WEST = Outline(
    "QW",
    (line((10.0, 0.0), (5.0, 0.0), (5.0, 4.0), (10.0, 4.0)), line((10.0, 4.0), (10.0, 0.0))),
    (line((7.0, 2.0), (7.2, 2.0), (7.2, 2.2), (7.0, 2.0)),),
    GRID,
)
EAST = Outline(
    "QE", (line((10.0, 0.0), (15.0, 0.0), (15.0, 4.0), (10.0, 4.0), (10.0, 0.0)),), (), GRID
)


def test_what_two_countries_share_is_border_and_the_rest_is_coast() -> None:
    lines = coast_and_borders([WEST, EAST])
    inside = at(9.0, 2.0)
    assert nearest_km(inside, lines.border)[0] == pytest.approx(DEGREE_KM, rel=0.001)
    assert nearest_km(inside, lines.coast)[0] == pytest.approx(2 * DEGREE_KM, rel=0.001)
    # Halfway along the shared line the sea is two degrees away, though the line bounds both.
    assert nearest_km(at(10.0, 2.0), lines.coast)[0] == pytest.approx(2 * DEGREE_KM, rel=0.01)


def test_the_shore_of_a_hole_is_no_coast() -> None:
    lines = coast_and_borders([WEST, EAST])
    assert nearest_km(at(7.1, 2.05), lines.coast)[0] > 1.5 * DEGREE_KM
    without = Outline("QW", (*WEST.lines, *WEST.holes), (), GRID)
    assert nearest_km(at(7.1, 2.05), coast_and_borders([without, EAST]).coast)[0] < 10


def test_a_line_between_two_of_one_state_is_neither() -> None:
    third = Outline(
        "QT", (line((15.0, 0.0), (20.0, 0.0), (20.0, 4.0), (15.0, 4.0), (15.0, 0.0)),), (), GRID
    )
    lines = coast_and_borders([WEST, EAST, third], [("QE", "QT")])
    middle = at(15.0, 2.0)
    assert nearest_km(middle, lines.border)[0] == pytest.approx(5 * DEGREE_KM, rel=0.01)
    assert nearest_km(middle, lines.coast)[0] == pytest.approx(2 * DEGREE_KM, rel=0.01)


def test_a_river_between_two_outlines_of_a_border_is_no_coast() -> None:
    # For a tenth of a degree around latitude 2 the river is 4 km wide.
    bank = Outline(
        "QE",
        (
            line(
                (10.0, 0.0), (15.0, 0.0), (15.0, 4.0), (10.0, 4.0), (10.0, 2.05), (10.036, 2.05),
                (10.036, 1.95), (10.0, 1.95), (10.0, 0.0),
            ),
        ),
        (),
        GRID,
    )  # fmt: skip
    lines = coast_and_borders([WEST, bank])
    assert nearest_km(at(10.0, 2.0), lines.coast)[0] > 1.9 * DEGREE_KM
    assert nearest_km(at(10.0, 2.0), lines.border)[0] < 10


def test_the_shores_of_the_caspian_are_no_coast() -> None:
    shore = line((50.0, 40.0), (50.0, 41.0), (49.0, 41.0), (49.0, 40.0), (50.0, 40.0))
    pacific = line((60.0, 40.0), (61.0, 40.0), (61.0, 41.0), (60.0, 40.0))
    lines = coast_and_borders([Outline("AZ", (shore, pacific), (), GRID), WEST, EAST])
    assert nearest_km(at(50.0, 40.5), lines.coast)[0] > 5 * DEGREE_KM


def test_points_of_an_outline_lie_close_together() -> None:
    lines = coast_and_borders([WEST, EAST])
    along = unit_vectors(np.linspace(5.0, 9.95, 1001), np.zeros(1001))
    assert nearest_km(along, lines.coast).max() <= SPACING_KM


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((0.0, 0.0), (90.0, 0.0), EARTH_RADIUS_KM * math.pi / 2),
        ((179.5, 10.0), (-179.5, 10.0), None),
        ((0.0, 90.0), (123.0, -90.0), EARTH_RADIUS_KM * math.pi),
        ((116.4, 39.9), (121.5, 31.2), None),
    ],
)
def test_distances_agree_with_the_haversine(
    here: tuple[float, float], there: tuple[float, float], km: float | None
) -> None:
    if km is None:
        (east, north), (other_east, other_north) = (
            tuple(map(math.radians, point)) for point in (here, there)
        )
        haversine = (
            math.sin((other_north - north) / 2) ** 2
            + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
        )
        km = 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))
    apart = np.linalg.norm(at(*here) - at(*there), axis=1)
    assert ground_km(apart)[0] == pytest.approx(km, rel=1e-9)
    assert chord(km) == pytest.approx(apart[0], rel=1e-9)


def test_the_banks_of_a_river_are_no_coast() -> None:
    plain = coast_and_borders([WEST, EAST])
    assert nearest_km(at(6.0, 0.2), plain.coast)[0] == pytest.approx(0.2 * DEGREE_KM, rel=0.01)
    reach = RiverReach("Drawn River", 5.5, -0.1, 6.5, 0.1)
    without = coast_and_borders([WEST, EAST], (), [reach])
    assert nearest_km(at(6.0, 0.2), without.coast)[0] > 0.5 * DEGREE_KM
    np.testing.assert_array_equal(without.border, plain.border)
    with pytest.raises(BuildError, match="Dry River meets no coast"):
        coast_and_borders([WEST, EAST], (), [RiverReach("Dry River", 50.0, 50.0, 51.0, 51.0)])


def test_rivers_are_read_and_a_box_inside_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rivers.csv"
    head = "river,west,south,east,north,reason,date\n"
    path.write_text(f"{head}Drawn River,5.5,-0.1,6.5,0.1,so,2026-01-02\n")
    assert read_rivers(path) == (RiverReach("Drawn River", 5.5, -0.1, 6.5, 0.1),)
    path.write_text(f"{head}Drawn River,6.5,-0.1,5.5,0.1,so,2026-01-02\n")
    with pytest.raises(SourceError, match="western and southern edge"):
        read_rivers(path)


def test_the_distance_to_the_border_is_to_that_of_the_own_country() -> None:
    isle = Outline("QI", (line((20.0, 1.0), (21.0, 1.0), (21.0, 2.0), (20.0, 1.0)),), (), GRID)
    cities = {
        one.place_id: one
        for one in (
            Place("gn:1", "A", "", "city", "QW", "", latitude=2.0, longitude=9.0),
            Place("gn:2", "B", "", "city", "QI", "", latitude=1.2, longitude=20.8),
        )
    }
    rows = {
        (row["place_id"], row["variable"]): row["value"]
        for row in geography_rows(cities, coast_and_borders([WEST, EAST, isle]))
    }
    assert rows["gn:1", "km_to_land_border"] == pytest.approx(DEGREE_KM, rel=0.001)
    assert ("gn:2", "km_to_land_border") not in rows
    assert rows["gn:2", "is_coastal"] == 1.0
