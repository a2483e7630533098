"""One thing that stands in the way of a tie, as answers carry it, and rows read as such.

What is said before any reason, in the order in which it is said: a bar, wars, other care.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.sentences import say
from sistercities.terms.date_words import written_date
from sistercities.terms.json_records import JsonRecord, Text, Unwritten
from sistercities.terms.late_methods import record
from sistercities.terms.words import (
    OBSTACLE_KINDS,
    OF_PARTNER_STATE,
    OWN_TIES,
    STRENGTHS,
    WARS,
    ObstacleKind,
    Strength,
)


@record
class Obstacle(JsonRecord):
    """Something that bars a tie of two places, calls for care, or is to be known.

    Attributes
    ----------
    kind
        One of `ObstacleKind`.
    strength
        "bar": not to be suggested. "caution": said before any reason. "note": a line beneath.
    sentence
        What it is, with its date.
    evidence
        Sources, and the years that they speak of.
    row_id
        Row of `country_pairs_now` or `laws` that it rests on; None for others.
    from_date, until_date, as_of
        Since when, until when, and the newest date for which the source says so; None where not
        known.
    addresses
        Addresses of the source.
    places
        Ids of the places that it is about, beside the two.
    ties
        Ids of the ties that it is about.
    is_held_apart
        Whether it is the status of a unit that most homes may not be tied with, whatever it is to
        this one.
    is_of_home
        Whether it tells of the home place by itself, as its own war: it is told with the others,
        and makes no partner less likely than another.
    """

    kind: ObstacleKind
    strength: Strength
    sentence: Text
    evidence: Text
    row_id: Text | None = None
    from_date: Text | None = None
    until_date: Text | None = None
    as_of: Text | None = None
    addresses: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    ties: tuple[Text, ...] = ()
    is_held_apart: Annotated[bool, Unwritten()] = False
    is_of_home: Annotated[bool, Unwritten()] = False

    @property
    def speaks_against(self) -> bool:
        """Whether it bars, calls for care, or tells of a war of the partner's state with others."""
        if self.kind in OWN_TIES:
            return False
        return self.strength != "note" or self.kind in OF_PARTNER_STATE


_ORDER = {kind: k for k, kind in enumerate((*OBSTACLE_KINDS, "law"))}
Read = tuple[Barrier, Strength]
"""A row, and how strongly it stands between two places."""


def gravest_bar(found: Iterable[Read]) -> Barrier | None:
    """Return the row that bars, the gravest kind first; None where none does."""
    bars = [one for one, strength in found if strength == "bar"]
    return min(bars, key=lambda one: (_ORDER[one.kind], one.row_id), default=None)


def as_obstacles(found: Iterable[Read]) -> tuple[Obstacle, ...]:
    """Lay out rows as obstacles, the strongest first."""
    order = sorted(
        found, key=lambda each: (STRENGTHS.index(each[1]), _ORDER[each[0].kind], each[0].row_id)
    )
    return tuple(as_obstacle(one, strength) for one, strength in order)


def as_obstacle(one: Barrier, strength: Strength) -> Obstacle:
    """Lay out a row as an obstacle of a strength, with its source and the date of that."""
    evidence = (
        say("{title}, as of {date}", title=one.title, date=written_date(one.as_of))
        if one.as_of
        else one.title
    )
    return Obstacle(
        one.kind, strength, one.sentence, evidence, one.row_id, one.from_date, one.until_date,
        one.as_of, one.addresses,
        is_held_apart=one.kind == SPECIAL_STATUS and one.strength == "bar" and one.is_for_all,
    )  # fmt: skip


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
