"""Ties that count otherwise than a list of ties has them: of places merged away, or not at all.

Those of a municipality that was merged away are those of what took it over; why others do not
count is said of each.
"""

from __future__ import annotations

from typing import TypeAlias

from sistercities.dataset.heirs import HEIRS, MergedTown
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.held_around import said_of_towns
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import PlaceName, Sentence, listed_few, place_name, say, say_count
from sistercities.terms.words import ALIVE

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


_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_MERGED = f"""
    WITH heirs AS ({HEIRS}), sides AS (
        SELECT place_a AS here, place_b AS there, tie_id FROM ties WHERE standing IN ({_ALIVE})
        UNION ALL SELECT place_b, place_a, tie_id FROM ties WHERE standing IN ({_ALIVE}))
    SELECT h.heir, p.place_id AS town, p.name AS town_name, p.valid_to, o.place_id, o.name
    FROM sides s JOIN heirs h ON h.ended = s.here JOIN places p ON p.place_id = s.here
    JOIN places o ON o.place_id = s.there
    WHERE o.level <> 'country'
    ORDER BY h.heir, p.name, p.place_id, o.name, s.tie_id
"""
MergedTies: TypeAlias = dict[str, tuple[tuple[PlaceName, int, PlaceName], ...]]
"""By id of a place: a municipality that it took over, the last year of that, and a partner."""


def read_merged_ties(release: Release) -> MergedTies:
    """Read the ties of today of the municipalities that were merged into each place."""
    found: dict[str, list[tuple[PlaceName, int, PlaceName]]] = {}
    for row in release.query(_MERGED):
        town = place_name(row["town_name"], row["town"])
        partner = place_name(row["name"], row["place_id"])
        found.setdefault(row["heir"], []).append((town, row["valid_to"], partner))
    return {place: tuple(each) for place, each in found.items()}


def notes_on_merged(ground: Ground, home: int) -> tuple[Sentence, ...]:
    """Say which partners of a place are those of municipalities that became a part of it."""
    by_town: dict[tuple[PlaceName, int], list[PlaceName]] = {}
    for town, until, partner in ground.merged_ties.get(str(ground.places.ids[home]), ()):
        by_town.setdefault((town, until), []).append(partner)
    here = named_place(ground, home)
    towns = [(MergedTown(*town), partners) for town, partners in by_town.items()]
    return said_of_towns(here, towns)
