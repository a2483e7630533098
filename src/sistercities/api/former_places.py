"""A place that has ended is refused, and its successor named; what followed each of several."""

from __future__ import annotations

from collections.abc import Collection

from sistercities.api.data_choice import AnyData, open_data
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.partners.ground import Ground
from sistercities.sentences import say

_ENDED = """
    SELECT p.valid_to, p.successor, s.name AS name FROM places p
    LEFT JOIN places s ON s.place_id = p.successor WHERE p.place_id = ? AND p.valid_to IS NOT NULL
"""

_FOLLOWED = """
    SELECT p.place_id, s.name FROM places p JOIN places s ON s.place_id = p.successor
    WHERE p.place_id IN ({marks})
"""


def successor_names(places: Collection[str], data: AnyData = None) -> dict[str, str]:
    """Return the name of what followed each of some places, by their ids; none where none is held.

    Parameters
    ----------
    places
        Ids.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    """
    if not places:
        return {}
    marks = ", ".join("?" for _ in places)
    with open_data(data) as release:
        rows = index_of(release).query(_FOLLOWED.format(marks=marks), list(places))
    return {row["place_id"]: row["name"] for row in rows}


def refuse_former(release: Release, ground: Ground, place: int) -> None:
    """Refuse a place that has ended, and name its successor.

    Raises
    ------
    InvalidArgument
        If the place is none of today.
    """
    if not ground.places.is_former[place]:
        return
    for row in index_of(release).query(_ENDED, [str(ground.places.ids[place])]):
        advice = (
            say(
                "it ended in {year}; take its successor {name} ({key})",
                year=row["valid_to"],
                name=row["name"],
                key=row["successor"],
            )
            if row["name"]
            else say("it ended in {year}; name a place of today", year=row["valid_to"])
        )
        raise InvalidArgument("place", str(ground.places.names[place]), advice)
