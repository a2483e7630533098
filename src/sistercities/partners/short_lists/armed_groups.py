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
    areas = in_each_area(facts.ground)
    own = np.append(facts.ground.ties.partners(facts.home), facts.home)
    is_unknown = ~areas[:, own].any(axis=1)
    keeps_off = np.asarray(areas[is_unknown].any(axis=0))
    return np.asarray(keeps_off[facts.pairs.b])


@lru_cache(maxsize=2)
def in_each_area(ground: Ground) -> Flag:
    """Say which places lie in each area that lists lead nobody to, shape (n_areas, n_places)."""
    everywhere = np.arange(ground.n_places)
    kept_off = [one for one in held_areas() if one.keeps_off == EVERYBODY]
    found = np.zeros((len(kept_off), ground.n_places), dtype=np.bool_)
    for k, area in enumerate(kept_off):
        found[k] = _lie_in(ground, area, everywhere)
    return found


def _lie_in(ground: Ground, area: HeldArea, at: Index) -> Flag:
    """Say which of some places lie in an area, shape as `at`."""
    places = ground.places
    if not area.place_id:
        of_country = are_among(ground.countries.codes, {area.country})
        return np.asarray(of_country[places.country[at]])
    around = ground.position.get(area.place_id, _NOWHERE)
    return np.asarray((places.containers[at] == around).any(axis=1) | (at == around))
