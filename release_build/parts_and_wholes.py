"""No district has more people than the municipality that it is a part of.

GeoNames gives some quarters the people of the whole town (Reghin-Sat), and in Brazil, Japan and
South Korea those of a former town or of the next municipality. Where a district, or in these three
a town, has more people than the municipality it lies in, its figure is left out if that of the
municipality is borne out, or if municipalities of the country are counted whole.

The figure of a municipality always stands. That of GeoNames may be of its seat (Ahome 11,331, in
which Los Mochis has 256,613), but the village with more people may as well have those of its
namesake (Custóias in Vila Nova de Foz Côa): which of the two is wrong the figures do not tell, and
a ruling says it where it is known (`place_facts*.csv`), and both stand where it is not.

A figure is borne out by a year, by a ruling, or by one of Wikidata, and not where it is doubtful.
A municipality far from its part, or in another region, does not contain it, whatever GeoNames says:
nothing follows there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from release_build.gazetteer.distance import are_within
from release_build.populations import GEONAMES
from sistercities.terms.places import Place

AROUND_KM = 75.0
_WHOLES_ARE_COUNTED = frozenset({"BR", "JP", "KR"})
"""Where a municipality has its own people, and what lies in it may have those of a former town."""


def within_wholes(places: Mapping[str, Place], held_against: Collection[str]) -> dict[str, Place]:
    """Leave out the figure of a district that exceeds its whole.

    Parameters
    ----------
    places
        The places, by id, with the best figures known.
    held_against
        Ids of those of which another source gives a figure too.
    """
    borne_out = {
        place_id
        for place_id, place in places.items()
        if not place.is_population_doubtful
        and (place_id in held_against or place.population_source not in ("", None, GEONAMES))
    }
    wrong = {
        part.place_id
        for part in places.values()
        for whole in _wholes(part, places)
        if (part.population or 0) > (whole.population or 0)
        and (whole.place_id in borne_out or part.country in _WHOLES_ARE_COUNTED)
    }
    return {
        place_id: _without_figure(place) if place_id in wrong else place
        for place_id, place in places.items()
    }


def _wholes(part: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the municipalities with a figure that a place lies in."""
    is_counted = part.level == "city" and part.country in _WHOLES_ARE_COUNTED
    if part.population is None or not (part.level == "district" or is_counted):
        return
    for parent in part.parent_ids:
        whole = places.get(parent)
        if whole is None or whole.level != "city" or whole.population is None:
            continue
        is_town_of_its_own = whole.is_dual and part.level == "city"
        if not is_town_of_its_own and parent != part.place_id and _contains(whole, part):
            yield whole


def _contains(whole: Place, part: Place) -> bool:
    return whole.region_iso == part.region_iso and are_within(whole, part, AROUND_KM)


def _without_figure(place: Place) -> Place:
    return replace(
        place, population=None, population_year=None, population_source="",
        is_population_doubtful=False,
    )  # fmt: skip
