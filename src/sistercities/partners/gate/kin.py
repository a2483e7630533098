"""Partners that are much the same place as another: it contains, lies in or followed them."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import Sentence, say

# A region holds many cities, so a tie with it is none with them; a municipality is one address,
# also where it is a region at once.
_KIN = """
    WITH municipal AS (
        SELECT place_id FROM places WHERE is_dual OR level IN ('city', 'county', 'district'))
    SELECT place_id AS partner, parent_id AS other, 'lies_in' AS relation FROM parents
    WHERE place_id IN (SELECT unnest(?)) AND to_year IS NULL AND parent_id IN (FROM municipal)
    UNION ALL
    SELECT parent_id, place_id, 'contains' FROM parents
    WHERE parent_id IN (SELECT unnest(?)) AND to_year IS NULL AND parent_id IN (FROM municipal)
        AND place_id IN (FROM municipal)
    UNION ALL
    SELECT place_id, successor, 'followed_by' FROM places
    WHERE place_id IN (SELECT unnest(?)) AND successor IS NOT NULL
    ORDER BY 1, 2, 3
"""
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
        if other is not None and other != home and other not in partners:
            found.setdefault(other, (partner, row["relation"]))
    return found


def kin_obstacle(ground: Ground, home: int, place: int, kin: Kin) -> tuple[Obstacle, ...]:
    """Say with which partner of the home place another is much the same, if with any."""
    if place not in kin:
        return ()
    partner, relation = kin[place]
    sentence = _sentence(ground, home, place, partner, relation)
    ids = (str(ground.places.ids[partner]),)
    return (Obstacle("kin", "caution", sentence, say("ties of the release"), places=ids),)


def _sentence(ground: Ground, home: int, place: int, partner: int, relation: str) -> Sentence:
    here, there, tied = (named_place(ground, k) for k in (home, place, partner))
    if relation == "lies_in":
        return say(
            "{home} is already a partner of {partner}, which lies in {place}.",
            home=here, partner=tied, place=there,
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
