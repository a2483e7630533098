"""Partnerships of municipalities that were merged away: they are those of what took them over."""

from __future__ import annotations

from typing import TypeAlias

from sistercities.dataset.heirs import HEIRS, MergedTown
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.held_around import said_of_towns
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import PlaceName, Sentence, place_name
from sistercities.terms.words import ALIVE

_WORDS = ", ".join(f"'{word}'" for word in ALIVE)
_MERGED = f"""
    WITH heirs AS ({HEIRS}), sides AS (
        SELECT place_a AS here, place_b AS there, tie_id FROM ties WHERE standing IN ({_WORDS})
        UNION ALL SELECT place_b, place_a, tie_id FROM ties WHERE standing IN ({_WORDS}))
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
