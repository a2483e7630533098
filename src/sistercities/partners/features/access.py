"""How far the two are apart: kilometres, hours of the clock, flights."""

from __future__ import annotations

import math

import numpy as np

from sistercities.partners.distinct_numbers import SortedCounts, are_among
from sistercities.partners.features.feature import (
    Feature,
    PairNames,
    abroad,
    count_knots,
    counted,
    log2_count,
)
from sistercities.partners.pairs import Pairs
from sistercities.sentences import say, say_count
from twolevel.core.array_types import Flag, Real

_ONE_IN_FLIGHTS = ("CN", "HK", "MO", "TW")
_FLIGHTS = say("routes listed up to 2026, past ones among them (VRS)")


def distance(pairs: Pairs) -> Real:
    """Log10 of the great-circle distance in km, at least 1 km."""
    return np.log10(np.maximum(pairs.distance_km, 1.0))


def hours_apart(pairs: Pairs) -> Real:
    """Hours between the two clocks, standard time."""
    offset = pairs.places.utc_offset
    return np.abs(offset[pairs.a] - offset[pairs.b])


def direct_flight(pairs: Pairs) -> Real:
    """Log2 of 1 + airlines ever listed as flying between the two cities without a change.

    Routes that are known to be gone are not in the data. Known where both have facts on flights.
    The list takes flights between the mainland of China, Hong Kong, Macau and Taiwan for domestic
    ones, so of these nothing is known.
    """
    airlines = _n_airlines(pairs)
    served = pairs.places.destinations
    known = ~np.isnan(served[pairs.a]) & ~np.isnan(served[pairs.b])
    known &= ~_is_taken_for_domestic(pairs)
    return abroad(pairs, np.where(known | (airlines > 0), log2_count(airlines), np.nan))


def _n_airlines(pairs: Pairs) -> Real:
    if pairs.beside_all is not None:
        return pairs.beside_all.n_airlines[pairs.b]
    return SortedCounts(*pairs.ground.flights).of(pairs.ground.ties.key(pairs.a, pairs.b))


def _is_taken_for_domestic(pairs: Pairs) -> Flag:
    inside = are_among(pairs.ground.countries.codes, _ONE_IN_FLIGHTS)
    return np.asarray(inside[pairs.home_country] & inside[pairs.country])


def partner_destinations(pairs: Pairs) -> Real:
    """Log2 of 1 + cities abroad with a route ever listed from the partner without a change."""
    return log2_count_or_nan(pairs.places.destinations[pairs.b])


def log2_count_or_nan(counts: Real) -> Real:
    """Return log2(1 + count), NaN where the count is."""
    return np.where(np.isnan(counts), np.nan, log2_count(np.nan_to_num(counts)))


def _say_distance(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("The distance of the two is not known.")
    km = 10**value
    digits = max(0, math.floor(math.log10(max(km, 1))) - 1)
    return names.say("{partner} is {n:,.0f} km away.", n=round(km, -digits))


def _say_hours(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("The time difference is not known.")
    if value == 0:
        return say("The clocks show the same time in both, summer time apart.")
    if value == 1:
        return say("The clocks of the two differ by 1 hour, summer time apart.")
    return say("The clocks of the two differ by {n:g} hours, summer time apart.", n=value)


def _say_flight(value: float, _names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether a route between the two was ever listed is not known.")
    airlines = counted(value)
    if airlines == 0:
        return say("No route between the two is listed.")
    return say_count(
        "{n} airline is or was listed as flying there without a change.",
        "{n} airlines are or were listed as flying there without a change.",
        n=airlines,
    )


def _say_destinations(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("Whether {partner} has routes abroad is not known.")
    reached = counted(value)
    if reached == 0:
        return names.say("No route abroad is listed from within 60 km of {partner}.")
    return names.say_count(
        "{n} city abroad has a route from within 60 km of {partner} on the list.",
        "{n} cities abroad have a route from within 60 km of {partner} on the list.",
        n=reached,
    )


FEATURES = (
    Feature("distance", "access", "Distance", distance, _say_distance,
            (1.0, 1.7, 2.0, 2.3, 2.7, 3.0, 3.2, 3.4, 3.6, 3.8, 3.9, 4.0, 4.1, 4.3),
            say("points of the places"), is_undated=True, direction=-1),
    Feature("hours_apart", "access", "Time difference", hours_apart, _say_hours,
            (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 13.0), "GeoNames", is_undated=True, direction=-1),
    Feature("direct_flight", "access", "Route ever listed", direct_flight, _say_flight,
            count_knots(8), _FLIGHTS, is_undated=True, direction=1),
    Feature("partner_destinations", "access", "Routes abroad of the partner",
            partner_destinations, _say_destinations, count_knots(128), _FLIGHTS, is_undated=True,
            direction=1),
)  # fmt: skip
