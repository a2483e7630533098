"""A release as it would be without all that is dated after a year: for checks for leaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from sistercities.dataset.release.store import Release

_SOUND = "start_precision IN ('day', 'month', 'year')"
_KEPT_TIES = f"CASE WHEN {_SOUND} THEN start_year <= {{year}} ELSE known_from <= {{year}} END"
# A smaller place that no census names is in the release only because some source holds a tie of
# it, or a place inside it.
_KEPT_PLACES = """
    place_id IN (
        WITH RECURSIVE kept AS (
            SELECT place_id FROM main.places
            WHERE level NOT IN ('city', 'county', 'district') OR is_dual OR population >= {listed}
            UNION SELECT place_id FROM main.city_covariates WHERE variable = 'population_resident'
            UNION SELECT place_a FROM main.ties WHERE {ties}
            UNION SELECT place_b FROM main.ties WHERE {ties}
            UNION SELECT parent_id FROM main.parents JOIN kept USING (place_id))
        FROM kept)
"""
_FILTERED = {
    "ties": _KEPT_TIES,
    "places": _KEPT_PLACES,
    "country_covariates": "year IS NULL OR year <= {year}",
    "country_pairs": """
        year IS NULL OR year <= {year} OR (variable IN ({constant})
            AND (country_a, country_b, variable) NOT IN (
                SELECT (country_a, country_b, variable) FROM main.country_pairs
                WHERE variable IN ({constant}) AND year <= {year}))
    """,
}
CONSTANT = ("common_official_language", "common_ethnic_language", "colonial_tie", "land_border")
"""Facts on pairs of countries that carry the year of their source, and hold for any."""
_schemas = count()


@contextmanager
def past_of(release: Release, year: int, *, listed_population: int) -> Iterator[Release]:
    """Give a release without the ties, countries' facts and places that a year does not know.

    Parameters
    ----------
    release
        An opened release, with its overlays; it stays as it is.
    year
        Last year that is kept.
    listed_population
        Persons from which a place is kept whether it has a tie or not.
    """
    schema = f"past_{next(_schemas)}"
    constant = ", ".join(f"'{name}'" for name in CONSTANT)
    cursor = release.another_connection()
    try:
        cursor.execute(f"CREATE SCHEMA {schema}")
        ties = _KEPT_TIES.format(year=year)
        for table, kept in _FILTERED.items():
            where = kept.format(year=year, ties=ties, listed=listed_population, constant=constant)
            cursor.execute(
                f"CREATE TABLE {schema}.{table} AS SELECT * FROM main.{table} WHERE {where}"
            )
        cursor.execute(f"SET search_path = '{schema},main'")
        yield release.beside(cursor)
    finally:
        cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        cursor.close()
