"""What a label of Wikidata says beside the name: a container, a level, a municipality.

Labels are German where there is one, else in any language: `Landkreis Northeim`, `Provinz
Bergamo`, `Hjørring Kommune`, `Gmina Chęciny`, `Niles (Illinois)`, `Silverton, Devon`,
`Saalfeld/Saale`, `Ixelles/Elsene`.

Spellings that differ by the rules of a language alone: Nischni Tagil and Nizhny Tagil.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place
from sistercities.terms.words import Level

_REGIONS: tuple[Level, ...] = ("region1", "region2", "county")
_SECOND: tuple[Level, ...] = ("region2", "region1", "county", "district")
_TOWN: tuple[Level, ...] = ("city",)
_BEFORE: tuple[tuple[str, tuple[Level, ...]], ...] = (
    (r"Landkreis|Powiat|Rajon|Verwaltungsgliederung|Kleingebiet", ("region2", "county")),
    (r"Kreis|County|Komitat|Gespanschaft|Bezirk|Distrikt", _SECOND),
    (r"Provinz|Département|Departamento|Provincia|Gouvernement|Kanton|Region", _REGIONS),
    (r"Präfektur|Oblast|Woiwodschaft|Bundesstaat|Autonome Region|Land", ("region1", "region2")),
    (r"Gmina|Municipio|Opština|Gemeinde|Commune de|City of|Općina|Verbandsgemeinde", _TOWN),
    (r"(?:Royal |London |Metropolitan )?Borough of", ("district", "region2")),
)
_AFTER: tuple[tuple[str, tuple[Level, ...]], ...] = (
    (r"County|Department|Regency|Raion", _SECOND),
    (r"District|district", ("district", "region2", "county")),
    (r"Voivodeship|Prefecture|Oblast|Governorate", ("region1",)),
    (r"Province", _REGIONS),
    (r"Kommune|Municipality|kommun|Township|Town", _TOWN),
)
_IN_BRACKETS: dict[str, tuple[Level, ...]] = {
    "Stadt": _TOWN, "Ort": _TOWN, "Gemeinde": _TOWN, "Kommune": _TOWN,
    "Provinz": _REGIONS, "Kreis": _SECOND, "Distrikt": _SECOND, "Bezirk": _SECOND,
    "Region": _REGIONS,
}  # fmt: skip
_PREFIXES = tuple((re.compile(rf"(?:{words}) (.+)"), levels) for words, levels in _BEFORE)
_SUFFIXES = tuple((re.compile(rf"(.+) (?:{words})"), levels) for words, levels in _AFTER)
_QUALIFIED = re.compile(r"([^(]+?) \(([^()]+)\)|([^,]+), (.+)")
_MUNICIPAL = re.compile(
    r"(?:Gmina|Municipio|Opština|Gemeinde|Općina) .+|.+ (?:Kommune|Municipality|kommun)"
)


@dataclass(frozen=True, slots=True)
class WrittenLabel:
    """A label taken apart.

    Attributes
    ----------
    whole
        As written.
    forms
        Spellings to look for, the whole one first.
    levels
        Levels that the wording states, likeliest first; () if it says nothing.
    container
        What the label says the place lies in, as written; "" if it says nothing.
    is_municipal
        Whether it is worded as the municipality's, beside which another item may stand for the
        town.
    """

    whole: str
    forms: tuple[str, ...]
    levels: tuple[Level, ...] = ()
    container: str = ""
    is_municipal: bool = False

    @property
    def name(self) -> str:
        """The name without what stands around it."""
        return self.forms[-1]


def read_label(label: str) -> WrittenLabel:
    """Take a label apart."""
    is_municipal = bool(_MUNICIPAL.fullmatch(label))
    name, container, levels = _without_qualifier(label)
    for pattern, stated in (*_PREFIXES, *_SUFFIXES):
        if found := pattern.fullmatch(name):
            forms = (label, name, found[1])
            return WrittenLabel(label, _distinct(forms), stated, container, is_municipal)
    parts = tuple(part.strip() for part in name.split("/"))
    return WrittenLabel(label, _distinct((label, name, *parts[:1])), levels, container)


def _without_qualifier(label: str) -> tuple[str, str, tuple[Level, ...]]:
    found = _QUALIFIED.fullmatch(label)
    if found is None:
        return label, "", ()
    name, qualifier = (found[1], found[2]) if found[1] else (found[3], found[4])
    levels = _IN_BRACKETS.get(qualifier, ())
    return name, "" if levels else qualifier, levels


def _distinct(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


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
