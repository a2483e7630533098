"""What may be said for a place in one sentence that a mayor can repeat.

An argument is a fact that holds of a place or not. Which of them are shown, `telling` decides: a
fact that a third of all candidates have sets nobody apart.

Which states are at war on their own ground, where a port or an air route is no reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sistercities.partners.features.culture import MIGRANTS_OF, OFFICIAL, common_language
from sistercities.partners.features.geography import climate
from sistercities.partners.features.network import (
    country_ties,
    neighbours_tied,
)
from sistercities.partners.features.openness import recent_ties
from sistercities.partners.features.size import persons
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground, are_among
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
    LIKE_SIZE,
    MANY_MIGRANTS,
    NEAR_KM,
    OFTEN,
)
from sistercities.partners.short_lists.nearby_ties import NEARBY_KM, n_ties_nearby, ties_nearby
from sistercities.partners.short_lists.own_network import n_partners_in_common, sister_regions
from sistercities.partners.short_lists.place_kinds import (
    CENTRE,
    SMALL_BESIDE,
    are_of_kind,
    are_suburbs,
)
from sistercities.partners.ties_behind import (
    TiesBehind,
    named,
    those_that_may_be_named,
    ties_behind,
)
from sistercities.sentences import Sentence, say, say_count
from sistercities.terms.climate import SAME_ZONE
from sistercities.terms.country_article import at_start
from sistercities.terms.number_words import share_word, times_word
from twolevel.core.array_types import Flag, Real

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
CALLED_NEAR_KM = 300
"""Up to this distance a place is called near; one farther off has its distance alone."""
MANY_ROUTES = 20
AIRPORT_KM = 60
"""How far airports may lie whose routes count for a place (`international_destinations_nearby`)."""
MANY_PARTNERS = 5
MANY_NEARBY = 2
"""Ties between two surroundings from which that is told."""
_PLACES_OF_MOURNING = (31, 775)
"""Auschwitz and Hiroshima: World Heritage that nobody names as a reason for a partner."""


@dataclass(frozen=True, slots=True)
class Argument:
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
    """

    name: str
    holds: Callable[[CandidateFacts], Flag]
    sentence: Callable[[CandidateFacts, int], str]
    of_all: Callable[[CandidateFacts], Sentence] | None = None
    is_of_country: bool = False
    names_something: bool = False
    weight: float = 1.0


def _always(sentence: Sentence) -> Callable[[CandidateFacts, int], Sentence]:
    """Say the same of every place."""
    return lambda _facts, _at: sentence


def _is_one(values: Real) -> Flag:
    return np.asarray(values == 1)


def _behind(feature: str, facts: CandidateFacts, k: int) -> TiesBehind:
    behind = ties_behind(feature, facts.ground, facts.home, int(facts.pairs.b[k]))
    if behind is None:
        raise LookupError(f"no ties stand behind {feature}")
    return behind


def _home(facts: CandidateFacts) -> str:
    return named_place(facts.ground, facts.home)


def _place(facts: CandidateFacts, k: int) -> str:
    return named_place(facts.ground, int(facts.pairs.b[k]))


def _country(facts: CandidateFacts, k: int) -> str:
    return named_country(facts.ground, int(facts.pairs.country[k]))


def _home_country(facts: CandidateFacts) -> str:
    return named_country(facts.ground, int(facts.places.country[facts.home]))


def _say_shared(facts: CandidateFacts, k: int) -> str:
    """Name the partners in common, those aside whom something bars or who call for care."""
    place, all_of_them = int(facts.pairs.b[k]), _behind("shared_partners", facts, k)
    behind = those_that_may_be_named(facts.ground, facts.home, place, all_of_them)
    if not behind.places:
        return ""
    return say_count(
        "Both are partners of {places}.",
        "Both are partners of {places}.",
        len(behind.places),
        places=named(facts.ground, behind),
    )


def _say_sister_region(facts: CandidateFacts, k: int) -> Sentence:
    places = _behind("sister_region", facts, k).places
    if len(places) < 2:
        return say("Their regions are sister regions.")
    one, other = (named_place(facts.ground, at) for at in places[:2])
    return say("Its region, {other}, is a sister region of {one}.", one=one, other=other)


