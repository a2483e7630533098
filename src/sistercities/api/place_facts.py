"""The facts on one place, or on two, by DuckDB alone: no data frame, no numerical package."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.api.arguments import checked_words
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.fact_records import Fact, FactList
from sistercities.api.records import PlaceRef
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import meet_place
from sistercities.dataset.typed_queries import FoundPlace, require_name
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.sentences import place_name
from sistercities.terms.city_variables import CITY_VARIABLES, CityVariable
from sistercities.terms.country_variables import (
    BY_VARIABLE,
    COUNTRY_VARIABLES,
    PAIR_VARIABLES,
    CountryVariable,
)
from sistercities.terms.derived_variables import IDEAL_POINT_DISTANCES, DerivedVariable
from sistercities.terms.place_errors import given_twice

_BOOKKEEPING = frozenset(one.covered_by for one in PAIR_VARIABLES)
"""They say which years a list of pairs covers, nothing on a country."""
_POPULATION = (
    "people of the municipality, or of its settlement where the gazetteer counts that; without a "
    "year where the gazetteer gives them"
)
_OF_AGGLOMERATION = "people of its urban area, which may be larger or smaller than the municipality"
_CONTRADICTED = "; other figures contradict it, or many like it in its country"


def facts_of(
    name: str,
    partner: str | None = None,
    *,
    variables: str | Sequence[str] | None = None,
    year: int | None = None,
    every_year: bool = False,
    data: AnyData = None,
) -> FactList:
    """List the facts on a city, a region or a country, or on two places together.

    Parameters
    ----------
    name
        Name in any script, `name, country`, a place id, or the ISO 3166-1 code of a country in
        capitals.
    partner
        The same of a second place: then the facts are those on the two and on their countries.
    variables
        Name of a variable, or several; None takes all.
    year
        Only values of that year, and those that hold for any; None takes the newest of each.
    every_year
        Take all years of each.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    FactList
        Each fact with value, unit, year and source. One that is not known is there without a value,
        an undated one, such as routes ever listed, without a year.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name; the message lists candidates.
    InvalidArgument
        If the partner is the place itself, there is no such variable, or nothing is of that year.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    if year is not None and every_year:
        raise InvalidArgument("year", year, "every year was asked for too; leave out one of them")
    with open_data(data) as release:
        here = _meant(release, name)
        there = None if partner is None else _meant(release, partner)
        if there is not None and there.place_id == here.place_id:
            raise Unanswerable(
                "partner", partner, given_twice(place_name(here.name, here.place_id))
            )
        facts = _facts(release, here, there, Years(year, every_year))
        if year is not None and not any(fact.year == year for fact in facts):
            raise _nothing_of(year, _facts(release, here, there, Years(None, True)))
    if variables is not None:
        asked = [variables] if isinstance(variables, str) else variables
        names = checked_words("variables", asked, sorted({fact.variable for fact in facts}))
        facts = [fact for fact in facts if fact.variable in names]
    known = [fact for fact in facts if fact.is_known]
    rest = [fact for fact in facts if not fact.is_known]
    return FactList(_ref(here), None if there is None else _ref(there), (*known, *rest))


def _nothing_of(year: int, facts: Iterable[Fact]) -> InvalidArgument:
    years = sorted({fact.year for fact in facts if fact.year is not None})
    advice = "leave it out"
    if years:
        nearest = min(years, key=lambda each: abs(each - year))
        advice = f"there are some of {years[0]} to {years[-1]}, the nearest of {nearest}"
    return InvalidArgument("year", year, f"no fact is of that year; {advice}")


_COUNTRY = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual
    FROM places p JOIN countries c ON c.country = p.country
    WHERE p.level = 'country' AND (c.country = ? OR c.iso3 = ?)
