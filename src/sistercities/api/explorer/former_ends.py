"""Which ends of a tie are no more, and what followed them."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.records import place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef

_FOLLOWED = """
    SELECT s.place_id, s.name, s.name_local, s.level, s.country, s.region_iso, s.is_dual, s.valid_to
    FROM places p JOIN places s ON s.place_id = p.successor WHERE p.place_id = ?
"""


@dataclass(frozen=True, slots=True)
class FormerEnd:
    """An end of a tie that is no more.

    Attributes
    ----------
    place
        The place.
    year
        The last year in which it existed.
    followed_by
        The place that took over; None where none is held.
    """

    place: PlaceRef
    year: int
    followed_by: PlaceRef | None


def former_ends(explorer: Explorer, *ends: PlaceRef) -> tuple[FormerEnd, ...]:
    """Give those ends of a tie that are no more, in their order."""
    return tuple(
        FormerEnd(end, end.valid_to, _followed_by(explorer, end))
        for end in ends
        if end.valid_to is not None
    )


def _followed_by(explorer: Explorer, end: PlaceRef) -> PlaceRef | None:
    rows = explorer.query(_FOLLOWED, [end.place_id])
    return place_ref(rows[0]) if rows else None
