"""Every Japanese municipality is one place: the one of GeoNames that is it, else one of its own.

GeoNames lists for many towns the quarter of the town hall, under the name of the quarter (Hirao for
山ノ内町), twice, or not at all. The list of municipalities tells which place is which, by kanji and
romanised name near the town hall; the place then bears the name of the municipality. Where no name
fits, a quarter with people beside the town hall is its seat. What is left without a place becomes
`x:jp-<code>`; wards of designated cities are districts of their city. A whole name in kanji belongs
to its municipality alone, and what is no municipality is a part of one: a district.

Which places may be a Japanese municipality: by name in kanji or Latin letters, near enough.

Where a Japanese municipality lies: at its point in GeoNames, unless that lies in a neighbour.

A point of GeoNames that is nearer to the town hall of another municipality than to the own one lies
outside in all likelihood (Kawazu in Shimoda, Ebina in Samukawa); the own town hall then takes its
place. Of villages on islands that have their town hall in a city beside them the point is kept.

How a Japanese municipality is written: kanji, kana, Hepburn, with and without 市 or -shi.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from release_build.gazetteer.distance import HasPoint, km_between
from release_build.readers.japan_municipalities import SOURCE_ID, JapaneseMunicipality
from sistercities.dataset.gazetteer.hepburn import romanised, with_long_vowels
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

_KM_BY_KANJI = 30.0
_KM_BY_NAME = 15.0
_KM_BY_OTHER_NAME = 12.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a place fits a municipality: the lower `rank`, the better.

    0: its main name; 1: the whole name in kanji; 2: the name in kanji without 市; 3: another
    spelling in Latin letters, as GeoNames gives to the quarter of the town hall.
    """

    rank: int
    has_whole_name: bool
    km: float


def index_of(towns: Iterable[Place]) -> dict[str, list[Place]]:
    """Places by each key of their names."""
    index: defaultdict[str, list[Place]] = defaultdict(list)
    for place in towns:
        for key in {name_key(name) for name, _ in place.names}:
            index[key].append(place)
    return index


def fits_of(names: JapaneseNames, index: Mapping[str, Sequence[Place]]) -> dict[str, Fit]:
    """Every place that may be the municipality, by id."""
    keys = {*names.whole_keys, *names.bare_keys, *names.stem_keys}
    found = {place.place_id: place for key in keys for place in index.get(key, ())}
    fits = ((place_id, _fit(names, place)) for place_id, place in found.items())
    return {place_id: fit for place_id, fit in fits if fit}


def _fit(names: JapaneseNames, place: Place) -> Fit | None:
    level = "district" if names.of.name.endswith("区") else "city"
    is_main = name_key(place.name) in names.stem_keys
    is_elsewhere = place.region_iso not in ("", names.of.region_iso)
    if place.level != level or (is_elsewhere and not is_main):
        return None
    keys = {name_key(name) for name, _ in place.names}
    has_whole_name = not names.whole_keys.isdisjoint(keys)
    km = km_between(place, names.of)
    if km is None:
        may_be = has_whole_name or (is_main and not is_elsewhere)
        return Fit(1, has_whole_name, _KM_BY_KANJI) if may_be else None
    rules = (
        (is_main, _KM_BY_NAME),
        (has_whole_name, _KM_BY_KANJI),
        (not names.bare_keys.isdisjoint(keys), _KM_BY_OTHER_NAME),
        (not names.stem_keys.isdisjoint(keys), _KM_BY_OTHER_NAME),
    )
    ranks = (rank for rank, (has_name, most) in enumerate(rules) if has_name and km < most)
    rank = next(ranks, None)
    return None if rank is None else Fit(rank, has_whole_name, km)


COUNTRY = "JP"
_KM_TO_TOWN_HALL = 2.5


def with_japan(
    places: Iterable[Place], municipalities: Sequence[JapaneseMunicipality]
) -> tuple[Place, ...]:
    """Give each municipality its place, name, code and spellings.

    Parameters
    ----------
    places
        Every place of the world, those of our own among them.
    municipalities
        The list, with the wards of designated cities. Without it nothing changes.
    """
    if not municipalities:
        return tuple(places)
    return tuple(_Municipalities(places, municipalities).named())


