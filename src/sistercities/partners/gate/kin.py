"""Partners that are much the same place as another: it contains, lies in or followed them.

Some partnerships are told of a city by one source and of the region around it by another, and are
one agreement, held of the region (`folded_ties.csv`, `dataset.folding`): the city has it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np

from sistercities.dataset.around_of_its_name import bears_its_name, said_of_district
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.gate.held_around import HELD_AROUND
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.kept_records import kept_record
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.packed_records import Kind
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import Said, Sentence, capital, listed_few, say, say_count
from sistercities.terms.words import Strength
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
HELD_OF_AROUND = "held_around"
"""How a place is a partner that has a tie with what the home place lies in, told of both."""
HELD_OF_NAMESAKE = "held_of_namesake"
"""How a place is a partner of the region or district of the home place's name."""
NAMESAKE_OF_PARTNER = "namesake_of_partner"
"""How a municipality is a partner that is the region of its name, which it lies in."""
Kin = dict[int, tuple[int, str]]
"""Position of a place to that of the partner that it is much the same as, and how."""


_Relations: TypeAlias = Mapping[str, list[tuple[str, str]]]
_KEPT = Kind("kin", (Mapping,), ("partners/gate/held_around.py", "partners/gate/kin.py"))
_RELATIONS: WeakKeyDictionary[Ground, _Relations] = WeakKeyDictionary()
"""By id of a place: what it lies in, contains or was followed by, read once for each ground."""


def kin_of_partners(release: Release, ground: Ground, home: int) -> Kin:
    """Find the places that contain, lie in or followed a partner of a place, today's ties alone."""
    partners = ground.ties.partners(home).tolist()
    if str(ground.places.ids[home]) in release.shown:
        return {}  # a town of the gazetteer is told of by no source
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
    of_names = namesakes_of_partners(ground, home) | _of_namesake(ground, home, relations)
    return of_names | _held_around(ground, home, relations) | found


def _of_namesake(ground: Ground, home: int, relations: _Relations) -> Kin:
    """Find the partners of the region or district of the name of a municipality, less its own.

    Who knows the partnership of Saaremaa knows it as that of either. One that an old source alone
    tells of is not said to stand.
    """
    around = _region_of_its_name(ground, home)
    if around is None:
        around = _district_of_its_name(ground, home, relations)
    if around is None:
        return {}
    partners = ground.ties.partners(around)
    keys = ground.ties.key(np.full(len(partners), around), partners)
    partners = partners[~is_among(ground.told_once[0], keys)]
    own = ground.ties.partners(home)
    return {int(one): (around, HELD_OF_NAMESAKE) for one in partners[~are_of(partners, own)]}


def namesakes_of_partners(ground: Ground, home: int) -> Kin:
    """Find the municipalities that bear the name of a region they lie in, which is a partner.

    Who knows that Gotland is a partner of Saaremaa does not tell the region from the town. One that
    an old source alone tells of is not said to stand.

    Parameters
    ----------
    ground, home
        Facts, and the position of the home place, which is a municipality.
    """
    places, found = ground.places, Kin()
    if not places.is_city[home]:
        return found
    partners = ground.ties.partners(home)
    keys = ground.ties.key(np.full(len(partners), home), partners)
    partners = partners[~is_among(ground.told_once[0], keys)]
    for partner in partners[places.is_region[partners]].tolist():
        inside = ground.lies_in([partner]) & places.is_city & ~places.is_former
        name = places.names[partner]  # few lie inside: only their names are read
        found |= {
            one: (partner, NAMESAKE_OF_PARTNER)
            for one in np.flatnonzero(inside).tolist() if places.names[one] == name
        }  # fmt: skip
    return {one: how for one, how in found.items() if not are_of(partners, [one]).any()}


def _region_of_its_name(ground: Ground, home: int) -> int | None:
    places = ground.places
    if not places.is_city[home]:
        return None
    around = (int(one) for one in places.containers[home] if one >= 0)
    regions = (one for one in around if places.is_region[one])
    name = str(places.names[home])
    return next((one for one in regions if bears_its_name(str(places.names[one]), name)), None)


