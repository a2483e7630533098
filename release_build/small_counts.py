"""Countries where GeoNames counts the seat of a municipality, or counted long ago.

GeoNames states no year and does not say what it counts. Where Wikidata knows many towns of a
country, the share of them that GeoNames has far too small tells of the others too: seats in
Portugal and Türkiye, censuses of decades ago in South Korea. Figures of 100,000 and more are left
alone: of those as many are right there as elsewhere. Where it is a fifth or more of many (Italy,
Sweden, the Netherlands), seats are counted of some, which Wikidata tells; of the others nothing
follows.

In Türkiye a municipality is a whole district in the metropolitan provinces alone. Elsewhere a town
has one of its own, and what Wikidata gives is often the people of the district.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sistercities.terms.places import Place

FALLS_SHORT = 1.5
"""Times by which all other figures exceed one that is far too small."""
SHARE = 1 / 3
"""Of the figures that can be held against others, so many are too small where none is believed."""
SHARE_OF_SOME = 1 / 5
"""So many are too small where those are that Wikidata exceeds; fewer are errors of either."""
FEWEST_TOWNS = 5
"""A share of fewer towns tells nothing of a country."""
MANY_TOWNS = 50
"""A smaller share needs so many to tell something."""
SMALL = 100_000
_GEONAMES = ("", "geonames")
_ELSEWHERE = frozenset({"CN"})
"""Where counties and their seats have rules of their own."""
_METROPOLITAN = (
    (1, 1), (6, 7), (9, 10), (16, 16), (20, 21), (25, 27), (31, 31), (33, 35), (38, 38), (41, 42),
    (44, 48), (52, 52), (54, 55), (59, 59), (61, 61), (63, 63), (65, 65),
)  # fmt: skip
"""First and last numbers of the metropolitan provinces of Türkiye, by laws 5216 and 6360."""
_WHOLE_DISTRICTS = {
    "TR": frozenset(
        f"TR-{number:02}" for first, last in _METROPOLITAN for number in range(first, last + 1)
    )
}
"""Regions whose municipalities are whole districts, where others of the country have towns."""


def countries_of_small_counts(
    places: Mapping[str, Place],
    others: Mapping[str, Sequence[int]],
    share: float = SHARE,
    fewest: int = FEWEST_TOWNS,
) -> frozenset[str]:
    """Tell in which countries small figures of GeoNames are not believed.

    Parameters
    ----------
    places
        The places, by id, with populations of GeoNames.
    others
        Other figures of the same places, by id.
    share
        Of the figures that others can be held against, at least so many are too small.
    fewest
        Of fewer towns that can be held against others nothing follows.

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
        if towns >= fewest and short[country] >= share * towns
    )


def is_small_count(place: Place) -> bool:
    """Whether a figure is one of GeoNames below 100,000, of a town."""
    if place.population is None or place.country in _ELSEWHERE or place.level != "city":
        return False
    if is_town_of_a_district(place):
        return False
    return (place.population_source or "") in _GEONAMES and place.population < SMALL


def is_town_of_a_district(place: Place) -> bool:
    """Whether a town has a municipality of its own, in a district of its name that has none."""
    whole = _WHOLE_DISTRICTS.get(place.country)
    return whole is not None and place.region_iso not in whole and place.level == "city"


def falls_short(own: int, others: Sequence[int]) -> bool:
    """Whether all other figures exceed one by over `FALLS_SHORT` times; False where none is."""
    return bool(others) and own * FALLS_SHORT < min(others)
