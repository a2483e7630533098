"""The drawn world put together, and written as a release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from release_build.gazetteer.remaining import gazetteer_tables
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.coverage_decisions import RegionList
from sistercities.dataset.ingredients import Ingredients
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.source_lists import SourceList, SourceLists
from sistercities.sources.official_totals import OfficialTotal
from sistercities.sources.tie_events import EventReading
from world.drawn_claims import (
    _EN_ROWS,
    _OLD_ROWS,
    _ZH_ROWS,
    EN,
    OLD,
    ZH,
    drawn_claim,
    resolution_of,
    sources,
)
from world.drawn_events import _EVENTS, events
from world.drawn_places import LANYU, VALMONT, parents, places, remaining, upper_tier
from world.due_ties import STANDING


def claims() -> list[ResolvedClaim]:
    """All claims of all sources, resolved; the second name of the last of `EN` is not."""
    known = places()
    zh = [drawn_claim(ZH, f"Z{n:04}", row, known) for n, row in enumerate(_ZH_ROWS, start=1)]
    en = [drawn_claim(EN, f"E{n:04}", row, known) for n, row in enumerate(_EN_ROWS, start=1)]
    old = [drawn_claim(OLD, f"O{n:04}", row, known) for n, row in enumerate(_OLD_ROWS, start=1)]
    told = [
        ResolvedClaim(event.claim, resolution_of(one.a), resolution_of(one.b))
        for one, event in zip(_EVENTS, events(), strict=True)
    ]
    return [*zh, *old, *told, *en]


TOTALS = (
    OfficialTotal("Midland", "all", "2020-12-31", 40, "made up"),
    OfficialTotal("Lanyu", "province", "2020", 3, "made up"),
    OfficialTotal("Lanyu", "prefecture", "2020", 9, "made up"),
    OfficialTotal("Lanyu", "county", "2020", 1, "made up"),
    OfficialTotal("Midland-JP", "all", "2020", 20, "made up"),
    OfficialTotal("Elsewhere", "all", "2020", 999, "made up"),
)

LISTS = (
    RegionList(ZH, "CN", "*", "upper", is_listed=True),
    RegionList(ZH, "CN", "CN-94", "upper", is_listed=False),
    RegionList(ZH, "CN", "*", "lower", is_listed=True),
    RegionList(EN, "CN", "*", "lower", is_listed=True),
)


def source_lists() -> SourceLists:
    """Return what the sources read: the lists of the home country, and those of all others."""
    rows = ((ZH, "CN"), (EN, "*"))
    return SourceLists(
        tuple(SourceList(source, country, "*", "list", True, "drawn") for source, country in rows)
    )


def ingredients() -> Ingredients:
    """Everything the release of the world is made of."""
    return Ingredients(
        places=places(),
        resolved=claims(),
        parents=parents(),
        upper_tier=upper_tier(),
        sources=sources(),
        official_totals=TOTALS,
        region_lists=LISTS,
        home="CN",
        source_lists=source_lists(),
        scopes={
            "Midland": ("CN", "all", "all"),
            "Midland-JP": ("CN", "country", "JP"),
            "Lanyu": ("CN", "province", "CN-91"),
            "Elsewhere": ("", "", ""),
        },
        notes={"CN:province:CN-94": "the region's own ties are not listed"},
        gazetteer=gazetteer_tables(remaining().values(), places()),
        events=EventReading(events(), (), ()),
    )


def tables() -> dict[str, Any]:
    """Give the tables of the release of the world."""
    made = dict(assemble(ingredients()))
    return made | {"ties": as_covered(made["ties"])}


def as_covered(ties: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let ties stand as the rule has them where coverage is known.

    What a source covers is no ingredient yet, so they are set by hand: `EN` has other ties of
    Sakurai and of Portclair, and none of Roquefeuille; none newer names Valmont, which is no more.
    """
    names = ("standing", "standing_since", "standing_source")
    return [
        tie | dict(zip(names, STANDING[_pair(tie)], strict=True))
        if tie["sources"] == OLD or _pair(tie) == frozenset({LANYU, VALMONT})
        else tie
        for tie in ties
    ]


def _pair(tie: dict[str, Any]) -> frozenset[str]:
    return frozenset({tie["place_a"], tie["place_b"]})


def write_world(folder: Path) -> Path:
    """Write the release of the world into `folder/release` and return that folder."""
    release = folder / "release"
    write_release(tables(), release, version="0.0.0-world")
    return release
