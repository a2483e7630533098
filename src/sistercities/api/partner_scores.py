"""The score of `recommend` for whoever a place is to be matched with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sistercities.api.ground import ground_of
from sistercities.dataset.release.store import Release
from sistercities.partners.ground import Ground
from sistercities.partners.ranking import candidates
from sistercities.partners.recommending import place_class
from sistercities.partners.scoring import scorer_of
from sistercities.partners.stored_model import stored_model


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


def _scores(ground: Ground, home: int) -> dict[str, float]:
    pairs = candidates(ground, home, place_class(ground, home))
    found = scorer_of(ground, stored_model(place_class(ground, home))).scores(pairs)
    return dict(zip(ground.places.ids[pairs.b].tolist(), found.tolist(), strict=True))
