"""A made-up ground: places in some countries with random facts and ties, for tests of arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sistercities.partners.ground import CountryFacts, Ground, PlaceFacts
from sistercities.partners.tie_graph import TieGraph
from sistercities.terms.climate import ZONES


def made_up_ground(seed: int = 1, n_places: int = 120, n_ties: int = 150) -> Ground:
    """Draw cities in four countries of three regions each, the last twelve places the regions."""
    rng, drawn = np.random.default_rng(seed), np.random.default_rng([seed, 1])
    n_countries, n_regions = 4, 12
    region = np.concatenate([rng.integers(0, n_regions, n_places), np.arange(n_regions)])
    n = len(region)
    country = region // 3
    containers = np.full((n, 3), -1)
    containers[:n_places, 0] = n_places + region[:n_places]
    level = np.where(np.arange(n) < n_places, 2, 0)
    level[:5] = 4
    places = PlaceFacts(
        ids=np.array([f"x:{k:03}" for k in range(n)], dtype=object),
        names=np.array([f"Place {k}" for k in range(n)], dtype=object),
        names_local=np.array([None] * n, dtype=object),
        level=level,
        is_dual=np.arange(n) == 7,
        country=country,
        region=region,
        region_codes=np.array([f"C{k // 3}-{k}" for k in range(n_regions)], dtype=object),
        containers=containers,
        municipality=np.full(n, -1),
        is_listed=rng.random(n) < 0.5,
        latitude=_some_unknown(rng, rng.uniform(-60, 60, n)),
        longitude=rng.uniform(-180, 180, n),
        population=_some_unknown(rng, 10 ** rng.uniform(4, 7, n)),
        population_year=np.where(np.arange(n) % 3 == 0, 2023.0, np.nan),
        is_agglomeration=np.zeros(n, dtype=bool),
        is_of_parts=np.zeros(n, dtype=bool),
        is_capital=(rng.random(n) < 0.1) * 1.0,
        is_seat=(rng.random(n) < 0.2) * 1.0,
        is_coastal=_some_unknown(rng, (rng.random(n) < 0.4) * 1.0),
        is_by_sea=np.full(n, np.nan),
        km_to_sea=np.full(n, np.nan),
        altitude=np.full(n, np.nan),
        has_port=_some_unknown(drawn, (drawn.random(n) < 0.3) * 1.0),
        is_port=np.full(n, np.nan),
        is_mountain=_some_unknown(drawn, (drawn.random(n) < 0.2) * 1.0),
        climate=drawn.integers(-1, len(ZONES), n),
        is_island=_some_unknown(drawn, (drawn.random(n) < 0.1) * 1.0),
        island_km2=np.full(n, np.nan),
        is_border_city=_some_unknown(drawn, (drawn.random(n) < 0.1) * 1.0),
        border_country=np.full(n, -1),
        heritage_sites=_some_unknown(drawn, np.zeros(n)),
        heritage=np.full((n, 3), -1),
        heritage_km=np.full((n, 3), np.nan),
        people_around=np.full(n, np.nan),
        large_city=np.full(n, -1),
        utc_offset=rng.integers(-8, 9, n).astype(float),
        destinations=_some_unknown(rng, rng.integers(0, 30, n).astype(float)),
        is_township=np.zeros(n, dtype=bool),
        has_code=np.zeros(n, dtype=bool),
        lacks_code=np.zeros(n, dtype=bool),
        is_former=np.zeros(n, dtype=bool),
        is_resort=np.zeros(n, dtype=bool),
    )
    places = replace(places, is_by_sea=places.is_coastal, is_port=places.has_port)
    ties = _ties(rng, n, n_ties, places, n_countries, n_regions)
    flights = np.unique(ties.key(rng.integers(0, 60, 40), rng.integers(60, n_places, 40)))
    return Ground(
        places, _countries(rng, n_countries), ties, ties.keys,
        (flights, np.ones(len(flights))), None, "made up",
    )  # fmt: skip


def of_neighbours(ground: Ground) -> Ground:
    """Bring all places within some thousand km, and make neighbours of one language of countries.

    So there are enough of them that something links to a home place.
    """
    places, pairs = ground.places, dict(ground.countries.pairs)
    for fact in ("common_official_language", "land_border"):
        pairs[fact] = np.ones_like(pairs[fact])
    return replace(
        ground,
        places=replace(places, latitude=places.latitude / 10, longitude=places.longitude / 10),
        countries=replace(ground.countries, pairs=pairs),
    )


def _some_unknown(rng: np.random.Generator, values: np.ndarray) -> np.ndarray:
    return np.where(rng.random(len(values)) < 0.1, np.nan, values)


def _ties(
    rng: np.random.Generator, n: int, n_ties: int, places: PlaceFacts, n_countries: int,
    n_regions: int,
) -> TieGraph:  # fmt: skip
    keys = np.unique(rng.integers(0, n, 3 * n_ties) * n + rng.integers(0, n, 3 * n_ties))
    a, b = keys // n, keys % n
    kept = rng.permutation(np.flatnonzero(a < b))[:n_ties]
    year = np.where(rng.random(len(kept)) < 0.5, rng.integers(1980, 2025, len(kept)), np.nan)
    return TieGraph(
        a[kept], b[kept], year, places.country, places.region, places.containers, n_countries,
        n_regions,
    )  # fmt: skip


def _countries(rng: np.random.Generator, n: int) -> CountryFacts:
    def symmetric(values: np.ndarray) -> np.ndarray:
        return np.triu(values, 1) + np.triu(values, 1).T

    flags = (
        "common_official_language", "common_ethnic_language", "colonial_tie", "land_border",
        "alliance_defence", "rivalry_tss", "dispute_level",
    )  # fmt: skip
    pairs = {name: symmetric((rng.random((n, n)) < 0.3) * 1.0) for name in flags}
    for name, scale in (("trade_share", 0.1), ("migrant_stock", 1e5)):
        pairs[name] = symmetric(rng.random((n, n)) * scale)
    pairs["trade_share"][0, 1] = pairs["trade_share"][1, 0] = np.nan
    pairs["ideal_point_distance"] = symmetric(rng.random((n, n)) * 3)
    return CountryFacts(
        codes=np.array([f"C{k}" for k in range(n)], dtype=object),
        names=np.array([f"Country {k}" for k in range(n)], dtype=object),
        continents=np.array(["AS", "EU", "EU", "AF"], dtype=object),
        income=rng.uniform(1e3, 5e4, n),
        trade_weight=rng.uniform(0.1, 2.0, n),
        languages=tuple(frozenset({f"language {k % 2}"}) for k in range(n)),
        pairs=pairs,
    )
