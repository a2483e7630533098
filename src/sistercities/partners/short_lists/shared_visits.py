"""Two pairs of neighbours: one beside home, and its partner, beside which a candidate lies.

Who travels to the one may see the other: a joint exchange costs each of the two towns less.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.nearby_ties import is_metropolis, points_of_all, ties_around
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag, Index, Real

HERE_KM, THERE_KM = 30, 25
"""How far a neighbour lies from home, and a candidate from the partner: of those 26 to 30 km from
it readers called six in ten sensible, of those nearer nine in ten."""
LEAST_KM = 3
"""Whoever lies nearer to the partner is the town of it (King's Lynn, of King's Lynn and West
Norfolk), not its neighbour."""


class SharedVisit(NamedTuple):
    """A neighbour of home with its partner, beside which a candidate lies.

    Attributes
    ----------
    neighbour, partner
        Their positions.
    km_here, km_there
        From home to the neighbour, and from the partner to the candidate.
    """

    neighbour: int
    partner: int
    km_here: float
    km_there: float


def may_share_visits(facts: CandidateFacts) -> Flag:
    """Say which candidates lie beside a partner of a neighbour of home, and are none themselves."""
    return np.asarray(facts.of_partner(facts.home_place.kept("shared visits", _beside)) > 0)


def _beside(home_place: HomePlace) -> Real:
    """1 for each place beside a partner of a neighbour, shape (n_places,)."""
    ground, places = home_place.ground, home_place.ground.places
    _, partners = _ties_told(home_place)
    found = np.zeros(ground.n_places)
    latitude, longitude = places.latitude[partners], places.longitude[partners]
    tie, near = points_of_all(places).near(latitude, longitude, THERE_KM)
    found[near[np.isfinite(_km_beside(ground, partners[tie], near))]] = 1
    return found


def _km_beside(ground: Ground, partners: Index, places: Index) -> Real:
    """Kilometres from partners of neighbours to places, pair by pair; inf where none lies beside.

    Beside lies who is of the same country, is not far smaller than the partner, and is neither the
    partner's own town nor far from it.
    """
    facts, km = ground.places, Pairs(ground, partners, places).distance_km
    counts = facts.country[partners] == facts.country[places]
    counts &= ~is_metropolis(facts, partners, places) & (km >= LEAST_KM) & (km <= THERE_KM)
    return np.where(counts, km, np.inf)


def _ties_told(home_place: HomePlace) -> tuple[Index, Index]:
    """Give neighbours of home with their partners, none that calls for care."""
    here, there = ties_around(home_place, HERE_KM)
    may = may_be_named(home_place.ground, home_place.at, there)
    return here[may], there[may]


def shared_visit(facts: CandidateFacts, k: int) -> SharedVisit | None:
    """Return the neighbour and the partner of whom it is told, of several the nearest there."""
    ground, place = facts.ground, int(facts.pairs.b[k])
    here, there = _ties_told(facts.home_place)
    km = _km_beside(ground, there, np.full(len(there), place))
    if not np.isfinite(km).any():
        return None
    at = int(np.lexsort((here, km))[0])
    km_here = float(candidates_of(ground, facts.home, here[at : at + 1]).distance_km[0])
    return SharedVisit(int(here[at]), int(there[at]), km_here, float(km[at]))


def say_shared_visit(facts: CandidateFacts, k: int) -> Sentence | str:
    """Name the neighbour, its partner, and how far the two pairs lie apart; "" where none is."""
    found = shared_visit(facts, k)
    if found is None:
        return ""
    ground = facts.ground
    values = {
        "neighbour": named_place(ground, found.neighbour),
        "here": max(round(found.km_here), 1),
        "home": named_place(ground, facts.home),
        "partner": named_place(ground, found.partner),
        "place": named_place(ground, int(facts.pairs.b[k])),
        "code": str(ground.countries.codes[ground.places.country[found.partner]]),
        "there": round(found.km_there),
    }
    year = ground.ties.year_of(found.neighbour, found.partner)
    if year is None:
        return say(
            "{neighbour}, {here} km from {home}, is a partner of {partner} ({code}), and {place} "
            "lies {there} km from {partner}: visits can be shared.",
            **values,
        )
    return say(
        "{neighbour}, {here} km from {home}, has been a partner of {partner} ({code}) since "
        "{year}, and {place} lies {there} km from {partner}: visits can be shared.",
        **values,
        year=year,
    )
