"""Our corrections of the gazetteer's attributes: a main name, a level, a spelling, an end year.

`place_corrections.csv` has a row per place. An empty field leaves the attribute as it is; `names`
adds spellings. A region code given to a first-level region also goes to what lies in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place
from sistercities.terms.words import LEVELS, Level

COLUMNS = (
    "place_id", "name", "name_local", "names", "level", "region_iso", "reason", "source", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceCorrection:
    """One row of `place_corrections.csv`."""

    place_id: str
    name: str
    name_local: str
    names: tuple[str, ...]
    level: str
    region_iso: str


def read_corrections(path: Path) -> tuple[PlaceCorrection, ...]:
    """Read the corrections.

    Raises
    ------
    SourceError
        If a column or a level is not known, or a row gives no reason.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        odd = sorted(set(reader.fieldnames or ()) ^ set(COLUMNS))
        if odd:
            raise SourceError(path.name, 1, odd[0], odd[0], f"the columns are {', '.join(COLUMNS)}")
        return tuple(_correction(path.name, reader.line_num, row) for row in reader)


def _correction(file: str, line: int, row: Mapping[str, str]) -> PlaceCorrection:
    if row["level"] and row["level"] not in LEVELS:
        raise SourceError(file, line, "level", row["level"], f"use one of {LEVELS}")
    if not row["reason"]:
        raise SourceError(file, line, "reason", "", "every correction states its reason")
    names = tuple(name for name in row["names"].split("|") if name)
    return PlaceCorrection(
        row["place_id"], row["name"], row["name_local"], names, row["level"], row["region_iso"]
    )


def corrected(places: Iterable[Place], corrections: Iterable[PlaceCorrection]) -> tuple[Place, ...]:
    """Apply the corrections.

    Raises
    ------
    BuildError
        If a correction is about a place that the gazetteer does not have.
    """
    by_id = {place.place_id: place for place in places}
    codes: dict[str, str] = {}
    for correction in corrections:
        if correction.place_id not in by_id:
            raise BuildError(
                f"place_corrections.csv: the gazetteer has no place {correction.place_id}; "
                "take the row out or mend the id"
            )
        place = _apply(by_id[correction.place_id], correction)
        by_id[place.place_id] = place
        if correction.region_iso and place.level == "region1":
            codes[place.place_id] = correction.region_iso
    return tuple(_with_region(place, codes) for place in by_id.values())


def _apply(place: Place, correction: PlaceCorrection) -> Place:
    languages = dict(place.names)
    for name in (correction.name, correction.name_local, *correction.names):
        if name:
            languages.setdefault(name, "und")
    return replace(
        place,
        name=correction.name or place.name,
        name_local=correction.name_local or place.name_local,
        level=cast("Level", correction.level or place.level),
        region_iso=correction.region_iso or place.region_iso,
        names=tuple(sorted(languages.items())),
    )


def _with_region(place: Place, codes: Mapping[str, str]) -> Place:
    if place.region_iso:
        return place
    code = next((codes[parent] for parent in place.parent_ids if parent in codes), "")
    return replace(place, region_iso=code) if code else place
