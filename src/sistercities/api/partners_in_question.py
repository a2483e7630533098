"""Which partners of a place something bars, asked for by ids."""

from __future__ import annotations

from collections.abc import Collection

from sistercities.api.ground import ground_of
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.held_partners import partners_in_question
from sistercities.sentences import Sentence


def said_of_partners(
    release: Release, place: str, partners: Collection[str]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what it is.

    Parameters
    ----------
    release
        An opened release.
    place, partners
        Ids. A place that the facts do not hold is left out of the answer: that is not known.
    """
    ground = ground_of(release)
    home = ground.position.get(place)
    known = [ground.position[one] for one in partners if one in ground.position]
    return () if home is None else partners_in_question(ground, home, known)
