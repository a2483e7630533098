"""Whom the lists leave out for armed groups that are no state, by the table of `gate.held_areas`.

Nobody is to be led to a town where gangs or militias fight.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sistercities.partners.gate.held_areas import EVERYBODY, HeldArea, held_areas
from sistercities.partners.ground import Ground, are_among
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag


@lru_cache(maxsize=2)
def fought_in_by_groups(ground: Ground) -> Flag:
    """Say in which places armed groups fight, shape (n_places,)."""
    found = np.zeros(ground.n_places, dtype=np.bool_)
    for area in held_areas():
        found |= _lie_in(ground, area)
    return found


def are_held_by_groups(facts: CandidateFacts) -> Flag:
    """Say to which candidates no list leads, for the armed groups that fight there.

    Who has a partner in the area knows it, and is led there.
    """
    found = np.zeros(facts.ground.n_places, dtype=np.bool_)
    partners = facts.ground.ties.partners(facts.home)
    for area in held_areas():
        lie_in = _lie_in(facts.ground, area)
        if area.keeps_off == EVERYBODY and not (lie_in[partners].any() or lie_in[facts.home]):
            found |= lie_in
    return found[facts.pairs.b]


@lru_cache(maxsize=64)
def _lie_in(ground: Ground, area: HeldArea) -> Flag:
    places = ground.places
    if not area.place_id:
        of_country = are_among(ground.countries.codes, {area.country})
        return np.asarray(of_country[places.country])
    at = ground.position.get(area.place_id, -2)
    found = np.asarray((places.containers == at).any(axis=1))
    if at >= 0:
        found[at] = True
    return found
