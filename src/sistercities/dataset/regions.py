"""The first-level region that is or contains a place today."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.terms.places import Place


def is_region(place: Place) -> bool:
    """Whether the place is a first-level region; a dual place is one."""
    return place.level == "region1" or place.is_dual


def region_of(place: Place, places: Mapping[str, Place]) -> str | None:
    """Id of the first-level region that is or contains the place; None where it is not known."""
    for place_id in (place.place_id, *place.parent_ids):
        container = places.get(place_id)
        if container is not None and is_region(container):
            return place_id
    return None
