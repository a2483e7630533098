"""The places that are most like a home place and have partners, and where their partners are."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import class_members
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import Likeness
from twolevel.core.array_types import Index, Real

N_ALIKE = 60
"""Places that are looked at."""
LEAST_TIES = 2
"""Ties that each of them has at least: of one tie alone nothing is learned."""


class AlikePlaces(NamedTuple):
    """Places like a home place.

    Attributes
    ----------
    at
        Their positions, the most alike first.
    with_partner_in
        How many of them have a partner in each country abroad, shape (n_countries,).
    """

    at: Index
    with_partner_in: Index


def alike_places(ground: Ground, alike: Likeness, place_class: str) -> AlikePlaces:
    """Find the places that are most like a home place, and the countries of their partners.

    A place that cannot be suggested to it is none of them, nor one that lies in it, nor one whose
    people are not known where those of the home place are: nobody can say that it is like it. Nor
    is a region of another rank, as a county is none like a province.

    Parameters
    ----------
    ground
        Facts and ties.
    alike
        How alike places are to the home place.
    place_class
        Class of the places that are looked at, "city" or "region".
    """
    members, home = _with_ties(ground, place_class), alike.to
    members = members[(members != home) & ~ground.are_of_one_place(home, members)]
    # Nobody hears that her city is like one that it is at war with, or that is held by force.
    members = members[gate_of(ground).not_suggested(home, members)[0] < 0]
    if place_class == "region":
        members = members[ground.places.level[members] == ground.places.level[home]]
    people = ground.places.population
    if people[home] > 0:
        members = members[people[members] > 0]
    score = alike.contribution(members)
    if len(score) > N_ALIKE:
        is_first = score >= np.partition(score, -N_ALIKE)[-N_ALIKE]
        members, score = members[is_first], score[is_first]
    at = members[np.lexsort((members, -score))[:N_ALIKE]]
    return AlikePlaces(at, _with_partner_in(ground, at))


@lru_cache(maxsize=2)
def _with_ties(ground: Ground, place_class: str) -> Index:
    """Positions of the places of a class that may be looked at."""
    members = class_members(ground, place_class)
    has_ties = ground.ties.degree[members] >= LEAST_TIES
    return members[has_ties & ~ground.places.is_former[members]]


def _with_partner_in(ground: Ground, at: Index) -> Index:
    country, n_countries = ground.places.country, len(ground.countries.codes)
    partners = [ground.ties.partners(place) for place in at.tolist()]
    of = np.repeat(np.arange(len(at)), [len(one) for one in partners])
    there = country[np.concatenate([*partners, np.zeros(0, dtype=np.int64)])]
    has_one = np.zeros((len(at), n_countries), dtype=np.bool_)
    has_one[of, there] = True
    has_one[np.arange(len(at)), country[at]] = False
    return np.asarray(has_one.sum(axis=0), dtype=np.int64)


def share_with_partner(alike: AlikePlaces) -> Real:
    """Share of the places that have a partner in each country, on the scale of logs.

    Zero for none and 1 for all of them; the first few count most.
    """
    most = np.log1p(max(len(alike.at), 1))
    return np.asarray(np.log1p(alike.with_partner_in) / most)
