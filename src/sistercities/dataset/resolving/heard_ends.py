"""Names read by their sound: what they mean in a stated region, and what is asked back."""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.resolving.by_forms import (
    MOST_SHOWN,
    SEVERAL,
    UNKNOWN_NAMES,
)
from sistercities.dataset.resolving.region_names import RegionNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import (
    script_of,
)
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

SOUND_CONFIDENCE = 0.85
SOUND = "sound"
"""Word of a method: the name was read by its sound, or by the rules of a neighbour's script."""


class HeardEnds:
    """What is asked after a name has led, or failed to lead, to a place by its sound.

    Parameters
    ----------
    gazetteer
        The places, with what their names sound like.
    regions
        What is called so as a region.
    """

    def __init__(self, gazetteer: UserGazetteer, regions: RegionNames) -> None:
        self._gazetteer, self._regions = gazetteer, regions

    def or_larger(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where a name by its sound may be that of a larger town."""
        if not found.place_id or not end.country or "parents" in found.method:
            return found
        place = self._gazetteer.places[found.place_id]
        if place.level != "city" or found.method == "id":
            return found
        larger = self._gazetteer.larger_heard(end.name, place)
        ids = (place.place_id, *larger)
        return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN]) if larger else found

    def in_stated_region(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take the only place of the region beside a name that the name sounds like."""
        if found.place_id or found.reason not in UNKNOWN_NAMES or not end.country:
            return found
        if end.name.isascii() or script_of(end.name) == "Latn":
            return found
        codes = {self._regions.region_code(one, end.country) for one in end.parents} - {""}
        heard = self._heard_in(end, codes) if len(codes) == 1 else ""
        if not heard:
            return found
        return Resolution(heard, f"alias+country+parents+{SOUND}", SOUND_CONFIDENCE)

    def _heard_in(self, end: NamedEnd, codes: set[str]) -> str:
        """Id of the place of some first-level regions that a name sounds like; "" if none does."""
        places = [
            one for one in self._gazetteer.of_country(end.country)
            if one.region_iso in codes and one.level != "region1" and not one.valid_to
        ]  # fmt: skip
        return self._gazetteer.heard_among(end.name, places)

    def or_small(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where a Chinese name is read as that of a small town and no region says so."""
        place = self._gazetteer.places.get(found.place_id)
        if place is None or "parents" in found.method or found.method == "id":
            return found
        if not self._gazetteer.is_small_heard(end.name, end.country, place):
            return found
        return Resolution("", "", 0.0, SEVERAL, (place.place_id,))

    def told_if_read(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Let the method say that a name was read by its sound, and trust it less."""
        if not found.place_id or not self._gazetteer.is_read(end.name, end.country):
            return found
        sure = min(found.confidence, SOUND_CONFIDENCE)
        return replace(found, method=f"{found.method}+{SOUND}", confidence=sure)
