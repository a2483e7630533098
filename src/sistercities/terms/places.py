"""A place and the outcome of resolving a name to one."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.terms.words import Level


@dataclass(frozen=True, slots=True)
class Place:
    """One place; the level is part of its identity. Fields as in the table `places`.

    `names` are (spelling, language or "und"), with the main name among them. `parent_ids` are
    today's containers, nearest first, ending with the first-level region. `alias_ids` are ids of
    the same municipality's administrative areas; they redirect to `place_id`.
    """

    place_id: str
    name: str
    name_local: str
    level: Level
    country: str
    region_iso: str
    is_dual: bool = False
    geonames_id: int | None = None
    wikidata_id: str = ""
    gbt2260: str = ""
    municipality_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    point_source: str = ""
    population: int | None = None
    population_year: int | None = None
    population_source: str = ""
    is_population_doubtful: bool = False
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str = ""
    names: tuple[tuple[str, str], ...] = ()
    parent_ids: tuple[str, ...] = ()
    alias_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a name became a place, or why it did not.

    `place_id` is "" while the name needs review; then `reason` says why and `candidates` are the
    nearest place ids. `method` is a short id such as `decision`, `alias+country+level`,
    `hint_name+region`, `coordinates`; `confidence` lies in 0 to 1.
    """

    place_id: str
    method: str
    confidence: float
    reason: str = ""
    candidates: tuple[str, ...] = ()
