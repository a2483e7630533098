"""Ideal points of states in the UN General Assembly, by year (Bailey, Strezhnev and Voeten)."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_number, is_round_number, is_year

FILE = "ideal_points_2025.csv.gz"
COLUMNS = (
    "ccode", "iso3c", "countryname", "year", "idealpointfp", "idealpointall", "nvotesall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IdealPoint:
    """One state in one year.

    Attributes
    ----------
    cow_code, iso3
        Code of the Correlates of War, and the source's letters; these are blank in a few rows
        without a value.
    year
        Year of the session.
    from_passage, from_all
        Ideal point from final votes on passage, and from all votes; None where there is none.
    """

    cow_code: int
    iso3: str
    year: int
    from_passage: float | None
    from_all: float | None


def read_ideal_points(snapshot: Snapshot) -> tuple[IdealPoint, ...]:
    """Read every row; the name of the state and the number of votes are not used.

    Raises
    ------
    SourceError
        If a column, a code, a year or a number is not understood.
    """
    file = snapshot.path.name
    return tuple(
        _ideal_point(WrittenRow(file, line, values))
        for line, values in table_rows(snapshot, COLUMNS, unread=("countryname",))
    )


def _ideal_point(row: WrittenRow) -> IdealPoint:
    row.require("ccode", "year")
    row.require_round_number("ccode")
    year = row.values["year"].removesuffix(".0")
    if not is_year(year, 1946) or not is_round_number(row.values["ccode"]):
        raise row.refuse("year", "write a year from 1946 in four digits")
    return IdealPoint(
        int(float(row.values["ccode"])),
        row.values["iso3c"],
        int(year),
        _number(row, "idealpointfp"),
        _number(row, "idealpointall"),
    )


def _number(row: WrittenRow, column: str) -> float | None:
    value = row.values[column]
    if not value:
        return None
    if not is_number(value):
        raise row.refuse(column, "write a number with a point, or leave it blank")
    return float(value)
