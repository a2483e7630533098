"""Whose a seaport is: that of a neighbour is none of the place itself."""

from __future__ import annotations

import numpy as np

from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.partners.surroundings import Settlements
from sistercities.partners.within_reach import PointsInReach
from twolevel.core.array_types import Flag, Index, Real

OWN_KM, SUBURB_KM = 8.0, 3.0
"""From the point of a place to that of a port of its own, at most; of a place beside a far larger
city, to which a port farther off belongs."""
LISTED_KM = 25.0
"""Distance up to which the covariate `has_port` counts any port of the country; beyond it, a
terminal that has the name of the place."""
TIMES_LARGER = 1.25
"""Times by which a neighbour is larger to whom a port belongs that lies nearer to it."""
FROM_SHORE_KM, TIMES_AROUND = 4.0, 7.0
"""From the sea, and people around a place over its own, from which its port is not beside it."""
AT_THE_QUAY_KM, SHARE_OF_PEOPLE = 1.5, 0.2
"""From the point of a neighbour to a port that bears its name, at most; share of the people of a
place that such a neighbour has at least."""
ROUNDED_KM = 0.5
"""How far distances that are rounded may be off."""


def is_inland(km_to_sea: Real, people_around: Real, population: Real) -> Flag:
    """Say which places are one of many away from the shore: what lies there is a neighbour's.

    Parameters
    ----------
    km_to_sea
        Km.
    people_around, population
        People in other places around each, and its own.
    """
    is_one_of_many = people_around >= TIMES_AROUND * population
    return np.asarray(is_one_of_many & (km_to_sea > FROM_SHORE_KM))


def own_ports(has_port: Real, km_to_port: Real, is_beside: Flag) -> Real:
    """Say which places have a seaport of their own.

    Parameters
    ----------
    has_port, km_to_port
        The covariates: 1 or 0, and km; NaN where not known.
    is_beside
        Whether a far larger city is beside the place, or it `is_inland`.

    Returns
    -------
    numpy.ndarray
        1 or 0, NaN where no port is known nor known to be missing; shape (n_places,).
    """
    reach = np.where(is_beside, SUBURB_KM, OWN_KM)
    is_named_after = ~(km_to_port <= LISTED_KM)
    is_own = (has_port == 1) & ((km_to_port <= reach) | is_named_after)
    return np.where(np.isnan(has_port), np.nan, is_own.astype(np.float64))


def of_neighbours(km_to_port: Real, is_seat: Real, places: Settlements) -> Flag:
    """Say which places have the port of a neighbour.

    Farther off than `SUBURB_KM` a port is that of a neighbour of the same country where it lies
    nearer to one `TIMES_LARGER`; and that of a smaller one, with `SHARE_OF_PEOPLE` of the place,
    where it lies at its quay (Des Moines beside Kent). The seat of a region has its port whatever
    smaller towns lie at it.

    Parameters
    ----------
    km_to_port, is_seat
        Km to the nearest port of the country, and 1 for the seat of a region; NaN where not known.
    places
        All places.

    Returns
    -------
    numpy.ndarray
        Shape (n_places,).
    """
    ones, others = _neighbours_with_ports(km_to_port, places)
    km, there, people = km_to_port[ones], km_to_port[others], places.population
    is_larger = people[others] > TIMES_LARGER * people[ones]
    is_at_quay = (there <= AT_THE_QUAY_KM) & (people[others] >= SHARE_OF_PEOPLE * people[ones])
    is_theirs = (is_larger & (there < km)) | (is_at_quay & ~(is_seat[ones] == 1))
    found = np.zeros(len(km_to_port), dtype=np.bool_)
    found[ones[is_theirs]] = True
    return found


def _neighbours_with_ports(km_to_port: Real, places: Settlements) -> tuple[Index, Index]:
    """Pair places with a port some way off and neighbours whose nearest port may be the same."""
    ones = np.flatnonzero((km_to_port > SUBURB_KM) & (km_to_port <= OWN_KM))
    others = np.flatnonzero(places.counts & (places.population > 0) & (km_to_port <= OWN_KM))
    reach = PointsInReach(places.latitude[others], places.longitude[others])
    at, other = reach.near(places.latitude[ones], places.longitude[ones], 2 * OWN_KM)
    one, other = ones[at], others[other]
    is_pair = (one != other) & (places.country[one] == places.country[other])
    one, other = one[is_pair], other[is_pair]
    # Two circles about one port meet; what is rounded is let pass.
    may_be_same = _km(places, one, other) <= km_to_port[one] + km_to_port[other] + ROUNDED_KM
    return one[may_be_same], other[may_be_same]


def _km(places: Settlements, one: Index, other: Index) -> Real:
    vectors = unit_vectors(places.longitude, places.latitude)
    return np.asarray(ground_km(np.linalg.norm(vectors[one] - vectors[other], axis=1)))
