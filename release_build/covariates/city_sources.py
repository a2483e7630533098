"""What the facts on cities are read from and needs no places: time zones, lines of the map, routes.

The build reads it ahead, in the second process, while the names of ties are still resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from release_build.covariates.coast_and_border import Lines, coast_and_borders, read_rivers
from release_build.covariates.flight_links import read_homes
from release_build.covariates.land_pieces import ISLAND_KM2, LandPieces, land_pieces
from release_build.covariates.past_flights import PastRoutes, read_past_routes
from release_build.readers.admin_outlines import read_outlines
from release_build.readers.admin_shapes import read_named_shapes
from release_build.readers.geonames import read_time_zones
from release_build.readers.vrs_flights import VrsFlights, read_vrs_flights
from sistercities.sources.city_origins import CITY_FOLDERS

NATURAL_EARTH = "places-natural-earth"
HOMES = "regional_flights.csv"


@dataclass(frozen=True)
class DrawnWorld:
    """Lines of coasts and borders, and pieces of land."""

    lines: Lines
    land: LandPieces


@dataclass(frozen=True)
class FlownRoutes:
    """Routes listed up to now, and those of years past."""

    listed: VrsFlights
    past: PastRoutes


def read_ahead(shared_data: Path, decisions: Path) -> None:
    """Read all, so that who needs them later in this process has them at once.

    Time zones come first: the file that states them takes half a gigabyte while it is read, which
    must not come on top of the places and the lines.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    time_zones()
    flown_routes(shared_data)
    drawn_world(shared_data, decisions)


@cache
def time_zones() -> Mapping[int, str]:
    """Read the time zones by GeoNames id, once in a process; `cache_clear` lets them go.

    Raises
    ------
    SourceError
        If the file holds what is not understood.
    """
    return read_time_zones()


@cache
def drawn_world(shared_data: Path, decisions: Path) -> DrawnWorld:
    """Read the lines and the land, once in a process; `cache_clear` lets them go.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    archive = shared_data / NATURAL_EARTH / "admin1_topojson.tgz"
    outlines = read_outlines(archive)
    one_state = _one_state(read_homes(decisions / HOMES))
    grids = {outline.country: outline.grid for outline in outlines}
    return DrawnWorld(
        coast_and_borders(outlines, one_state, read_rivers(decisions / "rivers.csv")),
        land_pieces(read_named_shapes(archive), grids, ISLAND_KM2),
    )


@cache
def flown_routes(shared_data: Path) -> FlownRoutes:
    """Read the routes, once in a process; `cache_clear` lets them go.

    Raises
    ------
    SourceError, BuildError
        If a snapshot holds what is not understood.
    """
    archive = shared_data / CITY_FOLDERS["flights-vrs-2026"] / "vrs_routes_airports.tgz"
    past = shared_data / CITY_FOLDERS["flights-openflights"]
    return FlownRoutes(read_vrs_flights(archive), read_past_routes(past))


def _one_state(homes: Mapping[str, str]) -> list[Collection[str]]:
    """Group the codes of one state."""
    groups: dict[str, set[str]] = defaultdict(set)
    for country, home in homes.items():
        groups[home] |= {home, country}
    return list(groups.values())
