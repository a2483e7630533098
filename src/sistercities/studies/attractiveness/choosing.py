"""From the ties of a release to choices, by the rules of a run; what is left out is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.network.alive import alive_ties
from sistercities.network.hierarchy import TODAY
from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import listed, say
from sistercities.studies.attractiveness.choices import MIN_POPULATION, Choices
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.claimed_ties import claimed_by
from twolevel.core.array_types import Flag


@dataclass(frozen=True, slots=True)
class Scope:
    """Which ties are choices, and which cities are alternatives.

    Attributes
    ----------
    sources
        A tie counts if one of them claims it.
    countries
        That choose and are chosen; None takes all.
    rules
        Of the ties.
    min_population, max_population
        Persons from which, and below which, a city is an alternative.
    without_choosers
        Countries whose cities do not choose.
    all_chosen
        Whether cities of all countries are alternatives, also those without a list.
    without_dual, prefectures_only
        Whether places that are region and city at once take no part; whether of China the
        prefecture-level units alone are alternatives.
    signers_only
        Whether places of which it is told that they may not sign by themselves are no alternatives.
    """

    sources: tuple[str, ...]
    countries: frozenset[str] | None
    rules: NetworkRules = MAIN_RULES
    min_population: float = MIN_POPULATION
    max_population: float = float("inf")
    without_choosers: frozenset[str] = frozenset()
    all_chosen: bool = False
    without_dual: bool = False
    prefectures_only: bool = False
    signers_only: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Choices, the alternatives, and which of those are home; why ties are left out."""

    choices: Choices
    is_alternative: Flag
    is_home: Flag
    left_out: dict[str, int] = field(default_factory=dict)


def main_scope(data: AttractivenessData, as_of: int) -> Scope | None:
    """Return the newest undated source of ties that lists several countries by a year, or None."""
    lists = listed_countries(data)
    sources = data.study.tie_sources()
    is_usable = ~sources["is_dated"].astype(bool) & (sources["snapshot_year"] <= as_of)
    usable = sources[is_usable.fillna(False)].sort_values("snapshot_year")
    for source in reversed(usable["source_id"].tolist()):
        if len(lists.get(source, ())) > 1:
            return Scope((str(source),), lists[source])
    return None


def listed_countries(data: AttractivenessData) -> dict[str, frozenset[str]]:
    """Return the countries of the ties of whose cities each source holds a list."""
    rows = data.study.tables.region_coverage
    rows = rows[(rows["level"] == "lower") & rows["is_covered"].astype(bool)]
    country = rows["place_id"].map(data.study.tables.fields.country_of)
    return {str(s): frozenset(c) for s, c in country.groupby(rows["source_id"])}


def chosen_by(
    data: AttractivenessData, cities: Cities, country: str, as_of: int, scope: Scope
) -> Chosen:
    """Return the choices in a scope; with no country as home, cities of all countries choose."""
    ties, left_out = _ties_of(data, as_of, scope)
    is_home = cities.country == country
    is_listed = np.ones(is_home.size, dtype=np.bool_)
    if scope.countries is not None:
        is_listed = np.isin(cities.country, sorted(scope.countries))
    is_out = (cities.is_dual & scope.without_dual) | (
        (cities.country == "CN") & ~cities.is_prefecture & ~cities.is_dual & scope.prefectures_only
    )
    can_choose = is_listed & ~is_home & ~is_out
    can_choose &= ~np.isin(cities.country, sorted(scope.without_choosers))
    is_alternative = (is_listed | scope.all_chosen) & ~is_out
    is_alternative &= cities.size >= scope.min_population
    is_alternative &= cities.size < scope.max_population
    if scope.signers_only:
        is_alternative &= ~cities.is_no_signer
    ends = _ends(data, cities, folds=scope.rules.counties == "folded").of(ties)
    chooser, chosen = np.concatenate(ends.position), np.concatenate(ends.position[::-1])
    countries = np.concatenate(ends.country), np.concatenate(ends.country[::-1])
    kept = _filtered(
        left_out,
        (
            (say("inside one country"), countries[0] == countries[1]),
            (say("of a home city: home cities do not choose here"), countries[0] == country),
            (
                say("of a region, or of a place of which size, coast or income is not known"),
                chooser < 0,
            ),
            (
                say("of a city in a country without a list of its own, or left out by the run"),
                ~_holds(can_choose, chooser),
            ),
            (
                say("with a region, or with a place of which size, coast or income is not known"),
                chosen < 0,
            ),
            (
                say(
                    "with a smaller place, or in a country without a list of its own, or "
                    "left out by the run"
                ),
                ~_holds(is_alternative, chosen),
            ),
            (
                say("between two countries of which it is not known whether they share a language"),
                ~_share_is_known(cities, chooser, chosen),
            ),
        ),
    )
    pairs = np.unique(np.column_stack((chooser, chosen))[kept], axis=0)
    return Chosen(Choices(pairs[:, 0], pairs[:, 1]), is_alternative, is_home, left_out)


