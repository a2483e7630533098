"""What may be said for a place in one sentence that a mayor can repeat.

An argument is a fact that holds of a place or not. Which of them are shown, `telling` decides: a
fact that a third of all candidates have sets nobody apart.

Which states are at war on their own ground, where a port or an air route is no reason.

For which candidates partners in the country of the other speak, as in their scorecards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.network import are_enough, country_ties
from sistercities.partners.features.openness import recent_ties
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import BY_SEA_KM, Ground
from sistercities.partners.pairs import from_home
from sistercities.partners.reason import LEAST_VALUE, NOTABLE
from sistercities.partners.short_lists.argument_sentences import (
    CALLED_NEAR_KM,
    TOLD_NEAREST_KM,
    named_home,
    peers,
    say_cities_tied,
    say_country_ties,
    say_heritage,
    say_heritage_of_both,
    say_language,
    say_like_size,
    say_near,
    say_nearest,
    say_nearest_port,
    say_nearest_seat,
    say_neighbours,
    say_partners,
    say_peers,
    say_recent,
    say_region_size,
    say_shared,
    say_sister_region,
    say_size,
    say_suburbs,
    say_ties_nearby,
)
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
    LIKE_SIZE,
    NEAR_KM,
    OFTEN,
    has_same_climate,
    have_one_language,
)
from sistercities.partners.short_lists.nearby_ties import (
    is_in_country_of_partner,
    knows_own_country,
    n_partners_in_common,
    n_tied_close_by,
    n_ties_nearby,
    sister_regions,
)
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    RANKS,
    among_nearest,
    is_nearest_of,
    is_nearest_of_rank,
    say_country_of_partner,
    say_knows_country,
    say_nearest_capital,
    say_nearest_centre,
    say_nearest_island,
    say_nearest_mountains,
    say_nearest_sea,
)
from sistercities.partners.short_lists.place_kinds import (
    CENTRE,
    SMALL_BESIDE,
    are_of_kind,
    are_suburbs,
)
from sistercities.partners.short_lists.region_facts import (
    are_close_in_size,
    is_for_regions,
    n_cities_tied,
)
from sistercities.partners.stored_model import stored_model
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag, Real


def speak_for(facts: CandidateFacts, feature: str) -> Flag:
    """Say for which candidates the number of such partners speaks, shape (n_pairs,).

    Parameters
    ----------
    facts
        The home place with its candidates.
    feature
        Name of one of `reason.OF_THE_TWO`.
    """
    counts, model = BY_NAME[feature], stored_model(facts.home_place.place_class)
    values = counts.values(facts.pairs)
    are_enough = np.nan_to_num(values) >= LEAST_VALUE
    return np.asarray(are_enough & (model.contribution(counts, values) > NOTABLE))


_WAR, _WITHIN = "war", "war_within"


@lru_cache(maxsize=2)
def is_at_war_at_home(ground: Ground) -> Flag:
    """Say of each country whether a war is fought in it or with a neighbour, shape (n_countries,).

    Read from the rows that hold today. A war with a state elsewhere closes no airspace at home.
    """
    codes = ground.countries.codes
    border = ground.countries.pairs["land_border"] == 1
    found = np.zeros(len(codes), dtype=np.bool_)
    for row in ground.barriers:
        if row.until_date is not None or row.kind not in (_WAR, _WITHIN):
            continue
        one, other = (are_among(codes, side) for side in (row.side_a, row.side_b))
        if row.kind == _WITHIN:
            found |= one
            continue
        meets = border & one[:, None] & other[None, :]
        found |= meets.any(axis=1) | meets.any(axis=0)
    return found


AS_LARGE = 1.25
"""Times by which two populations may differ and count as about the same."""
LEAST_FLOWN_KM = 300
"""Up to this distance over land people go by train or car, and a flight listed is one leg."""
SMALL_TOWN = 100_000
"""People up to which a place is called a small town."""
MANY_PARTNERS = 5
MANY_NEARBY = 2
"""Ties between two surroundings from which that is told."""


class Argument(NamedTuple):
    """One argument.

    Attributes
    ----------
    name
        Stable name, as in JSON.
    holds
        Of which candidates it holds.
    sentence
        Says it of the candidate at a position in the pairs; "" where nobody may be named.
    of_all
        Says it of all places of a list at once; None where each has words of its own.
    is_of_country
        It says something of the country, so it is said once for all its places.
    names_something
        It names places or numbers of this candidate alone: it sets it apart however many have such.
    weight
        How telling it is beside how rare it is.
    said_by
        Name of an argument that says it too: it is not said beside that one.
    """

    name: str
    holds: Callable[[CandidateFacts], Flag]
    sentence: Callable[[CandidateFacts, int], str]
    of_all: Callable[[CandidateFacts], Sentence] | None = None
    is_of_country: bool = False
    names_something: bool = False
    weight: float = 1.0
    said_by: str | None = None


def _always(sentence: Sentence) -> Callable[[CandidateFacts, int], Sentence]:
    """Say the same of every place."""
    return lambda _facts, _at: sentence


def _is_one(values: Real) -> Flag:
    return np.asarray(values == 1)


def _is_as_large(facts: CandidateFacts) -> Flag:
    ratio = facts.size_ratio
    return np.asarray((ratio <= AS_LARGE) & (ratio >= 1 / AS_LARGE))


def _is_like_in_size(facts: CandidateFacts) -> Flag:
    """Whether the sizes count as something in common, and are not about the same."""
    ratio = facts.size_ratio
    is_like = (ratio <= LIKE_SIZE) & (ratio >= 1 / LIKE_SIZE)
    return np.asarray(is_like & ~_is_as_large(facts))


def _has_heritage(facts: CandidateFacts) -> Flag:
    """Whether a site is near that may be named."""
    return np.asarray(facts.places.heritage[facts.pairs.b, 0] >= 0)


def _home_has_heritage(facts: CandidateFacts) -> np.bool_:
    """Whether the home place has a site that can be named beside that of another."""
    return np.bool_(facts.places.heritage[facts.home, 0] >= 0)


def _are_small_towns(facts: CandidateFacts) -> Flag:
    """Whether both are small beside their surroundings, and a town; suburbs are told apart."""
    people = facts.places.population
    are_small = (people[facts.pairs.b] <= SMALL_TOWN) & (people[facts.home] <= SMALL_TOWN)
    return np.asarray(are_small & are_of_kind(facts, SMALL_BESIDE) & ~are_suburbs(facts))


def _is_within_reach(facts: CandidateFacts) -> Flag:
    km = facts.pairs.distance_km
    return np.asarray((km > CALLED_NEAR_KM) & (km <= NEAR_KM))


def are_at_peace(facts: CandidateFacts) -> Flag:
    """Whether neither state is at war on its own ground: there routes and ports are no reason."""
    at_war, country = is_at_war_at_home(facts.ground), facts.pairs.country
    home = int(facts.places.country[facts.home])
    return np.asarray(~(at_war[country] | at_war[home]))


def has_route(facts: CandidateFacts) -> Flag:
    """Whether a flight between the two has been listed, and neither state is at war.

    Over land one of less than `LEAST_FLOWN_KM` is a leg of a longer flight: nobody books it alone.
    """
    return facts.holding("route", _has_route)


def _has_route(facts: CandidateFacts) -> Flag:
    found = from_home(facts.ground, facts.home).n_airlines[facts.pairs.b] > 0
    island = facts.places.is_island
    is_over_sea = (island[facts.pairs.b] == 1) | (island[facts.home] == 1)
    is_flown = is_over_sea | ~(facts.pairs.distance_km < LEAST_FLOWN_KM)
    return np.asarray(found & is_flown & are_at_peace(facts))


def _is_next_door(facts: CandidateFacts) -> Flag:
    """Whether a candidate is among the nearest of like size abroad, which nothing else says."""
    is_told = is_nearest_of_rank(facts) | (facts.pairs.distance_km <= CALLED_NEAR_KM)
    return np.asarray(among_nearest(FEW_NEARER)(facts) & _may_be_nearest(facts) & ~is_told)


def _may_be_nearest(facts: CandidateFacts) -> Flag:
    """Whether a candidate lies so that one may call it one of the nearest."""
    return np.asarray(facts.pairs.distance_km <= TOLD_NEAREST_KM)


def _is_nearest_seat(facts: CandidateFacts) -> Flag:
    return is_nearest_of("seat")(facts) & _may_be_nearest(facts)


def _is_nearest_port(facts: CandidateFacts) -> Flag:
    return is_nearest_of("port")(facts) & _may_be_nearest(facts)


def _told_nearest(rank: str) -> Callable[[CandidateFacts], Flag]:
    """Whether a candidate is told to be one of the nearest of a kind: of several the first."""
    before = list(RANKS)[: list(RANKS).index(rank)]

    def holds(facts: CandidateFacts) -> Flag:
        earlier = np.any([is_nearest_of(one)(facts) for one in before], axis=0)
        return np.asarray(is_nearest_of(rank)(facts) & _may_be_nearest(facts) & ~earlier)

    return lambda facts: facts.holding(f"told nearest {rank}", holds)


def _are_seats(facts: CandidateFacts) -> Flag:
    """Whether both are seats of their regions, and it is not told that hardly one is nearer."""
    return _is_one(facts.of_both(facts.places.is_seat)) & ~_is_nearest_seat(facts)


def _are_ports(facts: CandidateFacts) -> Flag:
    """Whether both have a seaport, and it is not told that hardly one is nearer."""
    are_ports = _is_one(facts.of_both(facts.places.is_port)) & are_at_peace(facts)
    return np.asarray(are_ports & ~_is_nearest_port(facts))


def _are_capitals(facts: CandidateFacts) -> Flag:
    """Whether both are national capitals, and neither has a status that states see differently."""
    has_status = gate_of(facts.ground).has_status
    is_plain = ~has_status[facts.pairs.b] & ~has_status[facts.home]
    return np.asarray(_is_one(facts.of_both(facts.places.is_capital)) & is_plain)


ARGUMENTS = (
    Argument("shared_partners", lambda f: n_partners_in_common(f) > 0, say_shared,
             names_something=True, weight=4.0),
    Argument("sister_region", lambda f: _is_one(sister_regions(f)), say_sister_region,
             names_something=True, weight=4.0),
    Argument("cities_tied", lambda f: n_cities_tied(f) > 0, say_cities_tied,
             names_something=True, weight=3.0),
    Argument("neighbours_tied", lambda f: (n_tied_close_by(f) > 0) & (not is_for_regions(f)),
             say_neighbours, names_something=True, weight=1.5),
    Argument("peers_there", lambda f: (peers(f) >= FEW_PEERS) & ~f.pairs.is_domestic, say_peers,
             is_of_country=True, names_something=True, weight=1.5),
    Argument("ties_nearby",
             lambda f: (n_ties_nearby(f) >= MANY_NEARBY) & (not is_for_regions(f)), say_ties_nearby,
             names_something=True, weight=1.5),
    Argument("suburbs", are_suburbs, say_suburbs, names_something=True, weight=1.5),
    Argument("country_of_partner",
             lambda f: is_in_country_of_partner(f) & speak_for(f, "own_ties_there"),
             say_country_of_partner,
             is_of_country=True, names_something=True, weight=1.8),
    Argument("knows_country",
             lambda f: knows_own_country(f) & speak_for(f, "partner_ties_here"),
             say_knows_country, names_something=True,
             weight=1.2),
    Argument("centres", lambda f: are_of_kind(f, CENTRE), _always(say(
        "Each is the centre of its surroundings, with more people than all other places within 25 "
        "km together.")),
             lambda f: say(
                 "Each of them is the centre of its surroundings, as {home} is, with more people "
                 "than all other places within 25 km together.", home=named_home(f)),
             said_by="nearest_centre"),
    Argument("small_beside", _are_small_towns,
             _always(say("Both are small towns in a populous area.")),
             lambda f: say("All of them are small towns in a populous area, as {home} is.",
                           home=named_home(f))),
    Argument("size", _is_as_large, say_size,
             lambda f: say("All of them are about as large as {home}.", home=named_home(f))),
    Argument("region_size", lambda f: are_close_in_size(f) & ~_is_as_large(f), say_region_size,
             names_something=True, weight=1.2),
    Argument("like_size", _is_like_in_size, say_like_size, weight=0.5),
    Argument("coast", lambda f: _is_one(f.of_both(f.places.is_by_sea)),
             _always(say("Both lie within {km} km of the sea.", km=BY_SEA_KM)),
             lambda f: say("All of them lie within {km} km of the sea, as {home} does.",
                           km=BY_SEA_KM, home=named_home(f)),
             said_by="nearest_sea"),
    Argument("port", _are_ports, _always(say("Both have a listed seaport (UN/LOCODE).")),
             lambda f: say("All of them have a listed seaport (UN/LOCODE), as {home} has.",
                           home=named_home(f))),
    Argument("mountains",
             lambda f: _is_one(f.of_both(f.places.is_mountain)),
             _always(say("Both lie among or beside mountains.")),
             lambda f: say("All of them lie among or beside mountains, as {home} does.",
                           home=named_home(f)), said_by="nearest_mountains"),
    Argument("climate", has_same_climate, _always(say("Both have the same climate.")),
             lambda f: say("All of them have the climate of {home}.", home=named_home(f))),
    Argument("capital", _are_capitals,
             _always(say("Both are national capitals.")), weight=1.5, said_by="nearest_capital"),
    Argument("seat", _are_seats, _always(say("Both are the capital of their region.")),
             lambda f: say("All of them are the capital of their region, as {home} is.",
                           home=named_home(f))),
    Argument("island",
             lambda f: _is_one(f.of_both(f.places.is_island)),
             _always(say("Both lie on islands.")),
             lambda f: say("All of them lie on islands, as {home} does.", home=named_home(f)),
             weight=1.5, said_by="nearest_island"),
    Argument("border", lambda f: _is_one(f.of_both(f.places.is_border_city)),
             _always(say("Both lie near a land border of their country.")),
             lambda f: say("All of them lie near a land border, as {home} does.",
                           home=named_home(f))),
    Argument("nearest_seat", _is_nearest_seat, say_nearest_seat, weight=2.0),
    Argument("nearest_port", lambda f: _is_nearest_port(f) & are_at_peace(f), say_nearest_port,
             weight=2.0),
    Argument("nearest_capital", lambda f: _told_nearest("capital")(f) & _are_capitals(f),
             say_nearest_capital, weight=2.0),
    Argument("nearest_island", _told_nearest("island"), say_nearest_island, weight=2.0),
    Argument("nearest_sea", _told_nearest("sea"), say_nearest_sea, weight=2.0),
    Argument("nearest_mountains", _told_nearest("mountains"), say_nearest_mountains, weight=2.0),
    Argument("nearest_centre", _told_nearest("centre"), say_nearest_centre, weight=2.0),
    Argument("nearest", _is_next_door, say_nearest, weight=1.5),
    Argument("heritage_of_both",
             lambda f: _has_heritage(f) & _home_has_heritage(f), say_heritage_of_both),
    Argument("heritage", lambda f: _has_heritage(f) & ~_home_has_heritage(f), say_heritage,
             weight=0.8),
    Argument("near", lambda f: f.pairs.distance_km <= CALLED_NEAR_KM, say_near,
             names_something=True, weight=1.5),
    Argument("within_reach", _is_within_reach, say_near),
    Argument("same_hour", lambda f: f.hours_apart < 0.25,
             _always(say("The clocks show the same time in both, summer time apart.")),
             lambda f: say(
                 "In all of them the clocks show the same time as in {home}, summer time apart.",
                 home=named_home(f),
             ),
             weight=0.7),
    Argument("route", has_route,
             _always(say(
                 "The list of air routes has flights between the two, past ones and legs of longer "
                 "flights among them.")), weight=1.2),
    Argument("recent", lambda f: _known_positive(recent_ties(f.pairs)), say_recent, weight=0.8),
    Argument("partners", lambda f: f.ground.ties.degree[f.pairs.b] >= MANY_PARTNERS, say_partners,
             weight=0.4),
    Argument("country_ties", lambda f: (country_ties(f.pairs) >= OFTEN) & are_enough(f.pairs),
             say_country_ties, is_of_country=True),
    Argument("language", have_one_language, say_language,
             is_of_country=True),
)  # fmt: skip
"""All arguments; of equally telling ones the earlier is said first."""


def _known_positive(values: Real) -> Flag:
    return np.asarray(np.isfinite(values) & (values > 0))
