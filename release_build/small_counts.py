"""Countries where GeoNames counts the seat of a municipality, or counted long ago.

GeoNames states no year and does not say what it counts. Where Wikidata knows many towns of a
country, the share of them that GeoNames has far too small tells of the others too: seats in
Portugal and Türkiye, censuses of decades ago in South Korea. Figures of 100,000 and more are left
alone: of those as many are right there as elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sistercities.terms.places import Place

FALLS_SHORT = 1.5
"""Times by which all other figures exceed one that is far too small."""
SHARE = 1 / 3
"""Of the figures that can be held against others, so many are too small where none is believed."""
FEWEST_TOWNS = 5
"""A share of fewer towns tells nothing of a country."""
SMALL = 100_000
_GEONAMES = ("", "geonames")
_ELSEWHERE = frozenset({"CN"})
"""Where counties and their seats have rules of their own."""


def countries_of_small_counts(
    places: Mapping[str, Place], others: Mapping[str, Sequence[int]]
) -> frozenset[str]:
    """Tell in which countries small figures of GeoNames are not believed.

    Parameters
    ----------
    places
        The places, by id, with populations of GeoNames.
    others
        Other figures of the same places, by id.

    Returns
    -------
    frozenset
        ISO 3166-1 alpha-2 codes.
    """
    checked, short = Counter[str](), Counter[str]()
    for place_id, figures in others.items():
        place = places[place_id]
        if is_small_count(place) and figures:
            checked[place.country] += 1
            short[place.country] += falls_short(place.population or 0, figures)
    return frozenset(
        country
        for country, towns in checked.items()
        if towns >= FEWEST_TOWNS and short[country] >= SHARE * towns
    )


def is_small_count(place: Place) -> bool:
    """Whether a figure is one of GeoNames below 100,000, of a town."""
    if place.population is None or place.country in _ELSEWHERE or place.level != "city":
        return False
    return (place.population_source or "") in _GEONAMES and place.population < SMALL


def falls_short(own: int, others: Sequence[int]) -> bool:
    """Whether all other figures exceed one by over `FALLS_SHORT` times; False where none is."""
    return bool(others) and own * FALLS_SHORT < min(others)
