"""Claims of a tie between a place and one that contains it: they support no tie.

Nobody signs with itself. Where a source says so (Rathcoole with South Dublin, in which it lies), it
has taken something else for a tie, or means another place. So the end that contains the other is
left without a place, with the reason; the claim stays in `claims` and waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Place, Resolution

CONTAINED = "one of the two places lies in the other, so there is no tie"


def without_contained(
    resolved: Iterable[ResolvedClaim], places: Mapping[str, Place]
) -> list[ResolvedClaim]:
    """Take the tie from each claim whose one place lies in the other.

    Parameters
    ----------
    resolved
        All claims.
    places
        Places by id, with their containers at any height.
    """
    return [_without_outer(one, places) for one in resolved]


def _without_outer(one: ResolvedClaim, places: Mapping[str, Place]) -> ResolvedClaim:
    a, b = one.a.place_id, one.b.place_id
    if not a or not b:
        return one
    if b in places[a].parent_ids:
        return replace(one, b=_set_aside(b))
    return replace(one, a=_set_aside(a)) if a in places[b].parent_ids else one


def _set_aside(place_id: str) -> Resolution:
    return Resolution("", "", 0.0, CONTAINED, (place_id,))
