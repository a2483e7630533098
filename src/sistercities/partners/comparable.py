"""Ties of other places that are most like a pair, with the distance that says how much."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.assessment import ComparablePair
from sistercities.partners.features.size import log_population
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country
from sistercities.partners.pairs import Pairs
from sistercities.partners.reasons import place_record
from sistercities.sentences import CountryName, say
from twolevel.core.array_types import Flag, Index, Real

COUNT = 5
LEAST = 100
"""Ties among which it is worth looking; where two countries have fewer, those of the home country
with the continent of the partner serve: a tie of two other countries is an example for nobody."""
MOST = 300
"""Ties that are compared in full: those whose places are nearest in size."""

FARTHEST = 3.0
"""Standard deviations at which two pairs are as far apart in one criterion as can be."""
SMALLEST_SPREAD = 1e-9
"""A criterion that is the same for all ties that are compared tells none of them apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Ties among which comparable ones are looked for.

    Attributes
    ----------
    a, b, year
        The end that corresponds to the home place, the other, and the year of the start.
    words
        Which ties they are.
    """

    a: Index
    b: Index
    year: Real
    words: str


def comparable_pairs(
    model: AdditiveModel, ground: Ground, home: int, partner: int, count: int = COUNT
) -> tuple[tuple[ComparablePair, ...], str]:
    """Find the ties of other places that are nearest to a pair; no place comes twice.

    Returns
    -------
    tuple
        The ties, the nearest first, and a sentence that says among which they were looked for.
    """
    pool = comparable_pool(model, ground, home, partner)
    if not len(pool.a):
        return (), say(
            "No partnership of other places of {home} with the continent of {partner} is known.",
            home=_country(ground, home), partner=_country(ground, partner),
        )  # fmt: skip
    distance = distances(model, ground, pool, home, partner)
    found: list[ComparablePair] = []
    used: set[int] = set()
    is_apart = (ground.unit_of >= 0) | gate_of(ground).withheld_places
    for k in np.argsort(distance, kind="stable").tolist():
        a, b, year = int(pool.a[k]), int(pool.b[k]), float(pool.year[k])
        # A tie of a place that is held by others, or in part, is no example for anybody, nor is
        # one of two places between which a war or a law stands.
        is_example = not is_apart[[a, b]].any() and not _is_barred(ground, a, b)
        if used.isdisjoint((a, b)) and is_example:
            used |= {a, b}
            start = None if math.isnan(year) else int(year)
            one, other = place_record(ground, a), place_record(ground, b)
            found.append(ComparablePair(one, other, start, float(distance[k])))
        if len(found) == count:
            break
    return tuple(found), say("Looked for among {ties}.", ties=pool.words)


def _country(ground: Ground, place: int) -> CountryName:
    return named_country(ground, int(ground.places.country[place]))


def _is_barred(ground: Ground, a: int, b: int) -> bool:
    return bool((gate_of(ground).not_suggested(a, np.array([b], dtype=np.int64))[0] >= 0).any())


def distances(model: AdditiveModel, ground: Ground, pool: Pool, home: int, partner: int) -> Real:
    """Root mean square of the differences of contributions, in standard deviations of the pool."""
    pairs = Pairs(ground, np.append(pool.a, home), np.append(pool.b, partner))
    squares, n_used = np.zeros(len(pool.a)), 0
    for feature in (*model.features, *model.home_features):
        adds = model.contribution(feature, feature.values(pairs))
        spread = float(adds[:-1].std())
        if spread > SMALLEST_SPREAD:
            apart = np.abs(adds[:-1] - adds[-1]) / spread
            squares += np.minimum(apart, FARTHEST) ** 2
            n_used += 1
    return np.sqrt(squares / max(n_used, 1))


def comparable_pool(model: AdditiveModel, ground: Ground, home: int, partner: int) -> Pool:
    """Take the ties of the two countries, else a wider circle, those nearest in size first."""
    ties, is_member = ground.ties, np.zeros(ground.n_places, dtype=np.bool_)
    is_member[class_members(ground, model.place_class)] = True
    a, b = np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a])
    is_other = is_member[a] & is_member[b]
    for place in (home, partner):
        is_other &= (a != place) & (b != place)
    chosen, words = _nearest_circle(ground, home, partner, a, b, is_other)
    at = np.flatnonzero(chosen)
    year = np.concatenate([ties.year, ties.year])
    if len(at) > MOST:
        gap = _size_gap(ground, a[at], home) + _size_gap(ground, b[at], partner)
        at = at[np.sort(np.argsort(gap, kind="stable")[:MOST])]
        words = say("the {n:,} nearest in size of {ties}", n=MOST, ties=words)
    return Pool(a[at], b[at], year[at], words)


def _nearest_circle(
    ground: Ground, home: int, partner: int, a: Index, b: Index, is_other: Flag
) -> tuple[Flag, str]:
    """Choose the ties of the two countries; where they are few, those with the continent."""
    countries, country = ground.countries, ground.places.country
    here, there = int(country[home]), int(country[partner])
    continent = countries.continents[country]
    is_here, is_there = country[a] == here, country[b] == there
    is_near_there = continent[b] == countries.continents[there]
    home_name, partner_name = (named_country(ground, k) for k in (here, there))
    two = (
        say("the ties within {home}", home=home_name)
        if here == there
        else say("the ties of {home} with {partner}", home=home_name, partner=partner_name)
    )
    wider = say(
        "the ties of {home} with the continent of {partner}", home=home_name, partner=partner_name
    )
    if here == there:
        # A partner abroad is no example for two places of one country.
        return is_other & is_here & is_there, two
    of_two = is_other & is_here & is_there
    if of_two.sum() >= LEAST:
        return of_two, two
    return is_other & is_here & is_near_there, wider


def _size_gap(ground: Ground, at: Index, place: int) -> Real:
    """Difference of sizes in orders of magnitude; 1 where one is not known."""
    size = log_population(ground.places.population)
    gap: Real = np.nan_to_num(np.abs(size[at] - size[place]), nan=1.0)
    return gap
