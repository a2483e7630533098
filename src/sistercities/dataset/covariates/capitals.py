"""Which cities are the capital of their country, and of their first-level region.

Of a region the answer is known where Natural Earth marks one capital in it, or we rule. In a
region with no mark or with several nothing is said: its cities have no row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from sistercities.dataset.covariates.flights import is_city
from sistercities.dataset.covariates.nearby import Cities
from sistercities.dataset.covariates.value_rows import value_row
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import region_of
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.natural_earth_capitals import MarkedCapital
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.country_variables import GEONAMES_YEAR
from sistercities.terms.places import Place

MARK_YEAR = 2018
"""Natural Earth 4.1, the first version with Wikidata ids, is of 2018."""

_LINK_KM = 30.0
_COLUMNS = ("region_iso", "place_id", "reason", "date")


def read_region_capitals(path: Path, places: Mapping[str, Place]) -> dict[str, str]:
    """Read `region_capitals.csv`: the capital by id of its region.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    ruled: dict[str, str] = {}
    for line, row in file_rows(path, _COLUMNS):
        written = WrittenRow(path.name, line, row)
        written.require("region_iso", "reason")
        written.require_day("date")
        place = places.get(row["place_id"])
        region = region_of(place, places) if place else None
        if place is None or region is None or place.region_iso != row["region_iso"]:
            raise written.refuse("place_id", "name a city of the release in that region")
        ruled[region] = place.place_id
    return ruled


def region_capitals(
    marked: Iterable[MarkedCapital],
    places: Mapping[str, Place],
    cities: Cities,
    ruled: Mapping[str, str],
) -> dict[str, str]:
    """Find the capital of each first-level region, by the region's id.

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
    alone = {region: next(iter(ids)) for region, ids in found.items() if len(ids) == 1}
    idle = sorted(ruled[region] for region in ruled if alone.get(region) == ruled[region])
    if idle:
        raise BuildError(
            f"data/decisions/region_capitals.csv: the ruling on {', '.join(idle)} is what Natural "
            "Earth marks; take the rows out"
        )
    return alone | dict(ruled)


def _city_of(capital: MarkedCapital, cities: Cities) -> Place | None:
    keys = {name_key(name) for name in capital.names}
    near = cities.within(capital.latitude, capital.longitude, _LINK_KM)
    return next(
        (place for place in near if place.country == capital.country and cities.bears(place, keys)),
        None,
    )


def capital_rows(
    places: Mapping[str, Place], national: Collection[str], regional: Mapping[str, str]
) -> Iterator[Row]:
    """Lay out both facts on every city, where they are known.

    Parameters
    ----------
    places
        The places of the release.
    national
        Places that are capitals of countries.
    regional
        Capital by region.
    """
    with_capital = {places[place_id].country for place_id in national}
    for place in filter(is_city, places.values()):
        if place.country in with_capital:
            yield _row(place, "is_national_capital", place.place_id in national)
        region = region_of(place, places)
        if region is not None and region in regional:
            yield _row(place, "is_region_capital", regional[region] == place.place_id)


def _row(place: Place, variable: str, is_so: bool) -> Row:
    if variable == "is_national_capital":
        return value_row(place.place_id, variable, GEONAMES_YEAR, float(is_so), "1", "geonames")
    source = "places-natural-earth"
    return value_row(place.place_id, variable, MARK_YEAR, float(is_so), "1", source)
