"""One thing that stands in the way of a tie, as answers carry it."""

from __future__ import annotations

from typing import Annotated

from sistercities.terms.json_records import JsonRecord, Text, Unwritten
from sistercities.terms.late_methods import record
from sistercities.terms.obstacles import OF_PARTNER_STATE, OWN_TIES, ObstacleKind, Strength


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
