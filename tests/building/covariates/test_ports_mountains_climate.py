"""Ports, mountains and climate of cities in a drawn world."""

from __future__ import annotations

import numpy as np
import pytest

from release_build.covariates.climate import climate_rows
from release_build.covariates.mountains import is_mountain, mountain_rows
from release_build.covariates.sea_ports import port_rows, reached_by_ships
from release_build.readers.ports import Port
from release_build.readers.world_grid import OCEAN, ClimateMap, WorldGrid
from sistercities.dataset.globe import EARTH_RADIUS_KM, unit_vectors
from sistercities.terms.places import Place

DEGREE = EARTH_RADIUS_KM * np.pi / 180
COAST = unit_vectors(np.zeros(2001), np.linspace(-10.0, 10.0, 2001))
"""The sea lies west of the meridian of 0 degrees."""

NO_LANE = (np.array([[-50.0, 0.0], [-50.0, 1.0]]),)


def km(along: float) -> float:
    return along / DEGREE


def city(
    number: int, east: float, north: float = 0.0, country: str = "QA", **more: object
) -> Place:
    return Place(
        f"gn:{number}", str(more.get("name", f"City {number}")), "", "city", country, "",
        latitude=north, longitude=east,
    )  # fmt: skip


def port(
    east_km: float, mark: bool | None = None, name: str = "Haven", country: str = "QA"
) -> Port:
    return Port(f"{country}HVN", name, km(east_km), 0.0, mark)


def facts(
    *cities: Place, ports: list[Port], lanes: tuple[object, ...] = NO_LANE
) -> dict[str, dict]:
    found: dict[str, dict] = {one.place_id: {} for one in cities}
    for row in port_rows({one.place_id: one for one in cities}, ports, lanes, COAST):  # type: ignore[arg-type]
        found[row["place_id"]][row["variable"]] = row["value"]
    return found


def test_a_place_of_the_list_is_a_port_by_the_sea_or_with_a_terminal_near_it() -> None:
    kept = [port(4), port(90, True)]
    dropped = [port(6), port(6, False), port(110, True)]
    assert reached_by_ships([*kept, *dropped], NO_LANE, COAST) == kept


def test_a_lane_makes_ports_far_from_the_sea() -> None:
    river = (np.array([[km(300), -1.0], [km(300), 1.0]]),)
    kept = [port(304), port(281, True)]
    assert reached_by_ships([*kept, port(306), port(279, True)], river, COAST) == kept


def test_a_city_has_the_port_within_25_km_of_its_own_country() -> None:
    found = facts(
        city(1, km(24)), city(2, km(27)), city(3, km(3), country="QB"),
        ports=[port(1), Port("QBFAR", "Far", km(1), 5.0, True)],
    )  # fmt: skip
    assert found["gn:1"] == {
        "km_to_port": pytest.approx(23, abs=0.1), "has_port": 1.0,
    }  # fmt: skip
    assert found["gn:2"] == {
        "km_to_port": pytest.approx(26, abs=0.1), "has_port": 0.0, "has_port_terminal": 0.0,
    }  # fmt: skip
    assert found["gn:3"]["has_port"] == 0.0
    assert found["gn:3"]["km_to_port"] > 500


def test_a_terminal_is_known_where_the_list_says_so() -> None:
    marks = {(True, None): 1.0, (False, False): 0.0, (False, True): 1.0}
    for given, due in marks.items():
        found = facts(city(1, km(3)), ports=[port(1, one) for one in given])
        assert found["gn:1"]["has_port_terminal"] == due
    assert "has_port_terminal" not in facts(city(1, km(3)), ports=[port(1), port(2, False)])["gn:1"]


def test_a_terminal_of_the_name_of_the_city_may_lie_farther_off() -> None:
    big = city(1, km(51), name="Hávēn")
    assert facts(big, ports=[port(1, True, "Haven")])["gn:1"]["has_port"] == 1.0
    assert facts(big, ports=[port(1, None, "Haven")])["gn:1"]["has_port"] == 0.0
    assert facts(city(1, km(65), name="Haven"), ports=[port(1, True)])["gn:1"]["has_port"] == 0.0


def test_where_the_list_has_no_port_of_a_country_only_inland_is_known_to_have_none() -> None:
    found = facts(city(1, km(20)), city(2, km(150)), ports=[port(1, country="QZ")])
    assert found["gn:1"] == {}
    assert found["gn:2"] == {"has_port": 0.0, "has_port_terminal": 0.0}


def world_of(height: float, **cells: float) -> WorldGrid[np.float64]:
    """Make an isle of one height, but for cells named by row and column around the equator at 0."""
    grid = np.full((2160, 4320), np.nan)
    grid[1070:1090, 2150:2170] = height
    for name, value in cells.items():
        row, column = (int(part) for part in name[1:].split("_"))
        grid[1080 + row, 2160 + column] = value
    return WorldGrid(grid)


def around(grid: WorldGrid[np.float64], *, east: float = 1 / 24, north: float = -1 / 24) -> dict:
    one = city(1, east, north)
    return {row["variable"]: row["value"] for row in mountain_rows({"gn:1": one}, grid)}


def test_relief_is_that_of_the_cells_within_12_km() -> None:
    # The city lies in the middle of cell (0, 0): neighbours are 9.3 km off, corners 13 km.
    found = around(world_of(500.0, r0_1=900.0, r1_1=3000.0, r0_2=3000.0))
    assert found == {"mean_altitude": 580.0, "relief": 400.0, "is_mountain": 1.0}


def test_a_plateau_is_a_mountain_from_2500_m_alone() -> None:
    assert around(world_of(1700.0))["is_mountain"] == 0.0
    assert around(world_of(2600.0)) == {
        "mean_altitude": 2600.0, "relief": 0.0, "is_mountain": 1.0,
    }  # fmt: skip
    assert [is_mountain(*one) for one in ((299, 900), (300, 300), (300, 301), (2500, 0))] == [
        False, False, True, True,
    ]  # fmt: skip


def test_on_a_small_island_nothing_is_said_of_mountains() -> None:
    sea = np.full((2160, 4320), np.nan)
    sea[1080, 2160:2162] = 400.0
    assert around(WorldGrid(sea)) == {}


def climate(cells: np.ndarray) -> ClimateMap:
    return ClimateMap(WorldGrid(cells), {1: "Cfb", 2: "Aw", 9: OCEAN})


def zones(grid: ClimateMap, *cities: Place) -> dict[str, str]:
    return {
        row["place_id"]: row["word"]
        for row in climate_rows({one.place_id: one for one in cities}, grid)
    }


def test_a_city_has_the_climate_of_its_cell_or_of_the_nearest_land() -> None:
    cells = np.full((2160, 4320), 9, dtype=np.uint8)
    cells[1080, 2160], cells[1080, 2163] = 1, 2
    half = 1 / 24
    found = zones(
        climate(cells),
        city(1, half, -half),
        city(2, half + 1.4 / 12, -half),
        city(3, half + 1.6 / 12, -half),
        city(4, half + 12 / 12, -half),
    )
    assert found == {"gn:1": "Cfb", "gn:2": "Cfb", "gn:3": "Aw"}


def test_the_nearest_land_may_lie_across_the_edge_of_the_map() -> None:
    cells = np.full((2160, 4320), 9, dtype=np.uint8)
    cells[1080, 0] = 2
    assert zones(climate(cells), city(1, 179.99, -1 / 24)) == {"gn:1": "Aw"}
