"""Countries, regions and the places in them, with their numbers of ties."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sistercities.api.explorer.records import CountryCount, PlaceLine, known_ties, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.terms.words import ALIVE

_PLACE = "p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual"
_N_TIES = "coalesce((SELECT n FROM tie_counts k WHERE k.place_id = p.place_id), 0)"
_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_COUNT = f"""
    count(*) AS n_ties,
    count(*) FILTER (WHERE standing IN ({_ALIVE})) AS n_standing,
    count(*) FILTER (WHERE start_precision IN ('day', 'month', 'year')) AS n_dated,
    min(start_year) FILTER (WHERE start_precision IN ('day', 'month', 'year')) AS first_year
"""
# A partner of a place and of a municipality that it took over is one.
_COUNT_ONCE = _COUNT.replace("count(*)", "count(DISTINCT there_id)")
_NAMED = (
    "coalesce(c.name, n.country) AS name, n.country, n.n_ties, n.n_standing, n.n_dated, "
    "n.first_year"
)
_COUNTRIES = f"""
    SELECT {_NAMED} FROM (
        SELECT here_country AS country, {_COUNT} FROM tie_ends
        WHERE there_country <> here_country OR here_id < there_id GROUP BY here_country) n
    LEFT JOIN countries c USING (country) ORDER BY n.n_ties DESC, n.country
"""
_PARTNERS = f"""
    SELECT {_NAMED} FROM (
        SELECT there_country AS country, {_COUNT} FROM tie_ends
        WHERE here_country = ? AND (there_country <> here_country OR here_id < there_id)
        GROUP BY there_country) n
    LEFT JOIN countries c USING (country) ORDER BY n.n_ties DESC, n.country
"""
_OF_PLACE = f"""
    SELECT {_NAMED} FROM (
        SELECT there_country AS country, {_COUNT_ONCE} FROM tie_ends WHERE here_id IN ({{marks}})
        GROUP BY there_country) n
    LEFT JOIN countries c USING (country) ORDER BY n.n_ties DESC, n.country
"""
# A tie of two places of one region counts once.
_REGIONS = f"""
    WITH inner_ties AS (
        SELECT a.region_id, count(DISTINCT e.tie_id) AS n FROM around a
        JOIN tie_ends e ON e.here_id = a.place_id
        WHERE a.last = 9999 AND a.place_id <> a.region_id AND e.here_country = ? GROUP BY 1)
    SELECT {_PLACE}, p.population, p.population_year, {_N_TIES} AS n_ties,
        coalesce(i.n, 0) AS n_inside, p.place_id IN (SELECT place_id FROM own_lists) AS has_own_list
    FROM places p LEFT JOIN inner_ties i ON i.region_id = p.place_id
    WHERE p.country = ? AND p.level = 'region1' AND p.valid_to IS NULL
    ORDER BY coalesce(i.n, 0) DESC, p.name, p.place_id
"""
_BUSIEST = f"""
    SELECT {_PLACE}, p.population, p.population_year, n.n AS n_ties FROM (
        SELECT here_id, count(*) AS n FROM tie_ends WHERE here_country = ?
        GROUP BY here_id ORDER BY n DESC, here_id) n
    JOIN places p ON p.place_id = n.here_id
    ORDER BY n.n DESC, p.name, p.place_id
"""
_IN_REGION = f"""
    SELECT {_PLACE}, p.population, p.population_year, {_N_TIES} AS n_ties FROM around a
    JOIN places p ON p.place_id = a.place_id
    WHERE a.region_id = ? AND a.place_id <> a.region_id AND a.last = 9999
    ORDER BY n_ties DESC, p.population DESC NULLS LAST, p.name, p.place_id
"""
# For each tie of the region itself: how many ties of its places lie inside it.
_SISTERS = """
    SELECT e.there_id, count(i.tie_id) AS n FROM tie_ends e
    LEFT JOIN inside i ON i.region_tie = e.tie_id WHERE e.here_id = ? GROUP BY e.there_id
"""


def countries_with_ties(explorer: Explorer) -> list[CountryCount]:
    """List the countries by their number of ties, domestic ones included, the most first."""
    return list(explorer.once("countries with ties", lambda: _counted(explorer)))


def _counted(explorer: Explorer) -> list[CountryCount]:
    return [CountryCount(**row) for row in explorer.query(_COUNTRIES)]


def partner_countries(explorer: Explorer, country: str) -> list[CountryCount]:
    """List the countries of the partners of a country's places, the most ties first."""
    return [CountryCount(**row) for row in explorer.query(_PARTNERS, [country])]


