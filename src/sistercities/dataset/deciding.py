"""Which of the places that a name may mean is taken; what is left undecided is asked back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sistercities.dataset.divided_towns import councils_of
from sistercities.dataset.scripts import is_han, name_key, script_of, words_of_name
from sistercities.dataset.typed_queries import Asked, FoundPlace, is_called, is_called_so
from sistercities.errors import PlaceAmbiguous, TwoCouncils
from sistercities.terms.words import MUNICIPAL

MAX_SHOWN = 8
Lies = Callable[[Sequence[FoundPlace]], Mapping[str, str]]
"""What says where places lie, by id, those that need it."""
_SAME_SPOT_KM = 15.0
"""Two places of one name this close are one place and a part of it."""
_CEDILLAS = str.maketrans("șț", "şţ")
_DWARFED = 5
"""A place of so many times the people of who bears a name may be meant by it as well."""
_SCRIPTS_OF_NAMES = frozenset({"Latn", "Hang"})
"""Scripts in which what a place is called is mostly known, so that another name is a by-name."""
_REGIONS = frozenset({"region1", "region2"})
_TWO = 2
_TIES_OF_A_REGION = 5
"""A region whose people are not known is meant with so many ties more: Maryland, 福建."""
_TIES_OF_THE_KNOWN = 15
"""With so many ties a place is meant rather than one without any and with no more people: of ends
of ties whose name is such a pair's, the tie itself left out, 2,008 of 2,019 are the former."""
_TIES_OF_THE_UNCOUNTED = 20
"""With so many ties more a place is meant rather than one whose people nobody counted."""


class Called(NamedTuple):
    """What was typed, and the places of the table `places` that it may mean.

    Attributes
    ----------
    asked
        What was typed, taken apart.
    found
        The places, the best known first; at least one.
    spelt_so
        Ids of those of which a spelling is what was typed, letter by letter, where it has accents.
    """

    asked: Asked
    found: Sequence[FoundPlace]
    spelt_so: frozenset[str] = frozenset()


def decide(
    text: str,
    called: Called,
    towns: Sequence[FoundPlace] = (),
    is_made_up: Callable[[FoundPlace], bool] = lambda _: False,
    lies: Lies = lambda _: {},
) -> FoundPlace:
    """Take the one place that is meant.

    Parameters
    ----------
    text
        What was typed.
    called
        The same, taken apart, and the places that may be meant.
    towns
        Towns of the gazetteer that are called so.
    is_made_up
        Whether a machine alone writes the name of a place so.
    lies
        Where those lie that name and region do not tell apart (`whereabouts`).

    Raises
    ------
    PlaceAmbiguous
        If several places remain; carries them with what tells them apart.
    TwoCouncils
        If the two councils of a divided town remain; it says what to type for either.
    """
    asked = called.asked
    pool, towns = _with_these_marks(called, towns)
    others = [*pool, *towns]
    meant = _Meant(asked.name, _bearers(others, asked.name), is_made_up)
    held = _open(asked, pool)
    open_ones = [one for one in held if not meant.is_by_name(one, held)]
    first = max(open_ones, key=lambda place: (place.n_ties, "municipal" in _kinds(place)))
    region = meant.region_that_bears_it(first, others)
    if region is not None:
        return region
    councils = _councils(first, others)
    if councils:
        raise TwoCouncils(text, lines_of(councils, lies), *_ways_to_ask(councils))
    rivals = [one for one in others if one not in held and meant.has_rival(first, one)]
    left = [one for one in (*open_ones, *rivals)
            if one is not first and not meant.is_rather(first, one)]  # fmt: skip
    if not left:
        return first
    # Who bears the name comes before places that are called so in some list, or once were.
    by_names = [one for one in held if one not in open_ones]
    shown = [one for one in held if one is first or one in left]
    more = sorted((one for one in left if one not in held), key=_by_rank)
    # The very name comes before a longer one: Châteauneuf before Châteauneuf-du-Pape.
    offered = sorted([*shown, *by_names, *more], key=lambda one: not is_called_so(one, asked.name))
    n = max(len(offered), sum(is_called_so(one, asked.name) for one in others))
    raise PlaceAmbiguous(text, lines_of(offered, lies, n), n)


