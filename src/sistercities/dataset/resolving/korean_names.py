"""What a Korean name leaves open: 고성군 is a county, and there are two; 광주시 may be 광주광역시.

A metropolitan city is written 시 as any other. Where a town is called so whole, and a metropolitan
city bears the name without what it is, nothing but the region or a held tie says which is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, bare_hangul
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

_CITY = "시"
PARENTS_CONFIDENCE = 0.93
LiesIn = Callable[[Place, str], bool]


def korean(
    end: NamedEnd, found: Resolution, gazetteer: UserGazetteer, lies_in: LiesIn
) -> Resolution:
    """Take the place that is of the level that a Korean name says, or ask back among several.

    Parameters
    ----------
    end
        The name, with what it is said to lie in.
    found
        What it led to.
    gazetteer
        The places.
    lies_in
        Whether a place lies in what is called so.
    """
    place = gazetteer.places.get(found.place_id)
    levels = levels_in_hangul(end.name)
    if place is None or found.method == "id" or end.level or not levels:
        return found
    others = _of_level(end, place, cast("Level", levels[0]), gazetteer)
    if others and not fits_level(place, cast("Level", levels[0])):
        return _one_of(others, end, replace(found, place_id=others[0].place_id), lies_in)
    if levels[0] != "city" and others:
        return _one_of([place, *others], end, found, lies_in)
    metropolitan = _metropolitan(end, place, gazetteer)
    return _one_of([place, *metropolitan], end, found, lies_in) if metropolitan else found


def _of_level(end: NamedEnd, place: Place, level: Level, gazetteer: UserGazetteer) -> list[Place]:
    """Return the other places of today that are called so whole and are of a level."""
    called = (gazetteer.places[one.place_id]
              for one in gazetteer.matches(end.name, place.country) if not one.rank)  # fmt: skip
    return [
        one for one in called
        if one.place_id != place.place_id and not one.valid_to and fits_level(one, level)
    ]  # fmt: skip


def _metropolitan(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that are regions too and bear the name of a town without what they are."""
    stems = bare_hangul(end.name)
    if not stems or place.is_dual or not end.name.endswith(_CITY):
        return []
    called = (gazetteer.places[one.place_id] for one in gazetteer.matches(stems[0], place.country))
    return [
        one for one in called
        if one.is_dual and not one.valid_to and stems == bare_hangul(one.name_local)
    ]  # fmt: skip


def _one_of(places: list[Place], end: NamedEnd, found: Resolution, lies_in: LiesIn) -> Resolution:
    """Take the only one, or the only one in what is stated; else wait with them all."""
    inside = [one for one in places if any(lies_in(one, box) for box in end.parents)]
    if len(inside) == 1:
        method = "alias+country+parents"
        return Resolution(inside[0].place_id, method, PARENTS_CONFIDENCE)
    if len(places) == 1:
        return found
    ids = (one.place_id for one in inside or places)
    return Resolution("", "", 0.0, SEVERAL, tuple(ids)[:MOST_SHOWN])
