"""Populations with a year: which figure a place bears, whose it is, and whether it is believed.

A yearbook's residents of the municipality come first, then a figure that a ruling gives, as of a
city that has taken in its neighbours since the others were counted. GeoNames comes next; it states
no year, so its figure is held against others: against Wikidata where that knows the place (all its
figures differ by a factor over 2), else against the urban agglomeration of the city (a municipality
has no one and a half times the people of its agglomeration, nor less than an eighth). A figure that
is contradicted, or lacking, gives way to that of the agglomeration, which is larger than the
municipality: its source says so. An agglomeration that has over twice the people that every figure
of Wikidata gives the city is not shown for it (Asunción, Rabat, Venice), but for China. Where there
is none, a figure that Wikidata's exceed by over 2.5
times (that of the parish of Seixal), or that is lacking, gives way to Wikidata's, undated too, if
its figures agree; else it is left out. Any other stays and is marked as doubtful.
So does that of a town that an agglomeration of over eight times its people is named for, where no
other figure here speaks of it (Poughkeepsie): it may be right, and is not the agglomeration's.
In China it is the seat of a county that GeoNames counts; there the agglomeration is nearer, and
is shown of a county-level city wherever it is the larger (Zhucheng); of such a
city of which nothing else speaks, a figure is believed that its agglomeration has about as well,
gives way to it where it has one, and is doubtful where it has none. A
figure of GeoNames below 100,000 of a Chinese county, district or county-level city is that of the
seat (Xiaoshan 95,234, Ninghe 3,683) and says nothing of the size of the unit: it is left out.

In some countries GeoNames counts the seat of a municipality, or counted long ago: of its figures
below 100,000 that Wikidata can be held against, a third or more fall short of Wikidata's by over
1.5 times (Portugal, Türkiye, South Korea). There Wikidata's is shown where it exceeds by so much,
and the small figures that nothing else speaks of are marked as doubtful (`small_counts`). Where a
fifth of many fall short (Italy, Sweden, the Netherlands), Wikidata's is shown of those alone.

The United Nations list all agglomerations of over 300,000 people. A figure of GeoNames that nothing
else speaks of is doubtful if it is over twice the largest of them within 40 km, or over 600,000
where there is none; it is left out at 2.5 times, which is a county's (Kakamega 1,867,579), but for
China.

Countries where GeoNames counts the seat of a municipality, or counted long ago.

GeoNames states no year and does not say what it counts. Where Wikidata knows many towns of a
country, the share of them that GeoNames has far too small tells of the others too: seats in
Portugal and Türkiye, censuses of decades ago in South Korea. Figures of 100,000 and more are left
alone: of those as many are right there as elsewhere. Where it is a fifth or more of many (Italy,
Sweden, the Netherlands), seats are counted of some, which Wikidata tells; of the others nothing
follows.

In Türkiye a municipality is a whole district in the metropolitan provinces alone. Elsewhere a town
has one of its own, and what Wikidata gives is often the people of the district.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from release_build.covariates.nearby import Cities
from release_build.largest_cities import FEWEST_LISTED, LargestCities
from release_build.readers.wikidata_populations import StatedPopulation
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

RESIDENTS, AGGLOMERATION = "population_resident", "population_agglomeration"
AGGLOMERATION_YEAR = 2020
GEONAMES = "geonames"
RULED = "decisions"
"""Source of a figure that a ruling gives (`place_facts.csv`), or of the ruling that none stands: no
other is set above it."""
FACTOR = 2.0
NOT_SHOWN = 2.5
"""So many times as many people as GeoNames has, by all figures of Wikidata, are those of the
municipality: what GeoNames counts is its parish or seat, and is left out."""
AS_MANY = 1.25
"""Figures that differ by no more are of one city."""
FEWEST = 10
"""GeoNames gives seven towns of thousands 3 or 4 people (Prijepolje): so few are none at all."""
_MORE_THAN_AGGLOMERATION = 1.5
_LESS_THAN_AGGLOMERATION = 1 / 8
_SAME_PLACE_KM = 12.0
_MUNICIPALITY = re.compile(r"(.+?) (?:regional )?[Mm]unicipality")
_LARGE = 300_000
"""A single figure of so many people against a small one of GeoNames is not shown either: the
United Nations list the cities of that size (Palermo in Colombia with 800,000)."""
_COUNTY_SEATS_COUNTED = "CN"
_FEWEST_OF_A_COUNTY = 100_000
"""Fewer people than this are those of the seat of a Chinese county-level unit."""
_OF_THEIR_OWN = frozenset({"CN-HK", "CN-MO"})
"""Where a district has no seat that is counted for it."""
_COUNTY_LEVEL_CITY = re.compile(r"..+市")
"""Its name in Chinese; a town of a name such as 龙市 is none."""


@dataclass(frozen=True, slots=True)
class DatedPopulation:
    """A population with its year and source."""

    population: int
    year: int
    source_id: str


def with_populations(
    places: Mapping[str, Place],
    residents: Mapping[str, DatedPopulation],
    agglomerations: Mapping[str, DatedPopulation],
    others: Mapping[str, Sequence[StatedPopulation]],
    largest: LargestCities | None = None,
) -> dict[str, Place]:
    """Give each place the best figure known.

    Parameters
    ----------
    places
        The places, by id, with populations of GeoNames.
    residents
        Residents of the municipality by place id.
    agglomerations
        People of the agglomeration that is named for a place, by its id.
    others
        Other figures by place id, to hold those of GeoNames against (`stated_by_place`).
    largest
        The cities that the United Nations list; without them no figure is held against those.
    """
    figures = {place_id: [one.population for one in found] for place_id, found in others.items()}
    small = countries_of_small_counts(places, figures)
    some = countries_of_small_counts(places, figures, SHARE_OF_SOME, MANY_TOWNS)
    return {
        place_id: _with_population(
            place,
            residents.get(place_id),
            agglomerations.get(place_id),
            others.get(place_id, ()),
            is_small=place.country in small and is_small_count(place),
            most=_most_around(place, largest),
            is_seat=place.country in small | some and _is_seat(place, figures.get(place_id, ())),
        )
        for place_id, place in places.items()
    }


def _is_seat(place: Place, figures: Sequence[int]) -> bool:
    """Whether Wikidata exceeds the figure of a seat, and all it has are of one order."""
    is_told = bool(figures) and max(figures) <= FACTOR * min(figures)
    return is_told and is_small_count(place) and falls_short(place.population or 0, figures)


def _with_population(
    place: Place,
    residents: DatedPopulation | None,
    agglomeration: DatedPopulation | None,
    stated: Sequence[StatedPopulation],
    *,
    most: int | None,
    is_small: bool,
    is_seat: bool,
) -> Place:
    if residents is not None:
        return _dated(place, residents)
    if place.population_source == RULED:
        return place if place.population is not None else replace(place, population_source="")
    place, others = _without_remnant(place), [one.population for one in stated]
    own = place.population
    is_doubtful = own is not None and (
        _is_contradicted(own, agglomeration, others) or _is_of_a_seat(place, own, agglomeration)
    )
    if agglomeration is not None and _is_far_wider(place, agglomeration, others):
        agglomeration = None
    if agglomeration is not None and (
        own is None or (is_doubtful and not _only_lends_its_name(place, own, agglomeration, others))
    ):
        return _dated(place, agglomeration)
    if own is None:
        return _of_wikidata(place, stated)
    if is_seat or (is_doubtful and _is_of_a_part(place, own, others)):
        return _of_wikidata(place, stated)
    source = place.population_source or GEONAMES
    if most is not None and not others and source == GEONAMES:
        if own > NOT_SHOWN * most:
            return replace(place, population=None, population_source="")
        is_doubtful = is_doubtful or own > FACTOR * most
    is_alone = not others and not _is_of_one_city(own, agglomeration)
    if is_alone and agglomeration is not None and _is_city_of_a_county(place):
        return _dated(place, agglomeration)
    is_doubtful = is_doubtful or ((is_small or _is_city_of_a_county(place)) and is_alone)
    return replace(place, population_source=source, is_population_doubtful=is_doubtful)


def _most_around(place: Place, largest: LargestCities | None) -> int | None:
    """People of the largest city listed around a town; None where it says nothing of its own."""
    people = place.population or 0
    is_large = people > FACTOR * FEWEST_LISTED and place.country != _COUNTY_SEATS_COUNTED
    if largest is None or not is_large or place.latitude is None or place.longitude is None:
        return None
    return largest.most_around(place.latitude, place.longitude) if place.level == "city" else None


def _of_wikidata(place: Place, stated: Sequence[StatedPopulation]) -> Place:
    """Give the newest figure of Wikidata, undated, if all it has are of one order; or none."""
    figures = [one.population for one in stated]
    is_told = bool(figures) and place.country != _COUNTY_SEATS_COUNTED
    is_alone = len(figures) == 1 and place.population is not None and figures[0] >= _LARGE
    if not is_told or is_alone or max(figures) > FACTOR * min(figures):
        return replace(place, population=None, population_source="")
    newest = max(stated, key=lambda one: (one.source_id, one.population))
    return replace(place, population=newest.population, population_source=newest.source_id)


def _without_remnant(place: Place) -> Place:
    """Take away a figure of GeoNames that no municipality has."""
    is_ours = place.population_source not in ("", None, GEONAMES)
    fewest = _FEWEST_OF_A_COUNTY if _is_county_of_china(place) else FEWEST
    if is_ours or place.population is None or place.population >= fewest:
        return place
    return replace(place, population=None)


def _is_county_of_china(place: Place) -> bool:
    """Whether GeoNames counts the people of its seat, as far as its level and name tell."""
    if place.country != _COUNTY_SEATS_COUNTED or place.region_iso in _OF_THEIR_OWN or place.gbt2260:
        return False
    return _is_city_of_a_county(place) or place.level in ("county", "district")


def _is_city_of_a_county(place: Place) -> bool:
    """Whether it is a Chinese city of the level of a county."""
    is_below = place.country == _COUNTY_SEATS_COUNTED and not place.gbt2260 and not place.is_dual
    is_city = place.level == "city" and bool(_COUNTY_LEVEL_CITY.fullmatch(place.name_local))
    return is_below and place.region_iso not in _OF_THEIR_OWN and is_city


def _only_lends_its_name(
    place: Place, own: int, agglomeration: DatedPopulation, others: Sequence[int]
) -> bool:
    """Whether a small town names a large agglomeration, as far as these two figures tell."""
    is_small = own < _LESS_THAN_AGGLOMERATION * agglomeration.population
    return is_small and not others and place.country != _COUNTY_SEATS_COUNTED


def _is_far_wider(place: Place, agglomeration: DatedPopulation, others: Sequence[int]) -> bool:
    """Whether all other figures say that the city is less than half of its agglomeration.

    Where GeoNames has as many as the agglomeration, the others count a part of the city: Cape Town.
    """
    is_told = bool(others) and place.country != _COUNTY_SEATS_COUNTED
    own, whole = place.population or 0, agglomeration.population
    return is_told and not _is_of_one_city(own, agglomeration) and whole > FACTOR * max(others)


def _dated(place: Place, found: DatedPopulation) -> Place:
    return replace(
        place,
        population=found.population,
        population_year=found.year,
        population_source=found.source_id,
        is_population_doubtful=False,
    )


def _is_contradicted(
    own: int, agglomeration: DatedPopulation | None, others: Sequence[int]
) -> bool:
    if others:
        return all(max(own, one) > FACTOR * min(own, one) for one in others)
    if agglomeration is None:
        return False
    share = own / agglomeration.population
    return not _LESS_THAN_AGGLOMERATION <= share <= _MORE_THAN_AGGLOMERATION


def _is_of_one_city(own: int, agglomeration: DatedPopulation | None) -> bool:
    """Whether the agglomeration named for a place has about as many people as it."""
    if agglomeration is None:
        return False
    return max(own, agglomeration.population) <= AS_MANY * min(own, agglomeration.population)


def _is_of_a_seat(place: Place, own: int, agglomeration: DatedPopulation | None) -> bool:
    """Whether a Chinese county-level city has fewer people than the urban area named for it."""
    is_below = agglomeration is not None and own < agglomeration.population
    return is_below and _is_city_of_a_county(place)


def _is_of_a_part(place: Place, own: int, others: Sequence[int]) -> bool:
    is_ours = place.population_source not in ("", None, GEONAMES)
    if is_ours or is_town_of_a_district(place):
        return False
    return bool(others) and own * NOT_SHOWN < min(others)


def _uncounted_heirs(places: Mapping[str, Place], near: Iterable[Place]) -> list[Place]:
    """Find who took over any of some places and has no figure, in the order of their ids."""
    heirs = {one.successor for one in near if one.valid_to is not None and one.successor}
    return [places[one] for one in sorted(heirs) if one in places and not places[one].population]


def stated_by_place(
    places: Mapping[str, Place], stated: Iterable[StatedPopulation]
) -> Mapping[str, list[StatedPopulation]]:
    """Return other figures by the most populous city of their name beside their point.

    A municipality that took others over and has no figure is meant where its name stands before
    the word for it, too: Guldborgsund Municipality. It may have no point of its own, so that it is
    looked for by those that it took over.
    """
    cities, found = Cities(places.values()), defaultdict[str, list[StatedPopulation]](list)
    for one in stated:
        keys = {name_key(form) for form in (one.name, *one.name.replace("(", ",").split(",")[:1])}
        near = cities.within(one.latitude, one.longitude, _SAME_PLACE_KM)
        place = next((each for each in near if cities.bears(each, keys)), None)
        named = _MUNICIPALITY.fullmatch(one.name)
        if place is None and named is not None:
            own = {name_key(named[1])}
            uncounted = _uncounted_heirs(places, near)
            place = next((each for each in uncounted if name_key(each.name) in own), None)
        if place is not None:
            found[place.place_id].append(one)
    return found


def latest_values(
    rows: Sequence[Mapping[str, Any]], variable: str, until: int = 9999
) -> dict[str, DatedPopulation]:
    """Newest values of a variable of `city_covariates` up to a year, by place id."""
    found: dict[str, DatedPopulation] = {}
    for row in rows:
        if row["variable"] != variable or not row["value"] or row["year"] > until:
            continue
        before = found.get(row["place_id"])
        if before is None or row["year"] > before.year:
            people = round(row["value"])
            found[row["place_id"]] = DatedPopulation(people, row["year"], row["source_id"])
    return found


FALLS_SHORT = 1.5
"""Times by which all other figures exceed one that is far too small."""
SHARE = 1 / 3
"""Of the figures that can be held against others, so many are too small where none is believed."""
SHARE_OF_SOME = 1 / 5
"""So many are too small where those are that Wikidata exceeds; fewer are errors of either."""
FEWEST_TOWNS = 5
"""A share of fewer towns tells nothing of a country."""
MANY_TOWNS = 50
"""A smaller share needs so many to tell something."""
SMALL = 100_000
_GEONAMES = ("", "geonames")
_ELSEWHERE = frozenset({"CN"})
"""Where counties and their seats have rules of their own."""
_METROPOLITAN = (
    (1, 1), (6, 7), (9, 10), (16, 16), (20, 21), (25, 27), (31, 31), (33, 35), (38, 38), (41, 42),
    (44, 48), (52, 52), (54, 55), (59, 59), (61, 61), (63, 63), (65, 65),
)  # fmt: skip
"""First and last numbers of the metropolitan provinces of Türkiye, by laws 5216 and 6360."""
_WHOLE_DISTRICTS = {
    "TR": frozenset(
        f"TR-{number:02}" for first, last in _METROPOLITAN for number in range(first, last + 1)
    )
}
"""Regions whose municipalities are whole districts, where others of the country have towns."""


def countries_of_small_counts(
    places: Mapping[str, Place],
    others: Mapping[str, Sequence[int]],
    share: float = SHARE,
    fewest: int = FEWEST_TOWNS,
) -> frozenset[str]:
    """Tell in which countries small figures of GeoNames are not believed.

    Parameters
    ----------
    places
        The places, by id, with populations of GeoNames.
    others
        Other figures of the same places, by id.
    share
        Of the figures that others can be held against, at least so many are too small.
    fewest
        Of fewer towns that can be held against others nothing follows.

    Returns
    -------
    frozenset
        ISO 3166-1 alpha-2 codes.
    """
    checked, short = Counter[str](), Counter[str]()
    for place_id, figures in others.items():
        place = places[place_id]
        if is_small_count(place) and figures:
            checked[place.country] += 1
            short[place.country] += falls_short(place.population or 0, figures)
    return frozenset(
        country
        for country, towns in checked.items()
        if towns >= fewest and short[country] >= share * towns
    )


def is_small_count(place: Place) -> bool:
    """Whether a figure is one of GeoNames below 100,000, of a town."""
    if place.population is None or place.country in _ELSEWHERE or place.level != "city":
        return False
    if is_town_of_a_district(place):
        return False
    return (place.population_source or "") in _GEONAMES and place.population < SMALL


def is_town_of_a_district(place: Place) -> bool:
    """Whether a town has a municipality of its own, in a district of its name that has none."""
    whole = _WHOLE_DISTRICTS.get(place.country)
    return whole is not None and place.region_iso not in whole and place.level == "city"


def falls_short(own: int, others: Sequence[int]) -> bool:
    """Whether all other figures exceed one by over `FALLS_SHORT` times; False where none is."""
    return bool(others) and own * FALLS_SHORT < min(others)
