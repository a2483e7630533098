"""Which places of like size abroad lie nearest to the home place, and what is said of these.

What is far in Europe is next door in Oceania or the Americas: beside kilometres it counts who else
of like size lies nearer abroad. Of a kind of places, as seats of regions, seaports or towns by the
sea, the nearest are told apart: they are a reason by themselves, however far away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np

from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import BY_SEA_KM, Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.argument_sentences import named_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.grounds import VERY_UNLIKE_SIZE
from sistercities.partners.short_lists.place_kinds import CENTRE, kinds_of_places
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.ties_behind import named, ties_of
from sistercities.sentences import Sentence, say, say_count
from twolevel.core.array_types import Flag, Index, Real

FEW_NEARER, MANY_NEARER = 10, 100
"""Places of like size abroad among the nearest of which one is next door, and one is not far."""
NEAREST_OF_RANK, NEAR_OF_RANK = 3, 10
"""Places of one kind and of like size abroad that are the nearest ones, and those that are near."""
PRACTISED = 3
"""Partners on record from which a place is used to them."""
CITY_LEVEL = 2


def among_nearest(count: int) -> Callable[[CandidateFacts], Flag]:
    """Give what says who is among so many nearest places of like size abroad."""

    def holds(facts: CandidateFacts) -> Flag:
        reach = _reach(facts, "any", count)
        is_near = facts.pairs.distance_km <= reach
        return np.asarray(is_near & ~facts.pairs.is_domestic & _is_of_like_size(facts))

    return lambda facts: facts.holding(f"among {count} nearest", holds)


def _practised_centres(ground: Ground) -> Flag:
    """Centres of their surroundings that are used to partners: there are many of the others."""
    is_centre = kinds_of_places(ground.places) == CENTRE
    return np.asarray(is_centre & (ground.ties.degree >= PRACTISED))


RANKS: dict[str, Callable[[Ground], Flag]] = {
    "seat": lambda ground: np.asarray(ground.places.is_seat == 1),
    "port": lambda ground: np.asarray(ground.places.is_port == 1),
    "capital": lambda ground: np.asarray(ground.places.is_capital == 1),
    "island": lambda ground: np.asarray(ground.places.is_island == 1),
    "heritage": lambda ground: np.asarray(ground.places.heritage_sites > 0),
    "sea": lambda ground: np.asarray(ground.places.is_by_sea == 1),
    "mountains": lambda ground: np.asarray(ground.places.is_mountain == 1),
    "centre": _practised_centres,
}
"""Kinds of places of which the nearest of like size abroad are a reason by themselves."""


def is_nearest_of(rank: str) -> Callable[[CandidateFacts], Flag]:
    """Give what says who is among the nearest places of a kind; nobody where home is none."""
    return partial(_is_nearest_of, rank=rank)


def _is_nearest_of(facts: CandidateFacts, rank: str) -> Flag:
    among = partial(_is_among, rank=rank, count=NEAREST_OF_RANK)
    return facts.holding(f"nearest {rank}", among)


def is_among_of(rank: str, count: int) -> Callable[[CandidateFacts], Flag]:
    """Give what says who is among so many nearest places of a kind that the home place is of."""
    return partial(_is_among, rank=rank, count=count)


def is_nearest_of_rank(facts: CandidateFacts) -> Flag:
    """Say which candidates are among the nearest of any kind that the home place is of."""
    return facts.holding("nearest of rank", _is_nearest_of_any)


def is_near_of_rank(facts: CandidateFacts) -> Flag:
    """Say which candidates are among the near ones of any kind that the home place is of."""
    return facts.holding("near of rank", _is_near_of_any)


def _is_nearest_of_any(facts: CandidateFacts) -> Flag:
    found = np.zeros(len(facts.pairs), dtype=np.bool_)
    for rank in RANKS:
        found |= _is_nearest_of(facts, rank)
    return found


def _is_near_of_any(facts: CandidateFacts) -> Flag:
    found = np.zeros(len(facts.pairs), dtype=np.bool_)
    for rank in RANKS:
        found |= _is_among(facts, rank, NEAR_OF_RANK)
    return found


def _is_among(facts: CandidateFacts, rank: str, count: int) -> Flag:
    if not _is_of_rank_at_home(facts, rank):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    is_near = facts.pairs.distance_km <= _reach(facts, rank, count)
    has_rank = _are_of_rank(facts.ground, rank)[facts.pairs.b]
    counts = has_rank & ~facts.pairs.is_domestic & _is_of_like_size(facts)
    return np.asarray(counts & is_near)


@lru_cache(maxsize=2 * len(RANKS))
def _are_of_rank(ground: Ground, rank: str) -> Flag:
    return RANKS[rank](ground)


def _is_of_like_size(facts: CandidateFacts) -> Flag:
    """Which candidates are of like size: one whose population is not known is of none."""
    return facts.home_place.holding("of like size", _are_of_like_size)[facts.pairs.b]


def _are_of_like_size(home_place: HomePlace) -> Flag:
    people = home_place.ground.places.population
    own = float(people[home_place.at])
    return np.asarray((people > own / VERY_UNLIKE_SIZE) & (people < own * VERY_UNLIKE_SIZE))


def _is_of_rank_at_home(facts: CandidateFacts, rank: str) -> bool:
    """Whether the home place is of a kind; a centre is one without partners too."""
    if rank == "centre":
        return bool(kinds_of_places(facts.places)[facts.home] == CENTRE)
    return bool(_are_of_rank(facts.ground, rank)[facts.home])


def _reach(facts: CandidateFacts, rank: str, count: int) -> float:
    """Kilometres within which so many places of like size abroad lie; 0 where there are none.

    `rank` is a kind of `RANKS`; "any" asks for none.
    """
    km = facts.home_place.kept(f"km of {rank} abroad", partial(_sorted_km, rank=rank))
    return float(km[min(count, len(km)) - 1]) if len(km) else 0.0


def _sorted_km(home_place: HomePlace, rank: str) -> Real:
    """Distances of the nearest places of like size abroad, `MANY_NEARER` at most, in order."""
    places, home = home_place.ground.places, home_place.at
    counts = home_place.holding("of like size", _are_of_like_size).copy()
    is_city = places.is_city & (places.level == CITY_LEVEL)
    counts &= places.is_region if home_place.place_class == "region" else is_city
    counts &= ~places.is_former
    counts &= places.country != places.country[home]
    if rank != "any":
        counts &= _are_of_rank(home_place.ground, rank)
    found = candidates_of(home_place.ground, home, np.flatnonzero(counts)).distance_km
    found = found[~np.isnan(found)]
    if len(found) > MANY_NEARER:
        found = np.partition(found, MANY_NEARER - 1)[:MANY_NEARER]
    return np.sort(found)


def say_nearest_capital(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest national capitals of like size."""
    return say(
        "Both are national capitals. Of capitals abroad of that size it is one of the three "
        "nearest to {home}.",
        home=named_home(facts),
    )


