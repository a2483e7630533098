"""Names resolved by the ways in which lists write them, where no place is called so as a whole.

Each way leads to a place only where exactly one is left; where several are, the name waits with
them. What a way leaves out is told by its method, which ends in `form`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sistercities.dataset.gazetteer.evidence import are_one_spot, distance_km
from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.official_forms import (
    is_kreis,
    kreis,
    kreis_key,
    powiat,
    without_title,
    written_out,
)
from sistercities.dataset.resolving.ranked_rules import resolve_plainly
from sistercities.dataset.resolving.written_forms import (
    Qualified,
    area_named,
    is_of_france,
    qualified,
    quarter_of,
    spelt_out,
    with_region_behind,
    with_words,
    words_that_count,
)
from sistercities.dataset.scripts import is_beginning, name_key, words_of_name
from sistercities.sources.register_countries import country_code
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL, Level

FORM_CONFIDENCE = 0.85
NO_SUCH_NAME = "no place of this name in the country"
OTHER_LEVEL = "places of this name have another level"
SEVERAL = "several places of this name and no evidence"
ELSEWHERE = "nothing says that the places of this name lie where the name says"
UNKNOWN_NAMES = frozenset({NO_SUCH_NAME, ELSEWHERE})
"""Reasons that say that nothing is called so."""
OTHER_PLACES = frozenset({NO_SUCH_NAME, OTHER_LEVEL, SEVERAL, ELSEWHERE})
"""Reasons that speak of the name alone: what stands beside it may still settle it."""
MOST_SHOWN = 5
_UNWRAPPED = 2
_AREAS: tuple[Level, ...] = ("region2", "region1", "county")
_BESIDE_KM, _BESIDE_IF_ALONE_KM = 40.0, 60.0
"""How far a town may lie from the one that it is said to lie beside; further if no other has the
name."""
_OF_PROVINCES = frozenset({"TR"})
"""Where a city is a province as well, and its districts are municipalities."""
_FRENCH, _AT_KM = "FR", 10.0
"""Where lès, en and de stand before a town that lies so near: Rezé lès Nantes."""
_IN_A_CITY_KM = 30.0
_OF_LAANI, _LAANI = "FI", late_expression(r"^(\w.*\w) lääni$", re.IGNORECASE)
_OF = (" of ", " din ")
"""Words between a unit and what it is of, in English and Romanian."""


class Forms:
    """Ways of writing, over one gazetteer.

    Parameters
    ----------
    gazetteer
        The places.
    lies_in
        Whether a place lies in what is called so.
    """

    def __init__(self, gazetteer: Gazetteer, lies_in: Callable[[Place, str], bool]) -> None:
        self.gazetteer, self._lies_in = gazetteer, lies_in

    def area(self, end: NamedEnd) -> Resolution | None:
        """Resolve the name of an area that says so, to an area alone; None if it does not say so.

        `Provinz Limburg` is no town, and `Landkreis Gießen` neither town nor Regierungsbezirk.
        """
        name = kreis(end.name, end.country)
        if name:
            kreise = self.gazetteer.derived(kreise_by_name).get(kreis_key(name), ())
            found = kreise or sorted(self._named_kreise(name, end.country))
            return _only(found, self._ids(name, end.country))
        seat = powiat(end.name, end.country)
        if seat:
            return self._powiat(seat, end.country)
        if end.country == _OF_LAANI and (laani := _LAANI.match(end.name)):
            # The provinces of Finland until 2009 are none of the areas of today called so.
            units = [one for one in self._ids(f"{laani[1]} Province", end.country)
                     if self.gazetteer.places[one].level == "region1"]  # fmt: skip
            return _only(units, self._ids(laani[1], end.country))
        inner = area_named(end.name)
        whole = [one for one in self.gazetteer.matches(end.name, end.country) if one.rank < 2]
        if not inner or whole:
            return None
        inside = [self.gazetteer.places[one] for one in self._ids(inner, end.country)]
        areas = [one for one in inside if one.level in _AREAS or one.is_dual]
        if end.country == _FRENCH:  # Haute-Savoie is Haute-Vienne in some list
            areas = [one for one in areas if name_key(one.name) == name_key(inner)] or areas
        areas = areas or self._districts(end, inside) or self._of_towns(inside)
        fit = [one for one in areas if not one.valid_to] or areas
        first = next(
            (level for level in (*_AREAS, "district") if any(one.level == level for one in fit)), ""
        )
        chosen = [one.place_id for one in fit if not first or one.level == first]
        chosen = self._with_siblings(chosen, inner)
        return _only(chosen, [one.place_id for one in inside])

    def of_divided(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Ask back where an area that was found only begins with the name, as others do."""
        place = self.gazetteer.places.get(found.place_id)
        if place is None or place.level not in _AREAS or not end.country:
            return found
        if found.method == "id" or end.parents:
            return found
        is_called = name_key(end.name) in map(name_key, bare_names(place.name))  # Chiayi City
        ids = self._with_siblings([place.place_id], end.name) if not is_called else ()
        return Resolution("", "", 0.0, SEVERAL, tuple(ids)[:MOST_SHOWN]) if len(ids) > 1 else found

    def _with_siblings(self, chosen: list[str], name: str) -> list[str]:
        """Add the areas that begin with a name, where the chosen one only begins so itself.

        Cheshire was divided into Cheshire East and Cheshire West and Chester: neither is it.
        """
        if len(chosen) != 1 or name_key(self.gazetteer.places[chosen[0]].name) == name_key(name):
            return chosen
        only = self.gazetteer.places[chosen[0]]
        called = self.gazetteer.derived(areas_by_first_word)
        first = words_of_name(name)[:1]
        begun = [self.gazetteer.places[one] for one in called.get((only.country, *first), ())]
        siblings = [
            one.place_id
            for one in begun
            if one.level == only.level and one.place_id != only.place_id
            and is_beginning(name, one.name)
        ]  # fmt: skip
        return [*chosen, *siblings] if is_beginning(name, only.name) else chosen

    def _named_kreise(self, name: str, country: str) -> set[str]:
        """Ids of the Kreise that are known so by another of their names: Stadtverband, Daun."""
        spelt = (name, f"Landkreis {name}", f"Kreis {name}")
        found = {
            one.place_id
            for each in spelt
            for one in self.gazetteer.matches(each, country)
            if not one.rank
        }
        return {one for one in found if is_kreis(self.gazetteer.places[one])}

    def _powiat(self, seat: str, country: str) -> Resolution:
        """Resolve a powiat by its seat, in either language: Kreis Oppeln, Kreis Opole."""
        towns = self._towns((seat,), country)
        names = (seat, *(one.name for one in towns))
        units = self._counties(names, country)
        if len(towns) == 1:  # a powiat lies where its seat does: Opole County is two
            around = [one for one in units
                      if self.gazetteer.places[one].region_iso == towns[0].region_iso]  # fmt: skip
            units = around or units
        if not units and len(towns) == 1:
            # The powiat of Wodzisław Śląski has its name from the first word alone.
            first = self._counties([towns[0].name.partition(" ")[0]], country)
            region = towns[0].region_iso
            units = [one for one in first if self.gazetteer.places[one].region_iso == region]
        return _only(units, self._ids(seat, country))

    def _counties(self, names: Iterable[str], country: str) -> list[str]:
        """Ids of the second-level regions that are known as the county of one of some names."""
        called = {
            one.place_id
            for name in dict.fromkeys(names)
            for one in self.gazetteer.matches(f"{name} County", country)
            if not one.rank
        }
        return sorted(one for one in called if self.gazetteer.places[one].level == "region2")

    def _of_towns(self, towns: Sequence[Place]) -> list[Place]:
        """Areas in whose region a town lies that has the name of the area, and the asked one too.

        Kattakurgan District is Kattaqo‘rg‘on Tumani, around the town of either name.
        """
        called = [
            (town, self.gazetteer.places[one.place_id])
            for town in towns if town.level == "city"
            for name in dict.fromkeys((town.name, *(name for name, _ in town.names)))
            for one in self.gazetteer.matches(name, town.country) if one.rank == 1
        ]  # fmt: skip
        areas = {
            one.place_id: one for town, one in called
            if one.level == "region2" and not one.valid_to and one.region_iso == town.region_iso
        }  # fmt: skip
        return list(areas.values())

    def _districts(self, end: NamedEnd, found: Sequence[Place]) -> list[Place]:
        """Parts of cities, where the name says district: Jiangning District, in what is stated."""
        if stated_levels(end.name)[:1] != ("district",):
            return []
        return [
            one for one in found
            if one.level == "district" and not one.valid_to
            and all(self._lies_in(one, box) for box in end.parents)
        ]  # fmt: skip

    def resolve(self, end: NamedEnd) -> Resolution | None:
        """Resolve a name by the first way that leads anywhere; None where none does."""
        plain = without_title(end.name)
        names = [one for one in (plain, *self._spellings(plain or end.name, end.country)) if one]
        for name in dict.fromkeys(names):
            found = self._by_spelling(replace(end, name=name))
            if found:
                return found
        return (
            self._by_nominative(end)
            or self._by_qualifier(end, plain or end.name)
            or self._by_words_that_count(plain or end.name, end.country)
            or self._by_region_behind(end)
            or self._by_of(end)
            or self._by_quarter(end)
        )

    def _ids(self, name: str, country: str) -> list[str]:
        return [one.place_id for one in self.gazetteer.matches(name, country)]

    def _spellings(self, name: str, country: str) -> list[str]:
        return [
            one for one in (with_words(name, country), *spelt_out(name, country)) if one != name
        ]

    def _by_spelling(self, end: NamedEnd) -> Resolution | None:
        """Resolve a name written out in full, or one that points shorten."""
        found = resolve_plainly(replace(end, level="city"), self.gazetteer)
        if found.reason == OTHER_LEVEL:  # Argyll & Bute is a council area, and no town is called so
            found = resolve_plainly(end, self.gazetteer)
        if found.place_id:
            method = f"{found.method.replace('+level', '')}+form"
            return replace(found, method=method, confidence=min(found.confidence, FORM_CONFIDENCE))
        if found.reason != NO_SUCH_NAME:
            return found
        ids = written_out(end.name, end.country, self.gazetteer)
        return _only(ids, ids) if ids else None

    def _by_nominative(self, end: NamedEnd) -> Resolution | None:
        """Resolve the name of a Greek municipality in the genitive: Δήμος Ρόδου."""
        from sistercities.dataset.resolving.greek_names import nominatives

        names = nominatives(end.name, end.country)
        ids = dict.fromkeys(
            one.place_id for name in names
            for one in self.gazetteer.matches(name, end.country) if one.rank == 0
        )  # fmt: skip
        places = [self.gazetteer.places[one] for one in ids]
        towns = _as_one([one for one in places if one.level in MUNICIPAL and not one.valid_to])
        return _only([one.place_id for one in towns], list(ids)) if towns else None

    def _by_qualifier(self, end: NamedEnd, name: str) -> Resolution | None:
        """Resolve a name whose qualifier the gazetteer does not write: Staufen im Breisgau."""
        points = written_out(with_words(name, end.country), end.country, self.gazetteer)
        if points:
            return _only(points, points)
        parts = qualified(name, end.country)
        if parts is None:
            return None
        heads = (parts.head, *spelt_out(parts.head, end.country))
        pool = self._towns(heads, end.country)
        fit = self._fitting(pool, parts, end.country)
        if not pool:
            return None
        if is_of_france(parts):  # what goes on after de may be a part of the name
            return _only([fit[0].place_id], []) if len(fit) == 1 else None
        if fit:
            return _only([one.place_id for one in fit], [])
        return Resolution("", "", 0.0, ELSEWHERE, tuple(one.place_id for one in pool[:MOST_SHOWN]))

    def _fitting(self, pool: Sequence[Place], parts: Qualified, country: str) -> list[Place]:
        """Those of the towns that lie where the qualifier says, as far as it can be told."""
        if not parts.tail:
            return _as_one(pool)
        from sistercities.dataset.resolving.landscapes import regions_of_landscape

        regions = regions_of_landscape(parts.tail, country)
        if regions:
            return _as_one([one for one in pool if one.region_iso in regions])
        is_french = is_of_france(parts)
        if (is_french and len(pool) > 1) or not (
            is_french or parts.left_out.startswith(("bei ", "b."))
        ):
            return []
        found = (self.gazetteer.places[one] for one in self._ids(parts.tail, country))
        beside = [one for one in found if one.level in MUNICIPAL or one.is_dual]
        within = _BESIDE_KM if len(pool) > 1 else _BESIDE_IF_ALONE_KM
        within = _AT_KM if is_french else within
        return _as_one([one for one in pool if _is_near(one, beside, within)])

    def _by_region_behind(self, end: NamedEnd) -> Resolution | None:
        """Resolve a name that the region follows without a comma: La Ravoire Savoie."""
        for name, region in with_region_behind(end.name):
            pool = self._towns((name, *spelt_out(name, end.country)), end.country)
            fit = _as_one([one for one in pool if self._lies_in(one, region)])
            if fit:
                return _only([one.place_id for one in fit], [one.place_id for one in pool])
        return None

    def _by_of(self, end: NamedEnd) -> Resolution | None:
        """Resolve a name that says whose it is: Sector 1 of Bucharest, Western Province of Fiji."""
        word = next((one for one in _OF if one in end.name), _OF[0])
        name, _, around = end.name.rpartition(word)
        if not name or not around:
            return None
        if country_code(around.removeprefix("the ")) == end.country:
            found = resolve_plainly(replace(end, name=name), self.gazetteer)
            return found if found.reason != NO_SUCH_NAME else None
        called = [one.place_id for one in self.gazetteer.matches(name, end.country)
                  if one.rank < _UNWRAPPED]  # fmt: skip
        inside = [one for one in called if self._lies_in(self.gazetteer.places[one], around)]
        return _only(inside, called) if inside else None

    def _by_words_that_count(self, name: str, country: str) -> Resolution | None:
        """Resolve a name of France that is written with another article: Le Valdahon."""
        asked = "".join(words_that_count(name, country))
        towns = self.gazetteer.derived(french_towns_by_words)
        found = towns.get(asked, ()) if asked else ()
        return _only(found, found) if found else None

    def _by_quarter(self, end: NamedEnd) -> Resolution | None:
        """Resolve a quarter that its city stands before: Warszawa-Mokotów."""
        city, quarter = quarter_of(end.name)
        if not city:
            return None
        cities = self._towns((city,), end.country)
        places = (self.gazetteer.places[one] for one in self._ids(quarter, end.country))
        inside = [one.place_id for one in places if self._is_quarter(one, city, cities)]
        return _only(inside, inside) if inside else None

    def _is_quarter(self, place: Place, city: str, cities: Sequence[Place]) -> bool:
        """Whether a place is a part of a city, or a municipality of the province around it."""
        if place.level == "district":
            return any(
                each.place_id in place.parent_ids or _is_near(place, [each], _IN_A_CITY_KM)
                for each in cities
            )
        is_of_province = place.country in _OF_PROVINCES and place.level == "city"
        return is_of_province and self._lies_in(place, city)

    def _towns(self, names: Iterable[str], country: str) -> list[Place]:
        """Towns that are called by one of the names, whole."""
        ids = dict.fromkeys(
            one.place_id
            for name in names
            for one in self.gazetteer.matches(name, country)
            if one.rank == 0
        )
        found = (self.gazetteer.places[one] for one in ids)
        return [one for one in found if one.level in MUNICIPAL and not one.valid_to]


