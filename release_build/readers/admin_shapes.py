"""First-level shapes of all countries as rings, from the TopoJSON of Natural Earth in one archive.

`admin_outlines` reads the same archive for what bounds a country; here every shape is whole.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


_PROPERTIES = {"name", "name_local", "code", "type_en", "region", "gn_id"}
IGNORED = ("type_en", "region", "gn_id")
"""Kind and part of the country, which GeoNames tells; ids, of which the archive has none."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One first-level shape with what it is called.

    Attributes
    ----------
    country
        Name of its file: ISO 3166-1 alpha-2, or "-9" for what has no code.
    code
        A code like those of ISO 3166-2; it may be of another edition or of another region.
    names
        In English and in local languages.
    polygons
        Outer ring and holes of each part.
    """

    country: str
    code: str
    names: tuple[str, ...]
    polygons: tuple[Polygon, ...]


def read_named_shapes(path: Path) -> tuple[Shape, ...]:
    """Read all shapes with their names, sorted by the file of their country.

    Raises
    ------
    BuildError
        If the archive cannot be read.
    SourceError
        If a file is no TopoJSON of the shape this reader knows, or a shape has other properties.
    """
    return tuple(
        _named(name, number, shape, polygons)
        for name, raw in sorted(_files(path))
        for number, (shape, polygons) in enumerate(_drawn(name, raw))
    )


def _named(file: str, number: int, shape: dict[str, Any], polygons: list[Polygon]) -> Shape:
    told = shape.get("properties", {})
    if told.keys() != _PROPERTIES:
        odd = sorted(told.keys() ^ _PROPERTIES)[0]
        raise SourceError(file, number, odd, told.get(odd), _ADVICE)
    written = f"{told['name'] or ''}|{told['name_local'] or ''}".split("|")
    names = dict.fromkeys(name.strip() for name in written if name.strip())
    return Shape(file.removesuffix(".json"), told["code"] or "", tuple(names), tuple(polygons))


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
    return tuple(
        polygon for name, raw in files for _, polygons in _drawn(name, raw) for polygon in polygons
    )


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


def _drawn(file: str, raw: bytes) -> list[tuple[dict[str, Any], list[Polygon]]]:
    """Return each shape as it is written, with its polygons."""
    try:
        topology = json.loads(raw)
        scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
        arcs = [
            np.cumsum(np.asarray(arc, dtype=np.float64), axis=0) * scale + origin
            for arc in topology["arcs"]
        ]
        shapes = topology["objects"]["admin1"]["geometries"]
        return [
            (
                shape,
                [
                    tuple(_ring(arcs, ring) for ring in polygon)
                    for polygon in _rings(file, number, shape)
                ],
            )
            for number, shape in enumerate(shapes)
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