def say_nearest_island(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest places of like size abroad that lie on islands."""
    return say(
        "Both lie on islands. Of island places abroad of that size it is one of the three nearest "
        "to {home}.",
        home=named_home(facts),
    )


def say_nearest_sea(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest places of like size abroad beside the sea."""
    return say(
        "Both lie within {km} km of the sea. Of such places abroad of that size it is one of the "
        "three nearest to {home}.",
        km=BY_SEA_KM,
        home=named_home(facts),
    )


def say_nearest_mountains(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest places of like size abroad among mountains."""
    return say(
        "Both lie among or beside mountains. Of such places abroad of that size it is one of the "
        "three nearest to {home}.",
        home=named_home(facts),
    )


def say_nearest_centre(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest centres of like size abroad that have partners."""
    return say(
        "Each is the centre of its surroundings. Of such places abroad of that size with partner "
        "cities it is one of the three nearest to {home}.",
        home=named_home(facts),
    )


def say_country_of_partner(facts: CandidateFacts, k: int) -> str:
    """Name the partners that the home place has in the country; "" where none may be named."""
    country = int(facts.pairs.country[k])
    own = _in_country(facts, facts.home, country, int(facts.pairs.b[k]))
    if not len(own):
        return ""
    return _has_partners(facts, facts.home, own, country)


def say_knows_country(facts: CandidateFacts, k: int) -> str:
    """Name the partners that it has in the own country; "" where none may be named."""
    place = int(facts.pairs.b[k])
    country = int(facts.places.country[facts.home])
    theirs = _in_country(facts, place, country, facts.home)
    if not len(theirs):
        return ""
    return _has_partners(facts, place, theirs, country)


def _has_partners(facts: CandidateFacts, place: int, partners: Index, country: int) -> Sentence:
    """Say which partners a place has in a country: cities, or what regions have."""
    n, values = len(partners), {
        "place": named_place(facts.ground, place),
        "country": named_country(facts.ground, country),
        "places": named(facts.ground, ties_of(facts.ground, partners, place)),
    }  # fmt: skip
    if is_for_regions(facts):
        return say_count(
            "{place} has a partner in {country} already: {places}.",
            "{place} has {n} partners in {country} already: {places}.",
            n,
            **values,
        )
    return say_count(
        "{place} has a partner city in {country} already: {places}.",
        "{place} has {n} partner cities in {country} already: {places}.",
        n,
        **values,
    )


def _in_country(facts: CandidateFacts, one: int, country: int, other: int) -> Index:
    """Partners of a place in a country that may be named, the largest first; of cities cities."""
    ground = facts.ground
    at = ground.ties.outside_networks.partners(one)
    counts = ground.places.is_city[at] | is_for_regions(facts)
    at = at[(ground.places.country[at] == country) & counts & (at != other)]
    at = at[may_be_named(ground, one, at, other)]
    return np.asarray(at[np.argsort(-np.nan_to_num(ground.places.population[at]), kind="stable")])
