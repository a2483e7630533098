"""Levels and local names that the gazetteer lacks or has out of date, mended by a table.

GeoNames knows most Chinese districts and counties only as the populated place of their name, often
with the status of years ago. `place_corrections.csv` says what such a place is today.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.dataset.gazetteer import Gazetteer
from sistercities.errors import BuildError, SourceError
from sistercities.terms.words import LEVELS, Level

COLUMNS = ("place_id", "name", "name_local", "level", "reason", "date")


@dataclass(frozen=True, slots=True)
class PlaceCorrection:
    """One row: the place of this id is of this level and has this local name."""

    place_id: str
    name: str
    name_local: str
    level: Level


def read_place_corrections(path: Path) -> tuple[PlaceCorrection, ...]:
    """Read the table.

    Raises
    ------
    SourceError
        If the columns are others or a level is not known.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            advice = f"write {', '.join(COLUMNS)}"
            raise SourceError(path.name, 1, "header", rows.fieldnames, advice)
        return tuple(_correction(path, rows.line_num, row) for row in rows)


def _correction(path: Path, line: int, row: dict[str, str]) -> PlaceCorrection:
    if row["level"] not in LEVELS:
        raise SourceError(path.name, line, "level", row["level"], f"use one of {', '.join(LEVELS)}")
    return PlaceCorrection(row["place_id"], row["name"], row["name_local"], row["level"])


def apply_corrections(gazetteer: Gazetteer, corrections: Iterable[PlaceCorrection]) -> None:
    """Put each correction into the gazetteer, in place; ids and other spellings stay.

    Raises
    ------
    BuildError
        If the place is not there or bears another name: the correction is of another gazetteer.
    """
    for correction in corrections:
        place = gazetteer.places.get(gazetteer.canonical(correction.place_id))
        if place is None or place.name.replace("’", "'") != correction.name:
            found = place.name if place else "no place"
            raise BuildError(
                f"place_corrections.csv: {correction.place_id} is {found}, "
                f"not {correction.name}; mend or drop the row"
            )
        spellings = {**dict(place.names), correction.name_local: "zh"}
        gazetteer.places[place.place_id] = replace(
            place,
            name_local=correction.name_local,
            level=correction.level,
            names=tuple(sorted(spellings.items())),
        )
