"""Facts joined to dyads: on their countries, on the two places, and OpenFlights where asked for.

A fact that changes with time is taken of one year for all rows, the newest one up to the year of
the dyads: a pair without a value in that year has none, an older one would be of another world.
Missing is not known, never 0.

OpenFlights is under the ODbL: who publishes a database that holds its values must give that
database under the ODbL too, which the ties (CC BY-SA) cannot be. So it is joined in memory, for the
user's own models, and never into a file that we write; see docs/decisions/0008-openflights.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sistercities.dataset.changed_facts import standing_rows
from sistercities.dataset.globe import EARTH_RADIUS_KM
from sistercities.dataset.release.store import Release
from sistercities.terms.city_variables import ROUTES_EVER_LISTED
from sistercities.terms.country_variables import BY_VARIABLE
from sistercities.terms.derived_variables import DERIVED
from sistercities.terms.schema import Column, ColumnType

if TYPE_CHECKING:
    from numpy.typing import NDArray

AIRLINES = "n_airlines_openflights"
RESIDENTS = "population_resident"
_DERIVED = {derived.name: derived for derived in DERIVED}
Direction = Literal["", "_from_home", "_to_home"]
"""Whether a directed fact goes from the home country to the foreign one or back."""


@dataclass(frozen=True, slots=True)
class CountryFact:
    """One column of the dyads that says something of the two countries."""

    column: str
    variable: str
    type: ColumnType = "float"
    direction: Direction = ""

    @property
    def as_column(self) -> Column:
        """Describe it; the meaning and the unit are those of the variable."""
        said = _DERIVED.get(self.variable) or BY_VARIABLE[self.variable]
        ends = ("home country", "foreign country")
        if self.direction == "_to_home":
            ends = ends[1], ends[0]
        meaning = said.meaning
        for code, end in zip(("`country_a`", "`country_b`"), ends, strict=True):
            meaning = meaning.replace(code, f"the {end}")
        unit = "" if self.type == "bool" else said.unit
        return Column(self.column, self.type, f"the two countries: {meaning}", unit)

    @property
    def year_from(self) -> tuple[str, str] | None:
        """Table and variable whose years count; None of a fact that holds for any year."""
        if self.variable in _DERIVED:
            of = _DERIVED[self.variable].of
            return ("country_covariates", of) if of else None
        stored = BY_VARIABLE[self.variable]
        if stored.is_constant:
            return None
        if stored.covered_by:
            return "country_covariates", stored.covered_by
        return "country_pairs", self.variable


COUNTRY_FACTS: tuple[CountryFact, ...] = (
    CountryFact("country_distance_km", "distance_km"),
    CountryFact("country_distance_weighted_km", "distance_weighted_km"),
    CountryFact("has_land_border", "land_border", "bool"),
    CountryFact("has_common_official_language", "common_official_language", "bool"),
    CountryFact("has_common_ethnic_language", "common_ethnic_language", "bool"),
    CountryFact("has_colonial_tie", "colonial_tie", "bool"),
    CountryFact("ideal_point_distance", "ideal_point_distance"),
    CountryFact("country_exports_million_usd", "trade_million_usd", "float", "_from_home"),
    CountryFact("country_imports_million_usd", "trade_million_usd", "float", "_to_home"),
    CountryFact("migrants_from_home", "migrant_stock", "int", "_from_home"),
    CountryFact("migrants_to_home", "migrant_stock", "int", "_to_home"),
    CountryFact("has_alliance", "alliance", "bool"),
    CountryFact("has_defence_alliance", "alliance_defence", "bool"),
    CountryFact("dispute_level", "dispute_level", "int"),
    CountryFact("has_rivalry_td", "rivalry_td", "bool"),
    CountryFact("has_rivalry_tss", "rivalry_tss", "bool"),
)
"""Facts on the two countries, in the order of the columns."""

PLACE_FACTS: tuple[Column, ...] = (
    Column("distance_km", "float", "great-circle distance of the two places", "km"),
    Column("home_population", "int", "population of the home place as `places` has it; "
           "`population_year` and `population_source` there say of when and by whom", "persons"),
    Column("foreign_population", "int", "population of the foreign place, likewise", "persons"),
    Column("home_population_resident", "int", "residents of all that the home place administers, "
           "by the yearbook; known of Chinese prefecture-level cities, else empty", "persons"),
    Column("foreign_population_resident", "int", "residents of all that the foreign place "
           "administers, likewise", "persons"),
    Column("time_difference_h", "float", "standard time of the foreign place less that of the home "
           "one", "hours"),
    Column("has_listed_route", "bool", "a route of a passenger airline between airports that serve "
           "the two was ever listed; undated, and maybe gone; empty where one of them has no "
           "airport of its own, and so may use another's"),
)  # fmt: skip
"""Facts on the two places, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class DyadFacts:
    """What is joined to the dyads of one country and year.

    Attributes
    ----------
    of_countries
        A column for each of `COUNTRY_FACTS`, by the code of the foreign country.
    places
        Point and population of each place, by place id.
    utc_offsets
        Hours that standard time is ahead of UTC, by place id.
    flown
        Pairs of places between which a route was ever listed, sorted ids.
    with_airport
        Places that an airport serves.
    residents
        Residents by the yearbook, by place id.
    openflights
        Airlines between pairs of places by OpenFlights; None unless it was asked for.
    years
        Year of the values of each column that has one.
    """

    of_countries: pd.DataFrame
    places: pd.DataFrame
    utc_offsets: pd.Series
    flown: pd.MultiIndex
    with_airport: pd.Index
    residents: pd.Series
    openflights: pd.Series | None
    years: Mapping[str, int]


