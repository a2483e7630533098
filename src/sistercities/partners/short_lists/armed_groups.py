"""Whom the lists leave out for armed groups that are no state, by the table of `gate.held_areas`.

Nobody is to be led to a town where gangs or militias fight.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.gate.held_areas import EVERYBODY, HeldArea, held_areas
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag, Index

_NOWHERE = -2
"""Position of an area that the data do not hold; -1 stands for no container."""


@lru_cache(maxsize=2)
def fought_in_by_groups(ground: Ground) -> Flag:
    """Say in which places armed groups fight, shape (n_places,)."""
    found = np.zeros(ground.n_places, dtype=np.bool_)
    for area in held_areas():
        found |= _lie_in(ground, area, np.arange(ground.n_places))
    return found


def are_held_by_groups(facts: CandidateFacts) -> Flag:
    """Say to which candidates no list leads, for the armed groups that fight there.

    Who has a partner in the area knows it, and is led there.
    """
    candidates = facts.pairs.b
    own = np.append(facts.ground.ties.partners(facts.home), facts.home)
    found = np.zeros(len(candidates), dtype=np.bool_)
    for area in held_areas():
        if area.keeps_off == EVERYBODY and not _lie_in(facts.ground, area, own).any():
            found |= _lie_in(facts.ground, area, candidates)
    return found


def _lie_in(ground: Ground, area: HeldArea, at: Index) -> Flag:
    """Say which of some places lie in an area, shape as `at`."""
    places = ground.places
    if not area.place_id:
        of_country = are_among(ground.countries.codes, {area.country})
        return np.asarray(of_country[places.country[at]])
    around = ground.position.get(area.place_id, _NOWHERE)
    return np.asarray((places.containers[at] == around).any(axis=1) | (at == around))
