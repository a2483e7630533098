"""Where a line of a register says that a place lies, and by which ids others know it.

Degrees are read with a point or a comma, with a sign or a letter for the side of the world. A half
point, one out of range and 0, 0 are told and not used.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sistercities.sources.written_values import is_place_id
from sistercities.terms.late_methods import late_expression

_DEGREES = late_expression(
    r"(?P<sign>[-+−]?)(?P<value>\d{1,3}(?:[.,]\d+)?) ?°? ?(?P<side>[NSEWOÖ]?)", re.IGNORECASE
)
_SOUTH_OR_WEST = frozenset("SW")
_WIKIDATA = late_expression(r"(?:.*/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]{0,11})", re.IGNORECASE)
_GEONAMES = late_expression(
    r"(?:.*geonames\.org/|gn:)?([1-9][0-9]{0,11})(?:\.0+|/.*)?", re.IGNORECASE
)
_SHOWN = 40
_LATITUDE, _LONGITUDE = 90.0, 180.0


class ReadPoint(NamedTuple):
    """A point in degrees, None where none is stated or it cannot be used; then `told` says why."""

    latitude: float | None = None
    longitude: float | None = None
    told: str = ""


def read_point(latitude: str, longitude: str) -> ReadPoint:
    """Read a point from the two cells that state it."""
    if not latitude and not longitude:
        return ReadPoint()
    if not latitude or not longitude:
        which = "latitude" if longitude else "longitude"
        return ReadPoint(told=f"the point has no {which} and is not used")
    north, east = _degrees(latitude, _LATITUDE), _degrees(longitude, _LONGITUDE)
    if north is None or east is None:
        shown = f"{latitude[:_SHOWN]!r}, {longitude[:_SHOWN]!r}"
        return ReadPoint(told=f"the point {shown} is no latitude and longitude in degrees")
    if not north and not east:
        return ReadPoint(told="the point 0, 0 lies in the sea and is taken for an empty cell")
    return ReadPoint(north, east)


def _degrees(text: str, limit: float) -> float | None:
    found = _DEGREES.fullmatch(text.strip())
    if not found:
        return None
    value = float(found["value"].replace(",", "."))
    is_minus = found["sign"] in ("-", "−") or found["side"].upper() in _SOUTH_OR_WEST
    return (-value if is_minus else value) if value <= limit else None


def wikidata_id(text: str) -> str:
    """Return a Wikidata id as wd:Q42106, from the id alone or an address; "" if it is none."""
    found = _WIKIDATA.fullmatch(text.strip())
    return f"wd:{found[1].upper()}" if found else ""


def geonames_id(text: str) -> str:
    """Return a GeoNames id as gn:1799397, from the number or an address; "" if it is none."""
    found = _GEONAMES.fullmatch(text.strip())
    return f"gn:{found[1]}" if found else ""


def place_id(text: str) -> str:
    """Return an id in one of the forms that people write: gn:1799397, 1799397, Q42106; "" if none.

    An id of our own (x:slug) is taken as it stands.
    """
    plain = text.strip().casefold()
    if is_place_id(plain):
        return plain
    return wikidata_id(text) or geonames_id(text)
