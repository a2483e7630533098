"""First-level shapes of all countries as rings, from the TopoJSON of Natural Earth in one archive.

`admin_outlines` reads the same archive for what bounds a country; here every shape is whole.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import BuildError, SourceError

_INDEX = "_index.json"
_ADVICE = "the archive holds one TopoJSON of first-level shapes a country; fetch it again"
Ring = NDArray[np.float64]
"""Points of a closed line, shape (points, 2): longitude and latitude in degrees."""
Polygon = tuple[Ring, ...]
"""An outer ring, then its holes."""


def read_shapes(path: Path) -> tuple[Polygon, ...]:
    """Read the polygons of all shapes, sorted by the file of their country.

    Raises
    ------
    BuildError
        If the archive cannot be read.
    SourceError
        If a file is no TopoJSON of the shape this reader knows.
    """
    files = sorted(_files(path))
    return tuple(polygon for name, raw in files for polygon in _polygons(name, raw))


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                name = Path(member.name).name
                stream = archive.extractfile(member)
                if stream is not None and name != _INDEX:
                    yield name, stream.read()
    except (OSError, EOFError, tarfile.TarError) as problem:
        raise BuildError(f"{path}: cannot be read ({problem}); fetch it again") from problem


def _polygons(file: str, raw: bytes) -> list[Polygon]:
    try:
        topology = json.loads(raw)
        scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
        arcs = [
            np.cumsum(np.asarray(arc, dtype=np.float64), axis=0) * scale + origin
            for arc in topology["arcs"]
        ]
        shapes = topology["objects"]["admin1"]["geometries"]
        return [
            tuple(_ring(arcs, ring) for ring in polygon)
            for number, shape in enumerate(shapes)
            for polygon in _rings(file, number, shape)
        ]
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise SourceError(file, 1, "(all)", str(problem), _ADVICE) from problem


def _rings(file: str, number: int, shape: dict[str, Any]) -> Sequence[Any]:
    kinds: dict[str, Sequence[Any]] = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}
    if shape.get("type") not in kinds:
        raise SourceError(file, number, "type", shape.get("type"), _ADVICE)
    return kinds[shape["type"]]


def _ring(arcs: Sequence[Ring], numbers: Sequence[int]) -> Ring:
    """Join arcs to a ring; a negative number is the arc of its complement, run backwards."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
