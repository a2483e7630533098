"""The sentences of arguments: what each says of one candidate, as a mayor can repeat it.

Each takes the home place with its candidates, and the position of one in the pairs.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.features.culture import MIGRANTS_OF
from sistercities.partners.features.network import country_ties
from sistercities.partners.features.openness import recent_ties
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.nearby_ties import (
    CLOSE_BY_KM,
    NEARBY_KM,
    tied_close_by,
    ties_nearby,
)
from sistercities.partners.short_lists.region_facts import cities_tied
from sistercities.partners.size_bands import is_summed, people_with_sums
from sistercities.partners.ties_behind import (
    TiesBehind,
    named,
    those_that_may_be_named,
    ties_behind,
    ties_of,
)
from sistercities.sentences import Sentence, at_start, listed_few, say, say_count
from sistercities.terms.number_words import persons, share_word, times_word
from twolevel.core.array_types import Real

CALLED_NEAR_KM = 300
"""Up to this distance a place is called near; one farther off has its distance alone."""
TOLD_NEAREST_KM = 2_500
"""Up to this distance a place is called one of the nearest; at 7,000 km nobody would say so."""
TIES_NAMED = 2
"""Ties of cities that are named of two regions."""
AIRPORT_KM = 60
"""How far airports may lie whose routes count for a place (`international_destinations_nearby`)."""


def _behind(feature: str, facts: CandidateFacts, k: int) -> TiesBehind:
    behind = ties_behind(feature, facts.ground, facts.home, int(facts.pairs.b[k]))
    if behind is None:
        raise LookupError(f"no ties stand behind {feature}")
    return behind


def named_home(facts: CandidateFacts) -> str:
    """Name the home place."""
    return named_place(facts.ground, facts.home)


def _place(facts: CandidateFacts, k: int) -> str:
    return named_place(facts.ground, int(facts.pairs.b[k]))


def _country(facts: CandidateFacts, k: int) -> str:
    return named_country(facts.ground, int(facts.pairs.country[k]))


def _home_country(facts: CandidateFacts) -> str:
    return named_country(facts.ground, int(facts.places.country[facts.home]))


def say_shared(facts: CandidateFacts, k: int) -> str:
    """Name the partners in common, those aside whom something bars or who call for care."""
    place, all_of_them = int(facts.pairs.b[k]), _behind("shared_partners", facts, k)
    behind = those_that_may_be_named(facts.ground, facts.home, place, all_of_them)
    if not behind.places:
        return ""
    return say_count(
        "Both are partners of {places}.",
        "Both are partners of {places}.",
        len(behind.places),
        places=named(facts.ground, behind),
    )


def say_sister_region(facts: CandidateFacts, k: int) -> Sentence:
    """Name the two regions that are tied."""
    places = _behind("sister_region", facts, k).places
    if len(places) < 2:
        return say("Their regions are sister regions.")
    one, other = (named_place(facts.ground, at) for at in places[:2])
    year = facts.ground.ties.year_of(*places[:2])
    if year is not None:
        return say(
            "Its region, {other}, has been a sister region of {one} since {year}.",
            one=one, other=other, year=year,
        )  # fmt: skip
    return say("Its region, {other}, is a sister region of {one}.", one=one, other=other)


def say_neighbours(facts: CandidateFacts, k: int) -> str:
    """Name the cities near home that are its partners; "" where none may be named."""
    near = tied_close_by(facts, k)
    if not len(near):
        return ""
    km = float(candidates_of(facts.ground, facts.home, near[:1]).distance_km[0])
    return say_count(
        "{places}, about {far:,.0f} km from {home}, is a partner of {place}.",
        "{n} places within {km} km of {home} are partners of {place}: {places}.",
        len(near),
        home=named_home(facts),
        place=_place(facts, k),
        places=named(facts.ground, ties_of(facts.ground, near, int(facts.pairs.b[k]))),
        far=max(float(f"{km:.2g}"), 1.0),
        km=CLOSE_BY_KM,
    )


def say_cities_tied(facts: CandidateFacts, k: int) -> Sentence:
    """Name the partnerships that join cities of two regions, those of the largest first."""
    ties = cities_tied(facts, k)
    first = [
        say(
            "{here} with {there}",
            here=named_place(facts.ground, here),
            there=named_place(facts.ground, there),
        )
        for here, there in ties[:TIES_NAMED]
    ]
    return say_count(
        "A city here and one there are partners already: {ties}.",
        "Cities here and there are partners already: {ties}.",
        len(ties),
        ties=listed_few(first, len(ties), "comma"),
    )


def say_region_size(facts: CandidateFacts, k: int) -> Sentence:
    """Say how many people live in a region of like size, as far as its cities tell."""
    at = int(facts.pairs.b[k])
    people = persons(float(people_with_sums(facts.ground)[at]))
    if not is_summed(facts.ground, at):
        return say("About as large as {home}: {n}.", home=named_home(facts), n=people)
    return say(
        "Close to {home} in size: {n} in the cities and towns that we know of.",
        home=named_home(facts),
        n=people,
    )


def people_of(facts: CandidateFacts, k: int) -> Sentence:
    """Say how many people a candidate has; that the figure has no year stands beside its name."""
    return persons(float(facts.places.population[facts.pairs.b[k]]))


def say_size(facts: CandidateFacts, k: int) -> Sentence:
    """Say that it is about as large."""
    return say("About as large as {home}: {n}.", home=named_home(facts), n=people_of(facts, k))


def say_like_size(facts: CandidateFacts, k: int) -> Sentence:
    """Say that it is close in size."""
    return say("Close to {home} in size: {n}.", home=named_home(facts), n=people_of(facts, k))


def say_heritage(facts: CandidateFacts, k: int) -> Sentence:
    """Name the nearest site that counts as near, with its year."""
    return say(
        "World Heritage about {km:,.0f} km from {place}: “{site}”, listed in {year}.",
        **_nearest_site(facts, k),
    )


def say_heritage_of_both(facts: CandidateFacts, k: int) -> Sentence:
    """Name the nearest site of each of the two: one alone says nothing of both."""
    own = _site_of(facts, facts.home)
    return say(
        "Both have World Heritage nearby: “{own_site}” about {own_km:,.0f} km from {home}, and "
        "“{site}”, listed in {year}, about {km:,.0f} km from {place}.",
        own_site=own["site"], own_km=own["km"], home=named_home(facts),
        **_nearest_site(facts, k),
    )  # fmt: skip


def _nearest_site(facts: CandidateFacts, k: int) -> dict[str, object]:
    return _site_of(facts, int(facts.pairs.b[k])) | {"place": _place(facts, k)}


def _site_of(facts: CandidateFacts, at: int) -> dict[str, object]:
    heritage = facts.ground.heritage
    site, km = int(facts.places.heritage[at, 0]), float(facts.places.heritage_km[at, 0])
    return {
        "site": str(heritage.names[site]).strip(),
        "year": int(heritage.inscribed[site]),
        "km": max(round(km), 1),
    }


def say_near(facts: CandidateFacts, k: int) -> Sentence:
    """Say how far it lies."""
    km = float(f"{facts.pairs.distance_km[k]:.2g}")
    if km <= CALLED_NEAR_KM:
        return say("Near: about {km:,.0f} km away.", km=km)
    return say("About {km:,.0f} km away.", km=km)


def say_routes(facts: CandidateFacts, k: int) -> Sentence:
    """Count the cities abroad to which airports nearby had routes."""
    n = int(facts.places.destinations[facts.pairs.b[k]])
    return say("Airports within {km} km have had routes to {n} cities abroad.", km=AIRPORT_KM, n=n)


def say_recent(facts: CandidateFacts, k: int) -> Sentence:
    """Count the partnerships that it began in the last years."""
    n = round(2 ** float(recent_ties(_alone(facts, k))[0]) - 1)
    return say_count(
        "It has begun a new partnership in the last ten years.",
        "It has begun at least {n} new partnerships in the last ten years.",
        n,
    )


def _alone(facts: CandidateFacts, k: int) -> Pairs:
    return candidates_of(facts.ground, facts.home, facts.pairs.b[k : k + 1])


def say_partners(facts: CandidateFacts, k: int) -> Sentence:
    """Count its partners."""
    n = int(facts.ground.ties.degree[facts.pairs.b[k]])
    if facts.home_place.place_class != "city":
        return say("It has {n} partners of its own.", n=n)
    return say("It has {n} partner cities of its own.", n=n)


def say_peers(facts: CandidateFacts, k: int) -> Sentence:
    """Say how many places like home have a partner in the country."""
    share = share_word(float(peers(facts)[k]) / len(facts.home_place.alike.at))
    values = {"share": share, "home": named_home(facts), "country": _country(facts, k)}
    if facts.home_place.place_class == "city":
        return say("{share} of the cities most like {home} have a partner in {country}.", **values)
    return say("{share} of the regions most like {home} have a partner in {country}.", **values)


def say_country_ties(facts: CandidateFacts, k: int) -> str:
    """Say how often cities of the two countries are partners."""
    n = float(2 ** country_ties(_alone(facts, k))[0])
    return say(
        "Cities of {home_country} and {country} are partners at least {times} as often as their "
        "numbers of partners would suggest.",
        home_country=_home_country(facts),
        country=_country(facts, k),
        times=times_word(n),
    )


def say_language(facts: CandidateFacts, k: int) -> str:
    """Say that the two countries have one official language, the same."""
    return at_start(
        say(
            "{home_country} and {country} have the same official language.",
            home_country=_home_country(facts),
            country=_country(facts, k),
        )
    )


def say_migrants(facts: CandidateFacts, k: int) -> Sentence:
    """Count the people of either country in the other."""
    n = float(facts.pairs.between_countries("migrant_stock")[k])
    return say(
        "In {year} about {n} of {home_country} or {country} lived in the other country.",
        year=MIGRANTS_OF,
        n=persons(n),
        home_country=_home_country(facts),
        country=_country(facts, k),
    )


def say_ties_nearby(facts: CandidateFacts, k: int) -> str:
    """Name a tie of a place near home with a place near the candidate."""
    place = int(facts.pairs.b[k])
    told = [(one, other) for one, other in ties_nearby(facts, k) if other != place]
    if not told:
        return ""
    one, other = told[0]
    return say_count(
        "{one}, within {km} km of {home}, is a partner of {other}, within {km} km of {place}.",
        "{n} partnerships link places around {home} with places around {place} (within {km} km), "
        "such as {one} with {other}.",
        len(told),
        one=named_place(facts.ground, one),
        other=named_place(facts.ground, other),
        home=named_home(facts),
        place=_place(facts, k),
        km=NEARBY_KM,
    )


def say_nearest(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest of like size abroad."""
    home = named_home(facts)
    return say(
        "Of the places abroad that are about as large, it is one of the ten nearest to {home}.",
        home=home,
    )


