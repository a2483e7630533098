"""A place that has ended is refused, and its successor named.

A town whose municipality was merged away is not, where the partnerships that are on record are its
own and its successor has none: who asks for the successor would hear of nobody.
"""

from __future__ import annotations

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.partners.ground import Ground
from sistercities.sentences import say

_ENDED = """
    SELECT p.valid_to, p.successor, s.name AS name FROM places p
    LEFT JOIN places s ON s.place_id = p.successor WHERE p.place_id = ? AND p.valid_to IS NOT NULL
"""


def _holds_what_it_leaves(ground: Ground, place: int, successor: str) -> bool:
    """Whether a town has partners on record, and what took its municipality over has none."""
    if not ground.places.is_city[place] or not ground.ties.degree[place]:
        return False
    after = ground.position.get(successor)
    return after is not None and not ground.ties.degree[after]


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
        if _holds_what_it_leaves(ground, place, row["successor"]):
            return
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
