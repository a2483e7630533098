"""Partners that are much the same place as another: it contains, lies in or followed them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.kept_records import kept_record
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.packed_records import Kind
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import Sentence, listed_few, say, say_count
from sistercities.terms.obstacles import Strength
from twolevel.core.array_types import Index

_LIES_IN = """
    WITH RECURSIVE inside (place_id, parent_id) AS (
        SELECT k.place_id, k.parent_id FROM parents k JOIN places p ON p.place_id = k.parent_id
        WHERE k.to_year IS NULL
            AND (p.level NOT IN ('country', 'region1', 'region2') OR p.is_dual)
        UNION
        SELECT k.place_id, i.parent_id FROM inside i JOIN places m ON m.place_id = i.place_id
            JOIN parents k ON k.parent_id = i.place_id
        WHERE k.to_year IS NULL AND m.level = 'region2' AND NOT m.is_dual
    )
    SELECT place_id, parent_id FROM inside
"""
"""What lies in a municipality, also where a district of it that is no place to ask is between."""
_FOLLOWED = "SELECT place_id, successor FROM places WHERE successor IS NOT NULL"
MOST_NAMED = 3
"""Places that one sentence names."""
Kin = dict[int, tuple[int, str]]
"""Position of a place to that of the partner that it is much the same as, and how."""


_Relations: TypeAlias = Mapping[str, list[tuple[str, str]]]
_KEPT = Kind("kin", (Mapping,), ("partners/gate/kin.py",))
_RELATIONS: WeakKeyDictionary[Ground, _Relations] = WeakKeyDictionary()
"""By id of a place: what it lies in, contains or was followed by, read once for each ground."""


def kin_of_partners(release: Release, ground: Ground, home: int) -> Kin:
    """Find the places that contain, lie in or followed a partner of a place, today's ties alone."""
    partners = ground.ties.partners(home).tolist()
    if not partners:
        return {}
    if ground not in _RELATIONS:
        _RELATIONS[ground] = kept_record(release, _KEPT, lambda: _read_relations(release))
    relations, ids = _RELATIONS[ground], ground.places.ids
    found: Kin = {}
    for name, partner in sorted((str(ids[k]), k) for k in partners):
        for other_name, relation in relations.get(name, ()):
            other = ground.position.get(other_name)
            if other is None or other == home:
                continue
            if _is_one_address(ground, relation, other, partner):
                found.setdefault(other, (partner, relation))
    return found


def _read_relations(release: Release) -> _Relations:
    """Read which places lie in a municipality, as of today, and which followed another."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in index_of(release).query(_LIES_IN):
        inside, around = row["place_id"], row["parent_id"]
        found.setdefault(inside, []).append((around, "lies_in"))
        found.setdefault(around, []).append((inside, "contains"))
    for row in index_of(release).query(_FOLLOWED):
        found.setdefault(row["place_id"], []).append((row["successor"], "followed_by"))
    # In order, so that a place is looked up without reading all.
    return {place: sorted(others) for place, others in sorted(found.items())}


def _is_one_address(ground: Ground, relation: str, other: int, partner: int) -> bool:
    """Whether the larger of the two is a municipality, and the smaller as well.

    A region holds many cities, so a tie with it is none with them; a municipality is one address,
    also where it is a region at once. Of what followed a place nothing is asked.
    """
    is_city = ground.places.is_city
    if relation == "lies_in":
        return bool(is_city[other])
    return relation == "followed_by" or bool(is_city[other] and is_city[partner])


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
    around = partners[are_of(partners, containers[place])]
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
