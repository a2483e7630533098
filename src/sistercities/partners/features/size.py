"""Sizes of the two places, and what kind of place each is."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from sistercities.partners.features.feature import Feature, PairNames, times
from sistercities.partners.ground import LEVELS, PlaceFacts
from sistercities.partners.pairs import Pairs
from sistercities.sentences import say, to_say
from sistercities.terms.number_words import persons
from twolevel.core.array_types import Index, Real

_SOURCE = say(
    "GeoNames; for Chinese cities the residents of the yearbook of 2023; where GeoNames is "
    "contradicted, the urban area of 2020 (United Nations) or Wikidata"
)
_BOTH = (
    say("Both are regions."),
    say("Both are regions."),
    say("Both are cities."),
    say("Both are counties."),
    say("Both are districts."),
    say("Both are region and city at once."),
)
_ONE = (
    say("a region"),
    say("a region"),
    say("a city"),
    say("a county"),
    say("a district"),
    say("a region and city at once"),
)
"""By kind: the level, and one more for a place that is region and city at once."""
ABOUT_AS_LARGE = 1.5
"""Times by which two populations may differ and be told as about the same."""
DUAL = len(LEVELS)
"""Kind of a place that is region and city at once."""


def log_population(population: Real) -> Real:
    """Return log10 of the population; a population of 0 is not known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(population > 0, np.log10(population), np.nan)


def partner_size(pairs: Pairs) -> Real:
    """Log10 of the partner's population in persons."""
    return _log_people(pairs.places)[pairs.b]


def home_size(pairs: Pairs) -> Real:
    """Log10 of the home place's population in persons."""
    return _log_people(pairs.places)[pairs.a]


@lru_cache(maxsize=2)
def _log_people(places: PlaceFacts) -> Real:
    return log_population(places.population)


def size_match(pairs: Pairs) -> Real:
    """Log10 of the partner's population over that of the home place."""
    return partner_size(pairs) - home_size(pairs)


def kind_of(places: PlaceFacts, at: Index) -> Index:
    """Return the kind of places, by their positions: the level, `DUAL` for region and city."""
    level = np.maximum(places.level[at], 1)  # regions of both levels are alike
    return np.where(places.is_dual[at], DUAL, level)


def kinds(pairs: Pairs) -> Real:
    """Kinds of the two places, six times that of the home place plus that of the partner."""
    return (6 * kind_of(pairs.places, pairs.a) + kind_of(pairs.places, pairs.b)).astype(np.float64)


def _say_size(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("The population of {partner} is not known.")
    people = persons(10**value)
    if names.is_partner_wide:
        return names.say("{partner} has about {n} in its urban area.", n=people)
    if names.is_partner_of_parts:
        return names.say(
            "The former municipalities of {partner} together have about {n}.", n=people
        )
    if names.is_partner_undated:
        return names.say("{partner} has about {n}; the figure is undated.", n=people)
    if names.partner_year is not None:
        return names.say("{partner} has about {n} (in {year}).", n=people, year=names.partner_year)
    return names.say("{partner} has about {n}.", n=people)


def _say_home_size(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("The population of {home} is not known.")
    people = persons(10**value)
    if names.is_home_wide:
        return names.say("{home} has about {n} in its urban area.", n=people)
    if names.is_home_of_parts:
        return names.say("The former municipalities of {home} together have about {n}.", n=people)
    if names.is_home_undated:
        return names.say("{home} has about {n}; the figure is undated.", n=people)
    if names.home_year is not None:
        return names.say("{home} has about {n} (in {year}).", n=people, year=names.home_year)
    return names.say("{home} has about {n}.", n=people)


_OF_ONE_SIZE = (
    to_say("The two are of about the same size."),
    to_say("The two are of about the same size; one of the figures is undated."),
    to_say("The two are of about the same size, by undated figures."),
)
_LARGER = (
    to_say("{larger} is {n} times as large as {smaller}."),
    to_say("{larger} is {n} times as large as {smaller}; one of the figures is undated."),
    to_say("{larger} is {n} times as large as {smaller}, by undated figures."),
)
"""By how many of the two figures have no year."""


def _say_match(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return say("Whether the two are of like size is not known.")
    ratio = 10 ** abs(value)
    undated = int(names.is_home_undated) + int(names.is_partner_undated)
    if ratio < ABOUT_AS_LARGE:
        return say(_OF_ONE_SIZE[undated])
    larger, smaller = names.partner, names.home
    if value < 0:
        larger, smaller = smaller, larger
    return say(_LARGER[undated], larger=larger, n=times(ratio), smaller=smaller)


def _say_kinds(value: float, names: PairNames) -> str:
    home, partner = divmod(int(value), 6)
    if home == partner:
        return _BOTH[home]
    return names.say(
        "{home} is {kind}, {partner} {other_kind}.", kind=_ONE[home], other_kind=_ONE[partner]
    )


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
            tuple(6.0 * a + b for a in range(1, 6) for b in range(1, 6)),
            say("levels of the release"), is_category=True, is_undated=True),
    Feature("home_size", "size", "Size of the home place", home_size, _say_home_size, _SIZES,
            _SOURCE, is_of_home=True, is_undated=True, direction=1),
)  # fmt: skip
