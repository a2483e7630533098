"""The gazetteer as a user's names see it: a place called so comes before one known so too.

`New Jersey` is the state, though a town in Michigan was once called so. A place that is far larger
than all that are called so keeps its by-name: then the name may mean either, and is asked back. So
it is where a larger place begins with the name: Sankt Johann may be Sankt Johann im Pongau.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, cast
from unicodedata import normalize

from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.gazetteer.names import bare_names, stated_levels
from sistercities.dataset.gazetteer.places import Gazetteer, Match, fits_level
from sistercities.dataset.resolving.alphabet_names import AlphabetNames, is_romanised
from sistercities.dataset.resolving.compound_names import levels_in_hangul
from sistercities.dataset.resolving.han_sounds import han_stem
from sistercities.dataset.scripts import is_beginning, name_key, script_of, words_of_name
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL, Level

if TYPE_CHECKING:
    from sistercities.dataset.resolving.han_names import HanNames
    from sistercities.dataset.resolving.heard_names import HeardNames
    from sistercities.dataset.resolving.native_names import NativeNames

_AREAS = ("region2", "county")
_WHERE = frozenset(
    {
        "am", "an", "auf", "bei", "im", "in", "ob", "unter", "vor", "zu", "a", "b", "i",
        "sur", "sous", "en", "d", "de", "du", "des", "la", "le", "les", "lez", "au", "aux", "pres",
        "on", "upon", "under", "by", "di", "del", "della", "al", "nel", "sul",
        "nad", "pod", "u", "na", "w", "aan", "bij", "op",
    }
)  # fmt: skip
"""Words after which a name says which of its namesakes a town is."""
_FAR_LARGER = 100
_UNWRAPPED = 2
_LIKE = 0.6
_MARKED = frozenset({"AT", "CH", "DE", "LI"})
"""Where Furth is not Fürth, nor Munster Münster, to those who write either."""
_OF_TOWNSHIPS = frozenset({"CN", "KR"})
"""Where the gazetteer has thousands of townships, named in Latin letters like cities."""
_KATAKANA = late_expression("[ァ-ヺ]{3,}")
_HAS_KATAKANA = late_expression("[ァ-ヺ]")
_BY_SOUND = late_expression("[ァ-ヺ가-힣]{2,}")
_NOT_HEARD = late_expression(r"[ー・=＝゠\s-]")
_SOUNDS = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"),
    ("ヂ", "ジ"), ("ヅ", "ズ"), ("イェ", "エ"), ("ウィ", "ウイ"), ("ウェ", "ウエ"),
    ("ウォ", "ウオ"), ("クィ", "クイ"), ("クヮ", "クワ"), ("ティ", "チ"), ("ディ", "ジ"),
    ("テュ", "チュ"),
)  # fmt: skip
"""Ways to write a foreign sound, and the plainer one."""
_HANGUL = late_expression("[가-힣]+")
_HANGUL_LEVELS = (
    "특별자치도", "특별자치시", "특별시", "광역시", "자치구", "자치주", "카운티",
    "시", "도", "군", "구", "현", "성", "주", "읍", "면", "정", "초", "촌", "부",
)  # fmt: skip
_SHORTEST_HANGUL = 2
_LEAST_HEARD = 15_000
"""Persons of a town that is taken by the sound of its Chinese name alone."""
_FEW = 500
"""Persons of a place whose population is not known."""


class UserGazetteer(Gazetteer):
    """Places of a release and of its gazetteer, by the names that people write."""

    _small: Collection[str] = frozenset()
    _native: NativeNames | None = None
    _heard: HeardNames | None = None
    _han: HanNames | None = None
    _alphabets: AlphabetNames | None = None

    def longer_namesakes(self, name: str, country: str, chosen: Place) -> list[Place]:
        """Towns whose main name goes on after these words, where they may be meant as well.

        A list that names one of them may leave out `im Pongau`, as its readers do. Larger than the
        chosen one they must be where that is called so whole; where its own name goes on too, as
        those of Clairvaux-les-Lacs and Clairvaux-d'Aveyron do, each of them may be meant.
        """
        words = words_of_name(name)
        least = -1 if _goes_on(words, chosen.name) else (chosen.population or _FEW)
        begun = self.derived(places_by_first_word)
        first = begun.get((country, words[0]), ()) if words else ()
        found = [self.places[one] for one in first]
        return [
            one
            for one in found
            if one.level in MUNICIPAL
            and (one.population or 0) > least
            and one.place_id not in (chosen.place_id, *chosen.parent_ids)
            and _goes_on(words, one.name)
        ]

    def extend(
        self,
        places: Iterable[Place],
        whole: Mapping[str, tuple[str, ...]],
        inner: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Add places whose spellings are known as keys alone, those in Hangul without their level.

        Parameters
        ----------
        places
            Places with ids that are not there yet.
        whole, inner
            Key of a spelling, and of one without what stands around it, to ids.
        """
        bare: dict[str, tuple[str, ...]] = dict(inner)
        for key, ids in whole.items():
            for one in bare_hangul(key):
                bare[one] = (*bare.get(one, ()), *ids)
        super().extend(places, whole, bare)

    def add_hangul(self) -> None:
        """Add the names in Hangul of the places that are there without their level."""
        bare: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for place in self.places.values():
            for one in {one for name, _ in place.names for one in bare_hangul(name)}:
                bare[one] += (place.place_id,)
        super().extend((), {}, bare)

    @cached_property
    def _read(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    def set_small(self, ids: Collection[str]) -> None:
        """Say which places have no tie and are not large, or no municipality of their own."""
        self._small = ids

    def is_small(self, place_id: str) -> bool:
        """Whether a place has no tie and is not large, or is no municipality of its own."""
        return place_id in self._small

    def matches(self, name: str, country: str = "") -> list[Match]:
        """Every place under a spelling, best rank first, then the larger population.

        Behind those that are called so come, with rank 3: places that are known so too, unless
        they have a hundred times their people; in countries where marks tell names apart (Munster,
        Münster) those that are called otherwise; small towns beside a first-level region of the
        name; and townships of China beside a place of higher rank.
        """
        found = super().matches(name, country)
        if not found:
            found = self._in_hangul(name, country) or self._in_kana(name, country)
        if country and not self._has_level_of(name, country, found):
            found = [Match(one, _UNWRAPPED) for one in self.by_sound(name, country)] or found
        if len(found) < 2:
            return found
        called = self._called(found, name)
        behind = self._behind(found, called, name)
        if not behind:
            return found
        ranked = (replace(one, rank=3) if one.place_id in behind else one for one in found)
        return sorted(ranked, key=lambda one: one.rank)

    def _has_level_of(self, name: str, country: str, found: Sequence[Match]) -> bool:
        """Whether a place was found, and one of the level that the name states, if it does so."""
        from sistercities.dataset.resolving.han_names import NATIVE

        levels = (levels_in_hangul(name) or stated_levels(name)) if _is_heard(name, country) else ()
        places = [self.places[one.place_id] for one in found]
        if not levels and han_stem(name) and country not in NATIVE:
            # 基耶蒂 is the town: the province is called so only without its 省.
            return any(one.rank == 0 or self.places[one.place_id].level not in _AREAS
                       for one in found)  # fmt: skip
        return bool(places) and (
            not levels
            or any(fits_level(one, cast("Level", level)) for one in places for level in levels)
        )

    def by_sound(self, name: str, country: str) -> tuple[str, ...]:
        """Ids of the places of a country that a name in another script is read as.

        Only what no spelling leads to is read so: kana and Hangul, the letters of four alphabets,
        and Han characters of a place where they are nobody's own.
        """
        if not _is_heard(name, country):
            return ()
        asked = (name, country)
        if asked not in self._read:
            self._read[asked] = self._read_by_sound(name, country)
        return self._read[asked]

    def is_read(self, name: str, country: str) -> bool:
        """Whether a name led to places by its sound alone."""
        return bool(self._read.get((name, country)))

    def heard_among(self, name: str, places: Iterable[Place]) -> str:
        """Return the id of the one of some places that a name sounds like; "" if none does."""
        if han_stem(name):
            return self._han_names().among(name, places)
        from sistercities.dataset.resolving.alphabet_sounds import sounds_of

        if sounds_of(name):
            return self._alphabet_names().among(name, places)
        return self._heard_names().among(name, places)

    def is_small_heard(self, name: str, country: str, place: Place) -> bool:
        """Whether a name in Han characters was read as that of a small town, which few know."""
        is_read = bool(han_stem(name)) and self.is_read(name, country)
        return is_read and place.level == "city" and (place.population or 0) < _LEAST_HEARD

    def larger_heard(self, name: str, place: Place) -> list[str]:
        """Ids of larger towns of its country that sound like a name as much as a place does."""
        return self._heard_names().larger(name, place) if _BY_SOUND.search(name) else []

    def _read_by_sound(self, name: str, country: str) -> tuple[str, ...]:
        if han_stem(name):
            return self._han_names().find(name, country)
        from sistercities.dataset.resolving.alphabet_sounds import sounds_of

        if sounds_of(name) or is_romanised(name, country):
            return self._alphabet_names().find(name, country)
        if self._native is None:
            from sistercities.dataset.resolving.native_names import NativeNames

            self._native = NativeNames(self, self._small)
        found = self._native.find(name, country)
        heard = "" if found else self._heard_names().find(name, country)
        return tuple(found) or ((heard,) if heard else ())

    def _han_names(self) -> HanNames:
        if self._han is None:
            from sistercities.dataset.resolving.han_names import HanNames

            self._han = HanNames(self)
        return self._han

    def _alphabet_names(self) -> AlphabetNames:
        if self._alphabets is None:
            self._alphabets = AlphabetNames(self)
        return self._alphabets

    def _heard_names(self) -> HeardNames:
        if self._heard is None:
            from sistercities.dataset.resolving.heard_names import HeardNames

            self._heard = HeardNames(self)
        return self._heard

    def _in_hangul(self, name: str, country: str) -> list[Match]:
        """Places under a name in Hangul without 시, 도 and their like."""
        found: dict[str, Match] = {}
        for bare in bare_hangul(name):
            for one in super().matches(bare, country):
                found.setdefault(one.place_id, replace(one, rank=max(one.rank, 2)))
        return list(found.values())

    def _in_kana(self, name: str, country: str) -> list[Match]:
        """Places under a name in kana, whichever way long vowels and foreign sounds are written."""
        keys = {kana_key(one) for one in (name, *bare_names(name))} - {""}
        by_kana = self.derived(places_by_kana)
        ids = {one for key in keys for one in by_kana.get(key, ())}
        fit = (one for one in ids if not country or self.places[one].country == country)
        ordered = sorted(fit, key=lambda one: (-(self.places[one].population or 0), one))
        return [Match(one, 1) for one in ordered]

    def _called(self, found: Sequence[Match], name: str) -> list[Place]:
        """Places whose main name it is, or begins with it; by the very letters where any are."""
        places = [self.places[one.place_id] for one in found if one.rank < _UNWRAPPED]
        called = [place for place in places if _is_called(place, name)]
        exact = [one for one in called if one.country not in _MARKED or _has_letters(one, name)]
        return exact or called

    def _behind(self, found: Sequence[Match], called: Sequence[Place], name: str) -> set[str]:
        """Ids of the places that come behind those that are called so.

        Karagandy, which is Karaganda to many, does not come behind Karaganda Region.
        """
        ids = {place.place_id for place in called}
        has_region = any(place.level == "region1" and not place.is_dual for place in called)
        most = max((place.population or _FEW for place in called), default=0) * _FAR_LARGER
        behind = {
            one.place_id
            for one in found
            if ids
            and one.place_id not in ids
            and (
                one.place_id in self._small or not _is_like(self.places[one.place_id], name)
                if has_region
                else (self.places[one.place_id].population or 0) < most
            )
        }
        small = {one for one in ids if one in self._small}
        ranked = {place.country for place in called if place.place_id not in small}
        behind |= small if has_region else set()
        return behind | {one for one in small if self.places[one].country in _OF_TOWNSHIPS & ranked}


def places_by_first_word(places: Iterable[Place]) -> Derived:
    """Ids of the places of names of several words, by their country and the first word."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for place in places:
        words = words_of_name(place.name)
        if len(words) > 1:
            found[place.country, words[0]].append(place.place_id)
    return {key: tuple(ids) for key, ids in found.items()}


def places_by_kana(places: Iterable[Place]) -> Derived:
    """Ids of the places by the sounds of their names in katakana."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        for name, _ in place.names:
            if name.isascii() or not _HAS_KATAKANA.search(normalize("NFKC", name)):
                continue  # nor has what is bare of it
            for one in (name, *bare_names(name)):
                if key := kana_key(one):
                    found[key].add(place.place_id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _is_heard(name: str, country: str) -> bool:
    """Whether a name may be read by its sound in a country."""
    if script_of(name) == "Latn":
        return is_romanised(name, country)
    from sistercities.dataset.resolving.alphabet_sounds import sounds_of

    if _BY_SOUND.search(name) or sounds_of(name):
        return True
    from sistercities.dataset.resolving.han_names import NATIVE

    return bool(country not in NATIVE and han_stem(name))


def _goes_on(words: tuple[str, ...], name: str) -> bool:
    """Whether a name begins with the words and then says where the town lies."""
    own = words_of_name(name)
    return own[: len(words)] == words and len(own) > len(words) + 1 and own[len(words)] in _WHERE


def _is_called(place: Place, name: str) -> bool:
    """Whether it is its main name, or the first words of that: Bergen, of Bergen auf Rügen."""
    return name_key(name) in main_keys(place) or is_beginning(name, place.name)


def kana_key(name: str) -> str:
    """Reduce a name in katakana to its sounds; "" if other letters are in it.

    Examples
    --------
    >>> kana_key("ウーロンゴン") == kana_key("ウロンゴン"), kana_key("Kōka")
    (True, '')
    """
    if name.isascii():
        return ""
    plain = normalize("NFKC", name)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _NOT_HEARD.sub("", plain)
    return plain if _KATAKANA.fullmatch(plain) else ""


def bare_hangul(name: str) -> tuple[str, ...]:
    """Return a name in Hangul without the level at its end; () if none is there.

    Examples
    --------
    >>> bare_hangul("제주특별자치도"), bare_hangul("제주")
    (('제주',), ())
    """
    plain = name.replace(" ", "")
    if not _HANGUL.fullmatch(plain):
        return ()
    end = next((each for each in _HANGUL_LEVELS if plain.endswith(each)), "")
    stem = plain[: len(plain) - len(end)]
    return (stem,) if end and len(stem) >= _SHORTEST_HANGUL else ()


def _is_like(place: Place, name: str) -> bool:
    """Whether the main name of a place is spelt much like a name, or ends with it."""
    own, words = words_of_name(place.name), words_of_name(name)
    if words and own[-len(words) :] == words:
        return True
    return SequenceMatcher(None, name_key(place.name), name_key(name)).ratio() >= _LIKE


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _has_letters(place: Place, name: str) -> bool:
    """Whether the main name of a place has these very letters, alone or at its beginning."""
    letters = _letters(name)
    return letters in _spelt(place) or _letters(place.name).startswith(letters)


def _spelt(place: Place) -> set[str]:
    """Letters of the main names of a place, with their marks."""
    main = [name for name in (place.name, place.name_local) if name]
    return {_letters(form) for name in main for form in (name, *bare_names(name))}


def main_keys(place: Place) -> frozenset[str]:
    """Keys of the names by which a place is called: main and local, whole and unwrapped."""
    main = [name for name in (place.name, place.name_local) if name]
    spelt = {form for name in main for form in (name, *bare_names(name))}
    return frozenset(name_key(one) for one in spelt) - {""}
