"""Autonomy: how far a home unit or city departs from what its upper ties would give."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from sistercities.network.hierarchy import TODAY
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import place_name, say
from sistercities.studies.nesting.result import Autonomy
from sistercities.studies.study_data import StudyData
from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.exact.moments import expected_of_ties
from twolevel.rates.empirical_bayes import ShrunkLogRatios, shrunk_log_ratio


def autonomy_of_units(
    network: TwoLevelNetwork, arrays: TwoLevelArrays, data: StudyData
) -> tuple[Autonomy, ...]:
    """Autonomy of every home unit, also of those that cannot be judged; by id."""
    rows = _rows(arrays, arrays.tie_unit, len(network.home_units))
    places = _with_points(data.tables.places.set_index("place_id"), network.country, data)
    fields = places.loc[list(network.home_units)].to_dict("index")
    judged = [
        _autonomy(fields[place], place, place, rows, i)
        for i, place in enumerate(network.home_units)
    ]
    return tuple(sorted(judged + _not_covered(network, places, data), key=lambda a: a.place_id))


def autonomy_of_cities(
    network: TwoLevelNetwork, arrays: TwoLevelArrays, data: StudyData
) -> tuple[Autonomy, ...]:
    """Autonomy of every home place with a tie, by id; each is shrunk toward that of its unit.

    The expectation of a city is that of the null times the shrunk ratio of its unit; what is left
    is shrunk once more over all cities. The interval adds both parts in quadrature.
    """
    units = _rows(arrays, arrays.tie_unit, len(network.home_units))[3]
    ties, inside, expected, _ = _rows(arrays, arrays.ties[:, 0], len(network.home_places))
    rows = ties, inside, expected, _within_units(units, network.home_unit, inside, expected)
    places = data.tables.places.set_index("place_id")
    fields = places.loc[list(network.home_places)].to_dict("index")
    return tuple(
        _autonomy(fields[place], place, network.home_units[network.home_unit[i]], rows, i)
        for i, place in enumerate(network.home_places)
        if ties[i] > 0
    )


def withheld(rows: tuple[Autonomy, ...], why: str) -> tuple[Autonomy, ...]:
    """Leave the counts and take the comparison with chance away, with the reason."""
    return tuple(
        row if row.autonomy is None else replace(row, autonomy=None, low=None, high=None, note=why)
        for row in rows
    )


def _within_units(
    units: ShrunkLogRatios, unit: Index, inside: Real, expected: Real
) -> ShrunkLogRatios:
    """Shrink the log ratios of cities toward those of their units."""
    base, low, high = (v[unit] for v in (units.log_ratio, units.low, units.high))
    adjusted = np.where(np.isfinite(base), expected * np.exp(base), 0.0)
    own = shrunk_log_ratio(inside, adjusted)
    centre = base + own.log_ratio
    return replace(
        own,
        log_ratio=centre,
        low=centre - np.hypot(base - low, own.log_ratio - own.low),
        high=centre + np.hypot(high - base, own.high - own.log_ratio),
    )


def _rows(
    arrays: TwoLevelArrays, group: Index, n: int
) -> tuple[Index, Real, Real, ShrunkLogRatios]:
    """Ties, ties inside, expected inside and their shrunk log ratio, for each group."""
    ties = np.bincount(group, minlength=n).astype(np.int64)
    inside = np.bincount(group, hits_of_ties(arrays), n).astype(np.float64)
    expected = np.bincount(group, expected_of_ties(arrays), n).astype(np.float64)
    return ties, inside, expected, shrunk_log_ratio(inside, expected)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _autonomy(
    place: Mapping[Hashable, Any],
    place_id: str,
    unit_id: str,
    rows: tuple[Index, Real, Real, ShrunkLogRatios],
    i: int,
) -> Autonomy:
    ties, inside, expected, shrunk = rows
    is_known = bool(np.isfinite(shrunk.log_ratio[i]))
    return Autonomy(
        place_id=place_id,
        name=place_name(str(place["name"]), place_id),
        name_local="" if pd.isna(place["name_local"]) else str(place["name_local"]),
        level=str(place["level"]),
        unit_id=unit_id,
        latitude=_number(place["latitude"]),
        longitude=_number(place["longitude"]),
        n_ties=int(ties[i]),
        n_inside=int(inside[i]),
        expected=float(expected[i]),
        autonomy=-float(shrunk.log_ratio[i]) if is_known else None,
        low=-float(shrunk.high[i]) if is_known else None,
        high=-float(shrunk.low[i]) if is_known else None,
        note="" if is_known else _why_unknown(int(ties[i])),
    )


def _why_unknown(n_ties: int) -> str:
    return say("no tie is expected inside") if n_ties else say("no city ties known")


def _not_covered(network: TwoLevelNetwork, places: pd.DataFrame, data: StudyData) -> list[Autonomy]:
    """Units of the country that take no part: dual, or their own ties are listed by no source."""
    listed = set(data.listed_regions(network.country))
    levels = {str(places.at[u, "level"]) for u in network.home_units} or {"region1"}
    home = places[places["country"] == network.country]
    units = home[home["valid_to"].isna() & (home["level"].isin(levels) | home["is_dual"])]
    return [
        Autonomy(
            place_id=str(place_id),
            name=place_name(str(place["name"]), str(place_id)),
            name_local="" if pd.isna(place["name_local"]) else str(place["name_local"]),
            level=str(place["level"]),
            unit_id=str(place_id),
            latitude=_number(place["latitude"]),
            longitude=_number(place["longitude"]),
            n_ties=0,
            n_inside=None,
            expected=None,
            autonomy=None,
            low=None,
            high=None,
            note=_why_left_out(is_dual=bool(place["is_dual"]), is_listed=place_id in listed),
        )
        for place_id, place in units.iterrows()
        if place_id not in network.home_units
    ]


def _why_left_out(*, is_dual: bool, is_listed: bool) -> str:
    if is_dual:
        return say("both region and city")
    return (
        say("not listed for the year") if is_listed else say("no source lists its own ties in full")
    )


def _with_points(places: pd.DataFrame, country: str, data: StudyData) -> pd.DataFrame:
    """Give each region of a country without a point the mean of the cities in it."""
    home = places[places["country"] == country]
    cities = home[(home["level"] == "city") & home["latitude"].notna()]
    hierarchy, placed = data.tables.hierarchy, places.copy()
    for level in ("region1", "region2"):
        above = [hierarchy.container(str(city), level, TODAY) for city in cities.index]
        means = cities[["latitude", "longitude"]].groupby(np.array(above, dtype=object)).mean()
        bare = means.index.intersection(home.index[home["latitude"].isna()])
        placed.loc[bare, ["latitude", "longitude"]] = means.loc[bare].to_numpy()
    return placed
