"""Names that namesakes share, settled by a tie that other sources hold.

A source that tells of the end of a tie names a tie that existed: where its two names fit exactly
one pair of places that another source ties, that pair is meant. It settles nothing else: a pair
that nobody ties goes through the ranked rules.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import resolve
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

METHOD = "alias+country+held_tie"
CONFIDENCE = 0.95
_QUALIFIED = re.compile(r"[ _]*[(（].*$|, .*$")


def resolve_by_held_ties(
    claims: Iterable[SourceClaim],
    known: Iterable[ResolvedClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
) -> list[ResolvedClaim]:
    """Resolve claims whose ties other sources may hold: rulings, ranked rules, then held ties.

    Parameters
    ----------
    claims
        Claims to resolve, in order.
    known
        Resolved claims of other sources.
    """
    held = {one.tie_id for one in known if one.tie_id is not None}
    return [_resolve_one(claim, held, gazetteer, decisions) for claim in claims]


def _resolve_one(
    claim: SourceClaim, held: Collection[str], gazetteer: Gazetteer, decisions: Decisions
) -> ResolvedClaim:
    a = resolve(claim.a, claim.claim_id, gazetteer, decisions)
    b = resolve(claim.b, claim.claim_id, gazetteer, decisions)
    plain = ResolvedClaim(claim, a, b)
    if plain.tie_id in held:
        return plain
    ruled = [one.place_id if one.method == "decision" else "" for one in (a, b)]
    pairs = [
        (one, other)
        for one in ([ruled[0]] if ruled[0] else sorted(_candidates(claim.a, gazetteer)))
        for other in ([ruled[1]] if ruled[1] else sorted(_candidates(claim.b, gazetteer)))
        if "~".join(sorted((one, other))) in held
    ]
    if len(pairs) != 1:
        return plain
    return ResolvedClaim(claim, _settled(a, pairs[0][0]), _settled(b, pairs[0][1]))


def _candidates(end: NamedEnd, gazetteer: Gazetteer) -> set[str]:
    """Places under the name as written or the typist's English one, whole or before a comma."""
    written = {name for name in (end.name, end.hint_name) if name}
    forms = written | {_QUALIFIED.sub("", name) for name in written}
    return {
        match.place_id for name in forms if name for match in gazetteer.matches(name, end.country)
    }


def _settled(plain: Resolution, place_id: str) -> Resolution:
    if plain.place_id == place_id:
        return plain
    return replace(
        plain, place_id=place_id, method=METHOD, confidence=CONFIDENCE, reason="", candidates=()
    )
