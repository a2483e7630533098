"""Districts of Germany beyond the universe, at the mean of their municipalities.

No gazetteer of ours has the Landkreise. The first five digits of the official code of a
municipality are those of its district; `district_codes_de.csv` says which place of ours each is.
The people of districts are facts like those of other places (`place_facts_kreise.csv`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from release_build.gazetteer.label_point import Point
from release_build.region_points import MEAN, mean_point
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

FILE = "district_codes_de.csv"
COLUMNS = ("place_id", "code", "name", "reason", "source", "date")
_COUNTRY, _DIGITS = "DE", 5


def read_district_codes(path: Path) -> dict[str, str]:
    """Read the code of each district, by place id.

    Raises
    ------
    SourceError
        If a value is not understood, or a place or a code stands there twice.
    """
    found: dict[str, str] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        row.require_place_id("place_id")
        row.require_round_number("code")
        code = row.values["code"]
        if len(code) != _DIGITS:
            raise row.refuse("code", f"write the {_DIGITS} digits that its municipalities share")
        if code in found.values():
            raise row.refuse("code", "a row above has this code; keep one of them")
        found[row.values["place_id"]] = code
    return found


def with_points_of_districts(
    places: Mapping[str, Place], everywhere: Mapping[str, Place], codes: Mapping[str, str]
) -> dict[str, Place]:
    """Put districts without a point at the mean of their municipalities.

    Parameters
    ----------
    places
        The places to complete, by id.
    everywhere
        Every place known, those of the lists of municipalities with their codes.
    codes
        Code of each district by place id, as `read_district_codes` returns them.

    Raises
    ------
    BuildError
        If a row names a district that is no place, or that has no municipality with a point.
    """
    points = _points_by_district(everywhere.values())
    if odd := [one for one, code in codes.items() if one not in everywhere or code not in points]:
        raise BuildError(
            f"data/decisions/{FILE}: no place, or one without municipalities: "
            f"{', '.join(odd[:5])}; take the row out or correct its id or code"
        )
    found = dict(places)
    for place_id, code in codes.items():
        place = places.get(place_id)
        if place is not None and place.latitude is None:
            longitude, latitude = mean_point(points[code])
            found[place_id] = replace(
                place, longitude=longitude, latitude=latitude, point_source=MEAN
            )
    return found


def _points_by_district(places: Iterable[Place]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for place in places:
        if place.country != _COUNTRY or not place.municipality_code:
            continue
        if place.latitude is not None and place.longitude is not None:
            found[place.municipality_code[:_DIGITS]].append((place.longitude, place.latitude))
    return found
