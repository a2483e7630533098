"""Sizes of the two places, and what kind of place each is."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.features.feature import Feature, PairNames, times
from sistercities.partners.ground import LEVELS
from sistercities.partners.pairs import Pairs

Real = NDArray[np.float64]
_SOURCE = "GeoNames; for Chinese cities the residents of the yearbook of 2023"
_WORDS = ("region", "region", "city", "county", "district")
_PLURALS = ("regions", "regions", "cities", "counties", "districts", "region and city at once")
DUAL = len(LEVELS)
"""Kind of a place that is region and city at once."""


def log_population(population: Real) -> Real:
    """Return log10 of the population; a population of 0 is not known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(population > 0, np.log10(population), np.nan)


def partner_size(pairs: Pairs) -> Real:
    """Log10 of the partner's population in persons."""
    return log_population(pairs.places.population[pairs.b])


def home_size(pairs: Pairs) -> Real:
    """Log10 of the home place's population in persons."""
    return log_population(pairs.places.population[pairs.a])


def size_match(pairs: Pairs) -> Real:
    """Log10 of the partner's population over that of the home place."""
    return partner_size(pairs) - home_size(pairs)


def _kind(pairs: Pairs, at: NDArray[np.int64]) -> NDArray[np.int64]:
    level = np.maximum(pairs.places.level[at], 1)  # regions of both levels are alike
    return np.where(pairs.places.is_dual[at], DUAL, level)


def kinds(pairs: Pairs) -> Real:
    """Kinds of the two places, six times that of the home place plus that of the partner."""
    return (6 * _kind(pairs, pairs.a) + _kind(pairs, pairs.b)).astype(np.float64)


def persons(count: float) -> str:
    """Write a number of persons as people say it, to two figures."""
    if count >= 1e6:
        return f"{count / 1e6:.3g} million people"
    digits = max(0, math.floor(math.log10(max(count, 1))) - 1)
    return f"{round(count, -digits):,.0f} people"


def _say_size(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return f"The population of {names.partner} is not known."
    return f"{names.partner} has about {persons(10**value)}."


def _say_home_size(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return f"The population of {names.home} is not known."
    return f"{names.home} has about {persons(10**value)}."


def _say_match(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return "Whether the two are of like size is not known."
    ratio = 10 ** abs(value)
    if ratio < 1.5:
        return "The two are of about the same size."
    larger, smaller = names.partner, names.home
    if value < 0:
        larger, smaller = smaller, larger
    return f"{larger} is {times(ratio)} times as large as {smaller}."


def _say_kinds(value: float, names: PairNames) -> str:
    words = (*_WORDS, "region and city at once")
    home, partner = divmod(int(value), 6)
    if home == partner:
        return f"Both are {_PLURALS[home]}."
    return f"{names.home} is a {words[home]}, {names.partner} a {words[partner]}."


# Below 15,000 people the gazetteer has a place only for its ties: that they rise there again is how
# places came in, so the lines may not.
_SIZES = (3.0, 4.0, 4.3, 4.7, 5.0, 5.3, 5.7, 6.0, 6.5, 7.0)
FEATURES = (
    Feature("partner_size", "size", "Size of the partner", partner_size, _say_size, _SIZES, _SOURCE,
            is_undated=True, direction=1),
    Feature("size_match", "size", "Match of sizes", size_match, _say_match,
            (-3.0, -2.0, -1.5, -1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0, 1.5, 2.0, 3.0), _SOURCE,
            is_undated=True),
    Feature("kinds", "size", "Kinds of the two places", kinds, _say_kinds,
            tuple(6.0 * a + b for a in range(1, 6) for b in range(1, 6)), "levels of the release",
            is_category=True, is_undated=True),
    Feature("home_size", "size", "Size of the home place", home_size, _say_home_size, _SIZES,
            _SOURCE, is_of_home=True, is_undated=True, direction=1),
)  # fmt: skip
