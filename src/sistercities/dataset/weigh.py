"""From claims to ties: what is held where claims about the same two places differ.

Claims about the same two places are one tie. The rules, in order:

* start: a sound date before a suspect one; then the more precise one (a batch day counts as its
  year); then double entry; then the newer source.
* status: the newest source that states one; within a snapshot year ended, suspended, active. So an
  end in a later source beats an active tie in an earlier one, and a source that states no status
  beats nothing. A tie is pending only where no source calls it anything else: what one page
  announces, another has signed.
* end: the most precise end among the claims that state the status held.
* kind: the newest source that states one; within a year the more formal one.

What is not held stands in `conflicts`, with the rule. A date that another one makes more precise
(1984 and 1984-05-09) is no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place
from sistercities.terms.words import TieClass

_PRECISION_RANK = {"day": 4, "month": 3, "year": 2, "suspect": 1, "none": 0}
_STATUS_RANK = {"ended": 4, "suspended": 3, "active": 2, "pending": 1, "unknown": 0}
_KIND_RANK = {"sister": 4, "friendship": 3, "exchange": 2, "contact": 1, "unknown": 0}

_RULES = {
    "start": "sound before suspect, then precise, then typed twice, then the newer source",
    "end": "the end of the claim whose status is held, the more precise one",
    "status": "the newest source that states a status; an end beats an active tie of its year; "
    "pending beats nothing",
    "kind": "the newest source that states a kind; the more formal one of its year",
}

Signing = Mapping[str, Collection[str]]
"""By country, the levels that sign for provinces."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rows of the tables `ties` and `conflicts`."""

    ties: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]


def weigh(
    resolved: Iterable[ResolvedClaim],
    places: Mapping[str, Place],
    signing: Signing,
    snapshot_years: Mapping[str, int],
) -> Weighed:
    """Make one tie of all claims about the same two places.

    Parameters
    ----------
    resolved
        Claims; those without two different places support no tie and are passed over.
    places
        Places by id.
    signing
        Levels that sign for provinces, by country.
    snapshot_years
        Year whose state each source shows; a claim may carry a year of its own.
    """
    behind: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for one in resolved:
        if one.tie_id is not None:
            behind[one.tie_id].append(one)
    weighed = Weighed([], [])
    for tie_id in sorted(behind):
        claims = sorted(behind[tie_id], key=lambda one: one.claim.claim_id)
        tie, conflicts = _weigh_one(tie_id, claims, snapshot_years)
        a, b = (places[tie[end]] for end in ("place_a", "place_b"))
        tie["tie_class"] = tie_class(a, b, signing)
        weighed.ties.append(tie)
        weighed.conflicts.extend(conflicts)
    return weighed


def tie_class(a: Place, b: Place, signing: Signing) -> TieClass:
    """Class of a tie, from the levels of its ends and the tiers that sign for provinces."""
    if a.is_dual or b.is_dual:
        return "dual"
    signs = {place.level in signing[place.country] for place in (a, b)}
    if signs == {True}:
        return "upper"
    return "lower" if signs == {False} else "cross"


def year_of(date: str) -> int | None:
    """Year of an ISO date, None of an empty one."""
    return int(date[:4]) if date else None


def _weigh_one(
    tie_id: str, resolved: Sequence[ResolvedClaim], years: Mapping[str, int]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    claims = [one.claim for one in resolved]
    start = max(claims, key=lambda claim: _start_rank(claim, years))
    status = max(claims, key=lambda c: _stated_rank(c, c.status, _STATUS_RANK, years))
    kind = max(claims, key=lambda c: _stated_rank(c, c.kind, _KIND_RANK, years))
    end = max(claims, key=lambda c: (c.status == status.status, len(c.end), _seen(c, years)))
    held = {"start": start, "end": end, "status": status, "kind": kind}
    seen = [_seen(claim, years) for claim in claims]
    surest = max(resolved, key=lambda one: one.confidence)
    place_a, place_b = tie_id.split("~")
    tie = {
        "tie_id": tie_id,
        "place_a": place_a,
        "place_b": place_b,
        "start": start.start or None,
        "start_year": year_of(start.start),
        "start_precision": start.precision if start.start else "none",
        "is_batch_date": start.is_batch_date and bool(start.start),
        "end": _end(end, status),
        "end_year": year_of(_end(end, status) or ""),
        "status": status.status,
        "kind": kind.kind,
        "known_from": min(seen),
        "known_until": max(seen),
        "n_claims": len(claims),
        "sources": " ".join(sorted({claim.source_id for claim in claims})),
        "is_double_entry": any(claim.is_double_entry for claim in claims),
        "confidence": surest.confidence,
        "method": surest.weaker.method,
    }
    return tie, _conflicts(tie_id, claims, held)


def _seen(claim: SourceClaim, years: Mapping[str, int]) -> int:
    """Year whose state a claim shows: its own where it has one, else that of its source."""
    return years[claim.source_id] if claim.seen_year is None else claim.seen_year


def _end(end: SourceClaim, status: SourceClaim) -> str | None:
    is_over = status.status in ("ended", "suspended")
    return end.end or None if is_over and end.status == status.status else None


def _start_rank(claim: SourceClaim, years: Mapping[str, int]) -> tuple[int, bool, int]:
    stated = claim.precision if claim.start else "none"
    is_batch_day = claim.is_batch_date and stated in ("day", "month")
    rank = _PRECISION_RANK["year" if is_batch_day else stated]
    return rank, claim.is_double_entry, _seen(claim, years)


def _stated_rank(
    claim: SourceClaim, word: str, rank: Mapping[str, int], years: Mapping[str, int]
) -> tuple[bool, bool, int, int]:
    return rank[word] > 0, word != "pending", _seen(claim, years), rank[word]


def _conflicts(
    tie_id: str, claims: Sequence[SourceClaim], held: Mapping[str, SourceClaim]
) -> list[dict[str, Any]]:
    return [
        {
            "tie_id": tie_id,
            "field": field,
            "kept": getattr(kept, field) or None,
            "kept_claim": kept.claim_id,
            "other": getattr(other, field),
            "other_claim": other.claim_id,
            "rule": _RULES[field],
        }
        for field, kept in held.items()
        for other in claims
        if _differs(field, getattr(kept, field), getattr(other, field))
    ]


def _differs(field: str, kept: str, other: str) -> bool:
    if not other or other == "unknown" or other == kept:
        return False
    is_coarser_date = field in ("start", "end") and kept.startswith(other)
    return not is_coarser_date
