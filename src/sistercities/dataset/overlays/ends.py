"""Whether a cell of a register names one place: what stands beside the name is weighed.

It may be a region, a country, a title, another name of the place, or a second place. A cell with
two places is never taken as the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sistercities.dataset.gazetteer.names import stated_levels
from sistercities.dataset.namesakes import FEW, is_by_far_larger
from sistercities.dataset.resolving.boxes import NEAR_KM, is_beside, is_near
from sistercities.dataset.resolving.misspelt_partners import are_a_slip_apart
from sistercities.dataset.resolving.official_forms import is_title, is_word_for_kreis, powiat
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.written_forms import area_named, spelt_out
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import SPLIT, WrittenEnd, joined_parts, without_brackets
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

_LINKS = ("", " an der ", " am ", " in ", " im ", " bei ", " ob der ", " on ", " upon ", " sur ")
"""What may stand where a short form has a slash or a bracket: Marburg/Lahn, Frankfurt (Oder)."""
_SHOWN = 60
_BEFORE_A_NAME = late_expression(
    r"^(?:now|today|formerly|heute|jetzt|ehem\.?|ehemals|früher|aujourd'hui|旧|現|现|原|구|현) ?",
    re.IGNORECASE,
)
_NOW = late_expression(r"^(?:now|today|heute|jetzt|aujourd'hui|現|现|현) ?", re.IGNORECASE)
_OF_TOWNS, _KANJI_OF_TOWNS = "JP", ("町", "村")
_TOWN = late_expression(r" (?:Town|Village)$|-(?:machi|cho|mura|son)$|(?<=.)[町村]$", re.IGNORECASE)
_CITY = late_expression(r" City$|-shi$|(?<=.)市$", re.IGNORECASE)
_OF_STATES = frozenset({"AU", "BR", "CA", "MX", "US"})
"""Where what stands behind a comma is the state, though a town is called so too: Oregon."""
_BARE = 2
"""Rank of a place that is called so without `City`."""
_OF_KREISE = frozenset({"DE", "PL", ""})
"""Where a list says Kreis of a unit; German lists say so of the powiats of Poland."""
_BEZIRK = late_expression(r"^(?:regierungs)?bezirk", re.IGNORECASE)
_PART_OF = late_expression(
    r"^(?:(?:stadt)?bezirk|stadtteil|borough|district)(?: v\.| von| of| in)? +(?P<city>\S.*)$",
    re.IGNORECASE,
)
_FAR_LARGER, _AROUND_KM = 10, 60.0
"""So many times its people has the town in brackets that tells where a place lies, so near."""
CELL_NAMES = "the cell names "
"""How the reason begins for which a cell waits that names several places."""
BESIDE_UNKNOWN = " beside the name is no region and no place that is known"
"""How it ends where what may be a second place is not known."""
_Sign = Literal["comma", "list", "bracket"]


class Weighed(NamedTuple):
    """What stands beside a name.

    `reason` says why the cell is no one place, and `next_step` what to do; `place_id` is the place
    that all parts name, where that settles it, or with `is_inner` the municipality in brackets
    that lies in what is named first; `told` is what was not used.
    """

    reason: str = ""
    next_step: str = ""
    place_id: str = ""
    told: tuple[str, ...] = ()
    is_inner: bool = False


def weigh(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> Weighed:
    """Weigh what stands beside the name of one end, resolved as far as it is."""
    end = written.end
    if end.given_id or found.method == "id" or is_of_kreis(written):
        return Weighed()
    whole = (end.name, *spelt_out(end.name, end.country))
    if any(one.rank < 2 for each in whole for one in names.gazetteer.matches(each, end.country)):
        return Weighed()
    if written.joined and not found.place_id and _are_places(written.joined, names):
        return _several(written.joined)
    now = _of_today(written, names)
    if now:
        return Weighed(place_id=now, is_inner=True)
    inner = _inner_municipality(written, names) or _part_of_city(written, names)
    if inner:
        return Weighed(place_id=inner, is_inner=True)
    other = "" if found.place_id else _by_other_name(written, names)
    return Weighed(place_id=other) if other else _beside(written, found, names)


def _by_other_name(written: WrittenEnd, names: ReleaseNames) -> str:
    """Id of the place that its other name in brackets leads to, beside a slip in its own.

    Nothing in the country is called as is written before the brackets.
    """
    country, parts = written.end.country, written.bracketed
    is_alone = len(parts) == 1 and not written.apart and not written.listed
    if not country or not is_alone or names.gazetteer.matches(written.head, country):
        return ""
    places = names.gazetteer.places
    named = [one.place_id for one in names.gazetteer.matches(parts[0], country) if not one.rank]
    is_it = len(named) == 1 and are_a_slip_apart(written.head, places[named[0]].name)
    return named[0] if is_it else ""


def _inner_municipality(written: WrittenEnd, names: ReleaseNames) -> str:
    """Id of the municipality in brackets in a city or region named first: Istanbul (Beyoğlu)."""
    country, parts = written.end.country, written.bracketed
    is_alone = len(parts) == 1 and not written.apart and not written.listed
    if not country or not is_alone or not names.regions.is_town(written.head, country):
        return ""
    part = area_named(parts[0]) or parts[0]
    near = _called(part, country, names) or [
        one for one in names.gazetteer.of_country(country) if are_a_slip_apart(part, one.name)
    ]
    inside = [
        one for one in near if one.level == "city" and names.regions.lies_in(one, written.head)
    ]
    return _one_by_far(inside)


def _called(name: str, country: str, names: ReleaseNames) -> list[Place]:
    """Return the places of a country that bear a name whole."""
    matches = names.gazetteer.matches(name, country)
    return [names.gazetteer.places[one.place_id] for one in matches if one.rank < 2]


def _one_by_far(inside: list[Place]) -> str:
    """Id of the only one of some places, or of the one that is by far the largest.

    Kadıköy is the part of Istanbul, and not the village of its name in that province.
    """
    if len(inside) < 2:
        return inside[0].place_id if inside else ""
    first, *rest = sorted(inside, key=lambda one: (-(one.population or 0), one.place_id))
    is_it = is_by_far_larger(first.population or 0, (one.population for one in rest))
    return first.place_id if is_it else ""


def _part_of_city(written: WrittenEnd, names: ReleaseNames) -> str:
    """Id of the part of a city that brackets say is meant: Barnet (Stadtbezirk v. London)."""
    country, parts = written.end.country, written.bracketed
    found = _PART_OF.match(parts[0]) if len(parts) == 1 else None
    if not country or found is None or written.apart or written.listed:
        return ""
    city = found["city"]
    inside = [
        one.place_id for one in _called(written.head, country, names) if one.level == "district"
        and (names.regions.lies_in(one, city) or is_beside(one, city, names.gazetteer))
    ]  # fmt: skip
    return inside[0] if len(inside) == 1 else ""


def _of_today(written: WrittenEnd, names: ReleaseNames) -> str:
    """Id of the municipality that brackets say a former one is now: Iwaki (now Hirosaki).

    So it is where a Japanese town is named that is none of today, with a city in brackets.
    """
    country, parts = written.end.country, written.bracketed
    if not country or len(parts) != 1 or written.apart or written.listed:
        return ""
    is_said = bool(_NOW.match(parts[0]))
    is_town = country == _OF_TOWNS and bool(_TOWN.search(written.head))
    is_merged = (
        is_town and not _towns_of_today(written.head, names) and bool(_CITY.search(parts[0]))
    )
    if not (is_said or is_merged):
        return ""
    plain = _NOW.sub("", parts[0])
    places = names.gazetteer.places
    cities = [
        one.place_id for one in names.gazetteer.matches(plain, country)
        if one.rank <= _BARE and places[one.place_id].level == "city"
    ]  # fmt: skip
    return cities[0] if len(cities) == 1 else ""


def _towns_of_today(name: str, names: ReleaseNames) -> list[Place]:
    """Towns and villages of Japan that a name means: Kasuga is a city, so Kasuga Town is none."""
    found = (names.gazetteer.places[one.place_id]
             for one in names.gazetteer.matches(name, _OF_TOWNS))  # fmt: skip
    return [one for one in found if one.name_local[-1:] in _KANJI_OF_TOWNS or not one.name_local]


def is_of_kreis(written: WrittenEnd) -> bool:
    """Whether the cell says that a Kreis is meant, beside whose name its seat may stand."""
    # A word for a level is taken from what stands in brackets before this is asked.
    beside = (*without_brackets(written.end.name)[1], *written.bracketed, *written.apart)
    is_it = written.end.country in _OF_KREISE and any(map(is_word_for_kreis, beside))
    return is_it and not _BEZIRK.match(written.head)  # which says itself what it is


def linked_name(written: WrittenEnd, names: ReleaseNames) -> str:
    """Return the whole name of a place of which a part stands in brackets; "" if it is none.

    San Marco (Veronese) is San Marco in Veronese where one place of the country is called so.
    """
    country, parts = written.end.country, written.bracketed
    if not country or len(parts) != 1 or written.apart or written.listed:
        return ""
    spelt = [f"{written.head}{link}{parts[0]}" for link in _LINKS if link]
    found = [
        one for one in spelt
        if sum(each.rank == 0 for each in names.gazetteer.matches(one, country)) == 1
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


@dataclass(slots=True)
class _Heap:
    """The parts beside a name, sorted by what they are."""

    same: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    reason: str = ""
    possible: list[Place] = field(default_factory=list)
    is_held: bool = False
    """Whether the place is a known partner: an area beside it is then no second one."""


def _beside(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> Weighed:
    possible = _possible(written, found, names)
    heap = _Heap(possible=possible if len({one.place_id for one in possible}) == 1 else [])
    heap.is_held = "known_tie" in found.method.split("+")
    for part, sign in _parts(written):
        alike = _other_name(part, written.head, possible, names)
        heap.same |= alike
        country = written.end.country
        if alike or _is_around(part, sign, possible, names):
            continue
        if not possible and sign != "list" and _is_area(part, sign, country, names):
            continue
        if not _is_other_region(part, sign, country, names):
            _sort(part, sign, country, heap, names)
    if heap.others:
        return _several((written.head, *heap.others))
    if heap.reason:
        return Weighed(heap.reason, "correct the one that is wrong")
    if heap.unknown:
        shown = heap.unknown[0][:_SHOWN]
        reason = f"{shown!r}{BESIDE_UNKNOWN}"
        return Weighed(reason, f"if it is a second place, {SPLIT}; else leave it out")
    settled = next(iter(heap.same)) if len(heap.same) == 1 else ""
    return Weighed(place_id=settled, told=tuple(heap.told))


def _is_area(part: str, sign: _Sign, country: str, names: ReleaseNames) -> bool:
    """Whether it is a landscape or a unit of the country, beside a name that nobody knows.

    Behind a comma it says so itself: Rinsen, Buyeo-gun.
    """
    if not country or (sign == "comma" and not AREAS & set(stated_levels(part)[:1])):
        return False
    from sistercities.dataset.resolving.landscapes import regions_of_landscape

    called = names.gazetteer.matches(area_named(part) or part, country)
    levels = {names.gazetteer.places[one.place_id].level for one in called}
    return bool(regions_of_landscape(part, country) or levels & {"region1", "region2"})


def _is_other_region(part: str, sign: _Sign, country: str, names: ReleaseNames) -> bool:
    """Whether the part is a region in which no place of the name lies; that is told elsewhere."""
    is_region = bool(country) and names.regions.is_region(part, country)
    is_state = sign == "comma" and country in _OF_STATES
    return is_region and sign != "list" and (is_state or not names.regions.is_town(part, country))


def _sort(part: str, sign: _Sign, country: str, heap: _Heap, names: ReleaseNames) -> None:
    """Say what a part is that is neither the place nor around it."""
    pieces = joined_parts(part)
    code = country_code(part)
    if sign == "bracket" and country and _is_explanation(part, country, heap, names):
        heap.told.append(f"{part[:_SHOWN]!r} beside the name is taken as a note on it")
        return
    if code and country and not names.regions.is_town(part, ""):
        heap.reason = f"the name says {part}, the country beside it is {country}"
    elif _is_place(part, names):
        heap.others.append(part)
    elif pieces and _are_places(pieces, names):
        heap.others += pieces
    elif sign == "bracket" and _is_elsewhere(part, country, heap, names):
        heap.reason = f"{part[:_SHOWN]!r} beside the name lies elsewhere"
    elif sign == "bracket":
        heap.told.append(f"{part[:_SHOWN]!r} beside the name is not understood and is not used")
    else:
        heap.unknown.append(part)


def _is_explanation(part: str, country: str, heap: _Heap, names: ReleaseNames) -> bool:
    """Whether a place in brackets is no second partner: it lies at the first, or abroad.

    Fuefuki (Isawa) names a part of the town, Olszanka (Alzenau) another name of it that a German
    town bears too.
    """
    if not _is_place(part, names) or country_code(part):
        return False
    places = _called(part, country, names)
    if heap.is_held and places and all(one.level in AREAS for one in places):
        return True
    return not places or any(
        _are_near(one, each) or _is_city_around(one, each)
        for one in places for each in heap.possible
    )  # fmt: skip


def _is_elsewhere(part: str, country: str, heap: _Heap, names: ReleaseNames) -> bool:
    """Whether words such as `now Hirosaki` or `Kasuga Town` name a place far from the first."""
    plain = _BEFORE_A_NAME.sub("", part)
    places = [names.gazetteer.places[one.place_id]
              for one in names.gazetteer.matches(plain, country)] if country else []  # fmt: skip
    if country == _OF_TOWNS and _TOWN.search(plain) and not _towns_of_today(plain, names):
        return False
    if not places or not heap.possible or is_title(plain) or "region1" in stated_levels(plain):
        return False
    return not any(_are_near(one, each) for one in places for each in heap.possible)


def _are_near(one: Place, other: Place, within_km: float = NEAR_KM) -> bool:
    if one.place_id in other.parent_ids or other.place_id in one.parent_ids:
        return True
    return is_near(one, other, within_km)


def _is_city_around(city: Place, place: Place) -> bool:
    """Whether a far larger town of the same region tells where a small one lies, as Lyon may."""
    is_far_larger = (city.population or 0) >= (place.population or FEW) * _FAR_LARGER
    is_there = city.region_iso == place.region_iso and _are_near(city, place, _AROUND_KM)
    return is_far_larger and is_there and city.level == "city"


def _parts(written: WrittenEnd) -> Iterator[tuple[str, _Sign]]:
    """Yield what stands beside the name, and what sets it apart."""
    yield from ((part, "comma") for part in written.apart)
    yield from ((part, "list") for part in written.listed)
    yield from ((part, "bracket") for part in written.bracketed)


def _possible(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> list[Place]:
    places = names.gazetteer.places
    if found.place_id:
        return [places[found.place_id]]
    matches = names.gazetteer.matches(written.head, written.end.country)
    return [places[one] for one in dict.fromkeys(
        [*(each.place_id for each in matches), *found.candidates])]  # fmt: skip


def _other_name(part: str, head: str, possible: list[Place], names: ReleaseNames) -> set[str]:
    """Those of the possible places that the part names as well, alone or after the name."""
    spelt = [part, *(f"{head}{link}{part}" for link in _LINKS)]
    # Bruch is a town of Germany before it is Lom, but not in the country of Lom.
    countries = dict.fromkeys(["", *(place.country for place in possible)])
    named = {one.place_id for each in spelt for country in countries
             for one in names.gazetteer.matches(each, country) if one.rank < 2}  # fmt: skip
    return named & {place.place_id for place in possible}


def _is_around(part: str, sign: _Sign, possible: list[Place], names: ReleaseNames) -> bool:
    """Whether the part is a title, or says where one of the places lies.

    A town beside another in a list is a second place, even where a region bears its name; after a
    comma it is, unless that is a first-level region: Wetzlar, Gießen, but Buffalo, New York.
    """
    if is_title(part):
        return True
    countries = {place.country for place in possible}
    if country_code(part) in countries:
        return True
    from sistercities.dataset.resolving.landscapes import regions_of_landscape

    if any(place.region_iso in regions_of_landscape(part, place.country) for place in possible):
        return True
    if sign != "list" and any(
        _lies_in_city(place, part, names) or is_beside(place, part, names.gazetteer)
        for place in possible
    ):
        return True
    called = (part, area_named(part)) if area_named(part) else (part,)
    if any(_is_at_seat(place, part, names) for place in possible):
        return True
    inside = {
        place.country for place in possible for one in called if names.regions.lies_in(place, one)
    }
    may_be_town = any(names.regions.is_town(part, country) for country in inside)
    is_region = any(names.regions.is_region(part, country) for country in inside)
    certain = sign == "bracket" or not may_be_town or (sign == "comma" and is_region)
    return bool(inside) and certain


def _is_at_seat(place: Place, part: str, names: ReleaseNames) -> bool:
    """Whether a part names the Kreis of a town near the place: Swarzędz, Kreis Posen."""
    seat = powiat(part, place.country)
    towns = names.gazetteer.matches(seat, place.country) if seat else []
    return any(_are_near(names.gazetteer.places[one.place_id], place) for one in towns)


def _lies_in_city(place: Place, part: str, names: ReleaseNames) -> bool:
    """Whether a place lies in a city that is called so: Jung-gu, Seoul names no two places."""
    boxes = {one.place_id for one in names.gazetteer.matches(part, place.country)}
    inside = boxes & set(place.parent_ids)
    return any(names.gazetteer.places[one].level in ("city", "region1") for one in inside)


def _is_place(part: str, names: ReleaseNames) -> bool:
    return any(one.rank < 2 for one in names.gazetteer.matches(part))


def _are_places(parts: tuple[str, ...], names: ReleaseNames) -> bool:
    return all(len(part) > 1 and _is_place(part, names) for part in parts)


def _several(parts: tuple[str, ...]) -> Weighed:
    shown = ", ".join(part[:_SHOWN] for part in parts)
    words = {2: "two", 3: "three", 4: "four"}
    number = words.get(len(parts), str(len(parts)))
    return Weighed(f"{CELL_NAMES}{number} places ({shown})", SPLIT)
