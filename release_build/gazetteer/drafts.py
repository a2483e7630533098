"""What of a place is known so far, while the records of several sources come together.

Dual places: a city and the first-level unit that is the same place, from `dual_places.csv`.

`inside` says what the populated places in it are: `parts` of the city, or `municipalities`, of
which only what a municipality or a ward contains is a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from release_build.gazetteer.corrections import (
    FactCorrection,
    PlaceCorrection,
)
from release_build.gazetteer.levels import LevelRules
from release_build.readers.china_roster import Prefecture
from release_build.readers.geonames import PopulatedPlace
from release_build.readers.japan_municipalities import JapaneseMunicipality
from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import is_han, name_key
from sistercities.sources.admin_areas import AdminArea, AdminAreas
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_region_code
from sistercities.terms.places import Place
from sistercities.terms.words import Level

_TURNED = re.compile(
    r"([^,]+), ((?:The|County|City of|Comunidad|Principado|Región|Région|Hlavní|Respublika|"
    r"[Uu]nitatea|U\.S\.)(?: .*)?)"
)


@dataclass(frozen=True, slots=True)
class GazetteerSources:
    """What a gazetteer is built from, as read."""

    cities: Sequence[PopulatedPlace]
    areas: AdminAreas
    prefectures: Sequence[Prefecture]
    natural_earth: Sequence[NaturalEarthPlace]
    level_rules: LevelRules
    duals: Sequence[DualPlace]
    corrections: Sequence[PlaceCorrection] = ()
    added: Sequence[Place] = ()
    facts: Sequence[FactCorrection] = ()
    parts: Mapping[int, bool] = field(default_factory=dict)
    japan: Sequence[JapaneseMunicipality] = ()


@dataclass(slots=True)
class Draft:
    """A place being assembled."""

    geonames_id: int
    name: str
    country: str
    level: Level = "city"
    names: dict[str, str] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    point_source: str = ""
    population: int | None = None
    region_iso: str = ""
    is_dual: bool = False
    gbt2260: str = ""
    name_local: str = ""
    wikidata_id: str = ""
    parents: tuple[int, ...] = ()
    aliases: set[int] = field(default_factory=set)
    slug: str = ""

    def add_names(self, names: Iterable[str], language: str = "und") -> None:
        """Add spellings; a language that is known stays."""
        for name in names:
            if name and self.names.get(name, "und") == "und":
                self.names[name] = language


def own_keys(area: AdminArea) -> set[str]:
    """Keys of the names of an area, with and without their wrapper."""
    names = {area.name, area_name(area)}
    return {name_key(form) for name in names for form in (name, *bare_names(name))}


def same_named(area: Draft, candidates: Sequence[Draft]) -> list[Draft]:
    """Places inside that bear the area's name, whole or without wrapper."""
    keys = all_keys(area.names)
    return [city for city in candidates if keys & all_keys(city.names)]


def all_keys(names: Iterable[str]) -> set[str]:
    """Keys of spellings with and without their wrapper; a single letter is none."""
    found = {name_key(form) for name in names for form in (name, *bare_names(name))}
    return {key for key in found if len(key) > 1 or is_han(key)}


def by_size(draft: Draft) -> tuple[int, int]:
    """Sort key: more people are more, and of as many the older record."""
    return draft.population or 0, -draft.geonames_id


def merge(drafts: dict[int, Draft], city: Draft, area_id: int) -> None:
    """Fold an area into its municipality's populated place."""
    if area_id == city.geonames_id or area_id not in drafts:
        return
    area = drafts.pop(area_id)
    city.add_names(area.names)
    if city.country == "JP" and not city.name_local:
        # The area's names are Japanese alone; the place's mix Japanese and Chinese spellings.
        ended = [name for name in area.names if is_han(name) and name.endswith("市")]
        city.name_local = min(ended, key=len, default="")
    city.aliases |= {area_id, *area.aliases}
    city.gbt2260 = city.gbt2260 or area.gbt2260
    city.parents = tuple(parent for parent in city.parents if parent != area_id)


def area_name(area: AdminArea, *, is_bare: bool = False) -> str:
    """Give the main name: "Region, The" turned round; without its wrapper if wanted, or in China.

    A comma may also part the members of a name (Newry, Mourne and Down), which keeps its order.
    """
    name = area.name
    turned = _TURNED.fullmatch(name)
    if turned:
        name = f"{turned[2]} {turned[1]}"
    is_bare = is_bare or (area.country == "CN" and area.tier == 1)
    bare = bare_names(name) if is_bare else ()
    return bare[0] if bare else name


Inside = Literal["parts", "municipalities"]
COLUMNS = (
    "place_id", "region_id", "region_iso", "name", "reason", "source", "inside", "inside_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DualPlace:
    """One row of `dual_places.csv`: a city and the first-level unit that is the same place."""

    place_id: int
    region_id: int | None
    region_iso: str
    name: str
    inside: Inside = "parts"


def read_dual_places(path: Path) -> tuple[DualPlace, ...]:
    """Read `dual_places.csv`.

    Raises
    ------
    SourceError
        If a column, an id, a region code or a verdict on what lies inside is not understood, a
        place stands there twice, or a row gives no reason or source.
    """
    found: dict[int, DualPlace] = {}
    for row in ruling_rows(path, COLUMNS, once=("place_id",)):
        dual = _dual_place(row)
        found[dual.place_id] = dual
    return tuple(found.values())


def _dual_place(row: WrittenRow) -> DualPlace:
    row.require("place_id", "region_iso", "name", "source", "inside_reason")
    row.require_one_of("inside", get_args(Inside))
    region_iso = row.values["region_iso"]
    if not (is_region_code(region_iso) or len(region_iso) == len("SG")):
        raise row.refuse("region_iso", "write an ISO 3166-2 code, or the code of a city state")
    place_id, region_id = _geonames_number(row, "place_id"), _geonames_number(row, "region_id")
    if place_id is None:
        raise row.refuse("place_id", "every row states it; fill it in")
    inside = cast("Inside", row.values["inside"])
    return DualPlace(place_id, region_id, region_iso, row.values["name"], inside)


def _geonames_number(row: WrittenRow, column: str) -> int | None:
    value = row.values[column]
    row.require_place_id(column, may_be_blank=True)
    if value and not value.startswith("gn:"):
        raise row.refuse(column, "a dual place is merged by its GeoNames id: gn:<number>")
    return int(value.removeprefix("gn:")) if value else None
