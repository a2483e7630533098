"""Which places may be a Japanese municipality: by name in kanji or Latin letters, near enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from release_build.gazetteer.distance import km_between
from release_build.gazetteer.japanese_names import JapaneseNames
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
