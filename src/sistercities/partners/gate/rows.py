"""Rows that were read, as obstacles: the strongest first, each with its source."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import say
from sistercities.terms.date_words import written_date
from sistercities.terms.obstacles import OBSTACLE_KINDS, STRENGTHS, Strength

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
