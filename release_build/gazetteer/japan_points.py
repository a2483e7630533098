"""Where a Japanese municipality lies: at its point in GeoNames, unless that lies in a neighbour.

A point of GeoNames that is nearer to the town hall of another municipality than to the own one lies
outside in all likelihood (Kawazu in Shimoda, Ebina in Samukawa); the own town hall then takes its
place. Of villages on islands that have their town hall in a city beside them the point is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from release_build.gazetteer.distance import HasPoint, km_between
from release_build.readers.japan_municipalities import SOURCE_ID, JapaneseMunicipality
from sistercities.terms.places import Place

KM_AT_THE_TOWN_HALL = 3.0
"""A point within so many km of its town hall is not doubted."""


def with_own_point(
    place: Place, of: JapaneseMunicipality, halls: Sequence[JapaneseMunicipality]
) -> Place:
    """Return the place at its own point, or at the town hall where it has none or a neighbour's.

    Parameters
    ----------
    place
        The place that stands for the municipality.
    of
        The municipality, with the point of its town hall.
    halls
        Every municipality, `of` among them.
    """
    if place.latitude is not None and not _is_in_a_neighbour(place, of, halls):
        return place
    return replace(place, latitude=of.latitude, longitude=of.longitude, point_source=SOURCE_ID)


def _is_in_a_neighbour(
    place: Place, of: JapaneseMunicipality, halls: Sequence[JapaneseMunicipality]
) -> bool:
    km = km_between(place, of)
    if km is None or km <= KM_AT_THE_TOWN_HALL:
        return False
    others = [one for one in halls if one.code != of.code]
    is_hall_abroad = _km_to_nearest(of, others) <= KM_AT_THE_TOWN_HALL
    return not is_hall_abroad and _km_to_nearest(place, others) < km


def _km_to_nearest(point: HasPoint, halls: Sequence[JapaneseMunicipality]) -> float:
    return min((km_between(point, one) or 0.0 for one in halls), default=inf)