def read_dyad_facts(
    release: Release, country: str, as_of: int, *, with_odbl: bool = False
) -> DyadFacts:
    """Read what is joined to the dyads of a country and a year."""
    years = _years_of_countries(release, as_of)
    flight_year = _year_of(release, "city_pairs", ROUTES_EVER_LISTED, as_of)
    resident_year = _year_of(release, "city_covariates", RESIDENTS, as_of)
    if resident_year is not None:
        residents = ("home_population_resident", "foreign_population_resident")
        years |= dict.fromkeys(residents, resident_year)
    return DyadFacts(
        of_countries=_of_countries(release, country, years, as_of),
        places=_places(release),
        utc_offsets=_utc_offsets(release),
        flown=_flown(release, flight_year),
        with_airport=_with_airport(release, flight_year),
        residents=_residents(release, resident_year),
        openflights=_openflights(release, as_of) if with_odbl else None,
        years=years,
    )


def with_country_facts(frame: pd.DataFrame, facts: DyadFacts) -> pd.DataFrame:
    """Join the facts on the countries of both sides."""
    found = facts.of_countries.reindex(frame["foreign_country"]).set_axis(frame.index)
    return pd.concat([frame, found], axis=1)


def with_place_facts(frame: pd.DataFrame, facts: DyadFacts) -> pd.DataFrame:
    """Join the facts on the two places of each row: distance, populations, flights."""
    home, foreign = (facts.places.reindex(frame[f"{side}_id"]) for side in ("home", "foreign"))
    joined = frame.assign(
        distance_km=distance_km(home, foreign),
        home_population=home["population"].array,
        foreign_population=foreign["population"].array,
        home_population_resident=facts.residents.reindex(frame["home_id"]).array,
        foreign_population_resident=facts.residents.reindex(frame["foreign_id"]).array,
        time_difference_h=_difference(frame, facts.utc_offsets),
        has_listed_route=_has_listed_route(frame, facts),
    )
    if facts.openflights is not None:
        airlines = facts.openflights.reindex(_sorted_pairs(frame)).astype("Int64")
        joined[AIRLINES] = airlines.array
    return joined


def distance_km(home: pd.DataFrame, foreign: pd.DataFrame) -> NDArray[np.float64]:
    """Great-circle distance of each pair of rows by the haversine formula; NaN where unknown."""
    lat_a, lon_a, lat_b, lon_b = (
        np.radians(side[column].to_numpy(dtype=float))
        for side in (home, foreign)
        for column in ("latitude", "longitude")
    )
    chord = np.sin((lat_b - lat_a) / 2) ** 2
    chord += np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    angle: NDArray[np.float64] = 2 * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return EARTH_RADIUS_KM * angle


