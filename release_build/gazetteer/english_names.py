"""English names of first-level regions whose main name is a local one.

GeoNames and ISO 3166-2 call the oblasts, krais and republics of the former Soviet Union by
romanised names (Irkutskaya oblast'); readers know them as Irkutsk Oblast. The English name is taken
only from the spellings that the sources hold; where they hold none the name stays. So is Bayern
Bavaria in English, as CLDR has it, and its own name stays beside it.

English names of regions that no rule finds: those of Czechia, of republics of Russia and others.

`region_english_names.csv` has a row for each. What such a region was called stays a spelling, and
its local name where it has no other; where that is English too, the row gives the local name.
Names are resolved before, so no tie moves by it: Samarkand is the city where a list writes it, and
the region is told apart by its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.drafts import all_keys
from release_build.gazetteer.names_by_code import called_in_english
from sistercities.dataset.regions import is_region
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.places import Place

_LOCAL = re.compile(r".+ (?:oblast['’]?|kray|voblasć|oblysy|viloyati)|Respublika .+", re.IGNORECASE)
_ENGLISH = re.compile(r"[A-Z][A-Za-z' -]* (?:Oblast|Krai|Region|Republic)")

_EXONYMS = frozenset({"AT", "BE", "DE", "DK", "ES", "FI", "FR", "GR", "ID", "IT", "NL", "PL", "PT"})
"""Countries whose regions have names of their own in English, and no word for region in them."""
_WORDS = {"PL": "Voivodeship"}
"""What stands after an English name that a town bears too."""


def with_english_exonyms(
    places: Mapping[str, Place], names: Mapping[str, Mapping[str, str]], bearers: Bearers
) -> dict[str, Place]:
    """Call regions by the name that they have in English; their own one is the local name.

    A name that another place of the country bears, or that only leaves out or adds a word such as
    Region, is not taken.

    Parameters
    ----------
    places
        All places, those of regions with their English names among the spellings.
    names
        Names of regions by ISO 3166-2 code and language.
    bearers
        Who bears a name among these places.
    """
    return {
        place_id: _called(place, names.get(place.region_iso, {}).get("en", ""), bearers)
        for place_id, place in places.items()
    }


def _called(place: Place, english: str, bearers: Bearers) -> Place:
    if not english or place.country not in _EXONYMS or place.is_dual or not is_region(place):
        return place
    is_held = (english, "en") in place.names and not place.valid_to
    keys = all_keys((english,))
    is_alone = all(len(bearers.of(place.country, key)) <= 1 for key in keys)
    whole = f"{english} {_WORDS.get(place.country, '')}"
    if not is_alone and any(name == whole for name, _ in place.names):
        return _with_name(place, whole)
    if not is_held or not is_alone or keys & all_keys((place.name,)):
        return place
    return _with_name(place, english)


def _with_name(place: Place, english: str) -> Place:
    spelt = dict.fromkeys((*place.names, (place.name, "und")))
    has_name = any(name == place.name for name, _ in place.names)
    names = place.names if has_name else tuple(spelt)
    return replace(place, name=english, name_local=place.name_local or place.name, names=names)


def with_english_regions(places: Mapping[str, Place]) -> dict[str, Place]:
    """Call each such region by its English name; the romanised one stays a spelling."""
    return {place_id: _named(place) for place_id, place in places.items()}


def _named(place: Place) -> Place:
    if place.level != "region1" or not _LOCAL.fullmatch(place.name):
        return place
    spellings = sorted({name for name, _ in place.names if _ENGLISH.fullmatch(name)})
    if not spellings:
        return place
    # Of several the shortest: Zabaykalsky Krai, not Zabaykalskiy (Transbaikal) Krai.
    english = min(spellings, key=lambda name: (len(name), name))
    names = dict.fromkeys((*place.names, (place.name, "und")))
    return replace(place, name=english, names=tuple(names))


FILE = "region_english_names.csv"
COLUMNS = ("place_id", "name", "name_local", "reason", "source", "date")


class EnglishName(NamedTuple):
    """One row: a region, its English name, and its own one; "" where that which it had stands."""

    place_id: str
    name: str
    name_local: str = ""


def read_english_names(path: Path) -> tuple[EnglishName, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or a region stands there twice.
    """
    found = []
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        row.require_place_id("place_id")
        row.require("name", "source")
        found.append(EnglishName(*(row.values[one] for one in COLUMNS[:3])))
    return tuple(found)


def with_ruled_names(
    places: Mapping[str, Place], rulings: Iterable[EnglishName]
) -> dict[str, Place]:
    """Call regions by the names that the rulings give.

    Raises
    ------
    BuildError
        If a ruling names no region of today, or one that is called so without it.
    """
    named = dict(places)
    for place_id, name, local in rulings:
        place = places.get(place_id)
        if place is None or place.level != "region1" or place.valid_to is not None:
            raise _needless(place_id, "the gazetteer has no region of today of this id")
        if place.name == name:
            raise _needless(place_id, f"it is called {name} without the row")
        named[place_id] = _with_local_name(called_in_english(place, name), local)
    return named


def _with_local_name(place: Place, local: str) -> Place:
    """Give a region its own name, where what it was called is English too: Kareliya Republic."""
    if not local:
        return place
    spelt = {local: "und"} | dict(place.names)
    return replace(place, name_local=local, names=tuple(sorted(spelt.items())))


def _needless(place_id: str, problem: str) -> BuildError:
    return BuildError(f"data/decisions/{FILE}: {place_id}: {problem}; take the row out or mend it")