"""


def _meant(release: Release, text: str) -> FoundPlace:
    """Find a place; two or three capitals are the code of a country, where there is such a one."""
    require_name(text)
    code = text.strip()
    if len(code) in (2, 3) and code.isascii() and code.isupper():
        for row in release.query(_COUNTRY, [code, code]):
            return FoundPlace(**row, n_ties=0)
    return meet_place(release, text)


def _ref(found: FoundPlace) -> PlaceRef:
    return PlaceRef(
        place_id=found.place_id,
        name=found.name,
        name_local=found.name_local or None,
        level=found.level,
        country=found.country,
        region_iso=found.region_iso or None,
        is_dual=found.is_dual,
    )


def _facts(
    release: Release, here: FoundPlace, there: FoundPlace | None, years: Years
) -> list[Fact]:
    if there is not None:
        found = place_pair_facts(release, here, there, years)
        if here.country != there.country:
            found += country_pair_facts(release, here.country, there.country, years)
        return found
    if here.level == "country":
        return _of_table(release, "countries", "country", here.country, years)
    found = _population(release, here.place_id)
    if here.level != "region1" or here.is_dual:
        found += _of_table(release, "cities", "place_id", here.place_id, years)
    if here.level == "region1":
        found += _of_table(release, "regions", "place_id", here.place_id, years)
    return found


_TABLES = {
    "cities": "city_covariates",
    "regions": "region_covariates",
    "countries": "country_covariates",
}


def _of_table(release: Release, of: str, key: str, value: str, years: Years) -> list[Fact]:
    """Facts of one table; a variable of it without a row is unknown."""
    table = _TABLES[of]
    sql = f"SELECT * FROM {table} WHERE {key} = ? ORDER BY variable, year, source_id"
    rows = release.query(sql, [value])
    found = []
    for name, meanings in _meanings(table).items():
        named = [row for row in rows if row["variable"] == name]
        held = rows_of(named, years, holds_always=_holds_always(name))
        first = next(iter(meanings.values()))
        found += [
            Fact(of, name, meanings.get(row["source_id"], first)[0], row["value"],
                 row["word"] or None, row["unit"], shown_year(row), row["source_id"])
            for row in held
        ] or [unknown(of, name, *first)]  # fmt: skip
    return found


def _meanings(table: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Meaning and unit of each variable of a table, by source."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    every: tuple[CityVariable | CountryVariable, ...] = (*CITY_VARIABLES, *COUNTRY_VARIABLES)
    for one in every:
        if one.table == table and one.name not in _BOOKKEEPING:
            found.setdefault(one.name, {})[one.source_id] = (one.meaning, one.unit)
    return found


def _holds_always(name: str) -> bool:
    return any(one.name == name and one.is_constant for one in COUNTRY_VARIABLES)


_AGGLOMERATIONS = "cities-wup-2018"
_POPULATION_OF = """
    SELECT population, population_year, population_source, is_population_doubtful
    FROM places WHERE place_id = ?
"""


def _population(release: Release, place_id: str) -> list[Fact]:
    """People of a place, with the year and the source of the figure."""
    (row,) = release.query(_POPULATION_OF, [place_id])
    value, source = row["population"], row["population_source"] or None
    meaning = _OF_AGGLOMERATION if source == _AGGLOMERATIONS else _POPULATION
    if row["is_population_doubtful"]:
        meaning += _CONTRADICTED
    if value is not None and source is None:
        meaning += "; the release does not say whose figure it is"
    year = row["population_year"]
    return [Fact("places", "population", meaning, value, None, "persons", year, source)]


_OF = "country_pairs"
_PAIRS = """
    SELECT * FROM country_pairs WHERE country_a IN (?, ?) AND country_b IN (?, ?)
    ORDER BY variable, country_a, year, source_id
"""
_BOTH = """
    SELECT a.variable, a.year, a.value AS value_a, b.value AS value_b
    FROM country_covariates a JOIN country_covariates b USING (variable, year, source_id)
    WHERE a.country = ? AND b.country = ?
"""


def country_pair_facts(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    """Facts on two different countries, given by their codes."""
    both = [here, there]
    pairs = release.query(_PAIRS, [*both, *both])
    singles = release.query(_BOTH, both)
    found: list[Fact] = []
    for one in PAIR_VARIABLES:
        rows = [row for row in pairs if row["variable"] == one.name]
        ways = [(here, there), (there, here)] if one.is_directed else [None]
        for way in ways:
            found += _of_variable(one, rows, singles, way, years)
    for derived in IDEAL_POINT_DISTANCES:
        found += _apart(derived, singles, years)
    return found


def _of_variable(
    one: CountryVariable,
    rows: Iterable[dict[str, Any]],
    singles: Iterable[dict[str, Any]],
    way: tuple[str, str] | None,
    years: Years,
) -> list[Fact]:
    """Facts of one variable, in one direction where it is directed."""
    held = [row for row in rows if way in (None, (row["country_a"], row["country_b"]))]
    if one.covered_by:
        held += _none_recorded(one, held, singles)
    meaning, ends = one.meaning, way or (None, None)
    if way:
        meaning = meaning.replace("`country_a`", way[0]).replace("`country_b`", way[1])
    return [
        Fact(_OF, one.name, meaning, row["value"], row["word"] or None, row["unit"], row["year"],
             row["source_id"], *ends)
        for row in rows_of(held, years, holds_always=one.is_constant)
    ] or [Fact(_OF, one.name, meaning, None, None, one.unit, None, None, *ends)]  # fmt: skip


def _none_recorded(
    one: CountryVariable, rows: Iterable[dict[str, Any]], singles: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of 0 for the years that a list covers for both countries without naming the pair."""
    listed = {row["year"] for row in rows}
    covered = {row["year"] for row in singles if row["variable"] == one.covered_by}
    return [
        {"value": 0.0, "word": None, "unit": one.unit, "year": year, "source_id": one.source_id}
        for year in sorted(covered - listed)
    ]


