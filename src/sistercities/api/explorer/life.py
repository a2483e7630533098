"""The life of a tie: its start, each source that saw it, each event, in the order of time.

Which ends of a tie are no more, and what followed them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.api.events import events_of_tie
from sistercities.api.explorer.records import TieLine, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef
from sistercities.sentences import Said, say, to_say
from sistercities.terms.date_words import written_date
from sistercities.terms.event_sentences import confirmation_of
from sistercities.terms.told_events import ToldEvent

_SEEN = """
    SELECT coalesce(c.seen_year, s.snapshot_year) AS year, c.status, c.source_id, s.title,
        c.locator, c.start
    FROM claims c JOIN sources s USING (source_id)
    WHERE c.tie_id = ? AND c.claim_id NOT IN (
        SELECT claim_id FROM tie_events WHERE tie_id = ? AND claim_id IS NOT NULL)
    ORDER BY year, c.source_id, c.claim_id
"""
_SAYS = {
    "unknown": to_say("On a list; status not stated"),
    "active": to_say("On a list, as active"),
    "suspended": to_say("On a list, as suspended"),
    "ended": to_say("On a list, as ended"),
    "pending": to_say("On a list, as announced and not yet signed"),
    "never_valid": to_say("On a list, as never valid"),
}
_BEGAN_DOUBTFULLY = "suspect"


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One point of a tie's life.

    Attributes
    ----------
    kind
        began, seen, or the word of an event.
    date
        ISO date as far as known; None where it is not.
    when, what
        The same in words, and what happened or was seen.
    decided_by
        Ids of the places that decided, of an event.
    certainty
        Of an event; "" elsewhere.
    source_id, source_title
        Who says so: the title of the page of an event, else that of the source.
    address
        Where that can be read; of a claim its place in the source.
    """

    kind: str
    date: str | None
    when: str
    what: str
    decided_by: tuple[str, ...]
    certainty: str
    source_id: str
    source_title: str
    address: str


def life_of(explorer: Explorer, tie: TieLine) -> list[LifeLine]:
    """Give the life of a tie, the oldest first; what has no date comes last."""
    return explorer.meanwhile(("life", tie.tie_id), lambda: _life_of(explorer, tie))


def _life_of(explorer: Explorer, tie: TieLine) -> list[LifeLine]:
    seen = explorer.query(_SEEN, [tie.tie_id, tie.tie_id])
    lines = [
        *_beginning(tie, seen),
        *(_sighting(row) for row in _once(seen)),
        *_events(events_of_tie(explorer, tie.tie_id)),
    ]
    return sorted(lines, key=_in_time)


def _in_time(line: LifeLine) -> tuple[bool, str]:
    """Sort key: a list of a year comes after what happened on a day of it."""
    return line.date is None, f"{line.date or ''}{'~' if line.kind == 'seen' else ''}"


def _beginning(tie: TieLine, seen: Sequence[dict[str, Any]]) -> list[LifeLine]:
    """Tell the start with the newest source that gives it; an unknown one is no line."""
    if tie.start is None or tie.start_precision == "none":
        return []
    says = [row for row in seen if row["start"] == tie.start]
    row = says[-1] if says else {"source_id": "", "title": "", "locator": ""}
    when = written_date(tie.start)
    if tie.start_precision == _BEGAN_DOUBTFULLY:
        when = say("{date}, a date in doubt", date=when)
    return [_line("began", tie.start, when, say("Began"), row)]


def _once(seen: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep one line of a source that says the same twice, such as in the lists of both ends."""
    first: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in seen:
        first.setdefault((row["year"], row["status"], row["source_id"]), row)
    return list(first.values())


def _sighting(row: dict[str, Any]) -> LifeLine:
    year, said = str(row["year"]), _SAYS[row["status"]]
    return _line("seen", year, written_date(year), say(said), row)


def _line(kind: str, date: str, when: Said, what: Said, row: dict[str, Any]) -> LifeLine:
    return LifeLine(kind, date, when, what, (), "", row["source_id"], row["title"], row["locator"])


def _events(events: Sequence[ToldEvent]) -> list[LifeLine]:
    """Tell what happened; a page that tells a suspension again says that it is still so."""
    first = next((one for one in events if one.event == "suspended"), None)
    again = confirmation_of(first, events)
    return [_still(one) if one is again else _event(one, one.when, one.word) for one in events]


def _still(one: ToldEvent) -> LifeLine:
    """Tell what a page says of its own day, which is no bound of when something happened."""
    return _event(one, written_date(one.date or ""), say("Still suspended"))


def _event(one: ToldEvent, when: Said, what: Said) -> LifeLine:
    return LifeLine(
        one.event, one.date or one.known_on, when, what, one.decided_by, one.certainty,
        one.source_id, one.source_title, one.address,
    )  # fmt: skip


_FOLLOWED = """
    SELECT s.place_id, s.name, s.name_local, s.level, s.country, s.region_iso, s.is_dual, s.valid_to
    FROM places p JOIN places s ON s.place_id = p.successor WHERE p.place_id = ?
"""


@dataclass(frozen=True, slots=True)
class FormerEnd:
    """An end of a tie that is no more.

    Attributes
    ----------
    place
        The place.
    year
        The last year in which it existed.
    followed_by
        The place that took over; None where none is held.
    """

    place: PlaceRef
    year: int
    followed_by: PlaceRef | None


def former_ends(explorer: Explorer, *ends: PlaceRef) -> tuple[FormerEnd, ...]:
    """Give those ends of a tie that are no more, in their order."""
    return tuple(
        FormerEnd(end, end.valid_to, _followed_by(explorer, end))
        for end in ends
        if end.valid_to is not None
    )


def _followed_by(explorer: Explorer, end: PlaceRef) -> PlaceRef | None:
    rows = explorer.query(_FOLLOWED, [end.place_id])
    return place_ref(rows[0]) if rows else None
