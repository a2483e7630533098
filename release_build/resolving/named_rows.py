"""Claims that name the row of another source whose tie they are about: the same two places are due.

Their names are resolved like any others, and then held beside that row. Where the rules find no
place, the row tells it; where they find another, the claim waits for a person, unless a ruling has
said which place is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Resolution

NAMED_ROW = 0.95
"""Confidence in a place that the named row tells: the typist says that the two are the same."""
ANOTHER_PLACE = "the row that it is about means another place"


def beside_named_rows(
    resolved: Sequence[ResolvedClaim],
    about: Mapping[str, str],
    named: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Hold each claim that names a row beside that row.

    Parameters
    ----------
    resolved
        Claims, some of which name a row.
    about
        By claim id, the id of the claim of the row that it names.
    named
        The claims that may be named; each value of `about` is among them.
    """
    rows = {one.claim.claim_id: one for one in named}
    return [
        _beside(one, rows[about[one.claim.claim_id]]) if one.claim.claim_id in about else one
        for one in resolved
    ]


def _beside(one: ResolvedClaim, row: ResolvedClaim) -> ResolvedClaim:
    return replace(one, a=_agreed(one.a, row.a), b=_agreed(one.b, row.b))


def _agreed(found: Resolution, due: Resolution) -> Resolution:
    if found.method == "decision" or not due.place_id or found.place_id == due.place_id:
        return found
    if not found.place_id:
        return Resolution(due.place_id, "named_row", min(NAMED_ROW, due.confidence))
    return Resolution("", "", 0.0, ANOTHER_PLACE, (due.place_id, found.place_id))
