"""From a release to the world's cities and ties as arrays, by the rules of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.network.alive import alive_ties, has_sound_start
from sistercities.network.hierarchy import TODAY
from sistercities.network.rules import MAIN_RULES, NetworkRules, Tiers
from sistercities.sentences import listed, say
from sistercities.studies.attractiveness.choosing import city_above, main_scope
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.claimed_ties import claimed_by
from sistercities.studies.hubs.data import HubsData
from sistercities.studies.hubs.network import CityNetwork, TwoSources, traits
from sistercities.studies.whole_lists import earlier_whole_list
from twolevel.core.array_types import Flag, Index

MIN_POPULATION = 15_000.0
"""Persons from which the release holds a city whether or not it has a tie."""

OURS = "x:"
"""How ids of places begin that the project added, most of them because a list names them."""

BY_OTHER_TIES = "known_ties"
"""In the method of a link that rests on ties of other sources: both have such ties anyway."""


@dataclass(frozen=True, slots=True)
class WorldRules:
    """Which ties make the network, and which cities are compared.

    Attributes
    ----------
    sources
        A tie counts if one of them claims it.
    listed
        Countries that have a list of their own: their cities are compared.
    ties
        Rules of the ties.
    min_population
        Persons from which a city is compared; a place that is region and city at once always is.
    without_dual, prefectures_only
        Whether places that are region and city at once are left out; whether of China the
        prefecture-level units alone are compared.
    without
        Countries whose places are left out.
    """

    sources: tuple[str, ...]
    listed: frozenset[str]
    ties: NetworkRules = MAIN_RULES
    min_population: float = MIN_POPULATION
    without_dual: bool = False
    prefectures_only: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class ReadNetwork:
    """The network, the names of what is in it, and what was left out.

    Attributes
    ----------
    place_id
        Of each city, shape (n,).
    codes
        Countries in the order of their numbers.
    """

    network: CityNetwork
    place_id: NDArray[np.str_]
    codes: NDArray[np.str_]
    left_out: dict[str, int] = field(default_factory=dict)


def world_rules(data: HubsData, as_of: int) -> WorldRules | None:
    """Return the rules of the main run; None without an undated list of several countries."""
    scope = main_scope(data.choice, as_of)
    if scope is None or scope.countries is None:
        return None
    return WorldRules(scope.sources, scope.countries)


def read_network(
    data: HubsData,
    cities: Cities,
    country: str,
    as_of: int,
    rules: WorldRules,
    *,
    is_known_alone: bool = False,
) -> ReadNetwork:
    """Read the world's network in a year.

    Parameters
    ----------
    cities
        Of `world_cities`: those of which all traits are known.
    country
        Home country.
    is_known_alone
        Whether only the known graph is wanted, and nothing of what lists miss.
    """
    ties, left_out = _city_ties_once(data, as_of, rules)
    kept = _compared(cities, rules)
    compared = cities.place_id[kept].tolist()
    code, named = _ends_of(ties, "a", "b")
    # Words are sorted and looked up as Python's: numpy takes five times as long.
    places = sorted({*compared, *named})
    position = {place: k for k, place in enumerate(places)}
    of = data.study.tables.fields.country
    names = sorted({of[place] for place in places})
    numbers = {name: k for k, name in enumerate(names)}
    ids, codes = np.array(places, dtype=str), np.array(names, dtype=str)
    at = np.array([position[place] for place in compared], dtype=np.int64)
    is_comparable = np.zeros(ids.size, dtype=np.bool_)
    is_comparable[at] = True
    rows = np.flatnonzero(kept)[np.argsort(at)]
    seen, is_listed = _seen(data, rules, {} if is_known_alone else numbers)
    ends = np.array([position[place] for place in named], dtype=np.int64)[code]
    network = CityNetwork(
        country=np.array([numbers[of[place]] for place in places], dtype=np.int64),
        home=numbers.get(country, codes.size),
        is_comparable=is_comparable,
        x=traits(cities.log_size, cities.log_income, cities.is_coastal, cities.is_capital)[rows],
        cluster=_clusters(cities, rows, country),
        ties=np.ascontiguousarray(ends.T),
        existence=ties["confidence"].to_numpy(dtype=np.float64),
        seen=seen,
        is_listed=is_listed,
    )
    return ReadNetwork(network, ids, codes, left_out)


def _ends_of(ties: pd.DataFrame, *ends: str) -> tuple[Index, list[str]]:
    """Return which place each end is, a row for each end, and the places."""
    code, places = pd.factorize(np.concatenate([ties[end].to_numpy(dtype=object) for end in ends]))
    return code.reshape(len(ends), -1).astype(np.int64), places.tolist()


def known_network(
    data: HubsData, cities: Cities, country: str, as_of: int, rules: WorldRules
) -> CityNetwork:
    """Read the known graph alone by `read_network`, once by the same rules."""
    key = "known network", country, as_of, rules
    held = data.made.get(key)
    if held is None or held[0] is not cities:
        read = read_network(data, cities, country, as_of, rules, is_known_alone=True)
        data.made[key] = held = cities, read.network
    network: CityNetwork = held[1]
    return network


def _compared(cities: Cities, rules: WorldRules) -> Flag:
    kept: Flag = (cities.size >= rules.min_population) | cities.is_dual
    kept &= np.isin(cities.country, sorted(rules.listed - rules.without))
    if rules.without_dual:
        kept &= ~cities.is_dual
    if rules.prefectures_only:
        kept &= (cities.country != "CN") | cities.is_prefecture | cities.is_dual
    return kept


def _clusters(cities: Cities, rows: Index, country: str) -> Index:
    """First-level regions at home, countries abroad."""
    is_home = cities.country[rows] == country
    labels = np.where(is_home, cities.region[rows], cities.country[rows])
    named = [f"{'home' if mine else 'abroad'} {label}" for mine, label in zip(is_home, labels,
             strict=True)]  # fmt: skip
    number = {name: k for k, name in enumerate(sorted(set(named)))}
    return np.array([number[name] for name in named], dtype=np.int64)


def _city_ties_once(
    data: HubsData, as_of: int, rules: WorldRules
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return them once for all rules that differ in which cities are compared alone."""
    of_ties = replace(
        rules, listed=frozenset(), min_population=MIN_POPULATION, prefectures_only=False
    )
    key = "city ties", as_of, of_ties
    if key not in data.made:
        data.made[key] = _city_ties(data, as_of, of_ties)
    ties, left_out = data.made[key]
    return ties, dict(left_out)


