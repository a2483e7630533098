"""All that stands in the way of two places, in the order in which an officer has to hear it.

How the two lie to each other: neighbours across a border, a region and a city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.ended_of_each import ended_in_home_country
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin, around_a_partner, kin_obstacle
from sistercities.partners.gate.obstacle import Obstacle, by_strength
from sistercities.partners.gate.of_itself import beside_both, marked_as_of_home
from sistercities.partners.gate.strains import Strains
from sistercities.partners.gate.third_states import of_partner_state, partners_in_barred_states
from sistercities.partners.gate.who_signs import none_signs_for
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import candidates_of
from sistercities.sentences import say

if TYPE_CHECKING:
    from sistercities.partners.gate.who_signs import SignerOf

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


def obstacles_of(
    release: Release, ground: Ground, home: int, partner: int, kin: Kin, strains: Strains,
    signer_of: SignerOf = none_signs_for,
) -> tuple[Obstacle, ...]:  # fmt: skip
    """List what stands in the way of two places: their own ties first, then by strength."""
    from sistercities.partners.gate.who_signs import beside_signers, who_signs

    rows = gate_of(ground).obstacles(home, partner)
    from sistercities.partners.gate.own_ties import own_ties

    own = own_ties(index_of(release), named_place(ground, home), named_place(ground, partner))
    is_barred = _bars(rows)
    around = () if is_barred else _around(ground, strains, home, partner)
    third = () if is_barred else partners_in_barred_states(ground, home, partner)
    are_partners = any(one.kind == "tied" for one in own)
    are_kin = kin_obstacle(ground, home, partner, kin, are_partners=are_partners)
    others = (
        *beside_signers(
            () if are_partners else who_signs(ground, home, partner, signer_of),
            are_kin or around_a_partner(ground, home, partner),
        ),
        *rows,
        *ended_in_home_country(release, ground, home, [partner])[0],
        *around,
        *third,
        *(() if are_partners else neighbours(ground, home, [partner])[0]),
        *of_levels(release, ground, home, partner),
        *_beside_both(ground, home, partner, rows),
    )
    return (*own, *by_strength(others))


def _beside_both(
    ground: Ground, home: int, partner: int, rows: tuple[Obstacle, ...]
) -> tuple[Obstacle, ...]:
    # By all that a place lies in: armed groups are told by regions that no row names.
    here, there = (ground.codes_of(at) for at in (home, partner))
    return beside_both(ground.barriers, here, there, rows)


def obstacles_of_candidates(
    release: Release, ground: Ground, home: int, partners: list[int]
) -> list[tuple[Obstacle, ...]]:
    """List what stands in the way of each candidate: places of one level without a tie on record.

    What their own partners are is not told here (`third_states` tells it once an answer).
    """
    strains = Strains(release, ground)
    told_of_each = gate_of(ground).obstacles_of_each(home, partners)
    rows_of_each = marked_as_of_home(ground, home, told_of_each)
    near_of_each = neighbours(ground, home, partners)
    ended_of_each = ended_in_home_country(release, ground, home, partners)
    return [
        by_strength(
            (
                *around_a_partner(ground, home, partner),
                *rows,
                *ended,
                *(() if _bars(rows) else _around_in_a_list(ground, strains, home, partner)),
                *near,
            )
        )
        for partner, rows, ended, near in zip(
            partners, rows_of_each, ended_of_each, near_of_each, strict=True
        )
    ]


def _bars(rows: tuple[Obstacle, ...]) -> bool:
    """Whether a row bars: it has said enough of the two states."""
    return any(one.strength == "bar" for one in rows)


def _around(ground: Ground, strains: Strains, home: int, partner: int) -> tuple[Obstacle, ...]:
    """Tell what is around the two states."""
    return (*of_partner_state(ground, home, partner), *strains.between(home, partner))


def _around_in_a_list(
    ground: Ground, strains: Strains, home: int, partner: int
) -> tuple[Obstacle, ...]:
    """Tell the same of one candidate of many: an old threat of the two states is left to `assess`.

    The list of disputes ends in 2010 and has what one side did as well: on each page of two states
    whose cities have been partners for decades it tells nobody anything.
    """
    return tuple(one for one in _around(ground, strains, home, partner) if one.kind != "dispute")
