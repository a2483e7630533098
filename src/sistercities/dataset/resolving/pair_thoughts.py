"""What two names mean in the light of each other: second thoughts on the places of a tie.

Abroad a city is meant by everybody if it is many times as large as each of its namesakes; a name
that is that of a city and of its region is weighed by the level of the partner, or asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.namesakes import FEW, is_by_far_larger
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.second_thoughts import (
    A_TOWN,
    FAR_LARGER,
    UNWRAPPED,
    is_main_name,
)
from sistercities.dataset.resolving.towns import is_called
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

PARTNER_LEVEL_CONFIDENCE = 0.9
_REGION_TO_REGION = frozenset({"CN", "JP", "KR", "US"})
"""Of 195 held ties of a region abroad with a name that both a city and its region have here, none
is with the city (docs/data-quality)."""
_OF_AREAS = frozenset({"LA", "RW", "VN"})
"""Where half the ties under a name that a town and its area have are the area's: of Vietnam six of
ten, and in Rwanda districts have councils and towns have none."""
_OF_COUNTIES, _LARGE_TOWN = "US", 50_000
_KNOWN_ABROAD = 50_000
"""A city that is far larger than its namesakes is meant from so many persons on."""
_LEAST_OF_NAMESAKES = {"DE": 50_000, "US": 400_000}
"""Countries in which nothing less will do: Frisco is not always the one in Texas, and many German
municipalities are no populated place."""
_LARGE_PART = 400_000
_TOLD = frozenset({"id", "parents", "known_tie", "coordinates"})
_SETTLED_BY_SIZE = ("city", "district")
_LARGER_THAN_LONGER = 2
"""Of partners elsewhere: 59 of 59 and 67 of 67 names were meant so (docs/data-quality)."""


class PairThoughts:
    """What is asked after both names of a tie have led to places, over one gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    is_partner
        Whether the release holds a tie between two places.
    """

    def __init__(self, gazetteer: UserGazetteer, is_partner: Callable[[str, str], bool]) -> None:
        self.gazetteer, self._is_partner = gazetteer, is_partner

    def on_pair(
        self, a: tuple[NamedEnd, Resolution], b: tuple[NamedEnd, Resolution]
    ) -> tuple[Resolution, Resolution]:
        """Weigh what both ends led to, each in the light of the other."""
        last_a = self._abroad(*a, b[0], is_partner=False)
        last_b = self._abroad(*b, a[0], is_partner=True)
        last_a = self._or_its_area(a[0], last_a, last_b)
        last_b = self._or_its_area(b[0], last_b, last_a)
        last_a = self._or_its_county(a[0], last_a, last_b)
        last_b = self._or_its_county(b[0], last_b, last_a)
        return self._of_level(a[0], last_a, last_b), self._of_level(b[0], last_b, last_a)

    def _abroad(
        self, end: NamedEnd, found: Resolution, other: NamedEnd, *, is_partner: bool
    ) -> Resolution:
        """Take the city that a name abroad means to everybody: Essen, of Essen and a village.

        Among the partners of German municipalities it was always the one meant; among the
        municipalities of one country's own register it was not.
        """
        is_abroad = end.country and other.country and end.country != other.country
        if found.reason != SEVERAL or not is_abroad:
            return found
        matches = self.gazetteer.matches(end.name, end.country)
        ids = {one.place_id for one in matches if one.rank < 3} | set(found.candidates)
        ordered = sorted((self.gazetteer.places[one] for one in ids),
                         key=lambda one: (-(one.population or 0), one.place_id))  # fmt: skip
        if "district" in wanted_levels(end)[:1]:
            ordered = [one for one in ordered if one.level == "district"]
        if not ordered or not self._is_meant(ordered[0], ordered[1:], end, is_partner=is_partner):
            return found
        return Resolution(ordered[0].place_id, "alias+country+population", 0.85)

    def _is_meant(
        self, first: Place, rest: Sequence[Place], end: NamedEnd, *, is_partner: bool
    ) -> bool:
        """Whether the largest is meant: it is called so whole, and the others have far less people.

        Where none of the others bears the name whole (Faverges beside Faverges-de-la-Tour), twice
        their people is enough. Of the homes of a register only cities are taken so.
        """
        people = first.population or 0
        most = max((one.population or FEW for one in rest), default=0)
        wanted = wanted_levels(end)[:1]
        # Brooklyn is a part of New York, and larger than many a city.
        is_large_part = not wanted and first.level == "district" and people >= _LARGE_PART
        is_of_level = is_large_part or first.level in (wanted or ("city",))
        if (
            not is_of_level
            or first.level not in _SETTLED_BY_SIZE
            or not (is_called(first, end) or is_main_name(end, first))
        ):
            return False
        least = _LEAST_OF_NAMESAKES.get(end.country, _KNOWN_ABROAD)
        if not is_partner or end.country in _LEAST_OF_NAMESAKES:
            return people >= least and people >= most * FAR_LARGER
        if people < A_TOWN:
            return False
        if not any(is_called(one, end) for one in rest):
            return people >= most * _LARGER_THAN_LONGER
        return is_by_far_larger(people, (one.population for one in rest))

    def _of_level(self, end: NamedEnd, found: Resolution, other: Resolution) -> Resolution:
        """Weigh a name that is that of a city and of its region, where a region is the partner.

        In some countries regions have regions as partners, and cities have none; elsewhere it is
        asked back.
        """
        if not found.place_id or not other.place_id or wanted_levels(end) or end.given_id:
            return found
        is_region = self._is_upper(other.place_id)
        # A region lies in no region, so what the line says of where it lies speaks for the city.
        may_be_region = is_region or (
            not end.parents and self._may_sign_for_a_region(other.place_id)
        )
        place = self.gazetteer.places[found.place_id]
        if not may_be_region or place.level != "city" or place.is_dual or "tie" in found.method:
            return found
        if self._is_partner(found.place_id, other.place_id):
            return found
        regions = tuple(
            one.place_id
            for one in self.gazetteer.matches(end.name, end.country)
            if one.rank < 2 and self._is_upper(one.place_id)
        )
        if not regions:
            return found
        if len(regions) == 1 and is_region and end.country in _REGION_TO_REGION:
            return Resolution(regions[0], "alias+country+partner_level", PARTNER_LEVEL_CONFIDENCE)
        return Resolution("", "", 0.0, SEVERAL, (*regions, found.place_id)[:MOST_SHOWN])

    def _or_its_area(self, end: NamedEnd, found: Resolution, other: Resolution) -> Resolution:
        """Ask back where the area around a town has its name, and signs ties as often."""
        place = self.gazetteer.places.get(found.place_id)
        is_told = bool(_TOLD & set(found.method.split("+"))) or bool(end.parents)
        if place is None or place.level != "city" or end.country not in _OF_AREAS or is_told:
            return found
        if wanted_levels(end) or self._is_partner(found.place_id, other.place_id):
            return found
        called = (self.gazetteer.places[one.place_id]
                  for one in self.gazetteer.matches(place.name, end.country)
                  if one.rank < UNWRAPPED)  # fmt: skip
        areas = [one.place_id for one in called
                 if one.level in AREAS and not one.is_dual and one.region_iso == place.region_iso
                 ]  # fmt: skip
        if not areas:
            return found
        return Resolution("", "", 0.0, SEVERAL, (place.place_id, *areas)[:MOST_SHOWN])

    def _or_its_county(self, end: NamedEnd, found: Resolution, other: Resolution) -> Resolution:
        """Ask back where a county has the name of a small American town, and an area its tie.

        Walworth of a Landkreis is Walworth County. Held ties of areas are with such a town from
        78,000 persons alone.
        """
        place = self.gazetteer.places.get(found.place_id)
        partner = self.gazetteer.places.get(other.place_id)
        if place is None or partner is None or end.country != _OF_COUNTIES or wanted_levels(end):
            return found
        is_small = place.level == "city" and (place.population or 0) < _LARGE_TOWN
        is_told = bool(_TOLD & set(found.method.split("+"))) or bool(end.parents)
        if not is_small or partner.level != "region2" or is_told:
            return found
        called = self.gazetteer.matches(f"{end.name} County", end.country)
        counties = [one.place_id for one in called
                    if self.gazetteer.places[one.place_id].level == "region2"]  # fmt: skip
        if not counties or self._is_partner(found.place_id, other.place_id):
            return found
        return Resolution("", "", 0.0, SEVERAL, (place.place_id, *counties)[:MOST_SHOWN])

    def _may_sign_for_a_region(self, place_id: str) -> bool:
        """Whether a place is a city that is a region too, or a region of the second level.

        Of the held ties of a city of Japan, China and Korea whose prefecture has its name, and of
        these, 26 of 50 with such a partner are the city's, and 172 of 181 with a city. Elsewhere
        21 of 23 with a county or a province are the city's: Tolna of a Landkreis is not.
        """
        place = self.gazetteer.places[place_id]
        return place.is_dual or place.level == "region2"

    def _is_upper(self, place_id: str) -> bool:
        place = self.gazetteer.places[place_id]
        return place.level == "region1" and not place.is_dual
