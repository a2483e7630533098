"""Every region has a point: where its name stands on a map, else the mean of its places.

Shapes of Natural Earth are matched to regions by name; a code alone is believed only in countries
where no code contradicts a name, because some are of another edition of ISO 3166-2 (Iran). A shape
is not believed where most places of the region lie outside the box around it: names of Guyana are
shuffled. A shape that has the name of no region of today is that of a former one, as those of the
provinces of Viet Nam that were merged in 2025. What else has no point, such as a county, is put at
the mean of the places in it. A region that holds no place of ours, as former ones often do, stands
at the town of its name, where that lies in what came after it, else where its successor does.

Points that no gazetteer gives, typed: atolls, districts of Seoul, former districts of Germany.

`region_points.csv` has a row for each region that has no shape and no place of ours, and
`town_points.csv` for each municipality or part of one. Those of towns are known before facts on
cities are gathered, and after names are resolved: no typed point decides on a name. The build
fails on a row that speaks of no place, or of one that has a point without it; a town that the
gazetteer has `MISPLACED_KM` or more from where it stands (Dubai) is moved.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from release_build.gazetteer.label_point import Point, area_of, label_point
from release_build.readers.admin_shapes import Shape
from sistercities.dataset.distance import km_between
from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.regions import is_region
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

MEAN = "mean of its places"
TOWN, SUCCESSOR = "town of its name", "point of its successor"
NATURAL_EARTH, GEONAMES, DECISIONS = "places-natural-earth", "geonames", "decisions"
_MOST = 0.5
_ROUNDS = 3
"""Containers of containers that have points only in the end: county, department, region."""
_DIGITS = 4


def with_points(
    places: Mapping[str, Place],
    everywhere: Mapping[str, Place],
    shapes: Sequence[Shape],
    areas: Lookup[str, str],
    members: Iterable[tuple[str, str]] = (),
    typed: Mapping[str, Point] | None = None,
) -> dict[str, Place]:
    """Give places without a point one, and say of every point where it comes from.

    Parameters
    ----------
    places
        The places to complete, by id.
    everywhere
        Every place known, with its containers: means are taken over all of them.
    shapes
        Shapes of first-level regions.
    areas
        ISO 3166-2 code to the id of its area.
    members
        More of what lies, or once lay, in what: (place id, container id).
    typed
        Points of regions by id that nothing else tells.
    """
    inside = _inside(places, everywhere, members)
    drawn = {
        region: label_point(shape.polygons)
        for region, shape in _shapes_of(places, shapes, areas).items()
        if _holds_most(shape, _points(inside.get(region, ()), everywhere))
    }
    placed = {place_id: _said(place, drawn.get(place_id)) for place_id, place in places.items()}
    for _ in range(_ROUNDS):
        placed |= at_means(placed, everywhere, inside)
    return placed | _at_towns(placed, everywhere) | _typed(placed, typed or {})


def _typed(placed: Mapping[str, Place], typed: Mapping[str, Point]) -> dict[str, Place]:
    """Points that are typed, on regions of the release; one of no tie has no place there."""
    if absent := [one for one in typed if one not in placed]:
        raise BuildError(
            f"data/decisions/{REGIONS}: no tie and no place of the release is in "
            f"{', '.join(absent[:5])}; take the row out or correct its id"
        )
    return {
        one: replace(placed[one], longitude=at[0], latitude=at[1], point_source=DECISIONS)
        for one, at in typed.items()
    }


def _at_towns(placed: Mapping[str, Place], everywhere: Mapping[str, Place]) -> dict[str, Place]:
    """First-level regions without a point, at the town of their name or at their successor."""
    lacking = [one for one in placed.values() if one.latitude is None and one.level == "region1"]
    towns = _towns_by_name(everywhere.values(), {one.country for one in lacking})
    found: dict[str, Place] = {}
    for region in lacking:
        successor = placed.get(region.successor)
        town = _town_of(region, successor, towns)
        at = town or successor
        if at is not None and at.latitude is not None:
            source = TOWN if town else SUCCESSOR
            found[region.place_id] = replace(
                region, longitude=at.longitude, latitude=at.latitude, point_source=source
            )
    return found


def _towns_by_name(
    places: Iterable[Place], countries: Collection[str]
) -> dict[tuple[str, str], list[Place]]:
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for one in places:
        is_town = one.level == "city" and one.latitude is not None
        if one.country in countries and is_town:
            found[one.country, name_key(one.name)].append(one)
    return found


def _town_of(
    region: Place, successor: Place | None, towns: Mapping[tuple[str, str], list[Place]]
) -> Place | None:
    """Return the only town of a region's name, in what came after it where that is known."""
    forms = (region.name, *bare_names(region.name))
    keys = {(region.country, name_key(form)) for form in forms}
    called = {one.place_id: one for key in keys for one in towns.get(key, ())}
    if successor is not None:
        called = {key: one for key, one in called.items() if _lies_in(one, successor)}
    return next(iter(called.values())) if len(called) == 1 else None


