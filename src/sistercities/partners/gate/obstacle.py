"""One thing that stands in the way of a tie, as answers carry it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TypeAlias

from sistercities.terms.obstacles import OF_PARTNER_STATE, OWN_TIES, ObstacleKind, Strength

Json: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Obstacle:
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
    """

    kind: ObstacleKind
    strength: Strength
    sentence: str
    evidence: str
    row_id: str | None = None
    from_date: str | None = None
    until_date: str | None = None
    as_of: str | None = None
    addresses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()

    @property
    def speaks_against(self) -> bool:
        """Whether it bars, calls for care, or tells of a war of the partner's state with others."""
        if self.kind in OWN_TIES:
            return False
        return self.strength != "note" or self.kind in OF_PARTNER_STATE

    def to_json(self) -> Json:
        """Return the record of answers in JSON."""
        lists = {"addresses": self.addresses, "places": self.places, "ties": self.ties}
        return asdict(self) | {name: list(values) for name, values in lists.items()}
