"""Wars of the state that a place lies in: said of it before all else.

A council at a front reads of its own war first. A war of two states is told of those on whose
ground, or by whom, it is fought (`told_of`); a war within a state of all its places.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.barriers import SPECIAL_STATUS, WAR_WITHIN, Barrier
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.rows import as_obstacles
from sistercities.partners.gate.two_ends import End

MOST_TOLD = 2


def own_wars(barriers: Sequence[Barrier], place: End) -> tuple[Obstacle, ...]:
    """List the wars of the state of a place, the gravest first, two at most.

    Of a place that others than its state hold apart from it (its status bars it) none is said.
    """
    is_apart = any(
        one.kind == SPECIAL_STATUS and one.strength == "bar" and one.is_for_all
        and one.side_a & place.codes
        for one in barriers
    )  # fmt: skip
    if is_apart:
        return ()
    of_state = [
        (one, one.strength) for one in barriers
        if one.strength != "note" and one.until_date is None
        and (
            (one.kind == "war" and place.country in one.told_of)
            or (one.kind == WAR_WITHIN and place.country in one.side_a)
        )
    ]  # fmt: skip
    return as_obstacles(of_state)[:MOST_TOLD]
