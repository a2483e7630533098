"""The one line beneath the reasons of a place: what to know beside them, or what speaks against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sistercities.partners.answers import Partner
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.third_states import partners_in_barred_states
from sistercities.partners.ground import Ground
from sistercities.terms.obstacles import ObstacleKind

NOTABLE = 0.15
"""Log odds from which a reason against is worth a line."""
MANY = 2
"""Places of an answer of which a note says the same, from which it is said once for all."""
_TOLD = ("access", "network", "saturation")
"""Groups of which a mayor would say that they speak against: far away, few partnerships of the two
countries, partners there already. Not every place has a port, and no trade of a country matters."""
_FIRST: tuple[ObstacleKind, ...] = (
    "war_of_partner", "war_within", "conflict_within", "special_status", "sanctions",
    "listed_unfriendly", "partner_of_barred", "relations_downgraded", "no_relations", "rivalry",
    "dispute", "law",
)  # fmt: skip
"""Kinds of notes, the most telling first."""


def notes_on_all(partners: Iterable[Partner]) -> tuple[str, ...]:
    """Return the notes that are the same for many places of an answer: they are said once."""
    counts = Counter(one.sentence for partner in partners for one in _notes(partner))
    return tuple(sentence for sentence, n in counts.items() if n >= MANY)


def note_on(
    ground: Ground, home: int, place: int, partner: Partner, said: tuple[str, ...]
) -> str | None:
    """Return the most telling thing to know of a place beside its reasons; None for none.

    Parameters
    ----------
    ground, home, place
        Facts, and the positions of the home place and of the one that is suggested.
    partner
        Its record, with what stands in the way and the reasons.
    said
        Notes that are said once for all places.
    """
    third = partners_in_barred_states(ground, home, place)
    notes = [one for one in (*_notes(partner), *third) if one.sentence not in said]
    if notes:
        return min(notes, key=_rank).sentence
    against = (one for one in partner.reasons_against(NOTABLE) if one.group in _TOLD)
    return next((one.sentence for one in against), None)


def _notes(partner: Partner) -> list[Obstacle]:
    return [one for one in partner.obstacles if one not in partner.to_say_first]


def _rank(note: Obstacle) -> int:
    return _FIRST.index(note.kind) if note.kind in _FIRST else len(_FIRST)
