"""From claims to ties: what is held where claims about the same two places differ.

Claims about the same two places are one tie. The rules, in order:

* start: never the date of what only announces the tie; a sound date before a suspect one; then the
  more precise one (a batch day counts as its year); then double entry; then the newer source. Where
  the page of one of the two governments, or a register, contradicts that date, its own date is
  held.
* status, and the standing that follows: `dataset.standing`.
* end: that of the statement held, which is the first of several, or the most precise one among the
  claims that state the same.
* kind: the newest source that states one; within a year the more formal one.

What is not held stands in `conflicts`, with the rule. A date that another one makes more precise
(1984 and 1984-05-09) is no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.standing import (
    Covers,
    NobodyCovers,
    Statement,
    as_long_as_both,
    is_called_in_question,
    outlives,
    standing_of,
    statements_of,
    status_held,
)
from sistercities.dataset.tie_events import Happening
from sistercities.sentences import to_say
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place
from sistercities.terms.told_events import STATUS_AFTER
from sistercities.terms.words import TieClass

_PRECISION_RANK = {"day": 4, "month": 3, "year": 2, "suspect": 1, "none": 0}
_SOUND = ("day", "month", "year")
_MAY_END = ("ended", "suspended", "never_valid")
_NOT_SEEN = ("ended", "never_valid", "pending")
_KIND_RANK = {"sister": 4, "friendship": 3, "exchange": 2, "contact": 1, "unknown": 0}

_RULES = {
    "start": to_say(
        "sound before suspect, then precise, then typed twice, then the newer source; an official "
        "page that contradicts it wins"
    ),
    "end": to_say(
        "the end of the claim whose status is held, the first of several and the more precise one"
    ),
    "status": to_say(
        "what is stated last; an event before the lists that go on naming the tie; an end before a "
        "later suspension; pending beats nothing"
    ),
    "kind": to_say("the newest source that states a kind; the more formal one of its year"),
}

Signing = Mapping[str, Collection[str]]
"""By country, the levels that sign for provinces."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rows of the tables `ties` and `conflicts`."""

    ties: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around the claims.

    Attributes
    ----------
    snapshot_years
        Year whose state each source shows; a claim may carry a year of its own.
    events
        Events by tie.
    coverage
        Which source would have named a tie; none by default.
    """

    snapshot_years: Mapping[str, int]
    events: Mapping[str, Sequence[Happening]] = field(default_factory=dict)
    coverage: Covers = field(default_factory=NobodyCovers)

    @property
    def observed(self) -> dict[str, int]:
        """Sources whose lists were looked through for ties, with the year of their state."""
        lists = self.coverage.lists
        return {name: year for name, year in self.snapshot_years.items() if name in lists}


def weigh(
    resolved: Iterable[ResolvedClaim],
    places: Mapping[str, Place],
    signing: Signing,
    around: Around,
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
    around
        Years of the sources, events, and what each source covers.
    """
    behind: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for one in resolved:
        if one.tie_id is not None:
            behind[one.tie_id].append(one)
    weighed = Weighed([], [])
    for tie_id in sorted(behind):
        claims = sorted(behind[tie_id], key=lambda one: one.claim.claim_id)
        a, b = (places[end] for end in tie_id.split("~"))
        tie, conflicts = _weigh_one(
            tie_id, claims, around, last_year_of(a, b), last_year_of(*filter(is_region, (a, b)))
        )
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


def last_year_of(*places: Place) -> int | None:
    """Return the last year in which all of the places existed; None where all still do."""
    return min((one.valid_to for one in places if one.valid_to is not None), default=None)


def is_region(place: Place) -> bool:
    """Whether a place is a region: a town outlives its municipality, and lists go on naming it."""
    return place.level.startswith("region")


def year_of(date: str) -> int | None:
    """Year of an ISO date, None of an empty one."""
    return int(date[:4]) if date else None


