"""The roster of a home country: every place that could hold a lower tie, with unit and block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.hierarchy import TODAY, Hierarchy
from twolevel.core.array_types import Index


@dataclass(frozen=True, slots=True)
class Roster:
    """Home places with their units, blocks and strata; indices as in `TwoLevelNetwork`."""

    places: tuple[str, ...]
    units: tuple[str, ...]
    unit: Index
    block: Index
    stratum: Index


@dataclass(frozen=True, slots=True)
class HomePlaces:
    """What a home country has, whoever has ties.

    Attributes
    ----------
    heads
        Places that its regions are divided into.
    units
        Units of today.
    """

    heads: frozenset[str]
    units: frozenset[str]


def _heads(places: pd.DataFrame, country: str, levels: Sequence[str]) -> list[str]:
    """Places that a region is divided into, with or without ties.

    China: its prefecture-level units (GB/T 2260 codes that end in 00). Elsewhere: all cities of the
    release, which holds those over 15,000.
    """
    home = places[(places["country"] == country) & ~places["is_dual"].astype(bool)]
    home = home[~home["level"].isin(["country", *levels])]
    if country == "CN":
        return list(home[home["gbt2260"].fillna("").str.fullmatch(r"\d{4}00|\d{4}")]["place_id"])
    return list(home[home["level"] == "city"]["place_id"])


def _block_head(place: str, heads: frozenset[str], hierarchy: Hierarchy) -> str:
    above = hierarchy.ancestors(hierarchy.today(place), TODAY)
    return place if place in heads else next((a for a in above if a in heads), place)


def home_places(places: pd.DataFrame, country: str, levels: Sequence[str]) -> HomePlaces:
    """Find what a country has with or without ties.

    Parameters
    ----------
    places
        Table `places`.
    country
        Home country.
    levels
        Levels of its signing tiers, finest first.
    """
    units = places[(places["country"] == country) & (places["level"] == levels[0])]
    present = units[units["valid_to"].isna()]["place_id"]
    return HomePlaces(frozenset(_heads(places, country, levels)), frozenset(present))


def home_roster(
    places: HomePlaces,
    hierarchy: Hierarchy,
    levels: Sequence[str],
    tied: Sequence[str],
    *,
    usable_units: Callable[[str], bool],
) -> Roster:
    """List the home places that could hold a lower tie.

    Parameters
    ----------
    places
        What the country has with or without ties.
    hierarchy
        Containers.
    levels
        Levels of its signing tiers, finest first.
    tied
        Home places with a tie, always on the roster.
    usable_units
        Tells whether a unit takes part (its own ties are listed, it is not a dropped dual place).
    """
    ids = sorted(places.heads | set(tied))
    unit_of = {p: hierarchy.container(hierarchy.today(p), levels[0], TODAY) for p in ids}
    kept = [p for p in ids if unit_of[p] is not None and usable_units(str(unit_of[p]))]
    present = {unit for unit in places.units if usable_units(unit)}
    units = tuple(sorted({str(unit_of[p]) for p in kept} | present))
    block_of = [_block_head(p, places.heads, hierarchy) for p in kept]
    strata = sorted({hierarchy.level(b) for b in block_of})
    return Roster(
        tuple(kept),
        units,
        np.array([units.index(str(unit_of[p])) for p in kept], dtype=np.int64),
        np.unique(np.array(block_of, dtype=object).astype(str), return_inverse=True)[1].astype(
            np.int64
        ),
        np.array([strata.index(hierarchy.level(b)) for b in block_of], dtype=np.int64),
    )
