"""What stands behind a tie: the claims of the sources, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sistercities.api.events import events_of_tie
from sistercities.api.explorer.records import ClaimLine, ConflictLine, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef
from sistercities.terms.event_sentences import contest_of, remarks_of
from sistercities.terms.told_events import STATUS_AFTER

_CLAIMS = """
    SELECT c.claim_id, c.source_id, s.title AS source_title, c.locator, c.name_a, c.name_b,
        c.start, c.precision, c."end", c.status, c.kind, c.seen_year,
        CASE WHEN c.method_a = c.method_b THEN c.method_a ELSE c.method_a || ' / ' || c.method_b END
            AS method, min(c.confidence_a, c.confidence_b) AS confidence, c.note, c.licence
    FROM claims c JOIN sources s USING (source_id)
    WHERE c.tie_id = ? ORDER BY s.snapshot_year DESC NULLS LAST, c.claim_id
"""
_CONFLICTS = """
    SELECT c.field, coalesce(k.name, c.kept) AS kept, c.kept_claim,
        coalesce(o.name, c.other) AS other, c.other_claim, c.rule,
        k.place_id AS kept_id, o.place_id AS other_id
    FROM conflicts c
    LEFT JOIN places k ON c.field = 'place' AND k.place_id = c.kept
    LEFT JOIN places o ON c.field = 'place' AND o.place_id = c.other
    WHERE c.tie_id = ? ORDER BY c.field, c.other_claim
"""
_SAID = ("field", "kept", "kept_claim", "other", "other_claim", "rule")
_PLACE = """
    SELECT place_id, name, name_local, level, country, region_iso, is_dual
    FROM places WHERE place_id = ?
"""
_KEPT_OF_OVER = """
    SELECT DISTINCT e.tie_id, t.standing, t.standing_since FROM tie_events e
    JOIN ties t ON t.tie_id = e.tie_id
    WHERE t.standing IN ('suspended', 'ended') AND e.event = 'kept'
"""
_OF_EVENTS = """
    SELECT DISTINCT tie_id FROM tie_events WHERE tie_id IS NOT NULL AND event IN ({marks})
    ORDER BY tie_id
"""
_NOT_TOLD = """
    SELECT name_a AS name FROM claims WHERE tie_id = ? AND instr(method_a, 'namesake_not_told') > 0
    UNION
    SELECT name_b FROM claims WHERE tie_id = ? AND instr(method_b, 'namesake_not_told') > 0
    ORDER BY name
"""


def claims_of(explorer: Explorer, tie_id: str) -> list[ClaimLine]:
    """List what the sources say of a tie, the newest source first."""

    def read() -> list[ClaimLine]:
        return [ClaimLine(**_known(row)) for row in explorer.query(_CLAIMS, [tie_id])]

    return explorer.meanwhile(("claims", tie_id), read)


def names_not_told(explorer: Explorer, tie_id: str) -> list[str]:
    """List the names behind a tie that several places bear, and of which no source says which."""
    return [row["name"] for row in explorer.query(_NOT_TOLD, [tie_id, tie_id])]


def contested_ties(explorer: Explorer) -> frozenset[str]:
    """Ids of the ties that stand as suspended or ended, and that one side keeps all the same."""
    return explorer.once("contested", lambda: _contested(explorer))


def remarks_of_ties(explorer: Explorer) -> Mapping[str, tuple[str, ...]]:
    """Give by tie what was told of it that changes no status: dormant, proposed, spoken_for."""
    return explorer.once("remarks", lambda: _remarks(explorer))


def _remarks(explorer: Explorer) -> Mapping[str, tuple[str, ...]]:
    told = ((one, remarks_of(events_of_tie(explorer.index, one))) for one in _remarked(explorer))
    return {tie_id: tuple(one.event for one in events) for tie_id, events in told if events}


def _remarked(explorer: Explorer) -> list[str]:
    words = [event for event, status in STATUS_AFTER.items() if status == "unknown"]
    rows = explorer.query(_OF_EVENTS.format(marks=", ".join("?" * len(words))), words)
    return [row["tie_id"] for row in rows]


def _contested(explorer: Explorer) -> frozenset[str]:
    rows = explorer.query(_KEPT_OF_OVER)
    return frozenset(
        row["tie_id"]
        for row in rows
        if contest_of(
            row["standing"], row["standing_since"], events_of_tie(explorer.index, row["tie_id"])
        )
    )


def tie_held_for(explorer: Explorer, tie_id: str) -> str | None:
    """Give the id of the tie that is held in the place of one that is folded; None if none is."""
    rows = explorer.query("SELECT new_id FROM tie_redirects WHERE old_id = ?", [tie_id])
    return rows[0]["new_id"] if rows else None


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in row.items()}


def conflicts_of_tie(explorer: Explorer, tie_id: str) -> list[ConflictLine]:
    """List where the claims of a tie differ, and what was kept; places by their names."""
    return [
        ConflictLine(
            **{name: row[name] for name in _SAID},
            kept_place=_place(explorer, row["kept_id"]),
            other_place=_place(explorer, row["other_id"]),
        )
        for row in explorer.query(_CONFLICTS, [tie_id])
    ]


def _place(explorer: Explorer, place_id: str | None) -> PlaceRef | None:
    rows = explorer.query(_PLACE, [place_id]) if place_id else []
    return place_ref(rows[0]) if rows else None
