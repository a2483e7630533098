"""The sentences that say that a place is one of the nearest of its kind, or that it is not strange.

Each takes the home place with its candidates, and the position of one in the pairs.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import BY_SEA_KM
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.short_lists.argument_sentences import named_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.ties_behind import named, ties_of
from sistercities.sentences import Sentence, say, say_count
from twolevel.core.array_types import Index


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
