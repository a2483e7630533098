"""Migrant stock by origin and destination, by the UN, revision of 2019: names, not codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot, table_columns, table_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

FILE = "ims_1990_2020_total.csv.gz"
WAVES = ("1990", "1995", "2000", "2005", "2010", "2015", "2019")
NOT_KNOWN = ("", "..", "-")
"""Blank, `..` for not available, and `-`; the source does not say which of them means none."""


@dataclass(frozen=True, slots=True)
class MigrantStock:
    """Persons from `origin` who live in `destination`, names as written."""

    origin: str
    destination: str
    year: int
    persons: int


def read_migrants(snapshot: Snapshot, aggregates: frozenset[str]) -> Iterator[MigrantStock]:
    """Yield the known stocks between two names that are not in `aggregates`.

    Raises
    ------
    SourceError
        If a column that is needed is missing, or a wave or a number is not understood.
    """
    columns = table_columns(snapshot)
    for needed in ("Year", "Destination"):
        if needed not in columns:
            advice = "the columns are Year, Destination and one for each origin"
            raise SourceError(snapshot.path.name, 1, needed, "(missing)", advice)
    origins = [one for one in columns if one not in {"Year", "Destination", *aggregates}]
    for line, values in table_rows(snapshot, columns):
        row = WrittenRow(snapshot.path.name, line, values)
        row.require_one_of("Year", WAVES)
        row.require("Destination")
        if values["Destination"] not in aggregates:
            yield from _of_row(row, origins)


def _of_row(row: WrittenRow, origins: list[str]) -> Iterator[MigrantStock]:
    destination, year = row.values["Destination"], int(row.values["Year"])
    for origin in origins:
        value = row.values[origin]
        if value in NOT_KNOWN:
            continue
        if not is_whole_number(value):
            raise row.refuse(origin, "write a whole number of persons, .. or nothing")
        yield MigrantStock(origin, destination, year, int(value))
