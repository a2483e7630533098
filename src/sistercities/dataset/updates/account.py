"""The account of an update: what became of each of its claims and of each line not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sistercities.dataset.overlays.account import AccountLine
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.updates.reading import UpdateReading
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

_WAITS = "a later release may know the place; `sistercities place NAME` looks for other spellings"
_SHOWN = """
    SELECT place_id, name, level, coalesce(region_iso, country) AS region FROM places
    WHERE place_id IN (SELECT unnest(?::VARCHAR[]))
"""


def account_of(reading: UpdateReading, release: Release) -> list[AccountLine]:
    """Give one line for each claim, in order, then one for each line that was not understood."""
    held = {row["tie_id"] for row in release.query("SELECT tie_id FROM ties")}
    shown = _shown(reading.claims, release)
    seen: set[str] = set()
    lines = [_of_claim(one, held, seen, shown) for one in reading.claims]
    return [*lines, *_not_understood(reading)]


def _shown(claims: Iterable[ResolvedClaim], release: Release) -> dict[str, str]:
    ids = {
        place
        for one in claims
        for end in (one.a, one.b)
        for place in (end.place_id, *end.candidates)
        if place
    }
    return {
        row["place_id"]: f"{row['name']} ({row['level']}, {row['region']}, {row['place_id']})"
        for row in release.query(_SHOWN, [sorted(ids)])
    }


def _of_claim(
    one: ResolvedClaim, held: set[str], seen: set[str], shown: dict[str, str]
) -> AccountLine:
    claim, tie_id = one.claim, one.tie_id
    is_waiting = tie_id is None
    told = "" if not is_waiting else _why_waiting(one)
    if tie_id is not None and tie_id in seen:
        told = "another claim of this update is on the same tie"
    seen.add(tie_id or "")
    return AccountLine(
        line=claim.locator,
        outcome="waiting" if is_waiting else "known" if tie_id in held else "new",
        claim_id=claim.claim_id,
        name_a=claim.a.name,
        name_b=claim.b.name,
        place_a=shown.get(one.a.place_id, ""),
        place_b=shown.get(one.b.place_id, ""),
        method_a=one.a.method,
        method_b=one.b.method,
        confidence=None if is_waiting else one.confidence,
        tie_id=tie_id or "",
        start=claim.start,
        status=claim.status,
        candidates_a=_candidates(one.a, shown),
        candidates_b=_candidates(one.b, shown),
        told=told,
        next_step=_WAITS if is_waiting else "",
    )


def _why_waiting(one: ResolvedClaim) -> str:
    if one.a.place_id and one.a.place_id == one.b.place_id:
        return "both names are of one place"
    ends = ((one.claim.a, one.a), (one.claim.b, one.b))
    return "; ".join(_reason(end, found) for end, found in ends if not found.place_id)


def _reason(end: NamedEnd, found: Resolution) -> str:
    known = end.given_id.removeprefix("wd:") or end.country or "no country stated"
    return f"{end.name} ({known}): {found.reason or 'no place of this name'}"


def _candidates(found: Resolution, shown: dict[str, str]) -> str:
    if found.place_id:
        return ""
    return "; ".join(shown.get(place, place) for place in found.candidates)


def _not_understood(reading: UpdateReading) -> Iterator[AccountLine]:
    for one in reading.unread:
        yield AccountLine(
            line=f"{one.page}, revision {one.revision}, line {one.line}",
            outcome="refused",
            told=f"{one.reason}: {one.text}",
            next_step="read the line on the page; import the tie from a register if it matters",
        )
