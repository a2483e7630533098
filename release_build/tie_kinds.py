"""Rulings on what two places call their tie, where the lists that have it do not say.

A city may keep two lists: of its twin towns, and of its partner cities, with which it signed a
lesser agreement. Wikidata puts both in one, and a list of twin towns has the first alone: whatever
it leaves out of the second has not ended by that. `tie_kinds.csv` has a row for each such tie, with
the page that tells what it is. The claims that state no kind take it, and say so in their note.

Ties that a source tells without a row of their own: in a note, or as two partners in one row.

The row of Kumamoto Prefecture and Kaohsiung says that the agreement is one of three, with the city
of Kumamoto; that of Maryland names "Bong & Maryland Counties" as one partner. `noted_ties.csv` has
a line for each such tie, with the row that tells of it. It becomes a claim of that row's source and
page, in which one end, and what is known otherwise, is that of the line. Its id is that of the row
with `n` behind it, and a number from the second on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import FIRST_YEAR, LAST_YEAR
from sistercities.sources.undated_claims import RULED_KIND
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import KINDS, LEVELS, Kind, Level, Precision, Status

FILE = "tie_kinds.csv"
COLUMNS = ("place", "partner", "kind", "reason", "source", "date")
_UNTOLD: Kind = "unknown"
_TOLD = tuple(kind for kind in KINDS if kind != _UNTOLD)


@dataclass(frozen=True, slots=True)
class KindRuling:
    """One row: what the two places of a tie call it, and why we say so."""

    tie_id: str
    kind: Kind
    reason: str


def read_tie_kinds(path: Path) -> tuple[KindRuling, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason or page, or two rows rule on one tie.
    """
    found: dict[str, KindRuling] = {}
    for row in ruling_rows(path, COLUMNS):
        ruling = _ruling(row)
        if ruling.tie_id in found:
            raise row.refuse("partner", "a row above rules on this tie; keep one of them")
        found[ruling.tie_id] = ruling
    return tuple(found.values())


def _ruling(row: WrittenRow) -> KindRuling:
    values = row.values
    row.require_place_id("place")
    row.require_place_id("partner")
    row.require_one_of("kind", _TOLD)
    row.require("source")
    tie_id = "~".join(sorted((values["place"], values["partner"])))
    return KindRuling(tie_id, cast("Kind", values["kind"]), values["reason"])


def with_tie_kinds(
    resolved: Sequence[ResolvedClaim], rulings: Collection[KindRuling]
) -> list[ResolvedClaim]:
    """Give the claims behind ties the kinds that are ruled.

    Raises
    ------
    BuildError
        If there is no such tie, or a source says what its two places call it.
    """
    ruled = {one.tie_id: one for one in rulings}
    _require_needed(ruled, resolved)
    return [
        replace(one, claim=_called(one.claim, ruled[one.own_tie_id]))
        if one.own_tie_id in ruled
        else one
        for one in resolved
    ]


def _require_needed(ruled: Collection[str], resolved: Iterable[ResolvedClaim]) -> None:
    behind = [one for one in resolved if one.own_tie_id in ruled]
    missing = sorted(set(ruled) - {one.own_tie_id for one in behind})
    told = sorted({str(one.own_tie_id) for one in behind if one.claim.kind != _UNTOLD})
    for ties, problem in ((missing, "there is no tie"), (told, "a source states the kind of")):
        if ties:
            raise BuildError(
                f"data/decisions/{FILE}: {problem} {', '.join(ties)}; take the row out or mend it"
            )


def _called(claim: SourceClaim, ruling: KindRuling) -> SourceClaim:
    # What a source notes stays in front: its first words say at which ends it states the tie.
    note = "; ".join(filter(None, (claim.note, f"{RULED_KIND}{ruling.reason}")))
    return replace(claim, kind=ruling.kind, note=note)


NOTED_FILE = "noted_ties.csv"
NOTED_COLUMNS = (
    "claim_id", "end", "name", "hint_name", "country", "level", "region_iso", "start", "status",
    "kind", "reason", "date",
)  # fmt: skip
_STATUSES = ("", "active", "pending", "unknown")
_PRECISIONS: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}


