"""Which cities are the capital of their country, and a seat of their first-level region.

A dual place is its own seat. Of any other region the answer is known where Natural Earth marks
one capital in it, or we rule: on one seat, on several that share it, or on none that we could name.
In a region of which nothing is known nothing is said: its cities have no row.

Towns of a territory are not the capital of a country. Where that capital is, the state's own cities
say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.covariates.flights import is_city
from release_build.covariates.nearby import Cities
from release_build.covariates.value_rows import value_row
from release_build.readers.natural_earth import MarkedCapital
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import is_region, region_of
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.country_variables import GEONAMES_YEAR
from sistercities.terms.places import Place

MARK_YEAR = 2018
"""Natural Earth 4.1, the first version with Wikidata ids, is of 2018."""

RULING_YEAR = 2026
"""Our rulings are on the regions and seats of the release."""

MARKS = "places-natural-earth"
DECISIONS = "decisions"
_LINK_KM = 30.0
_COLUMNS = ("region_iso", "place_id", "reason", "date")


Seats = frozenset[str]
"""Cities that are the seat of one region; empty where we hold that none can be named."""


@dataclass(frozen=True, slots=True)
class RegionSeats:
    """The seats of one region, and who says so."""

    place_ids: Seats
    source_id: str


def read_region_capitals(path: Path, places: Mapping[str, Place]) -> dict[str, Seats]:
    """Read `region_capitals.csv`: the seats by id of their region.

    Several rows on one region are seats that share it. A row without a place says that the seat is
    no place of the release, or is not known well enough to name it.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    by_code = {place.region_iso: place for place in places.values() if is_region(place)}
    ruled: dict[str, Seats] = {}
    for written in ruling_rows(path, _COLUMNS):
        row = written.values
        if row["place_id"]:
            region, seat = _ruled_seat(written, places), frozenset({row["place_id"]})
        elif row["region_iso"] in by_code:
            region, seat = by_code[row["region_iso"]].place_id, frozenset()
        else:
            raise written.refuse("region_iso", "name a region of the release, or its seat")
        if places[region].is_dual:
            raise written.refuse("region_iso", "a dual place is its own seat; take the row out")
        if region in ruled and not (seat and ruled[region]):
            raise written.refuse("place_id", "another row on the region contradicts it; keep one")
        ruled[region] = ruled.get(region, frozenset()) | seat
    return ruled


def _ruled_seat(written: WrittenRow, places: Mapping[str, Place]) -> str:
    place = places.get(written.values["place_id"])
    region = region_of(place, places) if place else None
    if place is None or region is None or place.region_iso != written.values["region_iso"]:
        raise written.refuse("place_id", "name a city of the release in that region")
    return region


def region_capitals(
    marked: Iterable[MarkedCapital],
    places: Mapping[str, Place],
    cities: Cities,
    ruled: Mapping[str, Seats],
) -> dict[str, RegionSeats]:
    """Find the seats of each first-level region, by the region's id.

    Raises
    ------
    BuildError
        If a ruling is what the source marks.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one in marked:
        city = _city_of(one, cities)
        region = city and region_of(city, places)
        if city and region:
            found[region].add(city.place_id)
    alone = {region: frozenset(ids) for region, ids in found.items() if len(ids) == 1}
    idle = sorted(
        next(iter(ruled[region])) for region in ruled if alone.get(region) == ruled[region]
    )
    if idle:
        raise BuildError(
            f"data/decisions/region_capitals.csv: the ruling on {', '.join(idle)} is what Natural "
            "Earth marks; take the rows out"
        )
    own = {
        place.place_id: frozenset({place.place_id}) for place in places.values() if place.is_dual
    }
    return (
        {region: RegionSeats(ids, MARKS) for region, ids in alone.items()}
        | {region: RegionSeats(ids, DECISIONS) for region, ids in ruled.items()}
        | {region: RegionSeats(ids, DECISIONS) for region, ids in own.items()}
    )


def _city_of(capital: MarkedCapital, cities: Cities) -> Place | None:
    keys = {name_key(name) for name in capital.names}
    near = cities.within(capital.latitude, capital.longitude, _LINK_KM)
    return next(
        (place for place in near if place.country == capital.country and cities.bears(place, keys)),
        None,
    )


def capital_rows(
    places: Mapping[str, Place],
    national: Collection[str],
    territories: Collection[str],
    regional: Mapping[str, RegionSeats],
) -> Iterator[Row]:
    """Lay out both facts on every city, where they are known.

    Parameters
    ----------
    places
        The places of the release.
    national
        Places that are capitals of states.
    territories
        Codes of territories of other states: no place there is the capital of its state.
    regional
        Seats by region.
    """
    known = {places[place_id].country for place_id in national} | set(territories)
    for place in filter(is_city, places.values()):
        if place.country in known:
            is_capital = place.place_id in national and place.country not in territories
            yield value_row(
                place.place_id, "is_national_capital", GEONAMES_YEAR, float(is_capital), "1",
                "geonames",
            )  # fmt: skip
        seats = regional.get(region_of(place, places) or "")
        if seats and seats.place_ids:
            is_seat = float(place.place_id in seats.place_ids)
            year = MARK_YEAR if seats.source_id == MARKS else RULING_YEAR
            yield value_row(
                place.place_id, "is_region_capital", year, is_seat, "1", seats.source_id
            )