def partner_countries_of_place(explorer: Explorer, *ids: str) -> list[CountryCount]:
    """List the countries of a place's partners, the most ties first.

    Parameters
    ----------
    explorer
        The opened data.
    ids
        The place, and the municipalities that became a part of it (`explorer.ties.held_by`).
    """
    query = _OF_PLACE.format(marks=", ".join("?" * len(ids)))
    return [CountryCount(**row) for row in explorer.index.query(query, list(ids))]


def regions_of(explorer: Explorer, country: str) -> list[PlaceLine]:
    """List the first-level regions of today, with their own ties and those of places inside."""
    return _lines(explorer, _REGIONS, [country, country])


def busiest_places(explorer: Explorer, country: str) -> list[PlaceLine]:
    """List the places of a country that have ties, the most first."""
    return _lines(explorer, _BUSIEST, [country])


def places_in(explorer: Explorer, region_id: str) -> list[PlaceLine]:
    """List the places inside a region of today, those with most ties first."""
    return _lines(explorer, _IN_REGION, [region_id])


def ties_inside_sisters(explorer: Explorer, region_id: str) -> dict[str, int]:
    """Count, by sister region of a region, the ties of places that lie inside the two."""
    return {row["there_id"]: row["n"] for row in explorer.query(_SISTERS, [region_id])}


def region_names(explorer: Explorer) -> dict[str, tuple[str, str | None, str]]:
    """English and local names and ids of first-level regions of today by ISO 3166-2 code."""
    sql = (
        "SELECT region_iso, name, name_local, place_id FROM places WHERE level = 'region1' "
        "AND valid_to IS NULL AND region_iso <> '' ORDER BY place_id"
    )
    return {
        row["region_iso"]: (row["name"], row["name_local"], row["place_id"])
        for row in explorer.query(sql)
    }


def english_country_names(explorer: Explorer) -> dict[str, str]:
    """English names of all countries by code."""
    rows = explorer.query("SELECT country, name FROM countries")
    return {row["country"]: row["name"] for row in rows}


SHORT_NAMES = {"zh": {"HK": "香港", "MO": "澳门"}}
"""Names that the Repository calls short, so that all territories of a list are named alike."""


@cache
def country_names_in(lang: str) -> dict[str, str]:
    """Names of countries in a language by code, from the Unicode Common Locale Data Repository.

    Languages that are not held have none.
    """
    path = files("sistercities").joinpath("sources", "country_words.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    found = dict(SHORT_NAMES.get(lang, {}))
    for row in rows:
        if row["lang"] == lang:
            found.setdefault(row["country"], row["name"])
    return found


def _lines(explorer: Explorer, sql: str, values: Sequence[object]) -> list[PlaceLine]:
    """Read lines of places; a table and a map of one page share them."""
    found = explorer.meanwhile((sql, repr(values)), lambda: _read_lines(explorer, sql, values))
    return list(found)


def _read_lines(explorer: Explorer, sql: str, values: Sequence[object]) -> list[PlaceLine]:
    return [
        PlaceLine(
            place_ref(row), row["population"], known_ties(row["n_ties"], row.get("has_own_list")),
            row.get("n_inside") or None, population_year=row["population_year"],
        )
        for row in explorer.query(sql, values)
    ]  # fmt: skip


def list_places(
    explorer: Explorer, country: str | None, level: str | None, *, limit: int, offset: int
) -> tuple[int, list[PlaceLine]]:
    """Count the places of a country and a level, and list some, those with most ties first."""
    where = "(p.country = ? OR ? IS NULL) AND (p.level = ? OR ? IS NULL)"
    values = [country, country, level, level]
    total = explorer.query(f"SELECT count(*) AS n FROM places p WHERE {where}", values)[0]["n"]
    sql = (
        f"SELECT {_PLACE}, p.population, p.population_year, coalesce(k.n, 0) AS n_ties "
        f"FROM places p LEFT JOIN tie_counts k USING (place_id) WHERE {where} "
        "ORDER BY n_ties DESC, p.population DESC NULLS LAST, p.place_id LIMIT ? OFFSET ?"
    )
    return int(total), _lines(explorer, sql, [*values, limit, offset])