def _councils(first: FoundPlace, others: Sequence[FoundPlace]) -> tuple[FoundPlace, ...]:
    """Give the two councils of a town, the displaced one first, where both are called so.

    However many ties either has: nothing that is typed as the town's name tells which is meant.
    """
    by_id = {one.place_id: one for one in others}
    pair = tuple(by_id[one] for one in councils_of(first.place_id) if one in by_id)
    return pair if len(pair) == _TWO else ()


def _ways_to_ask(councils: Sequence[FoundPlace]) -> tuple[str, str]:
    """Say what to type for the council in the town, and for the displaced one."""
    away, there = councils
    return f"{there.name}, Northern Cyprus", away.name


def lines_of(
    places: Sequence[FoundPlace], lies: Lies = lambda _: {}, n: int | None = None
) -> list[str]:
    """Lines that tell places apart, the most shown and how many more there are.

    Parameters
    ----------
    places
        The places, in order.
    lies
        As for `decide`.
    n
        How many there are, where not all are given.
    """
    n = len(places) if n is None else n
    said = lies(places)
    lines = [place.line(said.get(place.place_id, "")) for place in places[:MAX_SHOWN]]
    if n > len(lines):
        lines.append(f"and {n - len(lines)} more")
    return lines


def _by_rank(place: FoundPlace) -> tuple[int, int, str]:
    return -place.n_ties, -(place.population or 0), place.place_id


def _with_these_marks(
    called: Called, towns: Sequence[FoundPlace]
) -> tuple[Sequence[FoundPlace], Sequence[FoundPlace]]:
    """Leave out what is called so but for its accents, if any are written and a place has them.

    Višegrad is no Visegrád; but París is the capital of France, and no village of Panama, and
    Kruševo is also the town that the data write Krusevo.
    """
    name, found = called.asked.name, called.found
    if name.isascii() or script_of(name) != "Latn":
        return found, towns
    unmarked = [one for one in found if one.name.isascii() and one.place_id in called.spelt_so
                and is_called(one, name)]  # fmt: skip
    exact = [one for one in (*found, *towns) if _is_spelt(one, name)] or unmarked
    if not exact:
        return found, towns
    from sistercities.dataset.namesakes import is_by_far_larger

    people = max(one.population or 0 for one in exact)
    ties = max(one.n_ties for one in exact)

    def is_left(one: FoundPlace) -> bool:
        if one in exact or not is_called(one, name):
            return True
        is_also = one in unmarked and one.n_ties > ties
        return is_also or is_by_far_larger(one.population, [people])

    held, more = list(filter(is_left, found)), list(filter(is_left, towns))
    return (held, more) if held else (more, [])


def _is_spelt(place: FoundPlace, name: str) -> bool:
    """Whether it is a name of the place, letter by letter, but for capitals."""
    return _letters(name) in (_letters(place.name), _letters(place.name_local or ""))


def _letters(name: str) -> str:
    """Write a name in small letters, and what Romanian writes in two ways in one."""
    return unicodedata.normalize("NFC", name).casefold().translate(_CEDILLAS)


def _bearers(places: Sequence[FoundPlace], name: str) -> frozenset[str]:
    """Ids of those that are called so, and of the cities of such a region's name: Rome in Roma."""
    called = [one for one in places if is_called_so(one, name)]
    cities = (one for one in places if any(_is_of_its_name(one, region) for region in called))
    return frozenset(one.place_id for one in (*called, *cities))