def kreise_by_name(places: Iterable[Place]) -> Derived:
    """Ids of the Kreise of Germany by the keys of their names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.country == "DE" and is_kreis(place):
            for name, _ in place.names:
                found[kreis_key(name)].add(place.place_id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def areas_by_first_word(places: Iterable[Place]) -> Derived:
    """Ids of the areas of today by their country and the first word of their name."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for place in places:
        if place.level in _AREAS and not place.valid_to:
            found[place.country, *words_of_name(place.name)[:1]].append(place.place_id)
    return {key: tuple(ids) for key, ids in found.items()}


def french_towns_by_words(places: Iterable[Place]) -> Derived:
    """Ids of the towns of France by the words of their names that tell them apart, as one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        if place.country == "FR" and place.level in MUNICIPAL and not place.valid_to:
            found["".join(words_that_count(place.name, "FR"))].append(place.place_id)
    return {key: tuple(ids) for key, ids in found.items()}


def _only(chosen: Sequence[str], called: Sequence[str]) -> Resolution:
    """Take the one that is left; else wait with those that may be meant."""
    if len(chosen) == 1:
        return Resolution(chosen[0], "alias+country+form", FORM_CONFIDENCE)
    if chosen:
        return Resolution("", "", 0.0, SEVERAL, tuple(chosen[:MOST_SHOWN]))
    reason = OTHER_LEVEL if called else NO_SUCH_NAME
    return Resolution("", "", 0.0, reason, tuple(called[:MOST_SHOWN]))


def _as_one(pool: Sequence[Place]) -> list[Place]:
    """Return the largest where all lie at one spot: a town and a part of it."""
    ordered = sorted(pool, key=lambda one: (-(one.population or 0), one.place_id))
    return ordered[:1] if ordered and are_one_spot(ordered) else ordered


def _is_near(place: Place, others: Sequence[Place], within_km: float) -> bool:
    for other in others:
        if other.latitude is not None and other.longitude is not None:
            km = distance_km(place, other.latitude, other.longitude)
            if km is not None and km <= within_km:
                return True
    return False