def _say_neighbours(facts: CandidateFacts, k: int) -> Sentence:
    behind = _behind("neighbours_tied", facts, k)
    around = set(facts.places.containers[facts.home].tolist())
    if len(behind.places) == 1 and behind.places[0] in around:
        return say(
            "{region}, in which {home} lies, is a partner of {place}.",
            region=named_place(facts.ground, behind.places[0]),
            home=_home(facts),
            place=_place(facts, k),
        )
    return say_count(
        "Another place of your region is a partner of {place}: {places}.",
        "{n} other places of your region are partners of {place}: {places}.",
        len(behind.places),
        place=_place(facts, k),
        places=named(facts.ground, behind),
    )


def _is_as_large(facts: CandidateFacts) -> Flag:
    ratio = facts.size_ratio
    return np.asarray((ratio <= AS_LARGE) & (ratio >= 1 / AS_LARGE))


def _say_size(facts: CandidateFacts, k: int) -> Sentence:
    count = float(facts.places.population[facts.pairs.b[k]])
    return say("About as large as {home}: {n}.", home=_home(facts), n=persons(count))


def _is_like_in_size(facts: CandidateFacts) -> Flag:
    """Whether the sizes count as something in common, and are not about the same."""
    ratio = facts.size_ratio
    is_like = (ratio <= LIKE_SIZE) & (ratio >= 1 / LIKE_SIZE)
    return np.asarray(is_like & ~_is_as_large(facts))


def _say_like_size(facts: CandidateFacts, k: int) -> Sentence:
    count = float(facts.places.population[facts.pairs.b[k]])
    return say("Close to {home} in size: {n}.", home=_home(facts), n=persons(count))


def _has_same_climate(facts: CandidateFacts) -> Flag:
    return np.asarray(climate(facts.pairs) == SAME_ZONE)


def _has_heritage(facts: CandidateFacts) -> Flag:
    """Whether a site is near that may be named."""
    nearest = facts.places.heritage[facts.pairs.b, 0]
    ids = np.append(facts.ground.heritage.ids, -1)[nearest]
    return np.asarray((nearest >= 0) & ~np.isin(ids, _PLACES_OF_MOURNING))


def _home_has_heritage(facts: CandidateFacts) -> np.bool_:
    return np.bool_(facts.places.heritage_sites[facts.home] > 0)


def _say_heritage(facts: CandidateFacts, k: int) -> Sentence:
    """Name the nearest site that counts as near, with its year."""
    return say(
        "World Heritage nearby: {site}, listed in {year}, about {km:,.0f} km away.",
        **_nearest_site(facts, k),
    )


def _say_heritage_of_both(facts: CandidateFacts, k: int) -> Sentence:
    return say(
        "Both have World Heritage nearby, here {site}, listed in {year}, about {km:,.0f} km away.",
        **_nearest_site(facts, k),
    )


def _nearest_site(facts: CandidateFacts, k: int) -> dict[str, object]:
    at, heritage = int(facts.pairs.b[k]), facts.ground.heritage
    site, km = int(facts.places.heritage[at, 0]), float(facts.places.heritage_km[at, 0])
    return {
        "site": str(heritage.names[site]).strip(),
        "year": int(heritage.inscribed[site]),
        "km": max(round(km), 1),
    }


def _is_within_reach(facts: CandidateFacts) -> Flag:
    km = facts.pairs.distance_km
    return np.asarray((km > CALLED_NEAR_KM) & (km <= NEAR_KM))


def _say_near(facts: CandidateFacts, k: int) -> Sentence:
    km = float(f"{facts.pairs.distance_km[k]:.2g}")
    if km <= CALLED_NEAR_KM:
        return say("Near: about {km:,.0f} km away.", km=km)
    return say("About {km:,.0f} km away.", km=km)


def _say_routes(facts: CandidateFacts, k: int) -> Sentence:
    n = int(facts.places.destinations[facts.pairs.b[k]])
    return say("Airports within {km} km have had routes to {n} cities abroad.", km=AIRPORT_KM, n=n)


def are_at_peace(facts: CandidateFacts) -> Flag:
    """Whether neither state is at war on its own ground: there routes and ports are no reason."""
    at_war, country = is_at_war_at_home(facts.ground), facts.pairs.country
    home = int(facts.places.country[facts.home])
    return np.asarray(~(at_war[country] | at_war[home]))


def _has_route(facts: CandidateFacts) -> Flag:
    keys, _ = facts.ground.flights
    asked = facts.ground.ties.key(facts.pairs.a, facts.pairs.b)
    at = np.minimum(np.searchsorted(keys, asked), max(len(keys) - 1, 0))
    found = keys[at] == asked if len(keys) else np.zeros(len(asked), dtype=np.bool_)
    return np.asarray(found & are_at_peace(facts))


