"""What a name is in its country: a first-level region or a town, and what lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.dataset.gazetteer.evidence import containers
from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.places import Place
from sistercities.terms.words import Level

if TYPE_CHECKING:
    from sistercities.dataset.resolving.names_ground import NamesGround

_LONGEST_CODE = 3
_OF_MEXICO = (
    "AGS AGU, BC BCN, CAMP CAM, CHIS CHP, CHIH CHH, CDMX CMX, DF CMX, COAH COA, DGO DUR, GTO GUA, "
    "HGO HID, EDOMEX MEX, MICH MIC, NL NLE, QRO QUE, QROO ROO, TAMPS TAM, TLAX TLA"
)
_USUAL_CODES = {("CA", "PEI"): "PE", ("CA", "NFLD"): "NL", ("CA", "PQ"): "QC"} | {
    ("MX", short): code for short, code in (one.split() for one in _OF_MEXICO.split(", "))
}
"""Short forms of regions that people write in place of the code of ISO 3166-2."""


class RegionNames:
    """Regions and towns of a gazetteer by what they are called.

    Parameters
    ----------
    gazetteer
        The places.
    ground
        What is known beside them: regions by code, and where places once lay.
    """

    def __init__(self, gazetteer: UserGazetteer, ground: NamesGround) -> None:
        self.gazetteer, self._ground = gazetteer, ground

    def lies_in(self, place: Place, region: str) -> bool:
        """Whether a place lies, or once lay, in what is called so."""
        letters = region.upper().replace(".", "")
        if letters in (place.region_iso, place.region_iso.partition("-")[2]):
            return True
        found = self.gazetteer.matches(region, place.country)
        if not found and (name := self.region_of_code(region, place.country)):
            found = self.gazetteer.matches(name, place.country)
        named = {one.place_id for one in found}
        named |= {self.gazetteer.places[one].successor for one in named} - {""}
        inside = {box.place_id for box in containers(place, self.gazetteer)}
        return bool(named & (inside | self._ground.once_in.get(place.place_id, frozenset())))

    def lies_around(self, place: Place, box: str) -> bool:
        """Whether a place lies in what stands before its name: 바르셀로나주 사바델시.

        A province that only its capital is known by is where that city lies.
        """
        if self.lies_in(place, box):
            return True
        around = (self.gazetteer.places[one.place_id]
                  for one in self.gazetteer.matches(box, place.country))  # fmt: skip
        is_area = "region1" in levels_in_hangul(box)
        return is_area and any(one.region_iso == place.region_iso for one in around)

    def lies_inside(self, place: Place, box: str) -> bool:
        """Whether a place lies in what is called so; a first-level region lies in no other."""
        is_region = place.level == "region1" and not place.is_dual
        return not is_region and self.lies_in(place, box)

    def region_code(self, region: str, country: str) -> str:
        """ISO 3166-2 code of a first-level region by its name or code; "" if it is none."""
        if not region or not country:
            return ""
        name = self.region_of_code(region, country) or region
        # 캘리포니아주 says itself that it is a region, though California is written without it.
        most = 3 if "region1" in levels_in_hangul(name) else 2
        found = (self.gazetteer.places[one.place_id]
                 for one in self.gazetteer.matches(name, country) if one.rank < most)  # fmt: skip
        return next((one.region_iso for one in found if fits_level(one, "region1")), "")

    def region_name(self, code: str) -> str:
        """Name of the first-level region of today with an ISO 3166-2 code; "" if none is known."""
        country, _, letters = code.partition("-")
        return self._ground.region_by_code.get((country, letters), "")

    def is_region(self, name: str, country: str) -> bool:
        """Whether a first-level region of the country is called so."""
        return self._is(name, country, "region1") or bool(self.region_of_code(name, country))

    def is_town(self, name: str, country: str) -> bool:
        """Whether a town of the country is called so."""
        return self._is(name, country, "city")

    def region_of_code(self, code: str, country: str) -> str:
        """Name of the region with an ISO 3166-2 code, with or without the country; "" if none.

        NY, N.Y. and Jal. are the region, though a city is known so too.
        """
        letters = code.upper().replace(".", "").replace(" ", "").removeprefix(f"{country}-")
        is_short = (code.isupper() or code.endswith(".")) and len(letters) <= _LONGEST_CODE
        if not country or (not is_short and self.gazetteer.matches(code, country)):
            return ""
        letters = _USUAL_CODES.get((country, letters), letters)
        return self._ground.region_by_code.get((country, letters), "") if letters.isalpha() else ""

    def _is(self, name: str, country: str, level: Level) -> bool:
        found = (one.place_id for one in self.gazetteer.matches(name, country) if one.rank < 2)
        return any(fits_level(self.gazetteer.places[one], level) for one in found)
