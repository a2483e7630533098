"""Reading facts on places and their ties from a release, by DuckDB and numpy alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sistercities.dataset.heirs import HEIRS
from sistercities.dataset.merged_municipalities import people_of_parts
from sistercities.dataset.release.store import Release
from sistercities.partners.ground import BY_SEA_KM, LEVELS, PlaceFacts
from sistercities.partners.ground_heritage import (
    own_sites,
    read_heritage_nearby,
    without_borrowed,
)
from sistercities.partners.own_ports import is_inland, of_neighbours, own_ports
from sistercities.partners.surroundings import Settlements, surroundings
from sistercities.partners.tie_graph import TieGraph
from sistercities.terms.city_variables import ROUTES_EVER_LISTED
from sistercities.terms.climate import ZONES
from sistercities.terms.words import ALIVE
from twolevel.core.array_types import Flag, Index, Real

MAX_CONTAINERS = 3
AGGLOMERATIONS = "cities-wup-2018"
"""Source of the populations of urban agglomerations."""

NEARLY_ALL = 0.9
"""Share of the cities of a country with a code from which one without is no municipality."""

# Places are numbered in the order of their ids, countries and regions in that of their codes.
_NUMBERED = """
    numbered AS (
        SELECT *, row_number() OVER (ORDER BY place_id) - 1 AS k
        FROM places WHERE level <> 'country')
"""
_PLACES = f"""
    WITH {_NUMBERED},
    facts AS (
        SELECT place_id,
            max(value) FILTER (variable = 'utc_offset') AS utc_offset,
            max(value) FILTER (variable = 'is_coastal') AS is_coastal,
            max((value <= {BY_SEA_KM})::DOUBLE) FILTER (variable = 'km_to_coast') AS is_by_sea,
            max(value) FILTER (variable = 'km_to_coast') AS km_to_sea,
            max(value) FILTER (variable = 'mean_altitude') AS altitude,
            max(value) FILTER (variable = 'has_port') AS has_port,
            max(value) FILTER (variable = 'km_to_port') AS km_to_port,
            max(value) FILTER (variable = 'is_mountain') AS is_mountain,
            max(word) FILTER (variable = 'climate_zone') AS climate,
            max(value) FILTER (variable = 'is_island') AS is_island,
            max(value) FILTER (variable = 'island_km2') AS island_km2,
            max(value) FILTER (variable = 'is_border_city') AS is_border_city,
            max(word) FILTER (variable = 'border_country') AS border_country,
            max(value) FILTER (variable = 'heritage_sites_nearby') AS heritage_sites,
            max(value) FILTER (variable = 'is_national_capital') AS is_capital,
            arg_max(value, year) FILTER (variable = 'is_region_capital') AS is_seat,
            max(value) FILTER (variable = 'international_destinations_nearby') AS destinations,
            arg_max(value, year) FILTER (variable = 'population_resident') AS residents
        FROM city_covariates GROUP BY place_id),
    municipal AS (
        SELECT DISTINCT place_id FROM names h JOIN numbered p USING (place_id)
        WHERE (p.country = 'CN' AND regexp_matches(
                h.name, '([一-鿿][一-鿿][市區区]|[一-鿿][县縣旗盟]|自治州|^芒市)$'))
            OR (p.country = 'KR' AND regexp_matches(
                h.name, '[가-힣](시|군|구)$|[- ](si|shi|gun|kun|gu)$', 'i'))),
    listed AS (SELECT DISTINCT place_id FROM region_coverage WHERE level = 'upper' AND is_covered)
    SELECT n.place_id, n.name, nullif(n.name_local, '') AS name_local, n.is_dual, n.level,
        n.country, nullif(n.region_iso, '') AS region_iso, n.latitude, n.longitude,
        coalesce(f.residents, CASE WHEN NOT n.is_population_doubtful THEN n.population END)
            AS population, n.population_year,
            f.residents IS NULL AND coalesce(n.population_source = '{AGGLOMERATIONS}', false)
            AS is_agglomeration, n.valid_to IS NOT NULL AS is_former,
        n.country IN ('CN', 'KR') AND n.level = 'city' AND NOT n.is_dual AND n.gbt2260 IS NULL
            AND n.place_id NOT IN (FROM municipal) AS is_township,
        l.place_id IS NOT NULL AS has_list, n.municipality_code IS NOT NULL AS has_code,
        f.utc_offset, f.is_coastal, f.is_by_sea, f.km_to_sea, f.altitude, f.has_port, f.km_to_port,
        f.is_mountain, f.climate,
        f.is_capital, f.is_seat,
        f.destinations, f.is_island, f.island_km2, f.is_border_city, f.border_country,
        f.heritage_sites
    FROM numbered n LEFT JOIN facts f USING (place_id) LEFT JOIN listed l USING (place_id)
    ORDER BY k
