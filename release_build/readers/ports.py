"""Ports and shipping lanes of the world, as the package `searoute` brings them.

The ports come from UN/LOCODE, the codes of places of trade and transport, which knows dry ports and
mere offices of forwarders too: whoever takes one for a port has to see whether ships get there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import SourceError
from sistercities.sources.package_files import package_folder
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.written_values import WrittenRow

SOURCE_ID = "ports-searoute"
PORTS, LANES = "ports.geojson", "marnet_searoute.geojson"
_KNOWN = {"cty", "name", "port", "t"}
_UNREAD = "to_cty"
"""Countries that a terminal has lines to, of some: not looked at."""
_CODE = re.compile("[A-Z]{2}([A-Z0-9]{3})?")
_TERMINAL = {1.0: True, 0.0: False, None: None}


@dataclass(frozen=True, slots=True)
class Port:
    """One place of the list.

    Attributes
    ----------
    code, name
        UN/LOCODE, which begins with the country's code, and name.
    longitude, latitude
        Degrees.
    is_terminal
        Whether shipping lines have a terminal there; None where nothing is said.
    """

    code: str
    name: str
    longitude: float
    latitude: float
    is_terminal: bool | None

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]


def packaged_ports() -> Path:
    """Where `searoute` keeps its data."""
    return package_folder("searoute") / "data"


def read_ports(folder: Path | None = None) -> tuple[Port, ...]:
    """Read the list of ports, in its order.

    Raises
    ------
    SourceError
        If an entry has a field that this reader does not know, or lacks one.
    """
    path = (folder or packaged_ports()) / PORTS
    return tuple(_port(path.name, number, one) for number, one in _features(path))


def read_lanes(folder: Path | None = None) -> tuple[NDArray[np.float64], ...]:
    """Read the shipping lanes: lines of degrees, each of shape (points, 2), east and north.

    Raises
    ------
    SourceError
        If a lane is no line.
    """
    path = (folder or packaged_ports()) / LANES
    return tuple(line for number, one in _features(path) for line in _lines(path.name, number, one))


def _features(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    text = Snapshot(path, Origin(SOURCE_ID)).text
    advice = "the file is a collection of GeoJSON; check the version of searoute"
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as problem:
        raise SourceError(path.name, problem.lineno, "(all)", problem.msg, advice) from problem
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise SourceError(path.name, 1, "features", type(features).__name__, advice)
    for number, one in enumerate(features, start=1):
        shape = one.get("geometry") if isinstance(one, dict) else None
        if not isinstance(shape, dict) or not shape.get("coordinates") or "properties" not in one:
            raise SourceError(path.name, number, "geometry", shape, advice)
        yield number, one


def _port(file: str, number: int, feature: dict[str, Any]) -> Port:
    held = feature["properties"]
    advice = "check the version of searoute"
    if odd := sorted((held.keys() - {_UNREAD}) ^ _KNOWN):
        raise SourceError(file, number, odd[0], held.get(odd[0]), advice)
    if not _CODE.fullmatch(str(held["port"])):
        raise SourceError(file, number, "port", held["port"], f"it is a UN/LOCODE; {advice}")
    if held["t"] not in _TERMINAL:
        raise SourceError(file, number, "t", held["t"], f"it is 1, 0 or nothing; {advice}")
    longitude, latitude = _point(file, number, feature["geometry"]["coordinates"])
    return Port(held["port"], held["name"], longitude, latitude, _TERMINAL[held["t"]])


def _point(file: str, number: int, written: list[float]) -> tuple[float, float]:
    row = WrittenRow(file, number, {"longitude": str(written[0]), "latitude": str(written[1])})
    row.require_degrees("longitude", 180.0)
    row.require_degrees("latitude", 90.0)
    return float(written[0]), float(written[1])


def _lines(file: str, number: int, feature: dict[str, Any]) -> Iterator[NDArray[np.float64]]:
    shape = feature["geometry"]
    if shape.get("type") == "LineString":
        yield np.asarray(shape["coordinates"], dtype=np.float64)[:, :2]
    elif shape.get("type") == "MultiLineString":
        yield from (np.asarray(line, dtype=np.float64)[:, :2] for line in shape["coordinates"])
    else:
        advice = "a lane is a line; check the version of searoute"
        raise SourceError(file, number, "type", shape.get("type"), advice)
