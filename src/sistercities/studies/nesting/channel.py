"""The country channel: city ties of a home unit without any upper tie with the country.

The network is lifted once more, from foreign units to countries, and its upper ties are the pairs
of a home unit and a country that have none: what lies inside these is without an upper tie. So
every null model and every interval of ties inside serves here as well.
"""

from __future__ import annotations

import numpy as np

from twolevel.core.arrays import TwoLevelArrays, two_level_arrays
from twolevel.rates.clusters import ClusteredInterval, two_way_ratio

NULL = "degree"
"""Keeps how many ties each city has, and breaks with which country."""
VARYING = (NULL, "region-labels")
"""Null models that do not keep how many ties lie without an upper tie with the country."""


def without_country(arrays: TwoLevelArrays) -> TwoLevelArrays:
    """Return the network in which a city tie is inside if its unit has no tie with the country."""
    n_countries = int(
        max(arrays.foreign_country.max(initial=-1), arrays.foreign_unit_country.max(initial=-1)) + 1
    )
    has_none = np.ones((arrays.n_units, n_countries), dtype=np.bool_)
    has_none[arrays.upper_ties[:, 0], arrays.foreign_unit_country[arrays.upper_ties[:, 1]]] = False
    return two_level_arrays(
        home_unit=arrays.home_unit,
        home_block=arrays.home_block,
        home_stratum=arrays.home_stratum,
        foreign_country=arrays.foreign_country,
        foreign_unit=arrays.foreign_country,
        foreign_unit_country=np.arange(n_countries),
        ties=arrays.ties,
        upper_ties=np.argwhere(has_none),
        n_units=arrays.n_units,
    )


def channel_ratio(arrays: TwoLevelArrays) -> ClusteredInterval:
    """Return ties without an upper tie with the country, over the exact mean of the null."""
    return two_way_ratio(without_country(arrays), NULL)
