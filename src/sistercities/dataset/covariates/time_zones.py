"""The time zone of a city, and its standard time as hours ahead of UTC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sistercities.dataset.covariates.flights import is_city
from sistercities.dataset.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.terms.country_variables import GEONAMES_YEAR
from sistercities.terms.places import Place

DAYS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
"""Standard time is the lesser of the offsets on these days: summer time is ahead of it."""

YEAR = 2026


def time_zone_rows(places: Mapping[str, Place], zones: Mapping[int, str]) -> Iterator[Row]:
    """Lay out zone and offset of every city that has one.

    Parameters
    ----------
    places
        The places of the release.
    zones
        Time zone by GeoNames id.

    Raises
    ------
    BuildError
        If a zone is not known.
    """
    for place in filter(is_city, places.values()):
        zone = zones.get(place.geonames_id) if place.geonames_id else None
        if zone:
            yield value_row(
                place.place_id, "time_zone", GEONAMES_YEAR, None, "1", "geonames", word=zone
            )
            hours = standard_offset(zone)
            yield value_row(place.place_id, "utc_offset", YEAR, hours, "hours", "geonames")


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
