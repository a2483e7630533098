"""What a field of a form shows for a place that was found: a name that leads back to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

from sistercities.errors import SistercitiesError
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.languages import NamedPlace


class RegionalPlace(NamedPlace, Protocol):
    """A place with the region in which it lies, None where that is not known."""

    @property
    def region_iso(self) -> str | None: ...  # noqa: D102


def field_name(asked: Asked, place: RegionalPlace) -> str:
    """Give the shortest name that leads to a place and to no other; where there is none, its id.

    A form that is sent again asks for the same place then, as "Paris, France" does where "Paris"
    is the name of two.

    Parameters
    ----------
    asked
        The request.
    place
        The place.
    """
    for name in dict.fromkeys(_names(asked, place)):
        with suppress(SistercitiesError):
            if asked.site.explorer.find(name).place_id == place.place_id:
                return name
    return place.place_id


def name_of_typed(asked: Asked, typed: str) -> str:
    """Give what a field shows of what was typed: of an id the name of its place, else the text.

    So a page that says why there is no answer names the place that is known as it does elsewhere.
    """
    if not is_id(typed):
        return typed
    try:
        return field_name(asked, asked.site.explorer.find(typed))
    except SistercitiesError:
        return typed


def is_id(typed: str) -> bool:
    """Whether a text has the form of an id of a place."""
    return typed.partition(":")[0] in ("gn", "wd", "x") and ":" in typed


def _names(asked: Asked, place: RegionalPlace) -> Iterator[str]:
    first = asked.called(place).first
    yield first
    if asked.words.lang == SOURCE:
        yield f"{first}, {asked.site.country(place.country, SOURCE)}"
    yield f"{first}, {place.country}"
    if place.region_iso:
        yield f"{first}, {place.region_iso}"
    yield place.name
    yield f"{place.name}, {place.country}"
