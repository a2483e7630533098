"""The ground of a release with towns of its gazetteer set in, without reading all tables again.

A town that somebody asks for has a point, perhaps people, and regions around it, and no tie: all
that others have stays as it is but their numbers, and the people around its neighbours. Where more
would change the ground is read anew (`read_ground`), and both ways give the same.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import numpy as np

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.queried import Queried
from sistercities.dataset.release.store import Release
from sistercities.partners.ground import LEVELS, Ground, PlaceFacts
from sistercities.partners.ground_places import MAX_CONTAINERS, NEARLY_ALL, say_resort
from sistercities.partners.own_ports import is_inland
from sistercities.partners.surroundings import AROUND_KM, REACHES, Settlements, surroundings
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.within_reach import PointsInReach
from twolevel.core.array_types import Flag, Index

Row = dict[str, Any]
LARGE = REACHES[-1][0]
"""People from which a city has suburbs of its own: with so many the ground is read anew."""
_TOWN = "SELECT * FROM places WHERE place_id = ?"
_AROUND = """
    WITH around (place_id) AS (
        SELECT parent_id FROM parents WHERE place_id = ? AND to_year IS NULL
        UNION SELECT u.parent_id FROM parents t JOIN parents u ON u.place_id = t.parent_id
        WHERE t.place_id = ? AND t.to_year IS NULL AND u.to_year IS NULL)
    SELECT p.place_id, EXISTS (
        SELECT 1 FROM region_coverage c
        WHERE c.place_id = p.place_id AND c.level = 'upper' AND c.is_covered) AS has_list
    FROM around a JOIN places p USING (place_id) WHERE p.level IN ('region1', 'region2')
"""
_MUNICIPALITY = """
    SELECT p.place_id FROM parents t JOIN places p ON p.place_id = t.parent_id
    WHERE t.place_id = ? AND t.to_year IS NULL AND p.level = 'city' AND p.valid_to IS NULL
"""
_CODED = """
    SELECT count(*) AS n, count(municipality_code) AS coded FROM places
    WHERE country = ? AND level = 'city' AND NOT is_dual AND valid_to IS NULL
