"""What a unit covers: a country, a union on a day, or a unit of special status.

`data/decisions/obstacle_units.csv` names what is no plain country. A unit of special status is kept
as one, with a name of its own, beside the country under which ISO and GeoNames have its places.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.country_unions import CountryUnion
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import is_place_id, is_region_code
from sistercities.terms.places import Place
from sistercities.terms.words import EVERYBODY

UNITS_FILE = "obstacle_units.csv"
WITH_TERRITORIES = (
    "war", "belligerent_support", "relations_severed", "relations_downgraded", "no_relations",
    "sanctions", "entry_limits",
)  # fmt: skip
"""Kinds of rows that a state has for its territories too; lists name territories apart."""
_COLUMNS = ("unit", "name", "country", "codes", "recognised_by", "reason", "date")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, its name, the country of its places, what it covers, who recognises it."""

    code: str
    name: str
    country: str
    covers: tuple[str, ...]
    recognised_by: tuple[str, ...]


@dataclass(frozen=True)
class Units:
    """All units of the source: plain countries by name, unions by day, the others as ruled."""

    countries: Mapping[str, str]
    unions: Mapping[str, CountryUnion]
    ruled: Mapping[str, Unit]
    territories: Mapping[str, tuple[str, ...]]

    def in_row(self, kind: str, code: str, day: str) -> Unit:
        """Return a unit as a row of a kind means it: a state with the territories it speaks for."""
        unit = self.of(code, day)
        if kind not in WITH_TERRITORIES or code not in self.territories:
            return unit
        return replace(unit, covers=(*unit.covers, *self.territories[code]))

    def of(self, code: str, day: str) -> Unit:
        """Return a unit as it is on a day, as far as the day is known.

        Raises
        ------
        BuildError
            If nothing says what the code is.
        """
        if code in self.ruled:
            return self._on(self.ruled[code], day)
        if code not in self.countries:
            raise BuildError(f"data/decisions/{UNITS_FILE}: nothing says what {code} is; add a row")
        return Unit(code, self.countries[code], code, (code,), ())

    def with_areas(self, areas: Mapping[str, Unit], places: Mapping[str, Place]) -> Units:
        """Return the units with areas that are claimed, which stand in a table of their own.

        Raises
        ------
        BuildError
            If an area is a unit already, or covers what is no country, region or place of ours.
        """
        regions = {place.region_iso for place in places.values()}
        for code, area in areas.items():
            if code in self.ruled:
                raise BuildError(
                    f"data/decisions/{UNITS_FILE}: {code} has a row; leave its codes out"
                )
            for one in area.covers:
                if not is_known(one, self.countries, regions, places):
                    raise BuildError(f"the area {code} covers {one}, which is no place of ours")
        return replace(self, ruled={**self.ruled, **areas})

    def _on(self, unit: Unit, day: str) -> Unit:
        if unit.covers != (unit.code,) or unit.code not in self.unions:
            return unit
        members = self.unions[unit.code].countries(day)
        return Unit(unit.code, unit.name, unit.country, members, unit.recognised_by)


def read_unit_names(path: Path) -> dict[str, str]:
    """Read what `obstacle_units.csv` calls each unit."""
    rows = ruling_rows(path, _COLUMNS, once=("unit",))
    return {row.values["unit"]: row.values["name"] for row in rows}


def read_units(
    path: Path,
    used: Collection[str],
    countries: Mapping[str, str],
    unions: Mapping[str, CountryUnion],
    places: Mapping[str, Place],
    territories: Mapping[str, tuple[str, ...]],
) -> Units:
    """Read `obstacle_units.csv`.

    Parameters
    ----------
    path
        The file.
    used
        Codes of the units that the source speaks of.
    countries
        Names of countries by ISO 3166-1 code.
    unions
        Unions by code.
    places
        Every place known, by id.
    territories
        Territories by the state that conducts their foreign relations.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or covers what is no country, region, place
        or union.
    BuildError
        If the source does not speak of a unit.
    """
    regions = {place.region_iso for place in places.values()}
    ruled: dict[str, Unit] = {}
    for row in ruling_rows(path, _COLUMNS, once=("unit",)):
        values = row.values
        row.require("unit", "name")
        row.require_one_of("country", ("", *countries))
        covers = tuple(values["codes"].split())
        for one in covers:
            if not (one == EVERYBODY or one in unions or is_known(one, countries, regions, places)):
                raise row.refuse("codes", f"{one} is no country, region, place or union of ours")
        ruled[values["unit"]] = Unit(
            values["unit"], values["name"], values["country"], covers,
            tuple(values["recognised_by"].split()),
        )  # fmt: skip
    idle = sorted(set(ruled) - set(used))
    if idle:
        raise BuildError(
            f"data/decisions/{UNITS_FILE}: the source does not speak of {', '.join(idle)}; take "
            "the rows out"
        )
    return Units(countries, unions, ruled, territories)


def is_known(
    code: str,
    countries: Collection[str],
    regions: Collection[str],
    places: Collection[str],
) -> bool:
    """Whether a code is a country, a first-level region, or the id of a place that we know."""
    if is_place_id(code):
        return code in places
    return code in countries or (is_region_code(code) and code in regions)
