"""What may be said for a place where there is a purpose: what the purpose weighs, if it holds.

Each term that a purpose weighs has arguments. Some are said of any list (`arguments`); others are
of the place alone, such as a port for trade, and are said for a purpose only.

What is said of a place that has a theme that was asked for: the officer sees why it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import BY_SEA_KM
from sistercities.partners.names_in_sentences import named_country
from sistercities.partners.short_lists.argument_sentences import (
    say_heritage,
    say_migrants,
    say_near,
    say_routes,
)
from sistercities.partners.short_lists.arguments import ARGUMENTS, Argument, are_at_peace
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import DAY_KM, is_set_apart_by_sea
from sistercities.partners.short_lists.grounds import MANY_MIGRANTS, have_one_language
from sistercities.partners.short_lists.place_kinds import suburbs
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.sentences import Sentence, at_start, say
from sistercities.terms.climate import ZONES
from twolevel.core.array_types import Flag, Real

MAIN_TRADE_PARTNERS, LEAST_KNOWN = 10, 20
"""Countries with most trade that are told, and with how many trade must be known for that."""
MANY_PEOPLE = 500_000
UNIVERSITY_SIZE = 50_000
"""People from which a place near by is one for education: no list of universities may ship."""
MANY_ROUTES = 20


def _is_main_trade_partner(facts: CandidateFacts) -> Flag:
    """Whether the country is one of those with which the home country trades most."""
    return np.asarray(facts.of_countries(_trades_most) == 1)


def _trades_most(facts: CandidateFacts) -> Real:
    own = int(facts.places.country[facts.home])
    trade = facts.ground.countries.pairs.get("trade_million_usd")
    if trade is None:
        return np.full(len(facts.pairs), np.nan)
    trade = np.nan_to_num(trade[own])
    trade[own] = 0.0
    most = np.argsort(-trade, kind="stable")[:MAIN_TRADE_PARTNERS]
    is_one = np.zeros(len(trade))
    if (trade > 0).sum() >= LEAST_KNOWN:
        is_one[most] = 1.0
    return facts.pairs.of_states(is_one[facts.pairs.country])


def _say_trade(facts: CandidateFacts, k: int) -> str:
    return at_start(
        say(
            "{country} is one of the {n} countries with which {home_country} traded most, as last "
            "known (to 2014).",
            country=named_country(facts.ground, int(facts.pairs.country[k])),
            n=MAIN_TRADE_PARTNERS,
            home_country=named_country(facts.ground, int(facts.places.country[facts.home])),
        )
    )


def _is_large(facts: CandidateFacts) -> Flag:
    return np.asarray(facts.of_partner(facts.places.population) >= MANY_PEOPLE)


def _is_populous(facts: CandidateFacts) -> Flag:
    return np.asarray(facts.of_partner(facts.places.population) >= UNIVERSITY_SIZE)


def _say_populous(_facts: CandidateFacts, _k: int) -> Sentence:
    return say(
        "It has {n:,} people or more, as towns with a university often have.", n=UNIVERSITY_SIZE
    )


def _say_large(_facts: CandidateFacts, _k: int) -> Sentence:
    return say("It is a large city.")


def _has_alone(flag: Callable[[CandidateFacts], Real]) -> Callable[[CandidateFacts], Flag]:
    """Hold where a place has something that the home place has not."""
    return lambda facts: np.asarray(
        (facts.of_partner(flag(facts)) == 1) & (flag(facts)[facts.home] != 1)
    )


LISTED_PORT = say(
    "It has a listed seaport (UN/LOCODE); what is handled there, the list does not say."
)
"""Said of a port: the list has Huntington Beach as it has Rotterdam."""
_has_port_alone = _has_alone(lambda facts: facts.places.is_port)

OF_THE_PLACE = (
    Argument("trade", _is_main_trade_partner, _say_trade, is_of_country=True),
    Argument("port_there", lambda f: _has_port_alone(f) & are_at_peace(f),
             lambda _facts, _k: LISTED_PORT),
    Argument("routes",
             lambda f: (f.of_partner(f.places.destinations) >= MANY_ROUTES) & are_at_peace(f),
             say_routes),
    Argument("migrants",
             lambda f: f.pairs.between_countries("migrant_stock") >= MANY_MIGRANTS, say_migrants,
             is_of_country=True),
    Argument("within_a_day", lambda f: f.pairs.distance_km <= DAY_KM, say_near,
             names_something=True),
    Argument("large", _is_large, _say_large, names_something=True),
    Argument("populous", _is_populous, _say_populous, said_by="large"),
    Argument("seat_there", _has_alone(lambda f: f.places.is_seat),
             lambda _facts, _k: say("It is the capital of its region.")),
    Argument("coast_there", _has_alone(lambda f: f.places.is_by_sea),
             lambda _facts, _k: say("It lies within {km} km of the sea.", km=BY_SEA_KM)),
    Argument("mountains_there", _has_alone(lambda f: f.places.is_mountain),
             lambda _facts, _k: say("It lies among or beside mountains.")),
)  # fmt: skip
"""Arguments that are said for a purpose alone."""

LARGE_PEERS = 300_000
"""People from which two places count as large cities that know the same questions."""
_DRY = "B"
"""First letter of the dry zones of climate."""


def _have_language_among(facts: CandidateFacts) -> Flag:
    """Whether the two countries share an official language, and one of them has several."""
    languages = facts.ground.countries.languages
    own = languages[int(facts.places.country[facts.home])]
    share = np.array([bool(own & each) for each in languages], dtype=np.bool_)
    is_shared = share[facts.pairs.country] & ~facts.pairs.is_domestic
    return np.asarray(is_shared & ~have_one_language(facts))


def _say_language_among(facts: CandidateFacts, k: int) -> str:
    home, there = int(facts.places.country[facts.home]), int(facts.pairs.country[k])
    return at_start(
        say(
            "{home_country} and {country} have an official language in common; which of several a "
            "town uses is not on record.",
            home_country=named_country(facts.ground, home),
            country=named_country(facts.ground, there),
        )
    )


def _say_past(facts: CandidateFacts, k: int) -> str:
    home, there = int(facts.places.country[facts.home]), int(facts.pairs.country[k])
    return at_start(
        say(
            "{home_country} and {country} have a past in common: the one has governed the other.",
            home_country=named_country(facts.ground, home),
            country=named_country(facts.ground, there),
        )
    )


def _are_large(facts: CandidateFacts) -> Flag:
    people = facts.places.population
    is_large = people >= LARGE_PEERS
    return np.asarray(is_large[facts.pairs.b] & is_large[facts.home])


def _has_heritage_of_its_own(facts: CandidateFacts) -> Flag:
    """Whether a site is near a candidate alone, and no far larger city beside it."""
    sites = facts.places.heritage[:, 0] >= 0
    there = sites[facts.pairs.b] & ~suburbs(facts.ground)[facts.pairs.b]
    return np.asarray(there & ~sites[facts.home])


def _are_dry(facts: CandidateFacts) -> Flag:
    is_dry = np.array([zone.startswith(_DRY) for zone in ZONES], dtype=np.bool_)
    zone = facts.places.climate
    there, here = zone[facts.pairs.b], int(zone[facts.home])
    return np.asarray((there >= 0) & is_dry[there] & (here >= 0) & is_dry[here])


OF_TWO_FOR_PURPOSE = (
    Argument("apart", lambda f: f.pairs.distance_km > 0, say_near, names_something=True),
    Argument("language_among", _have_language_among, _say_language_among, is_of_country=True),
    Argument("past", lambda f: f.pairs.between_countries("colonial_tie") == 1, _say_past,
             is_of_country=True),
    Argument("large_of_both", _are_large,
             lambda _facts, _k: say(
                 "Both are large cities, of {n:,} people or more.", n=LARGE_PEERS
             )),
    # Of the nearest of a kind too, of which a list says that instead.
    Argument("seat_of_both", lambda f: f.of_both(f.places.is_seat) == 1,
             lambda _facts, _k: say("Both are the capital of their region."),
             said_by="nearest_seat"),
    Argument("port_of_both",
             lambda f: (f.of_both(f.places.is_port) == 1) & are_at_peace(f),
             lambda _facts, _k: say("Both have a listed seaport (UN/LOCODE)."),
             said_by="nearest_port"),
    # What lies beside a far larger city is a sight of that city.
    Argument("heritage_there", _has_heritage_of_its_own, say_heritage, said_by="heritage"),
    Argument("sea_alike", lambda f: ~is_set_apart_by_sea(f), lambda _facts, _k: ""),
    Argument("dry", _are_dry, lambda _facts, _k: say("Both lie in a dry climate.")),
)  # fmt: skip
"""Arguments of the two that are said for a purpose alone (`purpose_facts`)."""

_OF_TERM = {
    "trade": ("trade",),
    "has_port": ("nearest_port", "port", "port_there"),
    "routes": ("route", "routes"),
    "is_large": ("large",),
    "heritage": ("heritage_of_both", "heritage"),
    "shared_language": ("language",),
    "migrants": ("migrants",),
    "is_seat": ("nearest_seat", "seat", "seat_there"),
    "hours_apart": ("same_hour",),
    "is_by_sea": ("nearest_sea", "coast", "coast_there"),
    "is_mountain": ("nearest_mountains", "mountains", "mountains_there"),
    "same_climate": ("climate",),
    "same_coast": ("nearest_sea", "coast"),
    "same_mountains": ("nearest_mountains", "mountains"),
    "is_near": ("near", "within_a_day", "nearest"),
    "same_size": ("size", "like_size"),
}
"""Arguments by what a purpose weighs; of the weight of trade in an economy none is told."""


def arguments_for(purpose: Purpose | None) -> tuple[Argument, ...]:
    """Return what may be said for a purpose, what weighs most first; nothing without one."""
    if purpose is None:
        return ()
    by_name = {one.name: one for one in (*ARGUMENTS, *OF_THE_PLACE)}
    lines = sorted(purpose.weights, key=lambda one: -one.weight)
    names = (name for line in lines for name in _OF_TERM.get(line.term, ()))
    return tuple(by_name[name] for name in dict.fromkeys(names))


_SAID_BY = {
    "port": ("nearest_port", "port", "port_of_both", "port_there"),
    "coast": ("nearest_sea", "coast", "coast_there"),
    "mountain": ("nearest_mountains", "mountains", "mountains_there"),
    "regional-capital": ("nearest_seat", "seat", "seat_of_both", "seat_there"),
    "capital": ("nearest_capital", "capital"),
    "island": ("nearest_island", "island"),
    "border": ("border",),
    "heritage": ("heritage_of_both", "heritage", "heritage_there"),
}
"""Arguments that say that a place has a theme; what they say is not said again."""
_PLAIN = {
    "port": LISTED_PORT,
    "coast": say("It lies within {km} km of the sea.", km=50),
    "mountain": say("It lies among or beside mountains."),
    "regional-capital": say("It is the capital of its region."),
    "capital": say("It is a national capital."),
    "island": say("It lies on an island."),
    "border": say("It lies within {km} km of a land border of its country.", km=25),
    "hot": say("Its climate is hot."),
    "cold": say("It has frost in winter."),
}
"""What is said where none of these holds. World Heritage is named with its site, or not at all."""


def arguments_for_themes(themes: Sequence[Theme]) -> tuple[tuple[Argument, ...], ...]:
    """Return, theme by theme, what may be said of a place that has it, the most telling first."""
    by_name = {one.name: one for one in (*ARGUMENTS, *OF_THE_PLACE, *OF_TWO_FOR_PURPOSE)}
    return tuple(
        (*(by_name[name] for name in _SAID_BY.get(theme.name, ())), *_plain(theme))
        for theme in themes
    )


def _plain(theme: Theme) -> tuple[Argument, ...]:
    sentence = _PLAIN.get(theme.name)
    if sentence is None:
        return ()
    return (Argument(f"theme_{theme.name}", _has(theme), _always(sentence)),)


def _has(theme: Theme) -> Callable[[CandidateFacts], Flag]:
    def holds(facts: CandidateFacts) -> Flag:
        found = np.asarray(facts.of_partner(theme.has_it(facts.places)) == 1)
        if theme.name == "port":
            return np.asarray(found & are_at_peace(facts))
        if theme.name == "capital":
            # Whose capital it is, states see differently.
            return np.asarray(found & ~gate_of(facts.ground).has_status[facts.pairs.b])
        return found

    return holds


def _always(sentence: Sentence) -> Callable[[CandidateFacts, int], str]:
    return lambda _facts, _at: sentence
