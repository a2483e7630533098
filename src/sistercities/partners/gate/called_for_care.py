"""Partners of a place that nothing bars, and with whom something calls for care: one line for all.

Who goes through the ties of a place hears once what a scorecard of each would say first: a war of
the partner's state, sanctions, a list of unfriendly states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sistercities.partners.gate.barred_partners import MOST_NAMED, is_in_question
from sistercities.partners.gate.obstacle import Obstacle, what_calls_for_care
from sistercities.sentences import PlaceName, Sentence, listed_few, say, say_count
from sistercities.terms.words import ObstacleKind

Around = Callable[[], tuple[Obstacle, ...]]
"""What third states have to do with the partner's, looked up only where it is needed."""


class CalledForCare(NamedTuple):
    """Something that calls for care: its kind, what it is, and the partners that it concerns."""

    kind: ObstacleKind
    reason: str
    partners: tuple[PlaceName, ...]


class PartnersWithCare(NamedTuple):
    """With which partners of a place something calls for care, and what.

    Attributes
    ----------
    home
        The place.
    by_reason
        Each reason once, with the partners that it concerns.
    """

    home: PlaceName
    by_reason: tuple[CalledForCare, ...]

    @property
    def of_each(self) -> tuple[Sentence, ...]:
        """Say each reason with its partners: a council can look nothing up."""
        return tuple(_concerning(self.home, one.partners, one.reason) for one in self.by_reason)


def with_care(
    home: PlaceName, partners: Iterable[tuple[PlaceName, tuple[Obstacle, ...], Around]]
) -> PartnersWithCare:
    """Find with which partners something calls for care, and what is said first of it.

    Parameters
    ----------
    home
        The place.
    partners
        Each partner with the rows between it and the place, and what is around its state. Of one
        that something bars, or a law concerns, another sentence tells.
    """
    named: dict[str, list[PlaceName]] = {}
    reasons: dict[str, Obstacle] = {}
    for partner, rows, around in partners:
        if any(is_in_question(one) for one in rows):
            continue
        care = what_calls_for_care((*rows, *around()))
        if care:
            row = str(care[0].row_id or care[0].sentence)
            named.setdefault(row, []).append(partner)
            reasons[row] = care[0]
    found = ((reasons[row], tuple(partners)) for row, partners in named.items())
    return PartnersWithCare(
        home, tuple(CalledForCare(one.kind, one.sentence, partners) for one, partners in found)
    )


def said_of_care(found: PartnersWithCare) -> Sentence | None:
    """Say it in one line, with the reason where it is one thing; None where there is nothing."""
    if not found.by_reason:
        return None
    if len(found.by_reason) == 1:
        return found.of_each[0]
    named = [one for each in found.by_reason for one in each.partners]
    return say(
        "With {n} partners of {home} something calls for care, such as a war or sanctions "
        "({places}); the assessment of each says what.",
        n=len(named), home=found.home, places=listed_few(named[:MOST_NAMED], len(named)),
    )  # fmt: skip


def _concerning(home: PlaceName, named: Sequence[PlaceName], reason: str) -> Sentence:
    return say_count(
        "{reason} This concerns {n} partner of {home} ({places}).",
        "{reason} This concerns {n} partners of {home} ({places}).",
        len(named), home=home, places=listed_few(named[:MOST_NAMED], len(named)), reason=reason,
    )  # fmt: skip
