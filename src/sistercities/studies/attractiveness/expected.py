"""Choices expected at equal traits: of each country, and of each city of the home country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.studies.attractiveness.choices import HOME, LANGUAGE, TERMS, terms
from sistercities.studies.attractiveness.choosing import Chosen
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.models import ChoiceModel
from twolevel.core.array_types import Index, Real
from twolevel.rates.empirical_bayes import shrunk_log_ratio

VERY_LARGE = 300_000
"""Persons from which a city always stands in the common sample of alternatives."""

SMALLER_A_COUNTRY = 25
"""Smaller cities drawn from each country for that sample."""

MOST_CHOICES = 1_500
"""Choices of which the expectation is computed; of more, as many are drawn and stand for all."""

AT_ONCE = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """Choices of each country, and those expected if the home country had no ratio of its own.

    Arrays over `Cities.countries`; expected is 0 where no city is an alternative.
    """

    observed: Real
    expected: Real


def coefficients_of(model: ChoiceModel, *, with_home: bool) -> Real:
    """Coefficients in the order of `TERMS`, 0 where a term is left out."""
    beta = np.zeros(len(TERMS))
    for name, value in zip(model.names, model.coefficients, strict=True):
        beta[TERMS.index(name)] = value
    if not with_home:
        beta[HOME] = 0.0
    return beta


def common_sample(cities: Cities, chosen: Chosen, seed: int) -> tuple[Index, Real]:
    """Draw alternatives for all choosers: all home and very large cities, some of the smaller.

    Returns positions, and how many cities each stands for.
    """
    rng = np.random.default_rng(seed)
    whole = chosen.is_alternative & (chosen.is_home | (cities.size >= VERY_LARGE))
    parts, weights = [np.flatnonzero(whole)], [np.ones(int(whole.sum()))]
    rest = np.flatnonzero(chosen.is_alternative & ~whole)
    code = cities.country_code[rest]
    for country in np.unique(code):
        own = rest[code == country]
        n = min(SMALLER_A_COUNTRY, own.size)
        parts.append(np.sort(rng.choice(own, n, replace=False)))
        weights.append(np.full(n, own.size / n))
    return np.concatenate(parts), np.concatenate(weights)


def expected_of_countries(
    cities: Cities, chosen: Chosen, model: ChoiceModel, seed: int, most: int = MOST_CHOICES
) -> Expected:
    """Compute observed and expected choices of each country, from so many choices at most."""
    sample, weight = common_sample(cities, chosen, seed)
    beta = coefficients_of(model, with_home=False)
    took = chosen.choices.chooser
    if took.size > most:
        took = np.random.default_rng(seed).choice(took, most, replace=False)
    chooser, count = np.unique(took, return_counts=True)
    n = cities.countries.size
    expected = np.zeros(n)
    step = max(AT_ONCE // sample.size, 1)
    for first in range(0, chooser.size, step):
        who, times = chooser[first : first + step], count[first : first + step]
        left, right = np.repeat(who, sample.size), np.tile(sample, who.size)
        x, _ = terms(cities, left, right, chosen.is_home)
        is_open = cities.country_code[left] != cities.country_code[right]
        is_told = ~np.isnan(x[:, LANGUAGE])
        x[~is_told, LANGUAGE] = 0.0
        utility = np.where(is_open & is_told, x @ beta, -np.inf)
        mass = np.exp(utility.reshape(who.size, -1)) * weight
        share = mass / mass.sum(axis=1, keepdims=True)
        expected += np.bincount(cities.country_code[sample], times @ share, n)
    observed = np.bincount(cities.country_code[chosen.choices.chosen], minlength=n)
    scale = chosen.choices.chooser.size / took.size
    return Expected(observed.astype(np.float64), scale * expected)


def home_cities(cities: Cities, chosen: Chosen, model: ChoiceModel) -> pd.DataFrame:
    """Rank the home cities by how much more often they are chosen than others of them like them.

    Returns
    -------
    DataFrame
        `place_id`, `name`, `region`, `chosen`, `expected`, and `ratio` with `low` and `high`:
        chosen over expected, shrunk by empirical Bayes. Expected are the choices of the country
        shared out by the traits of its cities. Sorted by ratio.
    """
    home = np.flatnonzero(chosen.is_home & chosen.is_alternative)
    took = chosen.choices.chooser[chosen.is_home[chosen.choices.chosen]]
    x, _ = terms(cities, np.repeat(took, home.size), np.tile(home, took.size), chosen.is_home)
    # A language that two countries share is the same for all cities of the home country.
    x[np.isnan(x[:, LANGUAGE]), LANGUAGE] = 0.0
    utility = (x @ coefficients_of(model, with_home=True)).reshape(took.size, -1)
    mass = np.exp(utility - utility.max(axis=1, keepdims=True))
    expected = (mass / mass.sum(axis=1, keepdims=True)).sum(axis=0)
    counts = np.bincount(chosen.choices.chosen, minlength=cities.place_id.size)[home]
    shrunk = shrunk_log_ratio(counts, expected)
    frame = pd.DataFrame({
        "place_id": cities.place_id[home], "name": cities.name[home],
        "region": cities.region[home], "chosen": counts, "expected": expected,
        "ratio": np.exp(shrunk.log_ratio), "low": np.exp(shrunk.low), "high": np.exp(shrunk.high),
    })  # fmt: skip
    return frame.sort_values(["ratio", "place_id"], ascending=[False, True], ignore_index=True)
