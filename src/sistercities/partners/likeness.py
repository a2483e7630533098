"""How alike a candidate is to a place that the officer has in mind: `--like CITY`.

The places that are most like a home place and have partners, and where their partners are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import class_members
from sistercities.partners.features.geography import likeness_of_climates
from sistercities.partners.features.size import log_population
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import Reason
from sistercities.partners.size_bands import people_with_sums
from sistercities.sentences import Sentence, listed, say
from twolevel.core.array_types import Index, Real

UNKNOWN_GAP = 1.0
"""Gap, in standard steps, that stands where one of the two values is not known."""
CLOSE = 0.5
"""Standard steps below which two places are called alike."""
WEIGHT = 1.0


class Likeness(NamedTuple):
    """Gaps of places to a model place, in standard steps: 0 is alike, 1 an ordinary difference.

    Attributes
    ----------
    to
        Position of the place that candidates should be like.
    name
        Its name.
    compared
        What is compared: values of all places, shape (n_places,), and the standard step.
    """

    to: int
    name: str
    compared: dict[Sentence, tuple[Real, float]]

    def contribution(self, at: Index | None = None) -> Real:
        """Log odds that likeness adds to places: 0 for a twin, less the less alike.

        Parameters
        ----------
        at
            Positions of the places, shape (n,); None takes all.
        """
        chosen = slice(None) if at is None else at
        gaps = (self._gap(values[chosen], what) for what, (values, _) in self.compared.items())
        squares: Real = np.zeros(())
        for gap in gaps:
            squares = squares + gap**2
        return np.asarray(-WEIGHT * squares / 2)

    def _gap(self, values: Real, what: Sentence) -> Real:
        of_all, step = self.compared[what]
        gap = (values - of_all[self.to]) / step
        return np.where(np.isnan(gap), UNKNOWN_GAP, gap)

    def _gaps_of(self, at: int) -> dict[Sentence, float]:
        return {
            what: float(self._gap(values[at : at + 1], what)[0])
            for what, (values, _) in self.compared.items()
        }

    def contribution_of(self, at: int) -> float:
        """Log odds that likeness adds to one place."""
        return float(-WEIGHT * sum(gap**2 for gap in self._gaps_of(at).values()) / 2)

    def reason(self, at: int) -> Reason:
        """Say in what a place is alike."""
        gaps = self._gaps_of(at)
        alike = [what for what, gap in gaps.items() if abs(gap) < CLOSE]
        unlike = [what for what in gaps if what not in alike]
        total = self.contribution_of(at)
        return Reason(
            "like", "like", say("Like {name}", name=self.name), -total, total,
            self._sentence(alike, unlike), say("facts on the two places"), is_known=True,
        )  # fmt: skip

    def _sentence(self, alike: list[Sentence], unlike: list[Sentence]) -> Sentence:
        like, other = listed(alike), listed(unlike)
        if not unlike:
            return say("It is like {name} in {alike}.", name=self.name, alike=like)
        if not alike:
            return say("It differs from {name} in {unlike}.", name=self.name, unlike=other)
        return say(
            "It is like {name} in {alike}, not in {unlike}.",
            name=self.name,
            alike=like,
            unlike=other,
        )


def likeness(ground: Ground, to: int) -> Likeness:
    """Compare places with one."""
    places = ground.places
    climate = likeness_of_climates(places.climate, places.climate[to])
    compared = {
        what: (climate if what == _CLIMATE else values, step)
        for what, (values, step) in _compared(ground).items()
    }
    return Likeness(to, named_place(ground, to), compared)


_CLIMATE = say("climate")


@lru_cache(maxsize=2)
def _compared(ground: Ground) -> dict[Sentence, tuple[Real, float]]:
    """Return what is compared of all places, with its standard step; the climate is empty."""
    places, countries = ground.places, ground.countries
    return {
        say("size"): (log_population(people_with_sums(ground)), 0.4),
        say("income of the country"): (np.log2(countries.income)[places.country], 1.5),
        say("coast"): (places.is_coastal, 1.0),
        say("port"): (places.has_port, 1.0),
        say("mountains"): (places.is_mountain, 1.0),
        say("island"): (places.is_island, 1.0),
        say("World Heritage"): (np.minimum(places.heritage_sites, 1.0), 1.5),
        _CLIMATE: (np.zeros(0), 2.0),
        say("routes abroad"): (np.log2(1 + places.destinations), 2.5),
        say("distance from the equator"): (np.abs(places.latitude), 10.0),
        say("rank as a capital"): (places.is_capital * 2 + places.is_seat, 1.0),
    }


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
