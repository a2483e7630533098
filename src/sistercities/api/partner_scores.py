"""The score of `recommend`, and what stands in the way, for whoever a place is matched with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

from sistercities.api.ground import ground_of
from sistercities.dataset.release.store import Release
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.choosing import place_class
from sistercities.partners.gate.barred_partners import partners_in_question
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.scoring import scorer_of
from sistercities.partners.stored_model import stored_model
from sistercities.sentences import Sentence


def score_of_partners(release: Release, place: str) -> Callable[[str, str], float | None]:
    """Return how good a partner another place is for one, by the ids of the two.

    Parameters
    ----------
    release
        An opened release; it is read once, when the first score is asked for.
    place
        Id of the place; scores of other homes are not known, and None.

    Returns
    -------
    callable
        From the ids of the place and of another to log odds; None where the other is no candidate:
        of another level, tied already, or not known.
    """

    @cache
    def scores() -> dict[str, float]:
        ground = ground_of(release)
        home = ground.position.get(place)
        return {} if home is None else _scores(ground, home)

    return lambda one, other: scores().get(other) if one == place else None


def obstacles_between(
    release: Release, place: str, others: Collection[str]
) -> dict[str, tuple[Obstacle, ...]]:
    """Say what rows on states, units and laws stand between a place and each of others.

    Parameters
    ----------
    release
        An opened release.
    place, others
        Ids. A place that the facts do not hold is left out of the answer: that is not known.
    """
    ground, home, known = _positions(release, place, others)
    if home is None:
        return {}
    found = gate_of(ground).obstacles_of_each(home, list(known.values()))
    return dict(zip(known, found, strict=True))


def barred_partners(
    release: Release, place: str, partners: Collection[str]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what it is.

    Parameters
    ----------
    release
        An opened release.
    place, partners
        Ids, as in `obstacles_between`.
    """
    ground, home, known = _positions(release, place, partners)
    return () if home is None else partners_in_question(ground, home, list(known.values()))


def _positions(
    release: Release, place: str, others: Collection[str]
) -> tuple[Ground, int | None, dict[str, int]]:
    """Return the facts, the position of a place if they hold it, and those of others by id."""
    ground = ground_of(release)
    known = {one: ground.position[one] for one in others if one in ground.position}
    return ground, ground.position.get(place), known


def _scores(ground: Ground, home: int) -> dict[str, float]:
    pairs = candidates(ground, home, place_class(ground, home))
    found = scorer_of(ground, stored_model(place_class(ground, home))).scores(pairs)
    return dict(zip(ground.places.ids[pairs.b].tolist(), found.tolist(), strict=True))
