"""Partners of a place that nothing bars, and with whom something calls for care: one line for all.

Who goes through the ties of a place hears once what a scorecard of each would say first: a war of
the partner's state, sanctions, a list of unfriendly states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sistercities.partners.gate.barred_partners import MOST_NAMED, is_in_question
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.said_first import what_calls_for_care
from sistercities.sentences import PlaceName, Sentence, listed_few, say, say_count

Around = Callable[[], tuple[Obstacle, ...]]
"""What third states have to do with the partner's, looked up only where it is needed."""


def said_of_care(
    home: PlaceName, partners: Iterable[tuple[PlaceName, tuple[Obstacle, ...], Around]]
) -> Sentence | None:
    """Say with which partners something calls for care, and what, where it is one thing.

    Parameters
    ----------
    home
        The place.
    partners
        Each partner with the rows between it and the place, and what is around its state. Of one
        that something bars, or a law concerns, another sentence tells.

    Returns
    -------
    Sentence or None
        None where nothing calls for care.
    """
    named: list[PlaceName] = []
    reasons: dict[str, str] = {}
    for partner, rows, around in partners:
        if any(is_in_question(one) for one in rows):
            continue
        care = what_calls_for_care((*rows, *around()))
        if care:
            named.append(partner)
            reasons[str(care[0].row_id or care[0].sentence)] = care[0].sentence
    return _sentence(home, named, list(reasons.values())) if named else None


def _sentence(home: PlaceName, named: list[PlaceName], reasons: list[str]) -> Sentence:
    places, n = listed_few(named[:MOST_NAMED], len(named)), len(named)
    if len(reasons) == 1:
        return say_count(
            "{reason} This concerns {n} partner of {home} ({places}).",
            "{reason} This concerns {n} partners of {home} ({places}).",
            n, home=home, places=places, reason=reasons[0],
        )  # fmt: skip
    return say(
        "With {n} partners of {home} something calls for care, such as a war or sanctions "
        "({places}); the assessment of each says what.",
        n=n, home=home, places=places,
    )  # fmt: skip
