"""What an update changes: tie by tie, against the release and against the update taken before.

* `added`: a tie that is not held.
* `ended`: a tie that is held as alive, and that the update says has ended or is suspended.
* `changed`: start, end or kind differ from what is held, or become known or more exact. What the
  update does not state changes nothing.
* `gone`: the same publisher claimed the tie before, and no longer does; a claim whose names wait
  still counts. A tie that is gone is not ended: lists lose lines for many reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.claim_rows import place_end, resolved_claim
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.weigh import Around, weigh
from sistercities.sources.source_record import Source

Change = Literal["added", "ended", "changed", "gone"]
CHANGES: tuple[Change, ...] = get_args(Change)
Against = Literal["release", "last update"]
FAMILIES = {
    "wikidata": "wikidata-2016",
    "wikipedia-en": "enwiki-2026",
    "wikipedia-zh": "zhwiki-2020",
}
"""The source of the release that an update is a newer state of, by the name of its overlay."""
_OVER = ("ended", "suspended")
_HELD = 'SELECT tie_id, start, start_precision, "end", status, kind FROM ties'
_PLACES = """
    SELECT place_id, name, level, country, is_dual, valid_to FROM places
    WHERE place_id IN (SELECT unnest(?::VARCHAR[]))
"""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference.

    Attributes
    ----------
    change
        added, ended, changed or gone.
    against
        Against what: release or last update.
    tie_id, name_a, country_a, name_b, country_b
        The tie and its two places.
    field
        What differs: tie, status, start, end or kind.
    before, after
        What is held, and what the update says; "" is not known.
    claim_id, locator
        The first claim that says so, and where it stands; of a tie that is gone, the old claim.
    """

    change: Change
    against: Against
    tie_id: str
    name_a: str
    country_a: str
    name_b: str
    country_b: str
    field: str
    before: str
    after: str
    claim_id: str
    locator: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, the release first; `n_same` ties are as the release holds them."""

    rows: tuple[DifferenceRow, ...]
    n_same: int

    def counts(self, against: Against) -> dict[str, int]:
        """Count ties by change; a tie that has ended and changed counts as ended alone."""
        first: dict[str, Change] = {}
        for row in self.rows:
            if row.against == against:
                held = first.get(row.tie_id)
                first[row.tie_id] = row.change if held is None else min(held, row.change, key=_rank)
        found = Counter(first.values())
        return {change: found[change] for change in CHANGES}


def _rank(change: Change) -> int:
    return ("added", "ended", "changed", "gone").index(change)


def difference(
    claims: Sequence[ResolvedClaim],
    source: Source,
    release: Release,
    family: str,
    before: Sequence[Mapping[str, Any]] | None,
) -> Difference:
    """Compare an update with the release and with the update taken before.

    Parameters
    ----------
    claims, source
        The update, resolved.
    release
        The release, nothing laid over it.
    family
        Source of the release that the update is a newer state of; "" where it has none.
    before
        Rows of the claims of the update taken before; None where there is none.
    """
    new = _weighed(claims, {source.source_id: source.snapshot_year or 0}, release)
    evidence = _evidence(claims)
    held = {row["tie_id"]: row for row in release.query(_HELD)}
    sql = "SELECT * FROM claims WHERE source_id = ? ORDER BY claim_id"
    of_family = release.query(sql, [family]) if family else []
    told = [*_compared("release", held, new, evidence)]
    told += _gone("release", of_family, claims, new)
    if before is not None:
        old = [resolved_claim(row) for row in before]
        years = {one.claim.source_id: 0 for one in old}
        told += _compared("last update", _weighed(old, years, release), new, evidence)
        told += _gone("last update", before, claims, new)
    changed = {one.tie_id for one in told if one.against == "release"}
    n_same = sum(tie_id in held and tie_id not in changed for tie_id in new)
    return Difference(tuple(_named(told, release)), n_same)


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference before its places are named."""

    change: Change
    against: Against
    tie_id: str
    field: str
    before: str
    after: str
    claim_id: str
    locator: str


_Ties = Mapping[str, Mapping[str, Any]]


