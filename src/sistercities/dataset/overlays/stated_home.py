"""The place whose register it is, where it is stated once for all lines: `Medellín, CO`.

What stands behind the comma is read as wherever a place is typed: a country or a region, by name or
by code. In a cell of a register two letters there may be anything, so cells are read otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import RegisterLine
from sistercities.terms.claims import NamedEnd

if TYPE_CHECKING:
    from sistercities.dataset.gazetteer_lookup import GazetteerPlace
    from sistercities.dataset.typed_queries import FoundPlace


def with_stated_home(
    lines: Sequence[RegisterLine], home: str, country: str, release: Release
) -> tuple[RegisterLine, ...]:
    """Return the lines with the id of the home that is stated for all, where one place is meant.

    Parameters
    ----------
    lines
        The register.
    home
        The home as stated; "" where a column states it. Without a comma it stays a name, which the
        lines themselves may tell more of.
    country
        Code of the country of the home places, where it is stated; another one is left alone.
    release
        What it is looked up in.
    """
    name, comma, _ = home.replace("，", ",").rpartition(",")
    if not comma:
        return tuple(lines)
    from sistercities.dataset.town_lookup import find_anywhere

    try:
        found = find_anywhere(release, home)
    except (PlaceNotFound, PlaceAmbiguous):
        return tuple(lines)
    if country not in ("", found.country):
        return tuple(lines)
    written = _written(home, name.strip(), found.place_id, found.country)
    return tuple(
        replace(line, claim=replace(line.claim, a=written.end), written_a=written)
        if line.claim and line.name_a == home and not line.written_a.ids
        else line
        for line in lines
    )


def stated_home(home: str, release: Release) -> FoundPlace | GazetteerPlace | None:
    """Return the home that is stated for all; None where none is, or it is open which is meant."""
    if not home:
        return None
    from sistercities.dataset.town_lookup import find_anywhere

    try:
        return find_anywhere(release, home)
    except (PlaceNotFound, PlaceAmbiguous, InvalidArgument):
        return None


def _written(home: str, name: str, place_id: str, country: str) -> WrittenEnd:
    end = NamedEnd(name=home, country=country, given_id=place_id)
    return WrittenEnd(end=end, head=name, ids=(place_id,))
