"""The outline of land: borders vanish, specks are left out, lakes stay."""

from __future__ import annotations

import io
import json
import tarfile
from itertools import pairwise
from pathlib import Path

from shapely.geometry import Polygon

from release_build.pages.world_outline import PER_DEGREE, land_rings, write_outline


def _square(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _archive(folder: Path) -> Path:
    """Two countries side by side, one with a lake; specks; land far south, large and small."""
    countries = {
        "AA": [[_square(0, 0, 10), _square(3, 3, 4)], [_square(30, 0, 0.1)]],
        "BB": [[_square(10, 0, 10)]],
        "CC": [[_square(50, -80, 10)], [_square(90, -80, 3)]],
    }
    path = folder / "made.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, polygons in countries.items():
            arcs: list[list[list[float]]] = []
            shape: list[list[list[int]]] = []
            for rings in polygons:
                shape.append([])
                for ring in rings:
                    steps = [ring[0]]
                    for (x0, y0), (x1, y1) in pairwise(ring):
                        steps.append([x1 - x0, y1 - y0])
                    shape[-1].append([len(arcs)])
                    arcs.append(steps)
            topology = {
                "transform": {"scale": [1, 1], "translate": [0, 0]},
                "arcs": arcs,
                "objects": {"admin1": {"geometries": [{"type": "MultiPolygon", "arcs": shape}]}},
            }
            raw = json.dumps(topology).encode()
            member = tarfile.TarInfo(f"admin1/{name}.json")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def _areas(rings: list[list[int]]) -> list[float]:
    found = []
    for steps in rings:
        x = y = 0
        points = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / PER_DEGREE, y / PER_DEGREE))
        found.append(Polygon(points).area)
    return found


def test_neighbours_are_one_land_with_its_lake(tmp_path: Path) -> None:
    land, lake, south = _areas(land_rings(_archive(tmp_path)))
    assert abs(land - 200) < 4
    assert abs(lake - 16) < 1
    assert abs(south - 100) < 2


def test_the_same_shapes_give_the_same_bytes(tmp_path: Path) -> None:
    archive = _archive(tmp_path)
    for name in ("one.json", "two.json"):
        write_outline(archive, tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text())["per_degree"] == PER_DEGREE
