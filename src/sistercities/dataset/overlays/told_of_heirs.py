"""What is said of a line that names a municipality that is no more, or what took it over."""

from __future__ import annotations

from collections.abc import Iterator

from sistercities.dataset.heirs import heirs_among
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL


def told_of_heirs(one: ResolvedClaim, tie: str, names: ReleaseNames) -> Iterator[str]:
    """Say which of the two places is no more, and of which older town the held tie is.

    Parameters
    ----------
    one
        The claim with its places.
    tie
        Id of the tie that it supports; "" for none.
    names
        The names of the release.
    """
    ends = {end.place_id for end in (one.a, one.b) if end.place_id}
    for place_id in sorted(ends):
        heir = _heir(place_id, names)
        if heir is not None:
            town = names.gazetteer.places[place_id]
            yield f"{town.name} was a municipality until {town.valid_to} and is now part of {heir}"
        elif end := _end_without_heir(place_id, names):
            yield end
    for place_id in tie.split("~") if tie else ():
        held = names.gazetteer.places.get(place_id)
        if place_id in ends or held is None:
            continue
        heir = _heir(place_id, names)
        if heir is not None and held.valid_to is not None:
            became = f"which became part of {heir} in {held.valid_to + 1}"
            yield f"held as a tie of {held.name}, {became}"
        elif _is_heir_of(ends, place_id, names):
            yield f"held as a tie of {held.name}"


def _is_heir_of(ends: set[str], place_id: str, names: ReleaseNames) -> bool:
    return any(_followed(one, names).get(one) == place_id for one in ends)


def _heir(place_id: str, names: ReleaseNames) -> str | None:
    """Name what took over a municipality that was merged away; None where nothing did."""
    heir = _followed(place_id, names).get(place_id)
    return None if heir is None else names.gazetteer.places[heir].name


def _end_without_heir(place_id: str, names: ReleaseNames) -> str:
    """Say that a municipality is no more, and that nothing is known to hold its ties; else ""."""
    town = names.gazetteer.places.get(place_id)
    if town is None or town.valid_to is None or town.level not in MUNICIPAL:
        return ""
    after = names.gazetteer.places.get(town.successor)
    if after is not None:
        return f"{town.name} ended in {town.valid_to}; {after.name} followed it"
    return f"{town.name} ended in {town.valid_to}, and we know of no one place that followed it"


def _followed(place_id: str, names: ReleaseNames) -> dict[str, str]:
    """Return what holds the ties of a place, from the places that followed it alone."""
    places: dict[str, Place] = {}
    at = names.gazetteer.places.get(place_id)
    while at is not None and at.place_id not in places:
        places[at.place_id] = at
        at = names.gazetteer.places.get(at.successor)
    return heirs_among(places)
