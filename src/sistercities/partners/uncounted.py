"""Ties of a place that its list of ties holds and no count of this room does, and why."""

from __future__ import annotations

from typing import TypeAlias

from sistercities.dataset.heirs import HEIRS
from sistercities.dataset.release.store import Release
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import PlaceName, listed_few, place_name, say, say_count

MOST_NAMED = 5
"""Ties that one note names."""
_WHOLE = "country"
_WORDS = {
    "ended": say("ended"),
    "suspended": say("suspended"),
    "pending": say("not known to be signed"),
    "never_valid": say("annulled, or never agreed"),
    "no_longer_listed": say("no longer listed"),
    _WHOLE: say("a whole country or territory"),
}
_NOT_COUNTED = "('ended', 'suspended', 'pending', 'never_valid', 'no_longer_listed')"
_UNCOUNTED = f"""
    WITH heirs AS ({HEIRS}), sides AS (
        SELECT place_a AS here, place_b AS there, standing, tie_id FROM ties
        UNION ALL SELECT place_b, place_a, standing, tie_id FROM ties)
    SELECT coalesce(h.heir, s.here) AS here, s.there, o.name,
        CASE WHEN s.standing IN {_NOT_COUNTED} THEN s.standing ELSE 'country' END AS reason
    FROM sides s JOIN places o ON o.place_id = s.there LEFT JOIN heirs h ON h.ended = s.here
    WHERE s.standing IN {_NOT_COUNTED} OR o.level = 'country'
    ORDER BY s.here, s.tie_id
"""
Uncounted: TypeAlias = dict[str, tuple[tuple[PlaceName, str], ...]]
"""By id of a place: partners of ties that are not counted, and why."""


def read_uncounted(release: Release) -> Uncounted:
    """Read which ties of each place are in its list and not counted."""
    found: dict[str, list[tuple[PlaceName, str]]] = {}
    for row in release.query(_UNCOUNTED):
        partner = place_name(row["name"], row["there"])
        found.setdefault(row["here"], []).append((partner, row["reason"]))
    return {place: tuple(each) for place, each in found.items()}


def uncounted_notes(ground: Ground, *places: int) -> tuple[str, ...]:
    """Say of places which ties of theirs on record are not counted; nothing where all are."""
    notes = []
    for place in places:
        held = ground.uncounted.get(str(ground.places.ids[place]), ())
        if not held:
            continue
        named = [
            say("{name} ({reason})", name=name, reason=_WORDS[reason])
            for name, reason in held[:MOST_NAMED]
        ]
        notes.append(
            say_count(
                "{n} other partnership of {place} is not counted here: {partners}.",
                "{n} other partnerships of {place} are not counted here: {partners}.",
                len(held),
                place=named_place(ground, place),
                partners=listed_few(named, len(held), "comma"),
            )
        )
    return tuple(notes)