def say_nearest_seat(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest seats of regions of like size abroad."""
    return say(
        "Both are the capital of their region; of such places of like size abroad it is one of the "
        "three nearest to {home}.",
        home=named_home(facts),
    )


def say_nearest_port(facts: CandidateFacts, _: int) -> Sentence:
    """Say that it is one of the nearest seaports of like size abroad."""
    return say(
        "Both have a listed seaport (UN/LOCODE); of such places of like size abroad it is one of "
        "the three nearest to {home}.",
        home=named_home(facts),
    )


def say_suburbs(facts: CandidateFacts, k: int) -> Sentence:
    """Name the far larger cities beside the two."""
    city, place = facts.places.large_city, int(facts.pairs.b[k])
    if _lies_in_large_city(facts, facts.home) or _lies_in_large_city(facts, place):
        return say(
            "Both lie in or beside a far larger city: {here}, {there}.",
            here=_in_or_beside(facts, facts.home),
            there=_in_or_beside(facts, place),
        )
    return say(
        "Both lie beside a far larger city: {home} beside {city}, {place} beside {other}.",
        home=named_home(facts),
        city=named_place(facts.ground, int(city[facts.home])),
        place=_place(facts, k),
        other=named_place(facts.ground, int(city[place])),
    )


def _lies_in_large_city(facts: CandidateFacts, place: int) -> bool:
    """Whether the far larger city holds the place: it is not beside what it lies in."""
    places = facts.places
    return bool(places.municipality[place] == places.large_city[place])


def _in_or_beside(facts: CandidateFacts, at: int) -> Sentence:
    ground, city = facts.ground, int(facts.places.large_city[at])
    place, around = named_place(ground, at), named_place(ground, city)
    if _lies_in_large_city(facts, at):
        return say("{place} in {city}", place=place, city=around)
    return say("{place} beside {city}", place=place, city=around)


def peers(facts: CandidateFacts) -> Real:
    """Count the places like home that have a partner in the country of each candidate."""
    return facts.home_place.alike.with_partner_in[facts.pairs.country].astype(np.float64)
