"""Made-up two-level worlds, drawn from laws under which the nulls here hold, or do not.

Ties are independent given the propensities of their ends: the odds of a lower tie of home place i
with foreign place j of country c are a_i f_p(i)c b_j exp(beta_p(i)c H_p(i)j), those of an upper
tie of p with r are a'_p g_pc b'_r. With beta = 0 the lower ties given the degrees that the null
`degree-country` keeps are uniform over simple graphs, exactly; with f = 1 too, so they are given
those that `degree` keeps; upper ties given those that `upper-ties` keeps likewise. Where home
places are alike in law whatever their unit, labels are exchangeable.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.core.arrays import TwoLevelArrays, inside_matrix, two_level_arrays


@dataclass(frozen=True, slots=True)
class Layout:
    """Size and unevenness of a world; spreads are standard deviations of logarithms.

    Attributes
    ----------
    n_units, n_blocks, n_counties
        Home units; blocks (each a place); counties that move with a block.
    n_countries, n_foreign, n_foreign_units
        Partner countries, foreign places with a chance of ties, finest foreign units.
    n_ties, n_upper
        Lower and upper ties expected, less those that saturate.
    unit_spread, country_spread
        Of the number of ties of units and countries.
    affinity_spread
        Of f and g, the taste of a home unit for a country.
    shared_affinity
        Share of the variance of taste that both levels share: the common cause.
    coarse_share
        Share of countries in which a coarser tier of units signs too.
    """

    n_units: int
    n_blocks: int
    n_counties: int
    n_countries: int
    n_foreign: int
    n_foreign_units: int
    n_ties: int
    n_upper: int
    unit_spread: float
    country_spread: float
    affinity_spread: float
    shared_affinity: float
    coarse_share: float


CHINA = Layout(
    n_units=31,
    n_blocks=300,
    n_counties=50,
    n_countries=100,
    n_foreign=900,
    n_foreign_units=350,
    n_ties=1150,
    n_upper=400,
    unit_spread=0.75,
    country_spread=1.5,
    affinity_spread=0.7,
    shared_affinity=0.5,
    coarse_share=0.1,
)
"""About the size and unevenness of China's ties: some 17 effective clusters each way."""

GENERIC = Layout(
    n_units=80,
    n_blocks=500,
    n_counties=0,
    n_countries=120,
    n_foreign=1200,
    n_foreign_units=900,
    n_ties=2500,
    n_upper=1000,
    unit_spread=0.4,
    country_spread=0.7,
    affinity_spread=0.5,
    shared_affinity=0.5,
    coarse_share=0.0,
)
"""A country with more than 40 effective clusters each way."""

MODEST = Layout(
    n_units=20,
    n_blocks=120,
    n_counties=20,
    n_countries=30,
    n_foreign=250,
    n_foreign_units=110,
    n_ties=450,
    n_upper=140,
    unit_spread=0.5,
    country_spread=0.9,
    affinity_spread=0.5,
    shared_affinity=0.0,
    coarse_share=0.1,
)
"""Small enough for thousands of worlds in minutes; what the levels share is left to the kind."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """How much an upper tie raises the log odds of a lower tie inside it.

    Attributes
    ----------
    beta
        Mean.
    unit_spread, country_spread
        Standard deviation between home units and between countries.
    """

    beta: float = 0.0
    unit_spread: float = 0.0
    country_spread: float = 0.0


NO_TILT = Tilt()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A world before its ties.

    Attributes
    ----------
    arrays
        Places, units and countries, no ties.
    unit_size, country_size
        Propensities of home units and of countries, shapes (n_units,) and (n_countries,).
    """

    arrays: TwoLevelArrays
    unit_size: Real
    country_size: Real


def simulate_world(
    layout: Layout, rng: np.random.Generator, *, tilt: Tilt = NO_TILT
) -> TwoLevelArrays:
    """Draw one world; every size, taste, popularity and tie is drawn anew.

    Without affinity and unit spread home places are alike in law, and labels exchangeable.
    """
    frame = draw_frame(layout, rng)
    shared = shared_taste(layout, rng)
    upper = draw_pairs(upper_odds(layout, rng, frame, shared), layout.n_upper, rng)
    arrays = replace(frame.arrays, upper_ties=upper)
    odds = lower_odds(layout, rng, replace(frame, arrays=arrays), shared, tilt)
    return replace(arrays, ties=draw_pairs(odds, layout.n_ties, rng))


def draw_frame(layout: Layout, rng: np.random.Generator) -> Frame:
    """Draw places, units and countries with their sizes."""
    unit_size = np.exp(rng.normal(0, layout.unit_spread, layout.n_units))
    home_unit, block, stratum = _homes(layout, rng)
    fine_country, fine_place, country_size = _abroad(layout, rng)
    foreign_unit, unit_country, unit_tier = _tiers(layout, rng, fine_country, fine_place)
    arrays = two_level_arrays(
        home_unit=home_unit, home_block=block, home_stratum=stratum,
        foreign_country=fine_country[fine_place], foreign_unit=foreign_unit,
        foreign_unit_country=unit_country, foreign_unit_tier=unit_tier, ties=np.zeros((0, 2)),
        upper_ties=np.zeros((0, 2)), n_units=layout.n_units,
    )  # fmt: skip
    return Frame(arrays, unit_size, country_size)