"""
_CONTAINERS = f"""
    WITH {_NUMBERED},
    today AS (
        SELECT c.k AS child, p.k AS parent, p.level IN ('region1', 'region2') AS is_region
        FROM parents t JOIN numbered c ON c.place_id = t.place_id
            JOIN numbered p ON p.place_id = t.parent_id
        WHERE t.to_year IS NULL)
    SELECT DISTINCT child, parent FROM (
        SELECT child, parent FROM today WHERE is_region
        UNION ALL
        SELECT t.child, u.parent FROM today t JOIN today u ON u.child = t.parent
        WHERE u.is_region)
    WHERE child <> parent ORDER BY child, parent
"""
# A city with a code in a register of municipalities governs itself, whatever it is said to lie in;
# so does a city of China in a prefecture-level city, and a district there. Of a district it is the
# city that holds it, or else the larger district.
_MUNICIPALITIES = f"""
    WITH {_NUMBERED}
    SELECT c.k AS child, min(p.k) AS parent
    FROM parents t JOIN numbered c ON c.place_id = t.place_id
        JOIN numbered p ON p.place_id = t.parent_id
    WHERE t.to_year IS NULL AND p.level = 'city' AND p.valid_to IS NULL AND NOT c.is_dual
        AND c.level = 'city' AND c.municipality_code IS NULL AND c.country <> 'CN'
    GROUP BY c.k
    UNION ALL
    SELECT c.k, arg_min(p.k, (p.level <> 'city', NOT p.is_dual, p.k))
    FROM parents t JOIN numbered c ON c.place_id = t.place_id
        JOIN numbered p ON p.place_id = t.parent_id
    WHERE t.to_year IS NULL AND p.valid_to IS NULL AND c.level = 'district' AND NOT c.is_dual
        AND (p.level IN ('city', 'district') OR p.is_dual) AND c.country <> 'CN'
    GROUP BY c.k ORDER BY 1
"""
# A tie of a merged municipality is today one of what took it over (`dataset.heirs`).
_HELD_BY = f"""
    {_NUMBERED},
    held_by AS (
        SELECT p.place_id, coalesce(h.k, p.k) AS k
        FROM numbered p LEFT JOIN (FROM ({HEIRS}) WHERE ?) f ON f.ended = p.place_id
        LEFT JOIN numbered h ON h.place_id = f.heir)
"""
_TIES = f"""
    WITH {_HELD_BY}
    SELECT a.k AS a, b.k AS b, t.standing,
        CASE WHEN t.standing = 'no_longer_listed' THEN CAST(t.standing_since[:4] AS INTEGER)
        ELSE coalesce(t.end_year, t.known_until) END AS over_from,
        CASE WHEN t.start_precision IN ('day', 'month', 'year') THEN t.start_year END AS year,
        t.known_from,
        list_contains(string_split(t.sources, ' '), ?) AS is_of_source
    FROM ties t JOIN held_by a ON a.place_id = t.place_a JOIN held_by b ON b.place_id = t.place_b
    WHERE a.k <> b.k ORDER BY t.tie_id
