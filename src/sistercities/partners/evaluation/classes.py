"""Classes of places by size, wealth, country and continent, for reports by class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.ground import Ground
from twolevel.core.array_types import Index

Text = NDArray[np.str_]
UNKNOWN = "unknown"
OTHER_COUNTRIES = "other countries"
_SIZES = (50_000, 200_000, 1_000_000, 5_000_000)
SIZES = ("under 50,000", "50,000 to 200,000", "200,000 to 1 million", "1 to 5 million",
         "over 5 million", UNKNOWN)  # fmt: skip
_INCOMES = (4_500.0, 14_000.0)
INCOMES = ("poorer country", "middle", "richer country", UNKNOWN)
"""GDP per head below 4,500, to 14,000, and above, in USD: near the bounds of the World Bank."""
CONTINENTS = {
    "AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America",
    "OC": "Oceania", "SA": "South America",
}  # fmt: skip


def size_class(ground: Ground, at: Index) -> Text:
    """Class of population of each place."""
    return _named(ground.places.population[at], _SIZES, SIZES)


def income_class(ground: Ground, at: Index) -> Text:
    """Class of GDP per head of the country of each place."""
    return _named(ground.countries.income[ground.places.country[at]], _INCOMES, INCOMES)


def continent_class(ground: Ground, at: Index) -> Text:
    """Continent of each place."""
    codes = ground.countries.continents[ground.places.country[at]]
    return np.array([CONTINENTS.get(code, UNKNOWN) for code in codes.tolist()], dtype=str)


def country_class(ground: Ground, at: Index) -> Text:
    """Name of the country of each place, in English."""
    return np.array(ground.countries.names[ground.places.country[at]], dtype=str)


def _named(values: NDArray[np.float64], bounds: Sequence[float], names: Sequence[str]) -> Text:
    at = np.where(np.isnan(values), len(names) - 1, np.searchsorted(bounds, values, side="right"))
    return np.array(names, dtype=str)[at]
