"""Which of several municipalities of one name in a country a list of twin towns means.

A list names a partner without more where readers know it, so the largest of the name is meant
unless something speaks against it. The evidence, in the order in which it counts:

* the stated regions;
* the name itself: a municipality so called before one that was once called so;
* the kind: the one municipality among hamlets, which the gazetteer has as an area;
* the number of people: the largest town, if every other has at most a twentieth of its people.

What is left is not told. The largest is then a guess: of three times the people of the next, or of
half as many again where the source's point lies at it (a point belongs to a name and a country,
not to a row). Where another source has the pair this guess was right in 184 of 188 pairs of most
countries, in 204 of 217 of the United States and in 71 of 77 of Germany; beyond twenty times in
729 of 734. Two readers of all such ends found another place in a quarter of Japan's. So in those
three countries a name waits; elsewhere the largest is taken, and the method says
`namesake_not_told`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sistercities.dataset.gazetteer.evidence import distance_km, nearest
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.namesakes import BY_FAR
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place

OUTWEIGHS = 3.0
"""It is guessed if every other has at most a third, but for the countries of `NOT_BY_SIZE`."""
OUTWEIGHS_AT_POINT = 1.5
"""The same where the point lies at the largest."""
NOT_BY_SIZE = frozenset({"DE", "JP", "US"})
"""Countries of so many namesakes that the largest is not taken for a guess."""
NOT_TOLD = "namesake_not_told"
"""Word of a method: several places bear the name, nothing tells which, the largest was taken."""
ALIAS_AT_POINT = 10.0
ALIAS = 30.0
"""A place once called so is meant only if it is this much larger than the one called so now."""
_NAMED_AGAIN = frozenset({"US"})
"""Where the point of a name is likely that of a county of the name, such as Hudson."""
TOWN = 5_000
"""Below this, size alone says nothing: hamlets of a name are many, and not all are known."""
UNCOUNTED = 2_500
"""So many people a namesake may have of which no figure is known."""
APART_KM = 30.0
_IN_BRACKETS = late_expression(r" \(.*\)$")
_UMLAUTS = frozenset({"AT", "CH", "DE"})
"""Where Furth is not Fürth, nor Munster Münster."""


def choose(towns: Sequence[Place], end: NamedEnd) -> tuple[Place | None, str]:
    """Choose among municipalities of one name.

    Returns
    -------
    place, evidence
        The place and the word for what settled it (`municipality`, `main_name`, `same_spot`,
        `by_far`, or `NOT_TOLD` for a guess); None and "" where it is not even that.
    """
    pool = _bearers(towns, end)
    areas = [place for place in pool if place.latitude is None]
    if len(areas) == 1 < len(pool) and _most(pool) < TOWN:
        return areas[0], "municipality"
    near = nearest(pool, end)
    first = max((near and _one_spot(near)) or pool, key=people)
    if not _others(first, pool):
        return first, "same_spot" if len(pool) > 1 else "main_name"
    if near and _outweighs(first, _others(first, pool), OUTWEIGHS_AT_POINT):
        return _by_size(first, _others(first, pool))
    first = max(pool, key=people)
    is_so_called = is_called(first, end) and (first.population or 0) >= TOWN
    if is_so_called and _outweighs(first, _others(first, pool), OUTWEIGHS):
        return _by_size(first, _others(first, pool))
    return None, ""


def _by_size(largest: Place, rest: Sequence[Place]) -> tuple[Place | None, str]:
    """Take the largest: for sure, for a guess, or not at all in a country full of namesakes."""
    if _outweighs(largest, rest, BY_FAR):
        return largest, "by_far" if _is_larger_than_unknown(largest, rest) else NOT_TOLD
    return (None, "") if largest.country in NOT_BY_SIZE else (largest, NOT_TOLD)


def _is_larger_than_unknown(largest: Place, rest: Sequence[Place]) -> bool:
    """Whether it is by far larger even if a namesake without a figure is a small town.

    Hatfield of South Yorkshire has none and is the partner of Merksplas; its namesake has 41,000.
    Where the people of every municipality are counted, what has no figure is a hamlet.
    """
    is_known = all(one.population is not None for one in rest)
    return is_known or largest.country in NOT_BY_SIZE or people(largest)[0] >= UNCOUNTED * BY_FAR


def which_one(name: str) -> str:
    """Return why a name waits that several places bear: `which Portland is not stated`."""
    return f"which {name} is not stated"


def _bearers(towns: Sequence[Place], end: NamedEnd) -> Sequence[Place]:
    """Return those called so; all where a place known so too is far larger."""
    called = [place for place in towns if is_called(place, end)]
    if not called or any(place.population is None for place in called):
        return called or towns
    others = [place for place in towns if all(_apart(place, one) for one in called)]
    near = nearest(others, end)
    at_point = ALIAS if called[0].country in _NAMED_AGAIN else ALIAS_AT_POINT
    if _most(near) > _most(called) * at_point:
        return near
    return towns if _most(others) > max(_most(called) * ALIAS, TOWN) else called


def _most(places: Sequence[Place]) -> int:
    return max((place.population or 0 for place in places), default=0)


def is_called(place: Place, end: NamedEnd) -> bool:
    """Whether it is the main name, whole or without City of or (Saale), not one of many.

    Kansas City was once called Westport too.
    """
    key = _letters if place.country in _UMLAUTS else name_key
    main = _IN_BRACKETS.sub("", place.name)
    return key(end.name) in {key(name) for name in (place.name, main, *bare_names(main))}


@lru_cache(maxsize=20_000)
def _letters(name: str) -> str:
    """Reduce a name to its letters, with their marks."""
    return "".join(filter(str.isalnum, name.casefold()))


def people(place: Place) -> tuple[int, bool, str]:
    """Sort key: people, then municipalities before mere settlements, then the id."""
    return place.population or 0, bool(place.alias_ids), place.place_id


def _others(chosen: Place, pool: Sequence[Place]) -> list[Place]:
    return [place for place in pool if _apart(chosen, place)]


def _outweighs(first: Place, rest: Sequence[Place], factor: float) -> bool:
    """Whether it is so much larger; a municipality of unknown size may have as many as a town."""
    sizes = [TOWN if one.population is None and one.alias_ids else one.population for one in rest]
    own = TOWN if first.population is None and first.alias_ids else first.population or 0
    return own >= max(1_000.0, max((size or 0 for size in sizes), default=0) * factor)


def _one_spot(ordered: Sequence[Place]) -> list[Place]:
    """Return the first of the places, with what lies so near that it is part of it."""
    return [place for place in ordered if not _apart(ordered[0], place)]


def one_spot(places: Sequence[Place], end: NamedEnd) -> list[Place]:
    """Return the place nearest the end's point, with what lies so near that it is part of it."""
    near = nearest(places, end)
    return _one_spot(near) if near else []


def _apart(one: Place, other: Place) -> bool:
    if one.place_id == other.place_id:
        return False
    if other.latitude is None or other.longitude is None:
        return True
    away = distance_km(one, other.latitude, other.longitude)
    return away is None or away > APART_KM
