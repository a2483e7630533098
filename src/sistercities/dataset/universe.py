"""Which places the release holds.

Every place with a tie, all first-level regions, all cities over 15,000, the prefecture-level
units of China, and whatever contains or succeeds one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sistercities.dataset.regions import is_region
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Place

MIN_POPULATION = 15_000


def universe(
    gazetteer: Mapping[str, Place], resolved: Iterable[ResolvedClaim], also: Iterable[str] = ()
) -> dict[str, Place]:
    """Choose the places of the release, by id in order.

    Parameters
    ----------
    gazetteer
        Every place known to the build.
    resolved
        Claims; each place that a name was resolved to is held, also where no tie came of it.
    also
        Further ids, such as former containers.
    """
    wanted = {place_id for place_id, place in gazetteer.items() if _is_always_held(place)}
    wanted |= {end.place_id for one in resolved for end in (one.a, one.b) if end.place_id}
    wanted |= set(also)
    waiting = sorted(wanted)
    while waiting:
        place = gazetteer[waiting.pop()]
        linked = {*place.parent_ids, place.successor} - wanted - {""}
        wanted |= linked
        waiting.extend(sorted(linked))
    return {place_id: gazetteer[place_id] for place_id in sorted(wanted)}


def _is_always_held(place: Place) -> bool:
    is_large_city = place.level == "city" and (place.population or 0) > MIN_POPULATION
    is_prefecture = place.country == "CN" and place.gbt2260 != ""
    return is_region(place) or is_large_city or is_prefecture