"""
_NAMES = "SELECT name FROM names WHERE place_id = ?"
_MUNICIPAL = {
    "CN": re.compile("([一-鿿][一-鿿][市區区]|[一-鿿][县縣旗盟]|自治州|^芒市)$"),
    "KR": re.compile("[가-힣](시|군|구)$|[- ](si|shi|gun|kun|gu)$", re.IGNORECASE),
}
"""Names of what governs itself, as `ground_places` looks for them."""
BAND_DEGREES = 0.5
"""Farther off, in degrees of latitude, nothing is around a place: 55 km, and suburbs reach 40."""
_POSITIONS = ("containers", "municipality", "large_city")
_UNKNOWN_INDEX = -1


def ground_with_towns(ground: Ground, release: Release) -> Ground | None:
    """Set the towns that a release shows into its ground; None where it is to be read anew.

    Parameters
    ----------
    ground
        The ground of the same release without them.
    release
        An opened release that shows towns of its gazetteer.
    """
    index = index_of(release)
    found: Ground | None = ground
    for one in sorted(release.shown):
        if found is None:
            return None
        found = _with_town(found, index, one)
    return found


def _with_town(ground: Ground, index: Queried, town: str) -> Ground | None:
    (row,) = index.query(_TOWN, [town])
    places, is_city = ground.places, row["level"] == "city"
    codes = ground.countries.codes.tolist()
    regions = places.region_codes.tolist()
    is_known = row["country"] in codes and (row["region_iso"] or None) in (None, *regions)
    people = None if row["is_population_doubtful"] else row["population"]
    is_large = is_city and (people or 0) >= LARGE
    if not is_known or is_large or town in ground.position:
        return None
    lacks_code = _lacks_code(index, row) if is_city else False
    if lacks_code is None:
        return None
    at = int(np.searchsorted(np.asarray(places.ids), town))
    wide = _inserted(places, at, _own_facts(ground, index, row, codes, regions), lacks_code)
    beside = _with_surroundings(wide, at)
    return None if beside is None else _with_places(ground, beside, at)


def _lacks_code(index: Queried, row: Row) -> bool | None:
    """Whether it lacks the code that nearly all others have; None where it changes if they do."""
    counted = index.query(_CODED, [row["country"]])[0]
    n, coded = counted["n"], counted["coded"]
    has_code = row["municipality_code"] is not None
    with_it = coded >= NEARLY_ALL * max(n, 1)
    without_it = coded - has_code >= NEARLY_ALL * max(n - 1, 1)
    return (with_it and not has_code) if with_it == without_it else None


def _own_facts(
    ground: Ground, index: Queried, row: Row, codes: list[str], regions: list[str]
) -> Row:
    """Lay out what is known of a town, by the fields of `PlaceFacts`; positions as they were."""
    town, position = row["place_id"], ground.position
    around = {one["place_id"]: one["has_list"] for one in index.query(_AROUND, [town, town])}
    kept = sorted(position[one] for one in around if one in position)[:MAX_CONTAINERS]
    ids = ground.places.ids
    people = None if row["is_population_doubtful"] else row["population"]
    return {
        "ids": town, "names": row["name"], "names_local": row["name_local"] or None,
        "level": LEVELS.index(row["level"]), "is_dual": bool(row["is_dual"]),
        "country": codes.index(row["country"]),
        "region": regions.index(row["region_iso"]) if row["region_iso"] else _UNKNOWN_INDEX,
        "containers": [*kept, *[_UNKNOWN_INDEX] * (MAX_CONTAINERS - len(kept))],
        "municipality": _municipality(ground, index, row),
        "is_listed": any(around[str(ids[one])] for one in kept),
        "latitude": _number(row["latitude"]), "longitude": _number(row["longitude"]),
        "population": _number(people), "population_year": _number(row["population_year"]),
        "is_township": _is_township(index, row), "is_former": row["valid_to"] is not None,
        "has_code": row["municipality_code"] is not None,
        "is_resort": bool(say_resort([row["name"]])[0]),
    }  # fmt: skip


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _municipality(ground: Ground, index: Queried, row: Row) -> int:
    governs_itself = row["municipality_code"] is not None or row["country"] == "CN"
    if row["is_dual"] or row["level"] != "city" or governs_itself:
        return _UNKNOWN_INDEX
    around = [one["place_id"] for one in index.query(_MUNICIPALITY, [row["place_id"]])]
    return min((ground.position[one] for one in around), default=_UNKNOWN_INDEX)


def _is_township(index: Queried, row: Row) -> bool:
    pattern = _MUNICIPAL.get(row["country"])
    if pattern is None or row["level"] != "city" or row["is_dual"] or row["gbt2260"] is not None:
        return False
    names = index.query(_NAMES, [row["place_id"]])
    return not any(pattern.search(one["name"]) for one in names)


def _inserted(places: PlaceFacts, at: int, own: Row, lacks_code: bool) -> PlaceFacts:
    """Set a row in: numbers of places from there on are one more, what is not known is missing."""
    facts = own | {"lacks_code": lacks_code}
    wide: Row = {}
    for one in fields(PlaceFacts):
        values = getattr(places, one.name)
        if one.name == "region_codes":
            wide[one.name] = values
            continue
        own_value = facts[one.name] if one.name in facts else _unknown(values)
        value = np.asarray(own_value, dtype=_type_of(values))
        wide[one.name] = np.concatenate([values[:at], value[None], values[at:]])
        if one.name in _POSITIONS:
            wide[one.name] = _renumbered(wide[one.name], at)
    return PlaceFacts(**wide)


def _type_of(values: np.ndarray[Any, Any]) -> Any:
    """Return the type of a value; a longer name than all others widens that of texts."""
    return None if values.dtype.kind == "U" else values.dtype


def _unknown(values: np.ndarray[Any, Any]) -> Any:
    missing = {"f": np.nan, "b": False, "i": _UNKNOWN_INDEX}[values.dtype.kind]
    return np.full(values.shape[1:], missing)


def _renumbered(positions: Index, at: int) -> Index:
    return np.asarray(positions + (positions >= at))


def _with_surroundings(places: PlaceFacts, at: int) -> PlaceFacts | None:
    """Count a town among the people around others; None where a port would be another's by it."""
    near = _in_band(places, at)
    settlements = Settlements(
        places.latitude[near], places.longitude[near], places.population[near],
        places.country[near], _counts(places)[near],
    )  # fmt: skip
    around, large = surroundings(settlements)
    own = int(np.flatnonzero(near == at)[0])
    people_around, large_city = places.people_around.copy(), places.large_city.copy()
    people_around[at] = around[own]
    large_city[at] = near[large[own]] if large[own] >= 0 else _UNKNOWN_INDEX
    if _counts(places)[at] and places.population[at] > 0:
        others = near[_within(settlements, own)]
        before = is_inland(places.km_to_sea, people_around, places.population)
        people_around[others] += places.population[at]
        after = is_inland(places.km_to_sea, people_around, places.population)
        if (before != after)[others].any():
            return None
    return replace(places, people_around=people_around, large_city=large_city)


def _in_band(places: PlaceFacts, at: int) -> Index:
    """Give the places of its country so far north that none beyond them lies within reach."""
    is_own = places.country == places.country[at]
    is_near = np.abs(places.latitude - places.latitude[at]) <= BAND_DEGREES
    is_near[at] = True
    return np.flatnonzero(is_own & is_near)


def _counts(places: PlaceFacts) -> Flag:
    """Say which places are settlements, as `ground_places` takes them."""
    is_city = places.level == LEVELS.index("city")
    return np.asarray((is_city | places.is_dual) & ~places.is_former)


def _within(settlements: Settlements, own: int) -> Index:
    reach = PointsInReach(settlements.latitude, settlements.longitude)
    one = slice(own, own + 1)
    _, found = reach.near(settlements.latitude[one], settlements.longitude[one], AROUND_KM)
    return np.asarray(found[found != own])


def _with_places(ground: Ground, places: PlaceFacts, at: int) -> Ground:
    """Return the ground with a place more, at a position; ties and flights are those of before."""
    ties, n = ground.ties, len(places.ids)
    graph = TieGraph(
        _renumbered(ties.a, at), _renumbered(ties.b, at), ties.year, places.country, places.region,
        places.containers, ties.n_countries, ties.n_regions,
    )  # fmt: skip

    def keys(of: Index) -> Index:
        one, other = np.divmod(of, np.int64(max(n - 1, 1)))
        return np.asarray(_renumbered(one, at) * np.int64(n) + _renumbered(other, at))

    (flights, airlines), (once, year) = ground.flights, ground.told_once
    found = Ground(
        places, ground.countries, graph, keys(ground.recorded), (keys(flights), airlines),
        ground.as_of, ground.version, (keys(once), year), ground.uncounted, ground.barriers,
        ground.heritage, ground.merged_ties,
    )  # fmt: skip
    found.__dict__["rows_at"] = ground.rows_at
    return found
