"""Reading World Heritage sites, and which of them lie near which place, from a release."""

from __future__ import annotations

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.ground import HeritageFacts
from sistercities.terms.heritage import NEAREST, PLACE
from sistercities.terms.obstacles import STATE_OF
from twolevel.core.array_types import Index, Real

_SITES = f"""
    SELECT heritage_id, name, category, inscribed, is_in_danger, reach = '{PLACE}' AS is_place
    FROM heritage_sites ORDER BY heritage_id
"""
_NEARBY = """
    WITH numbered AS (
        SELECT place_id, country, row_number() OVER (ORDER BY place_id) - 1 AS k
        FROM places WHERE level <> 'country'),
    sites AS (
        SELECT heritage_id, countries, row_number() OVER (ORDER BY heritage_id) - 1 AS site
        FROM heritage_sites)
    SELECT k, country, site, countries, km
    FROM heritage_nearby JOIN numbered USING (place_id) JOIN sites USING (heritage_id)
    ORDER BY k, km, heritage_id
"""
_LISTED_UNDER = {**STATE_OF, "HK": "CN", "MO": "CN"}
"""Territories and regions whose sites stand on the list of World Heritage under a state."""


def read_heritage(release: Release) -> HeritageFacts:
    """Read the sites, in the order of their numbers on the list."""
    rows = release.arrays(_SITES)
    return HeritageFacts(
        ids=rows["heritage_id"].astype(np.int64),
        names=rows["name"],
        category=rows["category"],
        inscribed=rows["inscribed"].astype(np.int64),
        is_in_danger=rows["is_in_danger"].astype(bool),
        is_place=rows["is_place"].astype(bool),
    )


def read_heritage_nearby(release: Release, n_places: int) -> tuple[Index, Real, Index]:
    """Read positions and distances of the nearest sites of each place, shape (n_places, 3).

    Sites of another state are left out and counted, shape (n_places,): nobody calls what stands
    across a border a place's own.
    """
    rows = release.arrays(_NEARBY)
    sites = np.full((n_places, NEAREST), -1, dtype=np.int64)
    km = np.full((n_places, NEAREST), np.nan)
    n_own, n_others = np.zeros(n_places, dtype=np.int64), np.zeros(n_places, dtype=np.int64)
    columns = ("k", "country", "site", "countries", "km")
    for k, country, site, countries, away in zip(*(rows[c].tolist() for c in columns), strict=True):
        if _LISTED_UNDER.get(country, country) not in (countries or "").split():
            n_others[k] += 1
            continue
        at = (k, n_own[k])
        sites[at], km[at] = site, away
        n_own[k] += 1
    return sites, km, n_others


def own_sites(counts: Real, nearest: Index, n_others: Index) -> Real:
    """Count the sites nearby that are not another state's: where some are, those that are named."""
    named = np.asarray((nearest >= 0).sum(axis=1), dtype=np.float64)
    return np.where(n_others > 0, named, counts)
