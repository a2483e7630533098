"""Made-up whole networks: all cities of some countries, undirected ties, domestic ones too.

Ties are independent given the propensities of their ends: the odds of a lower tie of cities i and
j, of units p and q of countries c and d, are a_i a_j f_pd f_qc g_cd, and e^h times that inside one
country; those of an upper tie of p and q are of the same form with propensities of their own. Given
the numbers that `degree-country` keeps lower ties are then uniform over simple graphs, and upper
ties given those of `upper-ties`; without f the same is true of `degree-totals`, without f, g and h
of `degree`. Where units do not differ, labels are exchangeable within a country.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.core.whole_arrays import WholeArrays, whole_arrays


@dataclass(frozen=True, slots=True)
class WholeLayout:
    """Size and unevenness of a whole network; spreads are standard deviations of logarithms.

    Attributes
    ----------
    n_countries, n_units, n_cities, n_counties
        Countries; units; cities, of which `n_counties` move with another city of their unit.
    n_ties, n_upper
        Lower and upper ties expected, less those that saturate.
    unit_spread, country_spread
        Of the number of ties of units and countries.
    affinity_spread
        Of f, the taste of a unit for a country, another at each level.
    pair_spread
        Of g, the taste of two countries for each other, another at each level.
    domestic
        h, the log odds of ties inside a country against others.
    """

    n_countries: int
    n_units: int
    n_cities: int
    n_counties: int
    n_ties: int
    n_upper: int
    unit_spread: float
    country_spread: float
    affinity_spread: float
    pair_spread: float
    domestic: float


WHOLE = WholeLayout(
    n_countries=8,
    n_units=40,
    n_cities=240,
    n_counties=20,
    n_ties=500,
    n_upper=120,
    unit_spread=0.5,
    country_spread=0.7,
    affinity_spread=0.5,
    pair_spread=0.5,
    domestic=0.5,
)
"""Eight countries with domestic ties, small enough for thousands of worlds."""


@dataclass(frozen=True, slots=True, eq=False)
class WholeFrame:
    """A whole network before its ties.

    Attributes
    ----------
    arrays
        Cities, units and countries, no ties.
    unit_size, country_size
        Propensities of units and of countries, shapes (n_units,) and (n_countries,).
    """

    arrays: WholeArrays
    unit_size: Real
    country_size: Real


def draw_whole_frame(layout: WholeLayout, rng: np.random.Generator) -> WholeFrame:
    """Draw cities, units and countries with their sizes; each country has at least one unit."""
    country_size = np.exp(rng.normal(0, layout.country_spread, layout.n_countries))
    more = rng.integers(0, layout.n_countries, max(layout.n_units - layout.n_countries, 0))
    unit_country = np.sort(np.concatenate((np.arange(layout.n_countries), more)))
    unit_size = np.exp(rng.normal(0, layout.unit_spread, unit_country.size))
    n_blocks = layout.n_cities - layout.n_counties
    block_unit = rng.integers(0, unit_country.size, n_blocks)
    block_stratum = (rng.random(n_blocks) < 0.2).astype(np.int64)
    block = np.concatenate((np.arange(n_blocks), rng.integers(0, n_blocks, layout.n_counties)))
    arrays = whole_arrays(
        city_unit=block_unit[block], unit_country=unit_country, city_block=block,
        city_stratum=block_stratum[block], ties=[], upper_ties=[],
    )  # fmt: skip
    return WholeFrame(arrays, unit_size, country_size)


def whole_lower_odds(layout: WholeLayout, rng: np.random.Generator, frame: WholeFrame) -> Real:
    """Return the odds of lower ties up to a factor, shape (n_cities, n_cities), 0 unless i < j."""
    arrays = frame.arrays
    country = arrays.city_country
    per_country = np.bincount(country, minlength=layout.n_countries)[country]
    activity = rng.gamma(0.7, 1.0, arrays.n_cities) * frame.unit_size[arrays.city_unit]
    activity *= frame.country_size[country] / per_country
    taste = np.exp(rng.normal(0, layout.affinity_spread, (arrays.n_units, layout.n_countries)))
    return _pair_odds(layout, rng, activity, country, taste[arrays.city_unit])


def whole_upper_odds(layout: WholeLayout, rng: np.random.Generator, frame: WholeFrame) -> Real:
    """Return the odds of upper ties up to a factor, shape (n_units, n_units), 0 unless p < q."""
    country = frame.arrays.unit_country
    per_country = np.bincount(country, minlength=layout.n_countries)[country]
    activity = rng.gamma(2.0, 0.5, country.size) * np.sqrt(frame.unit_size)
    activity *= np.sqrt(frame.country_size[country] / per_country)
    taste = np.exp(rng.normal(0, layout.affinity_spread, (country.size, layout.n_countries)))
    return _pair_odds(layout, rng, activity, country, taste)


def _pair_odds(
    layout: WholeLayout, rng: np.random.Generator, activity: Real, country: Index, taste: Real
) -> Real:
    """Multiply what both ends bring; `taste` is of each end for each country."""
    half = np.triu(rng.normal(0, layout.pair_spread, (layout.n_countries, layout.n_countries)))
    log_pair = half + np.triu(half, 1).T + layout.domestic * np.eye(layout.n_countries)
    towards = taste[:, country]
    odds = activity[:, None] * activity * towards * towards.T
    odds *= np.exp(log_pair)[country[:, None], country]
    return np.triu(odds, 1)
