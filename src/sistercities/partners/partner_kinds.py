"""Kinds of partners by which a place is compared: continent, size, income, language, coast."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.features import culture
from sistercities.partners.ground import Ground, Index
from sistercities.partners.pairs import candidates_of

Real = NDArray[np.float64]
SIZE_BOUNDS = (20_000, 100_000, 500_000, 2_000_000)
INCOME_BOUNDS = (1_500, 5_000, 15_000, 45_000)
CONTINENTS = {
    "AF": "in Africa", "AN": "in Antarctica", "AS": "in Asia", "EU": "in Europe",
    "NA": "in North America", "OC": "in Oceania", "SA": "in South America",
}  # fmt: skip


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
    words: tuple[str, ...]
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
        Dimension("continent", (*CONTINENTS.values(), "on no known continent"),
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


def _steps(bounds: tuple[int, ...], before: str, after: str) -> tuple[str, ...]:
    """Words for the classes between bounds, and for unknown."""
    first = f"{before} less than {bounds[0]:,}{after}"
    inner = [f"{before} {low:,} to {high:,}{after}" for low, high in pairwise(bounds)]
    return (first, *inner, f"{before} {bounds[-1]:,} or more{after}")


_SIZES = (*_steps(SIZE_BOUNDS, "with", " people"), "of unknown size")
_INCOMES = (
    *_steps(INCOME_BOUNDS, "in countries with a GDP per head of", " US$"),
    "in countries of unknown income",
)
_LANGUAGES = (
    "in countries without a common language",
    "where a language is spoken by parts of both peoples",
    "in countries with a common official language",
    "in its own country",
    "in countries whose languages are not known",
)
_COASTS = ("away from the sea", "by the sea", "of which it is not known whether the sea is near")
