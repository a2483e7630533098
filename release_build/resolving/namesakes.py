"""Names that several places of a country bear, settled by what another source says of the partner.

A list says `Portland, United States` beside Bologna, and nothing more. Where a source that gives
an id, a state or a point has a tie of Bologna with one Portland, and with no other, that one is
meant. This goes before the size of a place: it overrules the largest, and settles what waits.

Only ends are looked at that a list leaves open: those that wait because several places bear the
name, and those whose place rests on its size alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE, SEVERAL
from sistercities.dataset.resolving.towns import NOT_TOLD, is_called, which_one
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

METHOD = "alias+country+level+second_source"
BY_SIZE = ("by_far", NOT_TOLD)
BY_NEIGHBOURS = "alias+neighbours"
"""Links of Wikidata that follow from the size of a place and the countries around it."""

Partners = Mapping[str, frozenset[str]]
"""Place id to the places that other sources tie it to."""


def is_guess(one: ResolvedClaim) -> bool:
    """Whether an end of the claim is the largest of several of its name, for want of evidence."""
    return any(end.method.endswith(NOT_TOLD) for end in (one.a, one.b))


def observed_partners(claims: Iterable[ResolvedClaim]) -> Partners:
    """Gather the ties whose two places other sources tell by more than a name and its size.

    Parameters
    ----------
    claims
        Claims of sources with ids, states or points of their own. Those with an end that was
        taken for its size, or by the countries of its neighbours, are passed over.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in claims:
        if one.tie_id is not None and not any(_is_by_size(end.method) for end in (one.a, one.b)):
            found[one.a.place_id].add(one.b.place_id)
            found[one.b.place_id].add(one.a.place_id)
    return {place_id: frozenset(others) for place_id, others in found.items()}


def _is_by_size(method: str) -> bool:
    return method == BY_NEIGHBOURS or method.endswith(BY_SIZE)


def settle_namesakes(
    claims: Sequence[ResolvedClaim], observed: Partners, gazetteer: Gazetteer
) -> list[ResolvedClaim]:
    """Settle the ends that their own source leaves open, in the order of the claims.

    Parameters
    ----------
    claims
        Resolved claims of lists.
    observed
        What other sources say, by `observed_partners`.
    """
    return [
        replace(
            one,
            a=_settled(one.claim.a, one.a, one.b, observed, gazetteer),
            b=_settled(one.claim.b, one.b, one.a, observed, gazetteer),
        )
        for one in claims
    ]


def _settled(
    end: NamedEnd, own: Resolution, other: Resolution, observed: Partners, gazetteer: Gazetteer
) -> Resolution:
    partners = observed.get(other.place_id, frozenset())
    if not partners or not _is_open(end, own):
        return own
    told = {place.place_id for place in bearers(end, gazetteer)} & partners
    if len(told) != 1 or (own.method.endswith("by_far") and told == {own.place_id}):
        return own
    return Resolution(told.pop(), METHOD, CONFIDENCE["second_source"])


def _is_open(end: NamedEnd, own: Resolution) -> bool:
    if own.place_id:
        return own.method.endswith(BY_SIZE)
    return own.reason in (SEVERAL, which_one(parse_name(end.name, end.country).bare))


def bearers(end: NamedEnd, gazetteer: Gazetteer) -> list[Place]:
    """Return the places of the end's country and level that are called as it is written."""
    written = parse_name(end.name, end.country)
    asked = replace(end, name=written.bare)
    named = [
        gazetteer.places[match.place_id]
        for match in gazetteer.matches(written.bare, end.country)
        if match.rank <= 2
    ]
    fit = [place for place in named if fits_level(place, written.level or "city")]
    return [place for place in fit if is_called(place, asked)] or fit