def _city_ties(
    data: HubsData, as_of: int, rules: WorldRules
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return ties between cities of two countries with ends `a` and `b`, and why others are out."""
    tables = data.study.tables
    claimed = claimed_by(data.ties["sources"], rules.sources)
    ties, dead = alive_ties(data.ties[claimed], as_of, rules.ties)
    reason = say("not claimed by {sources}", sources=listed(rules.sources, "or"))
    left_out: dict[str, int] = {reason: int((~claimed).sum())} | dead
    # Few places are ends of many ties: each is looked at once.
    code, places = _ends_of(ties, "place_a", "place_b")
    now = [str(tables.hierarchy.today(place)) for place in places]
    if rules.ties.counties == "folded":
        above = city_above(data.choice)
        now = [above(place) for place in now]
    of = tables.fields.country
    is_city = cities_among(data, set(now), rules)
    ends = np.array([is_city[place] for place in now], dtype=np.bool_)[code]
    country = np.array([of[place] for place in now], dtype=str)[code]
    apart = np.isin(country[0], sorted(rules.without)) | np.isin(country[1], sorted(rules.without))
    kept = np.ones(len(ties), dtype=np.bool_)
    for reason, is_out in (
        (say("with a region or a state"), ~(ends[0] & ends[1])),
        (say("inside one country"), country[0] == country[1]),
        (say("with a country left out by the run"), apart),
    ):
        n_out = int((kept & is_out).sum())
        if n_out:
            left_out[reason] = n_out
        kept &= ~is_out
    a, b = np.array(now, dtype=object)[code]
    is_low = (a <= b).astype(np.bool_)
    low, high = (
        pd.Series(end, index=ties.index, dtype=object)
        for end in (np.where(is_low, a, b), np.where(is_low, b, a))
    )
    columns = ["tie_id", "a", "b", "confidence", "start_year", "start_precision", "sources"]
    ties = ties.assign(a=low, b=high)[columns][kept].sort_values("tie_id")
    simple = ties.drop_duplicates(["a", "b"]).reset_index(drop=True)
    if len(ties) > len(simple):
        left_out[say("the same two places after folding")] = len(ties) - len(simple)
    return simple, left_out


def cities_among(data: HubsData, places: Iterable[str], rules: WorldRules) -> dict[str, bool]:
    """Tell of places whether they are cities: below the upper tier, or region and city at once."""
    fields, tiers = data.study.tables.fields, Tiers(data.study.tables.upper_tier, rules.ties)
    return {
        place: (place in fields.dual and not rules.without_dual)
        or (
            place not in fields.dual
            and tiers.role(fields.level[place], fields.country[place], is_dual=False) == "lower"
        )
        for place in places
    }


def earlier_source(data: HubsData, rules: WorldRules) -> str:
    """Return the newest source before that of the run that can be compared with it; "" if none.

    It is undated and read the lists of the same countries: one that read those of some alone would
    take for change, and for what the newer list lacks, that it did not look.
    """
    years = data.study.tie_sources().set_index("source_id")["snapshot_year"]
    return earlier_whole_list(data.study, int(years[list(rules.sources)].max()), rules.listed)


def _seen_ties(data: HubsData, rules: WorldRules, source: str) -> pd.DataFrame:
    """Return the ties of a source that were linked without others: cities of two countries."""
    links = data.links[data.links["source_id"] == source]
    by_others = pd.Series(False, index=links.index)
    for method in ("method_a", "method_b"):
        by_others |= links[method].fillna("").str.contains(BY_OTHER_TIES)
    table = data.ties
    ties = table[table["tie_id"].isin(links[~by_others]["tie_id"])]
    return without_own(data, ties, rules)


def without_own(data: HubsData, ties: pd.DataFrame, rules: WorldRules) -> pd.DataFrame:
    """Keep ties between cities of two countries, none with a place that the project added."""
    of = data.study.tables.fields.country
    is_city = cities_among(data, {*ties["place_a"], *ties["place_b"]}, rules)
    kept = [
        is_city[a] and is_city[b] and of[a] != of[b]
        and not a.startswith(OURS) and not b.startswith(OURS)
        for a, b in zip(ties["place_a"], ties["place_b"], strict=True)
    ]  # fmt: skip
    # An overlay may say a tie again under another id.
    return ties[np.array(kept, dtype=np.bool_)].drop_duplicates(["place_a", "place_b"])


def _seen(data: HubsData, rules: WorldRules, codes: dict[str, int]) -> tuple[Index, Flag]:
    """Return the countries of the ties that the earlier source saw, and which the list has."""
    source = earlier_source(data, rules) if codes else ""
    ties = _seen_ties(data, rules, source) if source else data.ties.iloc[:0]
    of = data.study.tables.fields.country
    wanted = set(rules.sources)
    rows = [
        (codes[of[a]], codes[of[b]], not wanted.isdisjoint(held.split()))
        for a, b, held in zip(ties["place_a"], ties["place_b"], ties["sources"], strict=True)
        if of[a] in codes and of[b] in codes
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, :2], table[:, 2].astype(np.bool_)


def two_sources(
    data: HubsData, country: str, rules: WorldRules, codes: NDArray[np.str_]
) -> TwoSources | None:
    """Return the places of which both the earlier source and that of the run hold a tie."""
    source = earlier_source(data, rules)
    if not source:
        return None
    table = data.ties
    claimed = claimed_by(table["sources"], rules.sources)
    first = _seen_ties(data, rules, source)
    last = without_own(data, table[claimed], rules)
    of, hierarchy = data.study.tables.fields.country, data.study.tables.hierarchy
    places = np.intersect1d(_ends(first), _ends(last))
    # A country whose ties are all over by the year of the run is not in the network.
    places = places[np.isin([of[p] for p in places], codes)]
    if not places.size:
        return None
    country_of = np.array([of[p] for p in places], dtype=str)
    named = [hierarchy.container(str(p), "region1", TODAY) or of[p] for p in places]
    last = _among(last, places)
    is_home = [country in (of[a], of[b]) for a, b in zip(last["place_a"], last["place_b"],
               strict=True)]  # fmt: skip
    has_earlier = np.array([source in s.split() for s in last["sources"]], dtype=np.bool_)
    added = last[np.array(is_home, dtype=np.bool_) & ~has_earlier]
    dated = added[has_sound_start(added)]
    year = int(data.study.sources.set_index("source_id")["snapshot_year"][source])
    return TwoSources(
        np.searchsorted(codes, country_of).astype(np.int64),
        np.unique(named, return_inverse=True)[1].astype(np.int64),
        _pairs(_among(first, places), places),
        _pairs(last, places),
        len(dated),
        int((dated["start_year"] >= year).sum()),
    )


def _ends(ties: pd.DataFrame) -> NDArray[np.str_]:
    return np.unique(ties[["place_a", "place_b"]].to_numpy(dtype=str))


def _among(ties: pd.DataFrame, places: NDArray[np.str_]) -> pd.DataFrame:
    return ties[ties["place_a"].isin(places) & ties["place_b"].isin(places)]


def _pairs(ties: pd.DataFrame, places: NDArray[np.str_]) -> Index:
    ends = ties[["place_a", "place_b"]].to_numpy(dtype=str)
    return np.searchsorted(places, ends).astype(np.int64).reshape(-1, 2)
