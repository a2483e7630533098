"""The sentences that say that a place is one of the nearest of its kind, or that it is not strange.

Each takes the home place with its candidates, and the position of one in the pairs.
"""

from __future__ import annotations

import numpy as np

from sistercities.partners.gate.nameable import may_be_named
from sistercities.partners.ground import BY_SEA_KM
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.short_lists.argument_sentences import named_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
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
    ground, country = facts.ground, int(facts.pairs.country[k])
    own = _in_country(facts, facts.home, country, int(facts.pairs.b[k]))
    if not len(own):
        return ""
    return say_count(
        "{home} has a partner city in {country} already: {places}.",
        "{home} has {n} partner cities in {country} already: {places}.",
        len(own),
        home=named_home(facts),
        country=named_country(ground, country),
        places=named(ground, ties_of(ground, own, facts.home)),
    )


def say_knows_country(facts: CandidateFacts, k: int) -> str:
    """Name the partners that it has in the own country; "" where none may be named."""
    ground, place = facts.ground, int(facts.pairs.b[k])
    country = int(facts.places.country[facts.home])
    theirs = _in_country(facts, place, country, facts.home)
    if not len(theirs):
        return ""
    return say_count(
        "{place} has a partner city in {country} already: {places}.",
        "{place} has {n} partner cities in {country} already: {places}.",
        len(theirs),
        place=named_place(ground, place),
        country=named_country(ground, country),
        places=named(ground, ties_of(ground, theirs, place)),
    )


def _in_country(facts: CandidateFacts, one: int, country: int, other: int) -> Index:
    """Cities of a country that are partners of a place and may be named, the largest first."""
    ground = facts.ground
    at = ground.ties.outside_networks.partners(one)
    at = at[(ground.places.country[at] == country) & ground.places.is_city[at] & (at != other)]
    at = at[may_be_named(ground, one, at, other)]
    return np.asarray(at[np.argsort(-np.nan_to_num(ground.places.population[at]), kind="stable")])