class _Municipalities:
    """Places by id on their way to bear the names of municipalities."""

    def __init__(
        self, places: Iterable[Place], municipalities: Sequence[JapaneseMunicipality]
    ) -> None:
        self._places = {place.place_id: place for place in places}
        self._names = [JapaneseNames(one) for one in municipalities if not one.city]
        self._wards = [JapaneseNames(one) for one in municipalities if one.city]
        self._halls = [one.of for one in self._names]
        index = index_of(place for place in self._places.values() if _is_town(place))
        self._fits = {one.of.code: fits_of(one, index) for one in self._names}
        self._chosen = self._best()

    def named(self) -> Iterable[Place]:
        """Do it all and return the places."""
        self._add_seats()
        for one in self._names:
            place_id = self._chosen.setdefault(one.of.code, f"x:jp-{one.of.code}")
            place = self._places.get(place_id)
            named = with_own_point(_named(place, one), one.of, self._halls) if place else _new(one)
            self._places[place_id] = named
        self._merge_second_records()
        self._add_wards()
        return self._without_names_of_others()

    def _best(self) -> dict[str, str]:
        """One place for each municipality and one municipality for each place, best fit first."""
        pairs = sorted(
            (fit.rank, -(self._places[place_id].population or 0), fit.km, code, place_id)
            for code, fits in self._fits.items()
            for place_id, fit in fits.items()
        )
        chosen: dict[str, str] = {}
        taken: set[str] = set()
        for *_, code, place_id in pairs:
            if code not in chosen and place_id not in taken:
                chosen[code] = place_id
                taken.add(place_id)
        return chosen

    def _left(self) -> list[Place]:
        """Towns that no municipality has taken."""
        taken = set(self._chosen.values())
        return [one for one in self._places.values() if _is_town(one) and one.place_id not in taken]

    def _add_seats(self) -> None:
        """Take the quarter beside the town hall where no name fits, or a place of our own does."""
        seats: dict[str, tuple[float, Place]] = {}
        for quarter in self._left():
            km, code = min((km_between(quarter, one.of) or 0.0, one.of.code) for one in self._names)
            is_seat = quarter.level == "city" and quarter.population and km < _KM_TO_TOWN_HALL
            if is_seat and (code not in seats or km < seats[code][0]):
                seats[code] = km, quarter
        for code, (_, quarter) in seats.items():
            place_id = self._chosen.setdefault(code, quarter.place_id)
            own = self._places[place_id]
            if place_id.startswith("x:") and own.population is None:
                self._fold(quarter, into=own, with_names=False)

    def _fold(self, other: Place, *, into: Place, with_names: bool = True) -> None:
        """Make one place of two: its people if there are none, its ids, and its names if wanted."""
        names = dict(other.names if with_names else ()) | dict(into.names)
        self._places[into.place_id] = replace(
            into,
            population=other.population if into.population is None else into.population,
            names=tuple(sorted(names.items())),
            alias_ids=tuple(sorted({*into.alias_ids, *other.alias_ids, other.place_id})),
        )
        del self._places[other.place_id]

    def _merge_second_records(self) -> None:
        taken = set(self._chosen.values())
        for one in self._names:
            for other_id, fit in sorted(self._fits[one.of.code].items()):
                other = self._places.get(other_id)
                if other and other_id not in taken and _is_same(one, other, fit):
                    self._fold(other, into=self._places[self._chosen[one.of.code]])

    def _add_wards(self) -> None:
        cities = {(one.of.region_iso, one.of.name): one.of.code for one in self._names}
        for ward in self._wards:
            place = _new(ward)
            city = self._chosen[cities[ward.of.region_iso, ward.of.city]]
            self._places[place.place_id] = replace(place, parent_ids=(city,))

    def _without_names_of_others(self) -> Iterator[Place]:
        """Yield the places without names of others; what is no municipality is a district."""
        whole = {
            (one.of.region_iso, key): self._chosen[one.of.code]
            for one in self._names
            for key in one.whole_keys
        }
        latin = {(one.of.region_iso, key) for one in self._names for key in one.stem_keys}
        for place in self._places.values():
            if not _is_town(place):
                yield place
            elif place.municipality_code:
                yield _without(place, whole)
            else:
                yield replace(_without(place, whole, latin), level="district")


