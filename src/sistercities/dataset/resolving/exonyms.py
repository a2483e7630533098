"""Names as the Chinese source writes them, kept as further spellings of the places they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import is_han
from sistercities.terms.places import Place

CHINESE_SOURCES = frozenset({"zhwiki-2020"})
_BRACKETS = re.compile(r"[ _]*[(（].*$")


def chinese_names(resolved: Iterable[ResolvedClaim]) -> dict[str, tuple[str, ...]]:
    """Return place id to the Chinese names under which Chinese sources list it, sorted.

    A qualifier in brackets is left out: 科尔多瓦_(阿根廷) gives 科尔多瓦.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolved:
        if one.claim.source_id in CHINESE_SOURCES:
            for end, outcome in ((one.claim.a, one.a), (one.claim.b, one.b)):
                name = _BRACKETS.sub("", end.name).replace("_", " ").strip()
                if outcome.place_id and is_han(name):
                    found[outcome.place_id].add(name)
    return {place_id: tuple(sorted(names)) for place_id, names in sorted(found.items())}


def with_chinese_names(
    places: Mapping[str, Place], names: Mapping[str, Iterable[str]]
) -> dict[str, Place]:
    """Add the names to the places, with language `zh`, if no spelling of that form is there."""
    return {
        place_id: _with_names(place, names.get(place_id, ())) for place_id, place in places.items()
    }


def _with_names(place: Place, names: Iterable[str]) -> Place:
    known = {name for name, _ in place.names}
    new = [(name, "zh") for name in names if name not in known]
    return replace(place, names=tuple(sorted((*place.names, *new)))) if new else place