"""
_TOLD_ONCE = f"""
    WITH {_HELD_BY}
    SELECT least(a.k, b.k) AS a, greatest(a.k, b.k) AS b,
        max(CAST(t.standing_since[:4] AS INTEGER)) AS year
    FROM ties t JOIN held_by a ON a.place_id = t.place_a JOIN held_by b ON b.place_id = t.place_b
    WHERE a.k <> b.k AND t.standing IN ({", ".join(f"'{word}'" for word in ALIVE)})
    GROUP BY ALL HAVING bool_and(t.standing = 'one_old_source') ORDER BY ALL
"""
_FLIGHTS = f"""
    WITH {_NUMBERED}
    SELECT a.k AS a, b.k AS b, max(f.value) AS airlines
    FROM city_pairs f JOIN numbered a ON a.place_id = f.place_a
        JOIN numbered b ON b.place_id = f.place_b
    WHERE f.variable = '{ROUTES_EVER_LISTED}' AND NOT (? AND EXISTS (
        SELECT 1 FROM country_pairs_now w
        WHERE w.kind = 'war' AND w.strength <> 'note' AND w.until_date IS NULL
            AND [a.country, b.country] IN ([w.country_a, w.country_b], [w.country_b, w.country_a])))
    GROUP BY a.k, b.k
