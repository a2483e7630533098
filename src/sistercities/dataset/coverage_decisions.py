"""Rulings on coverage: what publishers' words mean, which lists lack regions, notes on the card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sistercities.sources.admin_areas import known_countries
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow, is_region_code
from sistercities.terms.places import Place

ALL_REGIONS = "*"
DIMENSIONS = ("all", "country", "province", "")
NOTED = ("country", "province", "decade")


def read_scopes(path: Path) -> dict[str, tuple[str, str]]:
    """Read what each scope of the published totals speaks of, as (dimension, group).

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a scope stands there twice.
    """
    scopes: dict[str, tuple[str, str]] = {}
    for row in _rows(path, ("scope", "dimension", "group", "reason")):
        row.require("scope", "reason")
        row.require_one_of("dimension", DIMENSIONS)
        _check_group(row)
        if row.values["scope"] in scopes:
            raise row.refuse("scope", "a row above has this scope; keep one of them")
        scopes[row.values["scope"]] = (row.values["dimension"], row.values["group"])
    return scopes


def _check_group(row: WrittenRow) -> None:
    if row.values["dimension"] == "country":
        row.require_country("group", known_countries())
    elif row.values["dimension"] == "province" and not is_region_code(row.values["group"]):
        raise row.refuse("group", "a province is an ISO 3166-2 code such as CN-JS")


def read_missing_lists(path: Path, regions: Iterable[Place]) -> dict[str, set[str]]:
    """Read, by source, the ids of the regions whose own ties the source does not list.

    Raises
    ------
    SourceError
        If a column or a value is not understood.
    """
    by_iso = {region.region_iso: region.place_id for region in regions}
    missing: dict[str, set[str]] = defaultdict(set)
    for row in _rows(path, ("source_id", "region_iso", "lists_upper", "reason")):
        row.require_one_of("source_id", SOURCE_IDS)
        row.require_one_of("lists_upper", ("no",))
        row.require("reason")
        source, code = row.values["source_id"], row.values["region_iso"]
        if code != ALL_REGIONS and code not in by_iso:
            raise row.refuse("region_iso", "it is no region of the home country; correct the code")
        missing[source] |= set(by_iso.values()) if code == ALL_REGIONS else {by_iso[code]}
    return dict(missing)


def read_notes(path: Path) -> dict[str, str]:
    """Read the notes of the coverage card, by `dimension:group`.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a group has two notes.
    """
    notes: dict[str, str] = {}
    for row in _rows(path, ("dimension", "group", "note")):
        row.require("group", "note")
        row.require_one_of("dimension", NOTED)
        _check_group(row)
        key = f"{row.values['dimension']}:{row.values['group']}"
        if key in notes:
            raise row.refuse("group", "a row above has a note on it; keep one of them")
        notes[key] = row.values["note"]
    return notes


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[WrittenRow]:
    for line, values in file_rows(path, columns):
        yield WrittenRow(path.name, line, values)
