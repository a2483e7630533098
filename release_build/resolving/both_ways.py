"""Lists and Wikidata, each settled by what the other tells, and no guess counted as evidence.

Wikidata's items are linked twice. First beside what the lists tell for sure: these links may then
settle the namesakes that the lists leave open. Then beside all that the lists hold, so that an
item is the place that a list has beside the same partner. A link that rests on a guess of a list
alone says so by its method, and is no surer than the guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from release_build.resolving.namesakes import is_guess, observed_partners, settle_namesakes
from release_build.resolving.wikidata import resolve_items
from release_build.wikidata.evidence import partners
from release_build.wikidata.items import beside, items_of
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE
from sistercities.dataset.resolving.towns import NOT_TOLD
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Resolution


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
