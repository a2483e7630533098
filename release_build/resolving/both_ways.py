"""Lists and Wikidata, each settled by what the other tells, and no guess counted as evidence.

Wikidata's items are linked twice. First beside what the lists tell for sure: these links may then
settle the namesakes that the lists leave open. Then beside all that the lists hold, so that an
item is the place that a list has beside the same partner. A link that rests on a guess of a list
alone says so by its method, and is no surer than the guess.

Names that several places of a country bear, settled by what another source says of the partner.

A list says `Portland, United States` beside Bologna, and nothing more. Where a source that gives
an id, a state or a point has a tie of Bologna with one Portland, and with no other, that one is
meant. This goes before the size of a place: it overrules the largest, and settles what waits.

Only ends are looked at that a list leaves open: those that wait because several places bear the
name, and those whose place rests on its size alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from release_build.resolving.wikidata import resolve_items
from release_build.wikidata.evidence import partners
from release_build.wikidata.items import beside, items_of
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE, SEVERAL
from sistercities.dataset.resolving.towns import NOT_TOLD, is_called, which_one
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution


def _nothing(_: Sequence[ResolvedClaim]) -> tuple[ResolvedClaim, ...]:
    return ()


def resolve_both_ways(
    lists: Sequence[ResolvedClaim],
    statements: Sequence[SourceClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
    observe: Callable[[Sequence[ResolvedClaim]], Iterable[ResolvedClaim]] = _nothing,
    later: Sequence[SourceClaim] = (),
) -> list[ResolvedClaim]:
    """Resolve what lists leave open, and the items of Wikidata's statements.

    Parameters
    ----------
    lists
        Claims of lists, each name resolved by its own list alone.
    statements
        Claims of Wikidata.
    observe
        From what is sure to claims of further sources, resolved by ids or points: they are
        evidence, and not returned.
    later
        Claims of later snapshots of Wikidata, whose points contradict links by name.

    Returns
    -------
    list of ResolvedClaim
        Those of the lists, then those of Wikidata, in order.
    """
    items = items_of(statements, gazetteer, [one for one in lists if not is_guess(one)], later)
    sure = resolve_items(statements, items, gazetteer, decisions)
    known = [*lists, *sure]
    observed = observed_partners([*known, *observe(known)])
    settled = settle_namesakes(lists, observed, gazetteer)
    linked = resolve_items(statements, beside(items, settled), gazetteer, decisions)
    return [*settled, *_guesses_told(sure, linked, settled)]


def _guesses_told(
    sure: Sequence[ResolvedClaim], linked: Sequence[ResolvedClaim], lists: Iterable[ResolvedClaim]
) -> list[ResolvedClaim]:
    """Mark the links that stand only beside the guesses of the lists."""
    told = partners(one for one in lists if not is_guess(one))
    around = partners(linked)

    def marked(before: Resolution, now: Resolution) -> Resolution:
        is_new = now.place_id and before.place_id != now.place_id
        rests = told.get(now.place_id, frozenset()) & around.get(now.place_id, frozenset())
        if not is_new or rests or now.method == "decision":
            return now
        return replace(now, method=f"{now.method}+{NOT_TOLD}", confidence=CONFIDENCE[NOT_TOLD])

    return [
        replace(one, a=marked(before.a, one.a), b=marked(before.b, one.b))
        for before, one in zip(sure, linked, strict=True)
    ]


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
