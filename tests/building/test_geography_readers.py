"""Readers of ports, shipping lanes, altitudes and climate zones, on made-up miniatures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from PIL import Image

from release_build.readers.ports import LANES, PORTS, read_lanes, read_ports
from release_build.readers.world_grid import (
    DATA_SET,
    NAMES,
    OCEAN,
    PICTURE,
    read_altitudes,
    read_climate_map,
)
from sistercities.errors import BuildError, SourceError
from sistercities.sources.package_files import package_folder

HARBOUR = {"cty": "Drawnland", "name": "Harbour", "port": "QDHBR", "t": 1.0, "to_cty": ["QE"]}


def at(longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def collection(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path.parent


def test_ports_have_code_country_point_and_mark(tmp_path: Path) -> None:
    quiet = {"cty": "Drawnland", "name": "Quiet Bay", "port": "QDQBY", "t": None}
    dry = {**quiet, "name": "Dry Dock", "port": "QD", "t": 0.0}
    collection(tmp_path / PORTS, at(1.5, -2.5, **HARBOUR), at(3, 4, **quiet), at(5, 6, **dry))
    first, second, third = read_ports(tmp_path)
    assert (first.code, first.country, first.name) == ("QDHBR", "QD", "Harbour")
    assert (first.longitude, first.latitude) == (1.5, -2.5)
    assert [one.is_terminal for one in (first, second, third)] == [True, None, False]


@pytest.mark.parametrize(
    ("odd", "column"),
    [
        (at(1, 2, **HARBOUR, mood="calm"), "mood"),
        (at(1, 2, cty="Drawnland", name="Harbour", port="QDHBR"), "t"),
        (at(1, 2, **{**HARBOUR, "port": "harbour"}), "port"),
        (at(1, 2, **{**HARBOUR, "t": 2}), "t"),
        (at(1, 95, **HARBOUR), "latitude"),
        ({"properties": HARBOUR}, "geometry"),
    ],
)
def test_a_port_of_another_shape_is_refused(
    tmp_path: Path, odd: dict[str, Any], column: str
) -> None:
    collection(tmp_path / PORTS, at(1.5, -2.5, **HARBOUR), odd)
    with pytest.raises(SourceError) as caught:
        read_ports(tmp_path)
    assert (caught.value.row, caught.value.column) == (2, column)


def test_lanes_are_lines_also_where_one_has_several_pieces(tmp_path: Path) -> None:
    line = {"geometry": {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}, "properties": {}}
    pieces = [[[4, 5], [6, 7]], [[8, 9], [10, 11]]]
    split = {"geometry": {"type": "MultiLineString", "coordinates": pieces}, "properties": {}}
    collection(tmp_path / LANES, line, split)
    assert [lane.tolist() for lane in read_lanes(tmp_path)] == [[[0, 1], [2, 3]], *pieces]
    collection(tmp_path / LANES, at(1, 2))
    with pytest.raises(SourceError, match="a lane is a line"):
        read_lanes(tmp_path)


def altitudes(path: Path, steps: Any) -> Path:
    with h5py.File(path, "w") as file:
        file[DATA_SET] = np.asarray(steps)
    return path


def test_altitudes_are_steps_above_the_sea_and_nothing_below_it(tmp_path: Path) -> None:
    # Two rows of four cells: the north from 180 degrees west on, then the south.
    steps = np.array([[16, 17, 255, 15], [52, 250, 0, 16]], dtype=np.uint8)
    grid = read_altitudes(altitudes(tmp_path / "a.h5", steps))
    assert grid.at(np.array([-179.0, -1.0, -179.0]), np.array([1.0, 1.0, -1.0])).tolist() == [
        -2.0,
        26.0,
        1006.0,
    ]
    assert np.isnan(grid.at(np.array([1.0, 179.0, 1.0]), np.array([45.0, 45.0, -45.0]))).all()


def test_a_point_at_the_edge_of_the_map_has_a_cell(tmp_path: Path) -> None:
    steps = np.array([[16, 17, 18, 19], [20, 21, 22, 23]], dtype=np.uint8)
    grid = read_altitudes(altitudes(tmp_path / "a.h5", steps))
    edges = grid.at(np.array([180.0, -180.0, 0.0]), np.array([90.0, 0.0, -90.0]))
    assert edges.tolist() == [-2.0, 20 * 28 - 450.0, 22 * 28 - 450.0]
    east, north = grid.centres(np.array([0, 1]), np.array([0, 3]))
    assert (east.tolist(), north.tolist()) == ([-135.0, 135.0], [45.0, -45.0])


def test_altitudes_of_another_shape_are_refused(tmp_path: Path) -> None:
    for number, odd in enumerate((np.zeros((2, 2), dtype=np.uint8), np.zeros((2, 4)))):
        with pytest.raises(SourceError, match="twice as wide"):
            read_altitudes(altitudes(tmp_path / f"{number}.h5", odd))
    (tmp_path / "torn.h5").write_bytes(b"no grid")
    with pytest.raises(SourceError, match="install pvlib again"):
        read_altitudes(tmp_path / "torn.h5")


def climate(
    folder: Path, cells: Any, zones: str = ",kg_zone,zoneNum\n1,Cfb,1\n2,Ocean,2\n"
) -> Path:
    Image.fromarray(np.asarray(cells, dtype=np.uint8)).save(folder / PICTURE)
    (folder / NAMES).write_text(zones)
    return folder


def test_climate_zones_have_their_letters(tmp_path: Path) -> None:
    found = read_climate_map(climate(tmp_path, [[1, 2, 2, 2], [2, 2, 2, 1]]))
    assert found.names == {1: "Cfb", 2: OCEAN}
    assert found.grid.at(np.array([-100.0, 100.0]), np.array([45.0, 45.0])).tolist() == [1, 2]


def test_a_climate_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not name it"):
        read_climate_map(climate(tmp_path, [[1, 2, 2, 3], [2, 2, 2, 1]]))
    with pytest.raises(SourceError, match="letters such as Cfb"):
        read_climate_map(climate(tmp_path, [[1, 1]], ",kg_zone,zoneNum\n1,Mild,1\n"))
    with pytest.raises(SourceError, match="twice as wide"):
        read_climate_map(climate(tmp_path, [[1, 1]] * 2))
    (tmp_path / PICTURE).write_bytes(b"no picture")
    with pytest.raises(SourceError, match="no whole picture"):
        read_climate_map(tmp_path)


def test_a_package_that_is_missing_is_said_with_the_way_to_get_it() -> None:
    with pytest.raises(BuildError, match=r"make .venv/.build"):
        package_folder("no_such_package_of_ports")
