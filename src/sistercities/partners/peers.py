"""The places that are most comparable with a place, by name."""

from __future__ import annotations

import numpy as np

from sistercities.partners.benchmark import Peer
from sistercities.partners.eligible import asks_nobody
from sistercities.partners.expected_ties import ExpectedTies
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country
from sistercities.partners.place_columns import HomeFacts
from sistercities.partners.reasons import place_record
from sistercities.sentences import say
from twolevel.core.array_types import Flag, Index, Real

COUNT = 8
LEAST = 20
"""Places of one country and kind among which it is worth looking."""
DOUBLE = float(np.log10(2))
"""Difference of sizes that counts 1."""
UNKNOWN = 3.0
"""What a fact counts that is known of one of two places alone: as much as eight times the size."""
LIKE_INCOME = 1.0
"""Countries whose incomes differ by less than a factor of two are alike."""


def peers_of(
    ground: Ground, expected: ExpectedTies, home: int, count: int = COUNT
) -> tuple[tuple[Peer, ...], str]:
    """Find the most comparable places.

    Returns
    -------
    tuple
        The places, the nearest first, and a sentence that says among which they were looked for.
    """
    facts = expected.facts
    among, words = _circle(ground, facts, home, expected.at)
    distance = distances(facts, home, among)
    order = np.lexsort((among, distance))[:count]
    peers = tuple(Peer(place_record(ground, int(among[k])), float(distance[k])) for k in order)
    return peers, say("Looked for among {n:,} {places}.", n=len(among), places=words)


def distances(facts: HomeFacts, home: int, among: Index) -> Real:
    """Root of the squared differences; a fact that is known of one alone counts `UNKNOWN`."""
    total = np.zeros(len(among))
    steps = (
        (facts.size, DOUBLE),
        (facts.destinations, 2.0),
        (facts.is_capital, 1.0),
        (facts.is_seat, 1.0),
        (facts.is_coastal, 1.0),
    )
    for values, step in steps:
        own, others = values[home], values[among]
        gap = np.abs(others - own) / step
        both_unknown = np.isnan(others) & np.isnan(own)
        total += np.where(both_unknown, 0.0, np.where(np.isnan(gap), UNKNOWN, gap)) ** 2
    return np.sqrt(total)


def _circle(ground: Ground, facts: HomeFacts, home: int, at: Index) -> tuple[Index, str]:
    """Choose the smallest circle of places of the same kind that has enough of them."""
    places, countries = ground.places, ground.countries
    at = at[(at != home) & ~places.is_former[at] & ~asks_nobody(ground, at)]
    at = at[~ground.are_of_one_place(home, at)]
    at = at[gate_of(ground).not_suggested(home, at)[0] < 0]
    if not np.isnan(facts.size[home]):
        # Nobody can say that a place of unknown size is like one of two million.
        at = at[~np.isnan(facts.size[at])]
    country, own = places.country[at], int(places.country[home])
    is_alike = facts.kind[at] == facts.kind[home]
    is_near = countries.continents[country] == countries.continents[own]
    with np.errstate(invalid="ignore"):
        has_like_income = np.abs(facts.income[at] - facts.income[home]) < LIKE_INCOME
    name = named_country(ground, own)
    circles: tuple[tuple[Flag, str], ...] = (
        (is_alike & (country == own), say("places of the same kind in {country}", country=name)),
        (
            is_alike & is_near & has_like_income,
            say("places of the same kind on its continent, of like income"),
        ),
        (is_alike & is_near, say("places of the same kind on its continent")),
        (is_alike, say("places of the same kind")),
    )
    for inside, words in circles:
        if inside.sum() >= LEAST:
            return at[inside], words
    return at, say("places of all kinds")
