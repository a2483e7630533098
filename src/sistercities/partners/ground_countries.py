"""Reading facts on countries and pairs of countries from a release, as of one year.

A fact that is listed only where it is not 0 (alliance, rivalry, dispute) is 0 where both countries
are in the data of that list and unknown where one is not: unknown is not 0.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.ground import CountryFacts
from twolevel.core.array_types import Index, Real

LATEST = 9999
CARRIED = 10
"""Years for which the last known value of a country stands in for a later one."""
DISPUTE_YEARS = 10
"""Years for which a dispute counts."""

LISTED = {
    "alliance_defence": "in_alliance_data",
    "rivalry_tss": "in_rivalry_tss_data",
    "dispute_level": "in_dispute_data",
}
"""Facts that are listed only where they are not 0, and the data that a country must be in."""

CONSTANT = ("common_official_language", "common_ethnic_language", "colonial_tie", "land_border")
FLOWS = ("trade_million_usd", "migrant_stock")
LEAST_PARTNERS = 20
"""Countries with which trade must be known in a year for its sum to be a country's trade."""
LEAST_FLOW = 0.5
"""Million US$ that stand for a flow of 0: less than half a million is written so."""
_NEWEST = "CASE WHEN year <= {until:d} THEN year ELSE -year END"
"""Puts the newest value up to a year first; of facts that hold always, then the first after it."""
_COUNTRIES = """
    SELECT country, coalesce(c.name, country) AS name, c.continent
    FROM (SELECT country FROM places UNION SELECT country FROM countries)
        LEFT JOIN countries c USING (country)
    ORDER BY country
"""
_SINGLE = """
    SELECT country, variable, arg_max(value, year) AS value, max(year) AS year
    FROM country_covariates WHERE value IS NOT NULL AND year <= ? GROUP BY country, variable
    ORDER BY country, variable
"""
_GDP = """
    SELECT country, arg_max(value, year) AS value FROM country_covariates
    WHERE variable = 'gdp_usd' AND value IS NOT NULL AND year BETWEEN ? AND ?
    GROUP BY country ORDER BY country
"""
_LANGUAGES = """
    SELECT country, arg_max(coalesce(word, ''), {newest}) AS word FROM country_covariates
    WHERE variable LIKE 'official_language_%' GROUP BY country, variable ORDER BY country, variable
"""
_PAIRS = """
    SELECT country_a, country_b, variable, arg_max(value, {newest}) AS value, max(year) AS year
    FROM country_pairs WHERE value IS NOT NULL AND (year <= ? OR variable IN ({constant}))
        AND variable IN ({all})
    GROUP BY country_a, country_b, variable ORDER BY country_a, country_b, variable
"""


def read_countries(release: Release, as_of: int | None) -> CountryFacts:
    """Read the facts on all countries and all pairs of them, as of a year or of today."""
    until = LATEST if as_of is None else as_of
    names = release.arrays(_COUNTRIES)
    position = {code: k for k, code in enumerate(names["country"].tolist())}
    single = _Single(release, position, until)
    gdp = single.value("gdp_usd", CARRIED)
    pairs, trade_weight = _pairs(release, position, until, single)
    return CountryFacts(
        codes=names["country"],
        names=names["name"],
        continents=names["continent"],
        income=gdp / single.value("population", CARRIED),
        trade_weight=trade_weight,
        languages=_languages(release, names["country"].tolist(), until),
        pairs=pairs,
    )


def _gdp_of(release: Release, position: dict[str, int], year: int) -> Real:
    """Return the GDP of each country in USD in a year, else the last known of ten years before."""
    rows = release.arrays(_GDP, [year - CARRIED, year])
    found = np.full(len(position), np.nan)
    found[[position[code] for code in rows["country"].tolist()]] = rows["value"]
    return found


def _languages(release: Release, codes: list[str], until: int) -> tuple[frozenset[str], ...]:
    spoken: dict[str, set[str]] = {code: set() for code in codes}
    for row in release.query(_LANGUAGES.format(newest=_NEWEST.format(until=until))):
        if row["word"]:
            spoken[row["country"]].add(row["word"].lower())
    return tuple(frozenset(spoken[code]) for code in codes)


class _Single:
    """Newest values on single countries up to a year."""

    def __init__(self, release: Release, position: dict[str, int], until: int) -> None:
        rows = release.arrays(_SINGLE, [until])
        self._rows, self._size = rows, len(position)
        self._at = np.array([position[code] for code in rows["country"].tolist()], dtype=np.int64)
        self._variable = rows["variable"].astype(str)

    def _laid_out(self, variable: str, column: str) -> Real:
        chosen = self._variable == variable
        found = np.full(self._size, np.nan)
        found[self._at[chosen]] = self._rows[column][chosen]
        return found

    def value(self, variable: str, carried: int) -> Real:
        """Return the newest value of each country, if not much older than the newest of all."""
        year = self._laid_out(variable, "year")
        newest = np.nanmax(year) if len(year) and not np.isnan(year).all() else np.nan
        return np.where(year >= newest - carried, self._laid_out(variable, "value"), np.nan)

    def year(self, variable: str) -> Real:
        """Return the last year of each country in some data."""
        return self._laid_out(variable, "year")


