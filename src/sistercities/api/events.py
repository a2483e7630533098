"""Events in the life of ties, read from the table `tie_events`.

Few places have any: what their rows need of the claims and of the sources is read only then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sistercities.dataset.release.queried import Queried
from sistercities.terms.told_events import ToldEvent

_EVENTS = "SELECT * FROM tie_events WHERE {which} ORDER BY tie_id, known_on, event_id"
# A tie id is made of those of its two places.
_OF_PLACE = _EVENTS.format(which="instr('~' || tie_id || '~', '~' || ? || '~') > 0")
_OF_TIE = _EVENTS.format(which="tie_id = ?")
_TITLES = "SELECT source_id, title FROM sources"
_ENDS = "SELECT claim_id, place_a, place_b FROM claims WHERE claim_id IN ({marks})"
_DECIDED = {"a": ("place_a",), "b": ("place_b",), "both": ("place_a", "place_b")}


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
    deciders = _DECIDED.get(row["decided_by"] or "", ())
    return ToldEvent(
        event=row["event"],
        date=row["date"] or None,
        date_basis=row["date_basis"],
        known_on=row["known_on"] or None,
        decided_by=tuple(claim[end] for end in deciders if end in claim),
        certainty=row["certainty"],
        source_id=row["source_id"],
        source_title=row["source_title"] or title,
        address=row["locator"],
        source_date=row["source_date"] or None,
    )