def _weigh_one(
    tie_id: str,
    resolved: Sequence[ResolvedClaim],
    around: Around,
    last_year: int | None = None,
    last_of_regions: int | None = None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    claims = [one.claim for one in resolved]
    years = around.snapshot_years
    seen = {claim.claim_id: _seen(claim, years) for claim in claims}
    happened = around.events.get(tie_id, ())
    statements = statements_of(claims, happened, seen)
    held = status_held(statements, seen)
    of_both = _held_of_both(tie_id, resolved, statements, seen, happened, last_year)
    start = start_held(claims, years)
    began = start.start if _states_start(start) else ""
    kind = max(claims, key=lambda c: _stated_rank(c, years))
    end = _end_held(claims, held)
    surest = max(resolved, key=lambda one: one.confidence)
    place_a, place_b = tie_id.split("~")
    tie = {
        "tie_id": tie_id,
        "place_a": place_a,
        "place_b": place_b,
        "start": began or None,
        "start_year": year_of(began),
        "start_precision": start.precision if began else "none",
        "is_batch_date": start.is_batch_date and bool(began),
        "end": end or None,
        "end_year": year_of(end),
        "status": held.status if held else "unknown",
        "kind": kind.kind,
        **_seen_columns(
            tie_id,
            claims,
            of_both,
            seen,
            around,
            {one.event_id for one in happened},
            last_of_regions,
        ),
        "known_from": min(seen.values()),
        "known_until": max(seen.values()),
        "n_claims": len(claims),
        "sources": " ".join(sorted(_telling(claims, happened))),
        "is_double_entry": any(claim.is_double_entry for claim in claims),
        "confidence": surest.confidence,
        "method": surest.weaker.method,
    }
    kept = {"start": start, "kind": kind} if began else {"kind": kind}
    conflicts = _conflicts(tie_id, claims, kept, _getters(kept))
    if held is not None and held.claim is not None:
        others = _comparable(claims, held, happened, seen)
        stated = {"end": held.claim, "status": held.claim}
        conflicts += _conflicts(tie_id, others, stated, {"end": end, "status": held.status})
    return tie, conflicts


def _held_of_both(
    tie_id: str,
    resolved: Sequence[ResolvedClaim],
    statements: Sequence[Statement],
    seen: Mapping[str, int],
    happened: Sequence[Happening],
    last_year: int | None,
) -> Statement | None:
    """Return what is held of the tie while both places were there.

    A later list may mean what followed the place; that this carries the tie on, no source says. A
    claim on what took over a merged town says that it does.
    """
    of_heirs = {one.claim.claim_id for one in resolved if one.own_tie_id != tie_id}
    told = [
        one for one in statements
        if not is_called_in_question(one, seen, happened)
        and (
            not outlives(one, seen, last_year)
            or (one.claim is not None and one.claim.claim_id in of_heirs)
        )
    ]  # fmt: skip
    return status_held(told, seen)


def _seen_columns(
    tie_id: str,
    claims: Sequence[SourceClaim],
    held: Statement | None,
    seen: Mapping[str, int],
    around: Around,
    of_events: Collection[str],
    last_of_regions: int | None,
) -> dict[str, Any]:
    named = [claim for claim in claims if claim.status not in _NOT_SEEN]
    naming: dict[str, int] = {}
    for claim in named:
        year = seen[claim.claim_id]
        naming[claim.source_id] = max(year, naming.get(claim.source_id, year))
    lists = {claim.source_id for claim in claims if claim.claim_id not in of_events}
    told = standing_of(tie_id, held, naming, around.observed, around.coverage, lists)
    stood = as_long_as_both(told, last_of_regions)
    years = [seen[claim.claim_id] for claim in named]
    return {
        "standing": stood.standing,
        "standing_since": stood.since or None,
        "standing_source": stood.source_id,
        "seen_from": min(years, default=None),
        "seen_until": max(years, default=None),
    }


def _comparable(
    claims: Sequence[SourceClaim],
    held: Statement | None,
    happened: Sequence[Happening],
    seen: Mapping[str, int],
) -> list[SourceClaim]:
    """Claims that may contradict the status held.

    Events are a history, and what an older list says is no word against what happened later. A
    second end of what had ended is: it dates the same otherwise.
    """
    of_events = {one.event_id for one in happened if not _dates_again(one, held)}
    from_year = year_of(held.moment) if held is not None and held.event is not None else None
    return [
        claim
        for claim in claims
        if claim.claim_id not in of_events
        and (from_year is None or seen[claim.claim_id] >= from_year)
    ]


def _dates_again(one: Happening, held: Statement | None) -> bool:
    """Whether an event is the end or the suspension that is held, at a later date.

    A report whose date is the latest possible says nothing against an earlier one.
    """
    if held is None or not held.date or one.is_latest or STATUS_AFTER[one.event] != held.status:
        return False
    stated = min(len(one.date), len(held.date))
    return one.date[:stated] > held.date[:stated]


def _telling(claims: Sequence[SourceClaim], happened: Sequence[Happening]) -> set[str]:
    """Ids of the sources that tell of a tie; a statement on a whole country has no claim."""
    return {claim.source_id for claim in claims} | {one.source_id for one in happened}


def _seen(claim: SourceClaim, years: Mapping[str, int]) -> int:
    """Year whose state a claim shows: its own where it has one, else that of its source."""
    return years[claim.source_id] if claim.seen_year is None else claim.seen_year


def _end_held(claims: Sequence[SourceClaim], held: Statement | None) -> str:
    """Date of the end or the suspension held: the most precise that does not contradict it."""
    if held is None or held.status not in _MAY_END:
        return ""
    said = [claim.end for claim in claims if claim.status == held.status]
    fit = [end for end in said if end.startswith(held.date)]
    return max(fit, key=lambda end: (len(end), end), default=held.date)


def start_held(claims: Sequence[SourceClaim], years: Mapping[str, int]) -> SourceClaim:
    """Return the claim whose start is held; `years` is that of the state that each source shows."""
    best = max(claims, key=lambda claim: _start_rank(claim, years))
    official = [
        claim
        for claim in claims
        if claim.is_official and claim.precision in _SOUND and _states_start(claim)
    ]
    if best.is_official or not official:
        return best
    page = max(official, key=lambda claim: _start_rank(claim, years))
    return page if _differs("start", best.start, page.start) else best


def _start_rank(claim: SourceClaim, years: Mapping[str, int]) -> tuple[int, bool, int]:
    stated = claim.precision if _states_start(claim) else "none"
    is_batch_day = claim.is_batch_date and stated in ("day", "month")
    rank = _PRECISION_RANK["year" if is_batch_day else stated]
    return rank, claim.is_double_entry, _seen(claim, years)


def _states_start(claim: SourceClaim) -> bool:
    """Whether its date is one of a beginning: that of a letter of intent is none."""
    return bool(claim.start) and claim.status != "pending"


def _stated_rank(claim: SourceClaim, years: Mapping[str, int]) -> tuple[bool, bool, int, int]:
    rank = _KIND_RANK[claim.kind]
    return rank > 0, claim.status != "pending", _seen(claim, years), rank


def _getters(kept: Mapping[str, SourceClaim]) -> dict[str, str]:
    return {name: getattr(claim, name) for name, claim in kept.items()}


def _conflicts(
    tie_id: str,
    claims: Sequence[SourceClaim],
    held: Mapping[str, SourceClaim],
    values: Mapping[str, str],
) -> list[dict[str, Any]]:
    return [
        {
            "tie_id": tie_id,
            "field": name,
            "kept": values[name] or None,
            "kept_claim": kept.claim_id,
            "other": getattr(other, name),
            "other_claim": other.claim_id,
            "rule": _RULES[name],
        }
        for name, kept in held.items()
        for other in claims
        if _differs(name, values[name], getattr(other, name))
    ]


def _differs(field: str, kept: str, other: str) -> bool:
    if not other or other == "unknown" or other == kept:
        return False
    is_coarser_date = field in ("start", "end") and kept.startswith(other)
    return not is_coarser_date
