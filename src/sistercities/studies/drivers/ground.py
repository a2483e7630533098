"""Home cities, cities abroad, and ties of both levels: what pairs are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.network.alive import alive_ties, has_sound_start
from sistercities.network.hierarchy import TODAY
from sistercities.network.rules import NetworkRules, Tiers
from sistercities.studies.connectivity.city_table import covered_roster
from sistercities.studies.connectivity.city_ties import (
    MIN_POPULATION,
    counted_ties,
    listed_regions,
)
from sistercities.studies.drivers.country_facts import CountryFacts, country_facts
from sistercities.studies.drivers.data import DriversData
from sistercities.terms.city_variables import ROUTES_EVER_LISTED
from twolevel.core.array_types import Index, Real

NEVER = 9999
"""Year from which an upper tie holds that never does."""

HOME_COLUMNS = {
    "home_population": "population", "is_seat": "is_seat", "gdp": "gdp", "exports": "exports",
    "home_flights": "destinations",
}  # fmt: skip
"""Facts on home cities, and the columns of the roster that they come from."""

FLAGS = frozenset({"is_seat"})


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What pairs are drawn from, by position of home city i and city abroad j.

    Attributes
    ----------
    homes
        A row a home city: `place_id`, `name`, `region` (its upper unit), `unit` (a number of it),
        `latitude`, `longitude`, `is_coastal` and the facts of `HOME_COLUMNS`.
    foreign
        A row a city abroad: `place_id`, `country` (a number), `latitude`, `longitude`,
        `is_coastal`, `foreign_population`, `foreign_flights`.
    foreign_units
        Upper units of each, shape (n_foreign, n_tiers), numbers; the last number is no unit.
    upper_from
        First year in which the upper tie of a home and a foreign unit is known to be older,
        `NEVER` if there is none; shape (n_units, n_foreign_units + 1).
    is_upper_undated
        Whether their upper tie has no known start, so that before `upper_from` it is unknown.
    ties
        Ties of the home cities with places abroad: `home`, `foreign` (positions, -1 for places
        that are no city of the study), `country`, `foreign_unit`, `start` (`NEVER` if not known).
    facts
        Facts on countries.
    direct
        Pairs with a direct flight, i times number of cities abroad plus j, sorted.
    left_out
        Ties left out, by reason.
    n_upper, n_upper_dated
        Upper ties of the home units.
    """

    country: str
    homes: pd.DataFrame
    foreign: pd.DataFrame
    foreign_units: Index
    upper_from: Index
    is_upper_undated: NDArray[np.bool_]
    ties: pd.DataFrame
    facts: CountryFacts
    direct: Index
    left_out: dict[str, int]
    n_upper: int
    n_upper_dated: int

    @property
    def n_units(self) -> int:
        """Number of home units."""
        return int(self.upper_from.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class Abroad:
    """Cities abroad, which many runs share.

    Attributes
    ----------
    cities, units
        As `foreign` and `foreign_units` of `Ground`.
    unit_ids
        Place ids of the upper units, in the order of their numbers.
    position
        Number of each country, by its code.
    facts
        Facts on countries.
    row
        Position of each city, by its place id.
    flights
        Direct flights of home places: place id, and position of the city abroad.
    """

    cities: pd.DataFrame
    units: Index
    unit_ids: list[str]
    position: dict[str, int]
    facts: CountryFacts
    row: dict[str, int]
    flights: list[tuple[str, int]]


def abroad_of(
    data: DriversData, country: str, rules: NetworkRules, facts: CountryFacts | None = None
) -> Abroad:
    """Gather the cities abroad and the facts on their countries, where these are not known yet."""
    tiers = Tiers(data.study.tables.upper_tier, rules)
    foreign, units, unit_ids = _foreign(data, country, rules, tiers)
    codes = sorted(set(data.study.tables.fields.country.values()))
    position = {code: k for k, code in enumerate(codes)}
    foreign = foreign.assign(country=foreign["country_code"].map(position).astype(np.int64))
    row = {place: k for k, place in enumerate(foreign["place_id"])}
    facts = country_facts(data, country, codes) if facts is None else facts
    flights = _flights(data, country, row)
    return Abroad(foreign, units, unit_ids, position, facts, row, flights)


def ground_of(
    data: DriversData,
    country: str,
    as_of: int,
    rules: NetworkRules,
    abroad: Abroad | None = None,
    homes: pd.DataFrame | None = None,
) -> Ground:
    """Gather the cities and ties of a home country as of a year.

    Parameters
    ----------
    abroad, homes
        Cities abroad and home cities (`homes_of`) by these rules, where they are known.
    """
    tables = data.study.tables
    tiers = Tiers(tables.upper_tier, rules)
    homes = homes_of(data, country, as_of, rules) if homes is None else homes
    abroad = abroad_of(data, country, rules) if abroad is None else abroad
    foreign, unit_ids = abroad.cities, abroad.unit_ids
    at_home = tables.ties_of(country)
    counted = counted_ties(tables, at_home, as_of, rules)
    left_out = dict(counted.left_out)
    ties = _ties(data, counted.ties, homes, abroad, tiers)
    upper = _upper(data, at_home, as_of, rules, tiers)
    upper_from, undated = _upper_arrays(upper, sorted(set(homes["region"])), unit_ids)
    return Ground(
        country=country, homes=homes, foreign=foreign, foreign_units=abroad.units,
        upper_from=upper_from,
        is_upper_undated=undated, ties=ties, facts=abroad.facts,
        direct=_direct(abroad, homes), left_out=left_out,
        n_upper=int(upper["home"].isin(set(homes["region"])).sum()),
        n_upper_dated=int((upper["home"].isin(set(homes["region"])) & upper["is_dated"]).sum()),
    )  # fmt: skip


def homes_of(data: DriversData, country: str, as_of: int, rules: NetworkRules) -> pd.DataFrame:
    """Return the home cities of which all facts are known that are known of any.

    Of the rules it reads `dual`, `tier` and `without_source`.
    """
    tables = data.study.tables
    tiers = Tiers(tables.upper_tier, rules)
    cities = covered_roster(data.cities, country, as_of, rules)
    level = tiers.levels(country)[0]
    unit = [tables.hierarchy.container(place, level, TODAY) for place in cities["place_id"]]
    covered = listed_regions(data.study, as_of, rules, "upper")
    cities = cities.assign(region=pd.Series(unit, index=cities.index, dtype=object))
    cities = cities[cities["region"].isin(list(covered))]
    facts = {name: _scaled(name, cities[column]) for name, column in HOME_COLUMNS.items()}
    facts = {name: values for name, values in facts.items() if values.notna().any()}
    point = tables.places.set_index("place_id")[["latitude", "longitude"]]
    homes = cities.assign(
        latitude=point["latitude"].reindex(cities["place_id"]).to_numpy(),
        longitude=point["longitude"].reindex(cities["place_id"]).to_numpy(),
    )
    homes = homes[["place_id", "name", "region", "latitude", "longitude", "is_coastal"]]
    homes = homes.assign(**facts)
    is_known = homes[[*facts, "latitude", "longitude", "is_coastal"]].notna().all(axis=1)
    homes = homes[is_known].sort_values("place_id").reset_index(drop=True)
    return homes.assign(unit=np.unique(homes["region"].to_numpy(dtype=str), return_inverse=True)[1])


def _scaled(name: str, values: pd.Series) -> pd.Series:
    raw = values.astype("Float64").astype(float)
    if name in FLAGS:
        return raw
    shifted = raw + 1 if name == "home_flights" else raw
    return pd.Series(np.log2(shifted.where(shifted > 0)), index=values.index)


def _foreign(
    data: DriversData, country: str, rules: NetworkRules, tiers: Tiers
) -> tuple[pd.DataFrame, Index, list[str]]:
    """Return the cities abroad, their units as numbers, and the ids of the units."""
    tables = data.study.tables
    places = tables.places[tables.places["valid_to"].isna()]
    is_city = (places["level"] == "city") & (places["population"] >= MIN_POPULATION).fillna(False)
    is_dual = places["is_dual"].astype(bool)
    is_city = (is_city & ~is_dual) | (is_dual & (rules.dual == "as_city"))
    is_abroad = (places["country"] != country) & ~places["country"].isin(
        list(rules.without_countries)
    )
    cities = places[(is_city & is_abroad).astype(bool)].sort_values("place_id")
    of = [
        [tables.hierarchy.container(place, level, TODAY) for level in tiers.levels(code)]
        for place, code in zip(cities["place_id"], cities["country"], strict=True)
    ]
    is_placed = np.array([units[0] is not None for units in of], dtype=np.bool_)
    cities, of = cities[is_placed], [u for u, is_in in zip(of, is_placed, strict=True) if is_in]
    ids = sorted({unit for units in of for unit in units if unit is not None})
    number = {unit: k for k, unit in enumerate(ids)}
    units = np.full((len(of), max((len(u) for u in of), default=1)), len(ids), dtype=np.int64)
    for row, found in enumerate(of):
        for tier, unit in enumerate(found):
            units[row, tier] = number.get(unit, len(ids)) if unit is not None else len(ids)
    facts = data.cities.facts
    flights = _fact(facts, "international_destinations_nearby", cities["place_id"])
    frame = pd.DataFrame({
        "place_id": cities["place_id"].to_numpy(),
        "country_code": cities["country"].to_numpy(),
        "latitude": cities["latitude"].to_numpy(dtype=float),
        "longitude": cities["longitude"].to_numpy(dtype=float),
        "foreign_population": np.log2(cities["population"].astype(float).clip(lower=1).to_numpy()),
        "foreign_flights": np.log2(1 + flights),
        "is_coastal": _fact(facts, "is_coastal", cities["place_id"]),
    })  # fmt: skip
    return frame, units, ids


def _fact(facts: pd.DataFrame, variable: str, places: pd.Series) -> Real:
    if variable not in facts:
        return np.full(len(places), np.nan)
    return facts[variable].reindex(places).to_numpy(dtype=np.float64)


def _ties(
    data: DriversData, ties: pd.DataFrame, homes: pd.DataFrame, abroad: Abroad, tiers: Tiers
) -> pd.DataFrame:
    """Return all counted ties, ends as positions; home -1 where the city takes no part."""
    tables = data.study.tables
    number = {unit: k for k, unit in enumerate(abroad.unit_ids)}
    level = tiers.levels
    code = {place: tables.fields.country[place] for place in set(ties["foreign"])}
    units = {
        place: number.get(str(tables.hierarchy.container(place, level(of)[0], TODAY)), -1)
        for place, of in code.items()
    }
    of_home = {place: k for k, place in enumerate(homes["place_id"])}
    unit_of = dict(zip(homes["region"], homes["unit"], strict=True))
    home_level = level(str(tables.fields.country[ties["home"].iloc[0]]))[0] if len(ties) else ""
    containers = {
        place: tables.hierarchy.container(place, home_level, TODAY) for place in set(ties["home"])
    }
    start = ties["start_year"].where(has_sound_start(ties)).fillna(NEVER)
    return pd.DataFrame({
        "home": [of_home.get(place, -1) for place in ties["home"]],
        "foreign": [abroad.row.get(place, -1) for place in ties["foreign"]],
        "unit": [unit_of.get(containers[place], -1) for place in ties["home"]],
        "country": [abroad.position[code[place]] for place in ties["foreign"]],
        "foreign_unit": [units[place] for place in ties["foreign"]],
        "start": start.to_numpy(dtype=np.int64),
    }, dtype=np.int64)  # fmt: skip


def _upper(
    data: DriversData, at_home: pd.DataFrame, as_of: int, rules: NetworkRules, tiers: Tiers
) -> pd.DataFrame:
    """Return the upper ties alive in a year, with the year from which they count as older."""
    fields, hierarchy = data.study.tables.fields, data.study.tables.hierarchy
    # Which ties are typed twice or dated says much of lower ties; upper ones all stay.
    ties, _ = alive_ties(at_home, as_of, replace(rules, dates="all"))
    roles = {
        place: tiers.role(fields.level[place], fields.country[place], is_dual=False)
        for place in set(ties["home"]) | set(ties["foreign"])
    }
    is_dual = ties["home"].isin(fields.dual) | ties["foreign"].isin(fields.dual)
    ties = ties[(ties["home"].map(roles) == "upper") & (ties["foreign"].map(roles) == "upper")
                & ~is_dual]  # fmt: skip
    is_dated = has_sound_start(ties)
    since = (ties["start_year"] + 1).where(is_dated, ties["known_from"]).fillna(as_of)
    return pd.DataFrame({
        "home": ties["home"].to_numpy(),
        "foreign": [hierarchy.today(place) for place in ties["foreign"]],
        "since": since.to_numpy(dtype=np.int64), "is_dated": is_dated.to_numpy(dtype=np.bool_),
    })  # fmt: skip


def _upper_arrays(
    upper: pd.DataFrame, home_ids: list[str], unit_ids: list[str]
) -> tuple[Index, NDArray[np.bool_]]:
    since = np.full((len(home_ids), len(unit_ids) + 1), NEVER, dtype=np.int64)
    undated = np.zeros(since.shape, dtype=np.bool_)
    row = {unit: k for k, unit in enumerate(home_ids)}
    column = {unit: k for k, unit in enumerate(unit_ids)}
    for home, foreign, year, is_dated in upper.itertuples(index=False):
        if home in row and foreign in column:
            at = row[home], column[foreign]
            since[at] = min(since[at], year)
            undated[at] |= not is_dated
    return since, undated


def _flights(data: DriversData, country: str, row: dict[str, int]) -> list[tuple[str, int]]:
    """List the direct flights of places of the home country to cities abroad."""
    pairs = data.city_pairs
    pairs = pairs[(pairs["variable"] == ROUTES_EVER_LISTED) & (pairs["value"] > 0)]
    of = data.study.tables.fields.country
    both = zip(pairs["place_a"].tolist(), pairs["place_b"].tolist(), strict=True)
    return [
        (one, row[other])
        for a, b in both
        for one, other in ((a, b), (b, a))
        if of.get(one) == country and other in row
    ]


def _direct(abroad: Abroad, homes: pd.DataFrame) -> Index:
    of_home = {place: k for k, place in enumerate(homes["place_id"])}
    n_foreign = len(abroad.cities)
    found = [of_home[one] * n_foreign + to for one, to in abroad.flights if one in of_home]
    return np.array(sorted(found), dtype=np.int64)