def _apart(derived: DerivedVariable, singles: Iterable[dict[str, Any]], years: Years) -> list[Fact]:
    """Absolute difference of a fact on the two countries in the same year."""
    points = {row["year"]: row for row in singles if row["variable"] == derived.of}
    source = BY_VARIABLE[derived.of].source_id
    return [
        Fact(_OF, derived.name, derived.meaning, abs(row["value_a"] - row["value_b"]), None,
             derived.unit, year, source)
        for year in years.of(points)
        for row in (points[year],)
    ] or [unknown(_OF, derived.name, derived.meaning, derived.unit)]  # fmt: skip


EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), as in `dataset.covariates.globe`, which needs numpy."""
_DISTANCE = "great-circle distance of the points of the two places"
_HOURS = "standard time of the partner less that of the place"
_FLIGHT = next(one for one in CITY_VARIABLES if one.table == "city_pairs")


def place_pair_facts(
    release: Release, here: FoundPlace, there: FoundPlace, years: Years
) -> list[Fact]:
    """Facts on two places; of a country or a region only what makes sense of it."""
    if "country" in (here.level, there.level):
        return []
    found = [_distance(release, here.place_id, there.place_id)]
    if all(place.level != "region1" or place.is_dual for place in (here, there)):
        found += _hours(release, here.place_id, there.place_id, years)
        found += _flights(release, here.place_id, there.place_id, years)
    return found


def great_circle_km(
    latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float
) -> float:
    """Distance of two points, given in degrees, along the ground in km, by the haversine."""
    north_a, east_a, north_b, east_b = map(
        math.radians, (latitude_a, longitude_a, latitude_b, longitude_b)
    )
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))


def _distance(release: Release, here: str, there: str) -> Fact:
    sql = "SELECT latitude, longitude FROM places WHERE place_id = ?"
    points = [tuple(release.query(sql, [place])[0].values()) for place in (here, there)]
    is_known = all(degrees is not None for point in points for degrees in point)
    km = round(great_circle_km(*points[0], *points[1]), 1) if is_known else None
    return Fact("places", "distance_km", _DISTANCE, km, None, "km", None, None)


_OF_BOTH = """
    SELECT a.year, a.value AS value_a, b.value AS value_b, a.source_id
    FROM city_covariates a JOIN city_covariates b USING (variable, year, source_id)
    WHERE a.place_id = ? AND b.place_id = ? AND variable = ? ORDER BY year
"""


def _hours(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    rows = rows_of(release.query(_OF_BOTH, [here, there, "utc_offset"]), years, holds_always=True)
    return [
        Fact("places", "time_difference_h", _HOURS, row["value_b"] - row["value_a"], None, "hours",
             row["year"], row["source_id"])
        for row in rows
    ] or [unknown("places", "time_difference_h", _HOURS, "hours")]  # fmt: skip


def _flights(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    """Airlines ever listed between the two; 0 only where both have an airport of their own."""
    sql = "SELECT year, value FROM city_pairs WHERE variable = ? AND place_a = ? AND place_b = ?"
    rows = release.query(sql, [_FLIGHT.name, *sorted((here, there))])
    flown = {row["year"]: row["value"] for row in rows}
    for row in release.query(_OF_BOTH, [here, there, "has_airport"]):
        if row["value_a"] == row["value_b"] == 1:
            flown.setdefault(row["year"], 0.0)
    return [
        Fact("city_pairs", _FLIGHT.name, _FLIGHT.meaning, flown[year], None, _FLIGHT.unit, None,
             _FLIGHT.source_id)
        for year in years.of(flown)
    ] or [unknown("city_pairs", _FLIGHT.name, _FLIGHT.meaning, _FLIGHT.unit)]  # fmt: skip


_UNDATED = {(one.name, one.source_id) for one in CITY_VARIABLES if one.is_undated}


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are asked for: one, all, or (neither) the newest of each fact."""

    only: int | None
    every: bool

    def of(self, known: Iterable[int], *, holds_always: bool = False) -> list[int]:
        """Years to take of those in which a fact is known; one that holds always has any.

        Of such a fact it is the newest up to the year asked for, else the first after it.
        """
        years = sorted(set(known))
        if self.only is not None and not holds_always:
            return [year for year in years if year == self.only]
        if self.only is not None:
            return [year for year in years if year <= self.only][-1:] or years[:1]
        return years if self.every else years[-1:]


def rows_of(
    rows: Iterable[dict[str, Any]], years: Years, holds_always: bool
) -> list[dict[str, Any]]:
    """Rows of the years that are meant; two sources of one year both stand."""
    held = list(rows)
    taken = years.of((row["year"] for row in held), holds_always=holds_always)
    return [row for row in held if row["year"] in taken]


def shown_year(row: Mapping[str, Any]) -> int | None:
    """Return the year of a row; None where its source only adds, so that no year can be given."""
    return None if (row["variable"], row["source_id"]) in _UNDATED else row["year"]


def unknown(of: str, variable: str, meaning: str, unit: str) -> Fact:
    """Stand in for a fact that is not known."""
    return Fact(of, variable, meaning, None, None, unit, None, None)
