"""Rulings on what two places call their tie, where the lists that have it do not say.

A city may keep two lists: of its twin towns, and of its partner cities, with which it signed a
lesser agreement. Wikidata puts both in one, and a list of twin towns has the first alone: whatever
it leaves out of the second has not ended by that. `tie_kinds.csv` has a row for each such tie, with
the page that tells what it is. The claims that state no kind take it, and say so in their note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.undated_claims import RULED_KIND
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import SourceClaim
from sistercities.terms.words import KINDS, Kind

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
