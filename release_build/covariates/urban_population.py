"""Population of urban agglomerations, on the city that each is named for.

An agglomeration means the most populous city within 50 km that bears its name; without one, the
most populous within 8 km, if it has at least a quarter of its people. The rest is not linked. Of
two agglomerations on one city the larger stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from release_build.covariates.nearby import Cities
from release_build.covariates.value_rows import value_row
from release_build.readers.urban_agglomerations import Agglomeration
from sistercities.dataset.ingredients import Row
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

SOURCE_ID = "cities-wup-2018"
YEARS = (1950, 1960, 1970, 1980, 1990, 2000, 2010, 2015, 2020, 2025)
"""Years that are shipped; 2020 and 2025 are projected."""

NAME_KM = 50.0
NEAR_KM = 8.0
MIN_SHARE = 0.25
PERSONS_PER_THOUSAND = 1000
_PARTS = re.compile(r"[()/,]|-| - ")
_SHOWN = 2015


def agglomeration_rows(found: Iterable[Agglomeration], cities: Cities) -> Iterator[Row]:
    """Lay out the population of every agglomeration that is linked."""
    linked: dict[str, Agglomeration] = {}
    for one in sorted(found, key=lambda one: (-one.thousands[_SHOWN], one.code)):
        city = city_of(one, cities)
        if city is not None:
            linked.setdefault(city.place_id, one)
    for place_id, one in linked.items():
        for year in YEARS:
            value = round(one.thousands[year] * PERSONS_PER_THOUSAND)
            yield value_row(
                place_id, "population_agglomeration", year, float(value), "persons", SOURCE_ID
            )


def city_of(one: Agglomeration, cities: Cities) -> Place | None:
    """Find the city that an agglomeration is named for."""
    keys = {name_key(part) for part in (one.name, *_PARTS.split(one.name))} - {""}
    near = cities.within(one.latitude, one.longitude, NAME_KM)
    named = next((place for place in near if cities.bears(place, keys)), None)
    if named is not None:
        return named
    beside = cities.within(one.latitude, one.longitude, NEAR_KM)
    least = one.thousands[_SHOWN] * PERSONS_PER_THOUSAND * MIN_SHARE
    return next((place for place in beside if (place.population or 0) >= least), None)
