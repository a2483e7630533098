"""How much more cities of each country are chosen than others alike, and where one country stands.

Every country has an effect of its own in one model of the choice among cities, in which the cities
of all countries choose. What a country has of its own besides (its income) is taken off by a line
through the others. What is left of the others is how much countries differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import BENDS_KM, TERMS, ChoiceRows, drawn_rows
from sistercities.studies.attractiveness.choosing import Chosen
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.expected import expected_of_countries
from sistercities.studies.attractiveness.models import ChoiceModel
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.phrases import bare
from twolevel.choice.group_effects import GroupEffects, group_effects
from twolevel.core.array_types import Index, Real
from twolevel.core.labels import distinct
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.equal_traits import among_others_at_equal_traits
from twolevel.rates.prediction_interval import AmongOthers

LEAST_EXPECTED = 20.0
"""Choices expected of a country at equal traits from which it has an effect of its own."""

N_EXPECTED = 400
"""Choices from which it is computed what is expected of each country."""

N_SAMPLED = (12, 9)
"""Alternatives beside each choice: large cities, and others."""

TOO_FEW_OTHERS = say("too few other countries can be compared")

OF_COUNTRIES = ("home country", "GDP per head")
"""Terms that are the same for all cities of a country."""


@dataclass(frozen=True, slots=True, eq=False)
class CountryEffects:
    """Effects of countries on the choice among cities.

    Attributes
    ----------
    codes
        Countries that have an effect of their own, shape (n,).
    effects, errors
        Log odds less their mean, and standard errors, shape (n,).
    log_income
        log2 of GDP per head, shape (n,).
    n_chosen, choosers, regions
        Choices of each, and the effective number of countries that choose it and of its own
        regions that are chosen, shape (n,).
    n_choices
        Choices in all.
    left_out
        Countries of which choices are expected, and none is known.
    """

    codes: NDArray[np.str_]
    effects: Real
    errors: Real
    log_income: Real
    n_chosen: Real
    choosers: Real
    regions: Real
    n_choices: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a country stands among others.

    Attributes
    ----------
    among
        Its log odds less those of a typical country, with the spread of countries; None where
        there is none, and `note` says why.
    rank, n_countries
        Its place from the most chosen, among how many.
    n_choices, n_home, choosers, regions
        What it rests on, as the rule asks.
    """

    among: AmongOthers | None
    rank: int = 0
    n_countries: int = 0
    n_choices: int = 0
    n_home: int = 0
    choosers: float = 0.0
    regions: float = 0.0
    note: str = ""

    def interval(self, level: float = 0.95) -> Interval:
        """Return the odds ratio against a typical country."""
        if self.among is None:
            return UNKNOWN_INTERVAL
        low, high = self.among.interval(level)
        value, low, high = np.exp([self.among.value, low, high]).tolist()
        return Interval(value, low, high)


def named_countries(
    cities: Cities, chosen: Chosen, model: ChoiceModel, seed: int
) -> NDArray[np.str_]:
    """Return the countries of which enough choices are expected for an effect of their own."""
    found = expected_of_countries(cities, chosen, model, seed, N_EXPECTED)
    return cities.countries[found.expected >= LEAST_EXPECTED]


def draw_choice_rows(cities: Cities, chosen: Chosen, seed: int) -> ChoiceRows:
    """Draw alternatives beside each choice, alike for all countries."""
    nobody = np.zeros(cities.place_id.size, dtype=np.bool_)
    return drawn_rows(
        cities, chosen.choices, chosen.is_alternative, nobody, n_sampled=(1, *N_SAMPLED), seed=seed
    )


def fit_country_effects(
    cities: Cities, rows: ChoiceRows, named: NDArray[np.str_]
) -> CountryEffects | str:
    """Fit an effect of each named country; say why where there is no fit."""
    of_row = cities.country_code[rows.alternative]
    known = cities.countries[np.unique(of_row[rows.is_chosen])]
    codes = np.intersect1d(named, known)
    number = np.full(cities.countries.size, -1, dtype=np.int64)
    number[np.searchsorted(cities.countries, codes)] = np.arange(codes.size)
    group = number[of_row]
    try:
        fit = group_effects(
            _varying(rows), rows.choice, rows.is_chosen, group, offset=rows.offset,
            by_chooser=rows.by_chooser, by_alternative=rows.by_alternative,
        )  # fmt: skip
    except NetworkError as reason:
        return say("there is no fit: {reason}", reason=bare(reason))
    missing = tuple(str(code) for code in np.setdiff1d(named, known))
    return _with_facts(cities, rows, fit, codes, group, missing)


def _varying(rows: ChoiceRows) -> Real:
    """Return the terms that vary among the cities of a country.

    Where all choices lie beyond 1,000 km the bend there is the distance itself.
    """
    is_far = bool(len(rows.km)) and rows.km.min() > BENDS_KM[0]
    left_out = (*OF_COUNTRIES, *(["distance beyond 1,000 km"] if is_far else []))
    kept = [k for k, name in enumerate(TERMS) if name not in left_out]
    x = rows.x[:, kept]
    varies = np.ptp(x, axis=0) > 0 if len(x) else np.zeros(len(kept), dtype=np.bool_)
    found: Real = x[:, varies]
    return found


def _with_facts(
    cities: Cities,
    rows: ChoiceRows,
    fit: GroupEffects,
    codes: NDArray[np.str_],
    group: Index,
    missing: tuple[str, ...],
) -> CountryEffects:
    at = [int(np.flatnonzero(cities.country == code)[0]) for code in codes]
    taken = [rows.is_chosen & (group == k) for k in range(codes.size)]
    return CountryEffects(
        codes, fit.effects, fit.standard_errors, cities.log_income[at], fit.n_chosen,
        np.array([_effective(rows.by_chooser[one]) for one in taken]),
        np.array([_effective(rows.by_alternative[one]) for one in taken]),
        fit.n_choices, missing,
    )  # fmt: skip


def _effective(label: Index) -> float:
    return effective_clusters(distinct(label)[1])


def stand_among(
    effects: CountryEffects | str, country: str, *, with_income: bool = True
) -> Standing:
    """Tell where a country stands among the others, at equal income."""
    if isinstance(effects, str):
        return Standing(None, note=effects)
    at = np.flatnonzero(effects.codes == country)
    found = Standing(None, n_choices=effects.n_choices, n_countries=effects.codes.size)
    if not at.size:
        return replace(found, note=say("too few of its choices are known or expected"))
    k = int(at[0])
    found = replace(
        found, n_home=int(effects.n_chosen[k]), choosers=float(effects.choosers[k]),
        regions=float(effects.regions[k]),
    )  # fmt: skip
    trait = effects.log_income[:, None] if with_income else np.zeros((effects.codes.size, 0))
    others = np.arange(effects.codes.size) != k
    try:
        among = among_others_at_equal_traits(
            float(effects.effects[k]), float(effects.errors[k]), effects.effects[others],
            effects.errors[others], own_traits=trait[k], traits=trait[others],
            error_freedom=max(min(found.choosers, found.regions) - 1, 1.0),
        )  # fmt: skip
    except NetworkError:
        return replace(found, note=TOO_FEW_OTHERS)
    return replace(found, among=among, rank=_rank(effects, trait, k))


def _rank(effects: CountryEffects, trait: Real, k: int) -> int:
    """Return the place of a country by its effect at equal traits, 1 the most chosen."""
    x = np.column_stack((np.ones(len(trait)), trait))
    left = effects.effects - x @ np.linalg.lstsq(x, effects.effects, rcond=None)[0]
    return 1 + int((left > left[k]).sum())