def shared_taste(layout: Layout, rng: np.random.Generator) -> Real:
    """Draw the part of the tastes of home units for countries that both levels share."""
    return rng.normal(0, 1, (layout.n_units, layout.n_countries))


def _homes(layout: Layout, rng: np.random.Generator) -> tuple[Index, Index, Index]:
    """Return unit, block and stratum of home places; each unit has at least one block."""
    free = rng.integers(0, layout.n_units, max(layout.n_blocks - layout.n_units, 0))
    block_unit = rng.permutation(np.concatenate((np.arange(layout.n_units), free)))
    block_stratum = (rng.random(block_unit.size) < 0.2).astype(np.int64)
    county_block = rng.integers(0, block_unit.size, layout.n_counties)
    block = np.concatenate((np.arange(block_unit.size), county_block))
    return block_unit[block], block, block_stratum[block]


def _abroad(layout: Layout, rng: np.random.Generator) -> tuple[Index, Index, Real]:
    """Return each fine unit's country, each place's fine unit, and the countries' sizes."""
    size = np.exp(rng.normal(0, layout.country_spread, layout.n_countries))
    more = rng.choice(
        layout.n_countries, layout.n_foreign_units - layout.n_countries, p=size / size.sum()
    )
    unit_country = np.sort(np.concatenate((np.arange(layout.n_countries), more)))
    popularity = rng.gamma(1.0, 1.0, layout.n_foreign_units)
    place_unit = rng.choice(
        layout.n_foreign_units, layout.n_foreign, p=popularity / popularity.sum()
    )
    return unit_country, np.sort(place_unit), size


def _tiers(
    layout: Layout, rng: np.random.Generator, fine_country: Index, fine_place: Index
) -> tuple[Index, Index, Index]:
    """Join the fine units of some countries by fours to coarser units that sign too."""
    n_fine = fine_country.size
    has_coarse = rng.random(layout.n_countries) < layout.coarse_share
    key = fine_country * n_fine + np.arange(n_fine) // 4
    coarse_key = np.unique(key[has_coarse[fine_country]])
    coarse_of_fine = np.searchsorted(coarse_key, key) + n_fine
    coarse_of_fine = np.where(has_coarse[fine_country], coarse_of_fine, -1)
    foreign_unit = np.column_stack((fine_place, coarse_of_fine[fine_place]))
    unit_country = np.concatenate((fine_country, coarse_key // n_fine))
    tier = np.concatenate((np.zeros(n_fine), np.ones(coarse_key.size))).astype(np.int64)
    return foreign_unit, unit_country, tier


def _taste(layout: Layout, rng: np.random.Generator, shared: Real) -> Real:
    common = np.sqrt(layout.shared_affinity)
    own = np.sqrt(1 - layout.shared_affinity)
    mixed = common * shared + own * rng.normal(0, 1, shared.shape)
    taste: Real = np.exp(layout.affinity_spread * mixed)
    return taste


def upper_odds(layout: Layout, rng: np.random.Generator, frame: Frame, shared: Real) -> Real:
    """Return the odds of upper ties up to a factor, shape (n_units, n_foreign_units)."""
    unit_country = frame.arrays.foreign_unit_country
    per_country = np.bincount(unit_country, minlength=layout.n_countries)
    popularity = rng.gamma(2.0, 0.5, unit_country.size) * np.sqrt(
        frame.country_size[unit_country] / per_country[unit_country]
    )
    taste = _taste(layout, rng, shared)[:, unit_country]
    odds: Real = np.sqrt(frame.unit_size)[:, None] * popularity * taste
    return odds


def lower_odds(
    layout: Layout,
    rng: np.random.Generator,
    frame: Frame,
    shared: Real,
    tilt: Tilt = NO_TILT,
) -> Real:
    """Return the odds of lower ties up to a factor, shape (n_home, n_foreign).

    Those inside an upper tie of the frame's arrays are tilted.
    """
    arrays = frame.arrays
    country = arrays.foreign_country
    per_country = np.maximum(np.bincount(country, minlength=layout.n_countries), 1)
    activity = rng.gamma(0.7, 1.0, arrays.home_unit.size) * frame.unit_size[arrays.home_unit]
    popularity = rng.gamma(2.0, 0.5, country.size) * (frame.country_size / per_country)[country]
    beta = (
        tilt.beta
        + rng.normal(0, 1, layout.n_units)[:, None] * tilt.unit_spread
        + rng.normal(0, 1, layout.n_countries)[None, :] * tilt.country_spread
    )
    by_unit = _taste(layout, rng, shared)[:, country] * np.exp(
        beta[:, country] * inside_matrix(arrays)
    )
    odds: Real = activity[:, None] * by_unit[arrays.home_unit] * popularity
    return odds


def draw_pairs(odds: Real, n_wanted: int, rng: np.random.Generator) -> Index:
    """Draw each pair with odds that give about the wanted number of pairs."""
    scaled = odds * (n_wanted / odds.sum())
    return np.argwhere(rng.random(odds.shape) < scaled / (1 + scaled))
