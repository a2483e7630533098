"""Published totals of sister ties, the yardstick of the coverage card."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import SourceError

FILE = Path("official-totals") / "totals.csv"
LEVELS = ("all", "province", "below province", "prefecture", "county")
_USED = ("scope", "level", "as_of", "ties", "source")
_IGNORED = ("chinese_side", "foreign_side", "countries")


@dataclass(frozen=True, slots=True)
class OfficialTotal:
    """One published total: of what, at which level, when, how many, and who says so.

    `scope` is the publisher's word, such as China, China-Japan or Jiangsu; `as_of` is an ISO date
    as far as known.
    """

    scope: str
    level: str
    as_of: str
    ties: int
    source: str


def read_official_totals(shared_data: Path) -> list[OfficialTotal]:
    """Read every published total.

    Raises
    ------
    SourceError
        If a column, a level, a number or a date is not understood.
    """
    path = shared_data / FILE
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        _check_columns(path, reader.fieldnames or ())
        return list(_totals(path, reader))


def _check_columns(path: Path, columns: object) -> None:
    found = set(columns) if isinstance(columns, list | tuple) else set()
    odd = sorted(found ^ {*_USED, *_IGNORED})
    if odd:
        raise SourceError(str(path), 1, odd[0], odd[0], "compare the header with the reader")


def _totals(path: Path, reader: csv.DictReader[str]) -> Iterator[OfficialTotal]:
    for number, row in enumerate(reader, start=2):
        if row["level"] not in LEVELS:
            raise SourceError(
                str(path), number, "level", row["level"], f"known are {', '.join(LEVELS)}"
            )
        if not row["ties"].isdigit():
            raise SourceError(str(path), number, "ties", row["ties"], "give a whole number")
        if not row["as_of"][:4].isdigit():
            raise SourceError(str(path), number, "as_of", row["as_of"], "give an ISO date")
        yield OfficialTotal(
            row["scope"], row["level"], row["as_of"], int(row["ties"]), row["source"]
        )
