"""Events in the life of ties, read from the table `tie_events`.

Few places have any: what their rows need of the claims and of the sources is read only then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sistercities.terms.event_sentences import remarks_of
from sistercities.terms.told_events import ToldEvent

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

_EVENTS = "SELECT * FROM tie_events WHERE {which} ORDER BY tie_id, known_on, event_id"
# A tie id is made of those of its two places.
_OF_PLACE = _EVENTS.format(which="instr('~' || tie_id || '~', '~' || ? || '~') > 0")
_OF_TIE = _EVENTS.format(which="tie_id = ?")
_TITLES = "SELECT source_id, title FROM sources"
_ENDS = """
    SELECT c.claim_id, c.place_a, c.place_b, a.name AS name_a, b.name AS name_b
    FROM claims c JOIN places a ON a.place_id = c.place_a JOIN places b ON b.place_id = c.place_b
    WHERE c.claim_id IN ({marks})
"""
_DECIDED = {"a": ("a",), "b": ("b",), "both": ("a", "b")}


def events_of_place(release: Queried, place_id: str) -> Mapping[str, tuple[ToldEvent, ...]]:
    """Give the events of the ties of a place, by tie id."""
    found: defaultdict[str, tuple[ToldEvent, ...]] = defaultdict(tuple)
    rows = release.query(_OF_PLACE, [place_id])
    for row, event in zip(rows, _told(release, rows), strict=True):
        found[row["tie_id"]] += (event,)
    return found


def events_of_tie(release: Queried, tie_id: str) -> tuple[ToldEvent, ...]:
    """Give the events of one tie, in order."""
    return _told(release, release.query(_OF_TIE, [tie_id]))


def remarks_by_tie(release: Queried) -> dict[str, str]:
    """Give the last word that was told beside the standing of a tie, by tie id.

    `proposed` is a proposal to end or suspend it that no decision has answered; `dormant` that
    contacts had ceased; `spoken_for` that an association is for it. Ties without one are left out.
    """
    rows = release.query(_EVENTS.format(which="tie_id IS NOT NULL"))
    told = defaultdict[str, list[ToldEvent]](list)
    for row, event in zip(rows, _told(release, rows), strict=True):
        told[row["tie_id"]].append(event)
    remarks = {tie_id: remarks_of(events) for tie_id, events in told.items()}
    return {tie_id: found[-1].event for tie_id, found in remarks.items() if found}


def _told(release: Queried, rows: Sequence[dict[str, Any]]) -> tuple[ToldEvent, ...]:
    if not rows:
        return ()
    titles = {row["source_id"]: row["title"] for row in release.query(_TITLES)}
    # Who decided is told in the order of the claim, which need not be that of the tie.
    ids = [row["claim_id"] for row in rows if row["decided_by"]]
    marks = ", ".join("?" * len(ids))
    claims = release.query(_ENDS.format(marks=marks), ids) if ids else []
    ends = {row["claim_id"]: row for row in claims}
    return tuple(_event(row, titles[row["source_id"]], ends) for row in rows)


def _event(row: dict[str, Any], title: str, ends: Mapping[str, dict[str, Any]]) -> ToldEvent:
    claim = ends.get(row["claim_id"], {})
    ids = _DECIDED.get(row["decided_by"] or "", ()) if claim else ()
    return ToldEvent(
        event=row["event"],
        date=row["date"] or None,
        date_basis=row["date_basis"],
        known_on=row["known_on"] or None,
        decided_by=tuple(claim[f"place_{end}"] for end in ids),
        certainty=row["certainty"],
        source_id=row["source_id"],
        source_title=row["source_title"] or title,
        address=row["locator"],
        source_date=row["source_date"] or None,
        decider_names=tuple(claim[f"name_{end}"] for end in ids),
    )
