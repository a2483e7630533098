"""Places that the state of the other counts as its own: nobody there is sought abroad."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag, Index

_TABLE = "claimed.csv"


@cache
def claims() -> tuple[tuple[str, str], ...]:
    """Id of each place that another state counts as its own, and the code of that state."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple((row["place_id"], row["claimed_by"]) for row in rows)


@lru_cache(maxsize=2)
def claimed_by(ground: Ground) -> Index:
    """Position of the country that counts each place as its own, -1 for none; (n_places,)."""
    found = np.full(ground.n_places, -1, dtype=np.int64)
    position = {str(code): k for k, code in enumerate(ground.countries.codes)}
    for place_id, code in claims():
        if place_id in ground.position and code in position:
            found[ground.position[place_id]] = position[code]
    return found


def are_claimed(facts: CandidateFacts) -> Flag:
    """Say of which candidates, or of whose home place, the other state says that it is its own."""
    claimed, country = claimed_by(facts.ground), facts.places.country
    is_ours = claimed[facts.pairs.b] == country[facts.home]
    return np.asarray(is_ours | (facts.pairs.country == claimed[facts.home]))
