"""Which ties make the network that is measured, as arrays, and what is left out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from sistercities.network.alive import alive_ties
from sistercities.network.rules import MAIN_RULES, Tiers
from sistercities.sentences import say
from sistercities.terms.json_records import CountryOrWorld, one_of
from sistercities.terms.words import ALIVE, WORLD
from twolevel.core.array_types import Flag, Index, Real

LEVELS = ("city", "region", "all")
"""Whose ties: of cities, of regions, or of all places, those across levels among them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What network is asked for.

    Attributes
    ----------
    country, region
        ISO 3166-1 alpha-2 or `WORLD`; ISO 3166-2 of a region of that country, None for no region.
    source
        Id of the source that must name a tie; None takes ties of any source.
    level
        One of `LEVELS`.
    as_of
        Year in which a tie must be known to be alive; None for those that are held alive today.
    past
        Whether all recorded ties count, also those over, unsigned or no longer listed.
    """

    country: CountryOrWorld
    region: str | None
    source: str | None
    level: Annotated[str, one_of(LEVELS)]
    as_of: int | None
    past: bool


@dataclass(frozen=True, slots=True, eq=False)
class ChosenTies:
    """The ties of the world that are of the kind asked for.

    Attributes
    ----------
    countries
        Codes of the countries, ascending.
    country
        Position of each place's country in `countries`, shape (n,).
    is_at_home
        Which places lie in the area asked for, shape (n,); all of them for the world.
    longitude, latitude
        In degrees, shape (n,); NaN where not known.
    ties
        Pairs of places, shape (m, 2).
    sources
        Ids of the sources that name each tie, shape (m,).
    left_out
        Recorded ties that do not count, by the first reason that holds.
    tie_ids
        Of each tie, shape (m,).
    """

    countries: tuple[str, ...]
    country: Index
    is_at_home: Flag
    longitude: Real
    latitude: Real
    ties: Index
    sources: tuple[tuple[str, ...], ...]
    left_out: dict[str, int]
    tie_ids: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Number of places, those without a tie that counts among them."""
        return self.country.size

    def within(self, ties: Index) -> Flag:
        """Tell which ties have an end in the area, shape (m,)."""
        return np.asarray(self.is_at_home[ties].any(axis=1))

    def are_domestic(self, ties: Index) -> Flag:
        """Tell which ties join two places of one country, shape (m,)."""
        return np.asarray(self.country[ties[:, 0]] == self.country[ties[:, 1]])


def choose_ties(
    places: pd.DataFrame, ties: pd.DataFrame, upper_tier: pd.DataFrame, asked: Asked
) -> ChosenTies:
    """Choose the ties of the kind that is asked for, of the whole world.

    Parameters
    ----------
    places, ties, upper_tier
        Tables of these names.
    asked
        What network is asked for; its country and region say which places are at home.
    """
    kept, left_out = _standing(ties, asked)
    kept = _by_source(kept, asked.source, left_out)
    kept = _of_level(kept, _roles(places, Tiers(upper_tier, MAIN_RULES)), asked.level, left_out)
    position = pd.Series(np.arange(len(places)), index=places["place_id"])
    ends = [position.reindex(kept[end]).to_numpy() for end in ("place_a", "place_b")]
    countries, code = np.unique(places["country"].to_numpy(dtype=str), return_inverse=True)
    return ChosenTies(
        countries=tuple(countries.tolist()),
        country=code.astype(np.int64),
        is_at_home=_at_home(places, asked),
        longitude=places["longitude"].to_numpy(dtype=np.float64, na_value=np.nan),
        latitude=places["latitude"].to_numpy(dtype=np.float64, na_value=np.nan),
        ties=np.column_stack(ends).astype(np.int64).reshape(-1, 2),
        sources=tuple(tuple(named.split()) for named in kept["sources"].tolist()),
        left_out=left_out,
        tie_ids=tuple(kept["tie_id"].tolist()),
    )


def _standing(ties: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, dict[str, int]]:
    if asked.past:
        return ties, {}
    if asked.as_of is not None:
        return alive_ties(ties, asked.as_of, MAIN_RULES)
    is_alive = ties["standing"].isin(ALIVE).to_numpy(dtype=np.bool_)
    left_out: dict[str, int] = {}
    _count(left_out, say("over, not signed or no longer listed"), ties, is_alive)
    return ties[is_alive], left_out


def _by_source(ties: pd.DataFrame, source: str | None, left_out: dict[str, int]) -> pd.DataFrame:
    if source is None:
        return ties
    is_named = np.array([source in named.split() for named in ties["sources"].tolist()], dtype=bool)
    _count(left_out, say("not named by {source}", source=source), ties, is_named)
    return ties[is_named]


def _of_level(
    ties: pd.DataFrame, role: pd.Series[str], level: str, left_out: dict[str, int]
) -> pd.DataFrame:
    """Keep the ties whose two ends are of the level; a place that is region and city is of both."""
    if level == "all":
        return ties
    fitting = {"city": ("lower", "both"), "region": ("upper", "both")}[level]
    is_fitting = np.ones(len(ties), dtype=bool)
    for end in ("place_a", "place_b"):
        is_fitting &= role.reindex(ties[end]).isin(fitting).to_numpy()
    reason = {
        "city": say("of a region or a country, with whatever partner"),
        "region": say("of a city, with whatever partner"),
    }
    _count(left_out, reason[level], ties, is_fitting)
    return ties[is_fitting]


def _roles(places: pd.DataFrame, tiers: Tiers) -> pd.Series[str]:
    rows = zip(*(places[name].tolist() for name in ("level", "country", "is_dual")), strict=True)
    return pd.Series(
        ["both" if dual else tiers.role(level, of, is_dual=False) for level, of, dual in rows],
        index=places["place_id"],
    )


def _at_home(places: pd.DataFrame, asked: Asked) -> Flag:
    if asked.region is not None:
        return (places["region_iso"] == asked.region).fillna(False).to_numpy(dtype=np.bool_)
    if asked.country == WORLD:
        return np.ones(len(places), dtype=np.bool_)
    return (places["country"] == asked.country).to_numpy(dtype=np.bool_)


def _count(left_out: dict[str, int], reason: str, ties: pd.DataFrame, is_kept: Flag) -> None:
    n = len(ties) - int(np.count_nonzero(is_kept))
    if n:
        left_out[reason] = n
