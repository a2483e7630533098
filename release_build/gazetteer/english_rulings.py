"""English names of regions that no rule finds: those of Czechia, of republics of Russia and others.

`region_english_names.csv` has a row for each. What such a region was called stays a spelling, and
its local name where it has no other; where that is English too, the row gives the local name.
Names are resolved before, so no tie moves by it: Samarkand is the city where a list writes it, and
the region is told apart by its level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from release_build.gazetteer.names_by_code import called_in_english
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

FILE = "region_english_names.csv"
COLUMNS = ("place_id", "name", "name_local", "reason", "source", "date")


class EnglishName(NamedTuple):
    """One row: a region, its English name, and its own one; "" where that which it had stands."""

    place_id: str
    name: str
    name_local: str = ""


def read_english_names(path: Path) -> tuple[EnglishName, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or a region stands there twice.
    """
    found = []
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        row.require_place_id("place_id")
        row.require("name", "source")
        found.append(EnglishName(*(row.values[one] for one in COLUMNS[:3])))
    return tuple(found)


def with_ruled_names(
    places: Mapping[str, Place], rulings: Iterable[EnglishName]
) -> dict[str, Place]:
    """Call regions by the names that the rulings give.

    Raises
    ------
    BuildError
        If a ruling names no region of today, or one that is called so without it.
    """
    named = dict(places)
    for place_id, name, local in rulings:
        place = places.get(place_id)
        if place is None or place.level != "region1" or place.valid_to is not None:
            raise _needless(place_id, "the gazetteer has no region of today of this id")
        if place.name == name:
            raise _needless(place_id, f"it is called {name} without the row")
        named[place_id] = _with_local_name(called_in_english(place, name), local)
    return named


def _with_local_name(place: Place, local: str) -> Place:
    """Give a region its own name, where what it was called is English too: Kareliya Republic."""
    if not local:
        return place
    spelt = {local: "und"} | dict(place.names)
    return replace(place, name_local=local, names=tuple(sorted(spelt.items())))


def _needless(place_id: str, problem: str) -> BuildError:
    return BuildError(f"data/decisions/{FILE}: {place_id}: {problem}; take the row out or mend it")
