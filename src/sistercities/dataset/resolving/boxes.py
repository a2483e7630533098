"""What stands around a name in a cell: the region before it, or the unit beside a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.resolving.by_forms import OTHER_LEVEL, SEVERAL
from sistercities.dataset.resolving.compound_names import compounds
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

NEAR_BOX_CONFIDENCE = 0.85
_UNITS = ("district", "county", "city", "region2")
NEAR_KM = 25.0
"""A place that lies this near another is part of it, or near it."""


def is_near(one: Place, other: Place, within_km: float = NEAR_KM) -> bool:
    """Whether a place lies so near another that it may be a part of it."""
    if other.latitude is None or other.longitude is None:
        return False
    km = distance_km(one, other.latitude, other.longitude)
    return km is not None and km <= within_km


def is_beside(place: Place, box: str, gazetteer: UserGazetteer) -> bool:
    """Whether a part of a city, of which no city is known, lies at a unit that is called so.

    Both lie in one first-level region, and the middle of the unit is near.
    """
    units = (gazetteer.places[one.place_id] for one in gazetteer.matches(box, place.country))
    return place.level == "district" and any(
        one.level in _UNITS and one.region_iso == place.region_iso
        and one.place_id != place.place_id and is_near(place, one)
        for one in units
    )  # fmt: skip


def near_box(end: NamedEnd, found: Resolution, gazetteer: UserGazetteer) -> Resolution:
    """Take the only place of a name that lies at a unit beside it whose parts are not known.

    庄行镇（奉贤区）: the town lies in Shanghai, 10 km from the middle of the district.
    """
    is_open = not found.place_id and len(found.candidates) == 1
    if not is_open or found.reason in (OTHER_LEVEL, SEVERAL) or not end.country:
        return found
    place = gazetteer.places[found.candidates[0]]
    called = {one.place_id for one in gazetteer.matches(end.name, end.country)}
    if called != {place.place_id} or not any(
        is_beside(place, box, gazetteer) for box in end.parents
    ):
        return found
    return Resolution(place.place_id, "alias+country+near_box", NEAR_BOX_CONFIDENCE)


def in_box_before(
    end: NamedEnd,
    found: Resolution,
    gazetteer: UserGazetteer,
    region_code: Callable[[str, str], str],
) -> Resolution:
    """Say that a region before the name told which place it is: 미국 캘리포니아주 풀러턴시.

    Lists have the whole as a name of the place, of which there are namesakes elsewhere.

    Parameters
    ----------
    end, found
        A name, and what it led to.
    gazetteer
        The places.
    region_code
        Code of the first-level region of a country that is called so; "" where none is.
    """
    place = gazetteer.places.get(found.place_id)
    if place is None or not place.region_iso or {"id", "parents"} & set(found.method.split("+")):
        return found
    for parts in compounds(end.name, place.country):
        if place.region_iso in {region_code(one, place.country) for one in parts.containers}:
            return replace(found, method=f"{found.method}+parents")
    return found