def _are_capitals(facts: CandidateFacts) -> Flag:
    """Whether both are national capitals, and neither has a status that states see differently."""
    has_status = gate_of(facts.ground).has_status
    is_plain = ~has_status[facts.pairs.b] & ~has_status[facts.home]
    return np.asarray(_is_one(facts.of_both(facts.places.is_capital)) & is_plain)


def _say_recent(facts: CandidateFacts, k: int) -> Sentence:
    n = round(2 ** float(recent_ties(_alone(facts, k))[0]) - 1)
    return say_count(
        "It is known to have begun a partnership in the last ten years.",
        "It is known to have begun {n} partnerships in the last ten years.",
        n,
    )


def _alone(facts: CandidateFacts, k: int) -> Pairs:
    return candidates_of(facts.ground, facts.home, facts.pairs.b[k : k + 1])


def _say_partners(facts: CandidateFacts, k: int) -> Sentence:
    n = int(facts.ground.ties.degree[facts.pairs.b[k]])
    return say("It has {n} partner cities of its own.", n=n)


def _peers(facts: CandidateFacts) -> Real:
    return facts.home_place.alike.with_partner_in[facts.pairs.country].astype(np.float64)


def _say_peers(facts: CandidateFacts, k: int) -> Sentence:
    share = share_word(float(_peers(facts)[k]) / len(facts.home_place.alike.at))
    values = {"share": share, "home": _home(facts), "country": _country(facts, k)}
    if facts.home_place.place_class == "city":
        return say("{share} of the cities most like {home} have a partner in {country}.", **values)
    return say("{share} of the regions most like {home} have a partner in {country}.", **values)


def _say_country_ties(facts: CandidateFacts, k: int) -> str:
    n = float(2 ** country_ties(_alone(facts, k))[0])
    return say(
        "Cities of {home_country} and {country} are partners at least {times} as often as chance "
        "would have it.",
        home_country=_home_country(facts),
        country=_country(facts, k),
        times=times_word(n),
    )


def _say_language(facts: CandidateFacts, k: int) -> str:
    return at_start(
        say(
            "{home_country} and {country} have an official language in common.",
            home_country=_home_country(facts),
            country=_country(facts, k),
        )
    )


def _say_migrants(facts: CandidateFacts, k: int) -> Sentence:
    n = float(facts.pairs.between_countries("migrant_stock")[k])
    return say(
        "In {year} about {n} of {home_country} or {country} lived in the other country.",
        year=MIGRANTS_OF,
        n=persons(n),
        home_country=_home_country(facts),
        country=_country(facts, k),
    )


def _say_ties_nearby(facts: CandidateFacts, k: int) -> str:
    """Name a tie of a place near home with a place near the candidate."""
    place = int(facts.pairs.b[k])
    told = [(one, other) for one, other in ties_nearby(facts, k) if other != place]
    if not told:
        return ""
    one, other = told[0]
    return say_count(
        "{one}, within {km} km of {home}, is a partner of {other}, within {km} km of {place}.",
        "{n} partnerships link places within {km} km of {home} and of {place}, such as that of "
        "{one} and {other}.",
        len(told),
        one=named_place(facts.ground, one),
        other=named_place(facts.ground, other),
        home=_home(facts),
        place=_place(facts, k),
        km=NEARBY_KM,
    )


def _say_suburbs(facts: CandidateFacts, k: int) -> Sentence:
    city, place = facts.places.large_city, int(facts.pairs.b[k])
    return say(
        "Both lie beside a far larger city: {home} beside {city}, {place} beside {other}.",
        home=_home(facts),
        city=named_place(facts.ground, int(city[facts.home])),
        place=_place(facts, k),
        other=named_place(facts.ground, int(city[place])),
    )