def _without(
    place: Place,
    whole: Mapping[tuple[str, str], str],
    latin: Collection[tuple[str, str]] = (),
) -> Place:
    """Return a place without spellings that are the whole name of another or a name in `latin`."""

    def is_own(name: str) -> bool:
        key = place.region_iso, name_key(name)
        is_of_another = whole.get(key, place.place_id) != place.place_id
        return not is_of_another and (key not in latin or name == place.name)

    names = tuple((name, language) for name, language in place.names if is_own(name))
    local = place.name_local if is_own(place.name_local) else ""
    return place if names == place.names else replace(place, names=names, name_local=local)


def _is_town(place: Place) -> bool:
    is_local = place.level in ("city", "district") and not place.is_dual
    return place.country == COUNTRY and is_local and not place.valid_to


def _is_same(names: JapaneseNames, place: Place, fit: Fit) -> bool:
    """Whether another place that fits is a second record: its name, and no people of its own."""
    has_name = name_key(place.name) in names.stem_keys or place.latitude is None
    return fit.rank <= 1 and has_name and (fit.has_whole_name or not place.population)


def _named(place: Place, names: JapaneseNames) -> Place:
    """Return the place under the name of its municipality; that of a quarter goes."""
    own, of = names.spellings(), names.of
    spellings = dict(place.names) | own
    name = place.name
    if name_key(name) not in names.stem_keys:
        for quarter in (place.name, place.name_local):
            if quarter not in own:
                spellings.pop(quarter, None)
        name = names.latin
    spellings.setdefault(name, "und")
    return replace(
        place,
        name=name,
        name_local=of.name,
        region_iso=of.region_iso,
        municipality_code=of.code,
        names=tuple(sorted(spellings.items())),
    )


def _new(names: JapaneseNames) -> Place:
    of = names.of
    return Place(
        place_id=f"x:jp-{of.code}",
        name=names.latin,
        name_local=of.name,
        level="district" if of.name.endswith("区") else "city",
        country=COUNTRY,
        region_iso=of.region_iso,
        municipality_code=of.code,
        latitude=of.latitude,
        longitude=of.longitude,
        point_source=SOURCE_ID,
        names=tuple(sorted(names.spellings().items())),
    )


KM_AT_THE_TOWN_HALL = 3.0
"""A point within so many km of its town hall is not doubted."""


def with_own_point(
    place: Place, of: JapaneseMunicipality, halls: Sequence[JapaneseMunicipality]
) -> Place:
    """Return the place at its own point, or at the town hall where it has none or a neighbour's.

    Parameters
    ----------
    place
        The place that stands for the municipality.
    of
        The municipality, with the point of its town hall.
    halls
        Every municipality, `of` among them.
    """
    if place.latitude is not None and not _is_in_a_neighbour(place, of, halls):
        return place
    return replace(place, latitude=of.latitude, longitude=of.longitude, point_source=SOURCE_ID)


def _is_in_a_neighbour(
    place: Place, of: JapaneseMunicipality, halls: Sequence[JapaneseMunicipality]
) -> bool:
    km = km_between(place, of)
    if km is None or km <= KM_AT_THE_TOWN_HALL:
        return False
    others = [one for one in halls if one.code != of.code]
    is_hall_abroad = _km_to_nearest(of, others) <= KM_AT_THE_TOWN_HALL
    return not is_hall_abroad and _km_to_nearest(place, others) < km


def _km_to_nearest(point: HasPoint, halls: Sequence[JapaneseMunicipality]) -> float:
    return min((km_between(point, one) or 0.0 for one in halls), default=inf)


