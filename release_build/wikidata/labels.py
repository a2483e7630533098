"""What a label of Wikidata says beside the name: a container, a level, a municipality.

Labels are German where there is one, else in any language: `Landkreis Northeim`, `Provinz
Bergamo`, `Hjørring Kommune`, `Gmina Chęciny`, `Niles (Illinois)`, `Silverton, Devon`,
`Saalfeld/Saale`, `Ixelles/Elsene`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
