"""Our corrections of the gazetteer's attributes: a main name, a level, a spelling, a container.

`place_corrections*.csv` have a row per place. An empty field leaves the attribute as it is; `names`
adds spellings, and takes away those with a hyphen before them (`-Murata`). A region code given to a
first-level region also goes to what lies in it; `unknown` takes one away.

`place_facts.csv` corrects what is not a name: `population` (`unknown` takes a wrong one away) with
`population_year`, that of the count or, where the source does not tell it, of the decision that
states the figure, blank where it tells neither,
`parent` (the nearest container; a region or a country stands in place of any city that the
gazetteer has the place in) and `alias` (another id of the same place). Where the gazetteer has
a place under the alias, it goes: names, ids and, where none is known, the population pass on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import (
    WrittenRow,
    is_region_code,
    is_whole_number,
    is_year,
)
from sistercities.terms.places import Place
from sistercities.terms.words import LEVELS, Level

UNKNOWN = "unknown"
NONE = "none"
"""Instead of a population: no source has it; what any of them says is another place's."""
_TAKEN = (UNKNOWN, NONE)
_TAKEN_AWAY = "-"
_COUNTED = (1900, 2026)
"""Years in which a population may have been counted."""
FACT_COLUMNS = (
    "place_id", "population", "population_year", "parent", "alias", "reason", "source", "date",
)  # fmt: skip
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
        If a column, a level or an id is not known, a date is none, or a row gives no reason.
    """
    return tuple(
        _correction(WrittenRow(path.name, line, values))
        for line, values in file_rows(path, COLUMNS)
    )


def _correction(row: WrittenRow) -> PlaceCorrection:
    values = row.values
    row.require_place_id("place_id")
    row.require_one_of("level", ("", *LEVELS))
    if values["region_iso"] not in ("", UNKNOWN) and not is_region_code(values["region_iso"]):
        raise row.refuse("region_iso", f"write an ISO 3166-2 code such as CN-JS, or {UNKNOWN}")
    row.require("reason", "source")
    row.require_day("date")
    names = tuple(name for name in values["names"].split("|") if name)
    return PlaceCorrection(
        values["place_id"],
        values["name"],
        values["name_local"],
        names,
        values["level"],
        values["region_iso"],
    )


@dataclass(frozen=True, slots=True)
class FactCorrection:
    """One row of `place_facts.csv`."""

    place_id: str
    population: str
    population_year: str
    parent: str
    alias: str


def read_facts(path: Path) -> tuple[FactCorrection, ...]:
    """Read the corrections of population, container and ids.

    Raises
    ------
    SourceError
        If a column, a number or an id is not understood, or a row gives no reason.
    """
    return tuple(
        _fact(WrittenRow(path.name, line, values)) for line, values in file_rows(path, FACT_COLUMNS)
    )


def _fact(row: WrittenRow) -> FactCorrection:
    row.require_place_id("place_id")
    row.require_place_id("parent", may_be_blank=True)
    row.require_place_id("alias", may_be_blank=True)
    population = row.values["population"]
    if population not in ("", *_TAKEN) and not is_whole_number(population):
        advice = f"write a whole number, {UNKNOWN} to take it away, or {NONE} to let none stand"
        raise row.refuse("population", advice)
    _require_year(row)
    row.require("reason", "source")
    row.require_day("date")
    return FactCorrection(*(row.values[column] for column in FACT_COLUMNS[:5]))


def _require_year(row: WrittenRow) -> None:
    year = row.values["population_year"]
    if not year:
        return
    if row.values["population"] in ("", *_TAKEN):
        raise row.refuse("population_year", "the row gives no population; leave it blank")
    if not is_year(year, *_COUNTED):
        raise row.refuse("population_year", "write the year of the count or estimate: YYYY")


def with_facts(places: Iterable[Place], facts: Sequence[FactCorrection]) -> tuple[Place, ...]:
    """Apply the corrections of population, container and ids.

    Raises
    ------
    BuildError
        If a row is about a place, or names a container, that the gazetteer does not have.
    """
    by_id = {place.place_id: place for place in places}
    for fact in facts:
        for named in (fact.place_id, *filter(None, [fact.parent])):
            if named not in by_id:
                raise BuildError(
                    f"place_facts.csv: the gazetteer has no place {named}; take the row out or "
                    "mend the id"
                )
        by_id[fact.place_id] = _beside_cities(_with_fact(by_id[fact.place_id], fact), fact, by_id)
        if fact.alias in by_id:
            by_id[fact.place_id] = _merged(by_id[fact.place_id], by_id.pop(fact.alias))
    canonical = {fact.alias: fact.place_id for fact in facts if fact.alias}
    return tuple(_with_parents(place, canonical) for place in by_id.values())


def _merged(place: Place, other: Place) -> Place:
    """`place`, with what `other` alone knows; never its point, which may be of another part."""
    return replace(
        place,
        population=other.population if place.population is None else place.population,
        names=tuple(sorted((dict(other.names) | dict(place.names)).items())),
        alias_ids=tuple(sorted({*place.alias_ids, *other.alias_ids, other.place_id})),
    )


def _with_parents(place: Place, canonical: Mapping[str, str]) -> Place:
    if not any(parent in canonical for parent in place.parent_ids):
        return place
    parents = dict.fromkeys(canonical.get(parent, parent) for parent in place.parent_ids)
    return replace(place, parent_ids=tuple(one for one in parents if one != place.place_id))


def _with_fact(place: Place, fact: FactCorrection) -> Place:
    population, source = place.population, place.population_source
    year = place.population_year
    if fact.population:
        population = None if fact.population in _TAKEN else int(fact.population)
        source = "" if fact.population == UNKNOWN else "decisions"
        year = int(fact.population_year) if fact.population_year else None
    above = [one for one in place.parent_ids if one != fact.parent]
    return replace(
        place,
        population=population,
        population_year=year,
        population_source=source,
        parent_ids=(fact.parent, *above) if fact.parent else place.parent_ids,
        alias_ids=tuple(sorted({*place.alias_ids, *filter(None, [fact.alias])})),
    )


def _beside_cities(place: Place, fact: FactCorrection, by_id: Mapping[str, Place]) -> Place:
    """Take a place out of the cities it is filed under, where a region is ruled to contain it."""
    if not fact.parent or by_id[fact.parent].level not in ("region1", "country"):
        return place
    above = (one for one in place.parent_ids if one not in by_id or by_id[one].level != "city")
    return replace(place, parent_ids=tuple(above))


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
        if name.startswith(_TAKEN_AWAY):
            _take_away(name.removeprefix(_TAKEN_AWAY), place, languages)
        elif name:
            languages.setdefault(name, "und")
    return replace(
        place,
        name=correction.name or place.name,
        name_local=correction.name_local or place.name_local,
        level=cast("Level", correction.level or place.level),
        region_iso=_region(correction) if correction.region_iso else place.region_iso,
        names=tuple(sorted(languages.items())),
    )


def _region(correction: PlaceCorrection) -> str:
    return "" if correction.region_iso == UNKNOWN else correction.region_iso


def _take_away(name: str, place: Place, languages: dict[str, str]) -> None:
    if languages.pop(name, None) is None:
        raise BuildError(
            f"place_corrections.csv: {place.place_id} has no spelling {name!r} to take away; "
            "take it out of the row"
        )


def _with_region(place: Place, codes: Mapping[str, str]) -> Place:
    if place.region_iso:
        return place
    code = next((codes[parent] for parent in place.parent_ids if parent in codes), "")
    return replace(place, region_iso=code) if code else place
