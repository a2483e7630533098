"""However much a list asks for, the table says how many pairs of regions that is."""

from __future__ import annotations

from typing import get_args

from sistercities.partners.short_lists.footing import Asked
from sistercities.partners.short_lists.region_ranks import least_pairs


def test_every_way_of_asking_has_a_number() -> None:
    pairs = {asked: least_pairs(asked) for asked in get_args(Asked)}
    assert pairs["least"] < pairs["few"] < pairs["one"]
    assert pairs["purpose"] == pairs["one"]
