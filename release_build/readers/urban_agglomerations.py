"""Population of urban agglomerations: World Urbanization Prospects 2018, file 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.readers.spreadsheet import SheetRow, sheet_rows

YEARS = tuple(range(1950, 2036, 5))
_HEADER = (
    "Index", "Country Code", "Country or area", "City Code", "Urban Agglomeration", "Note",
    "Latitude", "Longitude",
)  # fmt: skip
_ROWS_ABOVE = 16


@dataclass(frozen=True, slots=True)
class Agglomeration:
    """One agglomeration of over 300,000 people in 2018.

    Attributes
    ----------
    code
        Number of the city in the source.
    name
        As the source writes it.
    latitude, longitude
        In degrees.
    thousands
        Thousand persons by year; the years after 2018 are projected.
    """

    code: int
    name: str
    latitude: float
    longitude: float
    thousands: Mapping[int, float]


def read_agglomerations(path: Path) -> tuple[Agglomeration, ...]:
    """Read the agglomerations in the order of the file.

    Raises
    ------
    SourceError
        If a column or a value is not known.
    """
    columns = (*_HEADER, *map(str, YEARS))
    return tuple(_agglomeration(row) for row in sheet_rows(path, "Data", columns, _ROWS_ABOVE))


def _agglomeration(row: SheetRow) -> Agglomeration:
    thousands = {year: row.number(str(year)) for year in YEARS}
    return Agglomeration(
        int(row.filled("City Code")),
        row.text("Urban Agglomeration"),
        row.degrees("Latitude", 90.0),
        row.degrees("Longitude", 180.0),
        {year: value for year, value in thousands.items() if value is not None},
    )
