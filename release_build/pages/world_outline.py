"""Write the outline of the world's land that maps are drawn on, from shapes of Natural Earth.

Run `python -m release_build.pages.world_outline --shared FOLDER`. The first-level shapes of all
countries are joined to land without borders, simplified, and rounded to a tenth of a degree, which
is 0.05 mm on a map as wide as a page. What is too small to be seen is left out.
Needs shapely, which comes with the extra `export`; the outline is in the package, so that no user
needs this module.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from release_build.readers.admin_shapes import read_shapes
from sistercities.report.maps.land import ATTRIBUTION

ARCHIVE = Path("places-natural-earth") / "admin1_topojson.tgz"
MAPS = Path(__file__).parents[2] / "src" / "sistercities" / "report" / "maps"
TARGET = MAPS / "world_outline.json"
PER_DEGREE = 10
_SIMPLIFIED_BY = 0.2
"""Degrees by which a simplified line may leave the true one."""
_CLOSED_BY = 0.03
"""Degrees that close the gaps between files, each of which is rounded on its own grid."""
_SMALLEST_LAND, _SMALLEST_WATER = 0.15, 2.0
"""Square degrees below which land and inland water are left out."""
_ANTARCTIC, _SMALLEST_ANTARCTIC = -60.0, 12.0
"""South of this latitude degrees are small, and what is smaller than so many is left out."""
_FEWEST_POINTS = 3


def land_rings(path: Path) -> list[list[int]]:
    """Join the shapes of all countries to rings of land and of the water in it.

    Parameters
    ----------
    path
        The archive of first-level shapes.

    Returns
    -------
    list of list of int
        One ring each, the largest land first: longitude and latitude of the first point in tenths
        of a degree, then the steps from point to point; a ring in another is water (even-odd rule).
    """
    geometry, operations = import_module("shapely"), import_module("shapely.ops")
    shapes = [
        geometry.make_valid(geometry.Polygon(outer, inner)).buffer(_CLOSED_BY)
        for outer, *inner in read_shapes(path)
        if len(outer) > _FEWEST_POINTS
    ]
    land = geometry.simplify(operations.unary_union(shapes), _SIMPLIFIED_BY)
    kept = [
        each for each in land.geoms
        if each.area > (_SMALLEST_LAND if each.bounds[3] > _ANTARCTIC else _SMALLEST_ANTARCTIC)
    ]  # fmt: skip
    ordered = sorted(kept, key=lambda each: (-each.area, each.bounds))
    return [_steps(ring.coords) for each in ordered for ring in _rings(geometry, each)]


def _rings(geometry: Any, polygon: Any) -> Iterator[Any]:
    yield polygon.exterior
    for hole in polygon.interiors:
        if geometry.Polygon(hole).area > _SMALLEST_WATER:
            yield hole


def _steps(points: Sequence[tuple[float, float]]) -> list[int]:
    rounded = [(round(x * PER_DEGREE), round(y * PER_DEGREE)) for x, y in points]
    steps = list(rounded[0])
    for (x0, y0), (x1, y1) in pairwise(rounded):
        if (x1, y1) != (x0, y0):
            steps += [x1 - x0, y1 - y0]
    return steps


def write_outline(path: Path, target: Path = TARGET) -> None:
    """Write the outline as the maps read it."""
    rings = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in land_rings(path))
    head = json.dumps({"attribution": ATTRIBUTION, "per_degree": PER_DEGREE})[:-1]
    target.write_text(f'{head}, "rings": [\n{rings}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Write the outline of the world's land.")
    reader.add_argument("--shared", type=Path, required=True, help="folder of the snapshots")
    write_outline(reader.parse_args().shared / ARCHIVE)
