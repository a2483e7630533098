"""How the two lie to each other: neighbours across a border, a region and a city."""

from __future__ import annotations

import numpy as np

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import candidates_of
from sistercities.sentences import say

NEIGHBOUR_KM = 30
"""Up to this distance a place across a border is a neighbour, not a partner far away."""
_OF_LEVELS = "SELECT count(*) FILTER (WHERE tie_class = 'cross') AS n, count(*) AS total FROM ties"


def neighbours(ground: Ground, home: int, partners: list[int]) -> list[tuple[Obstacle, ...]]:
    """Tell of each partner across a border within 30 km that it is a neighbour."""
    pairs = candidates_of(ground, home, np.array(partners, dtype=np.int64))
    is_near = (pairs.distance_km <= NEIGHBOUR_KM) & ~pairs.is_domestic
    return [
        (_neighbour(ground, home, partner, km),) if near else ()
        for partner, km, near in zip(
            partners, pairs.distance_km.tolist(), is_near.tolist(), strict=True
        )
    ]


def _neighbour(ground: Ground, home: int, partner: int, km: float) -> Obstacle:
    sentence = say(
        "{partner} is a neighbour of {home}, {km:,.0f} km away, not a partner far away.",
        partner=named_place(ground, partner),
        home=named_place(ground, home),
        km=km,
    )
    return Obstacle("neighbour", "note", sentence, say("points of the two places"))


def of_levels(release: Release, ground: Ground, home: int, partner: int) -> tuple[Obstacle, ...]:
    """Tell that one is a region and the other is not: such ties are rare; the scores know none."""
    places = ground.places
    both_cities = places.is_city[home] and places.is_city[partner]
    both_regions = places.is_region[home] and places.is_region[partner]
    if both_cities or both_regions:
        return ()
    region, city = (home, partner) if places.is_region[home] else (partner, home)
    row = index_of(release).query(_OF_LEVELS)[0]
    sentence = say(
        "{region} is a region, {city} is not; {n:,} of {total:,} partnerships known join a region "
        "with a place that is none.",
        region=named_place(ground, region),
        city=named_place(ground, city),
        n=row["n"],
        total=row["total"],
    )
    return (Obstacle("level", "note", sentence, say("ties of the release")),)
