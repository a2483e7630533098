"""From a name to a place, by ranked rules; what no rule settles needs review.

1. a decision; 2. an id given as the name; 3. an exact spelling with country and level agreeing;
4. an exact spelling with the country; 5. a spelling nearly exact within 10 km of the stated
coordinates. Homonyms are settled only by what the claim states: containers, coordinates, or the
typist's hints (recorded as the method). Fuzzy spellings only propose candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer import Gazetteer
from sistercities.dataset.resolve_evidence import (
    are_one_spot,
    in_parents,
    in_region,
    nearest,
    of_level,
    outweighs,
    wanted_levels,
)
from sistercities.dataset.resolve_near import near_and_similar, nearest_spellings
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

CONFIDENCE = {
    "decision": 1.0, "id": 1.0, "level": 0.98, "country": 0.9, "parents": 0.97,
    "coordinates": 0.95, "hint_region": 0.95, "same_spot": 0.93, "population": 0.85,
    "similar_name": 0.85,
}  # fmt: skip
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


def resolve(end: NamedEnd, claim_id: str, gazetteer: Gazetteer, decisions: Decisions) -> Resolution:
    """Resolve one end of a claim; `claim_id` tells the source, whose decisions apply."""
    ruling = decisions.find(end, claim_id.partition(":")[0])
    if ruling is not None:
        if not ruling.place_id:
            return _unresolved(end, gazetteer, ruling.reason, ())
        place_id = gazetteer.canonical(ruling.place_id)
        if not place_id:
            raise BuildError(
                f"decision on {ruling.name!r} ({ruling.country}): no place {ruling.place_id}; "
                "mend the row in data/decisions"
            )
        return Resolution(place_id, "decision", CONFIDENCE["decision"])
    return resolve_plainly(end, gazetteer)


def resolve_plainly(end: NamedEnd, gazetteer: Gazetteer) -> Resolution:
    """Resolve one end by the rules alone, without decisions."""
    given = gazetteer.canonical(end.name)
    if given:
        return Resolution(given, "id", CONFIDENCE["id"])
    written = _by_spelling(end, end.name, "alias", gazetteer)
    hinted = _by_hint(end, gazetteer)
    if hinted is not None and hinted.place_id:
        agrees = written.place_id == hinted.place_id
        return written if agrees else hinted
    if written.place_id and not _contradicts_hint(end, gazetteer.places[written.place_id]):
        return written
    similar = near_and_similar(end, gazetteer)
    fit = of_level(similar, _levels(end)) or similar
    if fit and not written.candidates:
        return Resolution(fit[0].place_id, "coordinates+similar_name", CONFIDENCE["similar_name"])
    reason = written.reason or "the name and the typist's region contradict each other"
    return _unresolved(end, gazetteer, reason, written.candidates)


def _contradicts_hint(end: NamedEnd, place: Place) -> bool:
    return bool(end.hint_region_iso) and place.region_iso != end.hint_region_iso


def _by_hint(end: NamedEnd, gazetteer: Gazetteer) -> Resolution | None:
    if not end.hint_name:
        return None
    return _by_spelling(end, end.hint_name, "hint_name", gazetteer)


def _levels(end: NamedEnd) -> tuple[Level, ...]:
    wanted = wanted_levels(end)
    return (*wanted, *(level for level in _LIKELY if level not in wanted))


def _by_spelling(end: NamedEnd, name: str, kind: str, gazetteer: Gazetteer) -> Resolution:
    """Resolve by the places under one spelling; `kind` names the spelling in the method."""
    matches = gazetteer.matches(name, end.country)
    if not matches:
        return Resolution("", "", 0.0, "no place of this name in the country")
    wanted = wanted_levels(end if kind == "alias" else replace(end, name=name))
    places, evidence = _best_rank(end, name, wanted, gazetteer)
    if not places:
        ids = tuple(match.place_id for match in matches[:5])
        return Resolution("", "", 0.0, "places of this name have another level", ids)
    chosen, how = _settle(places, end, gazetteer)
    if chosen is None:
        ids = tuple(place.place_id for place in places[:5])
        return Resolution("", "", 0.0, "several places of this name and no evidence", ids)
    method = "+".join((kind, "country", *evidence, *how))
    weakest = min(CONFIDENCE[word] for word in (*(evidence or ("country",)), *how))
    return Resolution(chosen.place_id, method, weakest)


def _best_rank(
    end: NamedEnd, name: str, wanted: tuple[Level, ...], gazetteer: Gazetteer
) -> tuple[list[Place], tuple[str, ...]]:
    """The places of the best rank at the wanted level, else at a kindred one."""
    matches = gazetteer.matches(name, end.country)
    ranked = [
        [gazetteer.places[match.place_id] for match in matches if match.rank in ranks]
        for ranks in ((0,), (1, 2), (3,))
    ]
    for places in _split_by_evidence(ranked, end):
        found = of_level(places, wanted)
        if found:
            return found, ("level",)
    kindred = tuple(k for level in wanted for k in _KINDRED[level]) if wanted else _LIKELY
    for places in _split_by_evidence(ranked, end):
        found = of_level(places, kindred)
        if found:
            return found, ()
    return [], ()


def _split_by_evidence(ranked: Sequence[list[Place]], end: NamedEnd) -> list[list[Place]]:
    """Put the places in the hinted region first, whatever their rank."""
    if not end.hint_region_iso:
        return list(ranked)
    inside = [in_region(places, end.hint_region_iso) for places in ranked]
    return [*inside, *ranked]


def _settle(
    places: Sequence[Place], end: NamedEnd, gazetteer: Gazetteer
) -> tuple[Place | None, tuple[str, ...]]:
    """Choose among homonyms by the evidence of the claim; also say which evidence it was."""
    how: tuple[str, ...] = ()
    pool = list(places)
    for word, kept in (
        ("hint_region", lambda: in_region(pool, end.hint_region_iso)),
        ("parents", lambda: in_parents(pool, end, gazetteer)),
    ):
        found = kept()
        if found and (len(found) < len(pool) or word == "hint_region"):
            pool, how = found, (*how, word)
    if len(pool) == 1:
        return pool[0], how
    close = nearest(pool, end)
    if close:
        spot = [place for place in close if are_one_spot([close[0], place])]
        chosen = max(spot, key=lambda place: (place.population or 0, place.place_id))
        return chosen, (*how, "coordinates")
    ordered = sorted(pool, key=lambda place: (-(place.population or 0), place.place_id))
    if are_one_spot(ordered):
        return ordered[0], (*how, "same_spot")
    if end.hint_name and "hint_region" in how and outweighs(ordered):
        return ordered[0], (*how, "population")
    return None, ()


def _unresolved(
    end: NamedEnd, gazetteer: Gazetteer, reason: str, candidates: tuple[str, ...]
) -> Resolution:
    near = candidates or nearest_spellings(end, gazetteer)
    return Resolution("", "", 0.0, reason, near)
