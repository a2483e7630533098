"""Partners of one place in a state that is barred to the other: one line, from ties of today."""

from __future__ import annotations

import numpy as np

from sistercities.partners.barriers import LAW
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground, Index
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.sentences import Listed, listed, say, say_count

MOST_NAMED = 3
"""Places that one sentence names."""


def partners_in_barred_states(ground: Ground, home: int, partner: int) -> tuple[Obstacle, ...]:
    """Tell that either has partners in states that a row on states bars to the other, once each."""
    return (*_of(ground, partner, home), *_of(ground, home, partner))


def barred_states_of(ground: Ground, one: int) -> Index:
    """Positions of the countries that a row on states, not a law, bars to a place."""
    gate = gate_of(ground)
    found = []
    for at in range(len(ground.countries.codes)):
        bar = gate.bar_of_country(one, at)
        if bar is not None and bar.kind != LAW:
            found.append(at)
    return np.array(found, dtype=np.int64)


def _of(ground: Ground, tied: int, against: int) -> tuple[Obstacle, ...]:
    """Tell the partners of the first in states that are barred to the second."""
    places = ground.places
    if places.country[tied] == places.country[against]:
        return ()
    partners = ground.ties.partners(tied)
    partners = partners[partners != against]
    inside = partners[np.isin(places.country[partners], barred_states_of(ground, against))]
    if not len(inside):
        return ()
    at = _largest_first(ground, inside)
    states = [named_country(ground, k) for k in dict.fromkeys(int(places.country[k]) for k in at)]
    sentence = say(
        "{place} is tied today with {partners}, in {states}.",
        place=named_place(ground, tied),
        partners=_named(ground, at),
        states=listed(states),
    )
    ids = tuple(str(places.ids[k]) for k in at)
    return (
        Obstacle("partner_of_barred", "note", sentence, say("ties that stand today"), places=ids),
    )


def _largest_first(ground: Ground, at: Index) -> list[int]:
    size = np.nan_to_num(ground.places.population[at])
    return [int(k) for k in at[np.argsort(-size, kind="stable")]]


def _named(ground: Ground, at: list[int]) -> Listed:
    # A city and its prefecture may have one name: it is said once.
    distinct = {str(ground.places.names[k]): k for k in reversed(at)}
    kept = [k for k in at if distinct[str(ground.places.names[k])] == k]
    names: list[str] = [named_place(ground, k) for k in kept[:MOST_NAMED]]
    more = len(kept) - MOST_NAMED
    if more > 0:
        names.append(say_count("{n} more", "{n} more", more))
    return listed(names)
