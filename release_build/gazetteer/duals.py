"""Dual places: a city and the first-level unit that is the same place, from `dual_places.csv`.

`inside` says what the populated places in it are: `parts` of the city, or `municipalities`, of
which only what a municipality or a ward contains is a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_region_code

Inside = Literal["parts", "municipalities"]
COLUMNS = (
    "place_id", "region_id", "region_iso", "name", "reason", "source", "inside", "inside_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DualPlace:
    """One row of `dual_places.csv`: a city and the first-level unit that is the same place."""

    place_id: int
    region_id: int | None
    region_iso: str
    name: str
    inside: Inside = "parts"


def read_dual_places(path: Path) -> tuple[DualPlace, ...]:
    """Read `dual_places.csv`.

    Raises
    ------
    SourceError
        If a column, an id, a region code or a verdict on what lies inside is not understood, a
        place stands there twice, or a row gives no reason or source.
    """
    found: dict[int, DualPlace] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        dual = _dual_place(row)
        found[dual.place_id] = dual
    return tuple(found.values())


def _dual_place(row: WrittenRow) -> DualPlace:
    row.require("place_id", "region_iso", "name", "source", "inside_reason")
    row.require_one_of("inside", get_args(Inside))
    region_iso = row.values["region_iso"]
    if not (is_region_code(region_iso) or len(region_iso) == len("SG")):
        raise row.refuse("region_iso", "write an ISO 3166-2 code, or the code of a city state")
    place_id, region_id = _geonames_number(row, "place_id"), _geonames_number(row, "region_id")
    if place_id is None:
        raise row.refuse("place_id", "every row states it; fill it in")
    inside = cast("Inside", row.values["inside"])
    return DualPlace(place_id, region_id, region_iso, row.values["name"], inside)


def _geonames_number(row: WrittenRow, column: str) -> int | None:
    value = row.values[column]
    row.require_place_id(column, may_be_blank=True)
    if value and not value.startswith("gn:"):
        raise row.refuse(column, "a dual place is merged by its GeoNames id: gn:<number>")
    return int(value.removeprefix("gn:")) if value else None
