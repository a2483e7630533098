"""Capitals of first-level regions, as Natural Earth marks its populated places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from release_build.readers.natural_earth import COLUMNS
from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow

_CAPITALS = {
    "Admin-0 capital", "Admin-0 capital alt", "Admin-0 region capital", "Admin-1 capital",
    "Admin-1 region capital",
}  # fmt: skip
_OTHERS = {
    "Populated place", "Scientific station", "Historic place", "Meteorological Station",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkedCapital:
    """A place that is marked as the capital of a country or of one of its regions."""

    names: tuple[str, ...]
    country: str
    latitude: float
    longitude: float


def read_marked_capitals(snapshot: Snapshot) -> tuple[MarkedCapital, ...]:
    """Read the capitals in the order of the file.

    Raises
    ------
    SourceError
        If a column, a mark or a point is not understood.
    """
    return tuple(_capitals(snapshot))


def _capitals(snapshot: Snapshot) -> Iterator[MarkedCapital]:
    for line, values in table_rows(snapshot, COLUMNS):
        row = WrittenRow(snapshot.path.name, line, values)
        row.require_one_of("FEATURECLA", sorted(_CAPITALS | _OTHERS))
        if values["FEATURECLA"] not in _CAPITALS:
            continue
        row.require("NAME", "LATITUDE", "LONGITUDE")
        row.require_degrees("LATITUDE", 90.0)
        row.require_degrees("LONGITUDE", 180.0)
        names = (values["NAME"], values["NAMEASCII"], values["NAME_EN"])
        yield MarkedCapital(
            tuple(dict.fromkeys(name for name in names if name)),
            values["ISO_A2"],
            float(values["LATITUDE"]),
            float(values["LONGITUDE"]),
        )
