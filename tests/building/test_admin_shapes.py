"""Shapes of an archive of TopoJSON: rings joined from arcs, some of them backwards."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from release_build.readers.admin_shapes import read_shapes
from sistercities.errors import BuildError, SourceError

TRANSFORM = {"scale": [0.5, 0.5], "translate": [10.0, 20.0]}
ARCS = [
    [[0, 0], [4, 0]],  # the border of both squares, from the left to the right
    [[4, 0], [0, 4], [-4, 0], [0, -4]],  # the rest of the upper one
    [[0, 0], [0, -4], [4, 0], [0, 4]],  # the rest of the lower one
]
UPPER = {"type": "Polygon", "arcs": [[0, 1]]}
LOWER = {"type": "MultiPolygon", "arcs": [[[2, -1]]]}


def _archive(folder: Path, shapes: list[dict]) -> Path:
    topology = {
        "transform": TRANSFORM,
        "arcs": ARCS,
        "objects": {"admin1": {"geometries": shapes}},
    }
    path = folder / "made.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, held in (("_index.json", {}), ("XX.json", topology)):
            raw = json.dumps(held).encode()
            member = tarfile.TarInfo(f"admin1/{name}")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def test_rings_are_closed_and_in_degrees(tmp_path: Path) -> None:
    (upper,), (lower,) = read_shapes(_archive(tmp_path, [UPPER, LOWER]))
    assert upper.tolist() == [[10, 20], [12, 20], [12, 22], [10, 22], [10, 20]]
    assert lower.tolist() == [[10, 20], [10, 18], [12, 18], [12, 20], [10, 20]]


def test_what_is_not_understood_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"XX\.json.*type.*LineString"):
        read_shapes(_archive(tmp_path, [{"type": "LineString", "arcs": []}]))
    with pytest.raises(SourceError, match="fetch it again"):
        read_shapes(_archive(tmp_path, [{"type": "Polygon", "arcs": [[99]]}]))
    (tmp_path / "not.tgz").write_bytes(b"x")
    with pytest.raises(BuildError, match="cannot be read"):
        read_shapes(tmp_path / "not.tgz")
