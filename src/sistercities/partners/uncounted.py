"""Ties of a place that its list of ties holds and no count of this room does, and why."""

from __future__ import annotations

from typing import TypeAlias

from sistercities.dataset.release.store import Release
from sistercities.partners.ground import Ground

MOST_NAMED = 5
"""Ties that one note names."""
_WHOLE = "country"
_WORDS = {
    "ended": "ended", "suspended": "suspended", "pending": "not known to be signed",
    _WHOLE: "a whole country or territory",
}  # fmt: skip
_UNCOUNTED = """
    WITH sides AS (
        SELECT place_a AS here, place_b AS there, status, tie_id FROM ties
        UNION ALL SELECT place_b, place_a, status, tie_id FROM ties)
    SELECT s.here, o.name, CASE WHEN s.status IN ('ended', 'suspended', 'pending') THEN s.status
        ELSE 'country' END AS reason
    FROM sides s JOIN places o ON o.place_id = s.there
    WHERE s.status IN ('ended', 'suspended', 'pending') OR o.level = 'country'
    ORDER BY s.here, s.tie_id
"""
Uncounted: TypeAlias = dict[str, tuple[tuple[str, str], ...]]
"""By id of a place: names of the partners of ties that are not counted, and why."""


def read_uncounted(release: Release) -> Uncounted:
    """Read which ties of each place are in its list and not counted."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in release.query(_UNCOUNTED):
        found.setdefault(row["here"], []).append((row["name"], row["reason"]))
    return {place: tuple(each) for place, each in found.items()}


def uncounted_notes(ground: Ground, *places: int) -> tuple[str, ...]:
    """Say of places which ties of theirs on record are not counted; nothing where all are."""
    notes = []
    for place in places:
        held = ground.uncounted.get(str(ground.places.ids[place]), ())
        if not held:
            continue
        named = [f"{name} ({_WORDS[reason]})" for name, reason in held[:MOST_NAMED]]
        if len(held) > MOST_NAMED:
            named.append(f"{len(held) - MOST_NAMED} more")
        many = "1 is" if len(held) == 1 else f"{len(held)} are"
        notes.append(
            f"Of the ties of {ground.places.names[place]} on record {many} not counted here: "
            f"{', '.join(named)}."
        )
    return tuple(notes)
