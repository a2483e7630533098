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


def _block_head(place: str, heads: set[str], hierarchy: Hierarchy) -> str:
    above = hierarchy.ancestors(hierarchy.today(place), TODAY)
    return place if place in heads else next((a for a in above if a in heads), place)


def home_roster(
    places: pd.DataFrame,
    hierarchy: Hierarchy,
    country: str,
    levels: Sequence[str],
    tied: Sequence[str],
    *,
    usable_units: Callable[[str], bool],
) -> Roster:
    """List the home places that could hold a lower tie.

    Parameters
    ----------
    places
        Table `places`.
    hierarchy
        Containers.
    country
        Home country.
    levels
        Levels of its signing tiers, finest first.
    tied
        Home places with a tie, always on the roster.
    usable_units
        Tells whether a unit takes part (its own ties are listed, it is not a dropped dual place).
    """
    heads = _heads(places, country, levels)
    ids = sorted(set(heads) | set(tied))
    unit_of = {p: hierarchy.container(hierarchy.today(p), levels[0], TODAY) for p in ids}
    kept = [p for p in ids if unit_of[p] is not None and usable_units(str(unit_of[p]))]
    all_units = places[(places["country"] == country) & (places["level"] == levels[0])]
    present = all_units[all_units["valid_to"].isna()]["place_id"]
    units = tuple(sorted({str(unit_of[p]) for p in kept} | {u for u in present if usable_units(u)}))
    block_of = [_block_head(p, set(heads), hierarchy) for p in kept]
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
