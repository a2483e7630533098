"""Places that a register brings: a name that is not in the gazetteer, with a point or an item.

The point also speaks where the name is known: a place of that name is taken where it lies at the
point, and never one that lies elsewhere. A name that is spelt like that of a place at the point is
asked back, since it may be a slip. A point outside the stated country is told and not used. An
item of Wikidata or a postcode beside a name that nothing in the country is spelt like, and nothing
elsewhere is called, makes a place without a point.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from unicodedata import normalize

from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.overlays.ends import is_of_kreis
from sistercities.dataset.overlays.given_ids import ITEM
from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME, OTHER_PLACES
from sistercities.dataset.resolving.near import (
    is_in_country,
    near_and_similar,
    nearest_around,
    similarity,
)
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.written_forms import area_named
from sistercities.dataset.scripts import name_key
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL

AT_POINT_KM = 25.0
"""A municipality is wide, and its point may be that of its hall or of its middle."""
SPELT_ALIKE_KM = 10.0
SAME_PLACE_KM = 5.0
_ALIKE = 0.75
_AT_POINT = 0.95
_OWN = 0.9
_NEIGHBOURS = 3
_SAID_OF_POINT = "made a place of its own from the point given ({place_id})"
_SAID_OF_ITEM = "made a place of its own from the Wikidata id given ({place_id}); it has no point"
_SAID_OF_POSTCODE = (
    "made a place of its own from the postcode given ({place_id}); it has no point, and if it is "
    "known by another name, write that"
)


class AtPoint(NamedTuple):
    """What the point of an end says: the outcome, what there is to tell, and what to do."""

    outcome: Resolution
    told: str = ""
    step: str = ""


@dataclass(slots=True)
class OwnPlaces:
    """The places that one register brings.

    Attributes
    ----------
    overlay
        Name of the overlay, which stands in their ids.
    names
        What names are resolved against; places that are made are added to it.
    made
        The places, by id.
    """

    overlay: str
    names: ReleaseNames
    made: dict[str, Place] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)

    def at_point(
        self, written: WrittenEnd, found: Resolution, unknown_ids: tuple[str, ...]
    ) -> AtPoint:
        """Let the point of an end speak, where it states one.

        Parameters
        ----------
        written
            What the cells say.
        found
            What the name alone leads to.
        unknown_ids
            Ids that the line gives and nothing here bears.
        """
        end = written.end
        if end.latitude is None and self._is_new(written, found, unknown_ids):
            said = _SAID_OF_ITEM if _item(unknown_ids) else _SAID_OF_POSTCODE
            return self._make(written, said, unknown_ids)
        if end.latitude is None or found.method == "id":
            return AtPoint(found, self._said_of_own(found.place_id))
        if not end.country:
            return AtPoint(found, "the point is not used, for no country is stated",
                           "state its country")  # fmt: skip
        gazetteer = self.names.gazetteer
        if not is_in_country(end, gazetteer):
            told = f"the point lies outside {end.country} and is not used"
            return AtPoint(found, told, "correct the point or the country")
        if found.place_id and not self._is_elsewhere(found.place_id, end):
            return AtPoint(found, self._said_of_own(found.place_id))
        if not found.place_id and found.reason not in OTHER_PLACES:
            return AtPoint(found)
        return self._called_there(written) or self._make(written, _said(found), unknown_ids)

    def _is_new(self, written: WrittenEnd, found: Resolution, unknown_ids: tuple[str, ...]) -> bool:
        """Whether an item or a postcode stands beside a name unlike that of any place."""
        end, places = written.end, self.names.gazetteer.places
        is_stated = bool(_item(unknown_ids) or written.postcode)
        if not (is_stated and end.country) or found.reason != NO_SUCH_NAME:
            return False
        if self.names.elsewhere(end):
            return False
        alike = self.names.spelt_alike(end)
        return all(similarity(end, places[one]) < _ALIKE for one in alike)

    def _is_elsewhere(self, place_id: str, end: NamedEnd) -> bool:
        place = self.names.gazetteer.places[place_id]
        km = _km(place, end)
        return place.level in MUNICIPAL and km is not None and km > AT_POINT_KM

    def _said_of_own(self, place_id: str) -> str:
        return self._said.get(place_id, "")

    def _called_there(self, written: WrittenEnd) -> AtPoint | None:
        """Take the place of the name that lies at the point; ask back one that is spelt alike."""
        end, places = written.end, self.names.gazetteer.places
        called = {
            one.place_id: _km(places[one.place_id], end)
            for name in dict.fromkeys((end.name, written.head))
            for one in self.names.gazetteer.matches(name, end.country)
        }
        near = sorted(
            (km, -(places[one].population or 0), one)
            for one, km in called.items()
            if km is not None and km <= AT_POINT_KM and places[one].level in MUNICIPAL
        )
        if near:
            chosen = near[0][2]
            outcome = Resolution(chosen, "alias+country+point", _AT_POINT)
            return AtPoint(outcome, self._said_of_own(chosen))
        alike = near_and_similar(replace(end, name=written.head or end.name),
                                 self.names.gazetteer, SPELT_ALIKE_KM, _ALIKE)  # fmt: skip
        if not alike:
            return None
        ids = tuple(one.place_id for one in alike[:_NEIGHBOURS])
        told = f"{alike[0].name} lies at the point given and is spelt alike"
        waiting = Resolution("", "", 0.0, told, ids)
        return AtPoint(waiting, "", "write its name or its id if it is meant")

    def _make(self, written: WrittenEnd, said: str, unknown_ids: tuple[str, ...]) -> AtPoint:
        place = self._place(written, unknown_ids)
        if place.place_id not in self.made:
            self.made[place.place_id] = place
            self._said[place.place_id] = said.format(place_id=place.place_id)
            self.names.gazetteer.extend([place], {name_key(place.name): (place.place_id,)}, {})
        without_point = "item" if place.wikidata_id else "postcode"
        method = without_point if place.latitude is None else "point"
        outcome = Resolution(place.place_id, method, _OWN)
        return AtPoint(outcome, self._said_of_own(place.place_id))

    def _place(self, written: WrittenEnd, unknown_ids: tuple[str, ...]) -> Place:
        end = written.end
        name = written.head or end.name
        item = _item(unknown_ids)
        is_area = is_of_kreis(written) or bool(area_named(end.name))
        region = self._region(written)
        around = self.names.gazetteer.region_by_iso.get(region, "")
        return Place(
            place_id=item or self._slug(name, end),
            name=name,
            name_local="",
            level="region2" if is_area else "city",
            country=end.country,
            region_iso=region,
            wikidata_id=item.removeprefix(ITEM),
            latitude=end.latitude,
            longitude=end.longitude,
            names=((name, "und"),),
            parent_ids=(around,) if around else (),
        )

    def _region(self, written: WrittenEnd) -> str:
        """ISO code of the region: the stated one, else that in which all neighbours lie."""
        end = written.end
        stated = (
            self.names.regions.region_code(one, end.country)
            for one in (written.region, *written.apart)
        )
        code = next(filter(None, stated), "")
        if code:
            return code
        neighbours = nearest_around(end, self.names.gazetteer, AT_POINT_KM)[:_NEIGHBOURS]
        codes = {one.region_iso for one in neighbours}
        return codes.pop() if len(codes) == 1 and len(neighbours) == _NEIGHBOURS else ""

    def _slug(self, name: str, end: NamedEnd) -> str:
        """Id of a place that has none: another place of the name gets a number behind it."""
        base = f"x:{_plain(self.overlay)}-{_plain(name)}"
        for number in range(1, len(self.made) + 2):
            slug = base if number == 1 else f"{base}-{number}"
            held = self.made.get(slug)
            km = None if held is None else _km(held, end)
            if held is None or (held.country == end.country and (km or 0) <= SAME_PLACE_KM):
                return slug
        return base


def _said(found: Resolution) -> str:
    """Say that a place was made from a point, and why where the gazetteer has its name."""
    if found.reason == NO_SUCH_NAME:
        return _SAID_OF_POINT
    return f"{_SAID_OF_POINT}: no place of the name lies within {AT_POINT_KM:.0f} km of it"


def _item(ids: tuple[str, ...]) -> str:
    return next((one for one in ids if one.startswith(ITEM)), "")


def _km(place: Place, end: NamedEnd) -> float | None:
    if end.latitude is None or end.longitude is None:
        return None
    return distance_km(place, end.latitude, end.longitude)


def _plain(text: str) -> str:
    """Write a text in small letters and digits with hyphens; a digest where none are left."""
    apart = normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", apart).strip("-")
    return plain or hashlib.sha256(text.encode()).hexdigest()[:8]