def _lies_in(town: Place, region: Place) -> bool:
    return region.place_id in town.parent_ids or (
        bool(town.region_iso) and town.region_iso == region.region_iso
    )


def _said(place: Place, drawn: Point | None) -> Place:
    if place.latitude is not None:
        given = GEONAMES if place.place_id.startswith("gn:") else DECISIONS
        return replace(place, point_source=place.point_source or given)
    if drawn is None or place.level == "country":
        return place
    return replace(place, longitude=drawn[0], latitude=drawn[1], point_source=NATURAL_EARTH)


def _shapes_of(
    places: Mapping[str, Place], shapes: Sequence[Shape], areas: Lookup[str, str]
) -> dict[str, Shape]:
    """Which shape is which region: the largest of those that are."""
    named = _regions_by_name(one for one in places.values() if not one.valid_to)
    by_name = [_named(shape, named) for shape in shapes]
    by_code = [_by_code(shape, places, areas) for shape in shapes]
    former = _regions_by_name(_lacking_former(places.values()))
    odd = {
        shape.country
        for shape, names, code in zip(shapes, by_name, by_code, strict=True)
        if names and code and code not in names
    }
    found: dict[str, Shape] = {}
    for shape, names, code in zip(shapes, by_name, by_code, strict=True):
        ended = set() if names else _named(shape, former)
        region = _which(ended or names, "" if ended else code, has_odd_codes=shape.country in odd)
        before = found.get(region)
        if region in places and (before is None or _size(shape) > _size(before)):
            found[region] = shape
    return found


def _size(shape: Shape) -> float:
    return max(area_of(outer) for outer, *_ in shape.polygons)


def _by_code(shape: Shape, places: Mapping[str, Place], areas: Lookup[str, str]) -> str:
    """Id of the area whose own code that of the shape is; "" where there is none."""
    area = areas.get(shape.code, "")
    is_own = area in places and places[area].region_iso == shape.code
    return area if is_own or (area in places and places[area].level == "region2") else ""


def _holds_most(shape: Shape, points: Sequence[Point]) -> bool:
    """Whether most of the points lie in the box around a shape; true where there are none."""
    if not points:
        return True
    corners = np.concatenate([outer for outer, *_ in shape.polygons])
    at = np.array(points)
    is_in = ((at >= corners.min(axis=0)) & (at <= corners.max(axis=0))).all(axis=1)
    return bool(is_in.mean() > _MOST)


def _which(names: Collection[str], code: str, *, has_odd_codes: bool) -> str:
    """Choose the region of a shape: what its name says, and its code where that may be believed."""
    if code and code in names:
        return code
    if len(names) == 1:
        return next(iter(names))
    return code if not names and not has_odd_codes else ""


def _named(shape: Shape, named: Mapping[tuple[str, str], set[str]]) -> set[str]:
    keys = {name_key(form) for name in shape.names for form in (name, *bare_names(name))}
    return set().union(*(named.get((shape.country, key), set()) for key in keys))


