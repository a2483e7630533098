"""Where armed groups fight that are no state: a table of pages that say so, by state and region.

The data of conflicts between states and rebels do not hold them, and nobody is to be led to a town
where gangs or militias fight. The table names the page that was read, and its day.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sistercities.partners.ground import Ground, are_among
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag

_TABLE = "armed_groups.csv"
_EVERYBODY = "everybody"


class HeldArea(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    country
        Code of the state.
    place_id
        Id of the region or town in it; "" for all of the state.
    name
        What is meant, in words.
    keeps_off
        "everybody", or "guests": those alone who would send people there.
    as_of
        Day of the newest page that says so.
    """

    country: str
    place_id: str
    name: str
    keeps_off: str
    as_of: str


@cache
def held_areas() -> tuple[HeldArea, ...]:
    """Read the table."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(HeldArea(*(row[name] for name in HeldArea._fields)) for row in rows)


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
        if area.keeps_off == _EVERYBODY and not (lie_in[partners].any() or lie_in[facts.home]):
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
