"""Points of regions that have no shape and no place of ours, typed: atolls, parishes of Jersey.

`region_points.csv` has a row for each. The build fails on a row that speaks of no place, or of one
that has a point without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from release_build.gazetteer.label_point import Point
from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place

NAME = "region_points.csv"
COLUMNS = ("place_id", "name", "latitude", "longitude", "reason", "date")


def read_typed_points(path: Path) -> dict[str, Point]:
    """Read the typed points by place id, as longitude and latitude in degrees.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    """
    found: dict[str, Point] = {}
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require("name", "latitude", "longitude", "reason")
        row.require_place_id("place_id")
        row.require_degrees("latitude", 90.0)
        row.require_degrees("longitude", 180.0)
        row.require_day("date")
        if values["place_id"] in found:
            raise row.refuse("place_id", "a row above has this place; keep one of them")
        found[values["place_id"]] = float(values["longitude"]), float(values["latitude"])
    return found


def require_needed_points(typed: Mapping[str, Point], places: Mapping[str, Place]) -> None:
    """Refuse points of what is no place, or has one by itself.

    Raises
    ------
    BuildError
        If there is such a row.
    """
    odd = [one for one in typed if one not in places or places[one].latitude is not None]
    if odd:
        problem = f"data/decisions/{NAME}: no place, or one that has a point: {', '.join(odd[:5])}"
        raise BuildError(f"{problem}; take the row out or correct its id")
