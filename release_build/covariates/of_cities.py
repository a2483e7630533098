"""Tables of the facts on cities, regions and pairs of cities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from release_build.covariates import chinese_cities
from release_build.covariates.airport_cities import AirportCities, read_airport_rulings
from release_build.covariates.border_cities import border_rows, read_disputed_borders
from release_build.covariates.capitals import (
    RegionSeats,
    capital_rows,
    read_region_capitals,
    region_capitals,
)
from release_build.covariates.chinese_cities import province_rows
from release_build.covariates.city_sources import (
    HOMES,
    NATURAL_EARTH,
    DrawnWorld,
    drawn_world,
    flown_routes,
    time_zones,
)
from release_build.covariates.climate import climate_rows
from release_build.covariates.coast_and_border import geography_rows
from release_build.covariates.flight_links import read_homes
from release_build.covariates.flights import flight_network, flight_rows
from release_build.covariates.heritage import (
    near_rows,
    reaches,
    read_heritage_names,
    read_reaches,
    site_rows,
    with_names_of_today,
    with_right_points,
)
from release_build.covariates.land_pieces import island_rows
from release_build.covariates.mountains import mountain_rows
from release_build.covariates.nearby import Cities
from release_build.covariates.past_flights import past_flight_tables
from release_build.covariates.sea_ports import port_rows
from release_build.covariates.time_zones import read_official_zones, time_zone_rows
from release_build.covariates.urban_population import agglomeration_rows
from release_build.covariates.value_rows import as_columns
from release_build.readers.china_city_panel import read_city_panel
from release_build.readers.china_city_yearbook import read_yearbook
from release_build.readers.china_provinces import read_provinces
from release_build.readers.natural_earth import read_marked_capitals
from release_build.readers.ports import read_lanes, read_ports
from release_build.readers.urban_agglomerations import read_agglomerations
from release_build.readers.world_grid import read_altitudes, read_climate_map
from release_build.readers.world_heritage import read_heritage
from sistercities.dataset.ingredients import Row
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.city_origins import CITY_FOLDERS
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.terms.covariate_tables import COVARIATE_TABLES
from sistercities.terms.places import Place

_TABLES = {table.name: table for table in COVARIATE_TABLES}


def city_tables(
    shared_data: Path,
    decisions: Path,
    places: Mapping[str, Place],
    national_capitals: Collection[str],
    states: Collection[str],
    figures: Sequence[Row],
) -> dict[str, Sequence[Row]]:
    """Lay out the tables, by name.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.
    places
        The places of the release, by id.
    national_capitals
        Places that are capitals of countries and territories.
    states
        Codes of the countries that are states.
    figures
        What `city_figures` returns of these places.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    homes = read_homes(decisions / HOMES)
    flights = _flight_tables(shared_data, decisions, places, homes)
    heritage = _heritage_tables(shared_data, decisions, places)
    of_cities = chain(
        flights["city_covariates"],
        heritage["city_covariates"],
        _by_coast_and_border(drawn_world(shared_data, decisions), decisions, places),
        _by_grids(places),
        capital_rows(
            places,
            {one for one in national_capitals if places[one].country in states},
            set(homes) - set(states),
            _seats(shared_data, decisions, places),
        ),
        time_zone_rows(places, time_zones(), read_official_zones(decisions / "time_zones.csv")),
        figures,
    )
    # Each is held by the rows that are made of it alone, and goes when these are laid out.
    drawn_world.cache_clear()
    time_zones.cache_clear()
    provinces = read_provinces(_folder(shared_data, "china-provinces-nbs"))
    rows = {
        **flights,
        **heritage,
        "city_covariates": of_cities,
        "region_covariates": chain(flights["region_covariates"], province_rows(provinces, places)),
    }
    tables: dict[str, Sequence[Row]] = {
        name: as_columns(_TABLES[name], rows[name]) for name in rows
    }
    return tables


def _folder(shared_data: Path, source_id: str) -> Path:
    return shared_data / CITY_FOLDERS[source_id]


def _flight_tables(
    shared_data: Path, decisions: Path, places: Mapping[str, Place], homes: Mapping[str, str]
) -> dict[str, Iterable[Row]]:
    cities = AirportCities(places, read_airport_rulings(decisions / "airports.csv", places))
    routes = flown_routes(shared_data)
    flown_routes.cache_clear()
    network = flight_network(routes.listed, decisions, places, cities, homes)
    past = past_flight_tables(routes.past, places, network.listed, cities, homes)
    cities.require_needed()
    return {**flight_rows(network, places), **past}


def _heritage_tables(
    shared_data: Path, decisions: Path, places: Mapping[str, Place]
) -> dict[str, Iterable[Row]]:
    listed = with_names_of_today(
        read_heritage(_folder(shared_data, "heritage-unesco-2019")),
        read_heritage_names(decisions / "heritage_names.csv"),
    )
    ruled = read_reaches(decisions / "heritage_reach.csv", places)
    reach, sites = reaches(listed, ruled), with_right_points(listed, ruled, places)
    near, counts = near_rows(places, sites, reach)
    return {
        "heritage_sites": site_rows(sites, reach),
        "heritage_nearby": near,
        "city_covariates": counts,
    }


def _by_coast_and_border(
    drawn: DrawnWorld, decisions: Path, places: Mapping[str, Place]
) -> Iterator[Row]:
    lines = drawn.lines
    disputed = read_disputed_borders(decisions / "disputed_borders.csv", known_countries())
    yield from geography_rows(places, lines)
    yield from border_rows(places, lines, disputed)
    yield from port_rows(places, read_ports(), read_lanes(), lines.coast)
    yield from island_rows(places, drawn.land)


def _by_grids(places: Mapping[str, Place]) -> Iterator[Row]:
    """One grid after the other, so that only one of them is held, and no coast beside it."""
    yield from mountain_rows(places, read_altitudes())
    yield from climate_rows(places, read_climate_map())


def _seats(
    shared_data: Path, decisions: Path, places: Mapping[str, Place]
) -> dict[str, RegionSeats]:
    path = shared_data / NATURAL_EARTH / "ne_populated_places_slim.csv.gz"
    marked = read_marked_capitals(Snapshot(path, Origin(NATURAL_EARTH)))
    ruled = read_region_capitals(decisions / "region_capitals.csv", places)
    return region_capitals(marked, places, Cities(places.values()), ruled)


def city_figures(shared_data: Path, decisions: Path, places: Mapping[str, Place]) -> Iterator[Row]:
    """Yield people and economy of cities and agglomerations, rows of `city_covariates`.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    yearbook = _folder(shared_data, chinese_cities.YEARBOOK) / "ccsy2024_tidy_2023values.csv"
    panel = _folder(shared_data, chinese_cities.PANEL) / "cities_1999_2018.xlsx"
    urban = _folder(shared_data, "cities-wup-2018") / "WUP2018-F12.xls"
    names_now = chinese_cities.read_names_now(decisions / "china_city_names.csv")
    refusals = chinese_cities.read_refusals(decisions / "covariate_refusals.csv")
    yield from chinese_cities.yearbook_rows(read_yearbook(yearbook), places)
    yield from chinese_cities.panel_rows(read_city_panel(panel), places, names_now, refusals)
    yield from agglomeration_rows(read_agglomerations(urban), Cities(places.values()))
