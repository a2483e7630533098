"""Rulings on coverage: what publishers' words mean, who lists which region's ties, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.dataset.official_scopes import Scope
from sistercities.sources.admin_areas import require_country
from sistercities.sources.origins import SOURCE_IDS, SOURCES
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow, is_region_code
from sistercities.terms.places import Place

ALL_REGIONS = "*"
DIMENSIONS = ("all", "country", "province", "")
LIST_COLUMNS = ("source_id", "country", "region_iso", "level", "is_listed", "reason")
NOTED = ("country", "province", "decade")
_OF_UNDATED_PAGES = frozenset({"regions-2026"})
"""Sources whose lists were typed from pages that bear no year."""
_YEARS = {
    source.source_id: source.snapshot_year
    for source in SOURCES
    if source.source_id not in _OF_UNDATED_PAGES
}
"""A list that we rule on shows the state of its source, where its pages have one."""


def read_scopes(path: Path) -> dict[str, Scope]:
    """Read what each scope of the published totals speaks of, as (card, dimension, group).

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a scope stands there twice.
    """
    scopes: dict[str, Scope] = {}
    for row in _rows(path, ("scope", "card", "dimension", "group", "reason")):
        row.require("scope", "reason")
        row.require_one_of("dimension", DIMENSIONS)
        _check_group(row)
        if row.values["dimension"]:
            require_country(row, "card")
        if row.values["scope"] in scopes:
            raise row.refuse("scope", "a row above has this scope; keep one of them")
        values = row.values
        scopes[values["scope"]] = (values["card"], values["dimension"], values["group"])
    return scopes


def _check_group(row: WrittenRow) -> None:
    if row.values["dimension"] == "country":
        require_country(row, "group")
    elif row.values["dimension"] == "province" and not is_region_code(row.values["group"]):
        raise row.refuse("group", "a province is an ISO 3166-2 code such as CN-JS")


@dataclass(frozen=True, slots=True)
class RegionList:
    """Whether a source lists the ties of a region (`upper`) or of the places in it (`lower`).

    `region_iso` is an ISO 3166-2 code, or `*` for every region of the country. `year` is that whose
    state the list shows, None if that is not told; `reason` says who vouches for it, or why nobody
    does.
    """

    source_id: str
    country: str
    region_iso: str
    level: str
    is_listed: bool
    year: int | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The list that it speaks of: source, country, region and level."""
        return self.source_id, self.country, self.region_iso, self.level

    def is_about(self, region: Place) -> bool:
        """Whether the ruling speaks of a region."""
        is_there = region.country == self.country
        return is_there and self.region_iso in (ALL_REGIONS, region.region_iso)


def read_region_lists(path: Path) -> tuple[RegionList, ...]:
    """Read who lists the ties of which regions; where nobody has said so, nobody does.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rows speak of one list.
    """
    lists: dict[tuple[str, str, str, str], RegionList] = {}
    for row in _rows(path, LIST_COLUMNS):
        row.require_one_of("source_id", SOURCE_IDS)
        require_country(row, "country")
        row.require_one_of("level", ("upper", "lower"))
        row.require_one_of("is_listed", ("yes", "no"))
        row.require("reason")
        _check_region(row)
        source, country, code, level = (row.values[column] for column in LIST_COLUMNS[:4])
        key = source, country, code, level
        if key in lists:
            raise row.refuse("region_iso", "a row above speaks of this list; keep one of them")
        is_listed = row.values["is_listed"] == "yes"
        lists[key] = RegionList(*key, is_listed, _YEARS.get(source), row.values["reason"])
    return tuple(lists.values())


def _check_region(row: WrittenRow) -> None:
    country, code = row.values["country"], row.values["region_iso"]
    if code != ALL_REGIONS and not is_region_code(code, country):
        raise row.refuse("region_iso", f"write a code that begins with {country}-, or *")


def read_notes(path: Path) -> dict[str, str]:
    """Read the notes of the coverage cards, by `card:dimension:group`; no card means every card.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a group has two notes.
    """
    notes: dict[str, str] = {}
    for row in _rows(path, ("card", "dimension", "group", "note")):
        row.require("group", "note")
        row.require_one_of("dimension", NOTED)
        _check_group(row)
        if row.values["card"]:
            require_country(row, "card")
        key = ":".join(row.values[column] for column in ("card", "dimension", "group"))
        if key in notes:
            raise row.refuse("group", "a row above has a note on it; keep one of them")
        notes[key] = row.values["note"]
    return notes


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[WrittenRow]:
    for line, values in file_rows(path, columns):
        yield WrittenRow(path.name, line, values)
