"""No part of a municipality has more people than the whole.

GeoNames gives many municipalities the people of their seat (Ahome 11,331, in which Los Mochis has
256,613), and some quarters those of the whole town (Portsmouth Heights). Where a populated place
has more people than the municipality that it lies in, one of the two figures is not what it says:
that of the municipality, unless something else bears it out, or the two are nearly the same and
the quarter has the people of the whole. What is not borne out is left out.

A village may have the people of its namesake elsewhere in the country (Bosconia in Sopó). In Brazil
GeoNames gives a town the people of its municipality, and files some towns under the next one; there
the figure of the whole stands.

A figure is borne out by a year, by a ruling, or by one of Wikidata, and not where it is doubtful.
A municipality far from its part, or in another region, does not contain it, whatever GeoNames says:
nothing follows there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from release_build.populations import AS_MANY, GEONAMES
from sistercities.dataset.distance import km_between
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

AROUND_KM = 75.0
_PARTS = ("city", "district")
_WHOLES_ARE_COUNTED = frozenset({"BR", "JP", "KR"})
"""Where a municipality has its own people, and a quarter may have those of a former town."""


def within_wholes(places: Mapping[str, Place], held_against: Collection[str]) -> dict[str, Place]:
    """Leave out the figure of a part that exceeds its whole, or that of the whole.

    Parameters
    ----------
    places
        The places, by id, with the best figures known.
    held_against
        Ids of those of which another source gives a figure too.
    """
    borne_out = {
        place_id
        for place_id, place in places.items()
        if not place.is_population_doubtful
        and (place_id in held_against or place.population_source not in ("", None, GEONAMES))
    }
    namesakes = _namesakes(places)
    wrong = {
        _wrong_of(part, whole, borne_out, has_namesake=_is_of_namesake(part, namesakes))
        for part in places.values()
        for whole in _wholes(part, places)
        if (part.population or 0) > (whole.population or 0)
    }
    return {
        place_id: _without_figure(place) if place_id in wrong else place
        for place_id, place in places.items()
    }


def _wholes(part: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the municipalities with a figure that a place lies in."""
    if part.level not in _PARTS or part.population is None:
        return
    for parent in part.parent_ids:
        whole = places.get(parent)
        if whole is None or whole.level != "city" or whole.population is None:
            continue
        is_town_of_its_own = whole.is_dual and part.level == "city"
        if not is_town_of_its_own and parent != part.place_id and _contains(whole, part):
            yield whole


def _contains(whole: Place, part: Place) -> bool:
    if whole.region_iso != part.region_iso or None in (
        whole.latitude, whole.longitude, part.latitude, part.longitude
    ):  # fmt: skip
        return False
    points = (
        (whole.latitude or 0.0, whole.longitude or 0.0),
        (part.latitude or 0.0, part.longitude or 0.0),
    )
    return km_between(*points) <= AROUND_KM


def _namesakes(places: Mapping[str, Place]) -> Mapping[tuple[str, str], Sequence[Place]]:
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places.values():
        if place.level in _PARTS and place.population is not None:
            found[place.country, name_key(place.name)].append(place)
    return found


def _is_of_namesake(part: Place, namesakes: Mapping[tuple[str, str], Sequence[Place]]) -> bool:
    """Whether a place of the same name in the country has nearly as many people."""
    people = [
        other.population or 0
        for other in namesakes[part.country, name_key(part.name)]
        if other.place_id != part.place_id
    ]
    own = part.population or 0
    return any(max(own, one) <= AS_MANY * min(own, one) for one in people)


def _wrong_of(part: Place, whole: Place, borne_out: Collection[str], *, has_namesake: bool) -> str:
    """Return the id of the one of the two whose figure is left out."""
    if whole.place_id in borne_out:
        return part.place_id
    if part.place_id in borne_out:
        return whole.place_id
    is_same = (part.population or 0) <= AS_MANY * (whole.population or 0)
    is_second = part.country in _WHOLES_ARE_COUNTED
    return part.place_id if is_same or is_second or has_namesake else whole.place_id


def _without_figure(place: Place) -> Place:
    return replace(
        place, population=None, population_year=None, population_source="",
        is_population_doubtful=False,
    )  # fmt: skip
