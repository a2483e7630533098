"""Places whose country in these data is not that of all states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sistercities.dataset.release.queried import Queried
from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.of_itself import status_of
from sistercities.partners.gate.two_ends import read_ends
from sistercities.terms.json_records import Holds, JsonRecord


@dataclass(frozen=True, slots=True)
class PlaceStatus(JsonRecord):
    """A place whose country in these data is not that of all states, and what is said of it."""

    place_id: str
    name: str
    told: Annotated[tuple[Obstacle, ...], Holds(minItems=1)]


def disputed_places(
    release: Queried, barriers: Sequence[Barrier], places: Sequence[str]
) -> tuple[PlaceStatus, ...]:
    """List those of some places that lie in a unit of special status within a country.

    Of a unit that has a country code of its own the code says so much.
    """
    of_units = [one for one in barriers if one.kind == SPECIAL_STATUS]
    found = []
    for place, end in read_ends(release, places).items():
        within = [one for one in of_units if end.country not in one.side_a]
        told = status_of(within, end.codes)
        found += [PlaceStatus(place, end.name, told)] if told else []
    return tuple(found)
