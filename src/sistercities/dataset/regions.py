"""The first-level region that is or contains a place today."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.terms.places import Place


def region_of(place: Place, places: Mapping[str, Place]) -> str | None:
    """Id of the first-level region that is or contains the place; None where it is not known."""
    for place_id in (place.place_id, *place.parent_ids):
        container = places.get(place_id)
        if container is not None and (container.level == "region1" or container.is_dual):
            return place_id
    return None