_SUFFIXES = {"市": ("し",), "町": ("まち", "ちょう"), "村": ("むら", "そん"), "区": ("く",)}
_BEFORE_LIPS = (("nb", "mb"), ("np", "mp"), ("nm", "mm"))
_MAY_BE_LONG = ("oo", "ou", "uu")
_LONGER = (("ヶ", "ケ"), ("ケ", "ヶ"))


@dataclass(frozen=True)
class JapaneseNames:
    """The spellings of one municipality; a ward is written behind its city: 札幌市中央区."""

    of: JapaneseMunicipality

    @cached_property
    def _kana(self) -> tuple[str, str]:
        """Kana of the name and of its suffix."""
        endings = _SUFFIXES[self.of.name[-1]]
        suffix = next((one for one in endings if self.of.kana.endswith(one)), "")
        return self.of.kana.removesuffix(suffix), suffix

    @cached_property
    def plain(self) -> str:
        """The name in plain Hepburn without suffix, as published or, where that fails, by rule."""
        stem, suffix = self._kana
        words = self.of.romaji.split()
        latin_suffix = romanised(suffix).replace("ou", "o")
        if len(words) > 1 and words[-1].lower() in {latin_suffix, "cho", "machi", "mura", "son"}:
            words.pop()
        published = " ".join(words)
        # One or two are written without a gap before the suffix: Akamura, Higashison.
        for form in (published, published.removesuffix(latin_suffix)):
            if form and with_long_vowels(form, stem):
                return form
        by_rule = romanised(stem)
        is_certain = by_rule and not any(pair in by_rule for pair in _MAY_BE_LONG)
        is_of_another_name = not published or self.of.earlier_name
        return by_rule.capitalize() if is_certain and is_of_another_name else published

    @cached_property
    def latin(self) -> str:
        """The name as it is shown: Hepburn with its long vowels, without suffix."""
        return with_long_vowels(self.plain, self._kana[0]) or self.plain

    @cached_property
    def suffix(self) -> str:
        """The suffix in Hepburn with its long vowel: shi, machi, chō, mura, son or ku."""
        return romanised(self._kana[1]).replace("ou", "ō")

    @cached_property
    def stem_keys(self) -> frozenset[str]:
        """Keys of the name in Latin letters without suffix; Nanboku is written Namboku too."""
        key = name_key(self.plain)
        other = key
        for plain, labial in _BEFORE_LIPS:
            other = other.replace(plain, labial)
        return frozenset({key, other} - {""})

    @cached_property
    def _in_kanji(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.of.name, self.of.earlier_name)))

    @cached_property
    def whole_keys(self) -> frozenset[str]:
        """Keys of the whole name in kanji: it belongs to one place of a prefecture."""
        return frozenset(map(name_key, self._in_kanji))

    @cached_property
    def bare_keys(self) -> frozenset[str]:
        """Keys in kanji without suffix; none for a ward, whose 北 or 中央 tells nothing."""
        return frozenset(name_key(name[:-1]) for name in self._in_kanji if name[-1] != "区")

    def spellings(self) -> dict[str, str]:
        """Every spelling with its language: `ja` for kanji and kana, `und` in Latin letters."""
        found = dict.fromkeys(self._in_japanese(), "ja")
        found |= dict.fromkeys(self._in_latin(), "und")
        # One kana alone, つ, is no name; one kanji, 津, is.
        return {name: found[name] for name in found if len(name) > 1 or name in self.of.name}

    def _in_japanese(self) -> Iterator[str]:
        if self.of.city:
            yield self.of.city + self.of.name
            return
        for name in self._in_kanji:
            for written in (name, *(name.replace(*pair) for pair in _LONGER)):
                yield written
                if self.bare_keys:
                    yield written[:-1]
        yield self.of.kana
        yield self._kana[0]

    def _in_latin(self) -> Iterator[str]:
        if self.of.city:
            return
        plain_suffix = self.suffix.replace("ō", "o")
        for stem, suffix in ((self.plain, plain_suffix), (self.latin, self.suffix)):
            yield stem
            yield f"{stem}-{suffix}"
        words = self.of.romaji.split()
        if words and name_key(words[0]) not in self.stem_keys:
            yield words[0]
