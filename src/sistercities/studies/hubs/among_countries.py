"""Hubs of a country over those expected, beside how much other countries differ in the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import expit

from sistercities.studies.hubs.draws import HubDraws
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.core.array_types import Flag, Real
from twolevel.rates.clusters import MIN_EFFECTIVE
from twolevel.rates.counts_among_others import (
    MIN_UNITS,
    CountAmongOthers,
    count_among_others,
)
from twolevel.rates.standardised import StandardisedRatio

LEAST_EXPECTED = 1.0
"""Hubs expected of another country from which it tells how much countries differ."""


def expected_shares(
    network: CityNetwork, ratio: StandardisedRatio, traits: tuple[int, ...]
) -> Real:
    """Return the chance of each comparable city to be a hub as cities abroad like it are."""
    x = network.x[:, list(traits)]
    design = np.column_stack((np.ones(len(network.x)), x))
    shares: Real = expit(design @ ratio.coefficients)
    return shares


def ratio_among_countries(
    network: CityNetwork, membership: Real, ratio: StandardisedRatio, traits: tuple[int, ...]
) -> CountAmongOthers | None:
    """Compare the hubs of the home country with those of others; None with too few others.

    Parameters
    ----------
    membership
        How far each comparable city is a hub, shape (n_comparable,).
    ratio
        Of the home country, whose model abroad says what is expected.
    traits
        On which that model rests.
    """
    if ratio.freedom + 1 < MIN_EFFECTIVE:
        return None
    country = network.country[network.comparable]
    observed = np.bincount(country, membership, network.n_countries)
    expected = np.bincount(country, expected_shares(network, ratio, traits), network.n_countries)
    others = expected >= LEAST_EXPECTED
    if network.home < others.size:
        others[network.home] = False
    if others.sum() < MIN_UNITS:
        return None
    return count_among_others(
        ratio.observed, ratio.expected, observed[others], expected[others],
        overdispersion=ratio.spread + ratio.drawn_spread,
        expected_variance=ratio.expected_variance, most=float(membership.sum()),
    )  # fmt: skip


def ratios_among_countries(
    network: CityNetwork,
    draws: HubDraws,
    ratios: dict[str, StandardisedRatio],
    traits: tuple[int, ...],
) -> dict[str, CountAmongOthers | None]:
    """Compare by each measure."""
    mean = draws.membership.mean(axis=0)
    return {
        measure: ratio_among_countries(network, mean[k], ratios[measure], traits)
        for k, measure in enumerate(MEASURES)
        if measure in ratios
    }


def within_class(
    network: CityNetwork,
    membership: Real,
    found: CountAmongOthers,
    shares: Real,
    is_in_class: Flag,
) -> CountAmongOthers | None:
    """Return the ratio of home cities of a class, by the spread of countries over all classes."""
    home = network.is_home & is_in_class
    expected = float(shares[home].sum())
    if expected <= 0:
        return None
    return replace(found, observed=float(membership[home].sum()), expected=expected)


def interval_of(found: CountAmongOthers | None, level: float = 0.95) -> Interval:
    """Return a ratio with the interval that holds how much countries differ."""
    if found is None:
        return UNKNOWN_INTERVAL
    return Interval(found.value, *found.interval(level))