def _pairs(
    release: Release, position: dict[str, int], until: int, single: _Single
) -> tuple[dict[str, Real], Real]:
    """Return the facts on pairs, and what each country's trade with all others adds up to."""
    variables = (*CONSTANT, *FLOWS, *LISTED)
    sql = _PAIRS.format(
        constant=", ".join(f"'{name}'" for name in CONSTANT),
        all=", ".join(f"'{name}'" for name in variables),
        newest=_NEWEST.format(until=until),
    )
    rows = release.arrays(sql, [until])
    a = np.array([position[code] for code in rows["country_a"].tolist()], dtype=np.int64)
    b = np.array([position[code] for code in rows["country_b"].tolist()], dtype=np.int64)
    table = _PairRows(rows, a, b, len(position))
    points = single.value("un_ideal_point", 1)
    found = {name: table.either("value", name) for name in CONSTANT}
    found |= {name: table.both_ways(name) for name in FLOWS}
    found["trade_share"] = _trade_share(release, position, table)
    found |= {name: _listed(table, name, single.year(data)) for name, data in LISTED.items()}
    found["ideal_point_distance"] = np.abs(points[:, None] - points[None, :])
    return found, _trade_weight(release, position, table)


class _PairRows:
    """Rows on pairs of countries, laid out as square arrays."""

    def __init__(self, rows: dict[str, np.ndarray[Any, Any]], a: Index, b: Index, n: int) -> None:
        self._rows, self._a, self._b, self._n = rows, a, b, n
        self._variable = rows["variable"].astype(str)

    def directed(self, column: str, variable: str) -> Real:
        """Lay out a column of one variable from `country_a` (row) to `country_b` (column)."""
        chosen = self._variable == variable
        found = np.full((self._n, self._n), np.nan)
        found[self._a[chosen], self._b[chosen]] = self._rows[column][chosen]
        return found

    def either(self, column: str, variable: str) -> Real:
        """Lay out a symmetric fact, which stands once."""
        way = self.directed(column, variable)
        return np.where(np.isnan(way), way.T, way)

    def newest(self, variable: str) -> Real:
        """Lay out the last year of which either direction is known."""
        year = self.directed("year", variable)
        return np.fmax(year, year.T)

    def both_ways(self, variable: str) -> Real:
        """Add up the flows of both directions; one alone counts as it is."""
        way = self.directed("value", variable)
        total = np.nan_to_num(way) + np.nan_to_num(way.T)
        return np.where(np.isnan(way) & np.isnan(way.T), np.nan, total)


def _trade_share(release: Release, position: dict[str, int], table: _PairRows) -> Real:
    """Trade of both directions over the geometric mean of the two GDPs of the year of the trade."""
    flow, year = table.both_ways("trade_million_usd"), table.newest("trade_million_usd")
    found = np.full(flow.shape, np.nan)
    for one in np.unique(year[~np.isnan(year)]).tolist():
        gdp = _gdp_of(release, position, int(one))
        share = 1e6 * np.maximum(flow, LEAST_FLOW) / np.sqrt(gdp[:, None] * gdp[None, :])
        found = np.where(year == one, share, found)
    return found


def _trade_weight(release: Release, position: dict[str, int], table: _PairRows) -> Real:
    """Trade of each country with all others over its GDP, both of the last year of its trade."""
    flow, year = table.both_ways("trade_million_usd"), table.newest("trade_million_usd")
    last = np.where(np.isnan(year), -1.0, year).max(axis=1, initial=-1.0)
    is_last = year == last[:, None]
    total = np.where(is_last, flow, 0.0).sum(axis=1)
    found = np.full(len(position), np.nan)
    for one in np.unique(last[last > 0]).tolist():
        found = np.where(last == one, 1e6 * total / _gdp_of(release, position, int(one)), found)
    is_whole = (total > 0) & (is_last.sum(axis=1) >= LEAST_PARTNERS)
    return np.where(is_whole, found, np.nan)


def _listed(table: _PairRows, variable: str, last: Real) -> Real:
    """1 where a pair is listed in the last year of both (a dispute: of ten years), 0 where not."""
    year = table.either("year", variable)
    covered = np.minimum(last[:, None], last[None, :])
    span = DISPUTE_YEARS - 1 if variable == "dispute_level" else 0
    is_listed = year >= covered - span
    return np.where(np.isnan(covered), np.nan, is_listed.astype(np.float64))
