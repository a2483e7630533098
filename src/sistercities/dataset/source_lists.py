"""Rulings on which lists a source read: of which countries, and of which of their regions.

`source_lists.csv` has a row for a country, or for a region of it; `*` stands for all. The most
particular row counts. No row, no list: what the source does not say there is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from sistercities.sources.admin_areas import require_country
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_region_code
from sistercities.terms.places import Place

EVERYWHERE = "*"
COLUMNS = ("source_id", "country", "region_iso", "mode", "is_read", "reason", "date")
Mode = Literal["list", "between_nodes"]
"""`list`: the source has the ties of a place as a list gives them. `between_nodes`: it has those
between places that it holds at all, so that what it does not say counts between two of these."""
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class SourceList:
    """Whether a source read the lists of a country or of a region (ISO 3166-2, or `*`) of it."""

    source_id: str
    country: str
    region_iso: str
    mode: str
    is_read: bool
    reason: str


@dataclass(frozen=True)
class SourceLists:
    """All rulings, with the lookup from a place to the one that counts for it."""

    rows: tuple[SourceList, ...] = ()
    _by_area: dict[tuple[str, str, str], SourceList] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_area.update(
            {(one.source_id, one.country, one.region_iso): one for one in self.rows}
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that read any list, sorted."""
        return tuple(sorted({one.source_id for one in self.rows if one.is_read}))

    def of(self, source_id: str, place: Place) -> SourceList | None:
        """Return the ruling on a place, the most particular; None where there is none."""
        return (
            self._by_area.get((source_id, place.country, place.region_iso))
            or self._by_area.get((source_id, place.country, EVERYWHERE))
            or self._by_area.get((source_id, EVERYWHERE, EVERYWHERE))
        )

    def is_read(self, source_id: str, place: Place) -> bool:
        """Whether the source read the list that a place would stand in."""
        found = self.of(source_id, place)
        return found is not None and found.is_read

    def mode(self, source_id: str) -> str:
        """Return how the source holds ties; the same for all of its lists."""
        return next((one.mode for one in self.rows if one.source_id == source_id), "")


def read_source_lists(path: Path) -> SourceLists:
    """Read which lists each source read.

    Raises
    ------
    SourceError
        If a column or a value is not understood, a list stands there twice, or a source has two
        modes.
    """
    lists: dict[tuple[str, str, str], SourceList] = {}
    modes: dict[str, str] = {}
    for row in ruling_rows(path, COLUMNS, once=("source_id", "country", "region_iso")):
        values = row.values
        _check(row, modes)
        key = values["source_id"], values["country"], values["region_iso"]
        lists[key] = SourceList(*key, values["mode"], values["is_read"] == "yes", values["reason"])
    return SourceLists(tuple(lists.values()))


def _check(row: WrittenRow, modes: dict[str, str]) -> None:
    values = row.values
    row.require_one_of("source_id", SOURCE_IDS)
    row.require_one_of("mode", MODES)
    row.require_one_of("is_read", ("yes", "no"))
    if values["country"] != EVERYWHERE:
        require_country(row, "country")
    code, country = values["region_iso"], values["country"]
    if code != EVERYWHERE and not is_region_code(code, country):
        raise row.refuse("region_iso", f"write a code that begins with {country}-, or *")
    if modes.setdefault(values["source_id"], values["mode"]) != values["mode"]:
        raise row.refuse("mode", "a source has one mode; a row above has another")


def unruled_countries(
    first_countries: Mapping[str, Iterable[str]], lists: SourceLists
) -> dict[str, list[str]]:
    """Return, by source, the countries whose places have entries and that no row speaks of.

    Parameters
    ----------
    first_countries
        Source id to the countries of the places whose lists its rows come from.
    """
    ruled = {(one.source_id, one.country) for one in lists.rows}
    missing = {
        source_id: sorted({one for one in countries if one and (source_id, one) not in ruled})
        for source_id, countries in first_countries.items()
        if (source_id, EVERYWHERE) not in ruled
    }
    return {source_id: countries for source_id, countries in missing.items() if countries}