def _is_of_its_name(city: FoundPlace, region: FoundPlace) -> bool:
    """Whether a city that is called as its region is has its name from it: no Okazaki in Aichi."""
    if not _is_region_of(region, city):
        return False
    is_alike = name_key(region.name)[:1] == name_key(city.name)[:1]
    return is_alike or _is_part_of_name(region.name, city)


def _open(asked: Asked, pool: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Those that the name fits best, and those with more ties."""
    preferences: tuple[Callable[[FoundPlace], bool], ...] = (
        lambda place: place.n_ties > 0,
        lambda place: asked.name in (place.name, place.name_local),
        lambda place: is_called(place, asked.name),
        lambda place: is_called_so(place, asked.name),
    )
    left = list(pool)
    for is_preferred in preferences:
        left = [place for place in left if is_preferred(place)] or left
        if len(left) == 1:
            break
    better_known = [place for place in pool if place.n_ties > left[0].n_ties]
    return list(dict.fromkeys([*left, *better_known]))


def _is_part_of_name(name: str, place: FoundPlace) -> bool:
    """Whether the main name of a place has the words of the name: Newcastle upon Tyne."""
    words, own = (
        {"saint" if word == "st" else word for word in words_of_name(each)}
        for each in (name, place.name)
    )
    return bool(words) and words <= own


class _Meant(NamedTuple):
    """Which of two places is meant by a name that `bearers` bear as more than a by-name.

    A by-name, as that of a place in a script that is not its own, may be of several places.
    """

    name: str
    bearers: frozenset[str]
    is_made_up: Callable[[FoundPlace], bool]

    def is_by_name(self, place: FoundPlace, others: Sequence[FoundPlace]) -> bool:
        """Whether a place is called so too, but another bears the name and is no dwarf beside it.

        Amman was Philadelphia once; but Bruges is also the Belgian city, beside a small French one.
        """
        script = script_of(self.name)
        if self._rank(place) or script not in _SCRIPTS_OF_NAMES or not place.population:
            return False
        from sistercities.dataset.namesakes import BY_FAR, is_by_far_larger

        times = BY_FAR if script == "Hang" else _DWARFED
        return any(
            one.place_id in self.bearers and one.n_ties and _are_of_a_kind(one, place)
            and not is_by_far_larger(place.population, [one.population], times)
            for one in others
        )  # fmt: skip

    def has_rival(self, first: FoundPlace, other: FoundPlace) -> bool:
        """Whether a place may be meant too: it is of the kind, elsewhere, and called so as well."""
        if not _are_of_a_kind(first, other) or _are_one(first, other):
            return False
        return is_called_so(other, self.name) or first.place_id not in self.bearers

    def is_rather(self, first: FoundPlace, other: FoundPlace) -> bool:
        """Whether the first is meant by everybody, and not the other."""
        if not _are_of_a_kind(first, other):
            is_no_less = self._bears_no_less(first, other) or self._is_its_own(first, other)
            return is_no_less and _is_not_the_region(first, other)
        if is_district_of(other, first) and self._bears_no_less(first, other):
            return True
        more = first.n_ties - other.n_ties
        is_counted = bool(other.population) or (first.n_ties > 0 == other.n_ties)
        is_region = first.level not in MUNICIPAL and not first.population
        if not is_counted and more < (_TIES_OF_A_REGION if is_region else _TIES_OF_THE_UNCOUNTED):
            return False
        if other.n_ties and not (first.is_dual or first.level == other.level):
            return False
        from sistercities.dataset.namesakes import is_by_far_larger, outranks

        if not self._bears_no_less(first, other):
            is_larger = is_by_far_larger(first.population, [other.population])
            return not other.n_ties and is_larger and not self.is_made_up(first)
        if _is_written_as(other, self.name) and not _is_written_as(first, self.name):
            return False
        if is_region:  # of regions few are counted
            return more >= _TIES_OF_A_REGION
        return _is_known_alone(first, other) or outranks(
            first.population, first.n_ties, other.population, other.n_ties
        )

    def region_that_bears_it(
        self, city: FoundPlace, others: Sequence[FoundPlace]
    ) -> FoundPlace | None:
        """Give the region whose very name is a by-name of a city in it: Khorezm, and not Xiva.

        However few ties it has; a city that the region is named after is none of these.
        """
        if self._rank(city) or "municipal" not in _kinds(city):
            return None
        bearing = (one for one in others if one.place_id in self.bearers)
        return next(
            (one for one in bearing if one.level == "region1" and _is_region_of(one, city)), None
        )

    def _is_its_own(self, city: FoundPlace, region: FoundPlace) -> bool:
        """Whether its region has the name with a word behind it alone: Grodno, of Grodno Region."""
        return _is_region_of(region, city) and region.place_id not in self.bearers

    def _bears_no_less(self, first: FoundPlace, other: FoundPlace) -> bool:
        return self._rank(first) >= self._rank(other)

    def _rank(self, place: FoundPlace) -> int:
        """2 of a bearer, 1 where it is a part of the main name, 0 of a by-name."""
        is_bearer = place.place_id in self.bearers
        return 2 if is_bearer else int(_is_part_of_name(self.name, place))


def _is_known_alone(first: FoundPlace, other: FoundPlace) -> bool:
    """Whether a place has many ties, and another of its name none and no more people: Jericho."""
    is_no_smaller = bool(other.population) and (first.population or 0) >= (other.population or 0)
    return first.n_ties >= _TIES_OF_THE_KNOWN and not other.n_ties and is_no_smaller


def _is_not_the_region(city: FoundPlace, region: FoundPlace) -> bool:
    """Whether a city is meant rather than a region: its own, or one elsewhere with fewer ties."""
    if "municipal" not in _kinds(city):
        return False
    if _is_region_of(region, city):
        return city.n_ties >= region.n_ties
    least = _TIES_OF_A_REGION if region.level == "region1" else 1
    return region.level in _REGIONS and city.n_ties >= region.n_ties + least


def _is_region_of(region: FoundPlace, city: FoundPlace) -> bool:
    """Whether a city lies in a region, as far as their codes tell."""
    are_so = region.level in _REGIONS and "municipal" in _kinds(city)
    return are_so and (region.country, region.region_iso) == (city.country, city.region_iso)


def _is_written_as(place: FoundPlace, name: str) -> bool:
    """Whether a name in Han begins with the very characters: 南陽 is in Japan, 南阳 in China."""
    return is_han(name) and (place.name_local or "").startswith(name)


def _are_of_a_kind(one: FoundPlace, other: FoundPlace) -> bool:
    return bool(_kinds(one) & _kinds(other))


def _kinds(place: FoundPlace) -> set[str]:
    level = "municipal" if place.level in MUNICIPAL else place.level
    return {level, "municipal"} if place.is_dual else {level}


def _are_one(one: FoundPlace, other: FoundPlace) -> bool:
    """Whether two places of one name are one, or a place and a part of it.

    One without a point may be any of its region.
    """
    if one.place_id == other.place_id:
        return True
    points = [_point_of(each) for each in (one, other)]
    if points[0] and points[1]:
        from sistercities.dataset.distance import km_between

        return km_between(points[0], points[1]) <= _SAME_SPOT_KM
    return (one.country, one.region_iso) == (other.country, other.region_iso)


def is_district_of(district: FoundPlace, city: FoundPlace) -> bool:
    """Whether a place is a district of a city with no fewer ties that bears the same name: Bonn.

    A district that a source names beside its city is the smaller of the two in every list.
    """
    are_so = (district.level, city.level) == ("district", "city")
    are_called_so = name_key(district.name) == name_key(city.name)
    return (
        are_so and are_called_so and city.n_ties >= district.n_ties and _are_one(district, city)
        and (district.country, district.region_iso) == (city.country, city.region_iso)
    )  # fmt: skip


def _point_of(place: FoundPlace) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude
