"""Districts of Germany: what lies in them, and where they stand.

No gazetteer of ours has the Landkreise. The first five digits of the official code of a
municipality are those of its district; `district_codes_de.csv` says which place of ours each is.
So a municipality lies in its district, the district in whatever holds all its municipalities (a
Regierungsbezirk where there are such), and a district without a point stands at their mean. The
people of districts are facts like those of other places (`place_facts_kreise.csv`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from release_build.region_points import at_means
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL

FILE = "district_codes_de.csv"
COLUMNS = ("place_id", "code", "name", "reason", "source", "date")
_COUNTRY, _DIGITS = "DE", 5


def read_district_codes(path: Path) -> dict[str, str]:
    """Read the code of each district, by place id.

    Raises
    ------
    SourceError
        If a value is not understood, or a place or a code stands there twice.
    """
    found: dict[str, str] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        row.require_place_id("place_id")
        row.require_round_number("code")
        code = row.values["code"]
        if len(code) != _DIGITS:
            raise row.refuse("code", f"write the {_DIGITS} digits that its municipalities share")
        if code in found.values():
            raise row.refuse("code", "a row above has this code; keep one of them")
        found[row.values["place_id"]] = code
    return found


def under_districts(
    places: Mapping[str, Place], code_of: Mapping[str, str], codes: Mapping[str, str]
) -> dict[str, Place]:
    """Put municipalities into their districts, and districts into what holds all of theirs.

    Parameters
    ----------
    places
        Every place known, by id, with its containers.
    code_of
        Official code of municipalities, by place id; those of other countries are passed over.
    codes
        Code of each district by place id, as `read_district_codes` returns them.

    Raises
    ------
    BuildError
        If a row names a district that is no place.
    """
    if odd := sorted(codes.keys() - places.keys()):
        raise BuildError(
            f"data/decisions/{FILE}: {', '.join(odd[:5])}: no such place; take the row out or "
            "correct its id"
        )
    members: defaultdict[str, list[Place]] = defaultdict(list)
    for place_id, code in code_of.items():
        place = places.get(place_id)
        if place is not None and place.country == _COUNTRY and place.place_id not in codes:
            members[code[:_DIGITS]].append(place)
    found = dict(places)
    for district, code in codes.items():
        found[district] = _within(places[district], _shared(members[code], district))
        for place in members[code]:
            below = [one for one in place.parent_ids if _is_municipal(places.get(one))]
            found[place.place_id] = _within(place, (*below, district))
    return found


def _within(place: Place, containers: Iterable[str]) -> Place:
    """Return the place in some containers first, and in those it had after them."""
    ordered = dict.fromkeys((*containers, *place.parent_ids))
    return replace(place, parent_ids=tuple(ordered))


def _shared(members: Iterable[Place], district: str) -> list[str]:
    """List the containers that all places of a district have, the nearest first."""
    each = [[one for one in place.parent_ids if one != district] for place in members]
    return [one for one in each[0] if all(one in other for other in each)] if each else []


def _is_municipal(place: Place | None) -> bool:
    return place is not None and place.level in MUNICIPAL


def with_points_of_districts(
    places: Mapping[str, Place], everywhere: Mapping[str, Place], codes: Mapping[str, str]
) -> dict[str, Place]:
    """Put districts without a point at the mean of their municipalities.

    Parameters
    ----------
    places
        The places to complete, by id.
    everywhere
        Every place known, those of the lists of municipalities with their codes.
    codes
        Code of each district by place id, as `read_district_codes` returns them.

    Raises
    ------
    BuildError
        If a row names a district that is no place, or that has no municipality with a point.
    """
    members = _municipalities(everywhere.values())
    if odd := [one for one, code in codes.items() if one not in everywhere or code not in members]:
        raise BuildError(
            f"data/decisions/{FILE}: no place, or one without municipalities: "
            f"{', '.join(odd[:5])}; take the row out or correct its id or code"
        )
    inside = {one: members[code] for one, code in codes.items() if one in places}
    return {**places, **at_means(places, everywhere, inside)}


def _municipalities(places: Iterable[Place]) -> dict[str, list[str]]:
    """Ids of the municipalities of each district that have a point, by its code."""
    found: dict[str, list[str]] = defaultdict(list)
    for place in places:
        is_placed = place.latitude is not None and place.longitude is not None
        if place.country == _COUNTRY and place.municipality_code and is_placed:
            found[place.municipality_code[:_DIGITS]].append(place.place_id)
    return found