def _places(release: Release) -> pd.DataFrame:
    found = release.arrays(
        "SELECT place_id, latitude, longitude, population FROM places ORDER BY place_id"
    )
    frame = pd.DataFrame(found).set_index("place_id")
    return frame.set_index(frame.index.astype("str")).astype({"population": "Int64"})


def _years_of_countries(release: Release, as_of: int) -> dict[str, int]:
    known = {
        (table, row["variable"]): row["year"]
        for table in ("country_pairs", "country_covariates")
        for row in release.query(
            f"SELECT variable, max(year) AS year FROM {table} WHERE year <= ? GROUP BY variable",
            [as_of],
        )
    }
    of = {fact.column: fact.year_from for fact in COUNTRY_FACTS}
    return {column: known[key] for column, key in of.items() if key in known}


def _of_countries(
    release: Release, country: str, years: Mapping[str, int], as_of: int
) -> pd.DataFrame:
    """Look up each fact of the home country with every other one, by the other's code."""
    rows = release.query("SELECT country FROM countries ORDER BY country")
    codes = pd.Index([row["country"] for row in rows], dtype="str")
    home = _Home(
        country,
        codes,
        pd.DataFrame(release.arrays(_PAIRS_WITH, [country, country])),
        pd.DataFrame(release.arrays(_SINGLE, [_SINGLE_FACTS])),
        as_of,
    )
    found = {f.column: _typed(home.values(f, years.get(f.column)), f.type) for f in COUNTRY_FACTS}
    return pd.DataFrame(found, index=codes)


_PAIRS_WITH = """
    SELECT variable, year, country_a AS a, country_b AS b, value FROM country_pairs
    WHERE country_a = ? OR country_b = ?
"""
_SINGLE = """
    SELECT variable, year, country, value FROM country_covariates
    WHERE value IS NOT NULL AND list_contains(?, variable)
"""
_SINGLE_FACTS = sorted(
    {of[1] for fact in COUNTRY_FACTS if (of := fact.year_from) and of[0] == "country_covariates"}
)


@dataclass(frozen=True, slots=True)
class _Home:
    """What is known of one country and its pairs."""

    country: str
    codes: pd.Index
    pairs: pd.DataFrame
    single: pd.DataFrame
    as_of: int

    def values(self, fact: CountryFact, year: int | None) -> pd.Series:
        """Values of a fact by the other country; NaN is not known.

        The same as `pair_frame` gives, without laying out every pair of the world.
        """
        if self.country not in self.codes or (year is None and fact.year_from is not None):
            return pd.Series(np.nan, index=self.codes)
        if fact.variable in _DERIVED:
            points = self._of_countries(_DERIVED[fact.variable].of, year)
            apart: pd.Series = (points - points[self.country]).abs()
            return apart.mask(self.codes == self.country)
        values = self._listed(fact, year)
        covered_by = BY_VARIABLE[fact.variable].covered_by
        if covered_by:
            covered = self._of_countries(covered_by, year).notna()
            values = values.mask(values.isna() & covered & covered[self.country], 0.0)
        return values.mask(self.codes == self.country)

    def _listed(self, fact: CountryFact, year: int | None) -> pd.Series:
        rows = self.pairs[self.pairs["variable"] == fact.variable]
        if not BY_VARIABLE[fact.variable].is_constant:
            rows = rows[rows["year"] == year]
        else:
            rows = standing_rows(rows, ["a", "b"], self.as_of)
        out = rows[(rows["a"] == self.country) & (fact.direction != "_to_home")]
        back = rows[(rows["b"] == self.country) & (fact.direction != "_from_home")]
        both: pd.Series = pd.concat([out.set_index("b")["value"], back.set_index("a")["value"]])
        return both.astype(float).reindex(self.codes)

    def _of_countries(self, variable: str, year: int | None) -> pd.Series:
        rows = self.single[(self.single["variable"] == variable) & (self.single["year"] == year)]
        values: pd.Series = rows.set_index("country")["value"].astype(float).reindex(self.codes)
        return values


