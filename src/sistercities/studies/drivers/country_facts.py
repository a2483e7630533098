"""Facts on the home country and each other country, by year; NaN is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.studies.drivers.data import DriversData
from twolevel.core.array_types import Index, Real

FIRST, LAST = 1946, 2030
"""Years of the tables."""

CARRIED = 5
"""Years for which the last known value stands in for a later one."""


@dataclass(frozen=True, slots=True, eq=False)
class CountryFacts:
    """Facts by the position of the other country and, where they change, year less `FIRST`.

    Attributes
    ----------
    codes
        Other countries, in the order of the positions.
    by_year
        By name, shape (n_countries, n_years): the value of that year, or carried on.
    constant
        By name, shape (n_countries,).
    """

    codes: tuple[str, ...]
    by_year: dict[str, Real]
    constant: dict[str, Real]

    def at(self, name: str, country: Index, year: Index) -> Real:
        """Return a fact of each country in each year, shape as `country`."""
        if name in self.constant:
            return np.asarray(self.constant[name][country])
        return np.asarray(self.by_year[name][country, np.clip(year - FIRST, 0, LAST - FIRST)])


def country_facts(data: DriversData, country: str, codes: Sequence[str]) -> CountryFacts:
    """Look up the facts on a home country with each other one."""
    position = {code: k for k, code in enumerate(codes)}
    pairs = data.country_pairs
    pairs = pairs[(pairs["country_a"] == country) | (pairs["country_b"] == country)]
    out = pairs[pairs["country_a"] == country].assign(other=pairs["country_b"])
    back = pairs[pairs["country_b"] == country].assign(other=pairs["country_a"])
    both = pd.concat([out, back], ignore_index=True)
    single = data.country_covariates.rename(columns={"country": "other"})
    home = single[single["other"] == country]
    gdp, people = _grid(single, "gdp_usd", position), _grid(single, "population", position)
    points = _grid(single, "un_ideal_point", position)
    own = _grid(home, "un_ideal_point", {country: 0})[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        by_year = {
            "country_gdp": np.log2(_carried(gdp)),
            "country_income": np.log2(_carried(gdp / people)),
            # A flow that one side alone records counts as it is.
            "trade": np.log2(1 + _carried(_both_ways(out, back, position))),
            "migrants": np.log2(1 + _nearest(_grid(out, "migrant_stock", position))),
            "ideal_distance": _carried(np.abs(points - own)),
        }
    for name, variable, covered in (
        ("alliance", "alliance", "in_alliance_data"),
        ("rivalry", "rivalry_tss", "in_rivalry_tss_data"),
    ):
        by_year[name] = _carried(_listed(both, single, home, position, variable, covered))
    # Where no migrants are recorded a mark says so; unknown is not 0.
    by_year["no_migrants_known"] = np.isnan(by_year["migrants"]).astype(np.float64)
    by_year["migrants"] = np.nan_to_num(by_year["migrants"], nan=0.0)
    constant = {
        name: _constant(both, variable, position)
        for name, variable in (
            ("border", "land_border"),
            ("spoken_language", "common_ethnic_language"),
        )
    }
    by_year["official_language"] = _standing(both, "common_official_language", position)
    return CountryFacts(tuple(codes), by_year, constant)


def _grid(rows: pd.DataFrame, variable: str, position: dict[str, int]) -> Real:
    """Lay out one variable by country and year."""
    found = np.full((len(position), LAST - FIRST + 1), np.nan)
    rows = rows[(rows["variable"] == variable) & rows["value"].notna()]
    rows = rows[rows["other"].isin(list(position)) & rows["year"].between(FIRST, LAST)]
    at = rows["other"].map(position).to_numpy(dtype=np.int64)
    found[at, rows["year"].to_numpy(dtype=np.int64) - FIRST] = rows["value"].to_numpy(dtype=float)
    return found


def _both_ways(out: pd.DataFrame, back: pd.DataFrame, position: dict[str, int]) -> Real:
    ways = np.stack([_grid(rows, "trade_million_usd", position) for rows in (out, back)])
    total = np.nansum(ways, axis=0)
    return np.where(np.isnan(ways).all(axis=0), np.nan, total)


def _listed(
    both: pd.DataFrame, single: pd.DataFrame, home: pd.DataFrame, position: dict[str, int],
    variable: str, covered: str,
) -> Real:  # fmt: skip
    """Return 1 where a pair is listed, 0 where both countries are covered and it is not."""
    found = _grid(both, variable, position)
    here = _grid(home, covered, {str(home["other"].iloc[0]) if len(home) else "": 0})[0]
    is_covered = ~np.isnan(_grid(single, covered, position)) & ~np.isnan(here)
    return np.where(np.isnan(found) & is_covered, 0.0, found)


def _constant(both: pd.DataFrame, variable: str, position: dict[str, int]) -> Real:
    rows = both[(both["variable"] == variable) & both["value"].notna()]
    by_country = rows.drop_duplicates("other", keep="last").set_index("other")["value"]
    return by_country.reindex(list(position)).to_numpy(dtype=np.float64)


def _standing(both: pd.DataFrame, variable: str, position: dict[str, int]) -> Real:
    """Lay out a fact that seldom changes: its newest value up to each year, else its first."""
    grid = pd.DataFrame(_grid(both, variable, position).T)
    return grid.ffill().bfill().to_numpy(dtype=np.float64).T


def _carried(grid: Real) -> Real:
    """Let the last known value stand in for the `CARRIED` years after it."""
    frame = pd.DataFrame(grid.T)
    return frame.ffill(limit=CARRIED).to_numpy(dtype=np.float64).T


def _nearest(grid: Real) -> Real:
    """Take the last known value, before the first one that: migrants are counted from 1990."""
    frame = pd.DataFrame(grid.T)
    return frame.ffill().bfill().to_numpy(dtype=np.float64).T
