"""Reading World Heritage sites, and which of them lie near which place, from a release.

World Heritage that is a place of memory of suffering: nobody shows it as common ground.

The list that we have lacks the criteria by which a site was listed, so they are named one by one,
each with why (`places_of_memory.csv`).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.heritage_facts import HeritageFacts
from sistercities.partners.surroundings import Settlements
from sistercities.terms.heritage import NEAREST, PLACE
from sistercities.terms.words import STATE_OF
from twolevel.core.array_types import Flag, Index, Real

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
    SELECT k, country, site, countries, km, heritage_id
    FROM heritage_nearby JOIN numbered USING (place_id) JOIN sites USING (heritage_id)
    ORDER BY k, km, heritage_id
"""
IN_PLACE_KM = 3.0
"""From the point of a place to a site within it, at most."""
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
    across a border a place's own. So are places of memory (`places_of_memory`), which are no reason
    for a partner. A site that the list has under no state is that of the places in which it lies.
    """
    rows = release.arrays(_NEARBY)
    sites = np.full((n_places, NEAREST), -1, dtype=np.int64)
    km = np.full((n_places, NEAREST), np.nan)
    n_own, n_others = np.zeros(n_places, dtype=np.int64), np.zeros(n_places, dtype=np.int64)
    columns = ("k", "country", "site", "countries", "km", "heritage_id")
    of_memory = places_of_memory()
    for k, country, site, countries, away, listed in zip(
        *(rows[c].tolist() for c in columns), strict=True
    ):
        is_own = _LISTED_UNDER.get(country, country) in (countries or "").split()
        if not (is_own or (not countries and away <= IN_PLACE_KM)) or listed in of_memory:
            n_others[k] += 1
            continue
        at = (k, n_own[k])
        sites[at], km[at] = site, away
        n_own[k] += 1
    return sites, km, n_others


def without_borrowed(
    sites: Index, km: Real, n_others: Index, places: Settlements
) -> tuple[Index, Real, Index]:
    """Leave out the sites that lie nearer to a larger neighbour, and count them with the others.

    A site farther off than `IN_PLACE_KM` is that of the larger of two cities near it, where it lies
    nearer to that one: nobody in the smaller would show it to guests as the own one.

    Parameters
    ----------
    sites, km, n_others
        As `read_heritage_nearby` gives them.
    places
        All places.
    """
    place, nth = np.nonzero(sites >= 0)
    is_borrowed = _is_nearer_to_a_larger(sites[place, nth], km[place, nth], place, places)
    is_kept = np.ones(sites.shape, dtype=np.bool_)
    is_kept[place[is_borrowed], nth[is_borrowed]] = False
    # Those that are left move to the front, in their order.
    order = np.argsort(~is_kept | (sites < 0), axis=1, kind="stable")
    left = np.where(is_kept, sites, -1), np.where(is_kept, km, np.nan)
    first, first_km = (np.take_along_axis(values, order, axis=1) for values in left)
    return first, first_km, n_others + (~is_kept).sum(axis=1)


def _is_nearer_to_a_larger(site: Index, km: Real, place: Index, places: Settlements) -> Flag:
    """Whether a larger city of the same country lies nearer to the site that a place has."""
    people, country = np.nan_to_num(places.population[place]), places.country[place]
    order = np.lexsort((km, country, site))
    found, most, group = np.zeros(len(site), dtype=np.bool_), 0.0, (-1, -1)
    for k in order.tolist():
        if group != (group := (int(site[k]), int(country[k]))):
            most = 0.0
        found[k] = km[k] > IN_PLACE_KM and most > people[k]
        if places.counts[place[k]]:
            most = max(most, float(people[k]))
    return found


def own_sites(counts: Real, nearest: Index, n_others: Index) -> Real:
    """Count the sites nearby that are its own: where some are not, those that are named."""
    named = np.asarray((nearest >= 0).sum(axis=1), dtype=np.float64)
    return np.where(n_others > 0, named, counts)


_TABLE = "places_of_memory.csv"


@cache
def places_of_memory() -> frozenset[int]:
    """Return the numbers of these sites on the list of World Heritage."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return frozenset(int(row["heritage_id"]) for row in rows)
