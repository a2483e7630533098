"""Facts on two countries, 0 and unknown told apart, as `country_pairs` does for all pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sistercities.api.fact_records import Fact
from sistercities.api.fact_rows import Years, rows_of, unknown
from sistercities.dataset.release.store import Release
from sistercities.terms.country_variables import BY_VARIABLE, PAIR_VARIABLES, CountryVariable
from sistercities.terms.derived_variables import IDEAL_POINT_DISTANCES, DerivedVariable

_OF = "country_pairs"
_PAIRS = """
    SELECT * FROM country_pairs WHERE country_a IN (?, ?) AND country_b IN (?, ?)
    ORDER BY variable, country_a, year, source_id
"""
_BOTH = """
    SELECT a.variable, a.year, a.value AS value_a, b.value AS value_b
    FROM country_covariates a JOIN country_covariates b USING (variable, year, source_id)
    WHERE a.country = ? AND b.country = ?
"""


def country_pair_facts(release: Release, here: str, there: str, years: Years) -> list[Fact]:
    """Facts on two different countries, given by their codes."""
    both = [here, there]
    pairs = release.query(_PAIRS, [*both, *both])
    singles = release.query(_BOTH, both)
    found: list[Fact] = []
    for one in PAIR_VARIABLES:
        rows = [row for row in pairs if row["variable"] == one.name]
        ways = [(here, there), (there, here)] if one.is_directed else [None]
        for way in ways:
            found += _of_variable(one, rows, singles, way, years)
    for derived in IDEAL_POINT_DISTANCES:
        found += _apart(derived, singles, years)
    return found


def _of_variable(
    one: CountryVariable,
    rows: Iterable[dict[str, Any]],
    singles: Iterable[dict[str, Any]],
    way: tuple[str, str] | None,
    years: Years,
) -> list[Fact]:
    """Facts of one variable, in one direction where it is directed."""
    held = [row for row in rows if way in (None, (row["country_a"], row["country_b"]))]
    if one.covered_by:
        held += _none_recorded(one, held, singles)
    meaning, ends = one.meaning, way or (None, None)
    if way:
        meaning = meaning.replace("`country_a`", way[0]).replace("`country_b`", way[1])
    return [
        Fact(_OF, one.name, meaning, row["value"], row["word"] or None, row["unit"], row["year"],
             row["source_id"], *ends)
        for row in rows_of(held, years, holds_always=one.is_constant)
    ] or [Fact(_OF, one.name, meaning, None, None, one.unit, None, None, *ends)]  # fmt: skip


def _none_recorded(
    one: CountryVariable, rows: Iterable[dict[str, Any]], singles: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of 0 for the years that a list covers for both countries without naming the pair."""
    listed = {row["year"] for row in rows}
    covered = {row["year"] for row in singles if row["variable"] == one.covered_by}
    return [
        {"value": 0.0, "word": None, "unit": one.unit, "year": year, "source_id": one.source_id}
        for year in sorted(covered - listed)
    ]


def _apart(derived: DerivedVariable, singles: Iterable[dict[str, Any]], years: Years) -> list[Fact]:
    """Absolute difference of a fact on the two countries in the same year."""
    points = {row["year"]: row for row in singles if row["variable"] == derived.of}
    source = BY_VARIABLE[derived.of].source_id
    return [
        Fact(_OF, derived.name, derived.meaning, abs(row["value_a"] - row["value_b"]), None,
             derived.unit, year, source)
        for year in years.of(points)
        for row in (points[year],)
    ] or [unknown(_OF, derived.name, derived.meaning, derived.unit)]  # fmt: skip
