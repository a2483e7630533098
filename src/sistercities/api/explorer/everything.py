"""All places, regions, countries, pairs and ties that are worth a page, of the world or a country.

A place is worth one where it has a tie; a region also where a place in it has one.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.records import PlaceLine, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef

_REF = "p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual"
_IN = "(? IS NULL OR {country} = ?)"
_PLACES = f"""
    SELECT {_REF}, p.population, p.population_year, p.name_key AS key, k.n
    FROM tie_counts k JOIN places p USING (place_id)
    WHERE {_IN.format(country="p.country")} ORDER BY key, p.name, p.place_id
"""
_REGIONS = f"""
    WITH held AS (
        SELECT a.region_id, count(*) AS places, count(k.n) AS tied FROM around a
        LEFT JOIN tie_counts k ON k.place_id = a.place_id
        WHERE a.last = 9999 AND a.place_id <> a.region_id GROUP BY 1),
    once AS (
        SELECT DISTINCT a.region_id FROM around a JOIN tie_counts k ON k.place_id = a.place_id)
    SELECT p.place_id, coalesce(h.places, 0) AS places, coalesce(h.tied, 0) AS tied,
        coalesce(k.n, 0) AS ties
    FROM places p LEFT JOIN held h ON h.region_id = p.place_id
    LEFT JOIN tie_counts k USING (place_id)
    WHERE p.level IN ('region1', 'region2') AND {_IN.format(country="p.country")}
        AND (k.n > 0 OR p.place_id IN (SELECT region_id FROM once))
    ORDER BY p.place_id
"""
_COUNTRIES = f"""
    SELECT DISTINCT here_country AS country FROM tie_ends
    WHERE {_IN.format(country="here_country")} ORDER BY country
"""
_PAIRS = f"""
    SELECT DISTINCT min(here_country, there_country) AS one,
        max(here_country, there_country) AS other
    FROM tie_ends WHERE {_IN.format(country="here_country")} ORDER BY one, other
"""
_TIES = f"""
    SELECT DISTINCT tie_id FROM tie_ends WHERE {_IN.format(country="here_country")} ORDER BY tie_id
"""
_SPELLINGS = f"""
    SELECT DISTINCT s.key, s.place_id, k.n FROM names s JOIN tie_counts k USING (place_id)
    JOIN places p USING (place_id) WHERE {_IN.format(country="p.country")} AND s.key <> ''
    ORDER BY s.key, k.n DESC, s.place_id
"""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A spelling in folded letters, the place that bears it, and the number of its ties."""

    key: str
    place_id: str
    n_ties: int


@dataclass(frozen=True, slots=True)
class RegionSize:
    """A region with the number of its places, of those that have ties, and of its own ties."""

    place_id: str
    n_places: int
    n_tied: int
    n_ties: int


def places_held(explorer: Explorer, country: str | None = None) -> list[PlaceRef]:
    """List the places that have ties, in the order of their names."""
    return [place_ref(row) for row in explorer.query(_PLACES, [country, country])]


def places_lines(explorer: Explorer, country: str | None = None) -> list[PlaceLine]:
    """List the places that have ties with population and ties, in the order of their names."""
    rows = explorer.query(_PLACES, [country, country])
    return [
        PlaceLine(
            place_ref(row), row["population"], row["n"], population_year=row["population_year"]
        )
        for row in rows
    ]


def folded_names(explorer: Explorer, country: str | None = None) -> dict[str, str]:
    """Give the names of the places that have ties in folded letters, by id."""
    return {row["place_id"]: row["key"] for row in explorer.query(_PLACES, [country, country])}


def regions_held(explorer: Explorer, country: str | None = None) -> list[RegionSize]:
    """List the regions that have ties, or places that have or had ties in them."""
    rows = explorer.query(_REGIONS, [country, country])
    return [RegionSize(row["place_id"], row["places"], row["tied"], row["ties"]) for row in rows]


def countries_held(explorer: Explorer, country: str | None = None) -> list[str]:
    """List the codes of the countries whose places have ties."""
    return [row["country"] for row in explorer.query(_COUNTRIES, [country, country])]


def country_pairs_held(explorer: Explorer, country: str | None = None) -> list[tuple[str, str]]:
    """List the pairs of countries that ties join; a country with itself where it has such ties."""
    rows = explorer.query(_PAIRS, [country, country])
    return [(row["one"], row["other"]) for row in rows]


def ties_held(explorer: Explorer, country: str | None = None) -> list[str]:
    """List the ids of the ties, of a country those with an end in it."""
    return [row["tie_id"] for row in explorer.query(_TIES, [country, country])]


def spellings_held(explorer: Explorer, country: str | None = None) -> list[Spelt]:
    """List all spellings of the places that have ties, in the order of their letters."""
    rows = explorer.query(_SPELLINGS, [country, country])
    return [Spelt(row["key"], row["place_id"], row["n"]) for row in rows]
