"""Reading World Heritage sites, and which of them lie near which place, from a release."""

from __future__ import annotations

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.ground import HeritageFacts, Index, Real
from sistercities.terms.heritage import NEAREST, PLACE

_SITES = f"""
    SELECT heritage_id, name, category, inscribed, is_in_danger, reach = '{PLACE}' AS is_place
    FROM heritage_sites ORDER BY heritage_id
"""
_NEARBY = """
    WITH numbered AS (
        SELECT place_id, row_number() OVER (ORDER BY place_id) - 1 AS k
        FROM places WHERE level <> 'country'),
    sites AS (
        SELECT heritage_id, row_number() OVER (ORDER BY heritage_id) - 1 AS site
        FROM heritage_sites)
    SELECT k, site, km, row_number() OVER (PARTITION BY k ORDER BY km, heritage_id) - 1 AS nth
    FROM heritage_nearby JOIN numbered USING (place_id) JOIN sites USING (heritage_id)
"""


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


def read_heritage_nearby(release: Release, n_places: int) -> tuple[Index, Real]:
    """Read positions and distances of the nearest sites of each place, shape (n_places, 3)."""
    rows = release.arrays(_NEARBY)
    at = rows["k"].astype(np.int64), rows["nth"].astype(np.int64)
    sites = np.full((n_places, NEAREST), -1, dtype=np.int64)
    km = np.full((n_places, NEAREST), np.nan)
    sites[at] = rows["site"].astype(np.int64)
    km[at] = rows["km"].astype(np.float64)
    return sites, km
