"""The facts that recommendations rest on, kept in memory between answers on the same data."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import meet_place
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import Unanswerable
from sistercities.partners.ground import Ground
from sistercities.partners.kept_ground import kept_ground
from sistercities.sentences import say

_kept: dict[tuple[str, str, tuple[str, ...]], Ground] = {}
_MOST_KEPT = 2
"""Grounds that are kept: that of the release, and the last with towns of its gazetteer."""


def ground_of(release: Release, *names: str | None) -> Ground:
    """Return the facts of a release with its overlays; those of one release are kept.

    Parameters
    ----------
    release
        The opened release.
    names
        Places that are asked for: a town of the gazetteer is among the places then.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    """
    for name in names:
        if name is not None:
            meet_place(release, name)
    key = (str(release.folder), release.version, release.shown)
    if key not in _kept:
        ground = kept_ground(release)
        for old in list(_kept):
            if old[:2] != key[:2] or (len(_kept) >= _MOST_KEPT and old[2]):
                del _kept[old]
        _kept[key] = ground
    return _kept[key]


def position_of(release: Release, ground: Ground, name: str, argument: str = "place") -> int:
    """Find a place that may have partners.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name.
    Unanswerable
        If it is a country.
    """
    found = meet_place(release, name)
    if found.level == "country":
        raise Unanswerable(argument, name, _instead_of_country(ground, found))
    return ground.position[found.place_id]


def _instead_of_country(ground: Ground, found: FoundPlace) -> str:
    """Say that a country has no partners, and name its cities with most ties."""
    at = ground.countries.codes.tolist().index(found.country)
    places = ground.places
    inside = ((places.country == at) & places.is_city).nonzero()[0]
    busiest = inside[(-ground.ties.degree[inside]).argsort(kind="stable")[:3]]
    named = ", ".join(str(places.names[k]) for k in busiest)
    if not named:
        return say("{name} is a country. Give a city or region of it.", name=found.name)
    return say(
        "{name} is a country. Give a city or region of it, such as {named}.",
        name=found.name, named=named,
    )  # fmt: skip