"""


def read_places(release: Release, countries: dict[str, int]) -> PlaceFacts:
    """Read the facts on all places below countries, with countries numbered as given."""
    rows = release.arrays(_PLACES)
    is_of_parts = _with_people_of_parts(release, rows)
    region_codes, region = _numbered(rows["region_iso"])
    containers = _containers(release, len(region))
    has_list = rows["has_list"].astype(bool)
    settlements = _as_settlements(rows, countries)
    heritage, heritage_km, n_others = without_borrowed(
        *read_heritage_nearby(release, len(region)), settlements
    )
    people_around, large_city = surroundings(settlements)
    return PlaceFacts(
        ids=rows["place_id"],
        names=rows["name"],
        names_local=rows["name_local"],
        level=np.array([LEVELS.index(level) for level in rows["level"].tolist()]),
        is_dual=rows["is_dual"].astype(bool),
        country=np.array([countries[code] for code in rows["country"].tolist()]),
        region=region,
        region_codes=region_codes,
        containers=containers,
        municipality=_municipalities(release, len(region)),
        is_listed=np.asarray((has_list[containers] & (containers >= 0)).any(axis=1)),
        latitude=_real(rows["latitude"]),
        longitude=_real(rows["longitude"]),
        population=_real(rows["population"]),
        population_year=_real(rows["population_year"]),
        is_agglomeration=rows["is_agglomeration"].astype(bool),
        is_of_parts=is_of_parts,
        is_capital=_real(rows["is_capital"]),
        is_seat=_real(rows["is_seat"]),
        is_coastal=_real(rows["is_coastal"]),
        is_by_sea=_real(rows["is_by_sea"]),
        km_to_sea=_real(rows["km_to_sea"]),
        altitude=_real(rows["altitude"]),
        has_port=_real(rows["has_port"]),
        is_port=_ports(rows, settlements, people_around, large_city),
        is_mountain=_real(rows["is_mountain"]),
        climate=_positions(rows["climate"], {zone: k for k, zone in enumerate(ZONES)}),
        is_island=_real(rows["is_island"]),
        island_km2=_real(rows["island_km2"]),
        is_border_city=_real(rows["is_border_city"]),
        border_country=_positions(rows["border_country"], countries),
        heritage_sites=own_sites(_real(rows["heritage_sites"]), heritage, n_others),
        heritage=heritage,
        heritage_km=heritage_km,
        people_around=people_around,
        large_city=large_city,
        utc_offset=_real(rows["utc_offset"]),
        destinations=_real(rows["destinations"]),
        is_township=rows["is_township"].astype(bool),
        has_code=rows["has_code"].astype(bool),
        lacks_code=_lack_codes(rows),
        is_former=rows["is_former"].astype(bool),
        is_resort=say_resort(rows["name"]),
    )


def _with_people_of_parts(release: Release, rows: dict[str, np.ndarray[Any, Any]]) -> Flag:
    """Give municipalities of mergers the people of their parts; say which have those.

    The year is that of all figures, if they have one.
    """
    people, year = _real(rows["population"]), _real(rows["population_year"])
    is_of_parts = np.zeros(len(people), dtype=np.bool_)
    found = people_of_parts(release)
    for at in np.flatnonzero(np.isnan(people) & np.isin(rows["place_id"], list(found))):
        sum_of = found[rows["place_id"][at]]
        people[at], is_of_parts[at] = sum_of.people, True
        year[at] = np.nan if sum_of.year is None else sum_of.year
    rows["population"], rows["population_year"] = people, year
    return is_of_parts


def _ports(
    rows: Mapping[str, np.ndarray[Any, Any]], settlements: Settlements, people_around: Real,
    large_city: Index,
) -> Real:  # fmt: skip
    """Say which places have a seaport of their own; NaN where that is not known."""
    km = _real(rows["km_to_port"])
    is_one_of_many = is_inland(_real(rows["km_to_sea"]), people_around, settlements.population)
    own = own_ports(_real(rows["has_port"]), km, (large_city >= 0) | is_one_of_many)
    is_theirs = of_neighbours(km, _real(rows["is_seat"]), settlements)
    return np.where(is_theirs & (own == 1), 0.0, own)


def _lack_codes(rows: Mapping[str, np.ndarray[Any, Any]]) -> Flag:
    """Say which cities have no code where nearly all others of their country have one."""
    is_city = rows["level"].astype(str) == "city"
    is_city &= ~rows["is_dual"].astype(bool) & ~rows["is_former"].astype(bool)
    has_code, country = rows["has_code"].astype(bool), rows["country"].astype(str)
    _, of_country = np.unique(country, return_inverse=True)
    n_cities = np.bincount(of_country[is_city], minlength=of_country.max(initial=0) + 1)
    n_coded = np.bincount(of_country[is_city & has_code], minlength=len(n_cities))
    holds_all = n_coded >= NEARLY_ALL * np.maximum(n_cities, 1)
    return np.asarray(is_city & ~has_code & holds_all[of_country])


def _as_settlements(
    rows: Mapping[str, np.ndarray[Any, Any]], countries: Mapping[str, int]
) -> Settlements:
    """Take cities of today as settlements; counties and districts would count people twice."""
    level, is_dual = rows["level"].astype(str), rows["is_dual"].astype(bool)
    return Settlements(
        latitude=_real(rows["latitude"]),
        longitude=_real(rows["longitude"]),
        population=_real(rows["population"]),
        country=np.array([countries[code] for code in rows["country"].tolist()], dtype=np.int64),
        counts=((level == "city") | is_dual) & ~rows["is_former"].astype(bool),
    )


def _numbered(codes: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], Index]:
    """Give distinct codes numbers in their order; None is -1."""
    distinct = sorted({code for code in codes.tolist() if code is not None})
    position = {code: k for k, code in enumerate(distinct)}
    found = np.array([position.get(code, -1) for code in codes.tolist()], dtype=np.int64)
    return np.array(distinct, dtype=object), found


def _positions(words: np.ndarray[Any, Any], position: Mapping[str, int]) -> Index:
    """Position of each word; -1 where there is none."""
    return np.array([position.get(word, -1) for word in words.tolist()], dtype=np.int64)


def _containers(release: Release, n_places: int) -> Index:
    rows = release.arrays(_CONTAINERS)
    child, parent = rows["child"].astype(np.int64), rows["parent"].astype(np.int64)
    nth = np.arange(len(child)) - np.searchsorted(child, child)
    kept = nth < MAX_CONTAINERS
    found = np.full((n_places, MAX_CONTAINERS), -1, dtype=np.int64)
    found[child[kept], nth[kept]] = parent[kept]
    return found


def _municipalities(release: Release, n_places: int) -> Index:
    rows = release.arrays(_MUNICIPALITIES)
    found = np.full(n_places, -1, dtype=np.int64)
    found[rows["child"].astype(np.int64)] = rows["parent"].astype(np.int64)
    return found


def _real(column: np.ndarray[Any, Any]) -> Real:
    return column.astype(np.float64)


def read_ties(
    release: Release, places: PlaceFacts, n_countries: int, as_of: int | None, source: str | None
) -> tuple[TieGraph, Index]:
    """Read the ties that count, and the keys of all pairs on record.

    Without a year, those that the sources let stand: not ended, suspended, pending, annulled, nor
    gone from a newer list of both ends. With a year, those known to be alive then: begun by then,
    or seen by then in a source. With a source, only those that it claims. Without a year a tie of a
    merged municipality is one of what took it over; of two that are one then, one counts.
    """
    rows = release.arrays(_TIES, [as_of is None, source or ""])
    year = _real(rows["year"])
    standing = rows["standing"].astype(str)
    is_over = np.isin(standing, ("ended", "suspended", "no_longer_listed"))
    is_none = np.isin(standing, ("pending", "never_valid"))
    known = np.ones(len(year), dtype=bool)
    if as_of is not None:
        known = np.where(np.isnan(year), rows["known_from"] <= as_of, year <= as_of)
        is_over &= rows["over_from"] <= as_of
    if source is not None:
        known &= rows["is_of_source"].astype(bool)
    counts = known & ~is_over & ~is_none
    a, b = rows["a"].astype(np.int64), rows["b"].astype(np.int64)
    once = _once_each(a, b, year, counts)
    graph = TieGraph(
        a[once], b[once], year[once], places.country, places.region, places.containers,
        n_countries, len(places.region_codes),
    )  # fmt: skip
    return graph, np.unique(graph.key(a[known], b[known]))


def _once_each(a: Index, b: Index, year: Real, counts: Flag) -> Index:
    """Positions of the ties that count, each pair of places once: with its first known year."""
    at = np.flatnonzero(counts)
    low, high = np.minimum(a[at], b[at]), np.maximum(a[at], b[at])
    order = np.lexsort((at, year[at], high, low))  # a year that is not known sorts last
    is_first = np.ones(len(at), dtype=np.bool_)
    is_first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    return np.sort(at[order[is_first]])


def read_told_once(
    release: Release, graph: TieGraph, *, is_today: bool = True
) -> tuple[Index, Real]:
    """Read which ties old sources alone tell: sorted keys, and the last year of each."""
    rows = release.arrays(_TOLD_ONCE, [is_today])
    keys = graph.key(rows["a"].astype(np.int64), rows["b"].astype(np.int64))
    order = np.argsort(keys)
    return keys[order], _real(rows["year"])[order]


def read_flights(release: Release, graph: TieGraph, *, is_today: bool) -> tuple[Index, Real]:
    """Read between which cities a route was ever listed: sorted keys, and numbers of airlines.

    Today a route between two states at war is none, however often it was listed.
    """
    rows = release.arrays(_FLIGHTS, [is_today])
    keys = graph.key(rows["a"].astype(np.int64), rows["b"].astype(np.int64))
    order = np.argsort(keys)
    return keys[order], _real(rows["airlines"])[order]


RESORT = re.compile(
    r"\b(beach|spa|bad|lázně|lazne|zdrój|kúpele|terme|les-bains|bains|plage|playas?|băile|banja"
    r"|toplice|rivièra|lido|balneario|thermal|springs)\b|(fürdő|füred)\b",
    re.IGNORECASE,
)
"""Words of names that say spa or beach, in languages of Europe and America."""


def say_resort(names: Iterable[object]) -> Flag:
    """Which names say spa or beach (`RESORT`), shape (n_names,)."""
    return np.array([RESORT.search(str(name)) is not None for name in names], dtype=np.bool_)
