"""Places to which nobody is sent for a purpose of guests: where the newest data record fighting.

A state at war on its own ground keeps its places off every list. These are less: a state that
fights three armed conflicts within at once, regions that the source of conflicts names as what is
fought over, and where armed groups fight each other (`armed_groups`). Where the source names a
territory that no regions of today make up, none is taken for it.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.armed_groups import fought_in_by_groups
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag

_TABLE = "fought_over.csv"
_CONFLICT = "conflict_within"
MANY_CONFLICTS = 3
"""Conflicts that a state fights on its own ground at once, from which no part of it counts as
safe."""


@cache
def fought_over() -> tuple[tuple[str, str], ...]:
    """Id of each region that is fought over, and the number that the source gives the conflict."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple((row["place_id"], row["conflict"]) for row in rows)


@lru_cache(maxsize=2)
def unsafe_places(ground: Ground) -> Flag:
    """Say which places lie where fighting is recorded today, shape (n_places,)."""
    rows = [
        row for row in ground.barriers if row.kind == _CONFLICT and row.until_date is None
    ]  # fmt: skip
    numbers = {number for row in rows for number in row.conflicts}
    at_odds = np.zeros(len(ground.countries.codes), dtype=np.bool_)
    for row in rows:
        if len(row.conflicts) >= MANY_CONFLICTS:
            at_odds |= are_among(ground.countries.codes, row.side_a)
    places = ground.places
    found = at_odds[places.country] | fought_in_by_groups(ground)
    for place_id, conflict in fought_over():
        at = ground.position.get(place_id)
        if at is not None and conflict in numbers:
            found[at] = True
            found |= ground.lies_in([at])
    return np.asarray(found)


def are_unsafe(facts: CandidateFacts) -> Flag:
    """Say which candidates lie where fighting is recorded."""
    return unsafe_places(facts.ground)[facts.pairs.b]
