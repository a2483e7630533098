"""Parts of cities, from `parts_of_cities.csv`: what GeoNames lists as a place and is a quarter.

`dual_places.csv` says of each dual place what lies in it; here stand the exceptions to that, and
the quarters of other cities.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow

COLUMNS = ("place_id", "name", "country", "is_part", "reason", "source", "date")


def read_parts(path: Path) -> Mapping[int, bool]:
    """Read, by GeoNames id, whether a populated place is a part of a city.

    Raises
    ------
    SourceError
        If a column, an id or a date is not understood, a place stands there twice, or a row gives
        no reason or source.
    """
    found: dict[int, bool] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        geonames_id = _checked_id(row)
        found[geonames_id] = row.values["is_part"] == "yes"
    return found


def _checked_id(row: WrittenRow) -> int:
    row.require("name", "country", "source")
    row.require_place_id("place_id")
    row.require_one_of("is_part", ("yes", "no"))
    value = row.values["place_id"]
    if not value.startswith("gn:"):
        raise row.refuse("place_id", "a populated place of GeoNames is meant: gn:<number>")
    return int(value.removeprefix("gn:"))
