"""How English Wikipedia's lists write a place: parts of a municipality, qualifiers, suffixes.

`parse_name` reads only what is written. Four forms occur:

* `Suzhou – Wujiang` and `Wujiang (Suzhou)`: a part of a municipality, with the parent named;
* `Düren (district)`, `Iława (rural gmina)`: a qualifier that states the level;
* `Halle (Saale)`: a qualifier that belongs to the name and states nothing of the level;
* `Suzhou, Anhui`: a place and the region that tells it from others of its name.

A bare name on a list of twin towns implies a municipality, level `city`. That is weak: `Jalisco`
stands there too, so whoever resolves a bare name must look at other levels when no city has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.terms.words import Level

DASH = " – "
IN_BRACKETS = re.compile(r"(?P<name>.+) \((?P<inside>[^()]+)\)")
NUMBER = re.compile(r" (?:\d+|[IVXL]+)$")
"""The number of a district, written after its city: `Vienna 9 – Alsergrund`."""

COMMA_IN_NAME = frozenset({"Washington, D.C.", "Newry, Mourne and Down"})
"""Names that hold a comma of their own."""

PART_OF_NAME = frozenset(
    {
        "Anhalt",
        "Baden",
        "Ems",
        "Hessen",
        "Luhe",
        "Müritz",
        "Rheinland",
        "Rhineland",
        "Saale",
        "Sieg",
        "Taunus",
        "Werra",
    }
)
"""Rivers and landscapes in German town names; neither parent nor level."""

LEVEL_OF_QUALIFIER: dict[str, Level | None] = {
    "district": "region2",
    "state": "region1",
    "rural gmina": "city",
    "local government district": "city",
    "Amt": None,
    "Samtgemeinde": None,
    "communauté": None,
    "intercommunality": None,
    "microregion": None,
}
"""Qualifiers that say what kind of place is meant; None is a union of municipalities."""

COUNTY_ELSEWHERE: dict[str, Level] = {
    "CN": "county",
    "EE": "region1",
    "HR": "region1",
    "HU": "region1",
    "KR": "county",
    "LT": "region1",
    "NO": "region1",
    "RO": "region1",
    "SE": "region1",
}
"""Where a county is not the second-level region it is in most countries."""

LEVEL_OF_SUFFIX: dict[str, tuple[Level, dict[str, Level]]] = {
    "Prefecture": ("region1", {}),
    "Oblast": ("region1", {}),
    "Voivodeship": ("region1", {}),
    "State": ("region1", {}),
    "Region": ("region1", {}),
    "Province": ("region1", {"BE": "region2", "BF": "region2", "IT": "region2"}),
    "County": ("region2", COUNTY_ELSEWHERE),
    "District": ("region2", {"CN": "district", "MD": "region1"}),
    "Raion": ("region2", {}),
    "Municipality": ("city", {}),
    "Township": ("city", {}),
    "Subdistrict": ("district", {}),
}
"""Level that an English suffix states, and the countries where it states another one.

A list writes it small at times: `Krychaw district`.
"""


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name taken apart.

    Attributes
    ----------
    bare
        The place's own name, without parent, region or qualifier; the suffix stays.
    level
        Level as written or implied; None for a union of municipalities.
    parents
        Names of what contains it, as far as written.
    is_bare
        Nothing but a name is written, so that the level is only implied.
    """

    bare: str
    level: Level | None
    parents: tuple[str, ...] = ()
    is_bare: bool = False


def parse_name(name: str, country: str) -> WrittenName:
    """Take a name apart; `country` (ISO 3166-1 alpha-2) decides what a suffix means."""
    bracketed = IN_BRACKETS.fullmatch(name)
    if bracketed:
        return _parse_brackets(bracketed["name"], bracketed["inside"], country)
    if DASH in name:
        parent, part = name.split(DASH, 1)
        return WrittenName(part, "district", (NUMBER.sub("", parent),))
    if ", " in name and name not in COMMA_IN_NAME:
        bare, region = name.split(", ", 1)
        return WrittenName(bare, "city", (region,))
    level = level_of_suffix(name, country)
    return WrittenName(name, level or "city", is_bare=level is None)


def level_of_suffix(name: str, country: str) -> Level | None:
    """Level that the last word states, or the first in `County Meath` and `Canton of Bern`."""
    if country == "IE" and name.startswith("County "):
        return "region2"
    if name.startswith("Canton of "):
        return "region1"
    words = name.split()
    suffix = words[-1].capitalize()
    if len(words) < 2 or suffix not in LEVEL_OF_SUFFIX:
        return None
    usual, by_country = LEVEL_OF_SUFFIX[suffix]
    return by_country.get(country, usual)


def _parse_brackets(name: str, inside: str, country: str) -> WrittenName:
    if inside in LEVEL_OF_QUALIFIER:
        return WrittenName(name, LEVEL_OF_QUALIFIER[inside])
    if country == "DE" and inside in PART_OF_NAME:
        return WrittenName(f"{name} ({inside})", "city", is_bare=True)
    if inside.endswith(" District") and country == "CZ":
        return WrittenName(name, "city", (inside,))
    return WrittenName(name, "district", (inside,))