@dataclass(frozen=True, slots=True)
class NotedTie:
    """One line: the row that tells of a tie, the end that is another, and what is told of it.

    `start`, `status` and `kind` are those of the row where they are "".
    """

    claim_id: str
    is_home: bool
    end: NamedEnd
    start: str
    status: Status | None
    kind: Kind | None


def read_noted_ties(path: Path) -> tuple[NotedTie, ...]:
    """Read the ties, in the order of the file.

    Raises
    ------
    SourceError
        If a value is not understood, a line gives no reason, or one stands there twice.
    """
    rows = ruling_rows(path, NOTED_COLUMNS, once=("claim_id", "name"))
    return tuple(_noted(row) for row in rows)


def _noted(row: WrittenRow) -> NotedTie:
    values = row.values
    row.require("claim_id", "name")
    row.require_one_of("end", ("a", "b"))
    require_country(row, "country")
    row.require_one_of("level", LEVELS)
    row.require_one_of("status", _STATUSES)
    row.require_one_of("kind", ("", *KINDS))
    code, start = values["region_iso"], values["start"]
    if not is_region_code(code, values["country"]):
        raise row.refuse("region_iso", f"a code of this region begins with {values['country']}-")
    if start and not is_date(start, FIRST_YEAR, LAST_YEAR):
        raise row.refuse("start", "write YYYY, YYYY-MM or YYYY-MM-DD; blank for that of the row")
    level = cast("Level", values["level"])
    return NotedTie(
        values["claim_id"],
        values["end"] == "a",
        NamedEnd(
            values["name"], values["country"], hint_name=values["hint_name"],
            hint_region_iso=code, hint_level=level,
        ),
        start,
        cast("Status", values["status"]) if values["status"] else None,
        cast("Kind", values["kind"]) if values["kind"] else None,
    )  # fmt: skip


def with_noted_ties(claims: Iterable[SourceClaim], noted: Sequence[NotedTie]) -> list[SourceClaim]:
    """Add the claims of ties that are told without a row, each behind the row that tells of it.

    Raises
    ------
    BuildError
        If there is no such row, or the source has a row of the tie.
    """
    held = list(claims)
    by_id = {claim.claim_id: claim for claim in held}
    told = {(claim.source_id, _names(claim)) for claim in held}
    numbers: Counter[str] = Counter()
    beside: dict[str, list[SourceClaim]] = {}
    for one in noted:
        if one.claim_id not in by_id:
            raise _needless(one, "there is no such row")
        numbers[one.claim_id] += 1
        claim = _claim(one, by_id[one.claim_id], numbers[one.claim_id])
        if (claim.source_id, _names(claim)) in told:
            raise _needless(one, "the source has a row of this tie")
        beside.setdefault(one.claim_id, []).append(claim)
    return [each for claim in held for each in (claim, *beside.get(claim.claim_id, ()))]


def _names(claim: SourceClaim) -> frozenset[tuple[str, Level | None]]:
    ends = (claim.a, claim.b)
    return frozenset((end.name, end.level or end.hint_level) for end in ends)


def _needless(one: NotedTie, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/{NOTED_FILE}: {one.claim_id}, {one.end.name}: {problem}; take the row out "
        "or mend it"
    )


def _claim(one: NotedTie, row: SourceClaim, number: int) -> SourceClaim:
    start = one.start or row.start
    seen = None if row.seen_year is None else max(row.seen_year, int(start[:4] or 0))
    return replace(
        row,
        claim_id=f"{row.claim_id}n{'' if number == 1 else number}",
        a=one.end if one.is_home else row.a,
        b=row.b if one.is_home else one.end,
        start=start,
        precision=_PRECISIONS.get(len(start), row.precision) if one.start else row.precision,
        end="",
        status=one.status or row.status,
        kind=one.kind or row.kind,
        note=f"told in row {row.claim_id.rpartition(':')[2]}",
        seen_year=seen,
    )
