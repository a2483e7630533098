"""Wars of the state that a place lies in: said of it before all else.

A council at a front reads of its own war first. A war of two states is told of those on whose
ground, or by whom, it is fought (`told_of`); fighting within a state of all its places, where it
calls for care with any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.indexed_rows import indexed
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.reading import Codes, governs_itself
from sistercities.partners.gate.rows import as_obstacles

MOST_TOLD = 2


def own_wars(barriers: Sequence[Barrier], codes: Codes, country: str) -> tuple[Obstacle, ...]:
    """List the wars of the state of a place, the gravest first, two at most.

    Of a place that others than its state govern none is said.
    """
    rows = indexed(barriers)
    if any(one.side_a & codes and governs_itself(one) for one in rows.statuses):
        return ()
    of_state = [
        (one, one.strength) for one in rows.fighting
        if (country in one.told_of if one.kind == "war" else one.side_a & codes)
    ]  # fmt: skip
    return as_obstacles(of_state)[:MOST_TOLD]
