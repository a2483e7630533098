"""Names that lead to one place, and by which another is known too to those who write the register.

Reka is a village of Croatia, and what Slovenes call Rijeka. Ivano-Frankivska is short for the
oblast, and what Latvians call its city. Nothing in the name tells, so it is asked back, unless a
held tie does: of 58,000 ends of held ties abroad 19 are with such a village.
"""

from __future__ import annotations

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.partner_evidence import CERTAIN
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL

_FAR_LARGER, _KNOWN, _FEW = 30, 50_000, 500
"""Times the people of the village that a city has, its persons, and those of one not counted."""
_SHORTEST = 4
_LONGEST_ENDING = 4
"""Letters of a city's name, and of what an adjective of it adds: Lviv, Lvivska."""


def known_so_too(
    end: NamedEnd, own: Resolution, other: Place | None, gazetteer: UserGazetteer
) -> Resolution:
    """Ask back where a city is known by the name of a village, or by the short one of its region.

    Parameters
    ----------
    end
        The name.
    own
        What it led to.
    other
        The place at the other end; None where it is not known.
    gazetteer
        The places.
    """
    place = gazetteer.places.get(own.place_id)
    is_abroad = other is not None and bool(end.country) and other.country != end.country
    is_told = bool(set(own.method.split("+")) & CERTAIN) or bool(end.parents)
    if place is None or other is None or not is_abroad or is_told or wanted_levels(end):
        return own
    is_of_town = other.is_dual or other.level in MUNICIPAL
    others = _cities_known_so(end, place, gazetteer) if place.level == "city" else []
    if place.level == "region1" and not place.is_dual and is_of_town:
        others = _cities_of_region(end, place, gazetteer)
    if not others:
        return own
    ids = (*(one.place_id for one in others), place.place_id)
    return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN])


def _cities_known_so(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that are known by the name of a village too, and are far larger."""
    least = max(_KNOWN, _FAR_LARGER * (place.population or _FEW))
    called = (gazetteer.places[one.place_id] for one in gazetteer.matches(end.name, end.country))
    return [
        one for one in called
        if one.place_id != place.place_id and (one.level == "city" or one.is_dual)
        and (one.population or 0) >= least
    ]  # fmt: skip


def _cities_of_region(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that a region has its name of, where that is written without Oblast."""
    is_short = any(
        one.place_id == place.place_id and one.rank == 1
        for one in gazetteer.matches(end.name, end.country)
    )
    key = name_key(end.name)
    if not is_short or not end.name.isascii():
        return []
    return [
        one for one in gazetteer.of_country(end.country)
        if one.level == "city" and one.region_iso == place.region_iso and not one.valid_to
        and _is_adjective(key, name_key(one.name)) and (one.population or 0) >= _KNOWN
    ]  # fmt: skip


def _is_adjective(key: str, of_city: str) -> bool:
    """Whether a name is that of a city with an ending of a few letters."""
    is_begun = len(of_city) >= _SHORTEST and key.startswith(of_city)
    return is_begun and 0 < len(key) - len(of_city) <= _LONGEST_ENDING
