"""From a name to a place, by ranked rules; what no rule settles needs review.

1. a decision; 2. an id given as the name; 3. an exact spelling with country and level agreeing;
4. an exact spelling with the country; 5. a spelling nearly exact within 10 km of the stated
coordinates. Homonyms are settled only by what the claim states: containers, coordinates, or the
typist's hints (recorded as the method). Fuzzy spellings only propose candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.dataset.gazetteer.evidence import (
    are_one_spot,
    in_parents,
    in_region,
    nearest,
    of_level,
    outweighs,
    wanted_levels,
)
from sistercities.dataset.gazetteer.places import Gazetteer, Match
from sistercities.dataset.resolving.near import near_and_similar, nearest_spellings
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.late_methods import late_expression
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

if TYPE_CHECKING:
    from sistercities.dataset.decisions import Decisions

CONFIDENCE = {
    "decision": 1.0, "id": 1.0, "level": 0.98, "country": 0.9, "parents": 0.97,
    "coordinates": 0.95, "hint_region": 0.95, "same_spot": 0.93, "main_name": 0.9,
    "population": 0.85, "by_far": 0.98, "second_source": 0.97, "list_state": 0.97, "twin_row": 0.95,
    "namesake_not_told": 0.9, "knowledge": 0.95, "two_readers": 0.95,
    "near_parent": 0.93,
    "municipality": 0.9,
    "similar_name": 0.85,
    "hint_alone": 0.7,
}  # fmt: skip
SEVERAL = "several places of this name and no evidence"
"""Why a name waits that places bear between which nothing chooses."""
_BRACKETS = late_expression(r"[ _]*[(（][^()（）]*[)）]|_\(.*$")
_SHIRES = frozenset({"AU", "NZ"})
"""Where the second tier that a source calls shire, county or district is the municipality."""
_LIKELY: tuple[Level, ...] = ("city", "district", "county", "region2", "region1", "country")
"""Where neither source nor wording states a level: lists of twin towns are of towns."""
_KINDRED: dict[Level, tuple[Level, ...]] = {
    "city": ("city", "district", "county"),
    "district": ("district", "city", "county"),
    "county": ("county", "district", "city", "region2"),
    "region2": ("region2", "county", "region1", "district"),
    "region1": ("region1", "region2"),
    "country": ("country",),
}


def resolve(
    end: NamedEnd, claim_id: str, gazetteer: Gazetteer, decisions: Decisions, partner: str = ""
) -> Resolution:
    """Resolve one end of a claim.

    `claim_id` tells the source, whose decisions apply; `partner` is the name at the other end, for
    those on one pair.
    """
    ruling = decisions.find(end, claim_id.partition(":")[0], partner)
    if ruling is not None:
        if not ruling.place_id:
            return _unresolved(end, gazetteer, ruling.reason, ())
        place_id = gazetteer.canonical(ruling.place_id)
        if not place_id:
            raise BuildError(
                f"decision on {ruling.name!r} ({ruling.country}): no place {ruling.place_id}; "
                "mend the row in data/decisions"
            )
        words = ruling.method.split("+")
        return Resolution(place_id, ruling.method, min(CONFIDENCE[word] for word in words))
    return resolve_plainly(end, gazetteer)


def resolve_plainly(end: NamedEnd, gazetteer: Gazetteer) -> Resolution:
    """Resolve one end by the rules alone, without decisions."""
    given = gazetteer.canonical(end.name)
    if given:
        return Resolution(given, "id", CONFIDENCE["id"])
    written = _by_spelling(end, end.name, "alias", gazetteer)
    if end.hint_name:
        hinted = _by_spelling(end, end.hint_name, "hint_name", gazetteer)
        if hinted.place_id and hinted.place_id != written.place_id:
            return hinted
    if written.place_id:
        return written
    similar = near_and_similar(end, gazetteer)
    fit = of_level(similar, _levels(end)) or similar
    if fit and not written.candidates:
        return Resolution(fit[0].place_id, "coordinates+similar_name", CONFIDENCE["similar_name"])
    return _unresolved(end, gazetteer, written.reason, written.candidates)


def _levels(end: NamedEnd) -> tuple[Level, ...]:
    wanted = wanted_levels(end)
    return (*wanted, *(level for level in _LIKELY if level not in wanted))


def _by_spelling(end: NamedEnd, name: str, kind: str, gazetteer: Gazetteer) -> Resolution:
    """Resolve by the places under one spelling; `kind` names the spelling in the method."""
    matches = _matches(name, end.country, gazetteer)
    if not matches:
        return Resolution("", "", 0.0, "no place of this name in the country")
    wanted = wanted_levels(end if kind == "alias" else replace(end, name=name))
    places, evidence = _best_rank(matches, end, wanted, gazetteer)
    if not places:
        ids = tuple(match.place_id for match in matches[:5])
        return Resolution("", "", 0.0, "places of this name have another level", ids)
    chosen, how = _settle(places, end, gazetteer)
    if chosen is None:
        ids = tuple(place.place_id for place in places[:5])
        return Resolution("", "", 0.0, _why_not(places, end, gazetteer), ids)
    method = "+".join((kind, "country", *evidence, *how))
    # A typist's reading without a region is one person's guess at who is meant.
    alone = ("hint_alone",) if kind == "hint_name" and "hint_region" not in how else ()
    weakest = min(CONFIDENCE[word] for word in (*(evidence or ("country",)), *how, *alone))
    return Resolution(chosen.place_id, method, weakest)


def _why_not(places: Sequence[Place], end: NamedEnd, gazetteer: Gazetteer) -> str:
    if _consistent(places, end, gazetteer):
        return SEVERAL
    return "places of this name lie elsewhere than the claim or the hint says"


def _matches(name: str, country: str, gazetteer: Gazetteer) -> list[Match]:
    """Places under the spelling; if none, under it without what stands in brackets."""
    found = gazetteer.matches(name, country)
    plain = _BRACKETS.sub("", name).strip()
    return found or (gazetteer.matches(plain, country) if plain not in ("", name) else [])


def _consistent(places: Sequence[Place], end: NamedEnd, gazetteer: Gazetteer) -> list[Place]:
    """Those that do not lie elsewhere than the hinted region or the Chinese containers say."""
    kept = list(places)
    if end.hint_region_iso in gazetteer.area_by_iso:
        inside = in_region(kept, end.hint_region_iso, gazetteer)
        kept = [place for place in kept if place in inside or not place.region_iso]
    if end.country == "CN" and end.parents:
        # Chinese containers are named in full and known; elsewhere a container may be unknown.
        kept = in_parents(kept, end, gazetteer)
    return kept


def _best_rank(
    matches: Sequence[Match], end: NamedEnd, wanted: tuple[Level, ...], gazetteer: Gazetteer
) -> tuple[list[Place], tuple[str, ...]]:
    """Choose the places of the best rank at the wanted level, else at a kindred one."""
    kindred = tuple(k for level in wanted for k in _kindred(level, end)) if wanted else _LIKELY
    steps: tuple[tuple[tuple[Level, ...], tuple[str, ...]], ...] = (
        (wanted, ("level",)),
        (kindred, ()),
    )
    for levels, evidence in steps:
        for ranks in ((0,), (1, 2), (3,)):
            places = [gazetteer.places[one.place_id] for one in matches if one.rank in ranks]
            found = of_level(_consistent(places, end, gazetteer), levels)
            if found:
                return found, evidence
    fit = of_level([gazetteer.places[one.place_id] for one in matches], (*wanted, *kindred))
    return fit, ()


def _kindred(level: Level, end: NamedEnd) -> tuple[Level, ...]:
    municipal = level == "region2" and end.country in _SHIRES
    return (*_KINDRED[level], "city") if municipal else _KINDRED[level]


def _settle(
    places: Sequence[Place], end: NamedEnd, gazetteer: Gazetteer
) -> tuple[Place | None, tuple[str, ...]]:
    """Choose among homonyms by the evidence of the claim; also say which evidence it was."""
    pool, how = _narrowed(_consistent(places, end, gazetteer), end, gazetteer)
    if len(pool) <= 1:
        return (pool[0] if pool else None), how
    close = nearest(pool, end)
    if close:
        spot = [place for place in close if are_one_spot([close[0], place])]
        chosen = max(spot, key=lambda place: (place.population or 0, place.place_id))
        return chosen, (*how, "coordinates")
    asked = {name_key(name) for name in (end.name, end.hint_name) if name}
    ordered = sorted(pool, key=lambda place: (-(place.population or 0), place.place_id))
    if are_one_spot(ordered):
        return ordered[0], (*how, "same_spot")
    main = [place for place in pool if name_key(place.name) in asked]
    if main == ordered[:1] and ("hint_region" in how or "parents" in how):
        return main[0], (*how, "main_name")
    if end.hint_name and "hint_region" in how and outweighs(ordered):
        return ordered[0], (*how, "population")
    return None, ()


def _narrowed(
    pool: list[Place], end: NamedEnd, gazetteer: Gazetteer
) -> tuple[list[Place], tuple[str, ...]]:
    """Keep the places in the hinted region and the stated containers, and say which told."""
    how: tuple[str, ...] = ()
    hinted = in_region(pool, end.hint_region_iso, gazetteer)
    if hinted:
        pool, how = hinted, ("hint_region",)
    stated = in_parents(pool, end, gazetteer)
    if stated and len(stated) < len(pool):
        pool, how = stated, (*how, "parents")
    return pool, how


def _unresolved(
    end: NamedEnd, gazetteer: Gazetteer, reason: str, candidates: tuple[str, ...]
) -> Resolution:
    near = candidates or nearest_spellings(end, gazetteer)
    return Resolution("", "", 0.0, reason, near)
