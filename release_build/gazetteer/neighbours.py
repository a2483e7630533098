"""Municipalities that a gazetteer files under a neighbour: Mukō under Kyoto, Koori under Date.

A municipality with a code of its own in the register of its country lies in no other. What is a
part of a city, such as a ward, has another level and stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sistercities.terms.places import Place


def without_neighbours(places: Iterable[Place]) -> tuple[Place, ...]:
    """Take each municipality that has a code out of the other ones that it is filed under."""
    by_id = {place.place_id: place for place in places}
    return tuple(_alone(place, by_id) for place in by_id.values())


def _alone(place: Place, by_id: Mapping[str, Place]) -> Place:
    if not _is_municipality(place):
        return place
    kept = tuple(one for one in place.parent_ids if not _is_municipality(by_id.get(one)))
    return place if kept == place.parent_ids else replace(place, parent_ids=kept)


def _is_municipality(place: Place | None) -> bool:
    """Whether a register counts it as a municipality; a city that is a region too contains them."""
    if place is None or place.is_dual:
        return False
    return place.level == "city" and bool(place.municipality_code)
