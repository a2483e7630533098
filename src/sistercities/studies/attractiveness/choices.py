"""Who chose whom: the ties of a source as choices, and the alternatives drawn beside each.

A tie between two cities outside the home country is a choice of either; a tie with a home city is
one of the other. Home cities do not choose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sistercities.sentences import say
from sistercities.studies.attractiveness.cities import Cities
from twolevel.choice.sampled_alternatives import sample_alternatives
from twolevel.core.array_types import Flag, Index, Real

MIN_POPULATION = 15_000
"""Persons from which a city is an alternative; the release holds smaller ones only with a tie."""

LARGE = 100_000
"""Persons from which alternatives are drawn in a stratum of their own."""

EARTH_KM = 6371.0088
BENDS_KM = (1000.0, 4000.0)
FAR_KM = 3000.0
"""Beyond this a choice is a far one."""

TERMS = (
    say("home country"),
    say("population"),
    say("difference of population"),
    say("distance"),
    say("distance beyond 1,000 km"),
    say("distance beyond 4,000 km"),
    say("GDP per head"),
    say("difference of GDP per head"),
    say("common official language"),
    say("coast"),
    say("both on a coast"),
    say("capital of a state"),
)
"""Covariates, in the order of the columns; amounts as log2, so a ratio is per twice as much."""

HOME, LANGUAGE = 0, 8
"""Columns of the home country, and of the language, the only one that may be unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Choices of cities abroad: positions in `Cities`, shape (n,) each."""

    chooser: Index
    chosen: Index


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceRows:
    """Rows of choice sets: alternatives that were open to a chooser, one of them chosen.

    Attributes
    ----------
    choice
        Which choice, ascending, shape (n,).
    chooser, alternative
        Positions in `Cities`, shape (n,).
    is_chosen, offset
        As `sample_alternatives` gives them.
    x
        Columns of `TERMS`, shape (n, 12).
    km
        Distance, shape (n,).
    by_chooser, by_alternative
        Clusters: country of the chooser, first-level region of the alternative.
    """

    choice: Index
    chooser: Index
    alternative: Index
    is_chosen: Flag
    offset: Real
    x: Real
    km: Real
    by_chooser: Index
    by_alternative: Index

    @property
    def is_home(self) -> Flag:
        """Whether the alternative lies in the home country."""
        return self.x[:, HOME] > 0

    def kept(self, is_kept: Flag) -> ChoiceRows:
        """Keep some rows, and of those the sets that still hold a choice among two and more."""
        size = np.bincount(self.choice, is_kept, minlength=int(self.choice.max(initial=0)) + 1)
        held = np.bincount(self.choice, is_kept & self.is_chosen, minlength=size.size)
        rows = is_kept & ((size >= 2) & (held == 1))[self.choice]
        at = np.flatnonzero(rows)  # found once for all fields
        fields = {name: getattr(self, name).take(at, axis=0) for name in self.__slots__}
        return replace(self, **fields)


def terms(cities: Cities, chooser: Index, alternative: Index, is_home: Flag) -> tuple[Real, Real]:
    """Return the covariates of pairs, columns as in `TERMS`, and their distance in km.

    A pair of countries of which the language is not known has NaN.
    """
    km = _apart(cities, chooser, alternative)
    x = _own_terms(cities, is_home).take(alternative, axis=0)
    size, income, code = cities.log_size, cities.log_income, cities.country_code
    np.abs(size[chooser] - x[:, 1], out=x[:, 2])
    far = np.log2(np.maximum(km, 1.0), out=x[:, 3])
    for column, bend in zip((4, 5), BENDS_KM, strict=True):
        np.maximum(far - np.log2(bend), 0, out=x[:, column])
    np.abs(income[chooser] - x[:, 6], out=x[:, 7])
    x[:, LANGUAGE] = cities.language[code[chooser], code[alternative]]
    np.multiply(x[:, 9], cities.is_coastal[chooser], out=x[:, 10])
    return x, km


def _own_terms(cities: Cities, is_home: Flag) -> Real:
    """Return what each city brings to a pair as the alternative, columns as in `TERMS`."""
    own = np.zeros((cities.place_id.size, len(TERMS)))
    own[:, HOME] = is_home
    own[:, 1], own[:, 6] = cities.log_size, cities.log_income
    own[:, 9], own[:, 11] = cities.is_coastal, cities.is_capital
    return own


def _apart(cities: Cities, chooser: Index, alternative: Index) -> Real:
    """Return the distance of pairs in km, one coordinate after the other."""
    square = np.zeros(chooser.size)
    for along in np.ascontiguousarray(cities.point.T):
        apart = along[chooser] - along[alternative]
        square += np.multiply(apart, apart, out=apart)
    chord = np.sqrt(square, out=square)
    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1)))


def drawn_rows(
    cities: Cities,
    choices: Choices,
    is_alternative: Flag,
    is_home: Flag,
    *,
    n_sampled: tuple[int, int, int],
    seed: int,
) -> ChoiceRows:
    """Draw alternatives beside each choice, from strata: home, other large cities, the others.

    What was not open to a chooser (its own country, or a pair of countries with an unknown
    language) is struck out after the draw; within strata that leaves the correction as it is.

    Parameters
    ----------
    is_alternative, is_home
        Of each city.
    n_sampled
        From each stratum.
    seed
        Of the draws.
    """
    pool = np.flatnonzero(is_alternative)
    position = np.full(cities.place_id.size, -1)
    position[pool] = np.arange(pool.size)
    stratum = np.where(is_home[pool], 0, np.where(cities.size[pool] >= LARGE, 1, 2))
    present, label = np.unique(stratum, return_inverse=True)
    drawn = sample_alternatives(
        position[choices.chosen], pool.size, stratum=label, seed=seed,
        n_sampled=[n_sampled[s] for s in present],
    )  # fmt: skip
    alternative = pool[drawn.alternative]
    chooser = choices.chooser[drawn.choice]
    x, km = terms(cities, chooser, alternative, is_home)
    rows = ChoiceRows(
        drawn.choice, chooser, alternative, drawn.is_chosen, drawn.log_correction, x, km,
        cities.country_code[chooser], cities.region_code[alternative],
    )  # fmt: skip
    is_open = cities.country_code[chooser] != cities.country_code[alternative]
    return rows.kept(is_open & ~np.isnan(x[:, LANGUAGE]))
