"""Events in the life of ties, read from the table `tie_events`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from sistercities.terms.told_events import ToldEvent

# Who decided is told in the order of the claim, which need not be that of the tie.
_EVENTS = """
    SELECT e.*, coalesce(e.source_title, s.title) AS title, c.place_a, c.place_b
    FROM tie_events e JOIN sources s USING (source_id) LEFT JOIN claims c USING (claim_id)
    WHERE {which} ORDER BY e.tie_id, e.known_on, e.event_id
"""
_OF_PLACE = _EVENTS.format(
    which="e.tie_id IN (SELECT tie_id FROM ties WHERE place_a = ? OR place_b = ?)"
)
_OF_TIE = _EVENTS.format(which="e.tie_id = ?")


class Queried(Protocol):
    """What answers questions on the release."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one query; `?` stands for each parameter in turn."""


def events_of_place(release: Queried, place_id: str) -> dict[str, tuple[ToldEvent, ...]]:
    """Give the events of the ties of a place, by tie id."""
    found: defaultdict[str, tuple[ToldEvent, ...]] = defaultdict(tuple)
    for row in release.query(_OF_PLACE, [place_id, place_id]):
        found[row["tie_id"]] += (_event(row),)
    return found


def events_of_tie(release: Queried, tie_id: str) -> tuple[ToldEvent, ...]:
    """Give the events of one tie, in order."""
    return tuple(_event(row) for row in release.query(_OF_TIE, [tie_id]))


def _event(row: dict[str, Any]) -> ToldEvent:
    ends = {"a": ("place_a",), "b": ("place_b",), "both": ("place_a", "place_b")}
    return ToldEvent(
        event=row["event"],
        date=row["date"] or None,
        date_basis=row["date_basis"],
        known_on=row["known_on"] or None,
        decided_by=tuple(row[end] for end in ends.get(row["decided_by"] or "", ())),
        certainty=row["certainty"],
        source_id=row["source_id"],
        source_title=row["title"],
        address=row["locator"],
        source_date=row["source_date"] or None,
    )
