"""A gazetteer and what tells its names apart, over a file in which they are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.index.opened import Index
from sistercities.dataset.resolving.by_forms import (
    areas_by_first_word,
    french_towns_by_words,
    kreise_by_name,
)
from sistercities.dataset.resolving.kept_tables import KeptKeys, KeptPlaces, KeptWords, Words
from sistercities.dataset.resolving.names_ground import NamesGround
from sistercities.dataset.resolving.near import (
    countries_by_cell,
    places_by_cell,
    spellings_by_country,
)
from sistercities.dataset.resolving.official_forms import spelt_by_first_word
from sistercities.dataset.resolving.partner_evidence import towns_by_beginning
from sistercities.dataset.resolving.second_thoughts import regions_by_country
from sistercities.dataset.resolving.user_gazetteer import (
    UserGazetteer,
    places_by_first_word,
    places_by_kana,
)
from sistercities.terms.places import Place

Make = Callable[[Iterable[Place]], Derived]
Table = Mapping[Any, Collection[str]]
_DERIVED: tuple[Make, ...] = (
    areas_by_first_word, countries_by_cell, french_towns_by_words, kreise_by_name, places_by_cell,
    places_by_first_word, places_by_kana, regions_by_country, spellings_by_country,
    spelt_by_first_word, towns_by_beginning,
)  # fmt: skip
"""What follows from all places, and is kept so that they need not all be read."""


class KeptGazetteer(UserGazetteer):
    """Places and their names, read row by row.

    Parameters
    ----------
    index
        The open file.
    """

    def __init__(self, index: Index) -> None:
        self._index, self._kept = index, KeptPlaces(index)
        self.places = self._kept
        self.redirects = KeptWords(index, "redirects", _first)
        self.region_by_iso = KeptWords(index, "region_by_iso", _first)
        self.area_by_iso = KeptWords(index, "area_by_iso", _first)
        self._whole = KeptWords(index, "whole", tuple)
        self._inner = KeptWords(index, "inner", tuple)
        self.set_small(KeptKeys(index, "small_ids", "townships"))

    def of_country(self, country: str) -> Sequence[Place]:
        """Places of a country, in the order of `places`; those added later are not among them."""
        return self._kept.of_country(country)

    def derived(self, make: Make) -> Derived:
        """Return what follows from all places, as the file has it."""
        if make not in _DERIVED:
            return super().derived(make)
        if make.__name__ not in self._derived:
            self._derived[make.__name__] = KeptWords(self._index, make.__name__, tuple)
        return self._derived[make.__name__]


def kept_ground(index: Index) -> NamesGround:
    """Return what names are resolved against, read row by row from an open file."""
    return NamesGround(
        gazetteer=KeptGazetteer(index),
        small_ids=KeptKeys(index, "small_ids"),
        townships=KeptKeys(index, "townships"),
        by_other_id=KeptWords(index, "by_other_id", _first),
        partners=KeptWords(index, "partners", frozenset),
        held_as=KeptWords(index, "held_as", _first),
        proved=KeptKeys(index, "proved"),
        region_by_code=KeptWords(index, "region_by_code", _first),
        once_in=KeptWords(index, "once_in", frozenset),
        tied_regions=KeptKeys(index, "tied_regions"),
    )


def tables_of(ground: NamesGround) -> dict[str, Table]:
    """Return the tables of words of a ground that lies in memory, by name."""
    gazetteer = ground.gazetteer
    derived = {make.__name__: gazetteer.derived(make) for make in _DERIVED}
    words: dict[str, Any] = {
        "whole": gazetteer._whole, "inner": gazetteer._inner, "partners": ground.partners,
        "once_in": ground.once_in, **derived,
    }  # fmt: skip
    single: dict[str, Any] = {
        "redirects": gazetteer.redirects, "region_by_iso": gazetteer.region_by_iso,
        "area_by_iso": gazetteer.area_by_iso, "by_other_id": ground.by_other_id,
        "held_as": ground.held_as, "region_by_code": ground.region_by_code,
    }  # fmt: skip
    keys: dict[str, Collection[Any]] = {
        "small_ids": ground.small_ids, "townships": ground.townships, "proved": ground.proved,
        "tied_regions": ground.tied_regions,
    }  # fmt: skip
    return (
        words
        | {name: {key: (held,) for key, held in table.items()} for name, table in single.items()}
        | {name: dict.fromkeys(held, ()) for name, held in keys.items()}
    )


def _first(words: Words) -> str:
    return words[0]
