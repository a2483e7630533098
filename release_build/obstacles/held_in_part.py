"""Regions held in part: which of their places are suggested, and which only where they are named.

A source that says that parts of a region are held does not say on which side of the line a city
lies. Of such a region only places are suggested of which a page shows that they have their own
government; the others are assessed where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.obstacles import EVERYBODY
from sistercities.terms.places import Place

HELD_IN_PART_FILE = "obstacle_held_in_part.csv"
_COLUMNS = ("unit", "suggested", "as_of", "source_address", "reason", "date")


def read_held_in_part(
    path: Path, pairs: Iterable[ObstaclePair], places: Mapping[str, Place]
) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_held_in_part.csv`: by `pair_id`, codes of what is not suggested by itself.

    Parameters
    ----------
    path
        The file.
    pairs
        Rows of the source; each region has one on its status.
    places
        Every place known, by id.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a ruling is on no row of the source or on an older state of it, or names a place that
        lies elsewhere.
    """
    as_of = {pair.pair_id: pair.stated.as_of for pair in pairs}
    found: dict[str, tuple[str, ...]] = {}
    for row in ruling_rows(path, _COLUMNS, once=("unit",)):
        values = row.values
        row.require("unit", "as_of", "source_address")
        pair_id = f"special_status:{values['unit']}:{EVERYBODY}"
        if as_of.get(pair_id) != values["as_of"]:
            raise BuildError(
                f"data/decisions/{path.name}: the source has no row on {values['unit']} of "
                f"{values['as_of']}; read what it has and rule again"
            )
        found[pair_id] = _not_suggested(row, places)
    return found


def _not_suggested(row: WrittenRow, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the region as a whole, or its places one by one where some are suggested."""
    region, suggested = row.values["unit"], row.values["suggested"].split()
    if not suggested:
        return (region,)
    inside = {key for key, place in places.items() if place.region_iso == region}
    for one in suggested:
        if one not in inside:
            raise row.refuse("suggested", f"{one} is no place of {region}; give one that is")
    return tuple(sorted(inside - set(suggested)))
