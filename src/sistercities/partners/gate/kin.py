"""Partners that are much the same place as another: it contains, lies in or followed them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground, Index
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import Sentence, listed_few, say, say_count
from sistercities.terms.obstacles import Strength

_KIN = """
    SELECT place_id AS partner, parent_id AS other, 'lies_in' AS relation FROM parents
    WHERE place_id IN (SELECT unnest(?)) AND to_year IS NULL
    UNION ALL
    SELECT parent_id, place_id, 'contains' FROM parents
    WHERE parent_id IN (SELECT unnest(?)) AND to_year IS NULL
    UNION ALL
    SELECT place_id, successor, 'followed_by' FROM places
    WHERE place_id IN (SELECT unnest(?)) AND successor IS NOT NULL
    ORDER BY 1, 2, 3
"""
MOST_NAMED = 3
"""Places that one sentence names."""
Kin = dict[int, tuple[int, str]]
"""Position of a place to that of the partner that it is much the same as, and how."""


def kin_of_partners(release: Release, ground: Ground, home: int) -> Kin:
    """Find the places that contain, lie in or followed a partner of a place, today's ties alone."""
    partners = ground.ties.partners(home).tolist()
    if not partners:
        return {}
    ids = [str(ground.places.ids[k]) for k in partners]
    found: Kin = {}
    for row in release.query(_KIN, [ids, ids, ids]):
        other, partner = ground.position.get(row["other"]), ground.position[row["partner"]]
        if other is not None and other != home and _is_one_address(ground, row, other, partner):
            found.setdefault(other, (partner, row["relation"]))
    return found


def _is_one_address(ground: Ground, row: dict[str, Any], other: int, partner: int) -> bool:
    """Whether the larger of the two is a municipality, and the smaller as well.

    A region holds many cities, so a tie with it is none with them; a municipality is one address,
    also where it is a region at once. Of what followed a place nothing is asked.
    """
    is_city = ground.places.is_city
    if row["relation"] == "lies_in":
        return bool(is_city[other])
    return row["relation"] == "followed_by" or bool(is_city[other] and is_city[partner])


def kin_obstacle(
    ground: Ground, home: int, place: int, kin: Kin, *, are_partners: bool = False
) -> tuple[Obstacle, ...]:
    """Say with which partner of the home place another is much the same, if with any.

    Where the two are partners beside, it is a note.
    """
    if place not in kin:
        return ()
    partner, relation = kin[place]
    sentence = _sentence(ground, home, place, partner, relation)
    ids = (str(ground.places.ids[partner]),)
    strength: Strength = "note" if are_partners else "caution"
    return (Obstacle("kin", strength, sentence, say("ties of the release"), places=ids),)


def around_a_partner(ground: Ground, home: int, place: int) -> tuple[Obstacle, ...]:
    """Say which partners of the home place lie in a region, or which region a place lies in is one.

    A region holds many cities and is another partner than they are: it is a note, once. A tie that
    one old source alone tells is not said to stand.
    """
    containers, partners = ground.places.containers, ground.ties.partners(home)
    keys = ground.ties.key(np.full(len(partners), home), partners)
    partners = partners[~is_among(ground.told_once[0], keys)]
    inside = partners[(containers[partners] == place).any(axis=1)]
    around = partners[np.isin(partners, containers[place])]
    if not len(inside) and not len(around):
        return ()
    ids = tuple(str(ground.places.ids[at]) for at in (*inside.tolist(), *around.tolist()))
    sentence = _of_region(ground, home, place, inside, around)
    return (Obstacle("kin", "note", sentence, say("ties of the release"), places=ids),)


def _of_region(ground: Ground, home: int, place: int, inside: Index, around: Index) -> Sentence:
    here, there = named_place(ground, home), named_place(ground, place)
    if len(inside):
        named = [named_place(ground, at) for at in inside[:MOST_NAMED].tolist()]
        return say_count(
            "{home} is already a partner of {places}, which lies in {place}.",
            "{home} is already a partner of {places}, which lie in {place}.",
            len(inside), home=here, places=listed_few(named, len(inside)), place=there,
        )  # fmt: skip
    return say(
        "{home} is already a partner of {partner}, in which {place} lies.",
        home=here, partner=named_place(ground, int(around[0])), place=there,
    )  # fmt: skip


def _sentence(ground: Ground, home: int, place: int, partner: int, relation: str) -> Sentence:
    here, there, tied = (named_place(ground, k) for k in (home, place, partner))
    if relation == "lies_in":
        return say_count(
            "{home} is already a partner of {places}, which lies in {place}.",
            "{home} is already a partner of {places}, which lie in {place}.",
            1, home=here, places=listed_few([tied], 1), place=there,
        )  # fmt: skip
    if relation == "contains":
        return say(
            "{home} is already a partner of {partner}, in which {place} lies.",
            home=here, partner=tied, place=there,
        )  # fmt: skip
    return say(
        "{home} is already a partner of {partner}, which {place} has followed.",
        home=here, partner=tied, place=there,
    )  # fmt: skip
