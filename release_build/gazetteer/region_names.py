"""Names of first-level regions in other languages: Bayern is Baviera, バイエルン州, Бавария.

A code is believed only where the source means the region that we mean: ISO has given codes of Iran,
Morocco and Kenya to other regions since, and lists of names are slow to follow. Where the English
name is none of ours for that region, no name of it is taken. A single name stays out if another
place of the country bears it, as the city of Fukuoka does in Russian: who writes it meant that one
until now. So does one whose stem is known elsewhere in the country and not in this region, which is
a slip of the list. And of a region that a town in it is called after, a name is taken only where a
word in it says what it is, as oblast does: Ivano-Frankivska alone may be the town in Latvian.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.drafts import all_keys
from sistercities.dataset.regions import is_region
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

Names = Mapping[str, Mapping[str, str]]
_OF_MANY = 12
"""In how many names of regions of a language a word stands that says what they are."""
_SHORTEST = 4
"""Letters of such a word where words are set apart by blanks; de and la are none."""
_ENDINGS = {"ja": "県州区郡府道省都", "zh": "省州區区縣县郡府道邦"}
"""What says so at the end of a name, where no blank sets words apart."""
_BEGINNINGS = {"th": ("จังหวัด", "รัฐ", "แคว้น", "มณฑล", "เขต", "แขวง")}
_OF_TOWNS = frozenset({
    "kommun", "kommune", "kunta", "općina", "opština", "општина", "občina", "obec", "obce",
    "municipi", "municipio", "município", "municipality", "municipalité", "municipalidad",
    "municipalità", "comune", "comuna", "gmina", "gemeinde", "vald", "savivaldybė", "pašvaldība",
    "belediyesi", "ciudad", "cidade", "시", "도시", "자치제", "بلدية", "شهرداری", "δήμοσ", "δήμος",
    "udalerria", "concello", "komuna", "közösség", "község", "munisipalitas", "kotamadya",
    "perbandaran", "муніципалітет", "saint", "sainte", "santa", "sankt", "сент", "сен", "άγιοσ",
})  # fmt: skip
"""Words that stand in many names and say that of towns, or nothing."""


def with_region_names(
    places: Mapping[str, Place], names: Names, bearers: Bearers
) -> dict[str, Place]:
    """Add to each first-level region its names in other languages.

    Parameters
    ----------
    places
        All places, whose names are what a new one is held against.
    names
        Names by ISO 3166-2 code and language; English ("en") says which region is meant.
    bearers
        Who bears a name among these places.
    """
    plain = _with_words_for_regions(names)
    found = dict(places)
    for place in filter(_is_of_today, places.values()):
        said = plain if _is_called_after_town(place, bearers) else names
        found[place.place_id] = _named(place, said.get(place.region_iso, {}), bearers)
    return found


def _is_of_today(place: Place) -> bool:
    return is_region(place) and not place.valid_to


def _is_called_after_town(region: Place, bearers: Bearers) -> bool:
    """Whether a town in a region bears a name of it; one that is a city too is its own town."""
    keys = all_keys(name for name, _ in region.names)
    called_so = (one for key in keys for one in bearers.of(region.country, key).values())
    return region.is_dual or any(
        one.level in ("city", "district") and one.region_iso == region.region_iso
        for one in called_so
    )


def _with_words_for_regions(names: Names) -> dict[str, dict[str, str]]:
    """Leave the names in which a word says that they are those of regions."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for said in names.values():
        for language, name in said.items():
            counts[language].update(_marks(name, language))
    return {
        iso: {
            language: name
            for language, name in said.items()
            if language == "en"
            or any(counts[language][mark] >= _OF_MANY for mark in _marks(name, language))
        }
        for iso, said in names.items()
    }


def _marks(name: str, language: str) -> frozenset[str]:
    """Parts of a name that may say that it is one of a region."""
    if language in _ENDINGS:
        return frozenset(name[-1:]) & frozenset(_ENDINGS[language])
    if language in _BEGINNINGS:
        return frozenset(one for one in _BEGINNINGS[language] if name.startswith(one))
    words = name.casefold().replace("-", " ").split()
    shortest = 1 if language == "ko" else _SHORTEST
    found = frozenset(one for one in words if len(one) >= shortest)
    return found - _OF_TOWNS if len(words) > 1 else frozenset()


def _named(place: Place, said: Mapping[str, str], bearers: Bearers) -> Place:
    if not _is_meant(place, said.get("en", "")):
        return place
    place = _with_english(place, said["en"])
    held = {name_key(name) for name, _ in place.names}
    languages: dict[str, list[str]] = defaultdict(list)
    for language, name in said.items():
        if name_key(name) not in held and _is_free(place, name, bearers):
            languages[name].append(language)
    # One spelling of several languages is of none in particular.
    added = [(name, _language(of)) for name, of in languages.items()]
    return replace(place, names=tuple(sorted((*place.names, *added)))) if added else place


def _language(spoken: Sequence[str]) -> str:
    """Language of a spelling: English where that is among several, else none in particular."""
    return spoken[0] if len(spoken) == 1 else "en" if "en" in spoken else "und"


def _with_english(place: Place, english: str) -> Place:
    """Say of the English name of a region that it is one, where it stood without a language."""
    said = {(name, "en" if language == "und" and name == english else language)
            for name, language in place.names}  # fmt: skip
    return replace(place, names=tuple(sorted(said)))


def _is_meant(place: Place, english: str) -> bool:
    """Whether the English name is one of ours for this region."""
    return bool(all_keys((english,)) & all_keys(name for name, _ in place.names))


def _is_free(place: Place, name: str, bearers: Bearers) -> bool:
    """Whether no other place is called so, and its stem is known here if anywhere."""
    whole = bearers.of(place.country, name_key(name))
    if any(one.region_iso and one.place_id != place.place_id for one in whole.values()):
        return False
    known = [bearers.of(place.country, key) for key in all_keys((name,))]
    regions = {one.region_iso for called_so in known for one in called_so.values()} - {""}
    return not regions or place.region_iso in regions
