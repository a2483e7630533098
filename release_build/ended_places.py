"""Municipalities that are no more, where the gazetteer has a place of their name.

Gazetteers keep a town when its municipality is merged into another: Nakskov is a town, and its
municipality ended in 2006. Who looks for a partner has to know that nobody signs for it any more.
`ended_places.csv` has a row for each: the last year of the municipality, and the place that took
over; blank where that place is none of the gazetteer. Names are resolved before, since lists name
the town for years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place

FILE = "ended_places.csv"
COLUMNS = ("place_id", "valid_to", "successor", "reason", "source", "date")


@dataclass(frozen=True, slots=True)
class EndedPlace:
    """One row: the last year of a place, and what took over; "" if that is not held."""

    place_id: str
    valid_to: int
    successor: str


def read_ended_places(path: Path) -> tuple[EndedPlace, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or a place stands there twice.
    """
    rows = ruling_rows(path, COLUMNS, once=("place_id",))
    return tuple(_ruling(row) for row in rows)


def _ruling(row: WrittenRow) -> EndedPlace:
    row.require_place_id("place_id")
    row.require_place_id("successor", may_be_blank=True)
    row.require("source", "valid_to")
    row.require_year("valid_to")
    values = row.values
    return EndedPlace(values["place_id"], int(values["valid_to"]), values["successor"])


def with_ended_places(
    places: Mapping[str, Place], rulings: Iterable[EndedPlace]
) -> dict[str, Place]:
    """Give places their last year and their successor.

    Raises
    ------
    BuildError
        If a ruling names a place that the gazetteer does not have, or has with an end.
    """
    ended = dict(places)
    for one in rulings:
        for named in filter(None, (one.place_id, one.successor)):
            if named not in places:
                raise _needless(one, f"the gazetteer has no place {named}")
        if places[one.place_id].valid_to is not None:
            raise _needless(one, "the gazetteer has an end of this place")
        ended[one.place_id] = replace(
            places[one.place_id], valid_to=one.valid_to, successor=one.successor
        )
    return ended


def as_they_lie(places: Mapping[str, Place], rulings: Iterable[EndedPlace]) -> dict[str, Place]:
    """Return the places without these ends: the town still lies in what took its municipality over.

    So what contains it goes on, and its ties count in its region.
    """
    ids = {one.place_id for one in rulings}
    return {
        place_id: replace(place, valid_to=None) if place_id in ids else place
        for place_id, place in places.items()
    }


def _needless(one: EndedPlace, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/{FILE}: {one.place_id}: {problem}; take the row out or mend it"
    )
