"""Points that no gazetteer gives, typed: atolls, districts of Seoul, former districts of Germany.

`region_points.csv` has a row for each region that has no shape and no place of ours, and
`town_points.csv` for each municipality or part of one. Those of towns are known before facts on
cities are gathered, and after names are resolved: no typed point decides on a name. The build
fails on a row that speaks of no place, or of one that has a point without it; a town that the
gazetteer has `MISPLACED_KM` or more from where it stands (Dubai) is moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from release_build.gazetteer.label_point import Point
from release_build.region_points import DECISIONS
from sistercities.dataset.distance import km_between
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

MISPLACED_KM = 10.0
REGIONS, TOWNS = "region_points.csv", "town_points.csv"
COLUMNS = ("place_id", "name", "latitude", "longitude", "reason", "date")


def read_typed_points(path: Path) -> dict[str, Point]:
    """Read the typed points by place id, as longitude and latitude in degrees.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    """
    found: dict[str, Point] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        values = row.values
        row.require("name", "latitude", "longitude")
        row.require_place_id("place_id")
        row.require_degrees("latitude", 90.0)
        row.require_degrees("longitude", 180.0)
        found[values["place_id"]] = float(values["longitude"]), float(values["latitude"])
    return found


def with_town_points(places: Mapping[str, Place], path: Path) -> dict[str, Place]:
    """Give municipalities, and parts of them, the points of `town_points.csv`.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    BuildError
        If a row speaks of no place, or of one that has a point near the one that is typed.
    """
    typed = read_typed_points(path)
    needed = {one: at for one, at in typed.items() if not _is_far(places.get(one), at)}
    require_needed_points(needed, places, path.name)
    return dict(places) | {
        one: replace(places[one], longitude=at[0], latitude=at[1], point_source=DECISIONS)
        for one, at in typed.items()
    }


def _is_far(place: Place | None, typed: Point) -> bool:
    """Whether the gazetteer has a place far from where it stands."""
    if place is None or place.latitude is None or place.longitude is None:
        return False
    return km_between((place.latitude, place.longitude), (typed[1], typed[0])) >= MISPLACED_KM


def require_needed_points(
    typed: Mapping[str, Point], places: Mapping[str, Place], file: str = REGIONS
) -> None:
    """Refuse points of what is no place, or has one by itself.

    Raises
    ------
    BuildError
        If there is such a row.
    """
    odd = [one for one in typed if one not in places or places[one].latitude is not None]
    if odd:
        problem = f"data/decisions/{file}: no place, or one that has a point: {', '.join(odd[:5])}"
        raise BuildError(f"{problem}; take the row out or correct its id")
