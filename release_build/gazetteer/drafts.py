"""What of a place is known so far, while the records of several sources come together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from release_build.gazetteer.corrections import (
    FactCorrection,
    PlaceCorrection,
)
from release_build.gazetteer.duals import DualPlace
from release_build.gazetteer.levels import LevelRules
from release_build.readers.china_roster import Prefecture
from release_build.readers.geonames import PopulatedPlace
from release_build.readers.japan_municipalities import JapaneseMunicipality
from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import is_han, name_key
from sistercities.sources.admin_areas import AdminArea, AdminAreas
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
