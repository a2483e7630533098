"""Where places of one name and one region lie, so that a reader can choose between them.

Two villages called Behringen in Thuringia differ in nothing that a line on them says. What tells
them apart is what each lies in, and the nearest larger town with its distance and direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import atan2, cos, degrees, radians
from typing import TYPE_CHECKING, Protocol

from sistercities.dataset.scripts import name_key
from sistercities.sentences import Said, listed, place_name, say, to_say
from sistercities.terms.words import MUNICIPAL

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

LARGE = 10_000
"""Persons from which a town is known to who reads its name, as far as any number can tell."""
_BOX_DEGREES = 1.5
"""A town further north or south says little of where a village lies."""
_DIRECTIONS = (
    to_say("{km} km north of {place}"),
    to_say("{km} km north-east of {place}"),
    to_say("{km} km east of {place}"),
    to_say("{km} km south-east of {place}"),
    to_say("{km} km south of {place}"),
    to_say("{km} km south-west of {place}"),
    to_say("{km} km west of {place}"),
    to_say("{km} km north-west of {place}"),
)
_MUNICIPAL = ", ".join(f"'{level}'" for level in sorted(MUNICIPAL))
_NEAR = f"""
    SELECT place_id, name, latitude, longitude FROM places
    WHERE population >= ? AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?
        AND (level IN ({_MUNICIPAL}) OR is_dual)
"""
_INSIDE = """
    SELECT t.place_id, p.place_id AS outer_id, p.name FROM parents t
    JOIN places p ON p.place_id = t.parent_id
    WHERE t.to_year IS NULL AND p.level NOT IN ('country', 'region1') AND t.place_id IN ({marks})
    ORDER BY t.place_id, p.level, p.place_id
"""


class Located(Protocol):
    """A place with its point in degrees, as far as it is known."""

    @property
    def place_id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def region_iso(self) -> str | None: ...  # noqa: D102
    @property
    def population(self) -> int | None: ...  # noqa: D102
    @property
    def latitude(self) -> float | None: ...  # noqa: D102
    @property
    def longitude(self) -> float | None: ...  # noqa: D102


def alike(places: Iterable[tuple[str, str, str, str | None]]) -> set[str]:
    """Ids of places that have name and region in common with another.

    Parameters
    ----------
    places
        Place id, name, country and region of each.
    """
    groups: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for place_id, name, country, region in places:
        groups[name_key(name), country, region or ""].add(place_id)
    return {one for group in groups.values() if len(group) > 1 for one in group}


def whereabouts(index: Queried, places: Sequence[Located]) -> dict[str, Said]:
    """Say where each place lies that has name and region in common with another of them.

    Parameters
    ----------
    index
        What answers questions on the release.
    places
        The places to choose from.

    Returns
    -------
    dict of str to Said
        By place id; empty where region or name tell all apart.
    """
    named = ((one.place_id, one.name, one.country, one.region_iso) for one in places)
    ids = alike(named)
    asked = [one for one in places if one.place_id in ids]
    inside = _inside(index, sorted(ids)) if ids else {}
    return {
        one.place_id: listed(said, "comma")
        for one in asked
        if (said := [*inside.get(one.place_id, ()), *_beside(index, one, ids)])
    }


def _inside(index: Queried, ids: Sequence[str]) -> dict[str, list[Said]]:
    """Say what each lies in below its region: the innermost that is known."""
    rows = index.query(_INSIDE.format(marks=", ".join("?" * len(ids))), ids)
    first = {row["place_id"]: row for row in reversed(rows)}
    return {
        key: [say("in {place}", place=place_name(row["name"], row["outer_id"]))]
        for key, row in first.items()
    }


def _beside(index: Queried, one: Located, ids: set[str]) -> list[Said]:
    """Say how far and in which direction it lies of the nearest larger town, else its point."""
    if one.latitude is None or one.longitude is None:
        return []
    from sistercities.dataset.distance import km_between

    here = one.latitude, one.longitude
    wide = _BOX_DEGREES / max(cos(radians(here[0])), 0.1)
    box = (here[0] - _BOX_DEGREES, here[0] + _BOX_DEGREES, here[1] - wide, here[1] + wide)
    rows = index.query(_NEAR, [max(LARGE, (one.population or 0) + 1), *box])
    towns = [
        (km_between(here, (row["latitude"], row["longitude"])), row["place_id"], row)
        for row in rows
        if row["place_id"] not in ids and name_key(row["name"]) != name_key(one.name)
    ]
    if not towns:
        return [say("at {latitude}, {longitude}", latitude=f"{here[0]:.2f}",
                    longitude=f"{here[1]:.2f}")]  # fmt: skip
    km, _, town = min(towns, key=lambda found: found[:2])
    template = _DIRECTIONS[_direction((town["latitude"], town["longitude"]), here)]
    name = place_name(town["name"], town["place_id"])
    return [say(template, km=max(round(km), 1), place=name)]


def _direction(start: tuple[float, float], end: tuple[float, float]) -> int:
    """Which of eight directions leads from one point to another, 0 for north, clockwise."""
    north = end[0] - start[0]
    east = (end[1] - start[1]) * cos(radians((start[0] + end[0]) / 2))
    return round(degrees(atan2(east, north)) / 45) % 8