def _regions_by_name(places: Iterable[Place]) -> dict[tuple[str, str], set[str]]:
    """Regions by country and name; dual places are regions too."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places:
        if is_region(place):
            for name, _ in place.names:
                for form in (name, *bare_names(name)):
                    found[place.country, name_key(form)].add(place.place_id)
    return found


def _lacking_former(places: Iterable[Place]) -> Iterator[Place]:
    """Yield first-level regions that are no more and have no point: a shape may be older."""
    return (
        one for one in places if one.valid_to and one.level == "region1" and one.latitude is None
    )


def _inside(
    places: Mapping[str, Place],
    everywhere: Mapping[str, Place],
    members: Iterable[tuple[str, str]],
) -> dict[str, set[str]]:
    """List what lies in each place that lacks a point; a country needs none."""
    lacking = {
        one.place_id for one in places.values() if one.latitude is None and one.level != "country"
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in everywhere.values():
        for parent in lacking.intersection(place.parent_ids):
            found[parent].add(place.place_id)
    for member, container in members:
        if container in lacking:
            found[container].add(member)
    return found


def at_means(
    placed: Mapping[str, Place],
    everywhere: Mapping[str, Place],
    inside: Mapping[str, Collection[str]],
) -> dict[str, Place]:
    """Return places that lack a point, at the mean of what lies in them and has one.

    Parameters
    ----------
    placed
        Places by id, all of `inside` among them.
    everywhere
        Every place known: where what lies in them is none of `placed`.
    inside
        Ids of what lies in each place, by its id.
    """
    found: dict[str, Place] = {}
    for container, members in inside.items():
        is_placed = placed[container].latitude is not None
        points = [] if is_placed else _points(members, placed, everywhere)
        if points:
            longitude, latitude = _mean(points)
            found[container] = replace(
                placed[container], longitude=longitude, latitude=latitude, point_source=MEAN
            )
    return found


def _points(members: Iterable[str], *known: Mapping[str, Place]) -> list[Point]:
    """Points of places by id, from the first of `known` that has each."""
    found = (
        next((one[member] for one in known if member in one), None) for member in sorted(members)
    )
    return [
        (one.longitude, one.latitude)
        for one in found
        if one and one.longitude is not None and one.latitude is not None
    ]


def _mean(points: Sequence[Point]) -> Point:
    """Mean of points on the sphere.

    The mathematical library is asked, number by number: that of arrays takes other roads on other
    processors, and a last digit that differs makes another release where a mean lies on an edge.
    """
    turned = [(math.radians(east), math.radians(north)) for east, north in points]
    x = math.fsum(math.cos(north) * math.cos(east) for east, north in turned)
    y = math.fsum(math.cos(north) * math.sin(east) for east, north in turned)
    z = math.fsum(math.sin(north) for _, north in turned)
    longitude = math.degrees(math.atan2(y, x))
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    return round(longitude, _DIGITS), round(latitude, _DIGITS)


MISPLACED_KM = 10.0
REGIONS, TOWNS = "region_points.csv", "town_points.csv"
COLUMNS = ("place_id", "name", "latitude", "longitude", "reason", "date")


def read_typed_points(path: Path) -> dict[str, Point]:
    """Read the typed points by place id, as longitude and latitude in degrees.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    """
    found: dict[str, Point] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        values = row.values
        row.require("name", "latitude", "longitude")
        row.require_place_id("place_id")
        row.require_degrees("latitude", 90.0)
        row.require_degrees("longitude", 180.0)
        found[values["place_id"]] = float(values["longitude"]), float(values["latitude"])
    return found


def with_town_points(places: Mapping[str, Place], path: Path) -> dict[str, Place]:
    """Give municipalities, and parts of them, the points of `town_points.csv`.

    Raises
    ------
    SourceError
        If a value is not understood, or a place stands there twice.
    BuildError
        If a row speaks of no place, or of one that has a point near the one that is typed.
    """
    typed = read_typed_points(path)
    needed = {one: at for one, at in typed.items() if not _is_far(places.get(one), at)}
    require_needed_points(needed, places, path.name)
    return dict(places) | {
        one: replace(places[one], longitude=at[0], latitude=at[1], point_source=DECISIONS)
        for one, at in typed.items()
    }


def _is_far(place: Place | None, typed: Point) -> bool:
    """Whether the gazetteer has a place far from where it stands."""
    if place is None or place.latitude is None or place.longitude is None:
        return False
    return km_between((place.latitude, place.longitude), (typed[1], typed[0])) >= MISPLACED_KM


def require_needed_points(
    typed: Mapping[str, Point], places: Mapping[str, Place], file: str = REGIONS
) -> None:
    """Refuse points of what is no place, or has one by itself.

    Raises
    ------
    BuildError
        If there is such a row.
    """
    odd = [one for one in typed if one not in places or places[one].latitude is not None]
    if odd:
        problem = f"data/decisions/{file}: no place, or one that has a point: {', '.join(odd[:5])}"
        raise BuildError(f"{problem}; take the row out or correct its id")