ARGUMENTS = (
    Argument("shared_partners", lambda f: n_partners_in_common(f) > 0, _say_shared,
             names_something=True, weight=4.0),
    Argument("sister_region", lambda f: _is_one(sister_regions(f)), _say_sister_region,
             names_something=True, weight=4.0),
    Argument("neighbours_tied", lambda f: _known_positive(neighbours_tied(f.pairs)),
             _say_neighbours, names_something=True, weight=1.5),
    Argument("peers_there", lambda f: _peers(f) >= FEW_PEERS, _say_peers, is_of_country=True,
             names_something=True, weight=1.5),
    Argument("ties_nearby", lambda f: n_ties_nearby(f) >= MANY_NEARBY, _say_ties_nearby,
             names_something=True, weight=1.5),
    Argument("suburbs", are_suburbs, _say_suburbs, names_something=True, weight=1.5),
    Argument("centres", lambda f: are_of_kind(f, CENTRE), _always(say(
        "Each is the centre of its surroundings, with more people than all other places within 25 "
        "km.")),
             lambda f: say(
                 "Each of them is the centre of its surroundings, as {home} is, with more people "
                 "than all other places within 25 km.", home=_home(f))),
    Argument("small_beside", lambda f: are_of_kind(f, SMALL_BESIDE) & ~are_suburbs(f), _always(say(
        "Around each, other places within 25 km have over seven times its people.")),
             lambda f: say(
                 "Around each of them, as around {home}, other places within 25 km have over seven "
                 "times its people.", home=_home(f))),
    Argument("size", _is_as_large, _say_size,
             lambda f: say("All of them are about as large as {home}.", home=_home(f))),
    Argument("like_size", _is_like_in_size, _say_like_size, weight=0.5),
    Argument("coast", lambda f: _is_one(f.of_both(f.places.is_by_sea)),
             _always(say("Both lie by the sea.")),
             lambda f: say("All of them lie by the sea, as {home} does.", home=_home(f))),
    Argument("port", lambda f: _is_one(f.of_both(f.places.has_port)) & are_at_peace(f),
             _always(say("Both have a seaport.")),
             lambda f: say("All of them have a seaport, as {home} has.", home=_home(f))),
    Argument("mountains", lambda f: _is_one(f.of_both(f.places.is_mountain)),
             _always(say("Both lie among or beside mountains.")),
             lambda f: say("All of them lie among or beside mountains, as {home} does.",
                           home=_home(f))),
    Argument("climate", _has_same_climate, _always(say("Both have the same climate.")),
             lambda f: say("All of them have the climate of {home}.", home=_home(f))),
    Argument("capital", _are_capitals,
             _always(say("Both are national capitals.")), weight=1.5),
    Argument("seat", lambda f: _is_one(f.of_both(f.places.is_seat)),
             _always(say("Both are the seat of their region.")),
             lambda f: say("All of them are the seat of their region, as {home} is.",
                           home=_home(f))),
    Argument("island", lambda f: _is_one(f.of_both(f.places.is_island)),
             _always(say("Both lie on islands.")),
             lambda f: say("All of them lie on islands, as {home} does.", home=_home(f)),
             weight=1.5),
    Argument("border", lambda f: _is_one(f.of_both(f.places.is_border_city)),
             _always(say("Both lie near a land border of their country.")),
             lambda f: say("All of them lie near a land border, as {home} does.", home=_home(f))),
    Argument("heritage_of_both",
             lambda f: _has_heritage(f) & _home_has_heritage(f), _say_heritage_of_both),
    Argument("heritage", lambda f: _has_heritage(f) & ~_home_has_heritage(f), _say_heritage,
             weight=0.8),
    Argument("near", lambda f: f.pairs.distance_km <= CALLED_NEAR_KM, _say_near,
             names_something=True, weight=1.5),
    Argument("within_reach", _is_within_reach, _say_near),
    Argument("same_hour", lambda f: f.hours_apart < 0.25,
             _always(say("The clocks show the same time in both.")),
             lambda f: say(
                 "In all of them the clocks show the same time as in {home}.", home=_home(f)
             ),
             weight=0.7),
    Argument("route", _has_route,
             _always(say("A direct air route between the two has been listed.")), weight=1.2),
    Argument("routes",
             lambda f: (f.of_partner(f.places.destinations) >= MANY_ROUTES) & are_at_peace(f),
             _say_routes, weight=0.6),
    Argument("recent", lambda f: _known_positive(recent_ties(f.pairs)), _say_recent, weight=0.8),
    Argument("partners", lambda f: f.ground.ties.degree[f.pairs.b] >= MANY_PARTNERS, _say_partners,
             weight=0.4),
    Argument("country_ties", lambda f: country_ties(f.pairs) >= OFTEN, _say_country_ties,
             is_of_country=True),
    Argument("language", lambda f: common_language(f.pairs) == OFFICIAL, _say_language,
             is_of_country=True),
    Argument("migrants",
             lambda f: f.pairs.between_countries("migrant_stock") >= MANY_MIGRANTS, _say_migrants,
             is_of_country=True, weight=0.6),
)  # fmt: skip
"""All arguments; of equally telling ones the earlier is said first."""


def _known_positive(values: Real) -> Flag:
    return np.asarray(np.isfinite(values) & (values > 0))
