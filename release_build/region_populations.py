"""Populations of first-level regions, where Wikidata of 2017 or 2021 has the region itself.

Both snapshots were made of ties, and hold a region where it is an end of one (Tuscany, Aichi). A
figure is that of a region if it is no city's beside its point, if one region of the country around
bears its name and no other does, and if it is more than any place in the region has: Qalqilya with
41,739 is the town. It states no year, and is too old where the cities of the region have over a
tenth more people together (Zhejiang with 51.8 million). Of regions that neither snapshot has
(Emilia-Romagna) no source that ships holds the people, and none are given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from release_build.gazetteer.distance import are_within
from release_build.populations import FACTOR
from release_build.readers.wikidata_populations import StatedPopulation
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

_MORE_TOGETHER = 1.1
"""The cities of Osaka have a hundredth more people than it, for they were counted later."""
AROUND_KM = 250.0
"""So far from the point of a region lies that of Wikidata at most: those of Quebec by 194 km."""


def with_region_populations(
    places: Mapping[str, Place],
    stated: Sequence[StatedPopulation],
    of_towns: Collection[StatedPopulation],
) -> dict[str, Place]:
    """Give regions without a figure the newest that Wikidata has of them.

    Parameters
    ----------
    places
        The places, by id, with the best figures of towns.
    stated
        All figures of Wikidata.
    of_towns
        Those among them that are of a town.
    """
    by_name, most, together = _by_name(places), _most_within(places), _of_all_cities(places)
    found: dict[str, list[StatedPopulation]] = defaultdict(list)
    for one in stated:
        region = None if one in of_towns else _region_of(one, by_name)
        if region is not None and one.population > most.get(region.region_iso, 0):
            found[region.place_id].append(one)
    return {
        place_id: _with_newest(place, found.get(place_id, ()), together.get(place.region_iso, 0))
        for place_id, place in places.items()
    }


def _by_name(places: Mapping[str, Place]) -> Mapping[str, Mapping[str, Place]]:
    """First-level regions by the keys of their names, each by its id."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in places.values():
        if place.level == "region1" and not place.is_dual and place.latitude is not None:
            for name in {place.name, *(name for name, _ in place.names)}:
                found[name_key(name)][place.place_id] = place
    return found


def _most_within(places: Mapping[str, Place]) -> Mapping[str, int]:
    """People of the largest place in each region, by its code."""
    most: dict[str, int] = defaultdict(int)
    for place in places.values():
        if place.region_iso and place.level not in ("region1", "country"):
            most[place.region_iso] = max(most[place.region_iso], place.population or 0)
    return most


def _of_all_cities(places: Mapping[str, Place]) -> Mapping[str, int]:
    """People of all cities of each region, by its code, none counted within another."""
    people: dict[str, int] = defaultdict(int)
    for place in filter(_is_city, places.values()):
        within = (places[one] for one in place.parent_ids if one in places)
        if not any(one.place_id != place.place_id and _is_city(one) for one in within):
            people[place.region_iso] += place.population or 0
    return people


def _is_city(place: Place) -> bool:
    """Whether a place is a municipality of today with a figure that is believed."""
    is_counted = place.population is not None and not place.is_population_doubtful
    return place.level == "city" and place.valid_to is None and is_counted


def _region_of(one: StatedPopulation, by_name: Mapping[str, Mapping[str, Place]]) -> Place | None:
    """Return the one region around a point that bears a name."""
    named = by_name.get(name_key(one.name), {}).values()
    near = [place for place in named if are_within(one, place, AROUND_KM)]
    return near[0] if len(near) == 1 else None


def _with_newest(place: Place, figures: Sequence[StatedPopulation], together: int) -> Place:
    people = [one.population for one in figures]
    if not people or place.population is not None or max(people) > FACTOR * min(people):
        return place
    newest = max(figures, key=lambda one: (one.source_id, one.population))
    # The code of a former region is that of a larger one of today, whose cities say nothing of it.
    if place.valid_to is None and together > _MORE_TOGETHER * newest.population:
        return place
    return replace(
        place, population=newest.population, population_source=newest.source_id,
        is_population_doubtful=False,
    )  # fmt: skip
