"""The port of each city: the nearest one of its country where ships of the sea get to.

The list knows dry ports too (Denver, Madrid). A place of it is a port here if it lies within 5 km
of the sea or of a shipping lane, which go up the Saint Lawrence to the Great Lakes, up the Parana
and over the Caspian; or if shipping lines have a terminal there and the sea is within 100 km or a
lane within 20 km, as at Nanjing, Rouen or Montreal. A port belongs to a city within 25 km; a
terminal that bears the city's name within 60 km: that of Tianjin lies 52 km from its centre.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from release_build.covariates.coast_and_border import nearest_km
from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from release_build.readers.ports import SOURCE_ID, Port
from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

Vectors = NDArray[np.float64]
YEAR = 2024
"""Year of the list in the package."""

AT_KM = 5.0
TERMINAL_FROM_SEA_KM, TERMINAL_FROM_LANE_KM = 100.0, 20.0
OWN_KM, NAMED_KM = 25.0, 60.0
_STEP_DEGREES = 0.02
_NOWHERE: Vectors = np.empty((0, 3))


def port_rows(
    places: Mapping[str, Place],
    ports: Sequence[Port],
    lanes: Sequence[NDArray[np.float64]],
    coast: Vectors,
) -> Iterator[Row]:
    """Lay out distance to a port, port and terminal of every city in a country with ports.

    A city farther than 100 km from the sea has no port in a country without any, too. Nothing is
    said of the coast of a country of which the list has no port.

    Parameters
    ----------
    places
        The places of the release.
    ports, lanes
        The list, and shipping lanes in degrees.
    coast
        Points of coast, unit vectors of shape (points, 3).
    """
    by_country: dict[str, list[Port]] = defaultdict(list)
    for port in reached_by_ships(ports, lanes, coast):
        by_country[port.country].append(port)
    vectors = {country: _vectors(known) for country, known in by_country.items()}
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    points = place_vectors(cities)
    to_sea = nearest_km(points, coast)
    for place, point, sea_km in zip(cities, points, to_sea.tolist(), strict=True):
        known = by_country.get(place.country, [])
        if known or sea_km > TERMINAL_FROM_SEA_KM:
            yield from _rows_of(place, point, known, vectors.get(place.country, _NOWHERE))


def reached_by_ships(
    ports: Sequence[Port], lanes: Sequence[NDArray[np.float64]], coast: Vectors
) -> list[Port]:
    """Keep the places of the list where ships of the sea get to."""
    points = _vectors(ports)
    sea = nearest_km(points, coast)
    lane = nearest_km(points, _along(lanes))
    is_terminal = np.array([port.is_terminal is True for port in ports])
    is_near = (sea <= TERMINAL_FROM_SEA_KM) | (lane <= TERMINAL_FROM_LANE_KM)
    is_kept = (sea <= AT_KM) | (lane <= AT_KM) | (is_terminal & is_near)
    return [port for port, kept in zip(ports, is_kept.tolist(), strict=True) if kept]


def _along(lanes: Sequence[NDArray[np.float64]]) -> Vectors:
    """Points along the lanes, two kilometres apart at most, as unit vectors."""
    pieces = []
    for line in lanes:
        steps = np.diff(line, axis=0)
        counts = np.maximum(np.ceil(np.abs(steps).max(axis=1) / _STEP_DEGREES), 1).astype(np.int64)
        for start, step, count in zip(line[:-1], steps, counts.tolist(), strict=True):
            pieces.append(start + step * (np.arange(count) / count)[:, None])
        pieces.append(line[-1:])
    points = np.concatenate(pieces)
    return unit_vectors(points[:, 0], points[:, 1])


def _vectors(ports: Sequence[Port]) -> Vectors:
    return unit_vectors(
        np.array([port.longitude for port in ports]), np.array([port.latitude for port in ports])
    )


def _rows_of(
    place: Place, point: Vectors, known: Sequence[Port], vectors: Vectors
) -> Iterator[Row]:
    own: list[Port] = []
    if known:
        km = ground_km(np.linalg.norm(vectors - point, axis=1))
        near = np.flatnonzero(km <= NAMED_KM).tolist()
        own = [known[at] for at in near if _owns(place, known[at], float(km[at]))]
        yield _row(place, "km_to_port", round(float(km.min()), 1), "km")
    yield _row(place, "has_port", float(bool(own)), "1")
    marks = {port.is_terminal for port in own}
    if True in marks or None not in marks:
        yield _row(place, "has_port_terminal", float(True in marks), "1")


def _owns(place: Place, port: Port, km: float) -> bool:
    if km <= OWN_KM:
        return True
    is_named = port.is_terminal is True and name_key(port.name) == name_key(place.name)
    return is_named and km <= NAMED_KM


def _row(place: Place, variable: str, value: float, unit: str) -> Row:
    return value_row(place.place_id, variable, YEAR, value, unit, SOURCE_ID)
