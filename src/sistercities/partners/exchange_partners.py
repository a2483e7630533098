"""Partners that a source calls exchange partners: few lists name such, and none for most places."""

from __future__ import annotations

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.ground import Ground

LEAST_TOLD = 5
"""Exchange partners from which a number of partners is not compared with that of other places."""
_EXCHANGE = """
    SELECT CASE WHEN place_a = ? THEN place_b ELSE place_a END AS partner FROM ties
    WHERE kind = 'exchange' AND ? IN (place_a, place_b)
"""


def n_exchange_partners(release: Release, ground: Ground, home: int) -> int:
    """Count the partners of a place, of ties that stand, that are called exchange partners."""
    place_id, held = str(ground.places.ids[home]), set(ground.ties.partners(home).tolist())
    rows = index_of(release).query(_EXCHANGE, [place_id, place_id])
    return len({ground.position.get(row["partner"]) for row in rows} & held)
