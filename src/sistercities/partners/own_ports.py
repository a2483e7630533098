"""Whose a seaport is: that of a neighbour is none of the place itself."""

from __future__ import annotations

import numpy as np

from twolevel.core.array_types import Index, Real

OWN_KM, SUBURB_KM = 8.0, 3.0
"""From the point of a place to that of a port of its own, at most; of a place beside a far larger
city, to which a port farther off belongs."""
LISTED_KM = 25.0
"""Distance up to which the covariate `has_port` counts any port of the country; beyond it, a
terminal that has the name of the place."""


def own_ports(has_port: Real, km_to_port: Real, large_city: Index) -> Real:
    """Say which places have a seaport of their own.

    Parameters
    ----------
    has_port, km_to_port
        The covariates: 1 or 0, and km; NaN where not known.
    large_city
        Position of the far larger city beside a place, -1 without one.

    Returns
    -------
    numpy.ndarray
        1 or 0, NaN where no port is known nor known to be missing; shape (n_places,).
    """
    reach = np.where(large_city >= 0, SUBURB_KM, OWN_KM)
    is_named_after = ~(km_to_port <= LISTED_KM)
    is_own = (has_port == 1) & ((km_to_port <= reach) | is_named_after)
    return np.where(np.isnan(has_port), np.nan, is_own.astype(np.float64))
