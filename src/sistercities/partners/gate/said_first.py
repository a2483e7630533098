"""What is said before any reason, in the order in which it is said: a bar, wars, other care."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.terms.obstacles import (
    OF_PARTNER_STATE,
    OWN_TIES,
    STRENGTHS,
    WARS,
    ObstacleKind,
)

STORIES = (*OWN_TIES, "signer", "kin")
"""Kinds that tell what the two had with each other or with much the same place, or who signs."""
_FIRST: tuple[ObstacleKind, ...] = (
    "signer", "kin", "rivalry", "sanctions", "entry_limits", "relations_downgraded", "no_relations",
    "listed_unfriendly", "special_status", "territory_claim", "conflict_within",
    "partner_of_barred", "dispute", "law",
)  # fmt: skip
"""Kinds of notes, the most telling first: a partner around one of the two, their states,
then the other, then third ones."""


def said_first(obstacles: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """List what is said before any reason: what bars, then wars, then what else calls for care.

    A neighbour across a border is told there too: nobody takes it for a partner far away.
    """
    first = [one for one in obstacles if one.speaks_against or one.kind == "neighbour"]
    return tuple(sorted(first, key=_order))


def by_strength(found: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """Put the strongest first, and among notes what third states have to do with the partner's.

    What is known of the home place by itself follows what stands between the two.
    """
    return tuple(
        sorted(
            found,
            key=lambda one: (
                STRENGTHS.index(one.strength),
                one.is_of_home,
                _place_in(OF_PARTNER_STATE, one),
            ),
        )
    )


def in_order(notes: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """Put the most telling of notes first."""
    return tuple(sorted(notes, key=lambda one: _place_in(_FIRST, one)))


def what_calls_for_care(obstacles: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """List what a headline says before the rank: wars first, then what calls for care.

    What is so of the home place with every partner, as its own war, is none of that.
    """
    care = [
        one for one in obstacles
        if one.kind not in STORIES and not one.is_of_home
        and (one.strength == "caution" or one.kind == "war_of_partner")
    ]  # fmt: skip
    return tuple(sorted(care, key=lambda one: _place_in(WARS, one)))


def _order(one: Obstacle) -> tuple[bool, bool, int, bool]:
    return (
        one.strength != "bar", one.is_of_home, _place_in(WARS, one), one.strength == "note"
    )  # fmt: skip


def _place_in(kinds: tuple[ObstacleKind, ...], one: Obstacle) -> int:
    """Return the place of its kind among some; behind them where it is none of these."""
    return kinds.index(one.kind) if one.kind in kinds else len(kinds)