def _typed(values: pd.Series, type: ColumnType) -> pd.Series:
    if type == "bool":
        flags = [None if np.isnan(value) else bool(value) for value in values]
        return pd.Series(flags, index=values.index, dtype="boolean")
    typed: pd.Series = values.round().astype("Int64") if type == "int" else values.astype(float)
    return typed


def _year_of(release: Release, table: str, variable: str, as_of: int) -> int | None:
    """Newest year of a fact up to a year, else the first one after: there is hardly a choice."""
    years = [
        row["year"]
        for row in release.query(
            f"SELECT DISTINCT year FROM {table} WHERE variable = ? ORDER BY year", [variable]
        )
    ]
    before = [year for year in years if year <= as_of]
    return before[-1] if before else next(iter(years), None)


def _residents(release: Release, year: int | None) -> pd.Series:
    sql = "SELECT place_id, value FROM city_covariates WHERE variable = ? AND year = ?"
    found = release.arrays(sql, [RESIDENTS, year])
    held = pd.Series(found["value"], _ids(found), dtype=float).round().astype("Int64")
    known: pd.Series = held[~held.index.duplicated(keep="last")]
    return known


def _utc_offsets(release: Release) -> pd.Series:
    sql = "SELECT place_id, value FROM city_covariates WHERE variable = 'utc_offset' ORDER BY year"
    found = release.arrays(sql)  # a later year replaces an earlier one
    held = pd.Series(found["value"], _ids(found), dtype=float)
    known: pd.Series = held[~held.index.duplicated(keep="last")]
    return known


def _ids(found: Mapping[str, NDArray[Any]]) -> pd.Index:
    ids: pd.Index = pd.Index(found["place_id"], dtype="str")
    return ids


def _difference(frame: pd.DataFrame, offsets: pd.Series) -> NDArray[np.float64]:
    home, foreign = (offsets.reindex(frame[f"{side}_id"]) for side in ("home", "foreign"))
    hours: NDArray[np.float64] = foreign.to_numpy() - home.to_numpy()
    return hours


def _flown(release: Release, year: int | None) -> pd.MultiIndex:
    rows = release.query(
        "SELECT place_a, place_b FROM city_pairs WHERE variable = ? AND year = ? AND value > 0",
        [ROUTES_EVER_LISTED, year],
    )
    pairs = [(row["place_a"], row["place_b"]) for row in rows]
    return pd.MultiIndex.from_tuples(pairs, names=["place_a", "place_b"])


def _with_airport(release: Release, year: int | None) -> pd.Index:
    rows = release.query(
        "SELECT place_id FROM city_covariates WHERE variable = 'has_airport' AND year = ? "
        "AND value = 1",
        [year],
    )
    served: pd.Index = pd.Index(sorted({row["place_id"] for row in rows}), dtype="str")
    return served


def _has_listed_route(frame: pd.DataFrame, facts: DyadFacts) -> pd.Series:
    """Say yes where one is listed, no where both places have an airport and none is.

    A place without an airport may well be served by that of the next city: of it nothing is said.
    """
    known = facts.with_airport  # keeps what it is looked up by from one piece to the next
    home, foreign = (
        known.get_indexer(pd.Index(frame[end])) >= 0 for end in ("home_id", "foreign_id")
    )
    is_known = home & foreign
    is_flown = pd.Series(_sorted_pairs(frame).isin(facts.flown), index=frame.index)
    flags: pd.Series = is_flown.astype("boolean").mask(~is_flown & ~is_known)
    return flags


def _openflights(release: Release, as_of: int) -> pd.Series:
    rows = release.frame("flight_pairs_odbl")
    rows = rows[rows["snapshot"].str[:4].astype(int) <= as_of]
    newest = rows[rows["snapshot"] == rows["snapshot"].max()]
    airlines: pd.Series = newest.set_index(["place_a", "place_b"])["airlines"]
    return airlines


def _sorted_pairs(frame: pd.DataFrame) -> pd.MultiIndex:
    home, foreign = frame["home_id"].astype("str"), frame["foreign_id"].astype("str")
    is_sorted = home <= foreign
    return pd.MultiIndex.from_arrays(
        [home.where(is_sorted, foreign), foreign.where(is_sorted, home)]
    )
