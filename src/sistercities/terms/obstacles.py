"""Words for what stands in the way of a tie between two states or units."""

from __future__ import annotations

OBSTACLE_KINDS = (
    "war",
    "belligerent_support",
    "relations_severed",
    "relations_downgraded",
    "no_relations",
    "sanctions",
    "listed_unfriendly",
    "special_status",
)

STRENGTHS = ("bar", "caution", "note")
"""The strongest first: not suggested; suggested with a warning first; a line under the reasons."""

DIRECTIONS = ("mutual", "a_to_b", "of_a")

DIRECTION_OF: dict[str, str] = {
    "war": "mutual",
    "belligerent_support": "a_to_b",
    "relations_severed": "mutual",
    "relations_downgraded": "mutual",
    "no_relations": "mutual",
    "sanctions": "a_to_b",
    "listed_unfriendly": "a_to_b",
    "special_status": "of_a",
}
"""Whether both sides are meant alike, the first does something to the second, or is something."""

CERTAINTIES = ("high", "medium-high", "medium", "medium-low", "low")

EVERYBODY = "*"
"""Stands for every country, in the place of a code."""
