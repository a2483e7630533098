"""Outlines of countries, from the first-level shapes of Natural Earth as TopoJSON in one archive.

An arc that one shape alone uses bounds the country: it is coast, or border to another file. Files
are quantised each on its own grid, so the same border lies a little apart in two of them.
"""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import BuildError, SourceError

_INDEX = "_index.json"
_PROPERTIES = {"name", "name_local", "code", "type_en", "region", "gn_id"}
_ADVICE = "the archive holds one TopoJSON of first-level shapes a country; fetch it again"


@dataclass(frozen=True)
class Outline:
    """What bounds one country.

    Attributes
    ----------
    country
        Name of its file: ISO 3166-1 alpha-2, or "-9" for what has no code.
    lines
        Arcs, each an array of shape (points, 2): longitude and latitude in degrees.
    holes
        Likewise the arcs around holes: lakes and other countries inside this one.
    grid
        Width and height of the grid that the points are rounded to, in degrees.
    """

    country: str
    lines: tuple[NDArray[np.float64], ...]
    holes: tuple[NDArray[np.float64], ...]
    grid: tuple[float, float]


def read_outlines(path: Path) -> tuple[Outline, ...]:
    """Read the outline of every country, sorted by file.

    Raises
    ------
    BuildError
        If the archive cannot be read.
    SourceError
        If a file is no TopoJSON of the shape this reader knows.
    """
    return tuple(sorted(_outlines(path), key=lambda one: one.country))


def _outlines(path: Path) -> Iterator[Outline]:
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                name = Path(member.name).name
                stream = archive.extractfile(member)
                if stream is not None and name != _INDEX:
                    yield _outline(name, stream.read())
    except (OSError, EOFError, tarfile.TarError) as problem:
        raise BuildError(f"{path}: cannot be read ({problem}); fetch it again") from problem


def _outline(file: str, raw: bytes) -> Outline:
    try:
        topology = json.loads(raw)
        shapes = topology["objects"]["admin1"]["geometries"]
        arcs = topology["arcs"]
        scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    except (ValueError, KeyError, TypeError) as problem:
        raise SourceError(file, 1, "(all)", str(problem), _ADVICE) from problem
    uses: Counter[int] = Counter()
    in_holes: set[int] = set()
    for number, shape in enumerate(shapes):
        outer, inner = _arcs(file, number, shape)
        uses.update(outer | inner)
        in_holes |= inner
    drawn = {
        arc: np.cumsum(np.asarray(arcs[arc], dtype=np.float64), axis=0) * scale + origin
        for arc in sorted(uses)
        if uses[arc] == 1
    }
    return Outline(
        file.removesuffix(".json"),
        tuple(line for arc, line in drawn.items() if arc not in in_holes),
        tuple(line for arc, line in drawn.items() if arc in in_holes),
        (float(scale[0]), float(scale[1])),
    )


def _arcs(file: str, number: int, shape: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Return the arcs around a shape and around its holes; a negative one runs the other way."""
    if shape.get("properties", {}).keys() != _PROPERTIES:
        odd = sorted(shape.get("properties", {}).keys() ^ _PROPERTIES)[0]
        raise SourceError(file, number, odd, odd, _ADVICE)
    if shape.get("type") not in {"Polygon", "MultiPolygon"}:
        raise SourceError(file, number, "type", shape.get("type"), _ADVICE)
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    outer = {_forward(arc) for rings in polygons for arc in rings[0]}
    inner = {_forward(arc) for rings in polygons for ring in rings[1:] for arc in ring}
    return outer, inner


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc
