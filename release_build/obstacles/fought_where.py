"""Where lesser fighting within a state is told of: near it, and not beside a war of the state.

"Fighting of the government of Aland with armed groups" says nothing of a town at the other end of
Aland, where the groups fight over one region. The row of such a state is told of places of the
regions that are fought over, as far as regions of today make them up. Where a war of the state with
another is told, a reader takes the lesser fighting for it: that is told of none of its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from release_build.obstacles.rulings import Strengths
from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.partners.short_lists.unsafe_places import fought_over

NOWHERE = "none"
"""In the place of regions: it is told of no place."""
KIND = "conflict_within"


def read_fought_over() -> dict[str, tuple[str, ...]]:
    """Return the regions that are fought over, by the number of the conflict."""
    found: dict[str, tuple[str, ...]] = {}
    for place, conflict in fought_over():
        found[conflict] = (*found.get(conflict, ()), place)
    return found


def fought_where(
    pairs: Iterable[ObstaclePair],
    strengths: Strengths,
    wars_told: Mapping[str, Iterable[str]],
    regions: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Say of the rows on lesser fighting where they are told of; a row of the whole state has none.

    Parameters
    ----------
    pairs, strengths
        The rows, and how strong each is: one that calls for care is told everywhere.
    wars_told
        By the id of a war: states whose places are told of with it.
    regions
        Regions that are fought over, by the number of the conflict.
    """
    at_war = set(chain.from_iterable(wars_told.values()))
    found: dict[str, tuple[str, ...]] = {}
    for one in pairs:
        if one.kind != KIND or strengths.of(one).strength != "note":
            continue
        if one.unit_a in at_war:
            found[one.pair_id] = (NOWHERE,)
        elif one.stated.over_regions:
            of_each = (regions.get(number, ()) for number in one.stated.over_regions)
            found[one.pair_id] = tuple(chain.from_iterable(of_each)) or (NOWHERE,)
    return found