def _holds(flags: Flag, at: NDArray[np.int64]) -> Flag:
    """Take flags at positions; -1 has none."""
    found = np.zeros(at.size, dtype=np.bool_)
    found[at >= 0] = flags[at[at >= 0]]
    return found


def _share_is_known(cities: Cities, chooser: NDArray[np.int64], chosen: NDArray[np.int64]) -> Flag:
    """Whether it is known of two countries if they share an official language."""
    found = np.zeros(chooser.size, dtype=np.bool_)
    both = (chooser >= 0) & (chosen >= 0)
    code = cities.country_code
    found[both] = ~np.isnan(cities.language[code[chooser[both]], code[chosen[both]]])
    return found


def _filtered(left_out: dict[str, int], reasons: tuple[tuple[str, Flag], ...]) -> Flag:
    kept = np.ones(reasons[0][1].size, dtype=np.bool_)
    for reason, is_out in reasons:
        n = int((kept & is_out).sum())
        if n:
            left_out[say("choices {reason}", reason=reason)] = n
        kept &= ~is_out
    return kept


def _ties_of(
    data: AttractivenessData, as_of: int, scope: Scope
) -> tuple[pd.DataFrame, dict[str, int]]:
    ties = data.study.tables.ties
    claimed = claimed_by(ties["sources"], scope.sources)
    kept, left_out = alive_ties(ties[claimed], as_of, scope.rules)
    reason = say("not claimed by {sources}", sources=listed(scope.sources, "or"))
    return kept, {
        say("ties {reason}", reason=k): n
        for k, n in ({reason: int((~claimed).sum())} | left_out).items()
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """Both ends of ties: positions in the table of cities, -1 where they are not in it; countries.

    `row` holds where a tie is found, by its label in the table of ties.
    """

    row: pd.Series[int]
    position: tuple[NDArray[np.int64], NDArray[np.int64]]
    country: tuple[NDArray[np.str_], NDArray[np.str_]]

    def of(self, ties: pd.DataFrame) -> _Ends:
        """Return those of some rows of the table."""
        at = self.row.loc[ties.index].to_numpy()
        return _Ends(
            self.row,
            (self.position[0][at], self.position[1][at]),
            (self.country[0][at], self.country[1][at]),
        )


def _ends(data: AttractivenessData, cities: Cities, *, folds: bool) -> _Ends:
    """Return the ends of all ties of the release, which many scopes ask for."""
    key = "ends", folds
    held = data.made.get(key)
    if held is None or held[0] is not cities:
        data.made[key] = held = cities, _found_ends(data, cities, folds=folds)
    ends: _Ends = held[1]
    return ends


def _found_ends(data: AttractivenessData, cities: Cities, *, folds: bool) -> _Ends:
    ties, hierarchy = data.study.tables.ties, data.study.tables.hierarchy
    at = {str(place): k for k, place in enumerate(cities.place_id)}
    above = city_above(data) if folds else str
    names = data.study.tables.fields.country
    code, places = pd.factorize(pd.concat([ties["place_a"], ties["place_b"]]))
    position = np.array(
        [at.get(above(str(hierarchy.today(str(place)))), -1) for place in places], dtype=np.int64
    )[code]
    country = np.array([names[str(place)] for place in places], dtype=str)[code]
    n = len(ties)
    return _Ends(
        pd.Series(np.arange(n), index=ties.index),
        (position[:n], position[n:]),
        (country[:n], country[n:]),
    )


def city_above(data: AttractivenessData) -> Callable[[str], str]:
    """Return what replaces a district, county or county-level city by the city that holds it."""
    tables = data.study.tables

    def city(place: str) -> str:
        found = (a for a in tables.hierarchy.ancestors(place, TODAY) if a != place)
        holder = next((a for a in found if tables.fields.level.get(a) == "city"), None)
        region = tables.hierarchy.container(place, "region1", TODAY)
        if holder is None and region in tables.fields.dual:
            return str(region)
        return place if holder is None else holder

    return city
