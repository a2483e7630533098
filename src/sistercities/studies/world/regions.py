"""Regions as nodes: city ties of pairs of regions whose own lists were read, and their distance.

Facts of pairs of countries need no regions: with an effect of each region their ratios would be
those of the countries to the digit. What regions add is their own tie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.network.alive import alive_ties
from sistercities.network.hierarchy import TODAY
from sistercities.network.rules import MAIN_RULES, Tiers
from sistercities.studies.study_data import StudyData
from sistercities.studies.world.ties import listed_countries, told_by


@dataclass(frozen=True, slots=True, eq=False)
class RegionTies:
    """City ties between regions, and the ties of these regions.

    Attributes
    ----------
    country
        Country of each region, by its id.
    listed
        Regions whose own ties a source lists.
    counts
        City ties by pair of regions, the first before the second.
    sisters
        Pairs of regions with a tie of their own, in the same order.
    """

    country: Mapping[str, str]
    listed: frozenset[str]
    counts: pd.Series[int]
    sisters: frozenset[tuple[str, str]]


def region_ties(
    study: StudyData, as_of: int, sources: Sequence[str], *, are_all_sources: bool = False
) -> RegionTies:
    """Count the city ties alive in a year between regions of countries whose lists were read.

    Parameters
    ----------
    as_of
        Year.
    sources
        Sources whose lists say which countries take part; their ties of cities count.
    are_all_sources
        Whether ties of cities that other sources alone tell count too.
    """
    tables = study.tables
    countries = frozenset(listed_countries(study, sources))
    lower = tables.ties if are_all_sources else told_by(tables.ties, sources)
    cities, _ = alive_ties(lower[lower["tie_class"] == "lower"], as_of, MAIN_RULES)
    of = _Regions(study, countries)
    ends = of.pairs(cities, of.of_city)
    upper, _ = alive_ties(tables.ties[tables.ties["tie_class"] == "upper"], as_of, MAIN_RULES)
    sisters = of.pairs(upper, of.itself)
    rows = tables.region_coverage
    rows = rows[(rows["level"] == "upper") & rows["is_covered"].astype(bool)]
    listed = {place for place in map(of.itself, rows["place_id"]) if place is not None}
    known = sorted(listed | {one for pair in ends for one in pair})
    counts = pd.DataFrame(ends, columns=["a", "b"]).groupby(["a", "b"]).size()
    return RegionTies(
        {one: tables.fields.country[one] for one in known},
        frozenset(listed),
        counts,
        frozenset(sisters),
    )


class _Regions:
    """Finds the region of a place as it is today: of the finest tier that signs, and not dual."""

    def __init__(self, study: StudyData, countries: frozenset[str]) -> None:
        self.tables, self.countries = study.tables, countries
        self.tiers = Tiers(study.tables.upper_tier, MAIN_RULES)

    def of_city(self, place: str) -> str | None:
        """Return the region that holds a city; None of another country, or of none."""
        fields, hierarchy = self.tables.fields, self.tables.hierarchy
        country = fields.country[place]
        if country not in self.countries:
            return None
        now = hierarchy.today(place)
        return self._usable(hierarchy.container(now, self._finest(country), TODAY))

    def itself(self, place: str) -> str | None:
        """Return a region of today; None of another country, or of another tier.

        The list of a region above the finest tier, as of a region of France or Italy, says nothing
        of the regions in which cities are counted.
        """
        now = self.tables.hierarchy.today(place)
        country = self.tables.fields.country[now]
        is_region = self.tables.fields.level[now] == self._finest(country)
        return self._usable(now) if is_region and country in self.countries else None

    def _finest(self, country: str) -> str:
        return self.tiers.levels(country)[0]

    def _usable(self, region: str | None) -> str | None:
        return None if region in self.tables.fields.dual else region

    def pairs(self, ties: pd.DataFrame, region: Region) -> list[tuple[str, str]]:
        """Return the regions of both ends of each tie between two countries, in order."""
        country, found = self.tables.fields.country, []
        for a, b in zip(ties["place_a"], ties["place_b"], strict=True):
            if country[a] == country[b]:
                continue
            first, second = region(a), region(b)
            if first is not None and second is not None:
                found.append((min(first, second), max(first, second)))
        return found


Region = Callable[[str], str | None]


def region_pairs(
    study: StudyData, ties: RegionTies, *, is_either_listed: bool = False
) -> pd.DataFrame:
    """Return all pairs of regions of two countries.

    Parameters
    ----------
    is_either_listed
        Whether it is enough that the own list of one of both regions was read: a tie of theirs
        would stand there.

    Returns
    -------
    DataFrame
        `a`, `b` (ids, in order), `country_a`, `country_b`, `ties` (of cities), `sisters` (0 or 1),
        `distance` (km between the points of both). Pairs whose points are not known are left out.
    """
    ids = np.array(sorted(ties.country if is_either_listed else ties.listed))
    country = np.array([ties.country[one] for one in ids])
    is_listed = np.isin(ids, list(ties.listed))
    a, b = np.triu_indices(ids.size, 1)
    is_kept = (country[a] != country[b]) & (is_listed[a] | is_listed[b])
    a, b = a[is_kept], b[is_kept]
    points = study.tables.places.set_index("place_id").loc[ids, ["longitude", "latitude"]]
    at = unit_vectors(*points.to_numpy(dtype=float).T)
    index = pd.MultiIndex.from_arrays([ids[a], ids[b]], names=["a", "b"])
    found = pd.DataFrame({
        "a": ids[a], "b": ids[b], "country_a": country[a], "country_b": country[b],
        "ties": ties.counts.reindex(index).fillna(0).to_numpy(dtype=np.int64),
        "sisters": np.array([pair in ties.sisters for pair in index], dtype=float),
        "distance": ground_km(np.sqrt(((at[a] - at[b]) ** 2).sum(axis=1))),
    })  # fmt: skip
    return found[found["distance"] > 0].reset_index(drop=True)