def _district_of_its_name(ground: Ground, home: int, relations: _Relations) -> int | None:
    """Find the district in a city that bears its name (Bonn)."""
    places = ground.places
    inside = (name for name, how in relations.get(str(places.ids[home]), ()) if how == "contains")
    held = (ground.position[name] for name in inside if name in ground.position)
    return next((one for one in held if _is_district_of(ground, one, home)), None)


def _is_district_of(ground: Ground, district: int, city: int) -> bool:
    """Whether a place in a city is a district of its name."""
    places = ground.places
    is_district = places.level[district] == LEVELS.index("district")
    return bool(is_district and places.names[district] == places.names[city])


def _held_around(ground: Ground, home: int, relations: _Relations) -> Kin:
    """Find the places with which it has a tie that is held of what one of the two lies in."""
    found: Kin = {}
    for other_name, told in relations.get(_told_of(str(ground.places.ids[home])), ()):
        relation, held = told.split(" ")
        other, around = ground.position.get(other_name), ground.position.get(held)
        if other is not None and around is not None:
            found[other] = around, relation
    return found


def _told_of(place: str) -> str:
    """Return under what the ties stand that are told of a place, and held of another."""
    return f"told of {place}"


def _read_relations(release: Release) -> _Relations:
    """Read which places lie in a municipality, as of today, and which followed another."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in index_of(release).query(_LIES_IN):
        inside, around = row["place_id"], row["parent_id"]
        found.setdefault(inside, []).append((around, "lies_in"))
        found.setdefault(around, []).append((inside, "contains"))
    for row in index_of(release).query(_FOLLOWED):
        found.setdefault(row["place_id"], []).append((row["successor"], "followed_by"))
    for row in index_of(release).query(HELD_AROUND):
        told, held, partner = row["told"], row["held"], row["partner"]
        found.setdefault(_told_of(told), []).append((partner, f"{HELD_OF_AROUND} {held}"))
        found.setdefault(_told_of(partner), []).append((told, f"contains {held}"))
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
    # Who knows the partnership knows it as that of either; a region is another partner.
    of_names = {HELD_OF_NAMESAKE, NAMESAKE_OF_PARTNER}
    is_of_name = relation in of_names or _is_district_of(ground, partner, place)
    is_note = are_partners or is_of_name
    strength: Strength = "note" if is_note else "caution"
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
        return _of_own_region(ground, home, place)
    ids = tuple(str(ground.places.ids[at]) for at in (*inside.tolist(), *around.tolist()))
    sentence = _of_region(ground, home, place, inside, around)
    return (Obstacle("kin", "note", sentence, say("ties of the release"), places=ids),)


def _of_own_region(ground: Ground, home: int, place: int) -> tuple[Obstacle, ...]:
    """Say which region that the home place lies in has the place as a partner."""
    partners = ground.ties.partners(place)
    keys = ground.ties.key(np.full(len(partners), place), partners)
    partners = partners[~is_among(ground.told_once[0], keys)]
    around = partners[are_of(partners, ground.places.containers[home])]
    if not len(around):
        return ()
    sentence = _say_of_own_region(ground, home, place, int(around[0]))
    ids = (str(ground.places.ids[int(around[0])]),)
    return (Obstacle("kin", "note", sentence, say("ties of the release"), places=ids),)


def _say_of_own_region(ground: Ground, home: int, place: int, around: int) -> Sentence:
    year, names = _since_and_names(ground, home, place, around)
    if year is None:
        return say("{around}, in which {home} lies, is already a partner of {place}.", **names)
    return say(
        "{place} has been a partner of {around}, in which {home} lies, since {year}.",
        **names, year=year,
    )  # fmt: skip


def _of_region(ground: Ground, home: int, place: int, inside: Index, around: Index) -> Sentence:
    here, there = named_place(ground, home), named_place(ground, place)
    if len(inside):
        shown = inside[:MOST_NAMED].tolist()
        around_them: str = there
        named = [_through(ground, home, at, place) for at in shown]
        alike = [at for at in shown if ground.places.names[at] == ground.places.names[place]]
        if alike:
            around_them = called_apart(ground, place, alike[0], is_first=False)
        return say_count(
            "{home} is already a partner of {places}, which lies in {place}.",
            "{home} is already a partner of {places}, which lie in {place}.",
            len(inside), home=here, places=listed_few(named, len(inside)), place=around_them,
        )  # fmt: skip
    partner = called_apart(ground, int(around[0]), place, is_first=False)
    return say(
        "{home} is already a partner of {partner}, in which {place} lies.",
        home=here, partner=partner, place=there,
    )  # fmt: skip


def _through(ground: Ground, home: int, partner: int, around: int) -> Said:
    """Name a partner, and the municipalities that became a part of it and signed."""
    name = _municipality(ground, partner, around)
    here, ids = str(ground.places.ids[home]), ground.places.ids
    own = {here, *(town.place_id for town, _, _ in ground.merged_ties.get(here, ()))}
    merged = ground.merged_ties.get(str(ids[partner]), ())
    towns = list(dict.fromkeys(town for town, _, other in merged if other.place_id in own))
    if not towns:
        return name
    return say("{place} (through {towns})", place=name, towns=listed_few(towns, len(towns)))


def _municipality(ground: Ground, at: int, around: int) -> Said:
    """Name what took others over as a municipality, where what it lies in is called alike."""
    name, places = named_place(ground, at), ground.places
    is_alike = places.names[at] == places.names[around]
    if is_alike and str(places.ids[at]) in ground.merged_ties:
        return say("the municipality of {place}", place=name)
    return name


def called_apart(ground: Ground, around: int, inside: int, *, is_first: bool = True) -> str:
    """Name what a place lies in, as a region where the two are called alike."""
    name = named_place(ground, around)
    if str(name) != str(ground.places.names[inside]) or not ground.places.is_region[around]:
        return name
    said = say("the region of {place}", place=name)
    return capital(said) if is_first else said


def _since_and_names(
    ground: Ground, home: int, place: int, around: int
) -> tuple[int | None, dict[str, str]]:
    """Give the year of a partnership of what the home place lies in, and what sentences name.

    Without a year the sentence begins with what lies around.
    """
    year = ground.ties.year_of(around, place)
    return year, {
        "around": called_apart(ground, around, home, is_first=year is None),
        "home": _municipality(ground, home, around), "place": named_place(ground, place),
    }  # fmt: skip


def _sentence(ground: Ground, home: int, place: int, partner: int, relation: str) -> Sentence:
    here, there, tied = (named_place(ground, k) for k in (home, place, partner))
    if relation == "lies_in" and _is_district_of(ground, partner, place):
        return _say_of_district(ground, place, partner, home)
    if relation == HELD_OF_NAMESAKE and not ground.places.is_region[partner]:
        return _say_of_district(ground, home, partner, place)
    if relation == "lies_in":
        return say_count(
            "{home} is already a partner of {places}, which lies in {place}.",
            "{home} is already a partner of {places}, which lie in {place}.",
            1, home=here, places=listed_few([tied], 1), place=there,
        )  # fmt: skip
    if relation == HELD_OF_AROUND:
        return _say_held_around(ground, home, place, partner)
    if relation == HELD_OF_NAMESAKE:
        return _say_of_own_region(ground, home, place, partner)
    if relation in {"contains", NAMESAKE_OF_PARTNER}:
        return say(
            "{home} is already a partner of {partner}, in which {place} lies.",
            home=here, partner=called_apart(ground, partner, place, is_first=False), place=there,
        )  # fmt: skip
    return say(
        "{home} is already a partner of {partner}, which {place} has followed.",
        home=here, partner=tied, place=there,
    )  # fmt: skip


def _say_of_district(ground: Ground, city: int, district: int, other: int) -> Sentence:
    key, year = str(ground.places.ids[district]), ground.ties.year_of(district, other)
    return said_of_district(named_place(ground, city), key, named_place(ground, other), year)


def _say_held_around(ground: Ground, home: int, place: int, around: int) -> Sentence:
    year, names = _since_and_names(ground, home, place, around)
    if year is None:
        return say(
            "{around}, in which {home} lies, is already a partner of {place}, and a source names "
            "{home} for it too: it is one partnership.",
            **names,
        )
    return say(
        "{place} has been a partner of {around}, in which {home} lies, since {year}, and a source "
        "names {home} for it too: it is one partnership.",
        **names, year=year,
    )  # fmt: skip
