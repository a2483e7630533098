"""Partners that a source calls exchange partners: few lists name such, and none for most places."""

from __future__ import annotations

from sistercities.dataset.heirs import heir_of, merged_into
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
    index = index_of(release)
    towns = [one.name.place_id for one in merged_into(index, place_id)]
    rows = [row for one in (place_id, *towns) for row in index.query(_EXCHANGE, [one, one])]
    others = {ground.position.get(row["partner"]) for row in rows} - {None}
    return len({_today(release, ground, at) for at in others if at is not None} & held)


def _today(release: Release, ground: Ground, at: int) -> int:
    """Return a place, or what holds its partnerships today."""
    is_over = bool(ground.places.is_former[at])
    heir = heir_of(index_of(release), str(ground.places.ids[at])) if is_over else None
    return at if heir is None else ground.position[heir.name.place_id]