def _weighed(claims: Iterable[ResolvedClaim], years: Mapping[str, int], release: Release) -> _Ties:
    resolved = [one for one in claims if one.tie_id is not None]
    ids = sorted({place for one in resolved for place in (one.tie_id or "").split("~")})
    places = {row["place_id"]: place_end(row) for row in release.query(_PLACES, [ids])}
    there = [one for one in resolved if {*(one.tie_id or "").split("~")} <= places.keys()]
    signing = signing_levels(release.query("SELECT country, level FROM upper_tier"))
    return {row["tie_id"]: row for row in weigh(there, places, signing, Around(years)).ties}


def _evidence(claims: Iterable[ResolvedClaim]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for one in claims:
        if one.tie_id is not None:
            found.setdefault(one.tie_id, (one.claim.claim_id, one.claim.locator))
    return found


def _compared(
    against: Against, old: _Ties, new: _Ties, evidence: Mapping[str, tuple[str, str]]
) -> Iterator[_Told]:
    for tie_id, tie in sorted(new.items()):
        claim = evidence[tie_id]
        if tie_id not in old:
            yield _Told("added", against, tie_id, "tie", "", _summary(tie), *claim)
            continue
        for change, field, before, after in _changes(old[tie_id], tie):
            yield _Told(change, against, tie_id, field, before, after, *claim)


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[tuple[Change, str, str, str]]:
    if new["status"] in _OVER and old["status"] not in _OVER:
        yield "ended", "status", old["status"], new["status"]
    start, before = new["start"] or "", old["start"] or ""
    if new["start_precision"] != "suspect" and not before.startswith(start):
        yield "changed", "start", before, start
    end, before = new["end"] or "", old["end"] or ""
    if not before.startswith(end):
        yield "changed", "end", before, end
    if new["kind"] not in ("unknown", old["kind"]):
        yield "changed", "kind", old["kind"], new["kind"]


def _summary(tie: Mapping[str, Any]) -> str:
    parts = [f"since {tie['start']}" if tie["start"] else "undated"]
    if tie["status"] != "unknown":
        parts.append(tie["status"])
    if tie["end"]:
        parts.append(f"until {tie['end']}")
    return ", ".join(parts)


def _gone(
    against: Against,
    old: Iterable[Mapping[str, Any]],
    claims: Iterable[ResolvedClaim],
    new: _Ties,
) -> Iterator[_Told]:
    still = {frozenset(pair) for one in claims for pair in _pairs_of_claim(one)}
    told: set[str] = set()
    for row in old:
        tie_id = row["tie_id"]
        if tie_id is None or tie_id in new or tie_id in told:
            continue
        if not any(
            frozenset(pair) in still for pair in _pairs(_tokens(row, "a"), _tokens(row, "b"))
        ):
            told.add(tie_id)
            yield _Told("gone", against, tie_id, "tie", "", "", row["claim_id"], row["locator"])


def _pairs_of_claim(one: ResolvedClaim) -> Iterator[tuple[str, str]]:
    """Ways to know a claim again: by place, by the source's id, by the name as written."""
    a = (one.a.place_id, one.claim.a.given_id, one.claim.a.name)
    b = (one.b.place_id, one.claim.b.given_id, one.claim.b.name)
    return _pairs(a, b)


def _tokens(row: Mapping[str, Any], end: str) -> tuple[str, str, str]:
    return row[f"place_{end}"] or "", row[f"given_id_{end}"] or "", row[f"name_{end}"]


def _pairs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in a for other in b if one and other)


def _named(told: Sequence[_Told], release: Release) -> Iterator[DifferenceRow]:
    ids = sorted({place for one in told for place in one.tie_id.split("~")})
    known = {row["place_id"]: row for row in release.query(_PLACES, [ids])}
    for one in told:
        ends = [known.get(place, {"name": place, "country": ""}) for place in one.tie_id.split("~")]
        yield DifferenceRow(
            change=one.change,
            against=one.against,
            tie_id=one.tie_id,
            name_a=ends[0]["name"],
            country_a=ends[0]["country"],
            name_b=ends[1]["name"],
            country_b=ends[1]["country"],
            field=one.field,
            before=one.before,
            after=one.after,
            claim_id=one.claim_id,
            locator=one.locator,
        )
