"""Rulings on dates: where two claims date one tie differently, which of the two is wrong.

`date_corrections*.csv` has a row for a date that a claim states and that does not hold: the claim
that states the right one, the reason, and the check that retires the row. The claim keeps its date
as written; the date becomes suspect, so that a sound one is held, and the reason goes into the
note. A list whose dates are shifted by a row is a case of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.weigh import start_held
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.claims import SourceClaim

COLUMNS = ("claim_id", "field", "value", "holds", "reason", "date", "retire_check")
FIELDS = ("start",)
"""Fields that a ruling may speak of: only a start can be suspect."""
RETIRE_CHECKS = ("the rules hold the other date", "the source states it otherwise")
_SOUND = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class DateRuling:
    """One ruling: `claim_id` states `value`, which is wrong; `holds` is the claim that is right."""

    claim_id: str
    value: str
    holds: str
    reason: str
    retire_check: str


def read_date_rulings(folder: Path) -> tuple[DateRuling, ...]:
    """Read every ruling on dates in a folder, in the order of the file names.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rows speak of one claim.
    """
    ruled: dict[str, DateRuling] = {}
    for path in sorted(folder.glob("date_corrections*.csv")):
        for row in ruling_rows(path, COLUMNS):
            values = row.values
            if values["claim_id"] in ruled:
                raise row.refuse("claim_id", "a row above rules on it; keep one of them")
            ruled[values["claim_id"]] = _ruling(row)
    return tuple(ruled.values())


def _ruling(row: WrittenRow) -> DateRuling:
    row.require("claim_id", "holds")
    row.require_one_of("field", FIELDS)
    row.require_one_of("retire_check", RETIRE_CHECKS)
    if not is_date(row.values["value"]):
        raise row.refuse("value", "write the date that is wrong, as the claim states it")
    wanted = ("claim_id", "value", "holds", "reason", "retire_check")
    return DateRuling(**{column: row.values[column] for column in wanted})


def with_date_rulings(
    resolved: Sequence[ResolvedClaim],
    rulings: Iterable[DateRuling],
    snapshot_years: Mapping[str, int],
) -> list[ResolvedClaim]:
    """Make the dates that are ruled out suspect.

    Parameters
    ----------
    resolved
        All claims.
    rulings
        Which dates are wrong.
    snapshot_years
        Year whose state each source shows.

    Raises
    ------
    BuildError
        If a ruling names a claim that is not there, two claims of different ties or of one date,
        or is no longer needed.
    """
    by_id = {one.claim.claim_id: one for one in resolved}
    wrong = {ruling.claim_id: ruling for ruling in rulings}
    behind: dict[str, list[SourceClaim]] = defaultdict(list)
    for one in resolved:
        if one.tie_id is not None:
            behind[one.tie_id].append(one.claim)
    for ruling in wrong.values():
        _check(ruling, by_id, behind, snapshot_years)
    return [
        replace(one, claim=_doubted(one.claim, wrong[one.claim.claim_id]))
        if one.claim.claim_id in wrong
        else one
        for one in resolved
    ]


def _doubted(claim: SourceClaim, ruling: DateRuling) -> SourceClaim:
    parts = (claim.note, f"date doubtful: {ruling.reason}")
    return replace(claim, precision="suspect", note="; ".join(part for part in parts if part))


def _check(
    ruling: DateRuling,
    by_id: Mapping[str, ResolvedClaim],
    behind: Mapping[str, Sequence[SourceClaim]],
    years: Mapping[str, int],
) -> None:
    for claim_id in (ruling.claim_id, ruling.holds):
        if claim_id not in by_id:
            raise _no_longer(ruling, f"there is no claim {claim_id}")
    wrong, right = by_id[ruling.claim_id], by_id[ruling.holds]
    if wrong.claim.start != ruling.value:
        raise _no_longer(ruling, f"the claim states {wrong.claim.start or 'no date'}")
    if right.claim.precision not in _SOUND or right.claim.start == ruling.value:
        raise _no_longer(ruling, f"{ruling.holds} states no other sound date")
    if wrong.tie_id is None or wrong.tie_id != right.tie_id:
        raise _no_longer(ruling, f"{ruling.holds} is about another tie")
    held = start_held(behind[wrong.tie_id], years)
    if ruling.retire_check == RETIRE_CHECKS[0] and held.claim_id == ruling.holds:
        raise _no_longer(ruling, "the rules hold the other date without it")


def _no_longer(ruling: DateRuling, why: str) -> BuildError:
    return BuildError(
        f"data/decisions/date_corrections*.csv, {ruling.claim_id}: {why}; mend the row or take it "
        "out"
    )
