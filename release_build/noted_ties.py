"""Ties that a source tells without a row of their own: in a note, or as two partners in one row.

The row of Kumamoto Prefecture and Kaohsiung says that the agreement is one of three, with the city
of Kumamoto; that of Maryland names "Bong & Maryland Counties" as one partner. `noted_ties.csv` has
a line for each such tie, with the row that tells of it. It becomes a claim of that row's source and
page, in which one end, and what is known otherwise, is that of the line. Its id is that of the row
with `n` behind it, and a number from the second on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.tie_events import FIRST_YEAR, LAST_YEAR
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import KINDS, LEVELS, Kind, Level, Precision, Status

FILE = "noted_ties.csv"
COLUMNS = (
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
    rows = ruling_rows(path, COLUMNS, once=("claim_id", "name"))
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
        f"data/decisions/{FILE}: {one.claim_id}, {one.end.name}: {problem}; take the row out or "
        "mend it"
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
