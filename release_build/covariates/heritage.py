"""World Heritage sites near each city.

The list gives every site one point. A site counts as near a city only where that point says where
the site is: a cultural site in one state does, a natural, mixed or transboundary one does not,
unless `heritage_reach.csv` rules otherwise. There a site is `place` if it lies within some 30 km of
its point, `spread` if its parts lie in several towns or reach farther, `wrong_point` if the point
is none of its own, and `delisted` if it has left the list since. Where the point is wrong and the
site is the centre of a city, the point of that city stands in.

Names of World Heritage sites that have changed since the list that we have.

`heritage_names.csv` has a row for each: the name of the list, which must be there, and the name
that is shown in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
from scipy.spatial import cKDTree

from release_build.covariates.flights import is_city
from release_build.covariates.nearby import has_point, place_vectors
from release_build.covariates.value_rows import value_row
from release_build.readers.world_heritage import SOURCE_ID, YEAR, HeritageSite
from sistercities.dataset.globe import chord, ground_km, unit_vectors
from sistercities.dataset.ingredients import Row
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import is_whole_number
from sistercities.terms.heritage import DELISTED, NEAREST, PLACE, REACHES, SPREAD, WITHIN_KM
from sistercities.terms.places import Place

FILE = "heritage_reach.csv"
_COLUMNS = ("heritage_id", "name", "reach", "point_of", "reason", "date")


@dataclass(frozen=True, slots=True)
class SiteRuling:
    """How far the point of a site tells where it is, and the city whose point stands in, or ""."""

    reach: str
    point_of: str = ""


def read_reaches(path: Path, places: Collection[str]) -> dict[int, SiteRuling]:
    """Read `heritage_reach.csv`: rulings on sites by their number on the list.

    Parameters
    ----------
    path
        The table.
    places
        Ids of the places of the release.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    found: dict[int, SiteRuling] = {}
    for written in ruling_rows(path, _COLUMNS, once=("heritage_id",)):
        row = written.values
        written.require("name")
        written.require_one_of("reach", REACHES)
        if not is_whole_number(row["heritage_id"]):
            raise written.refuse("heritage_id", "write the number of the site on the list")
        if row["point_of"] and row["point_of"] not in places:
            raise written.refuse("point_of", "name a place of the release, or leave it blank")
        found[int(row["heritage_id"])] = SiteRuling(row["reach"], row["point_of"])
    return found


def reaches(sites: Iterable[HeritageSite], ruled: Mapping[int, SiteRuling]) -> dict[int, str]:
    """Say of every site how far its point tells where it is.

    Raises
    ------
    BuildError
        If a ruling says what the rule says, or is on no site of the list.
    """
    by_rule = {
        site.heritage_id: PLACE
        if site.category == "Cultural" and not site.is_transboundary
        else SPREAD
        for site in sites
    }
    idle = sorted(
        number
        for number, ruling in ruled.items()
        if number not in by_rule or (by_rule[number] == ruling.reach and not ruling.point_of)
    )
    if idle:
        raise BuildError(
            f"data/decisions/{FILE}: the ruling on {', '.join(map(str, idle))} is not needed or is "
            "on no site of the list; take the row out"
        )
    return by_rule | {number: ruling.reach for number, ruling in ruled.items()}


def with_right_points(
    sites: Iterable[HeritageSite], ruled: Mapping[int, SiteRuling], places: Mapping[str, Place]
) -> list[HeritageSite]:
    """Put the points of cities in the place of those that the list has wrong."""
    return [_moved(site, ruled.get(site.heritage_id), places) for site in sites]


def _moved(
    site: HeritageSite, ruling: SiteRuling | None, places: Mapping[str, Place]
) -> HeritageSite:
    city = places[ruling.point_of] if ruling and ruling.point_of else None
    if city is None or city.longitude is None or city.latitude is None:
        return site
    return replace(site, longitude=city.longitude, latitude=city.latitude)


def site_rows(sites: Iterable[HeritageSite], reach: Mapping[int, str]) -> Iterator[Row]:
    """Lay out the table `heritage_sites`; a site that has left the list is not in it."""
    for site in sites:
        if reach[site.heritage_id] != DELISTED:
            yield {
                "heritage_id": site.heritage_id,
                "name": site.name,
                "category": site.category.lower(),
                "inscribed": site.inscribed,
                "is_in_danger": site.is_in_danger,
                "countries": " ".join(site.countries) or None,
                "latitude": site.latitude,
                "longitude": site.longitude,
                "reach": reach[site.heritage_id],
                "source_id": SOURCE_ID,
            }


def near_rows(
    places: Mapping[str, Place], sites: Sequence[HeritageSite], reach: Mapping[int, str]
) -> tuple[list[Row], list[Row]]:
    """Lay out the sites near every city with a point.

    Returns
    -------
    near, counts
        Rows of `heritage_nearby`, the nearest sites of a city; and of `city_covariates`, how many
        there are.
    """
    counted = [site for site in sites if reach[site.heritage_id] == PLACE]
    cities = [place for place in places.values() if is_city(place) and has_point(place)]
    points = place_vectors(cities)
    there = unit_vectors(
        np.array([site.longitude for site in counted], dtype=np.float64),
        np.array([site.latitude for site in counted], dtype=np.float64),
    )
    found = cast("Sequence[list[int]]", cKDTree(there).query_ball_point(points, chord(WITHIN_KM)))
    near: list[Row] = []
    counts: list[Row] = []
    for place, point, numbers in zip(cities, points, found, strict=True):
        if numbers:
            km = ground_km(np.linalg.norm(there[numbers] - point, axis=1)).tolist()
            ranked = sorted(zip(km, (counted[n].heritage_id for n in numbers), strict=True))
            near += [_near_row(place, number, apart) for apart, number in ranked[:NEAREST]]
        counts.append(
            value_row(
                place.place_id, "heritage_sites_nearby", YEAR, float(len(numbers)), "sites",
                SOURCE_ID,
            )
        )  # fmt: skip
    return near, counts


def _near_row(place: Place, heritage_id: int, km: float) -> Row:
    return {
        "place_id": place.place_id,
        "heritage_id": heritage_id,
        "km": round(km, 1),
        "source_id": SOURCE_ID,
    }


NAMES_FILE = "heritage_names.csv"
COLUMNS = ("heritage_id", "name", "shown", "reason", "source", "date")


def read_heritage_names(path: Path) -> dict[tuple[int, str], str]:
    """Read the names that are shown, by the number of the site and its name on the list.

    Raises
    ------
    SourceError
        If a column, a number or a date is not understood, or a row gives no reason.
    """
    found: dict[tuple[int, str], str] = {}
    for row in ruling_rows(path, COLUMNS):
        values = row.values
        row.require("name", "shown", "source")
        if not is_whole_number(values["heritage_id"]):
            raise row.refuse("heritage_id", "write the number of the site on the list")
        found[int(values["heritage_id"]), values["name"]] = values["shown"]
    return found


def with_names_of_today(
    sites: Iterable[HeritageSite], shown: Mapping[tuple[int, str], str]
) -> list[HeritageSite]:
    """Put the names that are shown in the place of those of the list.

    Raises
    ------
    BuildError
        If a ruling is about a site or a name that the list does not have.
    """
    held = list(sites)
    idle = sorted(set(shown) - {(site.heritage_id, site.name) for site in held})
    if idle:
        number, name = idle[0]
        raise BuildError(
            f"data/decisions/{NAMES_FILE}: the list has no site {number} called {name!r}; take the "
            "row out or mend it"
        )
    return [
        replace(site, name=shown.get((site.heritage_id, site.name), site.name)) for site in held
    ]
