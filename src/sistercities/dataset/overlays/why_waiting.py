"""Why a name of a register waits, and what is to be done about it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sistercities.dataset.overlays.divided_ends import (
    TWO_COUNCILS,
    council_step,
)
from sistercities.dataset.resolving.by_forms import (
    NO_SUCH_NAME,
    OTHER_LEVEL,
    SEVERAL,
)
from sistercities.dataset.resolving.partner_evidence import KNOWN_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.second_thoughts import is_main_name
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.number_words import exact_population
from sistercities.terms.places import Place, Resolution

MOST_NEAR = 5
"""Places offered for a name that waits."""
_FAR_LARGER, _SMALL_TOWN = 10, 15_000
"""So many times the people of each of its namesakes, none of which has more than the second."""
IS_OPEN = "which "
"""How the reason begins for which a name waits that several places bear."""
WHAT_IT_HOLDS = "municipalities from 500 persons"
"""What the gazetteer is, where it lacks a place."""
_BRING_IT = "add its latitude and longitude, and it becomes a place of your own"


def why_waiting(
    end: NamedEnd, written: WrittenEnd, found: Resolution, other_id: str, names: ReleaseNames
) -> tuple[Resolution, str]:
    """Return why a name waits with the places that are offered for it, and what to do next."""
    elsewhere = names.elsewhere(end) if end.country and found.reason == NO_SUCH_NAME else []
    alike = [one.place_id for one in names.alike_partners(end, other_id)]
    near = tuple(dict.fromkeys((*alike, *found.candidates)))[:MOST_NEAR]
    if elsewhere and not alike:
        elsewhere.sort(key=lambda place: not names.is_partner(place.place_id, other_id))
        where = shown_place(elsewhere[0].place_id, names)
        reason = f"not in our gazetteer for {end.country}, but there is {where}"
        there = tuple(place.place_id for place in elsewhere[:MOST_NEAR])
        return replace(found, reason=reason, candidates=there), "correct the country or the name"
    if found.reason == NO_SUCH_NAME:
        return _unknown(end, replace(found, candidates=near), is_partner=bool(alike))
    if found.reason == OTHER_LEVEL:
        reason = f"{found.reason} than it says"
        step = "if the one that is offered is meant, write its name alone; else give the id"
        if alike:
            reason += "; a known partner is spelt alike"
            step = "give the id of the one that is meant"
        return replace(found, reason=reason, candidates=near), step
    if found.reason == KNOWN_ALIKE:
        return found, "give the id of the one that is meant"
    if found.reason == TWO_COUNCILS:
        return found, council_step(found, names)
    if found.candidates:
        # Who bears the very name comes before a known partner that is merely spelt alike.
        places = names.gazetteer.places
        matches = names.gazetteer.matches(end.name, end.country)
        called = tuple(one.place_id for one in matches)
        bearers = [one for one in dict.fromkeys((*alike, *found.candidates, *called))
                   if is_main_name(end, places[one])]  # fmt: skip
        known = () if end.country else _far_larger(called, bearers, names)
        named = tuple(dict.fromkeys((*known, *bearers, *near)))[:MOST_NEAR]
        alike_in = [places[one] for one in bearers or found.candidates]
        return _namesakes(end, written, replace(found, candidates=named), alike_in)
    return found, f"give the id of the place, or {_BRING_IT}"


def _far_larger(
    called: Iterable[str], bearers: Iterable[str], names: ReleaseNames
) -> tuple[str, ...]:
    """Cities that are called so in another language, beside villages of the very name: Genova."""
    most = max((names.gazetteer.places[one].population or 0 for one in bearers), default=0)
    if most > _SMALL_TOWN:
        return ()
    cities = (names.gazetteer.places[one] for one in called)
    return tuple(one.place_id for one in cities if one.level == "city"
                 and (one.population or 0) > max(most, 1) * _FAR_LARGER)  # fmt: skip


def _namesakes(
    end: NamedEnd, written: WrittenEnd, found: Resolution, bearers: Sequence[Place]
) -> tuple[Resolution, str]:
    """Say that it is not stated which of several places of the name is meant."""
    reason = f"{IS_OPEN}{end.name} is not stated" if found.reason == SEVERAL else found.reason
    # A column with the region tells nothing of Cuenca, which lies in the province of its name.
    in_one = bool(end.country) and _lie_in_one_region(bearers)
    has_region = in_one or bool(written.region or written.apart or written.bracketed)
    what = {"US": "the state", "": "the country"}.get(end.country, "the region")
    step = "give the id of the one that is meant"
    step = step if has_region else f"add a column with {what}, or {step}"
    return replace(found, reason=reason), step


def _lie_in_one_region(places: Sequence[Place]) -> bool:
    return len(places) > 1 and len({one.region_iso for one in places}) == 1


def _unknown(end: NamedEnd, found: Resolution, *, is_partner: bool) -> tuple[Resolution, str]:
    """Say that the gazetteer has no place of the name, and which are spelt alike."""
    if not end.country and not found.candidates:
        step = "state its country, or its id such as gn:1799397"
        return replace(found, reason=f"not in our gazetteer ({WHAT_IT_HOLDS})"), step
    held = f"{end.country}, {WHAT_IT_HOLDS}" if end.country else WHAT_IT_HOLDS
    reason = f"not in our gazetteer ({held})"
    if is_partner:
        reason += "; a known partner is spelt alike"
    elif found.candidates:
        reason += "; there are alike ones"
    is_latin = end.name[:1].isascii() or end.name[:1] < "\u0370"
    ways = _BRING_IT if is_latin else f"write it in Latin letters, or {_BRING_IT}"
    offered = "give the id of the one that is meant, or " if found.candidates else ""
    return replace(found, reason=reason), f"{offered}{ways}"


def shown_place(place_id: str, names: ReleaseNames, *, has_people: bool = False) -> str:
    """Return a place as `Name (level, region, id)`; the id alone where it is not known.

    With `has_people` its population stands before the id, where it is known.
    """
    place: Place | None = names.gazetteer.places.get(place_id)
    if place is None:
        return place_id
    level = "region1 and city" if place.is_dual else place.level
    said = exact_population(place.population or 0, place.population_year)
    people = f"{said}, " if has_people and place.population else ""
    return f"{place.name} ({level}, {place.region_iso or place.country}, {people}{place_id})"
