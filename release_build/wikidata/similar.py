"""Spellings that differ by the rules of a language alone: Nischni Tagil and Nizhny Tagil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from release_build.wikidata.labels import WrittenLabel
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

ALIKE = 0.8
"""Least share of letters in common, in order."""
APART = 0.1
"""The next place must be less alike by so much."""
_GERMAN = (
    ("tsch", "ch"), ("sch", "sh"), ("zh", "sh"), ("kh", "ch"), ("tz", "ts"), ("w", "v"),
    ("j", "y"), ("z", "s"), ("ou", "u"), ("ie", "i"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_PARISH = re.compile(r" (?:Parish|vald)$")


def most_similar(label: WrittenLabel, places: Sequence[Place]) -> Place | None:
    """Return the place whose spelling is clearly the most like the label's; None if none is."""
    asked = {_folded(form) for form in label.forms}
    fit = [
        place
        for place in places
        if not label.levels or any(fits_level(place, level) for level in label.levels)
    ]
    scored = sorted(
        ((_likeness(asked, place), place.place_id, place) for place in fit), reverse=True
    )
    if not scored or scored[0][0] < ALIKE:
        return None
    is_clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= APART
    return scored[0][2] if is_clear else None


def folded_forms(label: WrittenLabel) -> frozenset[str]:
    """Return the keys under which spellings of the label in German and English are one."""
    return frozenset(_folded(_PARISH.sub("", form)) for form in label.forms) - {""}


def are_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of folded forms share most of the letters of any two, in order."""
    return _best_ratio(one, other) >= ALIKE


def _likeness(asked: Iterable[str], place: Place) -> float:
    return _best_ratio(asked, _forms(place))


def _best_ratio(some: Iterable[str], others: Iterable[str]) -> float:
    held = tuple(others)
    return max((_ratio(one, other) for one in some for other in held), default=0.0)


def _forms(place: Place) -> frozenset[str]:
    return frozenset(_spellings(place)) - {""}


def _spellings(place: Place) -> Iterator[str]:
    for name, _ in place.names:
        if name[:1] < "Ͱ":
            yield _folded(name)
            yield from map(_folded, bare_names(name))


@lru_cache(maxsize=100_000)
def _folded(name: str) -> str:
    """Return the key of a name with German and English ways to write one sound made one."""
    key = name_key(name)
    for german, other in _GERMAN:
        key = key.replace(german, other)
    return _DOUBLED.sub(r"\1", key)


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < ALIKE * (shorter + longer):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
