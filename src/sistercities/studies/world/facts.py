"""What is known of each pair of countries in the newest years of each record; NaN: not known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.dataset.changed_facts import standing_rows
from sistercities.studies.world.data import WorldData
from sistercities.terms.country_variables import BY_VARIABLE
from twolevel.core.array_types import Real

RECENT = 5
"""Last years of a record whose mean is taken."""

QUARREL = 10
"""Last years of a record in which a rivalry, a dispute or a conflict counts."""

QUARRELS = ("rivalry_td", "rivalry_tss", "dispute_level", "conflict_level")

DISPLAY_OF_FORCE = 3
"""Level of a dispute from which it counts."""


def pair_facts(data: WorldData, countries: Sequence[str]) -> pd.DataFrame:
    """Return the facts of all pairs of some countries.

    Parameters
    ----------
    data
        The release.
    countries
        ISO 3166-1 alpha-2 codes.

    Returns
    -------
    DataFrame
        A row for each pair, `a` before `b` in `countries`: `distance` (km), `border`, `language`,
        `colony` (0 or 1), `trade` (million USD, both ways together), `migrants` (persons, both ways
        together; NaN where none are recorded), `routes` (pairs of cities), `rivals` (0 or 1: a
        rivalry on either list, a dispute with a display of force, or an armed conflict of the
        states), each of those apart, `hostile` (without disputes), `un_distance` (of ideal points).
    """
    codes = list(countries)
    a, b = np.triu_indices(len(codes), 1)
    grid = _Grids(data, codes)
    quarrels = {
        "rivalry": np.maximum(grid.ever("rivalry_td", 1), grid.ever("rivalry_tss", 1)),
        "dispute": grid.ever("dispute_level", DISPLAY_OF_FORCE),
        "conflict": grid.ever("conflict_level", 1),
    }
    hostile = np.maximum(quarrels["rivalry"], quarrels["conflict"])
    found = {
        "distance": grid.mean("distance_km"),
        "border": grid.mean("land_border"),
        "language": grid.mean("common_official_language"),
        "colony": grid.mean("colonial_tie"),
        "trade": grid.mean("trade_million_usd", are_both_ways=True),
        "migrants": grid.mean("migrant_stock", are_both_ways=True),
        "routes": grid.routes(),
        **quarrels,
        "hostile": hostile,
        "rivals": np.maximum.reduce(list(quarrels.values())),
        "un_distance": grid.un_distance(),
    }
    columns = {name: values[a, b] for name, values in found.items()}
    return pd.DataFrame({"a": np.array(codes)[a], "b": np.array(codes)[b], **columns})


class _Grids:
    """Facts as matrices of countries by countries, the same both ways."""

    def __init__(self, data: WorldData, codes: list[str]) -> None:
        self.data, self.codes = data, codes
        self.at = {code: k for k, code in enumerate(codes)}
        pairs = data.pairs
        self.pairs = pairs[pairs["country_a"].isin(codes) & pairs["country_b"].isin(codes)]

    def rows(self, variable: str, n_years: int) -> pd.DataFrame:
        """Return the rows of a variable in the last years of its record."""
        rows = self.pairs[self.pairs["variable"] == variable]
        every = self.data.pairs[self.data.pairs["variable"] == variable]
        recent: pd.DataFrame = rows.loc[rows["year"] > every["year"].max() - n_years]
        return recent

    def mean(self, variable: str, *, are_both_ways: bool = False) -> Real:
        """Return the mean of the last years, of what stands in either order or of both summed."""
        rows = self.rows(variable, RECENT)
        if BY_VARIABLE[variable].is_constant:
            every = self.pairs[self.pairs["variable"] == variable]
            rows = standing_rows(every, ["country_a", "country_b"])
        means = rows.groupby(["country_a", "country_b"])["value"].mean()
        one_way = np.full((len(self.codes), len(self.codes)), np.nan)
        first = means.index.get_level_values(0).map(self.at)
        second = means.index.get_level_values(1).map(self.at)
        one_way[first, second] = means.to_numpy(dtype=float)
        ways = np.stack([one_way, one_way.T])
        is_known = ~np.isnan(ways).all(axis=0)
        total = np.nansum(ways, axis=0) if are_both_ways else np.fmax(*ways)
        return np.where(is_known, total, np.nan)

    def ever(self, variable: str, least: float) -> Real:
        """Tell 1 where a value reached the least in the last years, else 0.

        The records of rivalries, disputes and conflicts are of all states: what they do not list
        was not.
        """
        rows = self.rows(variable, QUARREL)
        rows = rows[rows["value"] >= least]
        found = np.zeros((len(self.codes), len(self.codes)))
        first = rows["country_a"].map(self.at).to_numpy(dtype=np.int64)
        second = rows["country_b"].map(self.at).to_numpy(dtype=np.int64)
        found[first, second] = found[second, first] = 1.0
        return found

    def routes(self) -> Real:
        """Count the pairs of cities of either country between which a route was ever listed."""
        of = self.data.study.tables.fields.country
        ends = [self.data.routes[end].map(of).map(self.at) for end in ("place_a", "place_b")]
        is_inside = ends[0].notna() & ends[1].notna()
        found = np.zeros((len(self.codes), len(self.codes)))
        first, second = (end[is_inside].to_numpy(dtype=np.int64) for end in ends)
        np.add.at(found, (first, second), 1.0)
        return found + found.T

    def un_distance(self) -> Real:
        """Return the mean distance of ideal points over the last years of votes of both."""
        rows = self.data.single[self.data.single["variable"] == "un_ideal_point"]
        rows = rows[rows["year"] > rows["year"].max() - RECENT]
        points = rows.pivot_table(index="country", columns="year", values="value")
        grid = points.reindex(self.codes).to_numpy(dtype=float)
        apart = np.abs(grid[:, None, :] - grid[None, :, :])
        n = (~np.isnan(apart)).sum(axis=2)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.nansum(apart, axis=2) / np.where(n, n, np.nan))


def record_years(data: WorldData) -> dict[str, tuple[int, int]]:
    """Say which years of each record are taken, by variable."""
    found = {}
    for name, rows in [*data.pairs.groupby("variable"), *data.single.groupby("variable")]:
        n = QUARREL if name in QUARRELS else RECENT
        last = int(rows["year"].max())
        found[str(name)] = (max(last - n + 1, int(rows["year"].min())), last)
    return found
