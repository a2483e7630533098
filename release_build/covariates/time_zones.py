"""The time zone of a city, and its standard time as hours ahead of UTC.

The zone is the official one. Where GeoNames gives one that is kept by custom beside it,
`data/decisions/time_zones.csv` says which is official.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from release_build.covariates.flights import is_city
from release_build.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.country_variables import GEONAMES_YEAR
from sistercities.terms.places import Place

DAYS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
"""Standard time is the lesser of the offsets on these days: summer time is ahead of it."""

YEAR = 2026

OfficialZones = Mapping[tuple[str, str], str]
"""The official zone, by the zone that GeoNames gives and the country."""

_COLUMNS = ("zone", "country", "official", "reason", "date")


def read_official_zones(path: Path) -> OfficialZones:
    """Read `time_zones.csv`: the official zone where GeoNames gives another.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or two speak of one zone.
    """
    found: dict[tuple[str, str], str] = {}
    for written in ruling_rows(path, _COLUMNS, once=("zone", "country")):
        row = written.values
        written.require("zone", "country", "official")
        found[row["zone"], row["country"]] = row["official"]
    return found


def time_zone_rows(
    places: Mapping[str, Place], zones: Mapping[int, str], official: OfficialZones
) -> Iterator[Row]:
    """Lay out zone and offset of every city that has one.

    Parameters
    ----------
    places
        The places of the release.
    zones
        Time zone by GeoNames id.
    official
        What is official where that is a custom.

    Raises
    ------
    BuildError
        If a zone is not known, or a ruling meets no place.
    """
    waiting = set(official)
    for place in filter(is_city, places.values()):
        given = zones.get(place.geonames_id) if place.geonames_id else None
        if given:
            waiting.discard((given, place.country))
            zone = official.get((given, place.country), given)
            yield value_row(
                place.place_id, "time_zone", GEONAMES_YEAR, None, "1", "geonames", word=zone
            )
            hours = standard_offset(zone)
            yield value_row(place.place_id, "utc_offset", YEAR, hours, "hours", "geonames")
    if waiting:
        raise BuildError(
            f"data/decisions/time_zones.csv: no place of {sorted(waiting)[0][1]} has the zone "
            f"{sorted(waiting)[0][0]}; take the row out"
        )


@cache
def standard_offset(zone: str) -> float:
    """Hours that standard time in a zone is ahead of UTC, by the rules of 2026.

    Raises
    ------
    BuildError
        If the zone is not in the database of time zones.
    """
    try:
        offsets = [day.astimezone(ZoneInfo(zone)).utcoffset() for day in DAYS]
    except ZoneInfoNotFoundError as problem:
        raise BuildError(f"time zone {zone!r} is not known; pip install tzdata") from problem
    return min(offset.total_seconds() / 3600 for offset in offsets if offset is not None)
