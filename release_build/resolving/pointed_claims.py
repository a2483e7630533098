"""From the claims of Wikidata's later snapshots to places: by item, by point, by known ties.

An end of wikidata-2021 is an item, so it is the place that has the item, else the one that
wikidata-2016 linked it to. An end of wikidata-2017 has a label and a point alone. What neither
settles is settled where another source has a tie of the other end with a place of the name.

A link of 2016 does not stand against the point: not where the place lies far from it, and not
where another place that bears the label lies there.

A ruling of wikidata-2021 is on an item, named in its column `context`; one of wikidata-2017 may be
on a pair: its context is then `with ` and the other end's name as written.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from release_build.resolving.known_ties import ends_of, firm_partners, with_known_ties
from release_build.resolving.pointed import AT_POINT_KM, resolve_pointed
from sistercities.dataset.decisions import OF_PAIR, Decisions
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import resolve
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

ITEM, LINKED = "item", "item+wikidata_2016"
CONFIDENCE = {ITEM: 0.99, LINKED: 0.99}
FAR_KM = 150.0
"""An item is not a place so far from its point: item or point stands for something else."""
ELSEWHERE = "the place of this item lies elsewhere than the source's point"
_FIRST = "wikidata-2016"


def resolve_pointed_claims(
    claims: Sequence[SourceClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
    known: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Resolve both ends of each claim, in order; `known` are the claims of the other sources."""
    links = _links(gazetteer, known)
    ties = firm_partners(known)
    found: dict[NamedEnd, Resolution] = {}

    def of(end: NamedEnd, other: NamedEnd, claim_id: str) -> Resolution:
        ruled = _ruled(end, other, claim_id, gazetteer, decisions)
        if ruled is None and end not in found:
            found[end] = _resolve(end, links, gazetteer, ties)
        return ruled or found[end]

    resolved = [
        ResolvedClaim(one, of(one.a, one.b, one.claim_id), of(one.b, one.a, one.claim_id))
        for one in claims
    ]
    return with_known_ties(resolved, ties, gazetteer)


def is_told_by_itself(one: ResolvedClaim, gazetteer: Gazetteer) -> bool:
    """Whether item or point tell both places of a claim, and no tie of another source.

    An item that an earlier snapshot linked counts where its place lies at the point.
    """
    ends = ((one.claim.a, one.a), (one.claim.b, one.b))
    return all(_is_told(end, found, gazetteer) for end, found in ends)


def _is_told(end: NamedEnd, found: Resolution, gazetteer: Gazetteer) -> bool:
    if not found.place_id:
        return False
    if found.method != LINKED:
        return found.method == ITEM or "coordinates" in found.method
    place = gazetteer.places[found.place_id]
    away = distance_km(place, end.latitude or 0.0, end.longitude or 0.0)
    return away is not None and away <= AT_POINT_KM


def _links(gazetteer: Gazetteer, known: Iterable[ResolvedClaim]) -> dict[str, tuple[str, str]]:
    """Item to its place and to how that is known."""
    earlier = (one for one in known if one.claim.source_id == _FIRST)
    links = {
        end.given_id: (found.place_id, LINKED)
        for end, found in ends_of(earlier)
        if end.given_id and found.place_id
    }
    links |= {
        f"wd:{place.wikidata_id}": (place_id, ITEM)
        for place_id, place in gazetteer.places.items()
        if place.wikidata_id
    }
    return links | {one: (one, ITEM) for one in gazetteer.places if one.startswith("wd:")}


def _ruled(
    end: NamedEnd, other: NamedEnd, claim_id: str, gazetteer: Gazetteer, decisions: Decisions
) -> Resolution | None:
    for context in (f"{OF_PAIR}{other.name}", end.given_id):
        asked = replace(end, context=context)
        if decisions.find(asked, claim_id.partition(":")[0]) is not None:
            return resolve(asked, claim_id, gazetteer, decisions)
    return None


def _resolve(
    end: NamedEnd,
    links: Mapping[str, tuple[str, str]],
    gazetteer: Gazetteer,
    tied: Container[str],
) -> Resolution:
    if end.given_id not in links:
        return resolve_pointed(end, gazetteer, tied)
    place_id, method = links[end.given_id]
    linked = Resolution(place_id, method, CONFIDENCE[method])
    away = distance_km(gazetteer.places[place_id], end.latitude or 0.0, end.longitude or 0.0)
    if away is None or away <= AT_POINT_KM:
        return linked
    pointed = resolve_pointed(end, gazetteer, tied)
    if method == LINKED and pointed.method == "alias+coordinates":
        return pointed
    if away <= FAR_KM or pointed.place_id == place_id:
        return linked
    return pointed if pointed.place_id else Resolution("", "", 0.0, ELSEWHERE, (place_id,))
