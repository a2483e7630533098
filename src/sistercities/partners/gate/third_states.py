"""Partners of one place in a state that is barred to the other: one line, from ties of today."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.partners.barriers import LAW, SPECIAL_STATUS, Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.other_states import of_other_states
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import Listed, listed, listed_few, say
from twolevel.core.array_types import Index

_NOBODY = np.zeros(0, dtype=np.int64)
MOST_NAMED = 3
"""Places that one sentence names."""


def partners_in_barred_states(ground: Ground, home: int, partner: int) -> tuple[Obstacle, ...]:
    """Tell that a partner has partners in states that a row on states bars to the home place.

    Whom the home place itself is tied with it knows.
    """
    return partners_of_each_in_barred_states(ground, home, [partner])[0]


def partners_of_each_in_barred_states(
    ground: Ground, home: int, partners: Sequence[int]
) -> list[tuple[Obstacle, ...]]:
    """Tell it of each of some partners."""
    country = ground.places.country
    barred = partners_of_each_barred_to(ground, partners, home)
    return [
        () if country[one] == country[home] else _of(ground, home, one, inside)
        for one, inside in zip(partners, barred, strict=True)
    ]


def partners_of_each_barred_to(ground: Ground, tied: Sequence[int], against: int) -> list[Index]:
    """Positions of the partners of today of some places, in states barred to another place.

    A law, and a status that is disputed by all, tell of no relation of the two states; nor does
    that the one does not take the other for a state. A tie that one old source alone tells is not
    said to stand today.
    """
    each = [_partners_of_today(ground, one, against) for one in tied]
    row, rows = gate_of(ground).bars(against, np.concatenate([_NOBODY, *each]))
    disputed = frozenset[str]().union(
        *(one.side_a for one in ground.barriers if one.kind == SPECIAL_STATUS and one.is_for_all)
    )
    is_of_states = np.array([_is_of_states(one, disputed) for one in rows] + [False])[row]
    ends = np.cumsum([len(one) for one in each], dtype=np.int64)
    return [
        one[is_of_states[end - len(one) : end]]
        for one, end in zip(each, ends.tolist(), strict=True)
    ]


def _partners_of_today(ground: Ground, tied: int, against: int) -> Index:
    """Partners of a place in other countries, the other place and ties of one old source aside."""
    country, ties = ground.places.country, ground.ties
    partners = ties.partners(tied)
    partners = partners[(partners != against) & (country[partners] != country[tied])]
    is_old = is_among(ground.told_once[0], ties.key(np.full(len(partners), tied), partners))
    return np.asarray(partners[~is_old])


def of_partner_state(ground: Ground, home: int, partner: int) -> tuple[Obstacle, ...]:
    """Tell what third states have to do with the partner's state."""
    country = ground.places.country
    return of_state(ground, int(country[home]), int(country[partner]))


def of_state(ground: Ground, here: int, there: int) -> tuple[Obstacle, ...]:
    """Tell the same of two countries, by position."""
    codes, gate = ground.countries.codes, gate_of(ground)
    name = named_country(ground, there)
    return of_other_states(gate.wars, gate.sanctions, str(codes[here]), str(codes[there]), name)


def _is_of_states(bar: Barrier, disputed: frozenset[str]) -> bool:
    is_recognised = bar.kind != "no_relations" or (bar.side_a | bar.side_b).isdisjoint(disputed)
    return bar.kind != LAW and not bar.is_for_all and is_recognised


def _of(ground: Ground, home: int, tied: int, inside: Index) -> tuple[Obstacle, ...]:
    """Tell the partners of a place in states that are barred to another, and why that is told."""
    places = ground.places
    if not len(inside):
        return ()
    at = _largest_first(ground, inside)
    states = [named_country(ground, k) for k in dict.fromkeys(int(places.country[k]) for k in at)]
    told = say(
        "Our sources name {place} as a partner of {partners}, in {states}.",
        place=named_place(ground, tied),
        partners=_named(ground, at),
        states=listed(states),
    )
    # Without its reason the sentence reads as an accusation.
    why = say(
        "We say so because we suggest nobody in {states} to {home}; it is nothing against {place}.",
        home=named_place(ground, home),
        states=listed(states),
        place=named_place(ground, tied),
    )
    sentence = listed([told, why], "space")
    ids = tuple(str(places.ids[k]) for k in at)
    return (
        Obstacle(
            "partner_of_barred",
            "note",
            sentence,
            say("ties that no source ends and no newer list drops"),
            places=ids,
        ),
    )


def _largest_first(ground: Ground, at: Index) -> list[int]:
    size = np.nan_to_num(ground.places.population[at])
    return [int(k) for k in at[np.argsort(-size, kind="stable")]]


def _named(ground: Ground, at: list[int]) -> Listed:
    # A city and its prefecture may have one name: it is said once.
    distinct = {str(ground.places.names[k]): k for k in reversed(at)}
    kept = [k for k in at if distinct[str(ground.places.names[k])] == k]
    return listed_few((named_place(ground, k) for k in kept[:MOST_NAMED]), len(kept))
