"""Ties that may be one tie told at two levels: a place and what contains it, with one partner.

One source says Tuscany and Nablus, another Florence and Nablus. It may be one agreement, which the
two put at different levels, or two. Where a rule or a ruling tells that it is one, `folding` holds
one tie. Of the other pairs both ties are held, and each has a row in `conflicts` with the field
`place`, which names the place of the other.

What contains a place are its containers at any height, the first-level region of its code, and
the successor of a place that ended. Ties whose dates of start exclude one another (1974-04-18 and
1980-11-21) are two agreements and no conflict.

A ruling may say of any two ties that no source tells whether they are one (`folded_ties`): China's
list says Xuzhou and Érd, Wikidata Zhuzhou and Érd. These have such rows too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sistercities.dataset.folded_ties import FoldRuling
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sentences import to_say
from sistercities.terms.places import Place

FIELD = "place"
RULE = to_say(
    "both ties are held: a place and one that contains it have a tie with the same partner, which "
    "may be one tie told at two levels"
)
UNTOLD = to_say(
    "both ties are held: two sources name two places for what may be one agreement, and none tells "
    "which of the two is meant"
)

Tie = Mapping[str, Any]


def two_level_conflicts(
    ties: Sequence[Tie], resolved: Sequence[ResolvedClaim], places: Mapping[str, Place]
) -> list[dict[str, Any]]:
    """Rows of the table `conflicts`, two for each pair of ties that may be one.

    Parameters
    ----------
    ties
        Rows of the table `ties`.
    resolved
        The claims behind them.
    places
        Places by id, with their containers.
    """
    first_claim = first_claims(resolved)
    rows = []
    for narrow, inner, wide, outer in pairs_at_two_levels(ties, places):
        for tie, kept, other_tie, other in (
            (narrow, inner, wide, outer),
            (wide, outer, narrow, inner),
        ):
            ids = tie["tie_id"], other_tie["tie_id"]
            rows.append(_row(*ids, kept, other, RULE, first_claim))
    return rows


def untold_conflicts(
    rulings: Iterable[FoldRuling], resolved: Sequence[ResolvedClaim]
) -> list[dict[str, Any]]:
    """Rows of the table `conflicts`, two for each pair of which it is not told if they are one.

    Raises
    ------
    BuildError
        If one of the ties is folded into another.
    """
    first_claim = first_claims(resolved)
    rows = []
    for ruling in rulings:
        if not ruling.is_untold:
            continue
        one, other = ruling.tie_ids
        folded = [tie_id for tie_id in (one, other) if tie_id not in first_claim]
        if folded:
            raise BuildError(
                f"data/decisions/folded_ties.csv: {folded[0]} is folded, and a row says that it is "
                "not told whether it is one with another; take one of the rows out"
            )
        here, there = ruling.place, ruling.other_place
        rows.append(_row(one, other, here, there, UNTOLD, first_claim))
        rows.append(_row(other, one, there, here, UNTOLD, first_claim))
    return rows


def _row(
    tie_id: str, other_tie: str, kept: str, other: str, rule: str, first_claim: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "tie_id": tie_id,
        "field": FIELD,
        "kept": kept,
        "kept_claim": first_claim[tie_id],
        "other": other,
        "other_claim": first_claim[other_tie],
        "rule": rule,
    }


def pairs_at_two_levels(
    ties: Sequence[Tie], places: Mapping[str, Place]
) -> Iterator[tuple[Tie, str, Tie, str]]:
    """Yield a tie and the place at its end, a tie of what contains it, and that container."""
    partners: defaultdict[str, dict[str, Tie]] = defaultdict(dict)
    for tie in ties:
        partners[tie["place_a"]][tie["place_b"]] = tie
        partners[tie["place_b"]][tie["place_a"]] = tie
    regions = _regions(places)
    for inner in sorted(partners):
        for outer in sorted(_containers(inner, places, regions) & partners.keys()):
            for partner in sorted(partners[inner].keys() & partners[outer].keys()):
                narrow, wide = partners[inner][partner], partners[outer][partner]
                if _may_be_one(narrow, wide):
                    yield narrow, inner, wide, outer


def _may_be_one(one: Tie, other: Tie) -> bool:
    starts = [
        tie["start"] or "" if tie["start_precision"] != "suspect" else "" for tie in (one, other)
    ]
    # Only what both dates state can tell them apart: 1999 does not exclude 1999-05.
    stated = min(len(start) for start in starts)
    return starts[0][:stated] == starts[1][:stated]


def _regions(places: Mapping[str, Place]) -> dict[str, str]:
    """ISO 3166-2 code to the first-level region of today that bears it."""
    return {
        place.region_iso: place.place_id
        for place in places.values()
        if place.region_iso
        and (place.level == "region1" or place.is_dual)
        and place.valid_to is None
    }


def _containers(place_id: str, places: Mapping[str, Place], regions: Mapping[str, str]) -> set[str]:
    """Every place that contains one, at any height; never the place itself."""
    found: set[str] = set()
    waiting = [place_id]
    while waiting:
        place = places.get(waiting.pop())
        if place is None:
            continue
        above = {*place.parent_ids, place.successor, regions.get(place.region_iso, "")}
        new = above - found - {place_id, ""}
        found |= new
        waiting += sorted(new)
    return found


def first_claims(resolved: Sequence[ResolvedClaim]) -> dict[str, str]:
    """Tie id to the first of the claims behind it."""
    found: dict[str, str] = {}
    for one in resolved:
        if one.tie_id is not None:
            claim_id = one.claim.claim_id
            found[one.tie_id] = min(found.get(one.tie_id, claim_id), claim_id)
    return found
