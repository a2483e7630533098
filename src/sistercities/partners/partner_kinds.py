"""Kinds of partners by which a place is compared: continent, size, income, language, coast."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sistercities.partners.features import culture
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.sentences import Sentence, say
from sistercities.terms.city_variables import COASTAL_KM
from twolevel.core.array_types import Index, Real

SIZE_BOUNDS = (20_000, 100_000, 500_000, 2_000_000)
INCOME_BOUNDS = (1_500, 5_000, 15_000, 45_000)
CONTINENTS = {
    "AF": say("in Africa"),
    "AN": say("in Antarctica"),
    "AS": say("in Asia"),
    "EU": say("in Europe"),
    "NA": say("in North America"),
    "OC": say("in Oceania"),
    "SA": say("in South America"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """One way to sort partners.

    Attributes
    ----------
    name
        Stable name, as in JSON.
    words
        What is said of the partners of each kind: "in Africa"; the last one is for unknown.
    kind
        Kind of each possible partner, shape (n,): a position in `words`.
    """

    name: str
    words: tuple[Sentence, ...]
    kind: Index


def dimensions(ground: Ground, home: int, at: Index) -> tuple[Dimension, ...]:
    """Sort possible partners of a place by kind."""
    places, countries = ground.places, ground.countries
    country = places.country[at]
    codes = tuple(CONTINENTS)
    continent = np.array(
        [codes.index(code) if code in codes else len(codes) for code in countries.continents]
    )
    coast = places.is_coastal[at]
    language = culture.common_language(candidates_of(ground, home, at))
    return (
        Dimension("continent", (*CONTINENTS.values(), say("on no known continent")),
                  continent[country]),
        Dimension("size", _SIZES, _between(places.population[at], SIZE_BOUNDS)),
        Dimension("income", _INCOMES, _between(countries.income[country], INCOME_BOUNDS)),
        Dimension("language", _LANGUAGES, _category(language, 4)),
        Dimension("coast", _COASTS, _category(coast, 2)),
    )  # fmt: skip


def _between(values: Real, bounds: tuple[int, ...]) -> Index:
    """Class of each value; one more class for unknown."""
    found = np.searchsorted(np.asarray(bounds), np.nan_to_num(values), side="right")
    return np.where(np.isnan(values), len(bounds) + 1, found).astype(np.int64)


def _category(values: Real, n: int) -> Index:
    return np.where(np.isnan(values), n, np.nan_to_num(values)).astype(np.int64)


_SIZES = (
    say("with less than {n:,} people", n=SIZE_BOUNDS[0]),
    *(
        say("with {low:,} to {high:,} people", low=low, high=high)
        for low, high in pairwise(SIZE_BOUNDS)
    ),
    say("with {n:,} or more people", n=SIZE_BOUNDS[-1]),
    say("of unknown size"),
)
_INCOMES = (
    say("in countries with a GDP per head of less than {n:,} US$", n=INCOME_BOUNDS[0]),
    *(
        say("in countries with a GDP per head of {low:,} to {high:,} US$", low=low, high=high)
        for low, high in pairwise(INCOME_BOUNDS)
    ),
    say("in countries with a GDP per head of {n:,} or more US$", n=INCOME_BOUNDS[-1]),
    say("in countries of unknown income"),
)
_LANGUAGES = (
    say("in countries without a common language"),
    say("where a language is spoken by parts of both peoples"),
    say("in countries with a common official language"),
    say("in its own country"),
    say("in countries whose languages are not known"),
)
_COASTS = (
    say("more than {km} km from the sea", km=COASTAL_KM),
    say("within {km} km of the sea", km=COASTAL_KM),
    say("of which it is not known whether the sea is near"),
)
