"""From Wikidata items to places: by Natural Earth, an exact alias, or agreeing neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import SourceClaim


def resolve_wikidata(
    claims: Sequence[SourceClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
    known: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Resolve the items of all claims together; `known` are the claims of the other sources."""
    del claims, gazetteer, decisions, known
    return []
