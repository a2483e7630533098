"""Ties that settle names: those whose own places do not rest on a guess at a namesake.

A tie between places of two names is evidence that these places are meant, if another source has it.
It is none where that source's place was itself the largest of its name, or the one at a geocoder's
point, or was chosen by ties of other sources: the guess would confirm itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from release_build.wikidata.evidence import Partners, partners
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

KNOWN_TIE = "alias+known_tie"
KNOWN_TIE_CONFIDENCE = 0.97
APART_KM = 40.0
_CHOSEN_BY_TIES = frozenset({"known_tie", "known_ties", "held_tie", "second_source"})
BY_SIZE = frozenset({"population", "by_far", "namesake_not_told", "municipality", "main_name"})
GUESSES = {"enwiki-2026": _CHOSEN_BY_TIES | BY_SIZE | {"coordinates", "knowledge", "two_readers"}}
"""Words of methods that chose between namesakes, by source; of others those chosen by ties alone.

The points of enwiki-2026 were looked up by name, those of Wikidata belong to the item. A ruling of
general knowledge or of readers says which namesake a list means, and not that a source has the tie.
"""
NOT_TOLD = "several places bear this name, and nothing tells which of them is meant"
"""Why a name waits for which no ruling can be made: it is counted and is no row of the review."""


def firm_partners(resolved: Iterable[ResolvedClaim]) -> Partners:
    """Return the partners of each place in the ties that settle names."""
    return partners(one for one in resolved if is_firm(one))


def is_firm(one: ResolvedClaim) -> bool:
    """Whether both ends of a claim were found without choosing between namesakes by a guess."""
    source_id = one.claim.source_id
    return not (is_guess(source_id, one.a.method) or is_guess(source_id, one.b.method))


@cache
def is_guess(source_id: str, method: str) -> bool:
    """Whether a method chose between namesakes by something else than what a row says."""
    return not GUESSES.get(source_id, _CHOSEN_BY_TIES).isdisjoint(method.split("+"))


def with_known_ties(
    resolved: Sequence[ResolvedClaim], ties: Partners, gazetteer: Gazetteer
) -> list[ResolvedClaim]:
    """Resolve an end that waits by the only place of its name that is a partner of the other end.

    An end with a point is not resolved to a place far from it.
    """
    return [_settled(one, ties, gazetteer) for one in resolved]


def _settled(one: ResolvedClaim, ties: Partners, gazetteer: Gazetteer) -> ResolvedClaim:
    if one.a.place_id and not one.b.place_id:
        found = _by_tie(one.claim.b, one.a.place_id, ties, gazetteer)
        return replace(one, b=found) if found else one
    if one.b.place_id and not one.a.place_id:
        found = _by_tie(one.claim.a, one.b.place_id, ties, gazetteer)
        return replace(one, a=found) if found else one
    return one


def _by_tie(end: NamedEnd, partner: str, ties: Partners, gazetteer: Gazetteer) -> Resolution | None:
    known = ties.get(partner, frozenset())
    named = {match.place_id for match in gazetteer.matches(end.name, end.country) if match.rank < 3}
    found = [one for one in named & known if _may_lie_there(one, end, gazetteer)]
    return Resolution(found[0], KNOWN_TIE, KNOWN_TIE_CONFIDENCE) if len(found) == 1 else None


def _may_lie_there(place_id: str, end: NamedEnd, gazetteer: Gazetteer) -> bool:
    if end.latitude is None or end.longitude is None:
        return True
    away = distance_km(gazetteer.places[place_id], end.latitude, end.longitude)
    return away is None or away <= APART_KM


def ends_of(resolved: Iterable[ResolvedClaim]) -> Iterator[tuple[NamedEnd, Resolution]]:
    """Yield each end of each claim with its resolution."""
    for one in resolved:
        yield one.claim.a, one.a
        yield one.claim.b, one.b
